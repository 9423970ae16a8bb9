"""Page -> one HTML file that asks nothing of anybody: templates/ with the styles, the scripts and the library inside.

The policy of the page names the very scripts and styles by their hash, so that nothing that comes from outside can
run, whatever it says; and what comes from outside is escaped all the same, and freed of characters that disturb.
"""

import gzip
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tracker.errors import UsageError
from tracker.report import charts, wording
from tracker.report.brief import USES, Brief, exceptions, use
from tracker.report.languages import language
from tracker.report.licence_versions import Step
from tracker.report.lines import Line, ModelLine
from tracker.report.openness import ACCESS, LICENCES, OTHERS, Share
from tracker.report.page import Page
from tracker.report.terms_told import label, limits, ordered, told

_TEMPLATES = Path(__file__).parent / "templates"
_SECTIONS = (
    ("use", "What can be used"),
    ("terms", "Licence changes"),
    ("disputed", "Disputed"),
    ("positions", "Statements"),
    ("promises", "Promises"),
    ("new", "New"),
    ("timeline", "Timeline"),
    ("openness", "Openness over time"),
    ("coverage", "Coverage"),
    ("sources", "Sources"),
)
_USE_SHORT = {
    "yes": "Yes, open source",
    "own": "Yes, own licence",
    "conditions": "Under conditions",
    "partly": "Partly",
    "no": "No",
    "service": "As a service",
    "unknown": "Not known",
}
_USE_LONG = {
    "yes": "A licence that is approved as open source allows it.",
    "own": "A licence that is not approved as open source allows it. No limit on who may use it was found; what else it"
    " asks for stands below.",
    "conditions": "The licence allows it as long as its conditions are met, such as a number of users.",
    "partly": "The licence leaves the European Union out, with exceptions.",
    "no": "The licence allows research or other non-commercial use only, or leaves the European Union out.",
    "service": "There are no weights to use: an API or a product, on terms that this log does not hold.",
    "unknown": "Nothing is known of it.",
}
_USE_TOLD = {
    "yes": "commercial use is allowed",
    "own": "commercial use is allowed, by a licence of its own",
    "conditions": "commercial use is allowed under conditions",
    "partly": "commercial use is allowed in part",
    "no": "commercial use is not allowed",
    "service": "on terms of its own",
    "unknown": "what it allows is not known",
}
_ACCESS_TOLD = {
    "open_weights": "weights for download",
    "gated": "weights on request",
    "research": "by researchers",
    "api": "through an API",
    "product": "as a product",
    None: "not known",
}


class LibraryMissing(UsageError):
    """What the page is made with is not installed."""


def to_html(page: Page) -> str:
    """The whole page; the same page and program give the same text. Raises LibraryMissing."""
    scripts = {name: _asset(f"{name}.js") for name in ("theme", "page", "find", "charts")}
    library = _library()
    style = _asset("page.css") + "".join(f".w{n}{{flex:{n}}}" for n in range(101))
    rows = _figures(page)
    return _environment().get_template("page.html").render(
        page=page,
        said=page.contents,
        policy=_policy([*scripts.values(), library], style),
        style=Markup(style),
        scripts={name: Markup(text) for name, text in scripts.items()},
        library=Markup(b64encode(gzip.compress(library.encode(), mtime=0)).decode()),
        licence=Markup(_asset("vega-licence.txt")),
        sections=_SECTIONS,
        uses=USES,
        use_short=_USE_SHORT,
        use_long=_USE_LONG,
        use_told=_USE_TOLD,
        access_told=_ACCESS_TOLD,
        lately_told=_lately,
        step_of={id_: _anchor(step) for step in reversed(page.steps) for id_, _, _ in step.happenings},
        compared=_first_compared(page),
        line_of={line.id: line for line in page.happenings},
        families=_counted(page.families.values()),
        speakers=_counted(line.subject for line in page.happenings if line.kind == "policy_statement"),
        tongues=_counted(language for line in page.happenings for language in line.languages),
        share_families=sorted({one.family for one in page.shares}, key=lambda name: (name == OTHERS, name)),
        share_tables=rows,
        health=wording.health(page.contents),
        data=_data(page),
    )  # fmt: skip


def _data(page: Page) -> dict[str, Any]:
    """What the scripts need beside the page itself."""
    terms = ordered(key for one in page.versions for key in one.terms)
    lagging = any(one.lags for one in page.languages)
    return {
        "charts": {
            "timeline": charts.timeline(),
            "stances": charts.stances(),
            "access": charts.openness(page.shares, "access"),
            "licence": charts.openness(page.shares, "licence"),
            "lags": charts.lags(page.languages) if lagging else None,
        },
        "licences": {
            _clean(one.name): {key: _clean(sentence) for key, sentence in one.terms.items()} for one in page.versions
        },
        "terms": terms,
        "labels": {key: _clean(label(key)) for key in terms},
    }


