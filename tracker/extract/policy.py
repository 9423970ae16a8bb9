"""Statements: what Meta, or somebody speaking for it, says about openness of AI and about rules for AI."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tracker.extract.discourse import Context, distance, is_negated, unknown_people
from tracker.extract.folding import Mark
from tracker.extract.hit import COMING, Hit, days_of_news_before
from tracker.extract.interview import interview_in, is_answer
from tracker.extract.occasion import day_of_scene, results_date, said_near, said_on, stated_date, talked_on
from tracker.extract.ownpage import owner_of, says_we
from tracker.extract.quotations import CLOSING, OPENING, OPENS_WITH, SHORTEST_QUOTATION, VOICED, closing_speaker
from tracker.extract.reading import LEAD_SENTENCES, Reading, Sentence
from tracker.extract.scene import past_around
from tracker.extract.speakers import VERBS, person_of, speaker_of
from tracker.extract.when import is_before, resolved
from tracker.records import Claim, Stance

_RESULTS_CALLS = frozenset({"earnings call", "investor call"})
_TOPIC_REACHES = 3
_OF_AI = ("noun.ai", "model", "noun.model", "policy.open")
_LEANS = ("keep", "careful", "withhold")

Topic = Literal["openness", "regulation"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a speaker is said to speak (venue, English key), in which sentence, and when, if that is said too."""

    sentence: int
    speaker: str
    venue: str
    when: str | None


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence in which somebody of Meta's takes a position.

    leans: how many cues stay open (keep), choose (careful), shut (withhold)
    near:  the date that a sentence near by gives to what they say
    due:   by when something is promised, a partial date
    """

    speaker: str
    venue: str | None
    topic: Topic
    sentence: Sentence
    verb: Mark | None
    leans: Mapping[str, int]
    when: str | None
    background: bool
    near: str | None
    due: str | None
    weight: float


def policy_claims(
    reading: Reading, before: Sequence[Context], launched_on: str | None, told: Sequence[Hit] = ()
) -> list[Claim]:
    """The positions that an article reports, one claim for each speaker and occasion.

    launched_on: date of the release that the article is about; what is said at a launch is said that day
    told: what the sentences say of releases
    """
    occasions = _occasions([_of_its_time(reading, point, told, launched_on) for point in _points(reading, before)])
    occasions = [points for points in occasions if _is_on_topic(points)]
    called = any(one.venue in _RESULTS_CALLS and not one.background for points in occasions for one in points)
    shared = results_date(reading) if called else None
    return [_claim(reading, points, shared, launched_on, told) for points in occasions]


def _of_its_time(reading: Reading, point: Point, told: Sequence[Hit], launched_on: str | None) -> Point:
    """A point without a date in a chronicle: made at the launch told of in its sentence, or right before it, or when the
    sentences before it tell of times long past; one made "on launch day" is of the launch that the article is about."""
    sentence = point.sentence
    on_its_day = sentence.has("date.launch_day") and all(when.counts_on for when in sentence.dates)
    if launched_on and on_its_day and not point.background and not sentence.has("model"):
        return replace(point, when=launched_on)
    if point.when is not None or point.near is not None or point.sentence.dates:
        return point
    at, line = point.sentence.index, point.sentence.line
    beside = [
        hit
        for hit in told
        if hit.sentence.index in (at - 1, at) and hit.sentence.line == line and hit.status not in COMING
    ]
    dated = {
        hit.when for hit in beside if hit.background and not hit.weak and hit.when and len(hit.when) >= len("2024-07")
    }
    if any(not hit.background for hit in beside):
        return point
    past, launch = past_around(reading, point.sentence), dated.pop() if len(dated) == 1 else None
    if past is None or (launch and not is_before(launch, past)):
        past = launch  # but "Llama 3 came in April, and when the big one joined it that July": in July
    return replace(point, when=past, background=True) if past else point


def _is_on_topic(points: Sequence[Point]) -> bool:
    """Whether what is said on results is on openness or rules itself, or leans; what is praised there is mostly spending."""
    if not any(point.venue in _RESULTS_CALLS for point in points):
        return True
    return any(_topic(point.sentence) is not None or any(point.leans.values()) for point in points)


def supposed_statement(reading: Reading, speaker: str, sentences: Sequence[Sentence], launched_on: str | None) -> Claim:
    """What somebody of Meta's says if these sentences do tell of it."""
    points = [
        _position(
            reading, sentence, speaker, next(iter(sentence.all(*VERBS)), None), _topic(sentence) or "openness", None
        )
        for sentence in sentences
    ]
    return _claim(reading, points, None, launched_on, ())


