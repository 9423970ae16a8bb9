"""What the HTML page gathers and says, on both databases; and that nothing a source writes can harm it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import Engine

from tests.chromium import chromium, opened
from tests.facts import draft
from tracker.db.session import reading, writing
from tracker.events import store
from tracker.events.documents import keep
from tracker.events.store import Draft
from tracker.events.types import payload_of
from tracker.projections.replay import project
from tracker.report.brief import exceptions, use
from tracker.report.contents import contents
from tracker.report.lines import Moment
from tracker.report.page import Page, page
from tracker.report.terms_told import changes, told
from tracker.report.to_html import to_html
from tracker.vocabulary import vocabulary

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
HOSTILE = (
    '"></td></script><script>window.pwned=1;alert(1)</script><img src=x onerror=alert(2)> <svg onload=alert(3)>'
    " {{ 7*7 }} {% raw %} --> ]]> &lt;b&gt; javascript:alert(4) =cmd|'/c' \x1b[31mred\x07 \u202eevil\u2066 \u200f\u2028"
    + "long"
    * 2500
)
NAME = HOSTILE[: HOSTILE.index("\x1b")].strip()[
    :200
]  # of a model, a speaker, a licence: the log takes only what prints


def made(engine: Engine, drafts: list[Draft], *documents: str) -> Page:
    with writing(engine) as connection:
        for text in documents:
            keep(connection, sha256(text.encode()).hexdigest(), text, NOW)
        store.append(connection, drafts, NOW)
        project(connection, vocabulary())
    with reading(engine) as connection:
        said = contents(connection, (), Moment(date(2026, 11, 21), date(2026, 8, 21), most=10_000))
        return page(connection, said, vocabulary())


def captured(subject: str, licence: str, text: str, on: str, **terms: Any) -> Draft:
    fields = {
        "surface": "repository",
        "part": "licence",
        "subject": subject,
        "url": f"https://github.com/example/{subject}/LICENSE",
        "document": sha256(text.encode()).hexdigest(),
        "snapshot": "cd" * 32,
        "licence": licence,
        "terms": terms,
        "captured_at": f"{on}T00:00:00.000000Z",
        "provenance": "primary",
        "reader": "terms 1",
    }
    return Draft(f"text/{subject}", payload_of("licence_text_captured", fields))


def test_terms_are_told_in_sentences_the_weightiest_first() -> None:
    terms = {"governing_law": "California", "mau_threshold": 700_000_000, "mau_reference_date": "2024-07-23"}

    assert list(told({**terms, "excluded_uses": [], "gated": True}).values()) == [
        "Whoever had more than 700 million monthly active users on 23 July 2024 has to ask Meta for a licence.",
        "The law of California governs it.",
        "Gated: yes.",
    ]


def test_changed_terms_name_what_came_and_what_went() -> None:
    before = {"excluded_uses": ["espionage", "weapons"], "governing_law": "California", "name_prefix": "Llama 3"}
    after = {"excluded_uses": ["weapons", "spam"], "governing_law": "California", "fee": True}
    found = {one.key: one for one in changes(before, after)}

    assert found["excluded_uses"].before == "No longer named: espionage."
    assert found["excluded_uses"].after == "Newly named: spam."
    assert {key: one.verdict for key, one in found.items()} == {
        "name_prefix": "removed",
        "excluded_uses": "changed",
        "governing_law": "same",
        "fee": "added",
    }


def release(key: str, subject: str, on: str, **more: Any) -> Draft:
    return draft(key, subject=subject, happened_on=on, provenance="curated", **more)


def test_openness_counts_the_models_that_are_out_at_each_quarters_end(engine: Engine) -> None:
    said = made(
        engine,
        [
            release("a", "Llama 7", "2026-02-03", access="open_weights", licence="MIT"),
            release("b", "Llama 8", "2026-05", access="gated", licence="Own", terms={"commercial_use": "conditional"}),
            release("c", "Llama 9", "2026-06-30", access="api", licence="proprietary"),
            release("d", "Llama 7", "2026-07-01", status="withdrawn"),
        ],
    )
    found = {(one.quarter, one.by, one.cls): one.models for one in said.shares}

    assert {one.family for one in said.shares} == {"Llama"}
    assert found["2026-Q1", "access", "open weights"] == ("Llama 7",)
    assert found["2026-Q2", "access", "open weights"] == ("Llama 7",)
    assert found["2026-Q2", "access", "weights on request"] == ("Llama 8",)
    assert found["2026-Q2", "licence", "with conditions"] == ("Llama 8",)
    assert found["2026-Q2", "licence", "proprietary"] == ("Llama 9",)
    assert ("2026-Q3", "access", "open weights") not in found
    assert max(quarter for quarter, _, _ in found) == "2026-Q4"


def test_a_languages_lag_is_counted_from_the_first_report_in_any(engine: Engine) -> None:
    common = {"subject": "Llama 9", "happened_on": "2026-03-01"}
    days = {"en": "2026-03-01", "fr": "2026-03-04", "ar": "2026-03-11", "de": "2026-03"}
    said = made(
        engine,
        [draft(key, **common, language=key, published_on=day, publisher=f"P {key}") for key, day in days.items()],
    )

    assert {one.language: (one.lags, one.first) for one in said.languages} == {
        "en": ((0,), 1),
        "fr": ((3,), 0),
        "ar": ((10,), 0),
        "de": ((), 0),  # of which no day is known
    }


def test_versions_of_a_licence_are_told_term_by_term_and_clause_by_clause(engine: Engine) -> None:
    old = "Old Licence\n\n1. Grant. You may use the Materials for research only.\n\n2. Law. The law of California governs."
    new = (
        "New Licence\n\n1. Grant. You may use the Materials for any purpose.\n\n2. Law. The law of California governs."
    )
    said = made(
        engine,
        [
            captured("Llama 8", "Old Licence", old, "2026-01-01", commercial_use="forbidden"),
            captured("Llama 9", "New Licence", new, "2026-02-01", commercial_use="allowed"),
            draft(
                "c",
                "licence_change",
                subject="Llama 9",
                provenance="curated",
                happened_on="2026-02-01",
                licence_before="Old Licence",
                licence="New Licence",
                terms_before={"commercial_use": "forbidden"},
                terms={"commercial_use": "allowed"},
            ),
        ],
        old,
        new,
    )
    [step] = said.steps

    assert [(one.key, one.verdict) for one in step.changes] == [("commercial_use", "changed")]
    assert [(one.verdict, one.labels, one.terms) for one in step.clauses] == [("changed", ("1",), ("commercial_use",))]


def test_clauses_that_left_a_text_are_no_news_of_terms_that_stand(engine: Engine) -> None:
    rest = "1. Grant. You may use the Materials for any purpose.\n\n2. Law. The law of California governs.\n\n"
    ban = (
        "3. Ban. You must not use the Materials for espionage.\n\n4. Ban. You must not use the Materials for weapons.\n"
    )
    old, new = f"Old Licence\n\n{rest}{ban}", f"New Licence\n\n{rest}"
    said = made(
        engine,
        [
            captured("Llama 8", "Old Licence", old, "2026-01-01"),
            captured("Llama 9", "New Licence", new, "2026-02-01"),
            draft(
                "c",
                "licence_change",
                subject="Llama 9",
                provenance="curated",
                happened_on="2026-02-01",
                licence_before="Old Licence",
                licence="New Licence",
                terms_before={"excluded_uses": ["espionage", "weapons"]},
                terms={"excluded_uses": ["espionage", "weapons"]},
            ),
        ],
        old,
        new,
    )
    [step] = said.steps
    told = [one for one in step.clauses if one.verdict == "removed"]

    assert [(one.labels, one.terms) for one in told] == [(("3",), ("excluded_uses",))], "a term is told of once"
    assert "the same before and after" in told[0].says


def test_a_territory_that_is_left_out_with_exceptions_is_open_in_part(engine: Engine) -> None:
    terms = {"commercial_use": "conditional", "excluded_territories": ["EU"]}
    said = made(
        engine,
        [
            release("a", "Llama 8", "2026-01-01", licence="A", terms=terms),
            release("b", "Llama 9", "2026-01-02", licence="B", terms={**terms, "exceptions": ["EU exclusion: text"]}),
        ],
    )
    uses = {line.name: (use(line), use(line, "EU"), exceptions(line, "EU")) for line in said.contents.models}

    assert uses == {"Llama 8": ("conditions", "no", []), "Llama 9": ("conditions", "partly", ["text"])}


@ONLY_SQLITE
def test_the_same_page_gives_the_same_bytes(engine: Engine) -> None:
    said = made(engine, [release("a", "Llama 9", "2026-01-01")])

    assert to_html(said) == to_html(said)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


class Links(HTMLParser):
    """Every address that the page would follow or fetch."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in {"href", "src", "action", "data", "srcset"}]
        assert not any(name.startswith("on") or name == "style" for name, _ in attrs), (tag, attrs)


