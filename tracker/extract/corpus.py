"""Articles with what a careful reader finds in them: the yardstick that the extractor is measured by.

A file `xx.yaml` is a list of articles in one language; a third of them (number divisible by 3) is held back.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import yaml

from tracker.errors import SeedError
from tracker.records import Article

Part = Literal["development", "held-back", "all"]
Facts = Mapping[str, Any]

_NUMBER = re.compile(r"[a-z]{2,3}-(\d+)-")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One article with its labels.

    required: facts of the claims that must be found; optional: of those that may be
    number:   its place in the file as its name counts it, or None where the name has no number
    """

    name: str
    number: int | None
    article: Article
    required: tuple[Facts, ...]
    optional: tuple[Facts, ...]

    @property
    def is_held_back(self) -> bool:
        """Whether rules may not be written by looking at it."""
        return self.number is not None and self.number % 3 == 0


def labelled_in(path: Path, part: Part = "all") -> list[Labelled]:
    """The articles of one file, or of one part of it. Raises SeedError where the file says something impossible."""
    try:
        entries = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        every = [_labelled(entry, path.stem) for entry in entries or ()]
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as wrong:
        raise SeedError(path, None, f"no labelled articles: {wrong!r}") from wrong
    return [one for one in every if part == "all" or one.is_held_back == (part == "held-back")]


def _labelled(entry: Mapping[str, Any], language: str) -> Labelled:
    number = _NUMBER.match(entry["id"])
    published = entry.get("published")
    return Labelled(
        name=entry["id"],
        number=int(number[1]) if number else None,
        article=Article(
            entry["title"],
            entry["text"],
            language=language,
            published_on=None if published is None else str(published),
        ),
        required=tuple(map(_as_text, entry.get("claims") or ())),
        optional=tuple(map(_as_text, entry.get("optional") or ())),
    )


def _as_text(facts: Facts) -> Facts:
    """The facts with dates as text: YAML reads a full day as a date, and a year as a number."""
    return {key: str(value) if key == "happened_on" and value is not None else value for key, value in facts.items()}


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 (hex) over the files' bytes, in the order of their names."""
    whole = sha256()
    for path in sorted(paths):
        whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()
