"""Whether claims have ground enough: in a story of strangers, or as the only claim of an article, much is asked."""

from collections.abc import Sequence

from tracker.extract.aside import is_built_upon, is_of_venue
from tracker.extract.demands import is_demanded
from tracker.extract.discourse import is_built_on_ours, is_oblique, subjects
from tracker.extract.ellipsis import hosts, is_foreign
from tracker.extract.folding import Mark
from tracker.extract.hit import Hit
from tracker.extract.reading import LEAD_SENTENCES, Reading, Sentence
from tracker.records import Claim

_LEAD = 3
_OPENING = 2
_OFTEN = 4
_OF_MAKER = 4  # "Meta's Llama 3"
_TERMS = ("word", "forbid", "exception", "commercial", "noncommercial", "research_only", "outputs", "naming")
_OF_TERMS = ("licence", *(f"licence.{key}" for key in _TERMS))
_PERMITTING = ("licence.allow", "licence.lift", "licence.change", "licence.exclude")  # somebody, or somewhere
_OF_WHOM = (
    "licence",
    "territory",
    "exception",
    *(f"licence.{key}" for key in ("word", "change", "lift", "only", "purpose")),
)
_STRANGERS = ("role.outsider", "other", "other_model")


def founded(claims: Sequence[Claim], reading: Reading, hits: Sequence[Hit]) -> list[Claim]:
    """The claims, less those on "the model" in an article about somebody else, and less a lone one that stands on little.

    hits: what the sentences say of releases
    """
    claims = _on_ours(claims, reading)
    if len(claims) == 1 and claims[0].kind == "release" and not _stands_alone(claims[0], reading, hits):
        return []
    if _is_strangers_story(reading):
        named = [sentence for sentence in reading.sentences if sentence.has("meta", "person")]
        return [claim for claim in claims if any(one.start <= claim.start < one.end for one in named)]
    if any(_names_ours(reading, sentence) for sentence in reading.sentences if sentence.rank <= _LEAD):
        return list(claims)
    own = [sentence for sentence in reading.sentences if _names_ours(reading, sentence)]
    if len(own) >= _OFTEN:
        return list(claims)  # an essay that takes its time to come to Meta
    return [
        claim
        for claim in claims
        if claim.kind == "policy_statement" or any(one.start <= claim.start < one.end for one in own)
    ]


def _on_ours(claims: Sequence[Claim], reading: Reading) -> list[Claim]:
    """The claims, less terms of something never seen before that Meta is nowhere named beside or said to bring out."""
    ours = {claim.subject for claim in claims if claim.kind == "release"}
    new: set[str] = set()
    for sentence in reading.sentences:
        leads = sentence.rank <= LEAD_SENTENCES and not is_built_on_ours(reading, sentence)
        is_ours = leads or sentence.has("meta", "refer.company")
        for name in sentence.all("model"):
            (ours if "?" not in name.extra or is_ours else new).add(name.value)
    return [claim for claim in claims if claim.kind != "licence_change" or claim.subject not in new - ours]


def with_own_terms(claims: Sequence[Claim], reading: Reading) -> list[Claim]:
    """The claims, less a lone one on terms where no sentence names Meta or its model beside a word of terms.

    "The weights are free for commercial use" is told of whatever model the article is about, mostly another's.
    """
    claims = [
        claim
        for claim in claims
        if not _is_only_shown(claim, claims, reading) and not _is_only_demanded(claim, reading)
    ]
    if len(claims) != 1 or claims[0].kind != "licence_change":
        return list(claims)
    ours = any(
        sentence.has("meta", "person", "model")
        and _speaks_of_terms(sentence)
        and not _led_by_stranger(sentence, "model")
        for sentence in reading.sentences
    )
    return list(claims) if ours or _goes_on_about_ours(reading, claims[0]) else []


def _is_only_shown(claim: Claim, claims: Sequence[Claim], reading: Reading) -> bool:
    """Whether what is not out yet is said to be used by nobody, which is no term: "outside the company nobody can"."""
    if claim.kind != "licence_change" or claim.terms or claim.licence:
        return False
    coming = any(
        one.kind == "release" and one.subject == claim.subject and one.status in ("announced", "planned")
        for one in claims
    )
    told = next((one for one in reading.sentences if one.start <= claim.start < one.end), None)
    return coming and told is not None and told.has("modality.not") and not told.has(*_OF_WHOM)


def _is_only_demanded(claim: Claim, reading: Reading) -> bool:
    """Whether somebody else asks for what a claim says; a sentence that also gives a date may tell of what was."""
    told = next((one for one in reading.sentences if one.start <= claim.start < one.end), None)
    if claim.kind == "policy_statement" or told is None:
        return False
    if told.dates and (claim.kind == "release" or not claim.main):
        return False
    return is_demanded(reading, told)


