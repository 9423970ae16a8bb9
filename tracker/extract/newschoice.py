"""Whether a claim is news or background, once it is dated: judged beside all that the article tells.

The readers go by the words of a sentence and by rules on dates. Trees (dates.json, grown by `make model`) weigh what
they say, the claim's sentence, its date, and the other claims; where they are sure enough of the contrary, they have
the last word.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from itertools import starmap
from operator import or_

from tracker.extract.datechoice import days_apart, sentence_of, sentences_on, told_of_own_date
from tracker.extract.generations import is_earlier
from tracker.extract.hit import COMING, days_of_news_before
from tracker.extract.reading import Reading
from tracker.extract.trees import DATES_FILE, forests
from tracker.extract.weighing import Features
from tracker.extract.when import is_before
from tracker.records import Claim

KIND = "main"
_SURE = 0.75
"""Log-odds, of either side, from which the trees overrule."""
_YEAR = len("2024")
_BEFORE = ("release.", "modality.", "date.")


def with_news_apart(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, each main or not as is the likelier."""
    grown = forests(DATES_FILE, KIND)
    put_right = []
    for claim in claims:
        told = features(reading, claim, claims)
        odds = grown.score(KIND, reduce(or_, starmap(grown.ruled_out, told.items()), 0))
        overruled = abs(odds) >= _SURE and (odds < 0 or claim.main or _may_be_news(reading, claim, claims))
        put_right.append(replace(claim, main=odds > 0) if overruled else claim)
    return put_right


def _may_be_news(reading: Reading, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether neither its date nor a later model beside it makes a claim background (labelling rule)."""
    if any(is_earlier(claim.subject, other.subject) for other in claims if other.kind == "release"):
        return False
    on, published = claim.happened_on, reading.published
    if on is None or published is None:
        return True
    if len(on) == _YEAR and claim.status not in COMING and reading.is_fresh:
        return False  # news has a month at least
    return not is_before(on, days_of_news_before(published))


def features(reading: Reading, claim: Claim, claims: Sequence[Claim]) -> Features:
    """What the trees go by: the claim, its date, its sentence and paragraph, and the claims beside it."""
    own, sentences = sentence_of(reading, claim), reading.sentences
    others = [one for one in claims if one is not claim]
    told = told_of_own_date(reading, claim, claims)
    told |= {
        f"before {kind}": 1.0
        for one in sentences[max(0, own.index - 1) : own.index]
        for kind in one.kinds
        if kind.startswith(_BEFORE)
    }
    paragraph = [one for one in sentences if one.line == own.line]
    told |= {
        "headline": float(any(mark.value == claim.subject for mark in sentences[0].all("model", "person", "meta"))),
        "news before": float(sum(one.main for one in others if one.start < claim.start)),
        "claims before": float(sum(one.start < claim.start for one in others)),
        "other news": float(sum(one.main for one in others)),
        "kin is news": float(any(one.main for one in others if one.subject == claim.subject)),
        "has a successor": float(any(is_earlier(claim.subject, one.subject) for one in others)),
        "has an ancestor": float(any(is_earlier(one.subject, claim.subject) for one in others)),
        "named in": float(len(sentences_on(reading, claim.subject))),
        "paragraph's names": float(sum(one.has("meta", "model", "person") for one in paragraph)),
        "paragraph's dates": float(sum(len(one.dates) for one in paragraph)),
    }
    newest = max((one.happened_on for one in claims if one.happened_on and one.status not in COMING), default=None)
    if newest is not None and claim.happened_on is not None:
        length = min(len(newest), len(claim.happened_on))
        told["newest"] = float(claim.happened_on[:length] >= newest[:length])
        told["days behind"] = days_apart(newest, claim.happened_on)
    return told
