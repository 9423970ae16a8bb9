"""Days in the elements of a page that are made for them, nearest to the headline first."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from tracker.collect.dating import By, Dated, dated
from tracker.collect.plain import folded
from tracker.collect.written import days_written

_ITEMS = '//*[@itemprop="datePublished"]'
_PROPERTIES = "//*[@property][not(self::meta)]"
_NAMED = re.compile(r"datePublished|^schema:dateCreated$")
_SURE_TIME = re.compile(r"publish|entry-date|post-date")
_OF_A_DAY = re.compile(
    r"(?<!up)(?<!vali)(?<!candi)(?<!man)date(?!d|r)|datum|publish|posted|created|timestamp|timedata|fecha",
    re.IGNORECASE,
)
_NOT_OF_PUBLISHING = re.compile(r"event|expire|update|modif|join|regist|member|birth", re.IGNORECASE)
OF_OTHERS = re.compile(
    r"(?:^| )(?:[a-z]+[-_]+)*(?:comments?(?:[-_]{1,2}(?!open|closed|allowed|enabled|link|count)[a-z]+)*|kommentare?|disqus_thread)(?:$| )",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?:^|[ _-])(?:related|teasers?|sidebar|widget|footer|recommended|popular|most-?read|archive|carousel|promo)(?:$|[ -])",
    re.IGNORECASE,
)
_MAIN = re.compile(r"(?:^|[ _-])main(?:$|[ -])", re.IGNORECASE)
CHANGED = re.compile(
    r"updat|modif|changed|revis|aktualis|änder|stand\b|stand:|mis à jour|actualiz|atualiz|aggiorn|bijgewerkt|gewijzigd|uppdater|opdater"
    r"|oppdater|päivit|frissít|módos|aktuali[sz]|zmienion|ažurir|güncel|обновл|изменен|оновлен|更新|수정|تحديث|עודכן|cập nhật|diperbarui"
    r"|ενημ|अपडेट|อัปเดต",
    re.IGNORECASE,
)
TO_ITS_DAY = 20  # characters
_ABOVE_IT = 3  # times as far: there stand other things, such as the day of today
_MOST = 40  # elements of a kind that are looked at
LONGEST_LINE = 90  # characters
_SHORTEST_TITLE = 8  # characters


def days_in_times(tree: Any, title: str, language: str | None) -> Iterator[Dated]:
    """The days that the elements made for it tell, best first; tree: lxml's, of the whole document."""
    headline = headline_of(tree, title)
    times = [element for element in islice(tree.iter("time"), _MOST) if _text_of(element)]
    named = [element for element in tree.xpath(_PROPERTIES) if _NAMED.search(element.get("property"))]
    sure = [one for one in times if one.get("pubdate") is not None or _SURE_TIME.search(one.get("class") or "")]
    for kind in (tree.xpath(_ITEMS)[:_MOST], named[:_MOST], sure):
        yield from _told(_near(tree, kind, headline, surely=True), "time", language)
    yield from _told(_near(tree, times, headline), "time", language)


def days_in_bylines(tree: Any, title: str, language: str | None) -> Iterator[Dated]:
    """The day that elements tell whose class says that they tell days."""
    body = tree.find(".//body")
    classed = (one for one in (tree if body is None else body).iter() if _is_of_days(one.get("class")))
    found = [one for one in islice(classed, _MOST) if one.tag != "time"]
    yield from _told(_near(tree, found, headline_of(tree, title)), "text", language)


@lru_cache(maxsize=4_096)
def _is_of_days(sorts: str | None) -> bool:
    """Whether the classes of an element say that it tells a day, and not only one of a change."""
    told = (sort for sort in (sorts or "").split() if _NOT_OF_PUBLISHING.search(sort) is None)
    return any(_OF_A_DAY.search(sort) for sort in told)


