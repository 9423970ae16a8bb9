"""Pages a second from bytes to article on one core, and what share each step has.

    python -m bench.pages FOLDER [--most N]

FOLDER holds pages (*.html, *.html.gz), such as those of the sets that bench/articles.py names. Each step is timed on
its own over the same pages; processor time, so that what else the machine does matters less. Beside it the library
alone, from bytes to text, its fast way and its thorough one, and its parsing alone.
"""

import argparse
import gzip
import logging
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from tracker.collect.decoding import text_of
from tracker.collect.maintext import main_text
from tracker.collect.metadata import metadata_of
from tracker.collect.text import article_of, tree_of
from tracker.collect.walls import wall_in
from tracker.collect.wording import told_by
from tracker.errors import UnreadablePage
from tracker.extract.claims import claims_of
from tracker.languages import settled
from tracker.records import Article, Snapshot


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--most", type=int, default=200, help="pages to take")
    given = asked.parse_args()
    logging.disable(logging.CRITICAL)
    found = (path for path in sorted(given.folder.rglob("*.html*")) if path.suffix in {".html", ".gz"})
    bodies = [_bytes(path) for path in islice(found, given.most)]
    if not bodies:
        sys.exit(f"{given.folder}: no page (*.html, *.html.gz) in it")
    for body in bodies[:5]:  # imports
        _article(body)
    _say(f"{len(bodies)} pages, {sum(map(len, bodies)) / len(bodies) / 1000:.0f} KB on average")
    articles, whole = _timed(_article, bodies)
    read = [one for one in articles if one is not None]
    _say(f"{'bytes to article':34} {len(bodies) / whole:7.1f} pages/s   {len(read)} were articles")
    for name, ask in (("library alone, fast", True), ("library alone, thorough", False)):
        _, seconds = _timed(_library(ask), bodies)
        _say(f"{name:34} {len(bodies) / seconds:7.1f} pages/s   {whole / seconds:.2f} of ours in time")
    _steps(bodies, read, whole)


def _steps(bodies: list[bytes], read: list[Article], whole: float) -> None:
    pages, decoding = _timed(lambda body: text_of(body, "text/html"), bodies)
    _, walls = _timed(wall_in, pages)
    trees, parsing = _timed(_tree, bodies)
    trees = [tree for tree in trees if tree is not None]
    _, text = _timed(main_text, trees)
    _, metadata = _timed(lambda tree: metadata_of(tree, "https://example.org/"), trees)
    told = ((tree, metadata_of(tree, "https://example.org/")) for tree in trees)
    undated = [(tree, found.title or "") for tree, found in told if not found.days]
    told_by(trees[0], "", "en", date(2100, 1, 1))  # imports
    _, words = _timed(lambda one: told_by(*one, "en", date(2100, 1, 1)), undated)
    _, language = _timed(lambda one: settled(None, one.text), read)
    _, claims = _timed(claims_of, read)
    steps = {
        "decoding": decoding, "looking for walls": walls, "parsing": parsing - decoding - walls, "main text": text,
        "title, day, author, address": metadata, f"day from words ({len(undated)} pages)": words, "language": language,
    }  # fmt: skip
    for name, seconds in steps.items():
        _say(f"  {name:32} {1000 * seconds / len(bodies):7.2f} ms a page   {seconds / whole:6.1%}")
    _say(f"claims of the articles, beside it   {1000 * claims / max(1, len(read)):7.2f} ms an article")


def _timed(act: Callable[[Any], Any], things: list[Any]) -> tuple[list[Any], float]:
    started = time.process_time()
    return [act(one) for one in things], time.process_time() - started


def _snapshot(body: bytes) -> Snapshot:
    url = "https://example.org/a"
    return Snapshot(sha256(body).hexdigest(), url, url, datetime.now(UTC), 200, "text/html", body)


def _article(body: bytes) -> Article | None:
    try:
        return article_of(_snapshot(body))
    except UnreadablePage:
        return None


def _tree(body: bytes) -> Any:
    try:
        return tree_of(_snapshot(body))
    except UnreadablePage:
        return None


def _library(fast: bool) -> Callable[[bytes], Any]:
    from trafilatura import extract

    return lambda body: extract(body, fast=fast, include_comments=False)


def _bytes(path: Path) -> bytes:
    body = path.read_bytes()
    return gzip.decompress(body) if path.suffix == ".gz" else body


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
