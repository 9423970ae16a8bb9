"""The date of current news that its own sentence does not give: the day of the lead, else the month of publication."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import cast

from tracker.extract.calendars import results_month
from tracker.extract.folding import Mark
from tracker.extract.hit import Hit
from tracker.extract.reading import Reading, Sentence
from tracker.extract.when import resolved

_LEAD = 3
_DAYS_OF_LEAD = 9
_TIMES_OF_A_LIVEBLOG = 3
_TIME = re.compile(r"^\W{0,3}\d{1,2}\s?[:.hH時시点]\s?\d{2}(?!\d)", re.MULTILINE)
_OURS = ("release.done", "release.announce", "licence.change", "licence.lift", "exception", "model", "venue")
_HEARSAY = ("modality.report", "modality.rumour", "modality.if", "other_model", "other_person")


def fallback_date(reading: Reading, in_results_call: bool = False) -> str | None:
    """The date of current news that states none: the lead's day, else its month, or only its year in a stale text."""
    published = reading.published
    if published is None:
        return None
    if not reading.is_fresh:
        return published[:4]
    if in_results_call:
        return news_day(reading) or results_month(published)
    return reading.linked_month or news_day(reading) or published[:7]


def day_of_headline(reading: Reading, group: Sequence[Hit]) -> str | None:
    """The day in the lead on which it did once more what the headline says: "Galactica withdrawn"; "withdrawn on Thursday"."""
    published = reading.published
    if published is None or len(published) < 10 or not reading.is_fresh:
        return None
    kinds = {hit.cue.kind for hit in group if hit.sentence.rank == 0}
    for one in reading.sentences if kinds else ():
        if 0 < one.rank <= _LEAD and one.has(*kinds) and not one.has("other", "other_model", "model"):
            days = _days(reading, one, published)
            if len(days) == 1 and len(one.dates) == 1:
                return days.pop()
    return None


def month_of_news(reading: Reading) -> str | None:
    """The month of what is about to happen: that of publication, whatever day the lead tells of."""
    published = reading.published
    return published[: 7 if reading.is_fresh else 4] if published else None


def news_day(reading: Reading) -> str | None:
    """The one day shortly before publication that the first sentences name; in a liveblog the day of publication."""
    memo = reading.sentences[0].memo
    if "news day" not in memo:
        memo["news day"] = _news_day(reading)
    return cast(str | None, memo["news day"])


def _news_day(reading: Reading) -> str | None:
    published = reading.published
    if published is None or len(published) < 10:
        return None
    if is_liveblog(reading):
        return published
    days = {day for one in reading.sentences if one.rank <= _LEAD for day in _days(reading, one, published)}
    if not days:  # then the only day in all of what tells of Meta's
        told = (one for one in reading.sentences if one.has(*_OURS))
        days = {day for one in told for day in _days(reading, one, published)}
    return days.pop() if len(days) == 1 else None


def is_liveblog(reading: Reading) -> bool:
    """Whether the text is a row of notes, each with the time of day in front: all of it is today's news."""
    memo = reading.sentences[0].memo
    if "live" not in memo:
        memo["live"] = len(_TIME.findall(reading.article.text)) >= _TIMES_OF_A_LIVEBLOG
    return bool(memo["live"])


def _days(reading: Reading, sentence: Sentence, published: str) -> set[str]:
    """The days within nine of publication that a sentence tells something of, other than hearsay or plans."""
    if sentence.role == "heading" or not sentence.dates:
        return set()
    until = date.fromisoformat(published)
    since = str(until - timedelta(days=_DAYS_OF_LEAD))
    found: set[str] = set()
    for when in sentence.dates:
        place = Mark("date", when.start, when.end)
        day = None if sentence.near(place, *_HEARSAY) else resolved(when, published)
        if day is not None and len(day) == 10 and since <= day <= published:
            found.add(day)
    return found
