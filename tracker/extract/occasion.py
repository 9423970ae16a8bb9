"""When a statement was made: as its sentence says, or the conversation that it is part of, or the launch that it came with."""

from collections.abc import Iterable, Sequence
from datetime import date

from tracker.extract.discourse import distance
from tracker.extract.folding import Mark
from tracker.extract.hit import COMING, Hit, base_of
from tracker.extract.interview import Interview, interview_in, is_answer
from tracker.extract.newsday import fallback_date, month_of_news
from tracker.extract.reading import Reading, Sentence, Talk
from tracker.extract.releasedate import refined
from tracker.extract.scene import entry_over
from tracker.extract.when import is_before, is_of_these_days, resolved

_DATE_REACHES, _ONLY_DATE = 90, 220
_SCENE_REACHES, _SHORT_SCENE = 3, 120
_TELLING = ("model", "other", "other_model", "other_person", "release.done", "release.announce", "release.withdraw")
_DAYS_OF_LAUNCH = 13  # later, what is said on it is said by itself
_DAYS_TO_PRINT = 60
_SAID_NEAR = 2
_LEAD = 3


def stated_date(reading: Reading, sentence: Sentence, verb: Mark | None) -> str | None:
    """The date beside the verb or the venue; what is promised for later is no date of the statement."""
    base = reading.published if reading.is_fresh else None
    anchors = [*([verb] if verb else []), *sentence.all("venue")]
    for when in sentence.dates:
        mark = Mark("date", when.start, when.end)
        value = None if when.is_season else resolved(when, base)
        if value is None or (reading.published is not None and is_before(reading.published, value)):
            continue
        is_full = when.is_complete or when.anchor is not None or when.day is not None
        reach = _ONLY_DATE if len(sentence.dates) == 1 and is_full else _DATE_REACHES
        if not anchors or min(distance(sentence, mark, anchor) for anchor in anchors) <= reach:
            return refined(reading, sentence, value, reach=sentence.end - sentence.start)
    return None


def day_of_scene(reading: Reading, sentence: Sentence) -> str | None:
    """The day in a short sentence before in the same paragraph, about nothing else: "On Wednesday he spoke again. ..."."""
    for earlier in reversed(reading.sentences[max(0, sentence.index - _SCENE_REACHES) : sentence.index]):
        if earlier.line != sentence.line or earlier.has(*_TELLING):
            return None
        days = {day for when in earlier.dates if (day := resolved(when, base_of(reading, when)))}
        if len(days) == 1 and earlier.end - earlier.start <= _SHORT_SCENE:
            day = days.pop()
            return day if len(day) == len("2025-07-30") else None
        if earlier.dates:
            return None
    return None


def talked_on(reading: Reading, talk: Interview) -> str | None:
    """The date of a conversation that the sentences around it give; that since when somebody is in office is none,
    nor is that of the release that they are asked about."""
    for index in talk.frame:
        sentence = reading.sentences[index]
        if sentence.has("date.since") or (sentence.has("model") and not sentence.has("venue")):
            continue
        for when in sentence.dates:
            day = resolved(when, base_of(reading, when)) if when.shift != ("day", 0) else None
            if day is not None and len(day) >= len("2024-11") and _is_shortly_before(day, reading.published):
                return day
    return None


def place_talk(reading: Reading) -> None:
    """Note where in the text a conversation stands, and when it was held: what is told there is dated from that day."""
    talk = interview_in(reading)
    day = talked_on(reading, talk) if talk is not None else None
    if talk is not None and day is not None and len(day) == len("2024-11-05"):
        first, last = reading.sentences[min(talk.answers)], reading.sentences[max(talk.answers)]
        asked = max(
            (one.end for one in reading.sentences if one.index in talk.frame and one.end < first.start), default=0
        )
        reading.talk = Talk(asked, last.end, day)


def _is_shortly_before(day: str, published: str | None) -> bool:
    """Whether a month or day lies within the weeks in which a conversation comes into print, where that is known."""
    if published is None or len(published) < len(day):
        return True
    if len(day) < len("2024-11-05"):
        return day == published[:7]
    return 0 <= (date.fromisoformat(published) - date.fromisoformat(day)).days <= _DAYS_TO_PRINT


def said_on(
    reading: Reading,
    sentences: Sequence[Sentence],
    told: Iterable[Hit],
    launched_on: str | None,
    near: str | None,
    speaker: str,
) -> str | None:
    """The date of what is said in sentences that give none.

    told: releases, with one of which it may have come; near: when the speaker spoke in a sentence near by
    """
    if any(is_answer(reading, sentence) for sentence in sentences):
        return month_of_news(reading)
    if sentences[0].rank == 0 and (talk := interview_in(reading)) is not None:
        return talked_on(reading, talk) or month_of_news(reading)  # the headline quotes the conversation
    if near is not None and _is_of_launch(near, reading.published):
        return near
    done = [hit for hit in told if hit.status not in COMING and not hit.weak]
    beside = {hit.when for hit in done if hit.sentence in sentences and hit.when}
    if len(beside) == 1:
        return beside.pop()
    if (entry := entry_over(reading, sentences[0])) is not None:
        return entry
    if min(sentence.rank for sentence in sentences) <= _LEAD and (day := _day_of_speech(reading, speaker)):
        return day
    if launched_on is not None and _is_of_launch(launched_on, reading.published):
        return launched_on
    return fallback_date(reading)


def _day_of_speech(reading: Reading, speaker: str) -> str | None:
    """The day of these that the lead gives to a word of a speaker's, named or not: "told the BBC on Wednesday that ..."."""
    for one in reading.sentences[: _LEAD + 2]:
        others = {person.value for person in one.all("person")} - {speaker}
        if not 0 < one.rank <= _LEAD or not one.dates or others or one.has("other_person"):
            continue
        for verb in one.all("policy.say", "policy.think"):
            if not one.near(verb, "person", "policy.voice", "staff.post"):
                continue
            days = {
                day
                for when in one.dates
                if (day := resolved(when, base_of(reading, when)))
                and is_of_these_days(day, reading.published)
                and not _is_of_release(one, verb, Mark("date", when.start, when.end))
            }
            if len(days) == 1:
                return days.pop()
    return None


def _is_of_release(sentence: Sentence, verb: Mark, place: Mark) -> bool:
    """Whether a date stands nearer to a word of release than to a verb of speech."""
    far = distance(sentence, verb, place)
    return any(distance(sentence, one, place) < far for one in sentence.all("release.done", "release.announce"))


def said_near(days: Iterable[tuple[int, str, str]], at: int, speaker: str) -> str | None:
    """The date nearest to sentence `at` on which a speaker spoke, of (sentence, speaker, date)."""
    own = [(abs(index - at), day) for index, name, day in days if name == speaker and len(day) == len("2024-11-05")]
    near = [one for one in own if one[0] <= _SAID_NEAR]
    return min(near)[1] if near else None


def _is_of_launch(launched_on: str, published: str | None) -> bool:
    """Whether a launch is so fresh that what is said beside it was said at it."""
    if published is None or len(launched_on) < len("2024-11") or len(published) < len("2024-11"):
        return True
    if len(published) < len("2024-11-05") or len(launched_on) < len("2024-11-05"):
        return launched_on[:7] == published[:7]
    return (date.fromisoformat(published) - date.fromisoformat(launched_on)).days <= _DAYS_OF_LAUNCH


def results_date(reading: Reading) -> str | None:
    """The month of a call on results that the article reports: what else is said around it is as old."""
    return fallback_date(reading, in_results_call=True)
