// Writing in the English: what is typed is kept until the server has it, and said loudly where it has not.
import { bring, markOpen, neighbour, nextOpen, rowFor } from "./blocks.js";
import { alarm, calm, say } from "./messages.js";
import { problemOf, send } from "./requests.js";
import { offsetIn, putCaret } from "./texts.js";

const article = `/articles/${document.body.dataset.article}`;
const originals = new WeakMap(); // editor -> what the server has: its text, the elements that show it, its revision
const sent = new Map(); // segment id -> the texts on their way, of which the first is being saved: they go one by one
const turns = new Map(); // segment id -> the last of those saves
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
    const { revision } = rowOf(editor).dataset;
    originals.set(editor, { text: editor.textContent, nodes: [...editor.cloneNode(true).childNodes], revision });
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

// Whether the text that stands in a row is on its way already.
function isSent(row) {
  return sent.get(row.dataset.id)?.at(-1) === editorOf(row).textContent;
}

function refreshDirty(row) {
  row.classList.toggle("dirty", isDirty(row));
  if (isDirty(row)) return;
  row.classList.remove("failed");
  row.dataset.revision = originalOf(editorOf(row)).revision;
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

// Saves what stands in a row, over the text with this revision: the one that it was written over, if none is given.
export function save(row, state, revision = row.dataset.revision) {
  const { id } = row.dataset;
  const text = editorOf(row).textContent;
  originalOf(editorOf(row));
  if (row.classList.contains("failed")) calm();
  row.classList.remove("failed");
  const before = turns.get(id) ?? Promise.resolve(revision);
  const turn = sending(id, text, () => before.then((saved) => post(id, text, state, saved)));
  turns.set(id, turn);
  return turn.finally(() => turns.get(id) === turn && turns.delete(id));
}

async function sending(id, text, work) {
  sent.set(id, [...(sent.get(id) ?? []), text]);
  try {
    return await work();
  } finally {
    const rest = sent.get(id).slice(1);
    if (rest.length) sent.set(id, rest);
    else sent.delete(id);
  }
}

// Returns the revision that the next save goes over: that of this text; where it was not saved, the one there was.
async function post(id, target, state, revision) {
  const place = { target: () => rowFor(id), swap: "outerHTML" };
  const answer = await send("POST", `${article}/segments/${id}`, { target, state, revision }, place);
  if (answer.ok) {
    markOpen(id, state === "translated");
    return revisionIn(answer.text, id) ?? revision;
  }
  markOpen(id, true);
  tellRefused(id, target, state, answer);
  return revision;
}

function tellRefused(id, target, state, answer) {
  const row = rowFor(id);
  const conflict = answer.status === 409;
  const problem = conflict ? "It was changed elsewhere meanwhile." : problemOf(answer);
  if (!row) {
    alarm(`NOT saved: ${problem} In sentence ${id} you wrote: “${target}”`, () => goTo(id));
    return;
  }
  const editor = editorOf(row);
  originalOf(editor);
  if (!isDirty(row) && editor.textContent !== target) editor.textContent = target; // another has come in its place
  row.dataset.meant = state;
  row.classList.add("failed", "dirty");
  if (conflict) showPanel(row, answer.text);
  const line = conflict
    ? `Sentence ${id} was changed elsewhere meanwhile. What you wrote is kept; choose one of the two.`
    : `NOT saved: ${problem} What you wrote in sentence ${id} is still here.`;
  alarm(line, () => goTo(id));
}

function revisionIn(html, id) {
  return new DOMParser().parseFromString(html, "text/html").getElementById(`s-${id}`)?.dataset.revision;
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
  const place = { target: () => rowFor(id), swap: "outerHTML" };
  const get = () => send("GET", `${article}/segments/${id}`, {}, place);
  const answer = await sending(id, editorOf(row).textContent, get); // what stands here may go
  if (answer.ok) goTo(id);
  else alarm(problemOf(answer));
}

// Whether a part of the page holds what the server does not have, or what is being looked at.
export function holdsWork(part) {
  if (part.contains(document.activeElement) || [...sent.keys()].some((id) => part.contains(rowFor(id)))) return true;
  return part.querySelector(".row.dirty, .row.failed, .panel:not([hidden])") !== null;
}

// A row that comes from the server does not take with it what is being written in the one it replaces, nor the revision
// that this was written over: where another text has come meanwhile, the server will say so when it is saved.
const kept = new Map();
let swapping = false;

function keep({ detail: { ctx, tasks } }) {
  swapping = true;
  for (const { target } of tasks) {
    if (!target?.matches?.(".row[data-id]")) continue;
    const { id, revision } = target.dataset;
    const editor = editorOf(target);
    const text = editor.textContent;
    const focused = document.activeElement === editor;
    const answered = ctx.sourceElement === target && text === sent.get(id)?.[0]; // it comes back as the server has it
    const writing = isDirty(target) && !answered;
    const { focusNode, focusOffset } = getSelection();
    const own = ctx.sourceElement === target && sent.has(id); // what was saved of this row is what is written over now
    const caret = focused ? offsetIn(editor, focusNode, focusOffset) : -1;
    if (writing || focused) kept.set(id, { text, writing, revision: own ? "" : revision, caret });
  }
}

function restore() {
  swapping = false;
  for (const [id, { text, writing, revision, caret }] of kept) {
    const row = rowFor(id);
    if (!row) continue;
    const editor = editorOf(row);
    originalOf(editor);
    if (writing) editor.textContent = text;
    refreshDirty(row);
    if (isDirty(row) && revision) row.dataset.revision = revision;
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
    if (isDirty(row) && !isSent(row)) save(row, "translated");
  });
  document.addEventListener("htmx:before:swap", keep);
  document.addEventListener("htmx:after:swap", restore);
  addEventListener("beforeunload", (event) => {
    const waits = [...document.querySelectorAll(".row.dirty")].some((row) => !isSent(row));
    if (waits || [...sent.values()].some((texts) => texts.length > 1)) event.preventDefault();
  });
}
