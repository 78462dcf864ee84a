// What opens under a segment: other wordings, and what it read before.
import { rowFor } from "./blocks.js";
import { currentRow, editorOf, showPanel, write } from "./editing.js";
import { alarm } from "./messages.js";
import { problemOf, send } from "./requests.js";

const article = `/articles/${document.body.dataset.article}`;

export async function openPanel(row, kind) {
  const panel = row.querySelector(".panel");
  if (panel.querySelector(".conflict")) return;
  if (!panel.hidden && panel.dataset.kind === kind) {
    closePanel(row);
    return;
  }
  const { id } = row.dataset;
  const answer = await send("GET", `${article}/segments/${id}/${kind}`);
  const now = rowFor(id); // it may have been replaced meanwhile
  if (!answer.ok) alarm(problemOf(answer));
  else if (now) {
    now.querySelector(".panel").dataset.kind = kind;
    showPanel(now, answer.text);
  }
}

export function closePanel(row) {
  const panel = row.querySelector(".panel");
  if (panel.querySelector(".conflict")) return false;
  const wasOpen = !panel.hidden;
  panel.hidden = true;
  panel.replaceChildren();
  if (wasOpen) editorOf(row).focus();
  return wasOpen;
}

// Takes the nth alternative, which need not be shown yet.
export async function takeAlternative(number) {
  const asked = currentRow();
  if (!asked) return;
  const { hidden, dataset } = asked.querySelector(".panel");
  if (hidden || dataset.kind !== "alternatives") await openPanel(asked, "alternatives");
  const row = rowFor(asked.dataset.id);
  const button = row?.querySelectorAll(".alternatives [data-do=take]")[number - 1];
  if (button) take(row, button.dataset.text);
}

export function take(row, text) {
  write(row, text);
  closePanel(row);
}
