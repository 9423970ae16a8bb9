"""Every form of the report and of the exports, over logs of a thousand and of ten thousand happenings.

    python -m bench.report [--happenings 1000 10000] [--models 20000]

Each form is made by a process of its own: seconds of CPU (machines are shared), size, and the most memory that the
process held, beside that of one that only opens the database. Then the contents of a report over so many models.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection

from bench.rivals import FIELDS
from tracker.db.migrate import upgrade
from tracker.db.session import open_database, reading, writing
from tracker.db.views import VIEWS
from tracker.events import store
from tracker.events.store import Draft
from tracker.events.types import payload_of
from tracker.projections.replay import project
from tracker.report.contents import contents
from tracker.report.lines import Contents, Moment
from tracker.report.selection import EVERYTHING
from tracker.vocabulary import vocabulary

_TODAY, _EVERY, _BATCH, _TOLD_BY = date(2026, 11, 21), 1_000_000, 2_000, 4
_WORDS = [
    "Meta",
    "releases",
    "the",
    "weights",
    "of",
    "its",
    "newest",
    "model",
    "under",
    "a",
    "licence",
    "that",
    "large",
    "companies",
    "have",
    "to",
    "ask",
    "for",
    "first",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--happenings", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--models", type=int, default=20_000)
    parser.add_argument("--form", nargs=2, metavar=("FORM", "URL"), help="make one form, and say what it took")
    arguments = parser.parse_args()
    if arguments.form:
        _say(json.dumps(_measured(*arguments.form)))
        return
    for happenings in arguments.happenings:
        with tempfile.TemporaryDirectory() as folder:
            url = _made(Path(folder), happenings, max(1, happenings // 5))
            _say(f"\n{happenings:,} happenings, {_TOLD_BY} events each")
            for form in FORMS:
                _say(_line(form, url))
    with tempfile.TemporaryDirectory() as folder:
        url = _made(Path(folder), arguments.models, arguments.models)
        _say(f"\n{arguments.models:,} models")
        for form in ("contents", "terminal", "json"):
            _say(_line(form, url))


def _line(form: str, url: str) -> str:
    command = [sys.executable, "-m", "bench.report", "--form", form, url]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return f"  {form:<12} {told['seconds']:>7.2f} s {told['bytes'] / 1e6:>8.2f} MB   {told['memory_mb']:>5.0f} MB held"


def _measured(form: str, url: str) -> dict[str, float]:
    engine = open_database(url)
    with reading(engine) as connection, tempfile.TemporaryDirectory() as folder:
        FORMS[form](connection, Path(folder))  # once for what is imported late
        began = time.process_time()
        size = FORMS[form](connection, Path(folder))
        seconds = time.process_time() - began
    engine.dispose()
    return {"seconds": seconds, "bytes": size, "memory_mb": _peak_mb()}


def _peak_mb() -> float:
    """The most memory of this process: by Linux's own count of it, as getrusage also counts what its parent held when
    this one was born."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    [peak] = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")]
    return int(peak) / 1024


def _contents(connection: Connection) -> Contents:
    return contents(connection, (), Moment(_TODAY, _TODAY - timedelta(days=90), most=_EVERY))


def _text(form: str) -> Callable[[Connection, Path], int]:
    def make(connection: Connection, _folder: Path) -> int:
        return len(_formed(form, connection).encode())

    return make


def _formed(form: str, connection: Connection) -> str:
    said = _contents(connection)
    if form == "terminal":
        from tracker.report.to_terminal import to_terminal

        return to_terminal(said, width=120, colour=True)
    if form == "markdown":
        from tracker.report.to_markdown import to_markdown

        return to_markdown(said)
    if form == "html":
        from tracker.report.page import page
        from tracker.report.to_html import to_html

        return to_html(page(connection, said, vocabulary(), EVERYTHING))
    if form == "csv":
        from tracker.report.to_csv import to_csv

        return to_csv(said)
    from tracker.report.to_json import to_json

    return to_json(said)


