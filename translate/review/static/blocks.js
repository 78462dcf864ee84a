// The article in blocks: those near the view are loaded, those far from it are emptied again.
import { send, problemOf } from "./requests.js";
import { alarm } from "./messages.js";

const NEAR = "1500px 0px"; // blocks this far above and below the view are loaded
const FAR = "8000px 0px"; // those beyond are emptied
const SETTLED = 80; // milliseconds without scrolling before blocks are asked for
const AT_ONCE = 2;

const blocks = [...document.querySelectorAll(".block")];
const article = `/articles/${document.body.dataset.article}`;
const order = blocks.flatMap(idsOf);
const places = new Map(order.map((id, index) => [id, index]));
const homes = new Map(blocks.flatMap((block) => idsOf(block).map((id) => [id, block])));
const open = new Set(blocks.flatMap((block) => words(block.dataset.open)));
const loading = new Map();
const wanted = new Set();
let busy = false;
let timer;

function words(text) {
  return text ? text.split(" ") : [];
}

function idsOf(block) {
  return words(block.dataset.ids);
}

export function rowFor(id) {
  return document.getElementById(`s-${id}`);
}

export function markOpen(id, isOpen) {
  if (isOpen) open.add(id);
  else open.delete(id);
}

function isEmpty(block) {
  return block.hasAttribute("data-empty");
}

// The id that stands `step` places further on the page; undefined past its ends.
export function neighbour(id, step) {
  return order[(places.get(id) ?? -step) + step];
}

// The next that is not reviewed, from the top again after the end; undefined where all are.
export function nextOpen(id) {
  const from = (places.get(id) ?? -1) + 1;
  for (let i = 0; i < order.length; i += 1) {
    const candidate = order[(from + i) % order.length];
    if (candidate !== id && open.has(candidate)) return candidate;
  }
  return undefined;
}

// Loads what holds a segment and returns its row; null where the page does not show it.
export async function bring(id) {
  const block = homes.get(id);
  if (!block) return null;
  await load(block);
  return rowFor(id);
}

function load(block) {
  if (!isEmpty(block)) return Promise.resolve();
  if (!loading.has(block)) loading.set(block, fetchBlock(block).finally(() => loading.delete(block)));
  return loading.get(block);
}

async function fetchBlock(block) {
  const { start, stop } = block.dataset;
  const query = Object.fromEntries(new URLSearchParams(document.body.dataset.query));
  const path = `${article}/paragraphs`;
  const answer = await send("GET", path, { ...query, start, stop }, { target: block, swap: "innerHTML" });
  if (!answer.ok) {
    alarm(`A part of the article could not be shown. ${problemOf(answer)}`);
    return;
  }
  block.removeAttribute("data-empty");
  block.removeAttribute("aria-busy");
  block.style.height = "";
}

function empty(block) {
  block.style.height = `${block.offsetHeight}px`;
  block.setAttribute("data-empty", "");
  block.setAttribute("aria-busy", "true");
  block.replaceChildren();
}

// Guesses the heights of what is not loaded from what is.
function guessHeights() {
  const known = blocks.filter((block) => !isEmpty(block));
  const height = known.reduce((sum, block) => sum + block.offsetHeight, 0);
  const characters = known.reduce((sum, block) => sum + Number(block.dataset.characters), 0);
  for (const block of blocks) {
    if (isEmpty(block)) block.style.height = `${Math.round((Number(block.dataset.characters) * height) / (characters || 1))}px`;
  }
}

// Those in the middle of the view come first; what was only passed by is not asked for.
async function loadWanted() {
  if (busy) return;
  busy = true;
  try {
    while (wanted.size) {
      const middle = innerHeight / 2;
      const distance = (block) => {
        const box = block.getBoundingClientRect();
        return Math.max(box.top - middle, middle - box.bottom, 0);
      };
      const nearest = [...wanted].sort((a, b) => distance(a) - distance(b)).slice(0, AT_ONCE);
      for (const block of nearest) wanted.delete(block);
      await Promise.all(nearest.map(load));
    }
  } finally {
    busy = false;
  }
}

// `holdsWork` says of a block whether something in it would be lost.
export function watchBlocks(holdsWork) {
  if (!blocks.length) return;
  guessHeights();
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== width) guessHeights();
    width = innerWidth;
  });
  const near = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && isEmpty(target)) wanted.add(target);
      else wanted.delete(target);
    }
    clearTimeout(timer);
    timer = setTimeout(loadWanted, SETTLED);
  }, { rootMargin: NEAR });
  const far = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) if (!isIntersecting && !isEmpty(target) && !holdsWork(target)) empty(target);
  }, { rootMargin: FAR });
  for (const block of blocks) {
    near.observe(block);
    far.observe(block);
  }
}
