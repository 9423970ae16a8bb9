"""The second look: what the trees are sure of and no reader found becomes a claim, what they take for nothing is none.

The readers know by patterns; on articles never seen, what they find is nearly always right, and a fifth is missed. So
their word counts for more: it is overruled only where the trees are all but sure (figures in docs/claims.md).
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from operator import attrgetter

from tracker.extract.alongside import with_the_other
from tracker.extract.discourse import Context
from tracker.extract.folding import Mark
from tracker.extract.hit import Hit
from tracker.extract.licence import supposed_licence
from tracker.extract.names import WHOLE_FAMILIES
from tracker.extract.notices import names_licence
from tracker.extract.permission import tells_onset, tells_terms
from tracker.extract.policy import supposed_statement
from tracker.extract.reading import Reading, Sentence
from tracker.extract.release import supposed_release
from tracker.extract.releasedate import CUES
from tracker.extract.renewal import renewed
from tracker.extract.scene import in_scenes
from tracker.extract.settle import release_claims
from tracker.extract.speakers import in_office
from tracker.extract.status import status_of
from tracker.extract.steps import with_steps
from tracker.extract.terms import has_word_of_terms, is_of_new_terms, lifts_terms, states_terms, terms_in
from tracker.extract.untold import UNTOLD
from tracker.extract.weighing import COMPANY, Candidate, Place, candidates, is_of, odds_at
from tracker.extract.when import is_of_these_days, resolved
from tracker.records import Claim

ADDED_FROM = {"release": 0.0, "licence_change": 0.5, "policy_statement": 0.5}
"""Log-odds from which what no reader found is a claim."""
ALONE_FROM = 2.0
"""As much is asked more where the readers found nothing at all: such articles mostly tell of others."""
DROPPED_BELOW = {"release": -2.5, "licence_change": -3.5, "policy_statement": -3.5}
"""Log-odds below which what a reader found is no claim."""
_NEW_ASKED = 1.0  # more, of a name never seen before
_ALONE_DROPPED = 0.5  # more of a claim that nothing else stands beside: such articles mostly tell of others
_TOLD_ANYHOW_FROM = 1.0  # log-odds, of a release that is told of in no word that we know
_DOUBTED, _SURE_OF_ALL = -1.0, 1.5
_SURE_OF_WORDS = 1.5  # log-odds from which a statement needs no word of a position that we know
_NEARLY_AS_SURE = 1.0
_SURE_OF_BARE = 1.5  # log-odds from which terms are told of though none can be named
_SURE_OF_COPIED = 1.0  # log-odds from which a model's terms may be told by naming another model's
_TOPICS = ("policy.open", "policy.closed", "policy.rules", "policy.withhold")
_POSITIONS = (*_TOPICS, *(f"policy.{key}" for key in ("keep", "careful", "value", "against", "refuse")))
_ASKED_OF_USERS = ("licence.naming", "licence.ask")  # from a day on
_ASKED = 5  # places of each sort, the first ones


def second_look(
    reading: Reading, before: Sequence[Context], hits: Sequence[Hit], claims: Sequence[Claim]
) -> list[Claim]:
    """The claims of the readers, less those that are all but surely none, and those that they missed."""
    weighed = candidates(reading, before)
    reading.odds.update(((one.kind, one.subject), one.odds) for one in weighed)
    kept = [
        claim
        for claim in claims
        if odds_of(reading, claim) >= DROPPED_BELOW[claim.kind] + _ALONE_DROPPED * (len(claims) == 1)
        and not _is_short_for_member(reading, claim, claims)
    ]
    missed = _missed(weighed, claims)
    kept += _releases(reading, hits, [one for one in missed if one.kind == "release"])
    kept = with_steps(reading, kept, weighed)
    kept += _licences(reading, before, kept, [one for one in missed if one.kind == "licence_change"])
    said = _statements(reading, kept, [one for one in missed if one.kind == "policy_statement"])
    return [one for one in kept if not (said and _only_headed(reading, one))] + said


def _missed(weighed: Sequence[Candidate], claims: Sequence[Claim]) -> list[Candidate]:
    """What the trees are sure of and no reader found.

    Where the readers found nothing, the first of them must be surer than the others; what a name that was never seen
    before came out as is believed once its release is.
    """
    told = {claim.subject for claim in claims}
    found = _surely_missed(weighed, claims, told, 0.0 if claims else ALONE_FROM)
    told |= {one.subject for one in found if one.kind == "release"}
    return _surely_missed(weighed, claims, told, 0.0) if found else []


def _surely_missed(
    weighed: Sequence[Candidate], claims: Sequence[Claim], told: AbstractSet[str], asked: float
) -> list[Candidate]:
    """asked: log-odds more than usual. told: subjects that need not be asked more for being new"""
    return [
        one
        for one in weighed
        if one.kind in ADDED_FROM
        and one.odds >= ADDED_FROM[one.kind] + asked + _NEW_ASKED * (_is_new(one) and one.subject not in told)
        and not any(is_of(one, claim) for claim in claims)
        and not (one.kind == "release" and one.subject in WHOLE_FAMILIES)
        and not _is_of_members(one, claims)
        and not _is_only_asked(one)
    ]


def _is_new(one: Candidate) -> bool:
    """Whether it goes by a name that no list has."""
    return any(place.mark is not None and "?" in place.mark.extra for place in one.places)


def _is_of_members(one: Candidate, claims: Sequence[Claim]) -> bool:
    """Whether a whole family is weighed in an article that tells of its members: "Qwen overtook Llama in downloads"."""
    if one.kind == "policy_statement" or not any(claim.subject.startswith(f"{one.subject} ") for claim in claims):
        return False
    if one.subject not in WHOLE_FAMILIES and _is_dated_alone(one):
        return False  # "The first MMS, which came out in May 2023"
    return one.kind == "release" or not any(place.sentence.has("exception") for place in one.places)


def _is_dated_alone(one: Candidate) -> bool:
    """Whether a sentence that names a model, and none of its line beside it, has a date."""
    return any(
        place.mark is not None
        and bool(place.sentence.dates)
        and not any(str(name.value).startswith(f"{one.subject} ") for name in place.sentence.all("model"))
        for place in one.places
    )


def _is_short_for_member(reading: Reading, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether a family is named for one of its members, as headlines do: "Advertising with Llama banned", of Llama 4."""
    if claim.subject not in WHOLE_FAMILIES or odds_of(reading, claim) >= _DOUBTED:
        return False
    return any(
        one.kind == claim.kind
        and one.subject.startswith(f"{claim.subject} ")
        and odds_of(reading, one) > odds_of(reading, claim)
        for one in claims
    )


