"""The operator's own list of sources, beside the one that comes with the program: read together, written only here."""

import json
import re
from collections.abc import Collection, Sequence
from pathlib import Path

from tracker.collect.sources import load_sources
from tracker.errors import SeedError, UsageError
from tracker.places import bundled
from tracker.records import Source
from tracker.settings import Settings

_UNITS = (("w", 604_800), ("d", 86_400), ("h", 3_600), ("m", 60))
_HEAD = "# Sources of our own, beside those that come with the program; `tracker sources add` writes here too.\n"


def own_file(settings: Settings) -> Path:
    """Where sources are added: the list that the settings name, or beside the program's own list one in data_dir."""
    named = settings.sources_file
    return settings.data_dir / "sources.toml" if named == bundled("seeds/sources.toml") else named


def sources_of(settings: Settings) -> tuple[Source, ...]:
    """All sources: those of the list, and our own; one of ours takes the place of one in the list by its name.

    Raises SeedError naming file, line and what is wrong.
    """
    listed, own = load_sources(settings.sources_file), own_file(settings)
    if own == settings.sources_file or not own.exists():
        return listed
    ours = load_sources(own)
    names = {source.name for source in ours}
    kept = [source for source in listed if source.name not in names]
    elsewhere = {source.url: source.name for source in kept}
    for source in ours:
        if source.url in elsewhere:
            why = f"url = {source.url!r} is that of {elsewhere[source.url]!r} already: name it so to replace it"
            raise SeedError(own, _line_of(own, source.url), why)
    return (*kept, *ours)


def append_sources(path: Path, sources: Sequence[Source], about: str) -> None:
    """Add a table for each to our own list, which is checked as a whole before it takes the place of the old one.

    Raises UsageError, and leaves the list as it was, if any of them is impossible.
    """
    before = path.read_text("utf-8") if path.exists() else _HEAD
    path.parent.mkdir(parents=True, exist_ok=True)
    tables = "\n".join(table_of(source, about) for source in sources)
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(f"{before.rstrip()}\n\n{tables}", "utf-8")
    try:
        load_sources(beside)
    except SeedError as error:
        lines = beside.read_text("utf-8").splitlines()[: error.line or 0]
        beside.unlink()
        whose = next((line for line in reversed(lines) if line.startswith("name = ")), "name = ?")
        raise UsageError(f"nothing added: the source with {whose}: {error.why}") from error
    beside.replace(path)


def table_of(source: Source, about: str) -> str:
    """The source as TOML, under a comment."""
    values = {
        "name": source.name,
        "url": source.url,
        "kind": source.kind,
        "publisher": source.publisher,
        "language": source.language,
        "provenance": source.provenance,
        "rhythm": rhythm_of(source.rhythm_s),
        "links": source.links,
        "within": source.within,
    }
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value is not None]
    return "\n".join([f"# {' '.join(about.split())}", "[[source]]", *lines, ""])


def rhythm_of(seconds: int) -> str:
    """7200 → "2h"."""
    return next(f"{seconds // unit}{letter}" for letter, unit in _UNITS if seconds % unit == 0 and seconds >= unit)


def name_for(text: str, taken: Collection[str]) -> str:
    """A name for a source, of the words of a title or the host of an address: "the-verge-2" if another has it."""
    bare = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-") or "source"
    numbered = (bare if number == 1 else f"{bare}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in numbered if name not in taken)


def _line_of(path: Path, words: str) -> int | None:
    lines = path.read_text("utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if words in line), None)
