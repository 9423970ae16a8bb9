"""Whether a text lets its model be modified and built upon. Pure."""

import re
from collections.abc import Callable, Iterable

from tracker.terms.clauses import Sentence
from tracker.terms.gathered import NOT, Gathered
from tracker.terms.others import is_of_others, is_of_results
from tracker.terms.passing import EVERYTHING, GRANTED_BACK

_MODIFY = r"\b(?:modif(?:y|ies|ied|ication|ications)|adapt(?:s|ed|ation|ations)?|alter(?:s|ed)?|derivatives?|derivative works?|adapted (?:material|versions?)|fine-?\s?tun\w+|re-?train\w*|build (?:further )?upon|remix|transform)\b"


_OF_CHANGE = "modif adapt alter derivative tun remix transform build change changing retrain re-train tweak prune quanti merge everything"


def derivatives(gathered: Gathered) -> None:
    """Whether it may be modified and built upon."""
    granted = _changing(gathered)
    forbidden = _no_changing(gathered) if granted is None else None
    if granted is not None:
        gathered.say("derivatives", "allowed", granted)
    elif forbidden is not None:
        gathered.say("derivatives", "forbidden", forbidden)


def _changing(gathered: Gathered) -> Sentence | None:
    """Where it is allowed to modify it."""
    found = gathered.find(
        _OF_CHANGE,
        rf"\b(?:grant(?:ed|s)?|may|you can|free to|rights? to|permitted to|allowed to|licen[cs]e to|permission to|permits? you to|allows? you to)\b[^.;]{{0,300}}?{_MODIFY}",
        rf"{_MODIFY}[^.;]{{0,60}}?\b(?:(?:is|are) (?:permitted|allowed))",
        r"\b(?:may|free to|allowed to|permitted to)\b[^.;]{0,160}?\bchange (?:it|and|or|the (?:model|weights|software))\b",
        r"\A(?:remix|modify|adapt|fine-?tune) it\b",
        r"\bentitled to (?:make|create|prepare) (?:[\w-]+ ){0,2}?(?:modifications?|changes|derivatives?|adaptations?|alterations)\b",
        r"\byou (?:may|can)\b[^.;]{0,40}?\b(?:tweak|prune|quanti[sz]e|merge|distil)\b(?![^.;]{0,80}?\b(?:outputs?|into (?:another|other)))",
        r"\b(?:feel free|welcome) to (?:[\w,-]+ ){0,4}?(?:re-?train|change|modify|adapt|fine-?tune)\b",
        r"\byou (?:get|have) the right to\b[^.;]{0,120}?\b(?:change|alter|modify|adapt|fine-?tune)\b",
        r"\bwith or without modification\b",
        r"\b(?:fine-?tuning|quanti[sz]ing|merging|modifying|adapting|retraining)\b[^.]{0,120}?\b(?:is|are) (?:permitted|allowed|fine|welcome)\b",
        r"\b(?:fine-?tunes|merges|adaptations|derivatives|derived models|(?:modified|changed|altered|quanti[sz]ed|fine-?tuned|adapted) (?:versions|copies|models))\b[^.;]{0,60}?\b(?:(?:may|can) be (?:freely |also )?(?:made|created|built|produced|trained)|(?:is|are) (?:fine|welcome|allowed|permitted))\b",
        r"\byou (?:may|can)\b[^.]{0,250}?; (?:and )?(?:modify|adapt|fine-?tune)\b",
        r"\bif you (?:modify|adapt|fine-?tune|change)\b[^.;]{0,120}?\byou (?:must|shall|have to|need to)\b",
        EVERYTHING,
        lead=True,
    )
    return _first(found, _is_granted)


def _is_granted(found: re.Match[str], one: Sentence) -> bool:
    """Whether nothing is taken back up to where a sentence speaks of changing, or a grant stands right before it."""
    if GRANTED_BACK.search(one.own) or is_of_others(one.low) or is_of_results(one.low):
        return False
    told = _SUBJECT.sub("", one.full[: found.end()])
    taken_back = re.search(rf"{NOT}|\bunless\b|\bwe may\b|agreement|\bterms\b", told, re.IGNORECASE)
    outright = r"\bgrants?\b(?:(?!\bnot\b)[^.;]){0,300}?\b(?:create|make|prepare|modify|adapt)\b"
    return taken_back is None or re.search(outright, one.full, re.IGNORECASE) is not None


