"""Happenings and the days that promises fall due -> iCalendar (RFC 5545).

A happening of which only the month or year is known lasts that long, and says so. Undated ones have no place here.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tracker import __version__
from tracker.report import wording
from tracker.report.feed import urn
from tracker.report.lines import CommitmentLine, Line
from tracker.report.safe import web_address

_WIDTH = 75  # octets of a line, without its end (RFC 5545, 3.1)


def to_icalendar(lines: Sequence[Line], promises: Sequence[CommitmentLine], stamp: str) -> str:
    """A calendar. stamp: the instant of the log's head, as the log writes it; a calendar made later is another one."""
    made = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//meta-open-ai-tracker//{__version__}//EN",
        "CALSCALE:GREGORIAN",
    ]
    made.append(f"X-WR-CALNAME:{_text('Where Meta stands on open AI')}")
    at = stamp[:19].replace("-", "").replace(":", "") + "Z"
    for line in lines:
        if line.on:
            made += _happening(line, line.on, at)
    for promise in promises:
        if promise.due:
            made += _due(promise, promise.due, at)
    made.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in made for part in _folded(line))


def _happening(line: Line, on: str, at: str) -> list[str]:
    known = "" if len(on) == 10 else f" (some day of {on})"
    told = [line.summary, f"Founded: {wording.founded(line)}.", *(wording.witness(of) for of in wording.coverage(line))]
    link = next((found for of in line.witnesses if (found := web_address(of.url))), None)
    summary = f"{wording.plain(line.headline, 300)}{known}"
    return _event(urn(line.id), on, at, summary, [*told, f"tracker why {line.id}"], wording.kind(line), link)


def _due(promise: CommitmentLine, due: str, at: str) -> list[str]:
    summary = f"Due: {wording.plain(promise.promise, 300)}"
    told = [f"Promised by {promise.speaker}, {promise.promised_on or 'undated'}: {wording.fate(promise)}"]
    return _event(urn(f"{promise.id} due"), due, at, summary, [*told, f"tracker why {promise.id}"], "promise", None)


def _event(uid: str, on: str, at: str, summary: str, told: Sequence[str], kind: str, link: str | None) -> list[str]:
    first, last = _span(on)
    description = "\\n".join(_text(part) for part in told if part)
    made = [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{at}",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(summary)}",
        f"DESCRIPTION:{description}",
        f"CATEGORIES:{kind}",
        "TRANSP:TRANSPARENT",
    ]
    return [*made, *([f"URL:{link}"] if link else []), "END:VEVENT"]


def _span(on: str) -> tuple[date, date]:
    year, month, day = (int(part) for part in (f"{on}-00-00"[:10]).split("-"))
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if not day:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def _text(value: str) -> str:
    plain = wording.plain(value)
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, never parted within a character."""
    part, room = "", _WIDTH
    for ch in line:
        size = len(ch.encode())
        if size > room:
            yield part
            part, room = " ", _WIDTH - 1
        part += ch
        room -= size
    yield part
