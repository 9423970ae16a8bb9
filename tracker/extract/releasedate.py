"""Which of a sentence's dates is that of a release, where it tells of several things, or of who said so when."""

from collections.abc import Sequence

from tracker.extract.discourse import distance
from tracker.extract.folding import Mark
from tracker.extract.hit import COMING, base_of
from tracker.extract.passing import by_closeness, stands_beside
from tracker.extract.reading import Reading, Sentence
from tracker.extract.when import When, fullest, is_before, is_of_these_days, resolved
from tracker.records import ReleaseStatus

CUES = (
    "release.leak",
    "release.withdraw",
    "release.delay",
    "release.done",
    "release.announce",
    "release.noun",
    "release.offer",
)
_ALONE, _CLAUSE = 4, 60
_BESIDE = 6  # characters between a date and one that tells it more fully
_MONTHS_AHEAD = 10
_MONTHS_NEARER = 6
_RIGHT_BEHIND = 3  # "cuma gününden itibaren"
_FROM_REACHES = 5
_SINCE_REACHES = 12  # "from Friday, 13 March"
_OPENS = 3  # a quotation mark, a dash


def _is_of_saying(sentence: Sentence, cue: Mark, place: Mark, when: When, status: ReleaseStatus) -> bool:
    """Whether a date says when something was said, and not when it was done: "confirmed on Thursday that it will"."""
    said = sentence.near(place, "policy.say", "modality.report")
    if said and not when.is_complete and not sentence.near(place, *CUES) and sentence.has(*CUES):
        return True
    far = distance(sentence, cue, place)
    if status in COMING and (when.weekday or (when.shift and when.shift[0] == "day")):
        said = [*said, *(one for one in sentence.near(place, "release.announce", "policy.think") if one != cue)]
        if any(_stands_before(sentence, one, place) for one in sentence.all("policy.say", "modality.report")):
            return True
        return any(distance(sentence, one, place) < far for one in said)
    return any(distance(sentence, one, place) < far for one in sentence.near(place, "policy.think")) and not when.month


def _stands_before(sentence: Sentence, verb: Mark, place: Mark) -> bool:
    """Whether a verb stands in the clause before a date that is a clause by itself: "said, on Thursday, that"."""
    at = sentence.clause(place.start)
    return sentence.clause(verb.start) == at - 1 and not sentence.near(place, "meta", "model", *CUES)


def own_date(
    reading: Reading, sentence: Sentence, cue: Mark, thing: Mark, status: ReleaseStatus, is_one_of_several: bool
) -> str | None:
    """The date right beside one of several models, or alone in its clause: "Llama 3 in April and Llama 3.1 in July".

    is_one_of_several: whether the cue is told of other models too, and not of this one alone
    """
    for when in by_closeness(reading, sentence, thing) if is_one_of_several else ():
        if stands_beside(reading, thing, when):
            return resolved(when, base_of(reading, when), status in COMING)
    if (turn := told_in_turn(reading, sentence, thing)) is not None:
        return resolved(turn, base_of(reading, turn), status in COMING)
    at = sentence.clause(thing.start)
    if is_one_of_several and at != sentence.clause(cue.start):
        dates = [when for when in sentence.dates if not _is_former(sentence, when, status)]
        dates = [when for when in dates if not is_too_far(reading, when, status)]
        inside = [when for when in dates if sentence.clause(when.start) == at]
        inside = inside or [when for when in dates if _is_alone(sentence, when, at - 1)]
        if len(inside) == 1:
            return resolved(inside[0], base_of(reading, inside[0]), status in COMING)
    return None


def _is_alone(sentence: Sentence, when: When, clause: int) -> bool:
    """Whether a date is all of a clause."""
    if sentence.clause(when.start) != clause or clause >= len(sentence.breaks):
        return False
    begin = sentence.breaks[clause - 1] if clause else sentence.start
    return sentence.breaks[clause] - begin <= when.end - when.start + _ALONE


def _turned_away(reading: Reading, sentence: Sentence, cue: Mark, when: When) -> int:
    """How much farther a date is from a cue than characters tell, where it is told of what follows.

    So is a date that is a clause by itself ("...; three months later, ..."), and each where verbs come last.
    """
    clause = sentence.clause(when.start)
    if _is_alone(sentence, when, clause):
        if sentence.clause(cue.start) == clause + 1:
            return -_CLAUSE
        if cue.start < when.start:
            return _CLAUSE
    if reading.lexicon.agents and cue.start < when.start:
        return _CLAUSE
    return 0


def _delayed_at(sentence: Sentence) -> int | None:
    """Where a sentence tells of a delay, or None: what was planned before it is the plan no more."""
    delays = sentence.all("release.delay")
    return min(one.start for one in delays) if delays else None