def _points(reading: Reading, before: Sequence[Context]) -> Iterator[Point]:
    """The sentences that count, in order, each with the occasion that it or its neighbours name."""
    heard: list[tuple[Sentence, str, Mark | None]] = []
    places: list[Place] = []
    last: str | None = None
    spoken = -1  # the last sentence that somebody speaks in
    talk, owner = interview_in(reading), owner_of(reading)
    if talk is not None:
        places.append(Place(talk.lead.index, talk.speaker, "interview", talked_on(reading, talk)))
    for sentence in reading.sentences:
        if talk is not None and sentence.index in talk.answers:
            heard += [(sentence, talk.speaker, Mark("policy.say", sentence.start, sentence.start))]
            continue
        if owner is not None and says_we(sentence):
            heard += [(sentence, owner, Mark("policy.say", sentence.start, sentence.start))]
            continue
        if last not in (None, "Meta") and before[sentence.index].person not in (None, last, "Meta"):
            last = None  # somebody else of Meta's was named since
        pointing = _pointing_back(reading, sentence)
        if pointing is not None:
            speaker, verb = speaker_of(reading, pointing, before[pointing.index], None)
        else:
            speaker, verb = speaker_of(reading, sentence, before[sentence.index], last)
        if speaker is None and pointing is None:
            speaker = closing_speaker(reading, sentence, before)
            verb = Mark("policy.say", sentence.start, sentence.start) if speaker else None
        if speaker is None and pointing is None and spoken == sentence.index - 1 and _goes_on(reading, sentence, last):
            speaker = last
            verb = Mark("policy.say", sentence.start, sentence.start) if last == "Meta" else verb
        spoken = sentence.index if speaker else spoken
        last = speaker or (None if sentence.has("other_person", "role.outsider", "other") else last)
        named = speaker or next((person.value for person in sentence.all("person")), None)
        if named is None and sentence.has("meta", "refer.company") and not sentence.has("other"):
            named = before[sentence.index].person
        if named and sentence.has("venue"):
            venue = _venue(sentence, verb)
            places.append(Place(sentence.index, named, venue, stated_date(reading, sentence, verb)))
        if speaker is not None and not sentence.is_question:
            heard.append((sentence, speaker, verb))
    days = [
        (sentence.index, name, day)
        for sentence, name, verb in heard
        if verb is not None and verb.end > verb.start and (day := stated_date(reading, sentence, verb))
    ]
    known = [(sentence, name) for sentence, name, _ in heard if name != "Meta" and name not in reading.staff]
    people = {sentence.index: name for sentence, name in known if _topic(sentence) is None}
    for sentence, name, verb in heard:
        following = (people[at] for at in (sentence.index + 1, sentence.index + 2) if at in people)
        speaker = next(following, name) if name == "Meta" else name
        place = places[0] if is_answer(reading, sentence) else _place(places, sentence.index, speaker)
        point = _point(reading, sentence, speaker, verb, place)
        if point is not None:
            yield replace(point, near=said_near(days, sentence.index, speaker))


def _pointing_back(reading: Reading, sentence: Sentence) -> Sentence | None:
    """The sentence behind a quotation that says who spoke it: "「…」。ルカン氏はこう述べた。"; None elsewhere."""
    if reading.text[sentence.start] not in OPENING:
        return _reported_behind(reading, sentence)
    written = reading.text[sentence.start : sentence.end].rstrip(" .。!?！？")
    if len(written) < SHORTEST_QUOTATION or not CLOSING.fullmatch(written[-1]):
        return None
    following = next(iter(reading.sentences[sentence.index + 1 : sentence.index + 2]), None)
    return following if following and following.line == sentence.line and following.has("policy.so") else None


def _reported_behind(reading: Reading, sentence: Sentence) -> Sentence | None:
    """The sentence behind a position without a speaker that says whose it is: "Weights stay inside. So said X"."""
    following = next(iter(reading.sentences[sentence.index + 1 : sentence.index + 2]), None)
    if sentence.role != "body" or following is None or following.line != sentence.line:
        return None
    voices = [one for one in VOICED if one != "meta" or not following.has("person")]
    if sentence.has(*voices, "person", "policy.say", "policy.think") or _topic(sentence) is None:
        return None  # but "the strongest models Meta keeps to itself. So said Wang"
    if not sentence.has("policy.withhold", "policy.keep", "policy.careful", "policy.refuse"):
        return None  # terms of a licence, say, and no position
    points = any(one.start - following.start <= OPENS_WITH for one in following.all("policy.so", "refer.it"))
    if not points or _topic(following) is not None or following.has("other_person"):
        return None
    return following if following.has("person", "meta") and following.has("policy.say", "policy.so") else None


