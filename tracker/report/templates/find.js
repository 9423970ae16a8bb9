"use strict";
// One field for the whole page: its parts, licences from one to the next, models, statements, happenings.
const FEW = 6; // hits shown of each group
const EMPTY = new Set("a an and are at be between by can did do does for from has have how i in is it its may now of on or says the their to today was were what when where which who with".split(" "));
const linkIn = (item) => one("a[href^='#']", item).hash;
const said = (selector, item) => one(selector, item).textContent.replace(/\s+/g, " ").trim();
// Groups of entries: what is shown, where it leads, all its words, those that count most, and of equals those that decide.
const GROUPS = [
  ["Parts of this page", () => all(".answers > section").map((part) => [said("h2", part), one("a[href^='#']:last-of-type", part.lastElementChild).hash])
    .concat(all("main > section").map((part) => [said("h2", part), `#${part.id}`]))],
  ["From licence to licence", () => all(".step").map((step) => {
    const [small, whole] = [said("small", step), said("summary", step)];
    const names = whole.slice(0, whole.length - small.length).trim();
    return [`${names}: ${small}`, `#${step.id}`, step.textContent, names, names.split("→").pop()];
  })],
  ["Models and their terms", () => models.map((row) => {
    const [, , licence, use, eu] = all("td", row).map((cell) => cell.textContent.split("what binds")[0].trim());
    const name = said("th", row);
    return [`${name}: ${licence}; commercial use: ${use}; in the EU: ${eu}`, `#${row.id}`, row.textContent, `${name} ${licence}`, name];
  })],
  ["Statements, which stand in the timeline too", () => all("#positions-table tbody tr[data-h]").map((row) => [`${said("td", row)}, ${row.dataset.s}: ${said(".what", row)}`, `#${row.dataset.h}`, `${row.textContent} ${textOf(document.getElementById(row.dataset.h))}`])],
  ["Timeline, all else", () => list.map((item) => [`${textIn("time", item) || "undated"}: ${said("h4", item)}`, `#${item.id}`, textOf(item)])],
];
let index = null;
const indexed = () => (index = index || GROUPS.map(([group, entries]) => [group, entries().map(([label, place, text, head, name = ""]) => ({
  label, place, head: plain(head || label), text: plain(text || label), name: plain(name),
}))]));
const WORD = /[\p{L}\p{N}][\p{L}\p{N}.'-]*/gu;
const hits = (text, words) => words.filter(({ start }) => start.test(text)).length;
const nearness = (text, words) => hits(text, words) + words.filter(({ whole }) => whole.test(text)).length;
const best = (entries, words) => { // those that hold most of the words, the nearest in their names first
  const counted = entries.map((entry) => ({ ...entry, n: hits(entry.text, words) }));
  const most = counted.reduce((so, { n }) => Math.max(so, n), 0);
  if (2 * most < words.length || !most) return [];
  const kept = counted.filter(({ n }) => n === most);
  return kept.map((entry) => ({ ...entry, near: nearness(entry.head, words), first: nearness(entry.name, words), size: entry.name.length }))
    .sort((a, b) => b.near - a.near || b.first - a.first || a.size - b.size);
};
const nearestFirst = (groups) => groups.sort((a, b) => b[1][0].near - a[1][0].near);
const ALIKE = [ // words for one thing, in whatever form
  [/^(?:licen[cs]\w*|terms?)$/, "(?:licen[cs]|terms)"],
  [/^open(?:s|ed|ly|ness)?$/, "open"],
];
const meant = (word) => (ALIKE.find(([said]) => said.test(word)) || [])[1];
const asked = (text) => (plain(text).match(WORD) || []).map((word) => word.replace(/[.'-]+$/, "")).filter((word) => !EMPTY.has(word))
  .map((word) => (meant(word) ? { word: meant(word), rest: "" } : { word: word.replace(/[.-]/g, "\\$&"), rest: "(?![\\p{L}\\p{N}]|\\.\\d)" }))
  .map(({ word, rest }) => ["", rest].map((end) => new RegExp(`(?<![\\p{L}\\p{N}.])${word}${end}`, "u")))
  .map(([start, whole]) => ({ start, whole }));
const cut = (text, most) => { // between words, where there are any
  if (text.length <= most) return text;
  const kept = text.slice(0, most);
  const at = kept.lastIndexOf(" ");
  return `${(at > most / 2 ? kept.slice(0, at) : kept).replace(/[\s,;:.]+$/, "")} …`;
};
const found = one("#found");
const shownHits = ([name, entries]) => {
  const head = document.createElement("p");
  head.className = "small soft";
  head.textContent = entries.length > FEW ? `${name}: the nearest ${FEW} of ${entries.length}` : name;
  const items = document.createElement("ul");
  for (const { label, place } of entries.slice(0, FEW)) {
    const link = document.createElement("a");
    link.href = place;
    link.textContent = cut(label, 160);
    items.appendChild(document.createElement("li")).append(link);
  }
  return [head, items];
};
const find = () => {
  const text = one("#find input").value;
  const words = asked(text);
  const told = new Set(); // what was found as a statement is not found again in the timeline
  const groups = nearestFirst((words.length ? indexed() : []).map(([name, entries]) => {
    const kept = best(entries, words).filter(({ place }) => !told.has(place));
    kept.forEach(({ place }) => told.add(place));
    return [name, kept];
  }).filter(([, entries]) => entries.length));
  const n = groups.reduce((sum, [, entries]) => sum + entries.length, 0);
  one("#find output").textContent = text.trim() ? `${n} found` : "";
  found.replaceChildren(...groups.flatMap(shownHits));
};
let soon = 0;
one("#find").addEventListener("input", () => {
  clearTimeout(soon);
  soon = setTimeout(find, 120);
});
one("#find").addEventListener("reset", () => setTimeout(find, 0));
one("#find").addEventListener("submit", (event) => {
  event.preventDefault();
  find();
  const first = one("a", found);
  if (first) first.focus();
});
one("#find").addEventListener("keydown", (event) => { if (event.key === "Escape") one("#find").reset(); });
