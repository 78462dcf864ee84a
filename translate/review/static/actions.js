// What can be done on the article page, by button and by key.
import * as dialogs from "./dialogs.js";
import * as editing from "./editing.js";
import { alarm } from "./messages.js";
import * as panels from "./panels.js";
import { problemOf, send } from "./requests.js";
import { switchTheme } from "./colours.js";

const article = `/articles/${document.body.dataset.article}`;

// Undoes or redoes a step, and shows the first segment that it changed.
async function step(which) {
  const answer = await send("POST", `${article}/${which}`);
  if (!answer.ok) alarm(problemOf(answer));
  const changed = new DOMParser().parseFromString(answer.text, "text/html").querySelector(".row[data-id]");
  if (answer.ok && changed) await editing.goTo(changed.dataset.id);
}

function ignoreFirst(row) {
  row.querySelector(".side > .notes .issue-form")?.requestSubmit();
}

function search() {
  document.getElementById("q").select();
}

// Each action gets the row it is about, the current one where it was a key, and the button where it was one.
export const ACTIONS = {
  approve: (row) => editing.approve(row),
  alternatives: (row) => panels.openPanel(row, "alternatives"),
  history: (row) => panels.openPanel(row, "history"),
  take: (row, button) => panels.take(row, button.dataset.text),
  "close-panel": (row) => panels.closePanel(row),
  "take-mine": (row) => editing.takeMine(row),
  "take-theirs": (row) => editing.takeTheirs(row),
  ignore: ignoreFirst,
  next: () => editing.goToNextOpen(),
  down: () => editing.move(1),
  up: () => editing.move(-1),
  undo: () => step("undo"),
  redo: () => step("redo"),
  replace: () => dialogs.openReplace(),
  term: () => dialogs.openTerm(),
  help: () => dialogs.openHelp(),
  search,
  theme: switchTheme,
};

const ABOUT_ROWS = new Set(["approve", "alternatives", "history", "take", "close-panel", "take-mine", "take-theirs", "ignore"]);

export function act(name, button) {
  const row = editing.rowOf(button) ?? editing.currentRow();
  if (!(name in ACTIONS) || (ABOUT_ROWS.has(name) && !row)) return;
  ACTIONS[name](row, button);
}

export function watchButtons() {
  // What is selected is what the glossary is asked about: pressing the button must not take that away.
  document.addEventListener("mousedown", (event) => event.target.closest?.("[data-do=term]") && event.preventDefault());
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("button[data-do]");
    if (button && button.getAttribute("aria-disabled") !== "true") act(button.dataset.do, button);
  });
}
