"""The main text of a page, by trafilatura: its fast way, and its thorough one where that finds little."""

from configparser import ConfigParser
from functools import lru_cache
from itertools import islice
from typing import Any

from tracker.collect.plain import folded

_THIN = 2_500  # Latin letters; where the fast way finds less, the thorough one often finds the rest
_HARDLY = 100  # Latin letters; where the thorough way finds less, it took a motto or a menu for the text
_WORTH_IT = 500  # Latin letters; what else a page has to show that is no wall and no error
_SEEN = ("p", "div", "h1", "span", "td", "li")


def main_text(tree: Any) -> str:
    """A line for each block, none empty; empty where there is none. tree: lxml's, left as it is."""
    settings = _settings(dense=_is_dense(tree))
    # The thorough way begins with the fast one: where little is to be expected, that need not be done twice.
    text = _extracted(tree, settings, fast=True) if _in_paragraphs(tree) >= _THIN else ""
    if weight(text) < _THIN:
        # The longer one is not always the better one, but the thorough way compares several by itself.
        text = _extracted(tree, settings, fast=False) or text
    if weight(text) < _HARDLY and _in_paragraphs(tree) >= _WORTH_IT:
        found = _extracted(tree, settings, fast=False, recall=True)
        text = found if weight(found) >= _WORTH_IT else text
    return text


def weight(text: str) -> int:
    """The length of a text in Latin letters; one of a Chinese, Japanese or Korean text says as much as three."""
    return len(text) + 2 * sum("\u2e80" <= character <= "\uffdc" for character in text)


def _extracted(tree: Any, settings: ConfigParser, *, fast: bool, recall: bool = False) -> str:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        tree, fast=fast, favor_recall=recall, include_comments=False, with_metadata=False, config=settings
    )
    lines = (folded(line) for line in ((found.text if found else None) or "").split("\n"))
    return "\n".join(line for line in lines if line)


def _in_paragraphs(tree: Any) -> int:
    """About how much text stands in paragraphs, counted no further than it matters."""
    found = 0
    for paragraph in tree.iter("p"):
        found += weight("".join(paragraph.itertext()))
        if found >= _THIN:
            break
    return found


def _is_dense(tree: Any) -> bool:
    start = "".join(islice(tree.itertext(*_SEEN), 200))
    return 2 * weight(start) > 3 * len(start)


@lru_cache(maxsize=2)
def _settings(*, dense: bool) -> ConfigParser:
    """trafilatura gives up, and takes the whole page, below 250 characters: in Chinese that is a whole article."""
    from trafilatura.settings import DEFAULT_CONFIG, use_config

    if not dense:
        return DEFAULT_CONFIG
    settings = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "80")
    return settings
