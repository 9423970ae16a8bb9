"""Whether a claim is news or told as past, and whether a model was only shown: by all that stands around its places.

The readers go by the words of one sentence. Where trees of their own (tracker.extract.weighing.TRAITS) are sure of the
contrary, these have the last word.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tracker.extract.generations import is_earlier
from tracker.extract.hit import days_of_news_before
from tracker.extract.reading import Reading
from tracker.extract.weighing import STEPS
from tracker.extract.when import is_before, is_of_these_days
from tracker.records import Claim

_SURE = {"release past": 2.0, "release shown": 2.0, "licence_change past": 1.5}
"""Log-odds, of either side, from which they overrule."""


def with_traits(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, put right where the trees are sure; what an article tells twice of a model stays as it was read."""
    told = Counter((claim.kind, claim.subject) for claim in claims)
    return [_put_right(reading, claim, claims) if told[claim.kind, claim.subject] == 1 else claim for claim in claims]


def _put_right(reading: Reading, claim: Claim, claims: Sequence[Claim]) -> Claim:
    past = _sure_of(reading, f"{claim.kind} past", claim.subject)
    if past is not None and claim.status not in STEPS["release ahead"] and _is_open(reading, claim, claims, past):
        claim = replace(claim, main=not past)
    shown = _sure_of(reading, "release shown", claim.subject)
    if shown is not None and claim.kind == "release" and claim.status in STEPS["release out"]:
        claim = replace(claim, status="announced" if shown else "released")
    return claim


def _is_open(reading: Reading, claim: Claim, claims: Sequence[Claim], past: bool) -> bool:
    """Whether its date, and later models beside it, leave open that a claim is past, or that it is news."""
    if not past and any(is_earlier(claim.subject, other.subject) for other in claims if other.kind == "release"):
        return False
    on, published = claim.happened_on, reading.published
    if on is None or published is None:
        return True
    return not is_of_these_days(on, published) if past else not is_before(on, days_of_news_before(published))


def _sure_of(reading: Reading, trait: str, subject: str) -> bool | None:
    odds = reading.odds.get((trait, subject), 0.0)
    return odds > 0 if trait in _SURE and abs(odds) >= _SURE[trait] else None
