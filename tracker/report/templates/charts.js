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

// The library comes packed, so that reading the page does not wait for it; its hash is part of the policy.
const inflated = async (packed) => {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
};
const once = (make) => {
  let made = null;
  return () => (made = made || make());
};
const library = once(async () => {
  const script = document.createElement("script");
  script.textContent = await inflated(one("#library").textContent);
  document.head.append(script);
});

const now = () => rowsBy[one("#rows").value](points.filter((point) => !point.item.hidden)).map(({ item, ...rest }) => rest);
const whole = () => {
  const times = points.map((point) => point.at);
  return [Math.min(...times) - 30 * DAY, Math.max(...times) + 30 * DAY];
};
const pointsDrawn = async () => {
  const canvas = points.length > MOST_IN_SVG;
  const spec = holding(canvas ? coloured(data.charts.timeline) : data.charts.timeline, now());
  const view = await drawn("#chart-timeline", spec, canvas ? { renderer: "canvas" } : {});
  view.addEventListener("click", toHappening);
  return view;
};
const timeline = once(async () => {
  const held = { view: await pointsDrawn() };
  redraw = () => { held.view.height(height(now())).data("points", now()).runAsync(); };
  theme.addEventListener("click", async () => {
    if (points.length <= MOST_IN_SVG) return;
    held.view.finalize();
    held.view = await pointsDrawn();
  });
  return held;
});
const seen = (view) => (view.signal("shown").at || whole()).map(Number);
const zoom = (view, by) => {
  const [from, to] = seen(view);
  const half = ((to - from) / 2) * by;
  return [(from + to) / 2 - half, (from + to) / 2 + half];
};
const onTimeline = (button, act) => one(button).addEventListener("click", async () => {
  await library();
  act((await timeline()).view);
});
onTimeline("#zoom-in", (view) => view.signal("shown_at", zoom(view, 0.5)).runAsync());
onTimeline("#zoom-out", (view) => view.signal("shown_at", zoom(view, 2)).runAsync());
onTimeline("#zoom-all", (view) => view.signal("shown_at", null).runAsync());
onTimeline("#zoom-list", (view) => {
  const [from, to] = seen(view).map((time) => new Date(time).toISOString().slice(0, 10));
  form.elements.from.value = from;
  form.elements.to.value = to;
  filter();
});
one("#rows").addEventListener("input", () => redraw());

const stances = once(async () => {
  const rows = all("#positions-table tbody tr[data-stance]").filter((row) => row.dataset.d).map((row) => ({
    id: row.dataset.h, at: middle(row.dataset.d), row: row.dataset.s, stance: row.dataset.stance,
    day: textIn("time", row), head: textIn(".what", row),
  }));
  if (!rows.length) return;
  (await drawn("#chart-stances", holding(data.charts.stances, rows))).addEventListener("click", toHappening);
});

const share = (by) => once(async () => {
  const view = await drawn(`#chart-${by}`, data.charts[by]);
  const chosen = () => view.signal("family", one("#whose").value).signal("stack", one("#stack").value).runAsync();
  one("#openness-filter").addEventListener("input", chosen);
  await chosen();
});
one("#openness-filter").addEventListener("submit", (event) => event.preventDefault());

const lags = once(() => drawn("#chart-lags", data.charts.lags));

// A figure is drawn when it comes near, or when the reader has been at rest for a while; all are there for the printer.
const figures = new Map([
  ["chart-timeline", timeline], ["chart-stances", stances], ["chart-access", share("access")],
  ["chart-licence", share("licence")], ["chart-lags", lags],
].filter(([id]) => document.getElementById(id)));
const near = new IntersectionObserver((seenOnes) => {
  for (const { isIntersecting, target } of seenOnes) if (isIntersecting) library().then(figures.get(target.id));
}, { rootMargin: "50%" });
for (const id of figures.keys()) near.observe(document.getElementById(id));

const REST = 250; // milliseconds without a move
let restless = performance.now();
for (const sign of ["wheel", "touchmove", "keydown", "pointerdown", "scroll", "input"]) {
  addEventListener(sign, () => { restless = performance.now(); }, { passive: true, capture: true });
}
const idle = window.requestIdleCallback || ((go) => setTimeout(go, 1));
const rest = () => new Promise((go) => {
  const look = () => {
    const left = restless + REST - performance.now();
    if (left > 0) setTimeout(look, left);
    else idle(go, { timeout: 4 * REST });
  };
  look();
});
const FOUND_IN_PAGE = 2000; // happenings: evidence of more of them is unpacked only where it is opened
(async () => {
  await rest();
  await library();
  for (const draw of figures.values()) {
    await rest();
    await draw();
  }
  if (location.hash && !moved) follow();
  performance.mark("drawn");
  document.documentElement.dataset.drawn = "yes";
  const held = list.length > FOUND_IN_PAGE ? [] : all(PACKED);
  while (held.length) { // so that the browser's own search finds what is folded away
    await rest();
    held.splice(0, 100).forEach(unpack);
  }
})();