def _told(elements: Iterable[Any], by: By, language: str | None) -> Iterator[Dated]:
    """What the first of the elements says that says a day, for machines and then for readers."""
    for element in elements:
        text = _text_of(element)
        shown = list(_shown(text, by, language))
        if CHANGED.search(_before(element)) or (CHANGED.search(text) and not shown):
            continue
        says = (element.get("datetime"), element.get("content"), element.get("title"))
        days = [*(day for said in says if said for day in dated(said, by, language)), *shown]
        if days:
            yield from days
            return


def _shown(text: str, by: By, language: str | None) -> Iterator[Dated]:
    """The first day in the text of an element that it does not call one of a change ("Published: … Updated: …")."""
    if CHANGED.search(text) is None:
        yield from dated(text, by, language)
        return
    for start, _, day in days_written(text, language):
        if CHANGED.search(text[:start][-TO_ITS_DAY:]) is None:
            yield Dated(day, by)
            return


def _text_of(element: Any) -> str:
    """Its text; of a long one, enough of it to see that."""
    pieces, length = [], 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece.strip())
        if length > 2 * LONGEST_LINE:
            break
    return folded("".join(pieces))


def _before(element: Any) -> str:
    """The words just before an element, and its class where that says nothing of publishing."""
    before, parent = element.getprevious(), element.getparent()
    words = (parent.text or "") if before is None and parent is not None else ""
    if before is not None:
        words = "".join(before.itertext())[-40:] + (before.tail or "")
    return folded(words)[-40:] + ("" if _is_of_days(element.get("class")) else f" {element.get('class')}")


def headline_of(tree: Any, title: str) -> Any:
    """The heading that says the title, wholly or mostly, else the first of the first rank; None without one."""
    first, best, most = None, None, 0.5
    words = set(title.split())
    for heading in islice(tree.iter("h1", "h2"), _MOST):
        text = folded("".join(heading.itertext()))
        if not text:
            continue
        if len(text) >= _SHORTEST_TITLE and (text in title or title in text):
            return heading
        said = set(text.split())
        if len(said & words) / len(said) > most and len(said & words) > 2:
            best, most = heading, len(said & words) / len(said)
        first = heading if first is None and heading.tag == "h1" else first
    return first if best is None else best


def _near(tree: Any, elements: Iterable[Any], headline: Any, *, surely: bool = False) -> list[Any]:
    """Those that belong to what is under the headline, nearest first. surely: also those of which nobody can say."""
    around = set() if headline is None else {headline, *headline.iterancestors()}
    near = [element for element in elements if _belonging(element, around) >= (0 if surely else 1)]
    if len(near) < 2 or headline is None:
        return near
    wanted = {headline, *near}
    places = {element: at for at, element in enumerate(tree.iter()) if element in wanted}
    zero = places.get(headline, 0)
    return sorted(near, key=lambda one: places[one] - zero if places[one] > zero else _ABOVE_IT * (zero - places[one]))


def _belonging(element: Any, around: set[Any]) -> int:
    """1 for an element of what is under the headline, 0 where nobody can say, -1 for one of somebody's comment.

    around: the headline and all that holds it.
    """
    inside = elsewhere = sheltered = False
    for one in (element, *element.iterancestors()):
        inside = inside or one.tag in ("article", "main")
        if one in around or one.tag == "body":
            return int(not elsewhere and (inside or one.tag != "body"))
        name = name_of(one)
        if OF_OTHERS.search(name):
            return -1
        sheltered = sheltered or _MAIN.search(name) is not None  # the main part of what is called a sidebar, say
        elsewhere = elsewhere or _is_elsewhere(one) or (not sheltered and _ELSEWHERE.search(name) is not None)
    return 0


def name_of(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _is_elsewhere(element: Any) -> bool:
    if element.tag == "footer" or (element.tag == "aside" and next(element.iter("time"), None) is None):
        return not any(up.tag == "article" for up in element.iterancestors())
    return element.tag in ("aside", "nav", "form", "blockquote")
