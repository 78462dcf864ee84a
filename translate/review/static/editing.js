// Writing in the English: what is typed is kept until the server has it, and said loudly where it has not.
import { bring, markOpen, neighbour, nextOpen, rowFor } from "./blocks.js";
import { alarm, calm, say } from "./messages.js";
import { problemOf, send } from "./requests.js";
import { offsetIn, putCaret } from "./texts.js";

const article = `/articles/${document.body.dataset.article}`;
const originals = new WeakMap(); // editor -> what the server has: its text, and the elements that show it
const sent = new Map(); // segment id -> what is on its way
const turns = new Map(); // segment id -> the save before, for they go one by one
const PLAIN = plainTextOnly();
let currentId = "";

// Browsers before 2025 know no editor of plain text alone; there a rich one does, whose text alone is read.
function plainTextOnly() {
  const trial = document.createElement("i");
  trial.setAttribute("contenteditable", "plaintext-only");
  return trial.contentEditable === "plaintext-only";
}

export function rowOf(node) {
  return node?.closest?.(".row[data-id]") ?? null;
}

export function editorOf(row) {
  return row.querySelector(".edit");
}

export function currentRow() {
  return rowOf(document.activeElement) ?? rowFor(currentId) ?? document.querySelector(".row[data-id]");
}

function originalOf(editor) {
  if (!originals.has(editor)) {
    originals.set(editor, { text: editor.textContent, nodes: [...editor.cloneNode(true).childNodes] });
  }
  return originals.get(editor);
}

export function savedText(editor) {
  return originals.get(editor)?.text ?? editor.textContent;
}

export function isDirty(row) {
  const editor = editorOf(row);
  return editor.textContent !== savedText(editor);
}

function refreshDirty(row) {
  row.classList.toggle("dirty", isDirty(row));
  if (!isDirty(row)) row.classList.remove("failed");
}

function makeCurrent(row) {
  if (currentId !== row.dataset.id) rowFor(currentId)?.classList.remove("current");
  currentId = row.dataset.id;
  row.classList.add("current");
}

// Brings a segment into view and puts the caret in its English.
export async function goTo(id) {
  const row = id && (await bring(id));
  if (!row) return false;
  makeCurrent(row);
  const editor = editorOf(row);
  editor.focus({ preventScroll: true });
  putCaret(editor, 0);
  row.scrollIntoView({ block: "nearest" });
  return true;
}

export function move(step) {
  const row = currentRow();
  if (row) goTo(document.activeElement === editorOf(row) ? neighbour(row.dataset.id, step) : row.dataset.id);
}

export async function goToNextOpen(from = currentRow()?.dataset.id) {
  for (let id = nextOpen(from); id; id = nextOpen(id)) {
    if (!(await goTo(id)) || isOpen(rowFor(id))) return;
    markOpen(id, false); // another window has reviewed it meanwhile
  }
  say("Everything shown here is reviewed.");
}

function isOpen(row) {
  return !["reviewed", "final"].includes(row.dataset.state);
}

// Replaces the text of an editor as if it had been typed, so that the editor's own undo takes it back.
export function write(row, text) {
  const editor = editorOf(row);
  originalOf(editor);
  editor.focus();
  getSelection().selectAllChildren(editor);
  document.execCommand(text ? "insertText" : "delete", false, text);
  if (editor.textContent !== text) editor.textContent = text;
  refreshDirty(row);
}

export function giveUp(row) {
  const editor = editorOf(row);
  if (row.classList.contains("failed")) calm();
  editor.replaceChildren(...originalOf(editor).nodes.map((node) => node.cloneNode(true)));
  refreshDirty(row);
  putCaret(editor, 0);
}

export function approve(row) {
  const { id } = row.dataset;
  markOpen(id, false);
  save(row, "reviewed");
  goToNextOpen(id);
}

export function save(row, state, revision) {
  const { id } = row.dataset;
  const text = editorOf(row).textContent;
  originalOf(editorOf(row));
  sent.set(id, text);
  if (row.classList.contains("failed")) calm();
  row.classList.remove("failed");
  const turn = (turns.get(id) ?? Promise.resolve()).then(() => post(id, text, state, revision));
  turns.set(id, turn);
  return turn.finally(() => turns.get(id) === turn && (turns.delete(id), sent.delete(id)));
}

