"""Statements: what Meta, or somebody speaking for it, says about openness of AI and about rules for AI."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.extract.dates import is_before, resolved
from tracker.extract.discourse import Context, distance, is_oblique, unknown_people
from tracker.extract.folding import Mark
from tracker.extract.reading import LEAD_SENTENCES, Reading, Sentence
from tracker.extract.release import days_of_news_before, fallback_date
from tracker.records import Claim, Stance
from tracker.vocabulary import vocabulary

_VERBS = ("policy.say", "policy.think", "policy.promise", "policy.refuse", "policy.keep")
_RESULTS_CALLS = frozenset({"earnings call", "investor call"})
_CHIEF = "Mark Zuckerberg"
_SPEAKERS = ("person", "meta", "other", "other_person", "role.outsider", "policy.role")


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence in which somebody of Meta's takes a position.

    leans: how far it is for openness (keep), for a choice (careful) and against (closed), counted in cues
    """

    speaker: str
    venue: str | None
    topic: Literal["openness", "regulation"]
    sentence: Sentence
    verb: Mark | None
    leans: Mapping[str, int]
    when: str | None
    background: bool
    due: str | None
    weight: float


def policy_claims(reading: Reading, before: Sequence[Context], launched_on: str | None) -> list[Claim]:
    """The positions that an article reports, one claim for each speaker and occasion.

    launched_on: date of the release that the article is about; what is said at a launch is said that day
    """
    occasions = _occasions(_points(reading, before))
    shared = _shared_date(reading, occasions)
    return [_claim(reading, points, shared, launched_on) for points in occasions]


def _points(reading: Reading, before: Sequence[Context]) -> Iterator[Point]:
    """The sentences that count, in order; a venue holds until the same speaker is met at another one."""
    venues: dict[str, str] = {}
    last: str | None = None
    for sentence in reading.sentences:
        speaker, verb = _speaker(reading, sentence, before[sentence.index], last)
        last = speaker if speaker else (None if sentence.has("other_person", "role.outsider", "other") else last)
        named = speaker or next((person.value for person in sentence.all("person")), None)
        if named and sentence.has("venue"):
            venues[named] = sentence.all("venue")[0].value
        if speaker is None or sentence.is_question:
            continue
        point = _point(reading, sentence, speaker, verb, venues.get(speaker), before[sentence.index])
        if point is not None:
            yield point


def _speaker(reading: Reading, sentence: Sentence, before: Context, last: str | None) -> tuple[str | None, Mark | None]:
    """Who of Meta's speaks in a sentence and by which verb; (None, None) if nobody or somebody else."""
    verbs = sentence.all(*_VERBS)
    heard = [
        mark for mark in sentence.all(*_SPEAKERS) if not (mark.kind != "person" and is_oblique(reading, sentence, mark))
    ]
    heard += unknown_people(reading, sentence)
    if verbs and heard:
        verb, voice = min(
            ((verb, voice) for verb in verbs for voice in heard),
            key=lambda pair: distance(sentence, *pair) + _reluctance(pair[1], pair[0], sentence),
        )
        return _known_speaker(reading, sentence, voice), verb
    if verbs and (sentence.has("refer.person") or sentence.is_quoted or before.person == last):
        if sentence.has("refer.company") and not sentence.has("refer.person") and before.actor == "meta":
            return "Meta", verbs[0]
        return (last if last and last == (before.person or last) else None), verbs[0]
    if (
        sentence.is_quoted
        and last is not None
        and not any(v.kind.startswith(("other", "role", "unknown")) for v in heard)
    ):
        return last, None
    return None, None


def _reluctance(voice: Mark, verb: Mark, sentence: Sentence) -> int:
    """Penalty that keeps apart who speaks from who is spoken of: a person speaks before a company does."""
    after = 15 if voice.start > verb.start else 0
    return after + {"person": 0, "policy.role": 0, "unknown": 0, "other_person": 5, "role.outsider": 5}.get(
        voice.kind, 25
    )


def _known_speaker(reading: Reading, sentence: Sentence, voice: Mark) -> str | None:
    if voice.kind == "person":
        person = next(person for person in vocabulary().people if person.name == voice.value)
        return person.name if person.in_office(reading.published) else None
    if voice.kind == "policy.role":
        return _CHIEF if any(abs(meta.start - voice.start) < 30 for meta in sentence.all("meta")) else None
    return "Meta" if voice.kind == "meta" else None


def _point(
    reading: Reading, sentence: Sentence, speaker: str, verb: Mark | None, venue: str | None, before: Context
) -> Point | None:
    topic = _topic(reading, sentence, before)
    if topic is None or not _takes_position(sentence, speaker, verb, topic):
        return None
    when = _stated_date(reading, sentence, verb)
    earlier = (
        when is not None and reading.published is not None and is_before(when, days_of_news_before(reading.published))
    )
    past = verb is not None and bool(sentence.near(verb, "modality.past"))
    leans = {lean: len(sentence.all(f"policy.{lean}")) for lean in ("keep", "careful", "closed", "refuse")}
    strength = len(sentence.all("policy.think", "policy.promise", "policy.refuse", "policy.value")) + sentence.is_quoted
    return Point(
        speaker=speaker,
        venue=venue,
        topic=topic,
        sentence=sentence,
        verb=verb,
        leans=leans,
        when=when,
        background=earlier or past,
        due=_due(reading, sentence) if sentence.has("policy.promise") else None,
        weight=1 + strength + (1 if sentence.rank <= LEAD_SENTENCES else 0),
    )


