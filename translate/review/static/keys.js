// The keys. A letter counts by what is printed on it; what the editor itself does with a key is left to it.
import { act } from "./actions.js";
import { currentRow, editorOf, giveUp, isDirty } from "./editing.js";
import { closePanel, takeAlternative } from "./panels.js";

const WITH_ALT = {
  ArrowDown: "down",
  ArrowUp: "up",
  a: "alternatives",
  g: "term",
  h: "history",
  i: "ignore",
  r: "replace",
  "/": "search",
  "?": "help",
};
const MAC_SIGNS = { "÷": "/", "¿": "?" };

// On a Mac, and on some keyboards, Alt turns letters into other signs; the place of the key tells which it is.
function letterOf({ key, code }) {
  if (key in MAC_SIGNS) return MAC_SIGNS[key];
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return code.startsWith("Key") ? code.slice(3).toLowerCase() : key;
}

function actionOf(event, writing) {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if ((ctrlKey || metaKey) && !altKey) return key === "Enter" && !shiftKey ? "approve" : "";
  if (altKey && !ctrlKey && !metaKey && !event.getModifierState("AltGraph")) {
    const letter = letterOf(event);
    if (letter === "z") return shiftKey ? "redo" : "undo";
    return shiftKey && /[a-z]/.test(letter) ? "" : (WITH_ALT[letter] ?? "");
  }
  if (altKey || writing) return "";
  return { "/": "search", "?": "help" }[key] ?? "";
}

function escape() {
  const row = currentRow();
  if (!row?.contains(document.activeElement)) return;
  if (closePanel(row) || document.activeElement !== editorOf(row)) return;
  if (isDirty(row)) giveUp(row);
}

export function watchKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "Escape") escape();
    else if (event.altKey && !event.ctrlKey && /^Digit[1-9]$/.test(event.code)) {
      event.preventDefault();
      takeAlternative(Number(event.code.at(-1)));
    } else {
      const action = actionOf(event, writing);
      if (!action) return;
      event.preventDefault();
      act(action, null);
    }
  });
}