def _is_only_asked(one: Candidate) -> bool:
    """Whether a model is named only where the text says what it was not told of it."""
    named = [place.sentence for place in one.places if place.mark is not None]
    return one.kind == "release" and all(sentence.is_question and sentence.has(UNTOLD) for sentence in named)


def odds_of(reading: Reading, claim: Claim) -> float:
    """What the trees say of a claim; 0, neither for nor against, on what is nowhere named itself."""
    return reading.odds.get((claim.kind, claim.subject), 0.0)


def _releases(reading: Reading, hits: Sequence[Hit], missed: Sequence[Candidate]) -> list[Claim]:
    if not missed:
        return []
    supposed = [
        supposed_release(reading, sentence, name) for one in missed for sentence, name in _telling(reading, one)
    ]
    placed = in_scenes(reading, supposed)
    subjects = {one.subject for one in missed}
    claims = release_claims(reading, with_the_other(reading, [*hits, *placed]), subjects)
    found = [claim for claim in claims if claim.subject in subjects]
    swallowed = subjects - {claim.subject for claim in found} - set(WHOLE_FAMILIES)
    # What went into a later model of its line ("the first MMS", beside MMS 2) stands by itself where it has a date.
    alone = [[one for one in placed if one.subject == name and one.has_date] for name in sorted(swallowed)]
    return found + [claim for some in alone if some for claim in release_claims(reading, some)]


def _telling(reading: Reading, candidate: Candidate) -> list[tuple[Sentence, Mark]]:
    """The surest places that have any word of coming out; where none has and the odds are high, the surest of all."""
    surest = _surest(reading, candidate)
    told = [(one.sentence, one.mark) for one in surest if one.mark is not None and _is_told_of(reading, one)]
    named = [(one.sentence, one.mark) for one in surest if one.mark is not None]
    if told or candidate.odds < _TOLD_ANYHOW_FROM:
        return told
    if all(
        sentence.is_question or sentence.rank == 0 for sentence, _ in named
    ):  # "What is Avocado? It is to come in May"
        mark = next(one.mark for one in candidate.places if one.mark is not None)
        meant = [one.sentence for one in candidate.places if one.mark is None and one.sentence.has(*CUES)]
        return [(sentence, mark) for sentence in meant if not sentence.is_question][:1] or named[:1]
    return named[:1]