def _is_former(sentence: Sentence, when: When, status: ReleaseStatus) -> bool:
    """Whether a date of what is planned is told as what was once planned: "originally due in April"."""
    if status not in COMING or not sentence.has("date.former"):
        return False
    near = sentence.near(Mark("date", when.start, when.end), "date.former")
    return any(0 <= when.start - one.end <= _CLAUSE for one in near)


def told_in_turn(reading: Reading, sentence: Sentence, thing: Mark) -> When | None:
    """The date of a model in a sentence that tells of several, each with its date, all before it or all behind it."""
    names = [name for name in sentence.all("model") if name.start < name.end]
    if len(sentence.dates) < 2 or len({name.value for name in names}) < 2:
        return None
    row = _alternating(reading, [*names, *sentence.dates])
    dates, marks = [one for one in row if isinstance(one, When)], [one for one in row if isinstance(one, Mark)]
    kinds = "".join("d" if isinstance(one, When) else "m" for one in row)
    in_turn = kinds == "mddm" or kinds in ("md" * len(marks), "dm" * len(marks))
    if not in_turn or len({name.value for name in marks}) < len(marks):
        return None
    return next((when for when, name in zip(dates, marks, strict=True) if name.value == thing.value), None)


def _alternating(reading: Reading, told: Sequence[Mark | When]) -> list[Mark | When]:
    """Models and dates in their order, each once; of dates that agree beside each other the fullest, and no vague last one."""
    row: list[Mark | When] = []
    for one in sorted(told, key=lambda one: one.start):
        last = row[-1] if row else None
        if isinstance(one, Mark) and isinstance(last, Mark) and one.value == last.value:
            continue
        if isinstance(one, When) and isinstance(last, When):
            day, before = (resolved(when, base_of(reading, when)) or "" for when in (one, last))
            if day.startswith(before):
                row[-1] = one
                continue
            if before.startswith(day):
                continue
        row.append(one)
    if len(row) > 4 and isinstance(row[0], When) and isinstance(row[-1], When):
        day, vague = (resolved(when, base_of(reading, when)) or "" for when in (row[0], row[-1]))
        if len(vague) < len(day) and day.startswith(vague):
            row.pop()
    return row


def date_of(
    reading: Reading, sentence: Sentence, cue: Mark, status: ReleaseStatus, thing: Mark | None = None
) -> tuple[str | None, str | None]:
    """The date that a sentence gives to a cue; and about when that is, if it says "early 2023" or so, else the same.

    thing: the model that it is told of, where it is known
    """
    cues = sentence.all(*CUES) or (cue,)
    if thing is not None and (turn := told_in_turn(reading, sentence, thing)) is not None:
        day = resolved(turn, base_of(reading, turn), status in COMING)
        return day, day
    if (
        end := next((when for when in sentence.dates if _ends_ahead(reading, sentence, when, status)), None)
    ) is not None:
        day = resolved(end, base_of(reading, end), future=True)
        return day, day
    best: tuple[int, str, str] | None = None
    full = any(when.year and when.day for when in sentence.dates)
    until = _delayed_at(sentence) if status in COMING else None
    slack = 25 if len({name.value for name in sentence.all("model")}) < 2 else 0
    for when in sentence.dates:
        place = Mark("date", when.start, when.end)
        if full and when.weekday and not when.shift:
            continue  # "5 April 2025: Llama 4, on a Saturday"
        if _is_of_saying(sentence, cue, place, when, status):
            continue
        if _is_former(sentence, when, status) or is_too_far(reading, when, status):
            continue
        if until is not None and sentence.clause(when.start) < sentence.clause(until):
            continue  # "planned for April, it has slipped to June"
        apart = {
            one: distance(sentence, one, place) + _turned_away(reading, sentence, one, when) for one in {*cues, cue}
        }
        nearest = min(cues, key=lambda other: apart[other])
        far = apart[cue]
        if until is None and nearest != cue and nearest.kind != "release.noun" and apart[nearest] + slack < far:
            continue
        value = resolved(when, base_of(reading, when), status in COMING)
        if value is not None and _is_gone(reading, value, status):
            continue
        if value is not None and (best is None or far - 12 * len(value) < best[0]):
            best = (
                far - 12 * len(value),
                value,
                f"{value}-{when.about:02}" if when.about and len(value) == 4 else value,
            )
    return (refined(reading, sentence, best[1]), best[2]) if best else (None, None)


def _is_gone(reading: Reading, value: str, status: ReleaseStatus) -> bool:
    """Whether a date is over and so none of a plan: "said last month that it would come early in 2025"."""
    planned = status in COMING and reading.published is not None and reading.is_fresh
    return planned and is_before(value, reading.published or value)


