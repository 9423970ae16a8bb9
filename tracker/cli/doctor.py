"""`tracker doctor`: what is wrong, and what to do about it."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from tracker.cli.opening import effective, now

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tracker.settings import Settings

_FEW_BYTES, _TOO_FEW_BYTES = 2_000_000_000, 200_000_000
_MARKS = {"well": "ok  ", "look": "LOOK", "wrong": "BAD "}
_ADVICE = {
    "gone": "the address is no more: look for the new one, then change it in the list of sources",
    "blocked": "the site does not let us in: visit it in a browser, set contact, write to its webmaster",
    "forbidden_by_robots": "its robots.txt does not want it fetched: find another source",
    "refused_address": "the address leads inside: correct it, or name the network in allowed_networks",
    "not_a_feed": "the address gives no feed any more: find the new one on the site",
    "moved": "its redirect leads nowhere: find the new address on the site",
    "throttled": "the site asks us to come less often: give it a longer rhythm",
    "too_large": "longer than max_body_bytes: raise it if the source is meant to be so",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """state: well, look (a person should) or wrong. advice: what to do; empty where nothing is."""

    what: str
    state: str
    text: str
    advice: str = ""


@click.command()
@click.option("--health", is_flag=True, help="Only whether the daemon is well, in one line: for containers.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def doctor(context: click.Context, health: bool, as_json: bool) -> int:
    """Database, log, disk, clock, daemon, sources, backlog: how each is, and what to do. Changes nothing.

    Exit code 1 if something is wrong; what only deserves a look is none.
    """
    settings = effective(context)
    if health:
        return _health(settings)
    found = list(_findings(settings))
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=1))
    else:
        for finding in found:
            advice = f"\n     -> {finding.advice}" if finding.advice else ""
            click.echo(f"{_MARKS[finding.state]} {finding.what}: {finding.text}{advice}")
    return int(any(finding.state == "wrong" for finding in found))


def _health(settings: "Settings") -> int:
    from tracker.daemon import health
    from tracker.db.session import open_database

    engine = open_database(settings.database)
    wrong = health.wrong(settings, now(), engine)
    engine.dispose()
    click.echo(wrong or "well", err=bool(wrong))
    return int(bool(wrong))


def _findings(settings: "Settings") -> Iterator[Finding]:
    from tracker.db.session import open_database
    from tracker.errors import TrackerError

    yield from _settings(settings)
    yield from _disk(settings)
    engine = open_database(settings.database)
    try:
        yield from _database(engine, settings)
    except TrackerError as failed:
        advice = "is the server up, and database_url right? The daemon goes on by itself once it answers"
        yield Finding("database", "wrong", str(failed), advice)
    finally:
        engine.dispose()
    yield from _daemon(settings)


def _settings(settings: "Settings") -> Iterator[Finding]:
    from tracker.collect.ownlist import sources_of
    from tracker.errors import UsageError

    if "contact-not-set" in settings.contact:
        yield Finding("contact", "look", "is not set", "set TRACKER_CONTACT: webmasters should be able to reach you")
    try:
        count = len(sources_of(settings))
    except UsageError as broken:
        yield Finding("sources", "wrong", str(broken), "correct that line; a running daemon keeps the list of before")
    else:
        yield Finding("sources", "well", f"{count} in {settings.sources_file}")


def _disk(settings: "Settings") -> Iterator[Finding]:
    import shutil

    folder = next(path for path in (settings.data_dir, *settings.data_dir.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    said = f"{free / 1e9:.1f} GB free for {settings.data_dir}"
    if free < _FEW_BYTES:
        advice = (
            "move old files of archive/ away, or give it more room; nothing is lost when it is full, work just stops"
        )
        yield Finding("disk", "wrong" if free < _TOO_FEW_BYTES else "look", said, advice)
    else:
        yield Finding("disk", "well", said)


def _database(engine: "Engine", settings: "Settings") -> Iterator[Finding]:
    from tracker.db.migrate import NEWEST, revision_of
    from tracker.db.session import reading
    from tracker.pipeline import inspection

    revision = revision_of(engine)
    where = engine.url.render_as_string(hide_password=True)
    if revision != NEWEST:
        state = f"{where} is at revision {revision or 'none'}, this version wants {NEWEST}"
        yield Finding("database", "wrong", state, "tracker db upgrade (run, report and daemon do so by themselves)")
        return
    yield Finding("database", "well", f"{where}, revision {revision}")
    counted = inspection.numbers(engine, now())
    with reading(engine) as connection:
        verified = inspection.last_verified(connection)
        yield from _clock(inspection.newest_instant(connection))
        failing = inspection.failing(connection)
    head = f"position {counted.head.position}, link {counted.head.link.hex()[:16]}"
    checked = f"verified up to {verified[0]} at {verified[1]}" if verified else "never verified"
    yield Finding("log", "well" if verified else "look", f"{head}; {checked}", "" if verified else "tracker log verify")
    if counted.lag:
        yield Finding(
            "projections", "look", f"{counted.lag} events behind the log", "the next run brings them up to date"
        )
    backlog = f"{counted.waiting} pages wait, {counted.given_up} were given up, {counted.alerts} alerts undelivered"
    yield Finding("backlog", "look" if counted.alerts else "well", backlog)
    yield from _collecting(counted, settings)
    for name, outcome, since, failures, success, detail in failing:
        said = f"{outcome} since {since}, {failures} times in a row, last success {success or 'never'}: {detail}"
        yield Finding(f"source {name}", "look", said, _ADVICE.get(outcome, "it is tried again by itself"))


def _collecting(counted: object, settings: "Settings") -> Iterator[Finding]:
    age_s = getattr(counted, "success_age_s", None)
    limit_s = settings.success_limit_s
    said = "no source was ever polled" if age_s is None else f"a source answered well {age_s // 60} minutes ago"
    if age_s is None or age_s > limit_s:
        yield Finding(
            "collecting", "wrong", said, "tracker run: does it reach the network? Is a daemon or cron at work?"
        )
    else:
        yield Finding("collecting", "well", said)


def _clock(newest: str | None) -> Iterator[Finding]:
    from tracker.events.chain import instant

    present = instant(now())
    if newest is not None and newest > present:
        said = f"it is {present} here, but the newest event was recorded at {newest}"
        yield Finding("clock", "wrong", said, "set the clock (timedatectl set-ntp true)")
    else:
        yield Finding("clock", "well", f"{present}, after all that was recorded")


def _daemon(settings: "Settings") -> Iterator[Finding]:
    from tracker.daemon import beat

    sign = beat.last(settings.data_dir)
    if sign is None:
        yield Finding("daemon", "well", "none is at work with this data folder")
        return
    wrong = beat.hangs(sign) or sign.trouble
    advice = "systemctl restart tracker, or start it again: nothing is lost" if wrong else ""
    said = wrong or f"process {sign.process}, {sign.cycles} cycles done"
    yield Finding("daemon", "wrong" if wrong else "well", said, advice)
