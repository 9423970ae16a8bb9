"""Days in the body of a page: in elements made for them, nearest to the headline first, else in its words."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any

from tracker.collect.dating import By, Dated, dated
from tracker.collect.days import is_after
from tracker.collect.plain import folded, text_of_tree
from tracker.collect.written import days_written

_ITEMS = '//*[@itemprop="datePublished"]'
_PROPERTIES = "//*[@property][not(self::meta)]"
_NAMED = re.compile(r"datePublished|^schema:dateCreated$")
_SURE_TIME = re.compile(r"publish|entry-date|post-date")
_OF_A_DAY = re.compile(
    r"(?<!up)(?<!vali)(?<!candi)(?<!man)date(?!d|r)|datum|publish|posted|created|timestamp|fecha", re.IGNORECASE
)
_NOT_OF_PUBLISHING = re.compile(r"event|expire|update|modif", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"(?:^| )(?:[a-z]+[-_]+)*(?:comments?(?:[-_]{1,2}(?!open|closed|allowed|enabled|link|count)[a-z]+)*|kommentare?|disqus_thread)(?:$| )",
    re.IGNORECASE,
)
_COMMENTS = '//*[contains(@class, "omment") or contains(@id, "omment") or @id="disqus_thread"]'
_ELSEWHERE = re.compile(
    r"(?:^|[ _-])(?:related|teasers?|sidebar|widget|footer|recommended|popular|most-?read|archive|carousel|promo)(?:$|[ -])",
    re.IGNORECASE,
)
_MAIN = re.compile(r"(?:^|[ _-])main(?:$|[ -])", re.IGNORECASE)
_CHANGED = re.compile(
    r"updat|modif|changed|revis|aktualis|änder|stand\b|stand:|mis à jour|actualiz|atualiz|aggiorn|bijgewerkt|gewijzigd|uppdater|opdater"
    r"|oppdater|päivit|frissít|módos|aktuali[sz]|zmienion|ažurir|güncel|обновл|изменен|оновлен|更新|수정|تحديث|עודכן|cập nhật|diperbarui"
    r"|ενημ|अपडेट|อัปเดต",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|first published|release date|publication date|erschienen|veröffentlicht|publié|paru|publicado|publicada|pubblicato"
    r"|gepubliceerd|geplaatst|publicerad|publisert|udgivet|julkaistu|opublikowano|publikováno|megjelent|publicat|objavljeno"
    r"|опубликовано|опубліковано|публикувано|diterbitkan|đăng)\b|发布|發布|發佈|公開日|掲載|게시|등록|입력|פורסם|نشر|เผยแพร่",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"\)?[.:]? ?[-\u2013\u2014|:]|\)\.? ")  # Berlin, 3. Mai 2024 - Die Firma gab bekannt
_TO_ITS_DAY = 20  # characters
_ABOVE_IT = 3  # times as far: there stand other things, such as the day of today
_MOST = 40  # elements of a kind that are looked at
_LONGEST_LINE = 90  # characters
_WORDS_BESIDE = 9
_UNDER, _ABOVE = 600, 200  # characters
_NO_PLACE_FOR_A_DAY = (
    "head",
    "script",
    "style",
    "noscript",
    "footer",
    "aside",
    "nav",
    "template",
    "iframe",
    "blockquote",
)
_SHORTEST_TITLE = 8  # characters


def days_in_times(tree: Any, title: str, language: str | None) -> Iterator[Dated]:
    """The days that the elements made for it tell, best first; tree: lxml's, of the whole document."""
    headline = _headline(tree, title)
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
    yield from _told(_near(tree, found, _headline(tree, title)), "text", language)


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
        if _CHANGED.search(_before(element)) or (_CHANGED.search(text) and not shown):
            continue
        says = (element.get("datetime"), element.get("content"), element.get("title"))
        days = [*(day for said in says if said for day in dated(said, by, language)), *shown]
        if days:
            yield from days
            return


def _shown(text: str, by: By, language: str | None) -> Iterator[Dated]:
    """The first day in the text of an element that it does not call one of a change ("Published: … Updated: …")."""
    if _CHANGED.search(text) is None:
        yield from dated(text, by, language)
        return
    for start, _, day in days_written(text, language):
        if _CHANGED.search(text[:start][-_TO_ITS_DAY:]) is None:
            yield Dated(day, by)
            return


def _text_of(element: Any) -> str:
    """Its text; of a long one, enough of it to see that."""
    pieces, length = [], 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece.strip())
        if length > 2 * _LONGEST_LINE:
            break
    return folded("".join(pieces))


