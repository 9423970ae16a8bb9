"""Words that must be shown, where no pattern of `duties` tells: every quotation is weighed by what its sentence asks. Pure."""

import re
from collections.abc import Sequence

from tracker.terms.clauses import Sentence
from tracker.terms.others import IN_PAPERS, WAIVED, is_of_others

_ENOUGH = 3.0
_QUOTED = re.compile(r'"(?P<shown>[^"\n]{3,90})"')
_WRITE = re.compile(
    r"\b(?:write|state|say|credit)\b[^.:\n]{0,40}: (?P<shown>[A-Z][^.;:\n\"]{4,80})(?=[.;\n]|\Z)"
)  # without marks of quotation
_MADE = re.compile(
    r"(?i)\b(?:built|made|powered|created|developed|improved|based|enhanced|driven|runs?|running|uses?|using|generated|written|produced|contains?|inside|derived|answers?|images?|voices?|texts?|translated|trained|thanks)\b.*"
    r"\b(?:with|by|on|from|of|in|upon|to)\b|(?i:\b(?:uses|contains|inside|based)\b)"
)
_DUTY = re.compile(
    r"\b(?:must|shall|ha[sv]e? to|(?:is|are) to|required|mandatory|obligatory|obliged|condition|please|need(?:s|ed)? to|will)\b|\A(?:(?:\w+ ){0,6}?\w+[,:] )?(?:show|display|put|write|add|place|state|print|include|tell|say|mention|keep)\b"
)
_SHOWS = re.compile(
    r"\b(?:show\w*|display\w*|carr(?:y|ies)|bear\w*|stat(?:e|es|ing)|writ(?:e|es|ing)|put|puts|add|adds|print\w*|plac(?:e|es|ing)|appear\w*|exhibit\w*|feature\w*|contain\w*|accompan\w+|read(?:s|ing)?|visible|spoken|mark(?:ed)?|include\w*|say|mention\w*|post)\b"
)
_LABEL = re.compile(
    r"\b(?:words?|line|phrase|sentence|notice|legend|label|badge|caption|mark|credit|wording|statement|message|tagline|slogan|text|acknowledge?ment|footer|banner)\b(?: (?:that )?(?:reads?|reading|says?|saying|stating|states))?:? ?\Z"
)
_WHERE = re.compile(
    r"\b(?:apps?|applications?|websites?|sites?|pages?|screens?|interfaces?|products?|services?|packag\w+|box|boxes|documentation|manuals?|answers?|recordings?|pictures|images|texts|videos|publications?|posts?|users?|visible|visibly|prominent\w*|publicly)\b"
)
_NO_SHOWING = re.compile(
    r"\b(?:names?|titles?|called|named|prefix|trademarks?|logos?|means?|refers? to|defin\w+|terms? of|clicking|click|select|field|tag|file|folder|may|might|glad|nice|encourag\w+|recommend\w*|optional\w*|invited?|not|never|no longer|n't|without|earlier|previous|our own|we)\b"
)
_MAY_STILL = re.compile(r"\bnot (?:smaller|hidden|removed?)\b|\bwithout (?:change|scrolling|exception)\b")


def shown_in(sentences: Sequence[Sentence]) -> tuple[str, Sentence] | None:
    """The quotation that a sentence most surely asks to show, and that sentence; None where none does."""
    best: tuple[float, str, Sentence] | None = None
    for one in sentences:
        if (
            IN_PAPERS.search(one.own)
            or ('"' not in one.own and ": " not in one.own)
            or WAIVED.search(one.low)
            or is_of_others(one.low)
        ):
            continue
        for found in (*_QUOTED.finditer(one.own), *_WRITE.finditer(one.own)):
            worth = _worth(one, found)
            if worth >= _ENOUGH and (best is None or worth > best[0]):
                best = worth, found["shown"].strip(" .,"), one
    return (best[1], best[2]) if best else None


def _worth(one: Sentence, found: re.Match[str]) -> float:
    item = _item_around(one.own, found)
    low = _MAY_STILL.sub(" ", (item or one.low).replace(found["shown"].lower(), " "))
    if _NO_SHOWING.search(low):
        return 0.0
    before = one.own[: found.start()].lower()
    worth = 1.5 * (_MADE.search(found["shown"]) is not None and len(found["shown"].split()) >= 2)
    worth += (_DUTY.search(low) is not None) + (_SHOWS.search(low) is not None) + (_LABEL.search(before) is not None)
    return worth + 0.5 * (_WHERE.search(low) is not None)


def _item_around(own: str, found: re.Match[str]) -> str:
    """What "you" are asked in the item of a list within a sentence that holds a match, in lower case: "you (a) ...; (b) ..."."""
    marks = [one.end() for one in _MARK.finditer(own)]
    if not marks or found.start() < marks[0]:
        return ""
    start = max(mark for mark in marks if mark <= found.start())
    end = _MARK.search(own, found.end())
    leads = "you must " if re.search(r"(?i)\byou:? \Z", own[: marks[0] - 4]) else own[: marks[0] - 4]
    return f"{leads}{own[start : end.start() if end else len(own)]}".lower()


_MARK = re.compile(r"(?<=\s)\([a-h]\) ")
