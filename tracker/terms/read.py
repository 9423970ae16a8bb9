"""A licence, use policy or card -> its terms, each with the words it stands on. Pure; nothing is said that the text
does not say: a term that is not found is None, or `not_mentioned`.

Written for the genre: community licences with user thresholds, research licences, naming duties, clauses on outputs,
use policies, territories; standard licences are recognised first (terms/nearest.py). Each reader looks at one sentence at
a time, together with the words that lead to it ("You may not use the model to:"), so that nothing runs away.
"""

import re
from collections.abc import Collection
from functools import lru_cache

from tracker.terms.building import derivatives
from tracker.terms.clauses import Sentence, sentences_of
from tracker.terms.duties import is_policy, naming, notices, outputs, policy, showing
from tracker.terms.formerly import in_force
from tracker.terms.gathered import NOTHING, QUOTE, Gathered, Terms, Words, nothing
from tracker.terms.grantors import grantor_in
from tracker.terms.known import Known, known
from tracker.terms.licensors import licensor_in
from tracker.terms.limits import governing, suits, territories, uses
from tracker.terms.markup import plain_text
from tracker.terms.naming import day_in, title_in
from tracker.terms.nearest import based_on, named_in, nearest_of
from tracker.terms.passing import copies
from tracker.terms.permits import by_heading, by_sale, by_title, commercial, threshold
from tracker.terms.second import look_again
from tracker.terms.tongues import foreign, is_foreign_terms
from tracker.terms.wording import flat

__all__ = ["NOTHING", "Terms", "Words", "is_challenge", "is_ordinary", "is_terms", "terms_in", "terms_of"]

_SURE = 0.8  # of a standard licence's passages: then it is that licence
_LEGAL = re.compile(
    r"\b(?:(?:rules|code) of (?:acceptable |responsible )?(?:use|conduct)|(?:house|community|usage|use) rules|these rules|must not|licen[cs]e[ed]?|licensor|agreement|redistribut\w+|terms of (?:use|service)|(?:use|usage) (?:policy|guidelines)|policy|copyright|permission"
    r"|permitted|prohibited|allowed|forbidden|agrees?|you (?:may|shall|must|will)|hereby)\b",
    re.IGNORECASE,
)
_RULING = re.compile(
    r"you (?:may|shall|must|will|agree|are (?:granted|free|allowed|permitted))|licen[cs]ee|hereby|this (?:licen[cs]e|agreement|policy)"
    r"|are permitted|agrees? to (?:keep|comply|abide|adhere)|never use|must not|is (?:prohibited|permitted|licen[cs]ed under)|users? (?:may|must|shall)|licen[cs]ed under|do not use|may not|(?:do|does|is|are) not (?:allow|permit|extend)\w*|agrees? to (?:them|these|be bound)|shall not|\b(?:licensees?|recipients?|operators?|whoever|everyone|anyone|nobody|no one) (?:\w+ ){0,8}?(?:shall|must|may)\b|(?:is|are) (?:not )?(?:offered|allowed|given|prohibited|forbidden)|\b(?:don't|never|please) (?:use|take|make|share|pass)\b|you(?:'re| are) (?:welcome|free) to|you get the right",
    re.IGNORECASE,
)
_HEAD, _FEWEST_WORDS = 600, 15
# A line that names the text a licence, and no more; or who gives leave for a model.
_CALLED = re.compile(
    r"(?im)^[ \t#*=_<>|-]*(?:[\w.&'-]+ ){0,6}?(?:licen[cs]e|terms(?: (?:of|for) \w+(?: \w+){0,3})?|agreement|(?:use|usage) polic(?:y|ies)|rules of use)(?: (?:agreement|v?\d[\w.]*|\(short\)))*[ \t#*=_:.]*(?:\n|\Z|[.,;] )"
)
_GIVEN = re.compile(
    r"(?i)\bpermission is (?:hereby )?granted\b|\b(?:grants?|licenses?|licences?|offered|provided|publishes|gives?|makes)\b[^.\n]{0,80}\b(?:weights|models?|under the (?:terms|following)|these rights|as follows|available)\b|\ball rights reserved\b|\bsome rights reserved\b|\(c\) [A-Z]"
)
_RULE = re.compile(
    r"(?i)\b(?:you|anyone|everyone|everybody|whoever|nobody|users?|licensees?|recipients?|licensor|owner|company|university|we|it|use|models?|weights)\b[^.\n]{0,60}\b(?:may|must|shall|can|cannot|can't|free to|(?:is|are) (?:not )?(?:allowed|permitted|prohibited|forbidden|welcome|granted|covered)|grants?|permits?|lets?|allows?)\b"
    r"|\bno (?:commercial|military|redistribution|resale)\b|\b(?:commercial|non-commercial|research) use\b|\bresearch only\b|\bis prohibited\b|\bnot (?:allowed|permitted)\b|\bpermits? (?:you|the)\b"
)
_CHALLENGE = re.compile(
    r"enable javascript|checking your browser|just a moment\.\.\.|verify(?:ing)? (?:that )?you are (?:a )?human|access denied"
    r"|captcha|404 not found|page not found|unusual traffic|ray id",
    re.IGNORECASE,
)