def _goes_on(reading: Reading, sentence: Sentence, last: str | None) -> bool:
    """Whether reported speech goes on without a verb: "... , he said. Leading open models there would still be."."""
    before = reading.sentences[sentence.index - 1]
    return (
        last is not None
        and (last != "Meta" or before.has("policy.voice"))
        and sentence.line == before.line
        and sentence.has("policy.keep", "policy.careful", "policy.withhold", "policy.value")
        and not sentence.has(*VOICED)
        and not unknown_people(reading, sentence)
    )


def _venue(sentence: Sentence, verb: Mark | None) -> str:
    """The venue nearest to the verb of speech; on a call with investors they matter more than the figures."""
    venues = sentence.all("venue")
    return min(venues, key=lambda venue: distance(sentence, venue, verb) if verb else venue.start).value


def _place(places: Iterable[Place], at: int, speaker: str) -> Place | None:
    """Where a speaker speaks in sentence `at`: as last named before it, else in one of the next two."""
    own = [place for place in places if place.speaker == speaker]
    earlier = [place for place in own if place.sentence <= at]
    return earlier[-1] if earlier else next((place for place in own if place.sentence <= at + 2), None)


def _point(reading: Reading, sentence: Sentence, speaker: str, verb: Mark | None, place: Place | None) -> Point | None:
    in_talk = verb is not None and verb.end == verb.start
    topic = _topic(sentence) or _topic_before(reading, sentence, speaker, in_talk)
    if topic is None and in_talk and speaker != "Meta" and sentence.has("policy.rules"):
        topic = "regulation"  # "Regulate products, not research", in an interview that has long said of what
    if topic is None or not _takes_position(sentence, speaker, verb, topic):
        return None
    return _position(reading, sentence, speaker, verb, topic, place)


def _position(
    reading: Reading, sentence: Sentence, speaker: str, verb: Mark | None, topic: Topic, place: Place | None
) -> Point:
    when = place.when if place else None
    if not is_answer(reading, sentence):
        when = stated_date(reading, sentence, verb) or when or day_of_scene(reading, sentence)
    recent = days_of_news_before(reading.published) if reading.published else None
    past = verb is not None and bool(sentence.near(verb, "modality.past"))
    strength = len(sentence.all("policy.think", "policy.promise", "policy.refuse", "policy.value"))
    return Point(
        speaker=speaker,
        venue=place.venue if place else None,
        topic=topic,
        sentence=sentence,
        verb=verb,
        leans=_leans(sentence),
        when=when,
        background=past or (when is not None and recent is not None and is_before(when, recent)),
        near=None,
        due=_due(reading, sentence) if sentence.has("policy.promise") else None,
        weight=1 + strength + sentence.is_quoted + (sentence.rank <= LEAD_SENTENCES),
    )


def _leans(sentence: Sentence) -> dict[str, int]:
    """How many cues lean which way; to keep back what is said to help nobody is not what the speaker does.

    Why something is kept back chooses nothing: "for safety reasons we do not publish the weights" is no care in choosing.
    """
    leans = {lean: len(sentence.all(f"policy.{lean}")) for lean in _LEANS}
    if sentence.has("policy.against"):
        leans["withhold"] = 0
    if leans["withhold"]:
        reasons = sentence.all("policy.because")
        leans["careful"] = sum(not any(one.overlaps(why) for why in reasons) for one in sentence.all("policy.careful"))
    return leans


def _topic(sentence: Sentence) -> Topic | None:
    if sentence.has("policy.rules") and (sentence.has(*_OF_AI) or sentence.rank <= LEAD_SENTENCES):
        return "regulation"
    return "openness" if sentence.has("policy.open", "policy.closed", "policy.withhold") else None


def _topic_before(reading: Reading, sentence: Sentence, speaker: str, in_talk: bool) -> Topic | None:
    """The topic of the sentences around, or of the headline, of what takes sides without naming what on.

    in_talk: whether all of the sentence is somebody's words, without a verb that says so
    """
    careful = sentence.has("policy.careful", "policy.withhold", "policy.keep")
    judged = sentence.has("policy.value") and (in_talk or sentence.is_quoted or sentence.has("policy.think"))
    if speaker == "Meta" or sentence.role != "body" or not (careful or judged):
        return None
    if sentence.has("other", "other_model", "noun.else", "noun.parameters") or (not careful and sentence.has("model")):
        return None
    around = reading.sentences[max(0, sentence.index - _TOPIC_REACHES) : sentence.index + _TOPIC_REACHES]
    titles = [one for one in reading.sentences[:2] if one.rank == 0]
    return next((topic for one in [*reversed(around), *titles] if (topic := _topic(one))), None)


