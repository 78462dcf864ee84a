// What this page sends, and where the answers go. Answers are rows and fragments; htmx puts them in their places.
import { alarm, lineOf } from "./messages.js";

export const SILENT = "The server does not answer. Is it still running?";

// Returns { ok, status, text }; status 0 where no answer came. What went well is in its place already. A target that may
// be replaced meanwhile is given as a function, which is asked when the answer is there.
export async function send(method, path, fields = {}, { target = document.body, swap = "none" } = {}) {
  const query = new URLSearchParams(fields);
  const reading = method === "GET";
  let answer;
  try {
    answer = await fetch(reading && query.size ? `${path}?${query}` : path, {
      method,
      body: reading ? undefined : query,
      headers: { "HX-Request": "true", Accept: "text/html" },
      keepalive: !reading, // what is being saved is saved, even when the page is left
    });
  } catch {
    return { ok: false, status: 0, text: "" };
  }
  const text = await answer.text();
  if (answer.headers.get("HX-Refresh") === "true") location.reload();
  else if (answer.ok) {
    const place = typeof target === "function" ? target() : target;
    const into = place ?? document.body;
    await htmx.swap({ text, target: into, swap: place ? swap : "none", sourceElement: into });
  }
  return { ok: answer.ok, status: answer.status, text };
}

export function problemOf(answer) {
  const line = answer.status === 0 ? SILENT : lineOf(answer.text) || `The server answered ${answer.status}`;
  return /[.?!]$/.test(line) ? line : `${line}.`;
}

// Requests that htmx makes by itself.
document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
  const shown = ctx.sourceElement?.hasAttribute("hx-status:40x") && ctx.response.status < 410;
  if (!shown) alarm(lineOf(ctx.text) || `The server answered ${ctx.response.status}.`);
});

document.addEventListener("htmx:error", ({ detail: { ctx, error } }) => {
  if (ctx?.response) console.error(error);
  else alarm(SILENT);
});
