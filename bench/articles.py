"""Quality of article text, day, author and title on public sets of annotated pages, beside the library's own.

    python -m bench.articles FOLDER...

FOLDER is a copy of one of three public sets, whose pages are not ours to give:
  adbar/trafilatura, its folder tests/                      text by pieces, dates, authors, titles, regions
  scrapinghub/article-extraction-benchmark, its root        text as a whole
  adbar/htmldate, its folder tests/                         dates
Text is scored as each set scores it: pieces that must and must not be in it, or sequences of four words.
"""

import gzip
import json
import logging
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from tracker.collect.text import article_of
from tracker.errors import UnreadablePage
from tracker.records import Article, Snapshot

# A region's language, where it has but one.
_SPOKEN = {
    "DE": "de", "AT": "de", "FR": "fr", "IT": "it", "PL": "pl", "US": "en", "UK": "en", "IE": "en", "BRA": "pt", "BR": "pt",
    "CHL": "es", "ARG": "es", "PER": "es", "BOL": "es", "COL": "es", "VEN": "es", "PRY": "es", "URY": "es", "HU": "hu",
    "NO": "no", "CZ": "cs", "KR": "ko",
}  # fmt: skip
_MONTHS = re.compile(r"[^\W\d]{3,12}")


@dataclass(frozen=True)
class Page:
    """One annotated page. pieces: (that must be in the text, that must not); whole: the text itself."""

    url: str
    body: bytes = field(repr=False)
    pieces: tuple[list[str], list[str]] | None = None
    whole: str | None = None
    day: str | None = None
    author: str | None = None
    title: str | None = None
    language: str | None = None


def main(folders: list[str]) -> None:
    """Print a table for each set."""
    if not folders:
        sys.exit(__doc__)
    logging.disable(logging.CRITICAL)
    for folder in folders:
        for name, pages in _sets(Path(folder)):
            _measure(name, pages)


def _sets(folder: Path) -> Iterator[tuple[str, list[Page]]]:
    if (folder / "evaldata.json").exists():
        yield "trafilatura's pages", list(_annotated(folder, json.loads((folder / "evaldata.json").read_text("utf-8"))))
    elif (folder / "ground-truth.json").exists():
        yield "article-extraction-benchmark", list(_whole(folder))
    elif list(folder.glob("eval_*.json")):
        for path in sorted(folder.glob("eval_*.json")):
            yield f"htmldate's {path.stem}", list(_annotated(folder, json.loads(path.read_text("utf-8"))))
    else:
        sys.exit(f"{folder}: none of the three sets that bench/articles.py names")


def _annotated(folder: Path, said: dict[str, dict[str, Any]]) -> Iterator[Page]:
    for url, one in said.items():
        path = next(
            (path for sub in ("test_set", "cache", "eval") if (path := folder / sub / one["file"]).exists()), None
        )
        if path is None:
            continue
        day = one.get("date")
        author = one.get("author")
        yield Page(
            url,
            path.read_bytes(),
            pieces=(one["with"], one["without"]) if "with" in one else None,
            day=day[:10] if isinstance(day, str) and _is_day(day[:10]) else None,
            author="; ".join(author) if isinstance(author, list) else author or None,
            title=one.get("title") or None,
            language=_SPOKEN.get(one.get("region") or ""),
        )


def _is_day(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _whole(folder: Path) -> Iterator[Page]:
    for name, one in json.loads((folder / "ground-truth.json").read_text("utf-8")).items():
        yield Page(
            one["url"], gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()), whole=one["articleBody"]
        )


def _measure(name: str, pages: list[Page]) -> None:
    _say(f"\n{name}: {len(pages)} pages")
    articles, seconds = _timed(pages, _article)
    if any(page.pieces or page.whole for page in pages):
        _text_line("ours", pages, [article.text if article else "" for article in articles], seconds)
        for way, fast in (("trafilatura, fast", True), ("trafilatura, default", False)):
            texts, seconds = _timed(pages, _library(fast))
            _text_line(way, pages, texts, seconds)
    _field_lines(pages, articles)


def _timed(pages: list[Page], read: Callable[[Page], Any]) -> tuple[list[Any], float]:
    started = time.perf_counter()
    return [read(page) for page in pages], time.perf_counter() - started


def _article(page: Page) -> Article | None:
    digest = sha256(page.body).hexdigest()
    try:
        return article_of(Snapshot(digest, page.url, page.url, datetime.now(UTC), 200, "text/html", page.body))
    except UnreadablePage:
        return None


