"""Lists of feeds as other readers keep them (http://opml.org/spec2.opml) ↔ sources. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, get_args
from xml.sax.saxutils import quoteattr

from lxml import etree  # type: ignore[import-untyped]  # it has no types

from tracker.collect.addresses import host_of
from tracker.collect.ownlist import name_for, rhythm_of
from tracker.collect.plain import folded
from tracker.collect.sources import seconds_of
from tracker.errors import UsageError
from tracker.records import Source, SourceKind

_RHYTHM_S = 7_200
_KINDS = frozenset(get_args(SourceKind)) - {"licence", "policy", "card"}  # a list of feeds has no words for those


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list of feeds holds: its feeds, how many of its entries have no address of one, where it is broken."""

    sources: tuple[Source, ...]
    others: int
    broken: str | None


def sources_in(opml: bytes, where: str, taken: Collection[str]) -> Listed:
    """The feeds of a list, each under a name that none in `taken` has. Folders count for nothing.

    Attributes that `opml_of` writes beside the usual ones are read back. Raises UsageError if it is no OPML.
    """
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(opml, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise UsageError(f"{where}: no OPML: {folded(str(broken))[:200]}") from broken
    if root is None or str(root.tag).lower() != "opml":
        raise UsageError(f"{where}: no OPML: expected <opml>, a list of feeds as feed readers export it")
    names, found, others = set(taken), [], 0
    for outline in root.iter("outline"):
        url = (outline.get("xmlUrl") or "").strip()
        if url.startswith(("http://", "https://")) and host_of(url) and " " not in url:
            source = _source(outline, url, names)
            names.add(source.name)
            found.append(source)
        else:
            others += len(outline) == 0
    error = next(iter(parser.error_log), None)
    broken_at = f"line {error.line}: {folded(error.message)[:200]}" if error is not None else None
    return Listed(tuple(found), others, broken_at)


def opml_of(sources: Sequence[Source]) -> str:
    """The sources as a list that other readers take; those that are no feeds are in it too, with their kind, but for
    licences, policies and cards."""
    outlines = "\n".join(f"    <outline {_attributes(source)}/>" for source in sources if source.kind in _KINDS)
    head = "  <head><title>Sources of the tracker</title></head>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n{head}\n  <body>\n{outlines}\n  </body>\n</opml>\n'


def _attributes(source: Source) -> str:
    values = {
        "type": "rss" if source.kind in ("feed", "repository", "search", "package") else "link",
        "text": source.publisher,
        "title": source.publisher,
        "xmlUrl": source.url,
        "language": source.language,
        "trackerName": source.name,
        "trackerKind": source.kind,
        "trackerProvenance": source.provenance,
        "trackerRhythm": rhythm_of(source.rhythm_s),
        "trackerLinks": source.links,
        "trackerWithin": source.within,
    }
    return " ".join(f"{key}={quoteattr(value)}" for key, value in values.items() if value is not None)


def _source(outline: Any, url: str, taken: Collection[str]) -> Source:
    title = folded(outline.get("title") or outline.get("text") or "") or host_of(url)
    kind = outline.get("trackerKind")
    language = (outline.get("language") or "").partition("-")[0].lower()
    return Source(
        name=name_for(outline.get("trackerName") or title, taken),
        url=url,
        kind=kind if kind in _KINDS else "feed",
        publisher=title[:200],
        provenance="primary" if outline.get("trackerProvenance") == "primary" else "press",
        rhythm_s=_seconds(outline.get("trackerRhythm")),
        language=language if language.isascii() and language.isalpha() and len(language) in (2, 3) else None,
        links=outline.get("trackerLinks"),
        within=outline.get("trackerWithin"),
    )


def _seconds(rhythm: str | None) -> int:
    try:
        return seconds_of(rhythm or "")
    except ValueError:
        return _RHYTHM_S
