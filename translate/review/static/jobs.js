// A translation under way: paragraphs as they come, and the article when it is done.
export function watchJob() {
  const paragraphs = document.getElementById("paragraphs");
  const progress = document.getElementById("done");
  const figures = document.getElementById("figures");
  const ended = document.getElementById("ended");
  const events = new EventSource(`/jobs/${document.body.dataset.job}/events`);

  let over = false;

  function end(line) {
    events.close();
    paragraphs.removeAttribute("aria-busy");
    ended.textContent = line;
    over = true;
  }

  events.addEventListener("paragraph", ({ data }) => {
    const atEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 80;
    paragraphs.insertAdjacentHTML("beforeend", data);
    if (atEnd) scrollTo({ top: document.documentElement.scrollHeight });
  });
  events.addEventListener("progress", ({ data }) => {
    const { done, all } = JSON.parse(data);
    progress.max = all || 1;
    progress.value = done;
    figures.textContent = `${done} of ${all} ${document.body.dataset.unit}s`;
  });
  events.addEventListener("done", ({ data }) => {
    const { url, line } = JSON.parse(data);
    end(`${line ?? "Translated."} `);
    const link = document.createElement("a");
    link.href = url;
    link.textContent = line ? "Back to the article" : "Review it";
    ended.append(link);
    if (!line) location.replace(url); // else there is something to read first
  });
  events.addEventListener("failed", ({ data }) => {
    end(`Not translated: ${JSON.parse(data).line}`);
    ended.className = "ended alarm";
    ended.setAttribute("role", "alert");
    document.getElementById("again").hidden = false;
  });
  events.addEventListener("error", () => {
    if (events.readyState === EventSource.CLOSED && !over) {
      end("The translation is over. Its article is in the list.");
    }
  });
}
