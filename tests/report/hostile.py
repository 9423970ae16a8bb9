"""A log whose every free text is hostile: what sources could write, in the fields that let them write anything."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

from tests.facts import draft
from tracker.db.session import writing
from tracker.events import store
from tracker.events.store import Draft
from tracker.events.types import payload_of
from tracker.projections.replay import project
from tracker.vocabulary import vocabulary

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TEXTS = {
    "markup": "</td></title><script>alert(1)</script><img src=x onerror=alert(2)>&amp;&#60;b&#62; ]]> <!-- -->",
    "markdown": "| **x** [l](javascript:alert(1)) ![i](https://evil.example/p.png) `c` ~~s~~ # h\n\n---\n```\n<b>",
    "direction": "safe \u202egnp.exe\u2066 evil\u2069\u200f\u061c \u2028line\u2029 \ufeffmark",
    "formula": '=HYPERLINK("https://evil.example";"x")',
    "formula after blanks": " \t\r\n@SUM(1+1)*cmd|' /C calc'!A0",
    "wide formula": "＝1+1",
    "separator": 'a;=1+1,"=2+2"\t=3+3',
    "terminal": "\x1b[31mred\x1b]0;title\x07\x1b]8;;https://evil.example\x1b\\link \x9b31m \x08\x7f\x00null",
    "calendar": "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY, ; \\ \\n",
    "long": "long " * 2_000,
    "letters": "ख्‍ेल می‌خواهم 漢字 😀 e\u0301",
}
URLS = (
    "javascript:alert(document.cookie)",
    "data:text/html,<script>alert(1)</script>",
    'https://evil.example/"><script>alert(3)</script>\x00\x1b[31m',
    "https://[broken",
    "//evil.example/a",
    "https://one.example/fine?a=1&b=2",
)


def drafts() -> list[Draft]:
    """A release, a licence change and a statement for each text."""
    made: list[Draft] = []
    for number, (name, text) in enumerate(TEXTS.items()):
        quote = text[:300]
        evidence = [{"quote": quote, "start": 0, "end": len(quote)}]
        common: dict[str, Any] = {
            "publisher": text,
            "summary": text,
            "url": URLS[number % len(URLS)],
            "evidence": evidence,
            "language": "en",
            "published_on": "2026-10-02",
            "document": f"{number:064x}",
        }
        subject = f"Llama {number + 20}"
        seen = {"url": common["url"], "title": text, "document": common["document"], "snapshot": "ab" * 32}
        covered = {**seen, "publisher": text, "provenance": "press", "language": "en"}
        terms = {"display_notice": text, "excluded_uses": [text], "mau_threshold": "many", "excluded_territories": "EU"}
        made += [
            Draft(f"{name} seen", payload_of("coverage_collected", covered)),
            draft(f"{name} a", subject=subject, happened_on="2026-10-01", licence=text, **common),
            draft(
                f"{name} b",
                "licence_change",
                subject=subject,
                happened_on="2026-10",
                licence=text,
                licence_before=text,
                territory=text,
                terms=terms,
                **common,
            ),
            draft(
                f"{name} c",
                "policy_statement",
                speaker="Meta",
                stance="open",
                venue=text,
                topic=text,
                happened_on=f"2026-09-{number + 1:02}",
                commitment={"promise": text[:500], "due": "2026-12-01"},
                **common,
            ),
        ]
    return made


def fill(engine: Engine) -> None:
    """The log, projected; one licence is corrected later, so that there is an erratum."""
    with writing(engine) as connection:
        appended = store.append(connection, drafts(), NOW)
        first = next(entry for entry in appended.entries if entry.type == "release")
        replaced = {"licence": TEXTS["markup"] + TEXTS["terminal"]}
        told = {"event": first.id, "replaces": replaced, "reason": "editor", "who": "ann", "why": TEXTS["terminal"]}
        store.append(connection, [Draft("fix", payload_of("correction", told))], NOW.replace(hour=13))
        project(connection, vocabulary())