def _goes_on_about_ours(reading: Reading, claim: Claim) -> bool:
    """Whether new terms stand right behind a sentence on Meta's model: "They play with Meta's SAM 4. Now it may be sold"."""
    told = next((one for one in reading.sentences if one.start <= claim.start < one.end), None)
    if told is None or told.index == 0 or is_foreign(told) or not _speaks_of_terms(told):
        return False
    last = reading.sentences[told.index - 1]
    owned = any(one.has("meta", "person") for one in (last, told, reading.sentences[0]))
    named = owned and any(name.value == claim.subject for name in last.all("model"))
    changes = claim.status == "planned" or told.has("licence.change", "licence.lift", "modality.now")
    return named and changes and last.line == told.line and not is_foreign(last)


def _speaks_of_terms(sentence: Sentence) -> bool:
    """Whether terms are named, or somebody or some place is let in or left out."""
    ahead = ("licence.change", "modality.now", "modality.plan", "date.from")
    if sentence.has("licence.fee", "licence.naming") and sentence.has(*ahead):
        return True
    if sentence.has("licence.ask") and sentence.has("licence.lift", "licence.change"):
        return True
    return sentence.has(*_OF_TERMS) or (sentence.has("exception", "territory") and sentence.has(*_PERMITTING))


def _stands_alone(claim: Claim, reading: Reading, hits: Sequence[Hit]) -> bool:
    """Whether the only release in an article is one by Meta: it is said to act, or heads the article, and no stranger does.

    On articles never seen, lone releases that fail this were wrong three times in four.
    """
    evidence = [sentence for sentence in reading.sentences if sentence.start <= claim.start < sentence.end]
    own = [hit for hit in hits if hit.subject == claim.subject]
    if any(_led_by_stranger(sentence) and not _acts_itself(sentence, own) for sentence in evidence):
        return False
    headed = any(s.has("meta", "person", "model") for s in reading.sentences if s.rank == 0)
    if not headed and not any(hit.named for hit in own):
        return False
    by_meta = any(hit.by_meta for hit in own)
    return by_meta or any(s.has("meta", "person") for s in reading.sentences if s.rank <= _OPENING)


def _acts_itself(sentence: Sentence, own: Sequence[Hit]) -> bool:
    """Whether Meta takes back, in a clause of its own, what people outside only used: "users did harm, so Meta pulled"."""
    taken = [hit for hit in own if hit.sentence is sentence and hit.status == "withdrawn" and hit.by_meta]
    return not sentence.has("other", "other_model") and any(sentence.near(hit.cue, "meta") for hit in taken)


def _led_by_stranger(sentence: Sentence, *also: str) -> bool:
    """Whether somebody else is named before Meta is: "Meta put it on Hugging Face" is led by Meta.

    also: kinds of what may stand for Meta
    """
    places = hosts(sentence)
    strangers = [
        one
        for one in sentence.all(*_STRANGERS)
        if one not in places
        and not is_of_venue(sentence, one)
        and not is_built_upon(sentence, one)
        and not _is_let_in(sentence, one)
    ]
    strangers = [one for one in strangers if not any(cue.start <= one.start < cue.end for cue in _gifts(sentence))]
    ours = sentence.all("meta", "person", *also)
    return bool(strangers) and not (ours and min(one.start for one in ours) < min(one.start for one in strangers))


def _gifts(sentence: Sentence) -> list[Mark]:
    """Words of release that name to whom it goes: "developers have access to"."""
    return [*sentence.all("release.done", "release.offer")]


def _is_let_in(sentence: Sentence, one: Mark) -> bool:
    """Whether somebody only may have what comes out: "from today developers can reach it"."""
    if one.kind != "role.outsider":
        return False
    beside = any(
        -1 <= one.start - may.end <= 1 or -1 <= may.start - one.end <= 1 or may.overlaps(one)
        for may in sentence.all("licence.allow", "release.offer")
    )
    told = sentence.has("release.done", "release.announce", "policy.say", "policy.think")
    return beside or (sentence.has("modality.now") and bool(sentence.near(one, "release.offer")) and not told)


def _is_strangers_story(reading: Reading) -> bool:
    """Whether the first sentences tell of somebody who builds on a model of Meta's, and of nothing that Meta does."""
    lead = [sentence for sentence in reading.sentences if sentence.rank <= _OPENING and sentence.role != "heading"]
    built_on = any(
        sentence.has("role.before") and is_oblique(reading, sentence, name)
        for sentence in lead
        if not sentence.has("licence.naming", "licence.ask")  # what is asked of all who build on it, Meta asks
        for name in sentence.all("model")
    )
    return built_on and not any(_acts(sentence) for sentence in lead)


def _acts(sentence: Sentence) -> bool:
    """Whether Meta or somebody of its own is named for more than being the maker of its model."""
    models = sentence.all("model")
    makers = [
        meta for meta in sentence.all("meta") if any(0 <= model.start - meta.end <= _OF_MAKER for model in models)
    ]
    return sentence.has("person") or len(makers) < len(sentence.all("meta"))


def _names_ours(reading: Reading, sentence: Sentence) -> bool:
    return sentence.has("meta", "person") or bool(subjects(reading, sentence))
