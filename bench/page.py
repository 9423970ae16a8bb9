"""The HTML report of 1,000 and of 10,000 happenings: time, size, memory, and how soon the page answers in a browser.

    python -m bench.page [--happenings 1000 10000]

Each happening is told by one to four articles in six languages, each with a quote of some 150 characters. The page is
opened five times in chromium; "filters" is when search and filters answer, "figures" when all figures are drawn though
nobody went there, each since the page was asked for; "computing" is what the page's process spent until it was read,
as machines are shared; "search" is a word typed until the list shows what it found.
"""

import argparse
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Browser

from bench.rivals import FIELDS
from tests.chromium import chromium, opened
from tracker.db.migrate import upgrade
from tracker.db.session import open_database, reading, writing
from tracker.events import store
from tracker.events.store import Draft
from tracker.events.types import payload_of
from tracker.projections.replay import project
from tracker.report import to_html
from tracker.report.contents import contents
from tracker.report.lines import Moment
from tracker.report.page import page
from tracker.vocabulary import vocabulary

_LANGUAGES = ("en", "de", "fr", "ar", "zh", "ja")
_FAMILIES = ("Llama", "Muse", "SAM", "Seamless")
_SPEAKERS = ("Mark Zuckerberg", "Meta", "Alexandr Wang", "Yann LeCun")
_WORDS = [
    "weights",
    "licence",
    "open",
    "model",
    "release",
    "terms",
    "research",
    "company",
    "users",
    "monthly",
    "commercial",
    "Europe",
    "safety",
    "access",
]
_TODAY = date(2026, 11, 21)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--happenings", type=int, nargs="+", default=[1_000, 10_000])
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        for count in arguments.happenings:
            file = Path(folder) / f"{count}.html"
            maker = multiprocessing.get_context("spawn").Process(target=_make, args=(folder, count, file))
            maker.start()  # a process of its own, so that its memory is its own
            maker.join()
            _open(browser, file)


def _make(folder: str, count: int, file: Path) -> None:
    engine = open_database(f"sqlite:///{folder}/{count}.db")
    upgrade(engine)
    with writing(engine) as connection:
        store.append(connection, list(_drafts(Random(1), count)), datetime.now(UTC))
        project(connection, vocabulary())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    with reading(engine) as connection:
        said = contents(connection, (), Moment(_TODAY, _TODAY - timedelta(days=90), most=count))
        gathered = page(connection, said, vocabulary())
    told = time.perf_counter()
    to_html._library()
    bundled = time.perf_counter()
    text = to_html.to_html(gathered)
    laid_out = time.perf_counter()
    file.write_text(text, "utf-8")
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _say(
        f"\n{len(gathered.happenings):,} happenings, {sum(len(one.witnesses) for one in gathered.happenings):,} sources"
    )
    _say(
        f"  gathered {told - began:.2f} s, library bundled {bundled - told:.2f} s, laid out {laid_out - bundled:.2f} s"
    )
    _say(f"  size {file.stat().st_size / 1e6:.2f} MB, peak memory {after / 1024:.0f} MB ({before / 1024:.0f} before)")


def _drafts(random: Random, count: int) -> Iterator[Draft]:
    base = {name: value for name, value in FIELDS.items() if name not in {"access", "sizes", "licence"}}
    for number in range(count):
        day = _TODAY - timedelta(days=random.randrange(1_700))
        kind, about = _about(random, number)
        for told in range(random.randrange(1, 5)):
            quote = " ".join(random.choices(_WORDS, k=22)) + "."
            fields: dict[str, Any] = {
                **base,
                **about,
                "happened_on": str(day),
                "published_on": str(day + timedelta(days=random.randrange(12))),
                "publisher": f"Publisher {random.randrange(80)}",
                "language": _LANGUAGES[random.randrange(6)],
                "url": f"https://example.org/{number}/{told}",
                "document": f"{number * 10 + told:064x}",
                "evidence": [{"quote": quote, "start": 0, "end": len(quote)}],
                "summary": " ".join(random.choices(_WORDS, k=16)) + ".",
            }
            known = payload_fields(kind, fields)
            yield Draft(f"{kind}/{number}/{told}", payload_of(kind, known))


def _about(random: Random, number: int) -> tuple[str, dict[str, Any]]:
    subject = f"{_FAMILIES[number % 4]} {number}"
    if number % 10 < 6:
        access = random.choice(["open_weights", "gated", "api", "product"])
        return "release", {"subject": subject, "status": "released", "access": access, "licence": "MIT"}
    if number % 10 < 8:
        terms = {"commercial_use": "conditional", "mau_threshold": 700_000_000}
        return "licence_change", {"subject": subject, "status": "in_force", "licence": "MIT", "terms": terms}
    stance = random.choice(["open", "conditional", "closed"])
    speaker = _SPEAKERS[number // 10 % 4]
    return "policy_statement", {
        "speaker": speaker,
        "organisation": "Meta",
        "stance": stance,
        "topic": f"topic {number}",
    }


def payload_fields(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Without what this kind of event does not have."""
    gone = {"subject", "status"} if kind == "policy_statement" else set()
    return {name: value for name, value in fields.items() if name not in gone or name == "speaker"}


_SEARCH = """() => new Promise((told) => {
  const [field, count, began] = [document.querySelector("#filters [type=search]"), document.querySelector("#count"), performance.now()];
  new MutationObserver(() => told(performance.now() - began)).observe(count, { childList: true });
  field.value = "europe safety monthly access";
  field.dispatchEvent(new Event("input", { bubbles: true }));
})"""


def _open(browser: Browser, file: Path) -> None:
    runs = [_times(browser, file) for _ in range(5)]
    filters, computing, figures, search = (statistics.median(values) for values in zip(*runs, strict=True))
    _say(
        f"  in the browser: filters {filters:.0f} ms ({computing:.0f} ms of computing), figures {figures:.0f} ms,"
        f" search {search:.0f} ms (median of five)"
    )


def _times(browser: Browser, file: Path) -> tuple[float, float, float, float]:
    with opened(browser, file, drawn=False) as window:
        session = window.context.new_cdp_session(window)
        session.send("Performance.enable")
        metrics = session.send("Performance.getMetrics")["metrics"]
        computing = next(1000 * one["value"] for one in metrics if one["name"] == "ProcessTime")
        search = window.evaluate(_SEARCH)
        window.wait_for_selector("html[data-drawn]", state="attached", timeout=120_000)
        marks = window.evaluate(
            "Object.fromEntries(performance.getEntriesByType('mark').map(m => [m.name, m.startTime]))"
        )
        return marks["interactive"], computing, marks["drawn"], search


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