async function post(id, target, state, revision) {
  const row = rowFor(id);
  if (!row) return;
  const fields = { target, state, revision: revision ?? row.dataset.revision };
  const answer = await send("POST", `${article}/segments/${id}`, fields, { target: row, swap: "outerHTML" });
  if (answer.ok) {
    markOpen(id, state === "translated");
    return;
  }
  sent.delete(id);
  markOpen(id, true);
  row.dataset.meant = state;
  row.classList.add("failed", "dirty");
  const conflict = answer.status === 409;
  if (conflict) showPanel(row, answer.text);
  const line = conflict
    ? `Sentence ${id} was changed elsewhere meanwhile. What you wrote is kept; choose one of the two.`
    : `NOT saved: ${problemOf(answer)} What you wrote in sentence ${id} is still here.`;
  alarm(line, () => goTo(id));
}

export function showPanel(row, html) {
  const panel = row.querySelector(".panel");
  panel.innerHTML = html;
  panel.hidden = false;
  panel.scrollIntoView({ block: "nearest" });
}

// Whichever of two texts is taken, the other is still in the history or in the editor.
export function takeMine(row) {
  const { revision } = row.querySelector(".conflict").dataset;
  save(row, row.dataset.meant, revision).then(() => goTo(row.dataset.id));
}

export async function takeTheirs(row) {
  const { id } = row.dataset;
  sent.set(id, editorOf(row).textContent); // what stands here may go
  const answer = await send("GET", `${article}/segments/${id}`, {}, { target: row, swap: "outerHTML" });
  sent.delete(id);
  if (answer.ok) goTo(id);
  else alarm(problemOf(answer));
}

// Whether a part of the page holds what the server does not have, or what is being looked at.
export function holdsWork(part) {
  return part.contains(document.activeElement) || part.querySelector(".row.dirty, .row.failed, .panel:not([hidden])") !== null;
}

// A row that comes from the server does not take with it what is being written in the one it replaces.
const kept = new Map();
let swapping = false;

function keep({ detail: { tasks } }) {
  swapping = true;
  for (const { target } of tasks) {
    if (!target?.matches?.(".row[data-id]")) continue;
    const { id } = target.dataset;
    const editor = editorOf(target);
    const text = editor.textContent;
    const focused = document.activeElement === editor;
    const writing = isDirty(target) && text !== sent.get(id);
    const { focusNode, focusOffset } = getSelection();
    if (writing || focused) kept.set(id, { text, writing, caret: focused ? offsetIn(editor, focusNode, focusOffset) : -1 });
  }
}

function restore() {
  swapping = false;
  for (const [id, { text, writing, caret }] of kept) {
    const row = rowFor(id);
    if (!row) continue;
    const editor = editorOf(row);
    originalOf(editor);
    if (writing) editor.textContent = text;
    refreshDirty(row);
    if (caret >= 0) {
      editor.focus({ preventScroll: true });
      putCaret(editor, Math.min(caret, editor.textContent.length));
    }
  }
  kept.clear();
  for (const row of document.querySelectorAll(".row[data-id]")) {
    if (!sent.has(row.dataset.id)) markOpen(row.dataset.id, isOpen(row));
    if (!PLAIN) editorOf(row).contentEditable = "true";
    row.classList.toggle("current", row.dataset.id === currentId);
  }
}

// One line stays one line, however it comes in.
function onInput(event) {
  if (!event.target.matches?.(".edit")) return;
  originalOf(event.target);
  if (["insertParagraph", "insertLineBreak"].includes(event.inputType)) event.preventDefault();
  const text = event.data ?? event.dataTransfer?.getData("text/plain") ?? "";
  if (/[\r\n]/.test(text)) {
    event.preventDefault();
    document.execCommand("insertText", false, text.replace(/\s*[\r\n]+\s*/g, " ").trim());
  }
}

export function watchEditing() {
  restore();
  document.addEventListener("focusin", ({ target }) => {
    const row = rowOf(target);
    if (!row) return;
    makeCurrent(row);
    originalOf(editorOf(row));
  });
  document.addEventListener("beforeinput", onInput);
  document.addEventListener("input", ({ target }) => target.matches?.(".edit") && refreshDirty(rowOf(target)));
  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    const row = rowOf(target);
    if (swapping || !row?.isConnected || row.contains(relatedTarget) || row.querySelector(".conflict")) return;
    if (isDirty(row) && editorOf(row).textContent !== sent.get(row.dataset.id)) save(row, "translated");
  });
  document.addEventListener("htmx:before:swap", keep);
  document.addEventListener("htmx:after:swap", restore);
  addEventListener("beforeunload", (event) => {
    const waiting = [...document.querySelectorAll(".row.dirty")].filter((row) => !sent.has(row.dataset.id));
    if (waiting.length) event.preventDefault();
  });
}