def is_too_far(reading: Reading, when: When, status: ReleaseStatus) -> bool:
    """Whether a month without a year lies so far ahead that a plan is hardly for then: in May, "in April" is last month."""
    stated = when.year or when.shift or when.solar or not when.month or when.anchor
    if status not in COMING or stated or not reading.published or len(reading.published) < 7:
        return False
    return (when.month - int(reading.published[5:7])) % 12 >= _MONTHS_AHEAD if when.month else False


def is_ahead(reading: Reading, sentence: Sentence, when: When) -> bool:
    """Whether a month or season without a year is that of a plan: "will be given out in December, under Apache 2.0"."""
    is_open = when.month is not None or when.is_season
    if not is_open or when.day is not None or is_too_far(reading, when, "planned"):
        return False
    if is_since(sentence, when):  # "from May, firms will pay for it, said Meta"
        return sentence.has("modality.plan") and not sentence.has("modality.past")
    place = Mark("date", when.start, when.end)
    said = sentence.near(place, "policy.say", "policy.think", "release.announce")
    return bool(sentence.near(place, "modality.plan")) and not said


def _ends_ahead(reading: Reading, sentence: Sentence, when: When, status: ReleaseStatus) -> bool:
    """Whether an end that was told these days is one to come, as the next such day lies nearer than the last: "said on
    Wednesday that it will be closed on 30 June"."""
    published = reading.published or ""
    stated = when.year or when.shift or when.solar or not when.month
    if status != "withdrawn" or stated or len(published) < len("2024-07-23"):
        return False
    months = ((when.month or 0) - int(published[5:7])) % 12
    ahead = 0 < months <= _MONTHS_NEARER or (months == 0 and (when.day or 0) > int(published[8:10]))
    days = (resolved(one, base_of(reading, one)) for one in sentence.dates if one is not when)
    return ahead and any(day and is_of_these_days(day, published) for day in days)


def is_since(sentence: Sentence, when: When) -> bool:
    """Whether a word for "since" or "from" stands before a date, or right behind it."""
    return any(
        when.start - when.end <= when.start - one.end <= _SINCE_REACHES
        or 0 <= one.start - when.end <= 3
        or one.start < when.end <= one.end  # "6월 1일부터"
        for one in sentence.all("date.since", "date.from")
    )


def _is_from(sentence: Sentence, when: When) -> bool:
    """Whether a word that looks ahead stands right before a date: "as of Friday", and not "since Friday"."""
    return any(
        0 <= when.start - one.end <= _FROM_REACHES or 0 <= one.start - when.end <= _RIGHT_BEHIND
        for one in sentence.all("date.from")
    )


def _opens(sentence: Sentence, when: When) -> bool:
    """Whether a sentence opens with the month from which on something holds: "Ab August bleiben", "From August, users"."""
    return any(
        one.start - sentence.start <= _OPENS and 0 <= when.start - one.end <= _SINCE_REACHES
        for one in sentence.all("date.from")
    )


def begins_ahead(reading: Reading, sentence: Sentence, when: When) -> bool:
    """Whether a day without a year from which something is to hold is the next such day, which lies nearer than the last."""
    published = reading.published or ""
    if when.weekday is not None and when.month is None and not when.shift and not when.is_last:
        coming = _is_from(sentence, when) or (is_since(sentence, when) and sentence.has("modality.plan"))
        return coming and not sentence.has("modality.past")  # "from Friday"
    if when.month is None or when.year or when.shift or when.solar or len(published) < 10:
        return False
    months = (when.month - int(published[5:7])) % 12
    if when.day is None:
        return 0 < months <= _MONTHS_NEARER and _opens(sentence, when) and not sentence.has("modality.past")
    nearer = 0 < months <= _MONTHS_NEARER or (months == 0 and when.day > int(published[8:10]))
    return nearer and (is_since(sentence, when) or sentence.has("modality.plan")) and not sentence.has("modality.past")


def refined(reading: Reading, sentence: Sentence, value: str, reach: int = _BESIDE) -> str:
    """The date, or the one fuller one that lies in it and stands so near it: "two weeks ago, on 19 November"."""
    if len(sentence.dates) < 2:
        return value
    told = [(when, day) for when in sentence.dates if (day := resolved(when, base_of(reading, when)))]
    places = [when for when, day in told if day == value]
    near = (
        day
        for when, day in told
        for place in places
        if -_BESIDE <= when.start - place.end <= reach or -_BESIDE <= place.start - when.end <= reach
    )
    return fullest(value, near)
