"""The registry of sources: seeds/sources.toml, checked and loaded."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from tracker.collect.addresses import host_of
from tracker.errors import SeedError
from tracker.records import Hints, Source, SourceKind

_KINDS = get_args(SourceKind)
_PROVENANCES = get_args(Source.__annotations__["provenance"])
_REQUIRED = ("name", "url", "kind", "publisher", "provenance", "rhythm")
_OF_TEXTS = ("licence", "policy", "card")
_HINTS = {
    "links": ("listing", "sitemap"),
    "within": ("listing",),
    "surface": ("licence", "policy"),
    "history": _OF_TEXTS,
}
# Where things stand on a source's pages (records.Hints): CSS selectors.
_PLACES = {"text_at": "text", "leave_out": "without", "title_at": "title", "day_at": "day", "author_at": "author"}
_KEYS = (*_REQUIRED, "language", "models", *_HINTS, *_PLACES)
_SURFACES = get_args(Source.__annotations__["surface"])
_UNITS_S = {"m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
_SHORTEST_RHYTHM_S, _LONGEST_RHYTHM_S = 600, 31 * 86_400
_RHYTHM = re.compile(r"([0-9]{1,3})([mhdw])")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_HEADER = re.compile(r"\s*\[\[\s*source\s*\]\]")


def load_sources(path: Path) -> tuple[Source, ...]:
    """The sources in the order of the file. Raises SeedError naming file, line and what is wrong."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as unreadable:
        raise SeedError(path, None, f"cannot be read: {unreadable}") from unreadable
    tables = _tables(text, path)
    sources = tuple(_source(table, _Place(path, text, number)) for number, table in enumerate(tables))
    _refuse_twins(sources, path, text)
    return sources


def seconds_of(rhythm: str) -> int:
    """ "2h" → 7200. Raises ValueError for what is no number of minutes, hours, days or weeks from 10m to 31d."""
    match = _RHYTHM.fullmatch(rhythm)
    if match is None:
        raise ValueError('expected a number and a unit, such as "30m", "2h", "1d" or "1w"')
    seconds = int(match[1]) * _UNITS_S[match[2]]
    if not _SHORTEST_RHYTHM_S <= seconds <= _LONGEST_RHYTHM_S:
        raise ValueError("expected a time from 10m to 31d")
    return seconds


class _Place:
    """Where the table of one source stands in the file, for messages."""

    def __init__(self, path: Path, text: str, number: int) -> None:
        self._path = path
        self._lines = text.splitlines()
        headers = [line for line, content in enumerate(self._lines) if _HEADER.match(content)]
        self._start = headers[number] if number < len(headers) else 0
        self._end = headers[number + 1] if number + 1 < len(headers) else len(self._lines)

    def error(self, why: str, key: str | None = None) -> SeedError:
        """A SeedError at the line of `key`, or of the table's header."""
        return SeedError(self._path, self.line(key), why)

    def line(self, key: str | None = None) -> int:
        """The line, counted from 1."""
        for line in range(self._start + 1, self._end) if key else ():
            if re.match(rf"""\s*["']?{re.escape(key or "")}["']?\s*=""", self._lines[line]):
                return line + 1
        return self._start + 1


