// Runs before anything is painted, so that the page does not flash in the other colours.
(() => {
  "use strict";
  const kept = localStorage.getItem("theme");
  if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;
})();
