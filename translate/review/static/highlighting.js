// Lights up the words that belong to the one under the pointer or at the caret, and says what there is to a term.
import { carry, offsetIn, rangeOf } from "./texts.js";
import { savedText } from "./editing.js";

const aligned = "highlights" in CSS ? new Highlight() : null;
const tip = document.getElementById("tip");
let pointed;

if (aligned) {
  aligned.priority = 2;
  CSS.highlights.set("aligned", aligned);
}

function sideOf(node) {
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest(".row[data-id] .words") ?? null;
}

function light(text, offset) {
  if (!aligned) return;
  aligned.clear();
  const row = text.closest(".row");
  const dutch = row.querySelector(".nl .words");
  const english = row.querySelector(".en .words");
  const was = savedText(english);
  const is = english.textContent;
  const at = text === dutch ? offset : carry(offset, is, was);
  const side = text === dutch ? 0 : 2;
  const numbers = (dutch.dataset.a ?? "").split(" ").map(Number);
  for (let i = 0; i + 3 < numbers.length; i += 4) {
    if (at < numbers[i + side] || at >= numbers[i + side + 1]) continue;
    aligned.add(rangeOf(dutch, numbers[i], numbers[i + 1]));
    const [start, end] = [carry(numbers[i + 2], was, is), carry(numbers[i + 3], was, is)];
    if (start >= 0 && end > start) aligned.add(rangeOf(english, start, end));
  }
}

// The character under a point: a caret stands between two, and its box says which of them is meant.
function characterAt(text, x, y) {
  const caret = document.caretPositionFromPoint?.(x, y) ?? document.caretRangeFromPoint?.(x, y);
  const node = caret?.offsetNode ?? caret?.startContainer;
  if (node?.nodeType !== Node.TEXT_NODE || !text.contains(node)) return -1;
  const offset = caret.offset ?? caret.startOffset;
  const range = new Range();
  for (const start of [offset, offset - 1]) {
    if (start < 0 || start >= node.length) continue;
    range.setStart(node, start);
    range.setEnd(node, start + 1);
    for (const box of range.getClientRects()) {
      if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return offsetIn(text, node, start);
    }
  }
  return -1;
}

function point({ target, clientX, clientY }) {
  const text = sideOf(target);
  if (text) light(text, characterAt(text, clientX, clientY));
  else if (pointed) aligned?.clear();
  pointed = text;
}

function lightCaret() {
  const { focusNode, focusOffset } = getSelection();
  const text = focusNode && sideOf(focusNode);
  if (!text || !(text.contains(document.activeElement) || document.activeElement === text)) return;
  const offset = offsetIn(text, focusNode, focusOffset);
  const atEnd = offset > 0 && !/[\p{L}\p{N}]/u.test(text.textContent[offset] ?? " ");
  light(text, atEnd ? offset - 1 : offset);
}

function showTip(mark) {
  tip.textContent = mark.getAttribute("aria-description");
  tip.showPopover();
  const box = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const below = box.bottom + tip.offsetHeight + 12 < innerHeight;
  tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${below ? box.bottom + 6 : box.top - tip.offsetHeight - 6}px`;
}

function hideTip() {
  if (tip?.matches(":popover-open")) tip.hidePopover();
}

export function watchWords() {
  let frame;
  document.addEventListener("pointermove", (event) => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => point(event));
  });
  document.addEventListener("selectionchange", lightCaret);
  document.addEventListener("focusin", ({ target }) => {
    if (!target.matches(".nl .term")) return;
    const text = sideOf(target);
    if (text && target.firstChild) light(text, offsetIn(text, target.firstChild, 0));
  });
  for (const sign of ["pointerover", "focusin"]) {
    document.addEventListener(sign, ({ target }) => {
      const mark = target.closest?.("[aria-description]");
      if (mark && sideOf(mark)) showTip(mark);
      else hideTip();
    });
  }
  for (const sign of ["scroll", "focusout"]) addEventListener(sign, hideTip, { passive: true });
  document.addEventListener("keydown", ({ key }) => key === "Escape" && hideTip());
}
