"""Article → claims: the one door of this room. Pure, deterministic, offline; docs/claims.md says what a claim is."""

from tracker.extract.calibration import calibrated
from tracker.extract.datechoice import with_dates
from tracker.extract.discourse import contexts
from tracker.extract.foreground import in_their_place
from tracker.extract.grounds import founded, with_own_terms
from tracker.extract.lexicons import lexicon_of
from tracker.extract.licence import licence_claims
from tracker.extract.newschoice import with_news_apart
from tracker.extract.occasion import place_talk
from tracker.extract.oneday import on_one_day
from tracker.extract.policy import policy_claims
from tracker.extract.reading import Reading, read
from tracker.extract.release import hits
from tracker.extract.second import second_look
from tracker.extract.settle import release_claims
from tracker.extract.traits import with_traits
from tracker.languages import language_of
from tracker.records import Article, Claim

READER = "extract 17"
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
    claims = with_news_apart(reading, with_dates(reading, as_first_dated(reading)))
    return sorted(claims, key=lambda claim: (claim.start, claim.kind, claim.subject))


def as_first_dated(reading: Reading) -> list[Claim]:
    """The claims with the dates that the readers of each kind give them."""
    place_talk(reading)
    before = contexts(reading)
    told = hits(reading, before)
    releases = release_claims(reading, told)
    launched_on = next(
        (claim.happened_on for claim in releases if claim.main and claim.status in ("released", "announced")), None
    )
    licences = licence_claims(reading, before, releases)
    if launched_on is None:
        launched_on = next((claim.happened_on for claim in licences if claim.main and claim.status == "in_force"), None)
    statements = policy_claims(reading, before, launched_on, told)
    first = with_own_terms(founded([*releases, *licences, *statements], reading, told), reading)
    claims = with_own_terms(second_look(reading, before, told, first), reading)
    return with_traits(reading, in_their_place(on_one_day(reading, claims), reading.published))