def _topic(reading: Reading, sentence: Sentence, before: Context) -> Literal["openness", "regulation"] | None:
    if sentence.has("policy.rules") and (
        sentence.has("noun.ai", "model", "policy.open") or sentence.rank <= LEAD_SENTENCES
    ):
        return "regulation"
    return "openness" if sentence.has("policy.open", "policy.closed") else None


def _takes_position(sentence: Sentence, speaker: str, verb: Mark | None, topic: str) -> bool:
    """Whether a sentence on the topic takes sides, and does not only describe a model or hedge what somebody may think."""
    if sentence.has("policy.seems"):
        return False
    firm = sentence.has("policy.think", "policy.promise", "policy.refuse", "policy.keep")
    judged = sentence.has("policy.value", "policy.careful")
    if speaker == "Meta":
        if verb is None:
            return False
        return (
            firm
            and (judged or topic == "regulation" or not sentence.has("model"))
            or judged
            and verb.kind == "policy.say"
        )
    return firm or judged or topic == "regulation" or not sentence.has("model", "release.done", "release.announce")


def _stated_date(reading: Reading, sentence: Sentence, verb: Mark | None) -> str | None:
    """The date in the verb's clause or next to the venue; what is promised for later is no date of the statement."""
    base = reading.published if reading.is_fresh else None
    anchors = [*([verb] if verb else []), *sentence.all("venue")]
    for when in sorted(sentence.dates, key=lambda when: when.start):
        mark = Mark("date", when.start, when.end)
        value = resolved(when, base)
        if value is None or (reading.published is not None and is_before(reading.published, value)):
            continue
        if not anchors or min(distance(sentence, mark, anchor) for anchor in anchors) <= 90:
            return value
    return None


def _due(reading: Reading, sentence: Sentence) -> str | None:
    dues = [resolved(when, reading.published, future=True) for when in sentence.dates]
    return next((due for due in dues if due and reading.published and due >= reading.published[: len(due)]), None)


def _occasions(points: Iterator[Point]) -> list[list[Point]]:
    """Points grouped by who spoke where; the company's own words join those of the person who speaks for it."""
    groups: dict[tuple[str, str | None, str | None], list[Point]] = {}
    for point in points:
        earlier = point.when if point.background else None
        key = (point.speaker, point.venue, earlier)
        if point.venue is None:
            key = next((known for known in groups if known[0] == point.speaker and known[2] == earlier), key)
        elif (point.speaker, None, earlier) in groups:
            groups[key] = groups.pop((point.speaker, None, earlier))
        groups.setdefault(key, []).append(point)
    topics = {point.topic for (speaker, _, _), members in groups.items() if speaker != "Meta" for point in members}
    return [
        members
        for (speaker, venue, _), members in groups.items()
        if speaker != "Meta" or venue is not None or not {point.topic for point in members} <= topics
    ]


def _shared_date(reading: Reading, occasions: Sequence[Sequence[Point]]) -> str | None:
    """The month of a call on results that the article reports: what else is said around it is as old."""
    called = any(point.venue in _RESULTS_CALLS and not point.background for points in occasions for point in points)
    return fallback_date(reading, in_results_call=True) if called else None


def _claim(reading: Reading, points: Sequence[Point], shared: str | None, launched_on: str | None) -> Claim:
    best = max(points, key=lambda point: (point.weight, -point.sentence.index))
    start, end = reading.quote(best.sentence, best.verb)
    background = all(point.background for point in points)
    dated = [point.when for point in points if point.when is not None]
    happened_on = max(dated, key=len) if dated else None
    if happened_on is None and not background:
        happened_on = shared or launched_on or fallback_date(reading)
    person = next((person for person in vocabulary().people if person.name == best.speaker), None)
    due = next((point.due for point in points if point.due), None)
    promised = any(point.sentence.has("policy.promise") for point in points)
    return Claim(
        kind="policy_statement",
        subject=best.speaker,
        speaker=best.speaker,
        organisation="Meta",
        stance=_stance(points),
        venue=next((point.venue for point in points if point.venue), None),
        topic=best.topic,
        happened_on=happened_on,
        main=not background,
        commitment={"promise": reading.text[start:end], "due": due} if promised and due else None,
        quote=reading.text[start:end],
        start=start,
        end=end,
        confidence=round(min(0.95, 0.55 + 0.05 * sum(point.weight for point in points) + (0.1 if person else 0)), 2),
    )


def _stance(points: Sequence[Point]) -> Stance:
    """Open unless the words choose (careful) or close; a vow to stay open outweighs a single reservation."""
    total = {lean: sum(point.leans[lean] for point in points) for lean in ("keep", "careful", "closed")}
    if total["careful"] and total["keep"] <= total["careful"]:
        return "conditional"
    if total["closed"] > total["keep"] and not total["careful"]:
        return "closed"
    return "open"