def _lately(brief: Brief) -> str:
    """Where Meta stands in a word, by what it did with the models of the past twelve months."""
    if len(brief.with_weights) == len(brief.lately):
        return "Open, on its terms."
    return "Open in part." if brief.with_weights else "Closed."


def _first_compared(page: Page) -> tuple[str, str]:
    """The pair that the comparison begins with: of the steps between licences that have much in common, the one that
    changed most."""
    alike = [step for step in page.steps if sum(change.verdict == "same" for change in step.changes) > 3]
    most = max(alike or page.steps, key=lambda step: sum(one.verdict != "same" for one in step.changes), default=None)
    return (most.before, most.after) if most else ("", "")


def _figures(page: Page) -> list[tuple[str, str, Sequence[str], list[tuple[str, str, list[int]]]]]:
    titles = {"access": "How models could be had.", "licence": "What their licences allowed."}
    classes = {"access": ACCESS, "licence": LICENCES}
    return [(by, title, classes[by], _table(page.shares, by, classes[by])) for by, title in titles.items()]


def _table(shares: Sequence[Share], by: str, classes: Sequence[str]) -> list[tuple[str, str, list[int]]]:
    """Newest quarter first: quarter, family, models in each class."""
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for one in shares:
        if one.by == by:
            counts[one.quarter, one.family][one.cls] = len(one.models)
    rows = [(quarter, family, [found.get(cls, 0) for cls in classes]) for (quarter, family), found in counts.items()]
    return sorted(sorted(rows, key=lambda row: row[1]), key=lambda row: row[0], reverse=True)


def _counted(names: Any) -> list[tuple[str, int]]:
    return sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    environment.globals.update(use=use, exceptions=exceptions, terms=told)
    environment.filters.update(
        anchor=_anchor,
        arrows=lambda text: text.replace(" -> ", " → "),
        by_licence=_by_licence,
        by_year=_by_year,
        commercial=wording.commercial,
        eu_exceptions=lambda line: "; ".join(exceptions(line, "EU")),
        foreign=lambda code: bool(code) and code.split("-")[0] != "en",
        is_rtl=lambda language: language.split("-")[0] in _RTL,
        founded=wording.founded,
        host=lambda url: urlsplit(url).hostname or "page",
        is_web=_is_web,
        kind=wording.kind,
        language=language,
        limits=lambda line: " ".join(limits(line.terms)),
        long_day=wording.long_day,
        row=_row,
        short=wording.short,
        status=wording.status,
        words=lambda name: name.replace("_", " "),
    )
    return environment


_RTL = frozenset({"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"})


def _clean(value: Any) -> Any:
    """What is shown: text without what disturbs (wording.plain). Markup is our own."""
    if isinstance(value, Markup) or not isinstance(value, str) or (value.isascii() and value.isprintable()):
        return value
    return wording.plain(value, most=None)


def _is_web(url: str | None) -> bool:
    """Whether an address may be linked: the web, and nothing that runs."""
    try:
        return url is not None and urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _anchor(step: Step) -> str:
    return "to-" + sha256(f"{step.before}\n{step.after}\n{step.on}".encode("utf-8", "replace")).hexdigest()[:10]


def _row(line: ModelLine) -> str:
    """The address of a model's row: made of its name, which may hold anything."""
    return "m-" + sha256(line.name.encode("utf-8", "replace")).hexdigest()[:10]


def _by_licence(lines: Sequence[ModelLine]) -> dict[str, ModelLine]:
    """Each licence with the model of which most of its terms are known."""
    found: dict[str, ModelLine] = {}
    for line in sorted(lines, key=lambda line: -len(line.terms)):
        found.setdefault(line.licence or "A licence that is not known", line)
    return found


def _by_year(lines: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Groups in the order of the lines; undated ones behind all others."""
    ordered = sorted(lines, key=lambda line: line.on is None)
    dated = sorted((line for line in ordered if line.on), key=lambda line: (line.on or "")[:4], reverse=True)
    for year, group in groupby([*dated, *(line for line in ordered if not line.on)], lambda line: (line.on or "")[:4]):
        yield year, list(group)


def _policy(scripts: Any, style: str) -> str:
    allowed = " ".join(_hashed(script) for script in scripts)
    return f"default-src 'none'; script-src {allowed}; style-src {_hashed(style)}; base-uri 'none'; form-action 'none'"


def _hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8").strip()


_WHOLE = "window.vegaEmbed = vegaEmbed;"


@cache
def _library() -> str:
    """The script of Vega, Vega-Lite and Vega-Embed, as vl-convert bundles it. Raises LibraryMissing."""
    try:
        import vl_convert
    except ImportError as missing:
        raise LibraryMissing(
            "the HTML report needs vl-convert-python: pip install 'meta-open-ai-tracker[html]'"
        ) from missing
    bundle: str = vl_convert.javascript_bundle(_WHOLE)
    return bundle
