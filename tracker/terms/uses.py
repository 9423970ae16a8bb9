"""Which uses a licence or policy rules out, by short names. Pure."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from tracker.terms.clauses import Sentence
from tracker.terms.forbidden import COVERS, FORBIDDEN_USES, NEEDED
from tracker.terms.layouts import CELL
from tracker.terms.shunned import shunned_in
from tracker.terms.wider import WIDER

_PRACTICE = "unlicensed professional practice"
_ADVICE = frozenset({"medical advice", "legal advice", "financial advice"})
_MINORS, _SEXUAL = "exploitation of minors", "sexual content"
_HIDING = "hiding known dangers from end users"
_FORBIDS = re.compile(
    r"\b(?:not|never|don't|can't|mustn't|won't|cannot) (?:to )?(?:\w+,? (?:or )?){0,6}?(?:use|used|let|deploy(?:ed)?|allow|permit|employ(?:ed)?|utili[sz]ed?|operated?|enable|facilitate|engage|process|rel(?:y|ied) (?:up)?on|serve)\b"
    r"|prohibited (?:uses?|from|to|purposes|activities|applications)|(?:is|are) (?:strictly |expressly )?(?:prohibited|forbidden)"
    r"|\bfollowing (?:uses|purposes|activities)[^.]{0,100}?(?:not|prohibited|forbidden|excluded)|\b(?:refrain|abstain)\w* from"
    r"|\b(?:shall|may|must|will) not,? for [^.;]{0,120}?\b(?:purposes?|uses)\b|\buse of [^.;]{0,160}?\b(?:must|shall|may) not (?:infringe|violate)\b"
    r"|\bnor (?:may|shall|must|can|will|should) (?:\w+ ){1,4}?(?:be (?:used|employed|deployed)|use|serve|help|employ)\b|\bout of bounds\b|\b(?:is|are) (?:likewise |also |equally )(?:prohibited|forbidden|excluded|ruled out|banned)\b|\bno ?(?:one|body|person|user)s? (?:may|shall|can|is) |\bneither\b[^.;]{0,80}?\b(?:may|shall|can|will) (?:be )?(?:use|used|deploy|employ)\b|\b(?:prohibits?|forbids?) (?:the |any )?(?:use|using|deployment)\b|\b(?:models?|derivatives?|software|outputs?) (?:shall|must|may) not (?:infringe|violate)\b|may not be used|must not be used|shall not be used|no use (?:for|in)|out[- ]of[- ]scope|do not use"
    r"|\b(?:under )?(?:neither|no)\b[^.;]{0,40}?\b(?:may|shall|can|is|are)\b[^.;]{0,40}?\b(?:be )?(?:used?|deploy(?:ed)?|employ(?:ed)?|serve)\b|\b(?:is|are) (?:not (?:allowed|permitted|covered|licen[cs]ed)|ruled out|excluded|banned|barred|off[- ]limits)\b"
)
# The same, whether it speaks of use or not.
_OUTRIGHT = re.compile(
    r"\bno part of [^.;]{2,60}? (?:may|shall|must|can|is to) (?:ever )?(?:be|become|go|end up)\b|\banything (?:to do with|connected with|that has to do with)\b[^.;]{0,60}?\bis (?:out|off|excluded|forbidden|banned)\b|\b(?:must|may|shall) (?:not|never) (?:become|be(?:come)? (?:a )?part of|be built into|end up in)\b|\bdo not let (?:it|them|the \w+)\b"
    r"|\b(?:licen[cs]e|rights?|permission) (?:ends?|lapses?|is lost) for (?:whoever|anyone|anybody|those)\b|\b(?:warrants?|undertakes?|represents?) that it (?:will|shall) not (?:use|employ|deploy|let)\b|\bnot to use (?:it|them|the \w+) against\b"
    r"|\A(?:forbidden|prohibited|excluded|banned|not allowed|off limits)(?: (?:uses|purposes|fields|applications))?(?: are)?: |\bwe do not (?:allow|permit|tolerate)(?: use for)?:? "
    r"|\bno (?:licen[cs]e|rights?|permission) (?:(?:is|are) )?(?:granted |given )?(?:for|to use)\b|\b(?:has|have) no (?:place|business) in\b|(?<!\bwe )\bkeep (?:it|them|the \w+|\w+) (?:away from|out of)\b"
    r"|\boff[- ]limits (?:for|to)\b|\b(?:is|are) (?:not|never) (?:there )?for (?!sale|resale|everyone|everybody)|\b(?:do|does|shall|will) not (?:extend to|cover|include) (?:any )?(?:uses?|using|employment|deployment)\b"
    r"|\b(?:everything|anything|(?:any|every) (?:other )?(?:purpose|use)|all (?:other )?(?:purposes|uses)) (?:except|but|other than|save|apart from)(?: for)? (?!where|when|as|that|if|what|those)"
)
_BANS = re.compile(
    "not|no one|no part of|nobody|no person|neither|n't|never|prohibit|forbid|exclud|refrain|no use|out of scope|out-of-scope"
    "|abstain|ruled out|banned|barred|off limits|off-limits|under no|no licen|no right|no permission|no place|no business|away from|out of|is out[ .]|ends for|end for|except|other than|apart from|but "
)
_SECTION = re.compile(
    r"prohibited|restricted uses?|use(?:-based)? restrictions|usage restrictions|unacceptable|disallowed|forbidden|not (?:be )?(?:permitted|allowed|tolerated)|(?:not|never|don't) (?:to )?(?:allow|permit|do|tolerate|use)|\bnot for\b|off[- ]limits|out[- ]of[- ]scope|\b(?:not|aren't|isn't) (?:covered|licen[cs]ed|welcome|fine|ok\b|okay|acceptable|cool)|\b(?:bans?|banned|rules? out|ruled out)\b|\bexcluded (?:uses?|purposes?|fields?|applications|activities)|\bfields? (?:of use )?(?:that (?:are|is) )?excluded|(?:can't|cannot|mustn't) (?:do|use)|\bno-?go|\Aexclusions\Z"
)
_OTHER = re.compile(r"\b(?:report|notify|e-?mail|contact) (?:any|us|reporting)|^report(?:ing)?\b|https?://\S+$")
_NO_BAN = re.compile(
    r"\bcomply with\b|\bwe (?:do our best|try|strive|aim|work|scan|check)\b|\bwarrant(?!s? that it (?:will|shall) not)|\bliab|\bwe (?:will|do|shall|may|can) ?not\b|\bnot designed (?:or|and|nor) intended\b[^.;]*\bfail"
)
_PURPOSE = re.compile(
    r"\buses?\b|\busing\b|\brel(?:y|ied)\b|\bserve\b|\bcloning\b|\bused\b|infring|deploy|employ|utili[sz]|generat|engag|purpos|activit|applicat|\bprocess\b"
)


def uses_of(
    sentences: Sequence[Sentence], policy: bool, *, in_part: bool = False
) -> tuple[list[str], tuple[int, int] | None]:
    """Names of uses that are ruled out, in the order of FORBIDDEN_USES; and the range of the first that says so.

    policy: the text is a use policy as a whole; in_part: these are some of its sentences, so that nothing is supposed
    """
    listed = policy and any(_FOLLOWING.search(one.own) for one in sentences)
    headings = {one.clause.heading for one in sentences} if policy else set()
    section = (
        False  # a policy's headings under one that forbids are parts of it, until one that speaks of something else
    )
    told: set[str] = set()
    where: tuple[int, int] | None = None
    before: Sentence | None = None  # that forbade
    for one in sentences:
        clause = one.clause
        likewise = before is not None and one.clause is before.clause and one.low.startswith(("so is ", "so are "))
        if (
            not policy
            and not likewise
            and not _BANS.search(one.low)
            and not is_forbidding(_run_in(clause.text) or clause.heading)
        ):
            continue
        heading, lead = (_run_in(clause.text) or clause.heading).lower(), clause.lead.lower()
        own = one.low[-len(one.own) :] if lead else one.low
        section = policy and _in_section(heading, section)
        forbids = _rules_out(own, heading, lead, bool(lead or clause.label)) or (policy and _bans_in_policy(own))
        if policy and _WARNING.search(own) and _BROKEN.search(clause.text):
            told.add(_HIDING)
            where = where or (one.start, one.end)
        before = one if forbids or likewise else None
        if not (forbids or likewise) and not (
            ((listed and not _ELSE.search(heading)) or section) and clause.text not in headings and _is_item(one)
        ):
            continue
        found = _named(own, lead)
        if found and where is None:
            where = one.start, one.end
        told |= found
    for found, one in shunned_in(sentences, _named) if not (told or in_part) else ():
        where = where or (one.start, one.end)
        told |= found
    return [name for name, _ in FORBIDDEN_USES if name in told], where


def _bans_in_policy(own: str) -> bool:
    """Whether a sentence of a policy forbids, if only it says so: what is meant is the use of what the policy is for."""
    if _OTHER.search(own) or _NO_BAN.search(own):
        return False
    return (
        _SIMPLY.match(own) is not None
        or _NOT_YOU.match(own) is not None
        or (_FORBIDS.search(own) is not None and _SAYS_FINE.search(own) is None)
    )


_SAYS_FINE = re.compile(r"\b(?:is|are) (?:also )?(?:fine|allowed|permitted|welcome|ok)\b")
# "No malware.", "Never bully anyone with it.": all that a policy in few words says.
_SIMPLY = re.compile(
    r"(?:rule \d+[.:)] )?(?:(?!we |our )(?:[\w-]+ ){1,3}(?:must|may|shall) (?:not|never) |that rules out |(?:please )?(?:do not|don't) (?!hesitate|worry|forget)|(?:it|they|the \w+) (?:must|may|shall) (?:not|never) |(?:this means )?(?:no|never|nothing)\b(?! (?:one\b|part\b|warrant|liab|right|licen|guarant|support|duty|oblig|other\b|more\b)))"
)
# "You agree not to send spam.": in a policy it is said of what it is a policy for.
_NOT_YOU = re.compile(
    r"(?:you|users?|operators?|customers?|licensees?|nobody|no ?one|please)?(?: (?:must|may|shall|will|can|agree|promise|undertake)s?)?(?: to)? ?\b(?:not|never|don't)\b"
)
# "Off limits. Military work, ..."
_FIRST_WORDS = re.compile(r"(?P<told>[A-Z][\w'-]*(?: [\w'-]+){0,3})[.:] +(?=\w)")


def _run_in(text: str) -> str:
    """The words that a clause begins with as with a heading, where they forbid."""
    found = _FIRST_WORDS.match(text)
    return found["told"] if found and is_forbidding(found["told"]) else ""


def _in_section(heading: str, before: bool) -> bool:
    """Whether what stands under a heading is ruled out; before: what stood under the one before it was."""
    return is_forbidding(heading) or (before and not _ELSE.search(heading))


_ELSE = re.compile(
    r"\b(?:fine|allowed|permitted|encouraged|welcome|except\w*|report\w*|tell\w* us|enforce\w*|contact\w*|definitions?|scope|where|change\w*"
    r"|responsib\w+|disclos\w*|questions?|updates?|\Aabout|consequences?|breach\w*|violations?|what (?:happens|you (?:may|can)))\b"
)


# A policy that says once what nobody may do, and lists it under headings.
_FOLLOWING = re.compile(
    r"\b(?:not|never)\b[^.]{0,60}?\b(?:use|do|engage|allow)\b[^.]{0,60}?\bfollowing\b|\b(?:not|never)\b[^.]{0,60}?\b(?:use|do|engage|allow|let)\b[^.]{0,120}?\b(?:(?:listed|named|described|set out|given|mentioned) (?:below|here)|(?:purposes|uses|things|practices|activities|any|anything) (?:(?:listed|named|described|set out|given|mentioned) )?(?:in|of|under) (?:the )?(?:groups?|sections?|parts?|articles?|paragraphs?|chapters?|points?|headings?|items?|categories|lists?) (?:\d|[a-z]\b|one\b|below))|\bfollowing\b[^.]{0,60}?\b(?:prohibited|forbidden|not (?:permitted|allowed))",
    re.IGNORECASE,
)
# "Tell its users about the dangers that you know of. Failing to do so is a violation."
_WARNING = re.compile(
    r"\b(?:tell|inform|warn)\b[^.;]{0,60}?\b(?:users?|(?:people|persons|those|anybody|anyone) who uses?|customers)\b[^.;]{0,60}?\b(?:dangers?|risks|hazards)\b"
    r"|\b(?:dangers?|risks|hazards)\b[^.;]{0,100}?, (?:tell|inform|warn)\b[^.;]{0,40}?\b(?:users?|who uses?|customers)\b"
    r"|\bfail\w* to (?:disclose|tell|reveal)[^.;]{0,30}?\b(?:dangers?|risks|hazards)\b[^.;]{0,60}?\busers?\b"
)
_BROKEN = re.compile(r"\b(?:fail\w*|not doing so|omitting)\b[^.]{0,60}?\b(?:violat|breach)", re.IGNORECASE)
_NO_ITEM = re.compile(
    r"^(?:you|we|if|by|please|this|these|the|report|when|for|our|see|unless|however|write|tell|ask|send)\b|\b(?:permitted|allowed|encourage)",
    re.IGNORECASE,
)


def _is_item(one: Sentence) -> bool:
    return (
        bool(one.clause.heading)
        and len(one.own) < 250
        and not _NO_ITEM.search(one.own)
        and not _OTHER.search(one.own.lower())
    )


@lru_cache(maxsize=4096)
def _rules_out(own: str, heading: str, lead: str, item: bool) -> bool:
    """Whether a sentence under this heading and these leading words, all in lower case, forbids; item: of a list."""
    listed = is_forbidding(heading)
    if _OTHER.search(own) or _NO_BAN.search(own):
        return False
    if item and lead and _leads_to_bans(lead):
        return True
    if item and listed and len(own) < 700 and not own.endswith(":"):
        return True
    if listed and ((own.endswith(";") and _TO_DO.match(own)) or own.startswith(("don't ", "do not ", "never "))):
        return True
    if listed and len(own) < 300 and (CELL in own or _FRAGMENT.match(own) or _NOUNS.fullmatch(own)):
        return True
    return _is_outright(own) or (_FORBIDS.search(own) is not None and _PURPOSE.search(own) is not None)


# An item of a list that has lost its mark.
_TO_DO = re.compile(
    r"(?!.*\b(?:permit\w*|allow\w*|may|welcome|fine)\b)(?:(?:or|and) )?(?:to|for|in|by|as|with|on|against)\b"
)
# "Military work, spying on people, and malware."
_NOUNS = re.compile(
    r"(?!.*\b(?:is|are|may|can|will|shall|must|should|permit\w*|allow\w*|welcome|fine)\b)(?:[a-z][^.;:,]{2,40}: )?[a-z][^.;:,]{2,100}(?:, [^.;:,]{2,160}){1,40}\.?"
    r"|(?!.*\b(?:is|are|may|can|will|shall|must|should|permit\w*|allow\w*|welcome|fine)\b)(?:[a-z][^.;:,]{2,40}: )?[a-z][\w-]*(?: [\w-]+){0,4}\.?"
)
# "Use in any manner that ...", "Generating ...": no sentence, but an item all the same, if it permits nothing.
_FRAGMENT = re.compile(
    r"(?!.*\b(?:permit|allow|may\b|welcome|encourag|fine\b|not\b))(?:(?:any )?uses?\b|(?!during|according|including|regarding|nothing|something|anything|everything)[a-z]{3,}ing\b)"
)


def _is_outright(own: str) -> bool:
    """Whether a sentence rules out whether it speaks of use or not; the pattern is slow, and most hold none of its words."""
    return any(piece in own for piece in _OUTRIGHT_PIECES) and _OUTRIGHT.search(own) is not None


_OUTRIGHT_PIECES = (
    *(
        "no part of",
        "no lic",
        "no right",
        "no perm",
        "no place",
        "no business",
        "keep ",
        "limits",
        "not for",
        "never for",
        "there for",
    ),
    *("not extend", "not cover", "not include", "except", " but ", "other than", " save ", "apart from", "anything"),
    *(
        "become",
        "be part",
        "built into",
        "end up",
        "not let",
        " for whoever",
        " for any",
        " for those",
        "that it will not",
    ),
    *(
        "that it shall not",
        "against",
        "forbidden",
        "prohibited",
        "excluded",
        "banned",
        "not allow",
        "not permit",
        "not tolerate",
    ),
)


@lru_cache(maxsize=1024)
def is_forbidding(heading: str) -> bool:
    """Whether what stands under a heading is ruled out."""
    return bool(heading) and _SECTION.search(heading.lower()) is not None


@lru_cache(maxsize=1024)
def _leads_to_bans(lead: str) -> bool:
    return any(pattern.search(lead) for pattern in (_FORBIDS, _OUTRIGHT, _NOT_TO, _RULED_OUT))


_NOT_TO = re.compile(
    r"\b(?:you|licensees?|company|recipients?|users?|customers?|entity|party) (?:will|shall|may|must|can|do) ?not\b[^.;]{0,40}:?\s*\Z"
)
_RULED_OUT = re.compile(
    r"\b(?:ruled out|rules? out|bans?|banned|barred|off[- ]limits|excluded)\b[^.;]{0,40}\Z|\bexcluded (?:uses?|purposes|fields)"
)
_DECISIONS = re.compile(
    r"(?P<what>\bdecisions?(?:[- ]making)?) (?:in|on|about|within|concerning) (?:[^.;()]{0,120}?\((?:e\.g\.|such as|for example|including|like)[^)]*\)|(?:[\w ]{2,30}, ){2,}[\w ]{2,30} (?:or|and) [\w-]+)"
)


# "Weapons, be they conventional, chemical or nuclear"; "false news, above all around elections".
_KINDS_OF_ARMS = re.compile(
    r"(?<=weapons)[^;.]{0,20}?(?:\b(?:conventional|chemical|biological|radiological|nuclear|atomic)\b(?:,? and |,? or |, )?){2,}"
)
_AT_ELECTIONS = re.compile(
    r",? (?:above all|especially|particularly|in particular|notably|chiefly|not least) (?:in the (?:course|run-up|weeks|days)(?: of| to| before)?|in times of|during|around|before|ahead of|at|on) (?:an? |the |public |political )*(?:elections?|votes?|referend\w+)\b"
    r"|\b(?:with|for) the (?:aim|purpose|intention|intent|goal|object) of (?:[^;]{0,40}? or of )?(?:sway|influenc|tipp|turn)\w* (?:an? |the |any )?(?:elections?|votes?|referend\w+)"
)
# To foresee crimes is to commit none.
_FORESEES = re.compile(r"\b(?:predict|likelihood|risks?\b|probab|forecast|assess)[^;]{0,160}?\b(?:crim|offen[cs]e)")
_OF_CRIME = re.compile(r"\bcommit\w* |(?<=criminal )(?:activit|conduct|acts?\b|actions?\b|behaviou?r)\w*")


@lru_cache(maxsize=4096)
def _named(own: str, lead: str) -> frozenset[str]:
    """The uses that a sentence names that forbids, both in lower case."""
    forbids = (
        None
        if lead or own.startswith(("use of", "using", "uses"))
        else (_OUTRIGHT.search(own) if _is_outright(own) else None) or _FORBIDS.search(own)
    )
    if forbids:
        before, after = own[: forbids.start()], own[forbids.start() :]
        passive = forbids[0].startswith(("is ", "are "))  # what is ruled out stands before
        own = before + after if passive or len(after) <= 40 else after
    decided = _DECISIONS.search(own)
    if decided:  # where they are made is no use by itself
        own = own[: decided.end("what")] + own[decided.end() :]
    own = _KINDS_OF_ARMS.sub("arms", own) if "weapon" in own else own
    own = _AT_ELECTIONS.sub("", own) if "elect" in own or "vot" in own else own
    foresees = ("crim" in own or "offen" in own) and _FORESEES.search(own)
    found = uses_in(_OF_CRIME.sub(" ", own) if foresees else own)
    if _PRACTICE in found:
        found -= _ADVICE  # examples of it
    covered = any(pattern.search(lead) for (pattern,) in COVERS)
    return found & {_HIDING} if covered else found


def uses_in(own: str) -> frozenset[str]:
    """The uses that words in lower case name; by looser words only in an item that no plain ones are in."""
    grams = {own[at : at + _GRAM] for at in range(len(own) - _GRAM + 1)}
    likely = [_PATTERNS[name] for name in sorted(_likely(_PLAIN_PIECES, own, grams))]
    plainly = frozenset(_NAME_OF[pattern] for pattern in likely if pattern.search(own))
    loosely = _likely(_LOOSE_PIECES, own, grams) - plainly
    if _MINORS in plainly:
        loosely.discard(_SEXUAL)  # "sexualise or exploit children"
    plain = [_PATTERNS[name] for name in plainly]
    return plainly.union(name for name in loosely if _is_loosely(name, own, plain))


def pieces_of(use: str) -> frozenset[str]:
    """Pieces of words of which one stands wherever a use is named, in lower case."""
    return frozenset(piece for needed in (NEEDED, NEEDED_LOOSELY) for piece, names in needed.items() if use in names)


class _Pieces(NamedTuple):
    """Pieces of words and the uses that each may tell of: by their first letters, and those that are shorter."""

    by_gram: Mapping[str, Sequence[tuple[str, Sequence[str]]]]
    short: Sequence[tuple[str, Sequence[str]]]


def _pieces(needed: Mapping[str, Sequence[str]]) -> _Pieces:
    by_gram: dict[str, list[tuple[str, Sequence[str]]]] = {}
    for piece, names in needed.items():
        if len(piece) >= _GRAM:
            by_gram.setdefault(piece[:_GRAM], []).append((piece, names))
    return _Pieces(by_gram, [pair for pair in needed.items() if len(pair[0]) < _GRAM])


def _likely(pieces: _Pieces, own: str, grams: AbstractSet[str]) -> set[str]:
    """The uses of which some piece stands there. grams: every run of so many letters in it"""
    told = [pair for gram in grams & pieces.by_gram.keys() for pair in pieces.by_gram[gram]]
    return {name for piece, names in (*told, *pieces.short) if piece in own for name in names}


def _is_loosely(name: str, own: str, plain: Sequence[re.Pattern[str]]) -> bool:
    """Whether looser words name a use in an item that none of the plain ones, of uses that are named so, stand in."""
    for found in LOOSELY[name].finditer(own):
        start = max((one.end() for one in _APART.finditer(own, 0, found.start())), default=0)
        end = _APART.search(own, found.end())
        item = own[start : end.start() if end else len(own)]
        if not any(pattern.search(item) for pattern in plain):
            return True
    return False


_APART = re.compile(r"[,;:.()|]| or | and (?!(?:control|freedoms)\b)| nor |/")
_PATTERNS = dict(FORBIDDEN_USES)
_NAME_OF = {pattern: name for name, pattern in FORBIDDEN_USES}
LOOSELY = {name: re.compile(pattern) for name, (pattern, _) in WIDER.items()}
NEEDED_LOOSELY = {
    piece.replace("_", " "): tuple(name for name, (_, pieces) in WIDER.items() if piece in pieces.split())
    for piece in sorted({piece for _, pieces in WIDER.values() for piece in pieces.split()})
}
_GRAM = 4
_PLAIN_PIECES, _LOOSE_PIECES = _pieces(NEEDED), _pieces(NEEDED_LOOSELY)
