"""What a source's hints say of its pages, by CSS selectors; selectors that find nothing leave the general rules."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from functools import lru_cache
from typing import Any

from tracker.collect.dating import Dated
from tracker.collect.days import day_of
from tracker.collect.metadata import Metadata
from tracker.collect.plain import folded, text_of_tree
from tracker.records import Hints


def within(tree: Any, hints: Hints) -> str | None:
    """The text of the elements that the hints name as the main text; None without such a hint, or where it fails."""
    if hints.text is None:
        return None
    tree = applied(tree, hints)
    found = "\n".join(text for element in _found(tree, hints.text) if (text := text_of_tree(element)))
    return found or None


def applied(tree: Any, hints: Hints) -> Any:
    """The tree without what the hints say is no part of the text: a copy, or the tree itself if there is no hint."""
    if hints.without is None:
        return tree
    copy = deepcopy(tree)
    for element in list(_found(copy, hints.without)):
        if element.getparent() is not None:
            element.drop_tree()
    return copy


def hinted(found: Metadata, tree: Any, hints: Hints) -> Metadata:
    """The metadata, with what the hints find in place of what the markup says."""
    title, author = _line(tree, hints.title), _line(tree, hints.author)
    day = next(_days(tree, hints.day), None)
    if day is not None:
        found = replace(found, days=(day, *found.days))
    return replace(found, title=title or found.title, author=author or found.author)


def _days(tree: Any, selector: str | None) -> Iterator[Dated]:
    for element in _found(tree, selector):
        for said in (element.get("datetime"), element.get("content"), folded("".join(element.itertext()))):
            day = day_of(said) if said else None
            if day is not None:
                yield Dated(day, "hint")


def _line(tree: Any, selector: str | None) -> str | None:
    return next((line for element in _found(tree, selector) if (line := folded("".join(element.itertext())))), None)


def _found(tree: Any, selector: str | None) -> Iterator[Any]:
    yield from tree.xpath(_xpath(selector)) if selector else ()


@lru_cache(maxsize=256)
def _xpath(selector: str) -> str:
    from cssselect import HTMLTranslator

    return HTMLTranslator().css_to_xpath(selector)