def _licences(
    reading: Reading, before: Sequence[Context], claims: Sequence[Claim], missed: Sequence[Candidate]
) -> list[Claim]:
    told = sorted((claim for claim in claims if claim.kind == "release"), key=attrgetter("main"))
    released = {claim.subject: claim for claim in told}  # the news, where a model has a past as well
    supposed = [
        (
            one,
            _as_planned(
                supposed_licence(reading, before, one.subject, places, released.get(one.subject)), places, told
            ),
        )
        for one in missed
        if (places := _on_terms(reading, one)) and (one.odds >= _SURE_OF_ALL or not _is_of_later(one, claims))
    ]
    return [claim for one, claim in supposed if one.odds >= _SURE_OF_BARE or claim.terms or claim.licence]


def _as_planned(claim: Claim, places: Sequence[tuple[Sentence, Mark]], releases: Sequence[Claim]) -> Claim:
    """Terms of what is only coming, told in a sentence on its coming, are to come with it."""
    news = [one for one in releases if one.main and one.subject == claim.subject]
    planned = [one for one in news if one.status == "planned"]
    if not planned or claim.status != "in_force" or any(one.status in ("released", "announced") for one in news):
        return claim
    coming = any(sentence.has("modality.imminent", "modality.plan") for sentence, _ in places[:1])
    return replace(claim, status="planned", happened_on=planned[0].happened_on) if coming else claim


def _is_of_later(one: Candidate, claims: Sequence[Claim]) -> bool:
    """Whether terms are told of a later model of the same line: "SAM 2 was under Apache; the new one is not"."""
    line, _, number = one.subject.rpartition(" ")
    return number.isdigit() and any(
        claim.kind == one.kind
        and (last := claim.subject.rpartition(" "))[0] == line
        and last[2].isdigit()
        and int(last[2]) > int(number)
        for claim in claims
    )


def _on_terms(reading: Reading, candidate: Candidate) -> list[tuple[Sentence, Mark]]:
    """The surest places that have any word of terms; where none has, what is said of terms right after one.

    What comes out mostly has a licence, but where no word is said of it there is nothing that a claim could rest on.
    """
    surest = _surest(reading, candidate)
    if told := [place for place in surest if has_word_of_terms(place.sentence)]:
        return [(place.sentence, _at(place)) for place in told]
    after = [
        (sentence, _at(place))
        for place in surest[:_ASKED]
        if (sentence := _terms_after(reading, place.sentence, candidate.subject)) is not None
    ]
    if after or candidate.odds < _SURE_OF_COPIED:
        return after
    copied = (one for one in reading.sentences[surest[0].sentence.index + 1 :] if _is_copied(one))
    return [(one, _at(surest[0])) for one in copied][:1]


def _is_copied(sentence: Sentence) -> bool:
    """Whether a sentence states terms by those of another model of Meta's: "the licence is copied from Llama 2: ..."."""
    terms = sentence.has("licence.word") and bool(terms_in(sentence))
    return terms and sentence.has("model") and not sentence.has("other", "other_model", "release.done")


def _terms_after(reading: Reading, told: Sentence, subject: str) -> Sentence | None:
    """The next sentence that states terms or names a licence, and names no model but this one or its kin."""
    for sentence in reading.sentences[told.index + 1 :]:
        named = [str(name.value) for name in sentence.all("model", "other_model")]
        is_on_it = all(name.startswith(subject) or subject.startswith(name) for name in named)
        if is_on_it and (sentence.has("licence") or terms_in(sentence)):
            return sentence
    return None


def _statements(reading: Reading, claims: Sequence[Claim], missed: Sequence[Candidate]) -> list[Claim]:
    launched_on = next((claim.happened_on for claim in claims if claim.kind == "release" and claim.main), None)
    speaking = {claim.subject for claim in claims if claim.kind == "policy_statement"}
    found: list[Claim] = []
    for one in missed:
        if one.subject == COMPANY and speaking:
            continue  # the company speaks through the person
        if one.subject != COMPANY and in_office(reading, one.subject) is None:
            continue
        surest = [place for place in _surest(reading, one) if not place.sentence.is_question]
        sentences = _sentences([place for place in surest if place.mark is not None])
        # Where the name itself stands in questions only, what is said on openness by whom it means.
        sentences = sentences or _sentences([place for place in surest if place.sentence.has(*_TOPICS)])
        sure = one.odds >= _SURE_OF_WORDS or any(sentence.has(*_POSITIONS) for sentence in sentences)
        if sentences and sure:
            found.append(supposed_statement(reading, one.subject, sentences, launched_on))
    return found


