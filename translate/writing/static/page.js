// Lights up the counterpart of the sentence, and of the word, under the pointer or the keyboard focus.
(() => {
  "use strict";
  const words = "highlights" in CSS ? new Highlight() : null;
  if (words) CSS.highlights.set("aligned", words);
  let lit = [];

  function light(sentence) {
    for (const side of lit) side.classList.remove("lit");
    lit = sentence ? sidesOf(sentence) : [];
    for (const side of lit) side.classList.add("lit");
  }

  // The Dutch sentence first, as in the page.
  function sidesOf(sentence) {
    return [...sentence.closest(".row").querySelectorAll(`[data-s="${sentence.dataset.s}"]`)];
  }

  function sentenceAt(node) {
    const element = node instanceof Element ? node : node?.parentElement;
    return element?.closest(".s") ?? null;
  }

  // Lights the words aligned with what stands at an offset of a sentence (UTF-16 units).
  function lightWords(sentence, offset) {
    if (!words) return;
    words.clear();
    const [dutch, english] = sidesOf(sentence);
    const side = sentence === dutch ? 0 : 2;
    const numbers = (dutch.dataset.a ?? "").split(" ").map(Number);
    for (let i = 0; i + 3 < numbers.length; i += 4) {
      if (offset < numbers[i + side] || offset >= numbers[i + side + 1]) continue;
      words.add(rangeOf(dutch, numbers[i], numbers[i + 1]));
      words.add(rangeOf(english, numbers[i + 2], numbers[i + 3]));
    }
  }

  function rangeOf(sentence, start, end) {
    const range = new Range();
    let before = 0;
    for (const text of textsOf(sentence)) {
      const after = before + text.length;
      if (start >= before && start < after) range.setStart(text, start - before);
      if (end > before && end <= after) range.setEnd(text, end - before);
      before = after;
    }
    return range;
  }

  function* textsOf(sentence) {
    const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) yield walker.currentNode;
  }

  function offsetIn(sentence, node, offset) {
    for (const text of textsOf(sentence)) {
      if (text === node) return offset;
      offset += text.length;
    }
    return -1;
  }

  // The character under a point: a caret stands between two, and its box says which of them is meant.
  function characterAt(sentence, x, y) {
    const caret = document.caretPositionFromPoint?.(x, y) ?? document.caretRangeFromPoint?.(x, y);
    const node = caret?.offsetNode ?? caret?.startContainer;
    if (node?.nodeType !== Node.TEXT_NODE) return -1;
    const offset = caret.offset ?? caret.startOffset;
    const range = new Range();
    for (const start of [offset, offset - 1]) {
      if (start < 0 || start >= node.length) continue;
      range.setStart(node, start);
      range.setEnd(node, start + 1);
      for (const box of range.getClientRects()) {
        if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return offsetIn(sentence, node, start);
      }
    }
    return -1;
  }

  document.addEventListener("pointermove", (event) => {
    const sentence = sentenceAt(event.target);
    if (!lit.includes(sentence)) light(sentence);
    if (sentence) lightWords(sentence, characterAt(sentence, event.clientX, event.clientY));
    else words?.clear();
  });

  document.addEventListener("focusin", (event) => {
    const sentence = sentenceAt(event.target);
    light(sentence);
    words?.clear();
    if (!sentence || event.target === sentence) return;
    const first = document.createTreeWalker(event.target, NodeFilter.SHOW_TEXT).nextNode();
    if (first) lightWords(sentence, offsetIn(sentence, first, 0));
  });

  // In a long article the rows above take their height only on arrival, and push the target down: go there once more.
  addEventListener("hashchange", () => {
    const again = () => document.querySelector(":target")?.scrollIntoView();
    requestAnimationFrame(() => requestAnimationFrame(again));
  });

  // A tooltip can be put away with Escape; the next thing pointed at or focused brings them back.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.documentElement.classList.add("hushed");
  });
  for (const sign of ["pointerover", "focusin"]) {
    document.addEventListener(sign, () => document.documentElement.classList.remove("hushed"));
  }
})();
