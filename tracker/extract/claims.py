"""Article → claims: the one door of this room. Pure, deterministic, offline; docs/claims.md says what a claim is."""

from collections.abc import Sequence

from tracker.extract.calibration import calibrated
from tracker.extract.discourse import contexts, is_oblique, subjects
from tracker.extract.language import language_of
from tracker.extract.lexicons import lexicon_of
from tracker.extract.licence import licence_claims
from tracker.extract.policy import policy_claims
from tracker.extract.reading import Reading, Sentence, read
from tracker.extract.release import hits
from tracker.extract.settle import release_claims
from tracker.records import Article, Claim

_LEAD = 3
_OPENING = 2
_OF_MAKER = 4  # "Meta's Llama 3"
READER = "extract 2"
"""Version of the reader: part of every idempotency key, raised whenever the same article may be read differently."""


def claims_of(article: Article) -> list[Claim]:
    """What an article says happened, in the order of its words; empty where it says nothing or we lack its language.

    Every claim's quote is a slice of `article.document_text`. Never raises, whatever the text.
    """
    lexicon = lexicon_of(article.language or language_of(article.document_text))
    reading = read(article, lexicon) if lexicon is not None else None
    return calibrated(reading, uncalibrated(reading)) if reading is not None else []


def uncalibrated(reading: Reading) -> list[Claim]:
    """The claims with the scores of their readers in place of confidence."""
    before = contexts(reading)
    releases = release_claims(reading, hits(reading, before))
    launched_on = next(
        (claim.happened_on for claim in releases if claim.main and claim.status in ("released", "announced")), None
    )
    licences = licence_claims(reading, before, releases)
    if launched_on is None:
        launched_on = next((claim.happened_on for claim in licences if claim.main and claim.status == "in_force"), None)
    statements = policy_claims(reading, before, launched_on)
    return sorted(
        _founded([*releases, *licences, *statements], reading),
        key=lambda claim: (claim.start, claim.kind, claim.subject),
    )


def _founded(claims: Sequence[Claim], reading: Reading) -> list[Claim]:
    """The claims, less those on "the model" in an article whose headline and lead are about somebody else's."""
    if _is_strangers_story(reading):
        named = [sentence for sentence in reading.sentences if sentence.has("meta", "person")]
        return [claim for claim in claims if any(one.start <= claim.start < one.end for one in named)]
    if any(_names_ours(reading, sentence) for sentence in reading.sentences if sentence.rank <= _LEAD):
        return list(claims)
    own = [sentence for sentence in reading.sentences if _names_ours(reading, sentence)]
    return [
        claim
        for claim in claims
        if claim.kind == "policy_statement" or any(one.start <= claim.start < one.end for one in own)
    ]


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