def terms_of(raw: str) -> Terms:
    """The terms of a text. One that is no licence and no policy (a challenge page, nothing at all) has none."""
    plain = plain_text(raw)
    card = named_in(raw, plain)
    if not is_terms(plain) and card is None:
        return Terms(nothing())
    gathered = Gathered(plain, in_force(plain, sentences_of(plain)))
    _read(gathered)
    _standard(gathered)
    if card is not None and gathered.nearest is None and not is_policy(gathered.terms.values["name"]):
        _card(gathered, card)
    elif not _is_standard(gathered) and not is_policy(gathered.terms.values["name"]):
        look_again(gathered)
    return gathered.terms


def terms_in(plain: str, sentences: tuple[Sentence, ...], keys: Collection[str] | None = None) -> Terms:
    """What some sentences of a text say, of all terms or of these; standard licences are not recognised."""
    gathered = Gathered(plain, in_force(plain, sentences), in_part=keys is None)
    _read(gathered, keys)
    return gathered.terms


@lru_cache(maxsize=16)
def is_ordinary(raw: str) -> bool:
    """Whether a text's terms are those that its sentences say: it lays down some, and is no standard licence."""
    plain = plain_text(raw)
    nearest = nearest_of(plain)
    standard = nearest is not None and nearest.similarity >= _SURE and not known(nearest.name).bespoke
    return is_terms(plain) and not standard and named_in(raw, plain) is None


def is_terms(plain: str) -> bool:
    """Whether a plain text lays down terms at all."""
    head = plain[:20_000]
    if is_challenge(plain):
        return False
    told: set[str] = set()
    for found in _LEGAL.finditer(head):
        told.add(found[0].casefold())
        if len(told) >= 2:
            break
    if len(told) >= 2 and _RULING.search(head) is not None:
        return True
    return _calls_itself_terms(plain) or is_foreign_terms(plain)


def _calls_itself_terms(plain: str) -> bool:
    """Whether a short text says in its head that it is a licence, or who grants leave, and lays down a rule."""
    called = _CALLED.search(plain[:_HEAD])
    if called is not None and not plain[: called.start()].strip() and len(plain.split()) >= _FEWEST_WORDS:
        return True
    return bool(called or _GIVEN.search(plain[:_HEAD])) and _RULE.search(plain[:20_000]) is not None


def is_challenge(plain: str) -> bool:
    """Whether a plain text is a page in front of the text, or an error in its place: short, and it says so."""
    return len(plain) < 3_000 and _CHALLENGE.search(plain) is not None


def _read(gathered: Gathered, keys: Collection[str] | None = None) -> None:
    """Everything, or what is needed for these terms."""
    for reader, gives in (
        (_name, ()),
        (_dates, ()),
        (threshold, ("mau_threshold", "mau_reference_date", "commercial_use")),
        (showing, ("display_notice",)),
        (naming, ("name_prefix",)),
        (notices, ("attribution_notice",)),
        (outputs, ("outputs_to_improve_other_models",)),
        (policy, ("acceptable_use_policy",)),
        (territories, ("excluded_territories",)),
        (uses, ("excluded_uses",)),
        (suits, ("litigation_termination",)),
        (governing, ("governing_law",)),
        (commercial, ("commercial_use",)),
        (by_heading, ("commercial_use",)),
        (by_title, ("commercial_use",)),
        (by_sale, ("commercial_use",)),
        (copies, ("redistribution",)),
        (derivatives, ("derivatives",)),
        (_who, ("licensor",)),
        (foreign, ()),
    ):
        if keys is None or not gives or any(key in keys for key in gives):
            reader(gathered)