def _takes_position(sentence: Sentence, speaker: str, verb: Mark | None, topic: Topic) -> bool:
    """Whether a sentence takes sides, and does not only describe a model or guess what somebody may think."""
    if sentence.has("policy.seems"):
        return False
    firm = sentence.has("policy.think", "policy.promise", "policy.refuse", "policy.keep", "policy.withhold")
    judged = sentence.has("policy.value", "policy.careful")
    if speaker != "Meta":
        return firm or judged or topic == "regulation" or _is_of_all(sentence)
    if verb is None or (verb.kind == "policy.say" and is_negated(sentence, verb)):
        return False
    if any(one.end <= verb.start for one in sentence.near(verb, "modality.if")):
        return False  # "others wonder whether the company that believes in sharing ..."
    if sentence.has("policy.keep", "policy.withhold", "policy.refuse"):
        return True
    plain = topic == "regulation" or not sentence.has("model")
    return (firm and (judged or plain)) or (judged and verb.kind == "policy.say")


def _is_of_all(sentence: Sentence) -> bool:
    """Whether openness is spoken of by itself, and not as one model's: "open models will lead, and with Llama 4 we see it"."""
    topics = sentence.all("policy.open", "policy.closed", "policy.withhold")
    ahead = [one.start for one in sentence.all("model", "release.done", "release.announce")]
    return not ahead or (
        sentence.is_quoted
        and any(
            topic.end < min(ahead)
            for topic in topics
            if not sentence.near(topic, "model", "release.done", "release.announce")
        )
    )


def _due(reading: Reading, sentence: Sentence) -> str | None:
    dues = [resolved(when, reading.published, future=True) for when in sentence.dates]
    return next((due for due in dues if due and reading.published and due >= reading.published[: len(due)]), None)


def _occasions(points: Iterable[Point]) -> list[list[Point]]:
    """Points grouped by who spoke where; the company's own words join those of the person who speaks for it."""
    groups: dict[tuple[str, str | None, str | None], list[Point]] = {}
    for point in points:
        earlier = (point.when or "") if point.background else None
        venue = "call" if point.venue in _RESULTS_CALLS else point.venue
        key = (point.speaker, venue, earlier)
        if venue is None:
            key = next((known for known in groups if known[0] == point.speaker and known[2] == earlier), key)
        elif (point.speaker, None, earlier) in groups:
            groups[key] = groups.pop((point.speaker, None, earlier))
        groups.setdefault(key, []).append(point)
    return _joined(groups)


def _joined(groups: Mapping[tuple[str, str | None, str | None], list[Point]]) -> list[list[Point]]:
    """The groups, with what the company says at no place of its own put to a person's words on the same topic."""
    joined = {key: list(members) for key, members in groups.items()}
    for key in [key for key in groups if key[0] == "Meta" and (key[1] is None or _only_headed(groups[key]))]:
        topics = {point.topic for point in joined[key]}
        for other, members in joined.items():
            same = topics <= {point.topic for point in members} or _only_headed(joined[key])
            if other[0] != "Meta" and other[2] == key[2] and same:
                members += joined.pop(key)
                break
    return list(joined.values())


def _only_headed(points: Iterable[Point]) -> bool:
    """Whether a position stands in the headline alone, which names the company where the text names the person."""
    return all(point.sentence.rank == 0 for point in points)


def _claim(
    reading: Reading, points: Sequence[Point], shared: str | None, launched_on: str | None, told: Sequence[Hit]
) -> Claim:
    best = max(points, key=lambda point: (point.speaker != "Meta", point.weight, -point.sentence.index))
    start, end = reading.quote(best.sentence, best.verb)
    quote = reading.text[start:end]
    background = all(point.background for point in points)
    dated = [point.when for point in points if point.when is not None]
    happened_on = max(dated, key=len) if dated else None
    if happened_on is None and not background:
        near = next((point.near for point in points if point.near is not None), None)
        sentences = [point.sentence for point in points]
        happened_on = shared or said_on(reading, sentences, told, launched_on, near, best.speaker)
    due = next((point.due for point in points if point.due), None)
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
        commitment={"promise": quote, "due": due} if due else None,
        quote=quote,
        start=start,
        end=end,
        confidence=_confidence(points),
    )


def _confidence(points: Sequence[Point]) -> float:
    named = 0.1 if person_of(points[0].speaker) is not None else 0.0
    return round(min(0.95, 0.55 + 0.05 * sum(point.weight for point in points) + named), 2)


def _stance(points: Sequence[Point]) -> Stance:
    """Open unless the words choose (careful) or shut; a vow to stay open outweighs a single reservation."""
    total = {lean: sum(point.leans[lean] for point in points) for lean in _LEANS}
    if total["careful"] and total["keep"] <= total["careful"] + total["withhold"]:
        return "conditional"
    return "closed" if total["withhold"] > total["keep"] else "open"