@ONLY_SQLITE
def test_hostile_words_are_shown_and_do_nothing(engine: Engine, browser: Browser, tmp_path: Path) -> None:
    said = [{"quote": HOSTILE[:300], "start": 0, "end": 300}]
    everywhere = {"publisher": HOSTILE, "summary": HOSTILE, "evidence": said, "language": "he", "url": HOSTILE}
    drafts = [
        draft("a", subject=NAME, variant=NAME, licence=NAME, happened_on="2026-11-02", **everywhere),
        draft("b", "policy_statement", speaker=NAME, stance="open", topic=HOSTILE, venue=HOSTILE, **everywhere),
        draft("c", "licence_change", terms={"display_notice": HOSTILE, "name_prefix": HOSTILE}, **everywhere),
        draft("d", subject="Llama 9", **{**everywhere, "url": "javascript:alert(5)"}),
        draft("e", subject="Llama 10", **{**everywhere, "url": "https://[::1/%00"}),
    ]  # fmt: skip
    page = made(engine, drafts)
    page = replace(page, happenings=tuple(replace(one, summary=f"a\0b {one.summary}") for one in page.happenings))
    html = to_html(page)
    file = tmp_path / "report.html"
    file.write_text(html, "utf-8")

    assert all(link.startswith(("#", "https://", "http://")) for link in Links(html).found)
    shown = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    assert not re.search("[\0-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200e\u200f\u2028]", shown)
    assert len(html) < 2_000_000
    with opened(browser, file) as window:
        assert window.evaluate("window.pwned") is None
        assert window.evaluate("document.images.length") == 0
        expect(window.locator("li.hap")).to_have_count(5)
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")
        window.get_by_role("searchbox", name="Search").fill("<svg onload")
        expect(window.locator("#count")).to_have_text("5 of 5 happenings")
        window.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        window.wait_for_selector(".evidence > noscript", state="detached")
        assert window.evaluate(
            "[window.pwned, document.images.length, document.querySelectorAll('svg [onload]').length]"
        ) == [None, 0, 0]
        window.get_by_role("searchbox", name="Find").fill("<img src=x onerror")
        expect(window.locator("#find output")).to_contain_text("found")
        assert window.evaluate("document.images.length") == 0


def test_what_is_missing_is_said_in_one_line(tmp_path: Path) -> None:
    code = "import sys; sys.modules['vl_convert'] = None; from tracker.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "--data-dir", str(tmp_path), "report", "--format", "html"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "tracker: the HTML report needs vl-convert-python: pip install 'meta-open-ai-tracker[html]'"
    ]
