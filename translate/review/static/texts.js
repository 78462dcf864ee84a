// Places in a text that is spread over elements: offsets count UTF-16 units.

function* nodesOf(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) yield walker.currentNode;
}

export function rangeOf(element, start, end) {
  const range = new Range();
  let before = 0;
  for (const node of nodesOf(element)) {
    const after = before + node.length;
    if (start >= before && start < after) range.setStart(node, start - before);
    if (end > before && end <= after) {
      range.setEnd(node, end - before);
      return range;
    }
    before = after;
  }
  return range;
}

// The offset of a place in an element's text, as a selection or a range gives places; -1 outside it.
export function offsetIn(element, node, offset) {
  if (!element.contains(node)) return -1;
  const range = new Range();
  range.setStart(element, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}

export function putCaret(element, offset) {
  const range = element.firstChild && offset > 0 ? rangeOf(element, offset - 1, offset) : new Range();
  if (!element.contains(range.endContainer)) range.setStart(element, 0);
  range.collapse(range.startContainer === element);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

// Takes an offset of one wording to the same place in another that differs from it in one stretch; -1 within that.
export function carry(offset, from, to) {
  if (from === to) return offset;
  const most = Math.min(from.length, to.length);
  let head = 0;
  while (head < most && from[head] === to[head]) head += 1;
  let tail = 0;
  while (tail < most - head && from.at(-1 - tail) === to.at(-1 - tail)) tail += 1;
  if (offset <= head) return offset;
  return offset >= from.length - tail ? offset + to.length - from.length : -1;
}
