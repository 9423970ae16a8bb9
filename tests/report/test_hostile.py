"""Whatever a source writes is harmless in every form: shown as text, never obeyed, never lost."""

import csv
import io
import json
import re
import sqlite3
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import icalendar
import pyarrow.parquet
import pytest
from rich.cells import cell_len
from sqlalchemy import Engine

from tests.report.hostile import TEXTS, fill
from tracker.db.session import reading
from tracker.db.views import VIEWS
from tracker.report.contents import contents
from tracker.report.errata import errata_feed
from tracker.report.exports import write_sqlite, write_views
from tracker.report.feed import happenings_feed
from tracker.report.lines import Contents, Moment
from tracker.report.selection import EVERYTHING
from tracker.report.to_atom import to_atom
from tracker.report.to_csv import to_csv
from tracker.report.to_icalendar import to_icalendar
from tracker.report.to_json import to_json
from tracker.report.to_jsonfeed import to_jsonfeed
from tracker.report.to_markdown import to_markdown
from tracker.report.to_terminal import to_terminal

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
FORMULA = re.compile("^[=+\\-@＝＋－＠\t\r\n]")
LETTERS = ("ख्‍ेल", "می‌خواهم", "漢字", "😀")


def whole(text: str) -> str:
    """As it is kept: PostgreSQL cannot hold the null character."""
    return text.replace("\x00", "\ufffd")


@pytest.fixture
def hostile(engine: Engine) -> Engine:
    fill(engine)
    return engine


@pytest.fixture
def said(hostile: Engine) -> Contents:
    with reading(hostile) as connection:
        return contents(connection, (), Moment(date(2026, 11, 21), date(2026, 9, 1)))


@pytest.fixture
def feeds(hostile: Engine) -> tuple[str, str]:
    with reading(hostile) as connection:
        found = [happenings_feed(connection, EVERYTHING), errata_feed(connection, EVERYTHING)]
    return to_atom(found[0]) + "\x00" + to_atom(found[1]), to_jsonfeed(found[0]) + "\x00" + to_jsonfeed(found[1])


def test_no_form_holds_a_character_that_a_terminal_obeys(said: Contents, feeds: tuple[str, str]) -> None:
    calendar = to_icalendar(said.timeline, said.commitments, "2026-11-21T12:00:00.000000Z").replace("\r\n", "\n")
    forms = [to_terminal(said, width=80, colour=False), to_markdown(said), to_csv(said), to_json(said), calendar]
    forms += [part for made in feeds for part in made.split("\x00")]
    for form in forms:
        assert not OBEYED.search(form), form[: form.find("\x1b") + 80][-200:]
        for letters in LETTERS:
            assert letters in re.sub("\n ", "", form) or "Corrected" in form


def test_nothing_is_lost_in_json(said: Contents) -> None:
    read = json.loads(to_json(said))

    quotes = {witness["quote"] for line in read["timeline"] for witness in line["witnesses"]}
    assert quotes >= {whole(text)[:300] for text in TEXTS.values()}


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_terminal_report_keeps_its_width_and_length(said: Contents, width: int) -> None:
    lines = to_terminal(said, width=width, colour=False).splitlines()

    assert max(map(cell_len, lines)) <= width
    assert len(lines) < 200_000 / width, "a title of 10,000 characters is cut"


def test_markdown_shows_markup_as_text(said: Contents) -> None:
    text = to_markdown(said)
    bare = re.sub(r"\\.", "", text)

    assert "<script" not in bare
    assert "](" not in bare
    assert "```" not in bare.split("This report again:")[0]
    for row in (line for line in bare.splitlines() if line.startswith("|")):
        assert row.count("|") in {6, 7, 11}


def test_no_cell_of_a_table_is_a_formula(hostile: Engine, said: Contents, tmp_path: Path) -> None:
    with reading(hostile) as connection:
        names = write_views(connection, VIEWS, "csv", EVERYTHING, tmp_path)
    texts = [to_csv(said), *((tmp_path / name).read_text("utf-8") for name in names)]
    for text in texts:
        rows = list(csv.reader(io.StringIO(text)))
        assert {len(row) for row in rows} == {len(rows[0])}
        cells = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if FORMULA.match(cell) or OBEYED.search(cell)]
        for quoted in re.findall(r"(?:^|,)(\"(?:[^\"]|\"\")*\"|[^,\n]*)", text, re.MULTILINE):
            assert not quoted or quoted.startswith('"') or quoted.isdecimal(), "text stands in quotes"


def test_feeds_are_well_formed_and_link_only_to_the_web(feeds: tuple[str, str]) -> None:
    for document in feeds[0].split("\x00"):
        ElementTree.fromstring(document)
        read = feedparser.parse(io.BytesIO(document.encode()))
        assert (read.bozo, read.version) == (False, "atom10")
        for entry in read.entries:
            assert entry.title_detail.type == "text/plain"
            assert entry.content[0].type == "text/plain"
            assert {urlsplit(link.href).scheme for link in entry.get("links", [])} <= {"https"}
    for document in feeds[1].split("\x00"):
        for item in json.loads(document)["items"]:
            assert "content_html" not in item
            assert urlsplit(item.get("external_url", "https://x.example")).scheme == "https"


def test_a_calendar_holds_events_and_nothing_that_a_source_smuggled_in(said: Contents) -> None:
    made = to_icalendar(said.timeline, said.commitments, "2026-11-21T12:00:00.000000Z")
    read = icalendar.Calendar.from_ical(made)

    assert max(len(line.encode()) for line in made.split("\r\n")) <= 75
    events = list(read.walk("VEVENT"))
    assert len(events) == 4 * len(TEXTS)
    assert not [part for part in read.walk() if part.name not in {"VCALENDAR", "VEVENT"}]
    assert not [event for event in events if event.errors]
    assert {urlsplit(str(event["URL"])).scheme for event in events if "URL" in event} == {"https"}


def test_parquet_and_sqlite_hold_every_text_whole(hostile: Engine, tmp_path: Path) -> None:
    with reading(hostile) as connection:
        write_views(connection, VIEWS, "parquet", EVERYTHING, tmp_path)
        write_sqlite(connection, tmp_path / "all.db", EVERYTHING)
    parquet = pyarrow.parquet.read_table(tmp_path / "v1_coverage.parquet").column("title").to_pylist()
    lite = sqlite3.connect(tmp_path / "all.db")
    titles = [title for (title,) in lite.execute("SELECT title FROM v1_coverage")]
    lite.close()

    for held in (parquet, titles):
        assert sorted(held) == sorted(whole(text) for text in TEXTS.values())
