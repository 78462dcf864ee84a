// Faint grounds under words: those the model was unsure of, and those that were searched for.
import { rangeOf } from "./texts.js";

const AT_A_TIME = 40; // segments asked about in one request
const IDLE = 400; // milliseconds after the last change of the page

const article = `/articles/${document.body.dataset.article}`;
const unsure = "highlights" in CSS ? new Highlight() : null;
const found = "highlights" in CSS ? new Highlight() : null;
const known = new Map(); // segment id -> { revision, spans }
let painted = []; // ranges of `unsure`
let timer;

function rows() {
  return [...document.querySelectorAll(".row[data-id]")];
}

// Words are shaded only where the machine wrote them and nobody has approved them.
function isMachines({ dataset }) {
  return dataset.origin === "mt" && dataset.state === "translated";
}

function isKnown({ dataset: { id, revision } }) {
  return known.get(id)?.revision === revision;
}

function paint() {
  for (const range of painted) unsure.delete(range);
  painted = [];
  for (const row of rows().filter((row) => isMachines(row) && isKnown(row) && !row.classList.contains("dirty"))) {
    const english = row.querySelector(".en .words");
    for (const [start, end] of known.get(row.dataset.id).spans) painted.push(rangeOf(english, start, end));
  }
  for (const range of painted) unsure.add(range);
}

function distance(row) {
  const box = row.getBoundingClientRect();
  return Math.abs((box.top + box.bottom - innerHeight) / 2);
}

async function ask() {
  const waiting = rows().filter((row) => isMachines(row) && !isKnown(row));
  const batch = waiting.sort((a, b) => distance(a) - distance(b)).slice(0, AT_A_TIME);
  if (!batch.length) return;
  const revisions = new Map(batch.map(({ dataset }) => [dataset.id, dataset.revision]));
  const asked = [...revisions].map(([id, revision]) => `${id}:${revision}`).join(",");
  const answer = await fetch(`${article}/confidence?${new URLSearchParams({ ids: asked })}`);
  if (!answer.ok) return; // shading is a help, not worth an alarm
  const spans = await answer.json();
  for (const [id, revision] of revisions) known.set(id, { revision, spans: spans[id] ?? [] });
  paint();
  later();
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(() => ask().catch(() => {}), IDLE);
}

function matcher() {
  const query = new URLSearchParams(document.body.dataset.query);
  const text = query.get("q");
  if (!text) return null;
  try {
    const pattern = query.has("regex") ? text : text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return { pattern: new RegExp(pattern, "giu"), side: query.get("side") ?? "both" };
  } catch {
    return null; // the server knows patterns that the browser does not
  }
}

function paintFound({ pattern, side }) {
  found.clear();
  const selector = { nl: ".nl .words", en: ".en .words" }[side] ?? ".nl .words, .en .words";
  for (const element of rows().flatMap((row) => [...row.querySelectorAll(selector)])) {
    for (const match of element.textContent.matchAll(pattern)) {
      if (match[0]) found.add(rangeOf(element, match.index, match.index + match[0].length));
    }
  }
}

export function watchPainting() {
  if (!unsure) return;
  CSS.highlights.set("unsure", unsure);
  CSS.highlights.set("found", found);
  const sought = matcher();
  const refresh = () => {
    if (sought) paintFound(sought);
    paint();
    later();
  };
  document.addEventListener("htmx:after:swap", refresh);
  refresh();
}