def _name(gathered: Gathered) -> None:
    """What the text calls itself."""
    found = title_in(gathered.plain)
    if found:
        gathered.say("name", found[0], found[1:])


def _dates(gathered: Gathered) -> None:
    """The day of this version."""
    found = day_in(gathered.plain)
    if found:
        gathered.say("version_date", found[0], found[1:])


def _who(gathered: Gathered) -> None:
    """Who grants it."""
    found = licensor_in(gathered.plain, gathered.sentences)
    if found is None and not gathered.in_part:
        found = grantor_in(gathered.plain)
    if found:
        gathered.say("licensor", found[0], found[1:])


def _standard(gathered: Gathered) -> None:
    """What is known of a standard licence, where the text is one and not one with terms of its own on top."""
    gathered.nearest = nearest_of(gathered.plain)
    if gathered.nearest is None:
        return
    values = gathered.terms.values
    values["nearest"] = gathered.nearest._asdict()
    one = known(gathered.nearest.name)
    sure = gathered.nearest.similarity >= _SURE
    if not sure or one.bespoke:
        return
    bespoke = values["mau_threshold"] is not None or values["excluded_territories"] or values["display_notice"]
    bespoke = bespoke or (values["commercial_use"] == "conditional")
    bespoke = bespoke or (_has_other_title(values["name"], one) and based_on(gathered.plain) is not None)
    bespoke = bespoke or (one.osi_approved and (values["excluded_uses"] or values["commercial_use"] == "forbidden"))
    values["osi_approved"] = one.osi_approved and not bespoke
    if not bespoke:
        values["name"] = one.title
        gathered.terms.words.pop("commercial_use", None)
        gathered.terms.words.pop("redistribution", None)
        gathered.terms.words.pop("derivatives", None)
        for key in one.silent:
            gathered.terms.words.pop(key, None)
            values[key] = list(NOTHING[key]) if isinstance(NOTHING[key], list) else NOTHING[key]
    start = len(gathered.plain) - len(gathered.plain.lstrip())
    where = (start, min(len(gathered.plain), start + QUOTE))
    told = {"commercial_use": one.commercial_use, "redistribution": one.redistribution, "derivatives": one.derivatives}
    for key, value in told.items():
        gathered.say(key, value, where)
    if one.attribution:
        gathered.say("attribution_notice", True, where)


def _is_standard(gathered: Gathered) -> bool:
    return gathered.nearest is not None and gathered.nearest.similarity >= _SURE


def _has_other_title(title: str | None, one: Known) -> bool:
    """Whether a text is called a licence by a name that this one does not have."""
    own = {one.name.split("-")[0].casefold(), one.title.split()[0].casefold()}
    words = set(re.findall(r"[a-z]+", (title or "").casefold()))
    return bool(words & {"license", "licence", "agreement", "terms"}) and not own & words


def _card(gathered: Gathered, name: str) -> None:
    """A card, or a notice of a few lines, that names a standard licence."""
    one = known(name)
    gathered.terms.values["nearest"] = {"name": name, "similarity": 1.0}
    if not gathered.terms.values["excluded_uses"] and gathered.terms.values["mau_threshold"] is None:
        gathered.terms.values["osi_approved"] = one.osi_approved
    gathered.terms.words.pop("name", None)
    at = max(0, flat(gathered.plain).casefold().find(name.casefold()))
    gathered.say("name", one.title, (min(at, max(0, len(gathered.plain) - 1)), min(len(gathered.plain), at + 80)))
    where = (0, min(len(gathered.plain), 80))
    gathered.say("commercial_use", one.commercial_use, where)
    if name.startswith(("GPL", "LGPL", "AGPL")):  # its notice is the grant itself
        gathered.say("redistribution", one.redistribution, where)
        gathered.say("derivatives", one.derivatives, where)