def _feed(form: str) -> Callable[[Connection, Path], int]:
    def make(connection: Connection, _folder: Path) -> int:
        from tracker.report.errata import errata_feed
        from tracker.report.feed import happenings_feed
        from tracker.report.to_atom import to_atom
        from tracker.report.to_jsonfeed import to_jsonfeed

        feed = (errata_feed if form == "errata" else happenings_feed)(connection, EVERYTHING, _EVERY)
        return len((to_jsonfeed if form == "jsonfeed" else to_atom)(feed).encode())

    return make


def _calendar(connection: Connection, _folder: Path) -> int:
    from tracker.report.to_icalendar import to_icalendar

    said = _contents(connection)
    return len(to_icalendar(said.timeline, said.commitments, "2026-11-21T12:00:00.000000Z").encode())


def _views(form: str) -> Callable[[Connection, Path], int]:
    def make(connection: Connection, folder: Path) -> int:
        from tracker.report.exports import write_views

        names = write_views(connection, VIEWS, form, EVERYTHING, folder)
        return sum((folder / name).stat().st_size for name in names)

    return make


def _copy(connection: Connection, folder: Path) -> int:
    from tracker.report.exports import write_sqlite

    path = folder / "served.db"
    path.unlink(missing_ok=True)
    write_sqlite(connection, path, EVERYTHING)
    return path.stat().st_size


FORMS: dict[str, Callable[[Connection, Path], int]] = {
    "nothing": lambda connection, folder: 0,
    "contents": lambda connection, folder: len(_contents(connection).models) * 0,
    **{form: _text(form) for form in ("terminal", "markdown", "html", "json", "csv")},
    "v1 parquet": _views("parquet"),
    "v1 csv": _views("csv"),
    "v1 jsonl": _views("jsonl"),
    "v1 served": _copy,
    **{form: _feed(form) for form in ("atom", "jsonfeed", "errata")},
    "ical": _calendar,
}


def _made(folder: Path, happenings: int, models: int) -> str:
    url = f"sqlite:///{folder / 'bench.db'}"
    engine = open_database(url)
    upgrade(engine)
    drafts, now = list(_drafts(Random(1), happenings, models)), datetime(2026, 11, 1, tzinfo=UTC)
    for start in range(0, len(drafts), _BATCH):
        with writing(engine) as connection:
            store.append(connection, drafts[start : start + _BATCH], now + timedelta(seconds=start))
    with writing(engine) as connection:
        project(connection, vocabulary())
    engine.dispose()
    return url


def _drafts(random: Random, happenings: int, models: int) -> Iterator[Draft]:
    for told in range(_TOLD_BY):
        for number in range(happenings):
            # Years apart, so that no two of one subject are taken for one.
            day = date(2022, 1, 1) + timedelta(days=number % models % 300 + 350 * (number // models))
            quote = " ".join(random.choices(_WORDS, k=20))
            fields: dict[str, Any] = {
                **{name: value for name, value in FIELDS.items() if name not in {"access", "sizes"}},
                "subject": f"Model {number % models}",
                "status": "released",
                "happened_on": str(day),
                "published_on": str(day + timedelta(days=told)),
                "publisher": f"Publisher {random.randrange(40)}",
                "language": random.choice(["en", "de", "fr", "ja"]),
                "url": f"https://news.example/{told}/{number}",
                "document": f"{told * happenings + number:064x}",
                "evidence": [{"quote": quote, "start": 0, "end": len(quote)}],
            }
            kind = ("release", "release", "licence_change", "release", "policy_statement")[number // models % 5]
            if kind == "licence_change":
                fields |= {
                    "status": "in_force",
                    "terms": {"commercial_use": "conditional", "mau_threshold": 700_000_000},
                }
            if kind == "policy_statement":
                fields |= {"speaker": f"Speaker {number % models % 50}", "stance": "open", "organisation": "Meta"}
                del fields["subject"], fields["status"]
                fields.pop("licence", None)
            yield Draft(f"{kind}/{told}/{number}", payload_of(kind, fields))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
