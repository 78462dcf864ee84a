// The dialogs: keys, replacing across the article, and the glossary.
import { currentRow, editorOf } from "./editing.js";
import { alarm, calm, say } from "./messages.js";
import { problemOf, send } from "./requests.js";
import { offsetIn } from "./texts.js";

const article = `/articles/${document.body.dataset.article}`;

function show(id) {
  const dialog = document.getElementById(id);
  if (!dialog.open) dialog.showModal();
  return dialog;
}

export function openHelp() {
  show("help");
}

export function openReplace() {
  const selected = getSelection().toString().trim();
  const find = show("replace").querySelector("[name=find]");
  if (selected) find.value = selected;
  find.select();
}

// Without a selection the word at the caret is meant.
function selectedWords() {
  const selection = getSelection();
  const row = currentRow();
  const element = selection.focusNode?.parentElement?.closest(".row[data-id] .words") ?? (row && editorOf(row));
  if (!element || !element.contains(selection.anchorNode) || !element.contains(selection.focusNode)) return null;
  const ends = [offsetIn(element, selection.anchorNode, selection.anchorOffset), offsetIn(element, selection.focusNode, selection.focusOffset)];
  let [start, end] = ends.sort((a, b) => a - b);
  const text = element.textContent;
  const inWord = (at) => /[\p{L}\p{N}'’-]/u.test(text[at] ?? "");
  if (start === end) {
    while (inWord(start - 1)) start -= 1;
    while (inWord(end)) end += 1;
  }
  const side = element.closest(".nl") ? "nl" : "en";
  return start < end ? { segment: element.closest(".row").dataset.id, side, start, end } : null;
}

export async function openTerm() {
  const selected = selectedWords();
  if (!selected) {
    say("Select the words of a term first, on either side.");
    return;
  }
  const body = document.getElementById("term-body");
  show("term");
  body.replaceChildren();
  const answer = await send("GET", `${article}/term`, selected, { target: body, swap: "innerHTML" });
  if (!answer.ok) {
    document.getElementById("term").close();
    alarm(problemOf(answer));
  } else body.querySelector(selected.side === "nl" ? "[name=target]" : "[name=sources]")?.focus();
}

export function watchDialogs() {
  // A form that has done its work closes its dialog.
  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    if (!ctx.response || ctx.response.status >= 400) return;
    const closes = ctx.sourceElement?.dataset?.closes;
    if (closes) document.getElementById(closes).close();
    else if (ctx.sourceElement?.closest?.("dialog")) calm();
  });
  document.addEventListener("change", ({ target }) => {
    if (target.dataset.do !== "tick-all") return;
    for (const box of target.form.querySelectorAll("[name=chosen]")) box.checked = target.checked;
  });
  // A click beside a dialog closes it.
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("pointerdown", (event) => {
      const box = dialog.getBoundingClientRect();
      const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
      if (!inside && event.target === dialog) dialog.close();
    });
  }
  const menu = document.querySelector(".menu");
  document.addEventListener("click", ({ target }) => {
    if (menu && (!menu.contains(target) || target.closest(".menu a"))) menu.open = false;
  });
  menu?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
    event.stopPropagation();
  });
}
