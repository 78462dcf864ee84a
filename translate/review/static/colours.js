// Light, dark, or as the system has it; theme.js sets it before the page is painted.
const CHOICES = ["", "light", "dark"];
const NAMES = { "": "as the system has it", light: "light", dark: "dark" };

function label() {
  const now = NAMES[document.documentElement.dataset.theme ?? ""];
  for (const button of document.querySelectorAll("[data-do=theme]")) {
    button.setAttribute("aria-label", `Light or dark: ${now}`);
    button.title = `Light or dark: ${now}`;
  }
}

export function switchTheme() {
  const { dataset } = document.documentElement;
  const next = CHOICES[(CHOICES.indexOf(dataset.theme ?? "") + 1) % CHOICES.length];
  if (next) dataset.theme = next;
  else delete dataset.theme;
  localStorage.setItem("theme", next);
  label();
}

export function watchTheme() {
  label();
  if (document.body.dataset.article) return; // there the buttons are watched already
  document.addEventListener("click", ({ target }) => target.closest?.("[data-do=theme]") && switchTheme());
}
