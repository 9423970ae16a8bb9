"use strict";
// In the head, so that the page never flashes in the other colours. Storage may be refused to a file.
(() => {
  let kept = null;
  try { kept = localStorage.getItem("theme"); } catch { kept = null; }
  const dark = kept ? kept === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  document.documentElement.classList.add("scripted");
})();
