"""Whether claims have ground enough: in a story of strangers, or as the only claim of an article, much is asked."""

from collections.abc import Sequence

from tracker.extract.discourse import is_built_on_ours, is_oblique, subjects
from tracker.extract.ellipsis import hosts
from tracker.extract.hit import Hit
from tracker.extract.reading import LEAD_SENTENCES, Reading, Sentence
from tracker.records import Claim

_LEAD = 3
_OPENING = 2
_OFTEN = 4
_OF_MAKER = 4  # "Meta's Llama 3"
_TERMS = ("word", "forbid", "exception", "commercial", "noncommercial", "research_only", "outputs")
_OF_TERMS = ("licence", *(f"licence.{key}" for key in _TERMS))
_PERMITTING = ("licence.allow", "licence.lift", "licence.change", "licence.exclude")  # somebody, or somewhere
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
    if len(claims) != 1 or claims[0].kind != "licence_change":
        return list(claims)
    ours = any(
        sentence.has("meta", "person", "model") and _speaks_of_terms(sentence) and not _led_by_stranger(sentence)
        for sentence in reading.sentences
    )
    return list(claims) if ours else []


def _speaks_of_terms(sentence: Sentence) -> bool:
    """Whether terms are named, or somebody or some place is let in or left out."""
    return sentence.has(*_OF_TERMS) or (sentence.has("exception", "territory") and sentence.has(*_PERMITTING))


def _stands_alone(claim: Claim, reading: Reading, hits: Sequence[Hit]) -> bool:
    """Whether the only release in an article is one by Meta: it is said to act, or heads the article, and no stranger does.

    On articles never seen, lone releases that fail this were wrong three times in four.
    """
    evidence = [sentence for sentence in reading.sentences if sentence.start <= claim.start < sentence.end]
    if any(_led_by_stranger(sentence) for sentence in evidence):
        return False
    own = [hit for hit in hits if hit.subject == claim.subject]
    headed = any(s.has("meta", "person", "model") for s in reading.sentences if s.rank == 0)
    if not headed and not any(hit.named for hit in own):
        return False
    by_meta = any(hit.by_meta for hit in own)
    return by_meta or any(s.has("meta", "person") for s in reading.sentences if s.rank <= _OPENING)


def _led_by_stranger(sentence: Sentence) -> bool:
    """Whether somebody else is named before Meta is: "Meta put it on Hugging Face" is led by Meta."""
    places = hosts(sentence)
    strangers = [one for one in sentence.all(*_STRANGERS) if one not in places]
    ours = sentence.all("meta", "person")
    return bool(strangers) and not (ours and min(one.start for one in ours) < min(one.start for one in strangers))


def _is_strangers_story(reading: Reading) -> bool:
    """Whether the first sentences tell of somebody who builds on a model of Meta's, and of nothing that Meta does."""
    lead = [sentence for sentence in reading.sentences if sentence.rank <= _OPENING and sentence.role != "heading"]
    built_on = any(
        sentence.has("role.before") and is_oblique(reading, sentence, name)
        for sentence in lead
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
