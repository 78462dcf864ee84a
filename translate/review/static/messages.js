// What the reader is told: a word in passing, or an alarm that stays until it is put away.
const LONG_ENOUGH = 7000; // milliseconds to read a line

const passing = document.getElementById("messages");
const alarms = document.getElementById("alarms");
let timer;

// Lines come from here and from the server, which puts them in by itself.
new MutationObserver(() => {
  clearTimeout(timer);
  timer = setTimeout(() => passing.replaceChildren(), LONG_ENOUGH);
}).observe(passing, { childList: true });

export function say(line) {
  const message = document.createElement("p");
  message.textContent = line;
  passing.replaceChildren(message);
}

// Our own lines begin with a small letter, as a terminal shows them; a file's name keeps the letter it has.
function asSentence(line) {
  return line.replace(/^\p{L}(?=\p{L}* )/u, (letter) => letter.toUpperCase());
}

// `show`, where there is one, goes to what the alarm is about. An open dialog is on top of everything: it shows it.
export function alarm(line, show) {
  const message = document.createElement("p");
  message.append(asSentence(line));
  const offer = (label, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "small";
    button.textContent = label;
    button.addEventListener("click", () => {
      message.remove();
      act?.();
    });
    message.append(button);
  };
  if (show) offer("Show it", show);
  offer("Close");
  (document.querySelector("dialog[open]") ?? document.body).append(alarms);
  alarms.replaceChildren(message);
}

// What a dialog says goes with it.
document.addEventListener("close", ({ target }) => target.contains(alarms) && calm(), true);

// What was alarming is mended.
export function calm() {
  alarms.replaceChildren();
}

// The one line of an answer that reports an error.
export function lineOf(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return (parsed.querySelector("[role=alert]") ?? parsed.body).textContent.trim();
}