def _library(fast: bool) -> Callable[[Page], str]:
    from trafilatura import extract

    return lambda page: extract(page.body, fast=fast, include_comments=False) or ""


def _text_line(way: str, pages: list[Page], texts: list[str], seconds: float) -> None:
    precision, recall = _by_pieces(pages, texts) if pages[0].pieces else _by_sequences(pages, texts)
    f = 2 * precision * recall / (precision + recall)
    _say(f"  {way:22} F {f:.4f}  precision {precision:.4f}  recall {recall:.4f}  {len(pages) / seconds:6.1f} pages/s")


def _by_pieces(pages: list[Page], texts: list[str]) -> tuple[float, float]:
    right = wrong = wanted = 0
    for page, text in zip(pages, texts, strict=True):
        assert page.pieces is not None
        folded = _folded(text)
        right += sum(_folded(piece) in folded for piece in page.pieces[0])
        wrong += sum(_folded(piece) in folded for piece in page.pieces[1])
        wanted += len(page.pieces[0])
    return right / (right + wrong), right / wanted


def _by_sequences(pages: list[Page], texts: list[str]) -> tuple[float, float]:
    precisions, recalls = [], []
    for page, text in zip(pages, texts, strict=True):
        true, found = _sequences(page.whole or ""), _sequences(text)
        both = sum((true & found).values())
        if found:
            precisions.append(both / found.total())
        if true:
            recalls.append(both / true.total())
    return sum(precisions) / len(precisions), sum(recalls) / len(recalls)


def _sequences(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)) if words)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _field_lines(pages: list[Page], articles: list[Article | None]) -> None:
    told = list(zip(pages, articles, strict=True))
    days = [(page, article) for page, article in told if page.day]
    if days:
        _line("day", [_found(article, "published_on") == page.day for page, article in days])
        carried = [(page, article) for page, article in days if _carries(page)]
        _line("day, where the page holds it", [_found(a, "published_on") == page.day for page, a in carried])
        _line("day, within one (time zones)", [_near(page.day, _found(a, "published_on")) for page, a in days])
        by = Counter(str(_found(article, "dated_by")) for _, article in days)
        _say("    found in: " + ", ".join(f"{name} {count}" for name, count in by.most_common()))
        _library_days(days)
    for name in ("author", "title", "language"):
        those = [(getattr(page, name), _found(article, name)) for page, article in told if getattr(page, name)]
        if those:
            _line(name, [_folded(true).casefold() == _folded(found or "").casefold() for true, found in those])


def _library_days(days: list[tuple[Page, Article | None]]) -> None:
    from htmldate import find_date

    def right(page: Page) -> bool:
        try:
            return find_date(page.body.decode("utf-8", "replace"), original_date=True, url=page.url) == page.day
        except Exception:  # noqa: BLE001  (whatever the library does with a page)
            return False

    _line("day, by htmldate", [right(page) for page, _ in days])


def _line(name: str, right: list[bool]) -> None:
    _say(f"  {name:30} {sum(right):4} of {len(right):4} right: {sum(right) / max(1, len(right)):.3f}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _found(article: Article | None, name: str) -> str | None:
    return getattr(article, name) if article else None


def _near(one: str | None, other: str | None) -> bool:
    if not one or not other or len(other) != 10:
        return False
    return abs((datetime.fromisoformat(one) - datetime.fromisoformat(other)).days) <= 1


def _carries(page: Page) -> bool:
    """Whether the page holds the day that its annotation states, in any of the usual spellings."""
    assert page.day is not None
    text = page.body.decode("utf-8", "replace")
    year, month, day = page.day.split("-")
    d, m = day.lstrip("0"), month.lstrip("0")
    numbers = rf"{year}[-/.年]\s?0?{m}[-/.月]\s?0?{d}(?!\d)|{year}{month}{day}|(?<!\d)0?{d}[-/.]\s?0?{m}[-/.]\s?(?:{year}|{year[2:]}(?!\d))|(?<!\d)0?{m}/0?{d}/(?:{year}|{year[2:]}(?!\d))"
    words = rf"(?<!\d)0?{d}(?:\.|º|th|st|nd|rd|er)?,?\s*(?:de |of )?{_MONTHS.pattern}\.?,?\s*(?:de |del )?{year}|{_MONTHS.pattern}\.?,?\s+0?{d}(?:th|st|nd|rd)?,?\s+{year}"
    return re.search(f"{numbers}|{words}", text) is not None


if __name__ == "__main__":
    main(sys.argv[1:])