def _only_headed(reading: Reading, claim: Claim) -> bool:
    """Whether a headline says of the company what the text says of a person."""
    heads = [sentence for sentence in reading.sentences if sentence.rank == 0]
    return (claim.kind, claim.subject) == ("policy_statement", COMPANY) and any(
        one.start <= claim.start < one.end for one in heads
    )


def _surest(reading: Reading, candidate: Candidate) -> list[Place[int]]:
    """The places that would do alone, the surest first, with those that are nearly as sure; a name stands in the first."""
    direct = [place for place in candidate.places if place.mark is not None]
    meant = [place for place in candidate.places if place.mark is None]
    odds = [(odds_at(reading, candidate, place), place) for place in (*direct[:_ASKED], *meant[:_ASKED])]
    best = max(told for told, place in odds if place.mark is not None)
    ranked = sorted(
        (pair for pair in odds if pair[0] >= best - _NEARLY_AS_SURE and not pair[1].sentence.is_question),
        key=lambda pair: (pair[0] != best, -pair[0], pair[1].sentence.index),
    )
    return [place for _, place in ranked] or [next(place for told, place in odds if told == best)]


def _is_told_of(reading: Reading, place: Place[int]) -> bool:
    """Whether there is any word of coming out, or a date, beside a name: without one nothing could be said of it."""
    sentence = place.sentence
    told_back = not sentence.has("modality.if") and _is_dated_back(reading, sentence)  # and another thing is denied
    if place.mark is not None and not told_back and _is_unasserted(sentence, place.mark):
        return False
    if place.mark is not None and names_licence(reading, sentence, place.mark):
        return False
    if not lifts_terms(sentence) and not states_terms(sentence):
        onset = tells_onset(sentence) or sentence.has(*_ASKED_OF_USERS)
        onset = onset or (sentence.has("licence.outputs") and bool(terms_in(sentence)))
        dated = bool(sentence.dates) and renewed(sentence) is None and not onset
        dated = dated and not _is_only_used(sentence, place.mark)
        return dated or any(
            one.kind.startswith("release.") and not is_of_new_terms(sentence, one) for one in sentence.marks
        )
    # "Meta dropped the user limit", and no model; but "opened for download under Apache" where no term is gone
    lifts = sentence.all("licence.change", *(("licence.lift",) if lifts_terms(sentence) else ()))
    return any(
        mark.kind.startswith("release.") and not any(mark.overlaps(one) for one in lifts) for mark in sentence.marks
    )


def _is_dated_back(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence gives a date of before the news: neither a day of these two weeks nor one to come."""
    days = [resolved(when, reading.published) for when in sentence.dates]
    return any(
        day is None or not (is_of_these_days(day, reading.published) or day >= (reading.published or ""))
        for day in days
    )


def _is_only_used(sentence: Sentence, name: Mark | None) -> bool:
    """Whether a model is but what something is done with: "whoever earns money with DINOv4 has until tonight"."""
    return name is not None and any(0 <= name.start - one.end <= 1 for one in sentence.all("role.place"))


def _is_unasserted(sentence: Sentence, name: Mark) -> bool:
    """Whether all that is said of coming out is denied, supposed or told of terms: "Had Meta released it in May"; or
    that it is withheld: "we keep the weights to ourselves"."""
    cues = sentence.near(name, *CUES) or sentence.all(*CUES)
    if not cues and sentence.has("policy.withhold"):
        return True  # "the weights of Muse Spark stay in the vault"
    if cues and sentence.near(name, "modality.if") and sentence.near(name, "modality.rumour"):
        return True  # "if it had come": where a language has a mood for it, that is written as a rumour's
    told = [cue for cue in cues if status_of(sentence, cue) is not None and not tells_terms(sentence, cue, name)]
    return not told and (bool(cues) or sentence.has("policy.withhold"))


def _sentences(places: Sequence[Place[int]]) -> list[Sentence]:
    return list({place.sentence.index: place.sentence for place in places}.values())


def _at(place: Place[int]) -> Mark:
    return place.mark or Mark("model", place.sentence.start, place.sentence.start)