def _no_changing(gathered: Gathered) -> Sentence | None:
    """Where that is forbidden."""
    outright = gathered.find(
        _OF_CHANGE,
        r"\b(?:may|shall|must|can|will|do|agree) ?not (?:to |\()?(?:[\w,/'-]+ ){0,12}?(?:modify|adapt|alter|fine-?\s?tune|build upon|remix|transform|(?:create|make|prepare|produce|develop|share|distribute) (?:[\w,/-]+ ){0,4}?(?:derivatives?|derivative works?|adaptations?|adapted material|modified versions?|modifications))\b(?! available)",
        rf"\b(?:no|not (?:grant\w*|have|give\w*|include)[^.;]{{0,40}}?|without) (?:any )?(?:right|permission|licen[cs]e)s? (?:under [^.;]{{1,40}}? )?to (?:[\w,/-]+ ){{0,6}}?{_MODIFY}",
        r"\b(?:no|prohibits?|forbids?) (?:the )?(?:creation of |making of |making )?(?:derivatives?|derivative works?|adaptations|modifications)\b(?! (?:shall|will|may|by|to the contrary))",
        rf"\b(?:is|are) not (?:permitted|allowed) to (?:[\w,-]+ ){{0,3}}?{_MODIFY}|\b(?:no ?one|nobody) (?:may|shall|can|is allowed to|is permitted to) (?:[\w,-]+ ){{0,3}}?(?:modify|adapt|alter|change|fine-?\s?tune|retrain)\b",
        r"\bchanges? (?:to|of) (?:it|them|the (?:models?|weights|software|files))[^.;]{0,20}? (?:is|are) (?:not (?:permitted|allowed)|prohibited|forbidden)",
        r"\bmust be used (?:as (?:it is|they are)|unchanged|unmodified)\b",
        r"\b(?:derivatives?|derivative works?|adaptations?|modifications|modified versions?)\b[^.;]{0,60}?\b(?:(?:is|are) (?:strictly |expressly )?(?:not (?:permitted|allowed)|prohibited|forbidden)|(?:may|must|shall) not be (?:made|created|prepared|distributed|shared))",
        r"\b(?:copy|reproduce|redistribute|distribute|share)\b[^.;]{0,160}?\b(?:in )?(?:unmodified|verbatim|unadapted|unaltered) (?:form|copies|versions?)?[^.;]{0,20}?\bonly\b|\bonly (?:in )?(?:unmodified|verbatim|unaltered) (?:form|copies)",
        lead=True,
    )
    of_it = gathered.find(
        "modif adapt alter & not never",
        r"\b(?:you|licensee|users?) (?:may|shall|must|can|will) ?not\b[^.;]{0,160}?\b(?:modify|adapt|alter|change) (?:it|them)\b",
        lead=True,
    )
    return _first(outright, lambda _, one: not _LIMITED.search(one.own)) or _first(of_it)


def _first(
    found: Iterable[tuple[re.Match[str], Sentence]],
    holds: Callable[[re.Match[str], Sentence], bool] = lambda _, one: True,
) -> Sentence | None:
    """The first sentence found for which it holds."""
    return next((one for match, one in found if holds(match, one)), None)


_SUBJECT = re.compile(
    r"\b(?:subject to|condition(?:ed|al) (?:up)?on|provided you comply with) [^;]{0,120}?\b(?:terms|agreement|licen[cs]e|policy)\b[^;]{0,200}?,(?= (?:you|we|licensee|licensor|\w+ grants?)\b)",
    re.IGNORECASE,
)
# A ban that holds for some purpose or some part only is no ban on building upon the model.
_LIMITED = re.compile(
    r"\b(?:remove|notices?|legends?|trademarks?|logos?|this (?:agreement|licen[cs]e|document|text|page)|licen[cs]e text|circumvent|safety|safeguards?|watermark|in (?:any|a|such a) (?:way|manner) that"
    r"|for (?:any )?(?:commercial|military)|unless|except|other than|to (?:violate|deceive|harm))\b",
    re.IGNORECASE,
)
