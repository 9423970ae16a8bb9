"use strict";
const one = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const textIn = (selector, item) => (one(selector, item) || { textContent: "" }).textContent.trim();
const data = JSON.parse(one("#data").textContent);

// Light and dark
const theme = one("#theme");
const isDark = () => document.documentElement.dataset.theme === "dark";
const tellTheme = () => {
  theme.setAttribute("aria-pressed", String(isDark()));
};
theme.addEventListener("click", () => {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  try { localStorage.setItem("theme", document.documentElement.dataset.theme); } catch { /* not kept: a file may not store */ }
  tellTheme();
});
tellTheme();

// The models of the table
const models = all("#models tbody tr:not(.family)"); // those that are not released have no use
const heads = all("#models tr.family");
const filterModels = () => {
  const eu = one("#where").value === "eu";
  const wanted = all("#models-filter input:checked").map((box) => box.value);
  let shown = 0;
  for (const row of models) {
    const use = eu ? row.dataset.eu : row.dataset.use;
    row.hidden = wanted.length > 0 && !wanted.includes(use);
    shown += row.hidden ? 0 : 1;
  }
  for (const head of heads) {
    let row = head.nextElementSibling;
    while (row && !row.classList.contains("family") && row.hidden) row = row.nextElementSibling;
    head.hidden = !row || row.classList.contains("family");
  }
  one("#models-count").textContent = `${shown} of ${models.length} models`;
};
one("#models-filter").addEventListener("input", filterModels);
one("#models-filter").addEventListener("submit", (event) => event.preventDefault());
filterModels();

// Any two licences, side by side
const compare = () => {
  const [a, b] = [one("#compare-old").value, one("#compare-new").value].map((name) => data.licences[name] || {});
  const body = one("#compared tbody");
  body.replaceChildren();
  let unlike = 0;
  for (const key of data.terms) {
    if (!a[key] && !b[key]) continue;
    const row = body.insertRow();
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = data.labels[key];
    const same = a[key] === b[key];
    unlike += same ? 0 : 1;
    const cells = [a[key] || "Says nothing of it.", same ? "The same." : b[key] || "Says nothing of it."];
    row.append(head);
    for (const text of cells) row.insertCell().textContent = text;
    if (same) row.className = "soft";
  }
  one("#compared-count").textContent = `${unlike} of ${body.rows.length} terms differ.`;
};
one("#compare").addEventListener("input", compare);
one("#compare").addEventListener("submit", (event) => event.preventDefault());
if (one("#compare-old").options.length) compare();

// Evidence stands in noscript elements, which with scripts are one text each: most of it is never opened, and a
// thousand happenings have forty thousand elements of it, which took half of the time to read the page.
const PACKED = ".evidence > noscript";
const unpack = (packed) => {
  const held = document.createElement("template");
  held.innerHTML = packed.textContent; // what the page would hold without scripts, escaped as all of it is
  packed.replaceWith(held.content);
};
const unpacked = (within) => all(PACKED, within).forEach(unpack);
document.addEventListener("toggle", (event) => { if (event.target.open) unpacked(event.target.parentElement); }, true);

// The timeline: filters and search
const list = all("li.hap");
const form = one("#filters");
const texts = new Map();
const NAMED = { lt: "<", gt: ">", amp: "&", "#34": '"', "#39": "'" }; // as Jinja escapes
const readable = (markup) => markup.replace(/<[^>]*>/g, " ").replace(/&(#?\w+);/g, (whole, name) => NAMED[name] || whole);
const plain = (text) => (/^[\0-\x7f]*$/.test(text) ? text : text.normalize("NFKD").replace(/\p{M}/gu, "")).toLowerCase();
const told = (item) => {
  const packed = one(PACKED, item);
  return packed ? item.textContent.replace(packed.textContent, () => readable(packed.textContent)) : item.textContent;
};
const textOf = (item) => {
  if (!texts.has(item)) texts.set(item, plain(told(item)));
  return texts.get(item);
};
let redraw = () => {};
let zoomed = null; // from and to of the chart, as the page's days

const chosen = () => {
  const values = new FormData(form);
  return {
    words: plain(values.get("words") || "").split(/\s+/).filter(Boolean),
    kinds: values.getAll("kind"),
    family: values.get("family") || "",
    speaker: values.get("speaker") || "",
    language: values.get("language") || "",
    origins: Number(values.get("origins") || 0),
    from: values.get("from") || "",
    to: values.get("to") || "",
  };
};
const days = new Map(list.map((item) => [item, (one("time", item.firstElementChild) || { dateTime: "" }).dateTime]));
const fits = (item, by) => {
  const { k, f = "", s = "", l = "", o } = item.dataset;
  const d = days.get(item);
  return by.kinds.includes(k)
    && (!by.family || f === by.family)
    && (!by.speaker || s === by.speaker)
    && (!by.language || l.split(" ").includes(by.language))
    && Number(o) >= by.origins
    && (!by.from || (d && d >= by.from.slice(0, d.length)))
    && (!by.to || (d && d.slice(0, by.to.length) <= by.to))
    && by.words.every((word) => textOf(item).includes(word));
};
const filter = () => {
  const by = chosen();
  let shown = 0;
  for (const item of list) {
    const hidden = !fits(item, by);
    if (item.hidden !== hidden) item.hidden = hidden;
    shown += hidden ? 0 : 1;
  }
  for (const year of all(".year")) year.hidden = !one("li.hap:not([hidden])", year.nextElementSibling);
  one("#count").textContent = `${shown} of ${list.length} happenings`;
  redraw();
};
let waiting = 0;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(filter, 80);
});
form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
form.addEventListener("reset", () => setTimeout(filter, 0));

// Deep links: whatever a link names is shown, opened, and stands in view
const follow = () => {
  let target = null;
  try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
  if (!target) return;
  if (target.hidden) {
    form.reset();
    filter();
    one("#models-filter").reset();
    filterModels();
  }
  for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  const folded = one("details", target);
  if (folded && target.matches("li.hap, .step, #models tr")) {
    unpacked(folded.parentElement);
    folded.open = true;
  }
  if (!target.matches("section")) {
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: target.offsetHeight > innerHeight / 2 ? "start" : "center" });
  }
};
addEventListener("hashchange", follow);
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (link && link.hash === location.hash) setTimeout(follow, 0);
});
let moved = false; // the reader's own moves are not undone when figures come in
for (const sign of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(sign, () => { moved = true; }, { once: true, passive: true });
filter();
follow();
performance.mark("interactive");

// On a phone rows of tables become cards, whose cells need the heads of their columns
const narrow = matchMedia("(max-width: 44rem)");
const labelled = () => {
  if (!narrow.matches) return;
  for (const table of all("table.cards")) {
    const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
    for (const row of table.tBodies[0].rows) {
      [...row.cells].forEach((cell, column) => { if (cell.tagName === "TD") cell.dataset.l = heads[column]; });
    }
  }
};
narrow.addEventListener("change", labelled);
one("#compare").addEventListener("input", labelled);
labelled();

// Printing shows what is folded away
let folded = [];
addEventListener("beforeprint", () => {
  unpacked(document);
  folded = all("details:not([open])");
  for (const details of folded) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of folded) details.open = false;
});
