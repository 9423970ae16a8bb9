"use strict";
// Behind the library. Vega's expressions are interpreted (ast), as the page's policy lets no script be made of text.
const OPTIONS = {
  logLevel: 1, ast: true, actions: false, renderer: "svg", defaultStyle: false,
  tooltip: { disableDefaultStyle: true, offsetX: 14, offsetY: 14 },
};
const DAY = 864e5;
const middle = (day) => Date.parse(day.length === 10 ? day : day.length === 7 ? `${day}-15` : `${day}-07-01`);
const lane = (id) => {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 1009;
  return (sum / 1009) * 1.2 - 0.6;
};
const textIn = (selector, item) => (one(selector, item) || { textContent: "" }).textContent.trim();
const drawn = (id, spec, more = {}) => vegaEmbed(one(id), spec, { ...OPTIONS, ...more }).then(({ view }) => view);
// A canvas draws thousands of points sooner, but knows no colours of the page: it is told them, and again when they turn.
const MOST_IN_SVG = 2000;
const coloured = (spec) => {
  const style = getComputedStyle(document.documentElement);
  return JSON.parse(JSON.stringify(spec).replace(/var\((--\w+)\)/g, (_, name) => style.getPropertyValue(name).trim()));
};
const hasId = (item) => item && item.datum && item.datum.id;
const toHappening = (event, item) => { if (hasId(item)) location.hash = item.datum.id; };
const ROW = 30; // height of one, in pixels
const height = (rows) => ROW * Math.max(1, new Set(rows.map((one) => one.row)).size);
const replace = (view, rows) => view.height(height(rows)).data("points", rows).runAsync();
const holding = (spec, rows) => ({ ...spec, height: height(rows), data: { ...spec.data, values: rows } });

const points = list.filter((item) => days.get(item)).map((item) => ({
  id: item.id, item, at: middle(days.get(item)), lane: lane(item.id), kind: item.dataset.k, day: textIn("time", item),
  head: textIn("h4", item), founded: textIn(".founded", item), family: item.dataset.f || "", speaker: item.dataset.s || "",
}));
const MOST_ROWS = 9;
const rowsBy = {
  kind: (rows) => rows.map((row) => ({ ...row, row: row.kind })),
  family: (rows) => named(rows.filter((row) => row.family), "family", "other models"),
  speaker: (rows) => named(rows.filter((row) => row.speaker), "speaker", "others"),
};
const named = (rows, field, rest) => {
  const count = new Map();
  for (const row of points) if (row[field]) count.set(row[field], (count.get(row[field]) || 0) + 1);
  const first = [...count].sort((a, b) => b[1] - a[1]).slice(0, MOST_ROWS).map(([name]) => name);
  const ordered = rows.map((row) => ({ ...row, row: first.includes(row[field]) ? row[field] : rest }));
  return ordered.sort((a, b) => [...first, rest].indexOf(a.row) - [...first, rest].indexOf(b.row));
};

const timeline = async () => {
  const row = ({ item, ...rest }) => rest;
  const now = () => rowsBy[one("#rows").value](points.filter((point) => !point.item.hidden)).map(row);
  const draw = () => (points.length > MOST_IN_SVG
    ? drawn("#chart-timeline", holding(coloured(data.charts.timeline), now()), { renderer: "canvas" })
    : drawn("#chart-timeline", holding(data.charts.timeline, now())));
  let view = await draw();
  const whole = () => {
    const times = points.map((point) => point.at);
    return [Math.min(...times) - 30 * DAY, Math.max(...times) + 30 * DAY];
  };
  const zoom = (by) => {
    const [from, to] = (view.signal("shown").at || whole()).map(Number);
    const half = ((to - from) / 2) * by;
    const mid = (from + to) / 2;
    view.signal("shown_at", [mid - half, mid + half]).runAsync();
  };
  one("#zoom-in").addEventListener("click", () => zoom(0.5));
  one("#zoom-out").addEventListener("click", () => zoom(2));
  one("#zoom-all").addEventListener("click", () => view.signal("shown_at", null).runAsync());
  one("#zoom-list").addEventListener("click", () => {
    const range = view.signal("shown").at || whole();
    const [from, to] = range.map((time) => new Date(Number(time)).toISOString().slice(0, 10));
    form.elements.from.value = from;
    form.elements.to.value = to;
    filter();
  });
  view.addEventListener("click", toHappening);
  theme.addEventListener("click", async () => {
    if (points.length <= MOST_IN_SVG) return;
    view.finalize();
    view = await draw();
    view.addEventListener("click", toHappening);
  });
  redraw = () => { replace(view, now()); };
  one("#rows").addEventListener("input", redraw);
};

const stances = async () => {
  const rows = all("#positions-table tbody tr[data-stance]").filter((row) => row.dataset.d).map((row) => ({
    id: row.dataset.h, at: middle(row.dataset.d), row: row.dataset.s, stance: row.dataset.stance,
    day: textIn("time", row), head: textIn(".what", row),
  }));
  if (!rows.length) return;
  (await drawn("#chart-stances", holding(data.charts.stances, rows))).addEventListener("click", toHappening);
};

const openness = async () => {
  const views = await Promise.all(["access", "licence"].map((by) => drawn(`#chart-${by}`, data.charts[by])));
  one("#openness-filter").addEventListener("input", () => {
    for (const view of views) {
      view.signal("family", one("#whose").value).signal("stack", one("#stack").value).runAsync();
    }
  });
  one("#openness-filter").addEventListener("submit", (event) => event.preventDefault());
};

const lags = async () => {
  if (data.charts.lags) await drawn("#chart-lags", data.charts.lags);
};

// The library comes packed, so that reading the page does not wait for it; its hash is part of the policy.
const unpacked = async (packed) => {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
};
const load = async () => {
  const script = document.createElement("script");
  script.textContent = await unpacked(one("#library").textContent);
  document.head.append(script);
};

const pause = () => new Promise((go) => setTimeout(go, 0));
(async () => {
  await pause();
  await load();
  for (const draw of [timeline, stances, openness, lags]) {
    await pause();
    await draw();
  }
  if (location.hash && !moved) follow();
  performance.mark("drawn");
  document.documentElement.dataset.drawn = "yes";
})();
