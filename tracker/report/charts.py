"""The figures of the page, as Vega-Lite describes them (vega.github.io/vega-lite). Pure; colours are the page's own."""

from collections.abc import Sequence
from typing import Any

from tracker.report.openness import ACCESS, LICENCES, Share
from tracker.report.spread import LanguageSpread

_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_KINDS = ("release", "licence", "statement")
_STANCES = ("open", "conditional", "closed")
_AXIS = {
    "domainColor": "var(--line)",
    "gridColor": "var(--hair)",
    "tickColor": "var(--line)",
    "labelColor": "var(--soft)",
    "titleColor": "var(--soft)",
    "labelFontSize": 12,
    "titleFontSize": 12,
    "titleFontWeight": "normal",
}
CONFIG: dict[str, Any] = {
    "background": "transparent",
    "font": "system-ui, sans-serif",
    "view": {"stroke": None},
    "axis": _AXIS,
    "legend": {
        "labelColor": "var(--ink)",
        "titleColor": "var(--soft)",
        "labelFontSize": 12,
        "symbolStrokeWidth": 0,
        "labelLimit": 240,
    },
    "text": {"color": "var(--ink)"},
}
_TIME: dict[str, Any] = {
    "field": "at",
    "type": "temporal",
    "title": None,
    "scale": {"padding": 12},
    "axis": {"tickCount": 8, "format": "%b %Y"},
}


def timeline() -> dict[str, Any]:
    """Happenings as points; the page hands in the rows, by kind, family or speaker, says what `row` is, and how high
    the chart is then."""
    return {
        **_chart({"name": "points"}),
        "params": [
            {
                "name": "shown",
                "select": {
                    "type": "interval",
                    "encodings": ["x"],
                    "zoom": "wheel![event.shiftKey]",
                },
                "bind": "scales",
            }
        ],
        "mark": {"type": "point", "filled": True, "size": 90, "opacity": 0.75, "cursor": "pointer"},
        "encoding": {
            "x": _TIME,
            "y": {
                "field": "row",
                "type": "nominal",
                "title": None,
                "sort": None,
                "axis": {"grid": True, "ticks": False},
            },
            "yOffset": {"field": "lane", "type": "quantitative", "scale": {"domain": [-1, 1]}},
            "color": _classes("kind", _KINDS, "k1 k2 k3"),
            "shape": {
                "field": "kind",
                "scale": {"domain": list(_KINDS), "range": ["circle", "square", "triangle-up"]},
            },
            "tooltip": [
                {"field": "day", "title": "Day"},
                {"field": "head", "title": "What"},
                {"field": "founded", "title": "Rests on"},
            ],
        },
    }


def stances() -> dict[str, Any]:
    """Who said what when: one row a speaker."""
    return {
        **_chart({"name": "points"}),
        "mark": {"type": "point", "filled": True, "size": 110, "opacity": 0.85, "cursor": "pointer"},
        "encoding": {
            "x": _TIME,
            "y": {
                "field": "row",
                "type": "nominal",
                "title": None,
                "sort": None,
                "axis": {"grid": True, "ticks": False},
            },
            "color": _classes("stance", _STANCES, "o1 o3 o5"),
            "shape": {
                "field": "stance",
                "scale": {"domain": list(_STANCES), "range": ["circle", "square", "diamond"]},
            },
            "tooltip": [{"field": "day", "title": "Day"}, {"field": "head", "title": "What"}],
        },
    }


def openness(shares: Sequence[Share], by: str) -> dict[str, Any]:
    """Models by class at each quarter's end, stacked; the parameter `family` says whose, "" for all."""
    classes = ACCESS if by == "access" else LICENCES
    rows = [
        {"quarter": one.quarter, "family": one.family, "cls": one.cls, "n": len(one.models)}
        for one in shares
        if one.by == by
    ]
    return {
        **_chart({"values": rows}),
        "height": 240,
        "params": [{"name": "family", "value": ""}, {"name": "stack", "value": "share"}],
        "transform": [
            {"filter": "family == '' || datum.family == family"},
            {"aggregate": [{"op": "sum", "field": "n", "as": "n"}], "groupby": ["quarter", "cls"]},
            {"joinaggregate": [{"op": "sum", "field": "n", "as": "all"}], "groupby": ["quarter"]},
            {"calculate": "stack == 'share' ? 100 * datum.n / datum.all : datum.n", "as": "tall"},
            {"calculate": f"indexof({list(classes)!r}, datum.cls)", "as": "order"},
            {"calculate": "datum.n + ' of ' + datum.all", "as": "told"},
        ],
        "mark": {"type": "bar", "stroke": "var(--paper)", "strokeWidth": 1},
        "encoding": {
            "x": {
                "field": "quarter",
                "type": "ordinal",
                "title": None,
                "axis": {
                    "labelExpr": "substring(datum.value, 5) == 'Q1' ? substring(datum.value, 0, 4) : ''",
                    "labelAngle": 0,
                    "ticks": False,
                },
            },
            "y": {
                "field": "tall",
                "type": "quantitative",
                "scale": {"nice": False},
                "title": None,
                "axis": {"tickCount": 5, "format": "d"},
            },
            "color": _classes("cls", classes, "o1 o2 o3 o4 o5 o0"),
            "order": {"field": "order"},
            "tooltip": [
                {"field": "quarter", "title": "Quarter"},
                {"field": "cls", "title": "Class"},
                {"field": "told", "title": "Models"},
            ],
        },
    }


def lags(spread: Sequence[LanguageSpread]) -> dict[str, Any]:
    """Days behind the first report: a dot for each happening, a tick for the median of a language."""
    rows = [{"language": one.language, "days": days} for one in spread for days in one.lags]
    y = {"field": "language", "type": "nominal", "title": None, "sort": {"op": "median", "field": "days"}}
    x = {"type": "quantitative", "title": "days behind the first report", "scale": {"type": "symlog"}}
    return {
        **_chart({"values": rows}),
        "height": 26 * sum(1 for one in spread if one.lags),
        "encoding": {"y": y},
        "layer": [
            {
                "mark": {"type": "point", "filled": True, "size": 40, "opacity": 0.35, "color": "var(--k1)"},
                "encoding": {"x": {"field": "days", **x}},
            },
            {
                "mark": {"type": "tick", "thickness": 3, "size": 18, "color": "var(--accent)"},
                "encoding": {"x": {"field": "days", "aggregate": "median", **x}},
            },
        ],
    }


def _chart(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": _SCHEMA,
        "data": data,
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": CONFIG,
    }


def _classes(field: str, classes: Sequence[str], colours: str) -> dict[str, Any]:
    return {
        "field": field,
        "type": "nominal",
        "scale": {"domain": list(classes), "range": [f"var(--{name})" for name in colours.split()]},
        "legend": {"title": None, "orient": "top", "columns": 3},
    }
