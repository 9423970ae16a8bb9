"""Whether a model was only shown: by all that stands around its places.

The readers go by the words of one sentence. Where trees of their own (tracker.extract.weighing.TRAITS) are sure of the
contrary, these have the last word.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tracker.extract.reading import Reading
from tracker.extract.weighing import STEPS
from tracker.records import Claim

_SURE = 2.0
"""Log-odds, of either side, from which they overrule."""


def with_traits(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, put right where the trees are sure; what an article tells twice of a model stays as it was read."""
    told = Counter((claim.kind, claim.subject) for claim in claims)
    return [_put_right(reading, claim) if told[claim.kind, claim.subject] == 1 else claim for claim in claims]


def _put_right(reading: Reading, claim: Claim) -> Claim:
    odds = reading.odds.get(("release shown", claim.subject), 0.0)
    if abs(odds) < _SURE or claim.kind != "release" or claim.status not in STEPS["release out"]:
        return claim
    return replace(claim, status="announced" if odds > 0 else "released")
