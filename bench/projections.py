"""Projections of a large log: rebuild, news of a hundred events, the views' questions, a report, memory.

    python -m bench.projections [--events 1000000] [--databases sqlite postgresql]

A tenth as many happenings as events, told by forty publishers, of a twentieth as many models. The rebuild stands
beside a bare scan and decode of the same log, in the same run, and beside the table of current states that the runner
of the `eventsourcing` library builds just before and just after, where that is installed (pip install
"eventsourcing[postgres]"); the better of both counts. News is timed at a tenth of the log and at its end. Times are
by the clock; "cpu" is the processor's, which other programs swing less.
"""

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Engine, text

from bench import runner
from bench.log import databases, postgresql
from bench.rivals import FIELDS
from tracker.db.migrate import upgrade
from tracker.db.session import open_database, reading, writing
from tracker.events import store
from tracker.events.store import Draft
from tracker.events.types import payload_of
from tracker.events.upcast import payload_in
from tracker.projections.replay import project
from tracker.report.contents import contents
from tracker.report.lines import Moment
from tracker.vocabulary import vocabulary

_BATCH = 2_000
_PER_HAPPENING, _HAPPENINGS_OF_A_MODEL = 10, 5
_QUESTIONS = {
    "v1_timeline": "SELECT * FROM v1_timeline WHERE happened_on >= '2024-05-01' AND happened_on < '2024-05-02' LIMIT 50",
    "v1_happening_evidence": "SELECT e.* FROM v1_happening_evidence e JOIN v1_timeline t ON t.happening = e.happening"
    " WHERE t.subject = 'Model 7'",
    "v1_models": "SELECT * FROM v1_models WHERE model = 'Model 7'",
    "v1_model_periods": "SELECT * FROM v1_model_periods WHERE model = 'Model 7'",
    "v1_licences": "SELECT * FROM v1_licences WHERE model = 'Model 7' AND valid_from <= '2025-01-01'",
    "v1_terms": "SELECT * FROM v1_terms WHERE model = 'Model 7'",
    "v1_positions": "SELECT * FROM v1_positions WHERE speaker = 'Mark Zuckerberg'",
    "v1_commitments": "SELECT * FROM v1_commitments",
    "v1_coverage": "SELECT * FROM v1_coverage WHERE document = 'none'",
    "v1_events": "SELECT * FROM v1_events WHERE position > 1000 AND position <= 1100",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--rival-events", type=int, default=20_000, help="events for the eventsourcing library")
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, postgresql(folder) as server:
        for kind in arguments.databases:
            with databases(kind, server, Path(folder)) as url:
                _say(f"\n{kind}, {arguments.events:,} events")
                _measure(url, arguments.events, arguments.rival_events)


def _rival(url: str, events: int) -> list[float]:
    """Events a second in which the library builds its table; nothing where it is not installed."""
    return [runner.projected(url, events)] if runner.is_installed() else []


def _compare(rates: list[float], rate: float, scan: float) -> None:
    """rates: the rival's, before and after; rate, scan: of our rebuild and of our bare scan, events a second"""
    if not rates:
        _say("  eventsourcing          not installed: no ratio to its projection runner")
        return
    best = max(rates)
    _say(f"  eventsourcing, a table {rates[0]:>10,.0f} events a second before, {rates[-1]:,.0f} after")
    _say(f"  ours against its best  {rate / best:>10.1f} x rebuilding everything, {scan / best:.1f} x scanning")


def _measure(fresh: Callable[[], str], events: int, rival_events: int) -> None:
    engine = open_database(fresh())
    upgrade(engine)
    drafts = _drafts(Random(1), events)
    _append(engine, drafts, events // 10)
    _rebuild(engine)
    small = _news(engine, "early", 0)
    _append(engine, drafts, events - events // 10)
    scan, scan_cpu = _timed(lambda: _scan(engine))
    theirs = _rival(fresh(), rival_events)
    rebuild, rebuild_cpu = _timed(lambda: _rebuild(engine))
    theirs += _rival(fresh(), rival_events)
    _say(
        f"  bare scan and decode   {events / scan:>10,.0f} events a second; cpu {1e6 * scan_cpu / events:.1f} µs an event"
    )
    _say(
        f"  rebuild of everything  {events / rebuild:>10,.0f} events a second, {scan / rebuild:.2f} x the bare scan;"
        f" cpu {1e6 * rebuild_cpu / events:.1f} µs an event, {scan_cpu / rebuild_cpu:.2f} x"
    )
    large = _news(engine, "late", 10)
    _say(f"  100 events of news     {1000 * small:.0f} ms at a tenth of the log, {1000 * large:.0f} ms at its end")
    for name, question in _QUESTIONS.items():
        _say(f"  {name:<22} {1000 * _seconds(lambda q=question: _ask(engine, q)):>8.1f} ms")  # type: ignore[misc]
    report = statistics.median(_seconds(lambda: _report(engine)) for _ in range(3))
    _say(f"  report                 {1000 * report:>8.1f} ms")
    _say(f"  peak memory            {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>8.0f} MB")
    engine.dispose()
    _compare(theirs, events / rebuild, events / scan)


def _drafts(random: Random, events: int) -> Iterator[Draft]:
    start = date(2022, 1, 1)
    models = max(1, events // _PER_HAPPENING // _HAPPENINGS_OF_A_MODEL)
    block, happenings = max(1, events // 10), max(1, events // 10 // _PER_HAPPENING)
    for number in range(events):
        # Each tenth of the log tells of models of its own, in mixed order.
        within = number % block * 7919 % happenings
        model = number // block * (models // 10) + within % max(1, models // 10)
        step = within // max(1, models // 10)
        day = start + timedelta(days=(model * 31 + step * 200) % 1700)
        fields: dict[str, Any] = {
            **FIELDS,
            "subject": f"Model {model}",
            "status": ("planned", "announced", "released")[step % 3],
            "happened_on": str(day) if random.random() < 0.7 else str(day)[:7],
            "published_on": str(day + timedelta(days=1)),
            "publisher": f"Publisher {random.randrange(40)}",
            "document": f"{number:064x}",
        }
        kind = "release"
        if step == 4:
            kind, fields = "licence_change", {**fields, "status": "in_force", "terms": {"mau_threshold": 700_000_000}}
            del fields["access"], fields["sizes"]
        yield Draft(f"{kind}/{number}", payload_of(kind, fields))


def _append(engine: Engine, drafts: Iterator[Draft], count: int) -> None:
    for start in range(0, count, _BATCH):
        some = [next(drafts) for _ in range(min(_BATCH, count - start))]
        with writing(engine) as connection:
            store.append(connection, some, datetime.now(UTC))


def _scan(engine: Engine) -> None:
    with reading(engine) as connection:
        for entry in store.read(connection):
            payload_in(entry)


def _rebuild(engine: Engine) -> None:
    with writing(engine) as connection:
        project(connection, vocabulary(), anew=True)


def _news(engine: Engine, name: str, first: int) -> float:
    """Seconds to bring the projections up to date with 100 events about ten models, the median of five."""
    return statistics.median(_news_once(engine, f"{name} {turn}", first) for turn in range(5))


def _news_once(engine: Engine, name: str, first: int) -> float:
    fields = {**FIELDS, "publisher": name}
    drafts = [
        Draft(f"news/{name}/{n}", payload_of("release", {**fields, "subject": f"Model {first + n % 10}"}))
        for n in range(100)
    ]
    with writing(engine) as connection:
        store.append(connection, drafts, datetime.now(UTC))

    def act() -> None:
        with writing(engine) as connection:
            project(connection, vocabulary())

    return _seconds(act)


def _ask(engine: Engine, question: str) -> None:
    with reading(engine) as connection:
        connection.execute(text(question)).all()


def _report(engine: Engine) -> None:
    with reading(engine) as connection:
        contents(connection, (), Moment(date(2026, 11, 21), date(2026, 8, 21)))


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor in this process."""
    began = time.process_time()
    return _seconds(act), time.process_time() - began


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