def _tables(text: str, path: Path) -> list[dict[str, Any]]:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        at = re.search(r" \(at line (\d+), column \d+\)", str(broken))
        raise SeedError(path, int(at[1]) if at else None, str(broken)) from broken
    for key in document:
        if key != "source":
            line = next((n for n, content in enumerate(text.splitlines(), 1) if key in content), None)
            raise SeedError(path, line, f"{key!r} is nothing this file holds: each source is a table [[source]]")
    tables = document.get("source", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise SeedError(path, None, "each source is a table under the header [[source]], in double brackets")
    if not tables:
        raise SeedError(path, None, "no source in it: each one is a table [[source]]")
    return tables


def _source(table: Mapping[str, Any], place: _Place) -> Source:
    for key in table:
        if key not in _KEYS:
            raise place.error(f"a source has no key {key!r}{_meant(key, _KEYS)}", key)
    for key in _REQUIRED:
        if key not in table:
            raise place.error(f"the source {table.get('name', 'here')!r} lacks {key!r}")
    for key, why in _misfits(table):
        raise place.error(f"{key} = {table[key]!r}: {why}", key)
    return Source(
        name=table["name"],
        url=table["url"],
        kind=table["kind"],
        publisher=table["publisher"],
        provenance=table["provenance"],
        rhythm_s=seconds_of(table["rhythm"]),
        language=table.get("language"),
        links=table.get("links"),
        within=table.get("within"),
        models=tuple(table.get("models", ())),
        surface=table.get("surface", "repository"),
        history=table.get("history"),
        hints=Hints(**{field: table.get(key) for key, field in _PLACES.items()}),
    )


def _misfits(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each key whose value will not do, and why not."""
    for key, value in table.items():
        if key != "models" and (not isinstance(value, str) or not value.strip()):
            yield key, "expected a text that is not empty"
            return
    if not _NAME.fullmatch(table["name"]):
        yield "name", "expected lower-case letters and digits, joined by hyphens"
    for key in ("url", "history"):
        if key in table and not _is_address(table[key]):
            yield key, "expected an address that starts with https:// or http://"
    for key, allowed in (("kind", _KINDS), ("provenance", _PROVENANCES)):
        if table[key] not in allowed:
            yield key, f"expected {' or '.join(allowed)}{_meant(table[key], allowed)}"
    if "language" in table and not _LANGUAGE.fullmatch(table["language"]):
        yield "language", 'expected a language code such as "en", or no language key for several languages'
    yield from _misfits_of_hints(table)
    yield from _misfits_of_text(table)
    for key in _PLACES:
        if key in table and not _is_selector(table[key]):
            yield key, 'expected a CSS selector, such as "article .body"'
    try:
        seconds_of(table["rhythm"])
    except ValueError as unfit:
        yield "rhythm", str(unfit)


def _misfits_of_hints(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The same for keys that only some kinds have."""
    for key, kinds in _HINTS.items():
        if key in table and table["kind"] not in kinds:
            yield key, f"only a source of kind {' or '.join(kinds)} has it"
    if "links" in table and not table["links"].startswith(("http://", "https://")):
        yield "links", 'expected a pattern of whole addresses, such as "https://example.org/blog/*"'
    if "within" in table and not _is_selector(table["within"]):
        yield "within", 'expected a CSS selector, such as "main article"'


def _is_selector(text: str) -> bool:
    from cssselect import HTMLTranslator, SelectorError

    try:
        HTMLTranslator().css_to_xpath(text)
    except SelectorError:
        return False
    return True


def _misfits_of_text(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The same for whose terms a licence, a policy or a card holds."""
    models = table.get("models", [])
    named = isinstance(models, list) and all(isinstance(one, str) and one.strip() for one in models)
    if not named or (table["kind"] in _OF_TEXTS) != bool(models):
        kinds = ", ".join(_OF_TEXTS)
        key = "models" if "models" in table else "kind"
        yield key, f'models = ["Llama 3.1"] says whose terms a {kinds} holds: these have it, and no others'
    if table.get("surface", _SURFACES[0]) not in _SURFACES:
        yield "surface", f"expected {' or '.join(_SURFACES)}{_meant(table['surface'], _SURFACES)}"


def _is_address(url: str) -> bool:
    return url.startswith(("http://", "https://")) and bool(host_of(url)) and " " not in url


def _meant(word: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _refuse_twins(sources: tuple[Source, ...], path: Path, text: str) -> None:
    for key in ("name", "url"):
        seen: dict[str, int] = {}
        for number, source in enumerate(sources):
            value = getattr(source, key)
            if value in seen:
                first = _Place(path, text, seen[value]).line(key)
                raise _Place(path, text, number).error(f"{key} = {value!r} stands in line {first} already", key)
            seen[value] = number
