// Starts what each page needs.
import { watchTheme } from "./colours.js";

watchTheme();
if (document.body.dataset.article) {
  const [actions, blocks, dialogs, editing, highlighting, keys, painting] = await Promise.all([
    import("./actions.js"),
    import("./blocks.js"),
    import("./dialogs.js"),
    import("./editing.js"),
    import("./highlighting.js"),
    import("./keys.js"),
    import("./painting.js"),
  ]);
  blocks.watchBlocks(editing.holdsWork);
  editing.watchEditing();
  highlighting.watchWords();
  dialogs.watchDialogs();
  actions.watchButtons();
  keys.watchKeys();
  painting.watchPainting();
} else if (document.body.dataset.job) {
  (await import("./jobs.js")).watchJob();
} else if (document.getElementById("upload")) {
  (await import("./uploading.js")).watchDrops();
}