def _before(element: Any) -> str:
    """The words just before an element, and its class where that says nothing of publishing."""
    before, parent = element.getprevious(), element.getparent()
    words = (parent.text or "") if before is None and parent is not None else ""
    if before is not None:
        words = "".join(before.itertext())[-40:] + (before.tail or "")
    return folded(words)[-40:] + ("" if _is_of_days(element.get("class")) else f" {element.get('class')}")


def _headline(tree: Any, title: str) -> Any:
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
        name = _name(one)
        if _OF_OTHERS.search(name):
            return -1
        sheltered = sheltered or _MAIN.search(name) is not None  # the main part of what is called a sidebar, say
        elsewhere = elsewhere or _is_elsewhere(one) or (not sheltered and _ELSEWHERE.search(name) is not None)
    return 0


def _name(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _is_elsewhere(element: Any) -> bool:
    if element.tag == "footer" or (element.tag == "aside" and next(element.iter("time"), None) is None):
        return not any(up.tag == "article" for up in element.iterancestors())
    return element.tag in ("aside", "nav", "form", "blockquote")


def told_by(tree: Any, title: str, language: str | None, limit: date, within: str = "") -> Dated | None:
    """The day that the words of a page tell, where nothing else does; tree: lxml's, left as it is.

    First the day nearest to the headline, then one that is called the day of publication, then the only one of the month
    or year `within`, if that is known, then, over the whole page, what htmldate makes of it.
    """
    from htmldate import find_date

    body = tree if tree.tag == "body" else tree.find(".//body")
    if body is None:
        return None
    copy = deepcopy(body)
    comments = (element for element in copy.xpath(_COMMENTS) if _OF_OTHERS.search(_name(element)))
    for element in [*copy.iter(*_NO_PLACE_FOR_A_DAY), *comments]:
        if element.getparent() is not None:
            element.drop_tree()
    headline = _headline(copy, title)
    headlines = [title, "" if headline is None else folded("".join(headline.itertext()))]
    lines = text_of_tree(copy).split("\n")
    beside = _beside(lines, headlines, language, limit.isoformat()) or _labelled(lines, language, limit.isoformat())
    if within and not (beside or "").startswith(within):
        beside = _only(lines, language, within)
    if beside is not None:
        return Dated(beside, "text")
    day = find_date(copy, extensive_search=True, original_date=True, max_date=limit.isoformat())
    # A year alone comes out as its first day.
    if day is None or day.endswith("-01-01"):
        return None
    return Dated(day, "text")


def _beside(lines: list[str], headlines: list[str], language: str | None, limit: str) -> str | None:
    """The first believable day that is written by itself under a headline, else just above it."""
    for headline in headlines:
        at = next((n for n, line in enumerate(lines) if headline and headline in line), None)
        if at is None:
            continue
        rest = lines[at].partition(headline)[2]
        for part in (_up_to(_UNDER, [rest, *lines[at + 1 :]]), _up_to(_ABOVE, lines[:at][::-1])):
            for line in part:
                day = _by_itself(line, language)
                if day is not None and not is_after(day, limit):
                    return day
    return None


def _labelled(lines: list[str], language: str | None, limit: str) -> str | None:
    """The first day that a line calls the one of publication."""
    for line in lines:
        label = _PUBLISHED.search(line) if len(line) <= 2 * _LONGEST_LINE else None
        if label is not None:
            for start, _, day in days_written(line, language):
                if 0 <= start - label.end() <= _TO_ITS_DAY and not is_after(day, limit):
                    return day
    return None


def _only(lines: list[str], language: str | None, within: str) -> str | None:
    """The one day that lines tell of a month or year; None where they tell several, or none."""
    days = {day for line in lines for *_, day in days_written(line, language) if day.startswith(within)}
    return days.pop() if len(days) == 1 else None


def _up_to(most: int, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if most <= 0:
            return
        most -= len(line)
        yield line


def _by_itself(line: str, language: str | None) -> str | None:
    """The day of a line that says little else, or that starts with it."""
    for start, end, day in days_written(line[: 4 * _LONGEST_LINE], language):
        before, after = line[:start], line[end:]
        if _CHANGED.search(before[-40:]):
            continue
        if (
            start <= 2
            or (_words(before) <= 2 and _DATELINE.match(after))
            or (len(line) <= _LONGEST_LINE and max(map(_words, (before, after))) <= _WORDS_BESIDE)
        ):
            return day
    return None


def _words(text: str) -> int:
    return len(text.split())
