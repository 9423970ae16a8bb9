"""Uses that a text rules out in words that no pattern of `uses` was written for. Pure.

Licences speak of weapons, spam or stalking hardly ever but to rule them out. So a sentence that names such a use and
holds any word of refusal counts, unless it permits, or tells of the model, of its maker or of liability; and so do the
items of a list of which several name one.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from tracker.terms.clauses import Sentence
from tracker.terms.layouts import CELL, is_question
from tracker.terms.others import is_of_others

# Named for their own sake in other places too: laws that apply, rights that are infringed, data that is collected.
_EVERYDAY = frozenset(
    [
        "unlawful activity",
        "violating the rights of others",
        "personal data without consent",
        "hiding known dangers from end users",
    ]
)
_REFUSES = re.compile(
    r"\bexcept(?:ed|ing)?\b|\bexclud|\bat no time\b|\bstops?\b|\bleave\b[^.;]{0,20}\balone\b|\bhands off\b|\b(?:do|does|did|must|shall|will|may|can|should|would|agree\w*|covenant\w*|undertak\w*|promis\w*|ensure\w*|make sure)(?: [\w,]+){0,6} not\b"
    r"|n't\b|\bcannot\b|\bnot (?:to be |be )?(?:licen[cs]ed|meant|made|intended|for|to|open|available|granted|used|want\w*|welcome|okay|ok|acceptable|touch)\b|\bnever\b|\bneither\b|\bno(?:body| one| user| person|r)\b|\babus\w+|\bmisus\w+|\bred lines?\b|\bstay\w* (?:clear|away|within|out)\b"
    r"|\bclear of\b|\bsteer\w*\b[^.;]{0,10}\b(?:clear|away)\b|\bany attempt\b|\bout of bounds\b|\boff[- ]limits\b|\brestricted\b|\bforbid|\bprohibit|\bban(?:s|ned|ning)?\b|\bbarred\b|\bunder no\b|(?:[:,;.(]|\A|\band) ?no (?!warrant|liab|restrict|guarant|support|fee|charge|part\b|more\b|other\b)"
    r"|\b(?:licen[cs]e|rights?|permission|access|leave|grant)\b[^.;]{0,50}\b(?:terminat|end|stop|revok|withdr[ae]w|forfeit|laps|los[et]|void|cease)\w*|\b(?:terminat|end|revok|withdraw|forfeit|lose|void|cease)\w*\b[^.;]{0,60}\b(?:licen[cs]e|rights?|permission|access)\b|\brefrain|\babstain|\brefus|\bunacceptable|\bcivilian\b|\bpeaceful\b"
)
_PERMITS = re.compile(
    r"\b(?:you|they|anyone|everybody|everyone|users?|licensees?|whoever|one|it|model)(?: \w+)? (?:may|can|might|are free to|is free to|are allowed to|are permitted to|are welcome to)\b(?! (?:not|never|only)\b)"
    r"|(?<!not )\b(?:is|are)(?: all| both| expressly| also)? (?:allowed|permitted|welcome|fine|encouraged)\b|\bno restrictions?\b|\bunrestricted\b|\byou need not\b|\bnot (?:prohibited|forbidden|excluded|banned|restricted)\b"
)
_WELCOMES = re.compile(
    r"\A(?:what (?:is|we find) )?(?:all )?(?:fine|allowed|permitted|welcome|ok|okay|encouraged|go ahead)\b"
)
_BUT = re.compile(
    r"\bexcept|\bbut (?:not|never)\b|\bother than\b|\bsave (?:for|that)\b|\bapart from\b|\bexclud|\bunless\b|\bneither\b|\bno one\b|\bnobody\b|\bonly if\b|\bbarring\b|\bshort of\b"
)
_ELSE = re.compile(
    r"\b(?:trained|tuned|evaluated|tested|filtered|aligned|red-team\w*|benchmarked|designed)\b[^.;]{0,20}\b(?:to|for|on|against|with)\b|\b(?:may|can|could|might)(?: still| also| sometimes)? (?:produce|generate|output|contain|make|reflect|hallucinate)\b|\blimitations?\b|\brisks? (?:of|that|from)\b"
    r"|\b(?:laws?|books?|passages?|sections?|chapters?|words|text|pages?|articles?|clauses?|paragraphs?|rules|papers?|policy) (?:on|about|against)\b|\breport\b|\bcontact\b|@|\bindemn|\bliab|\bdamages\b|\bclaims?\b|\bdisclaim|\bwarrant(?!s? that it (?:will|shall) not)|\bdisputes?\b|\bexport\b|\bgovern(?:ed|ing)\b|\bcourts?\b|\bprivacy (?:policy|notice)|\binsur"
    r"|\b(?:detect|prevent|combat|fight|moderat|mitigat|counter)\w*\b|\bprotect\w* (?:against|from)\b|\bguard against\b|\bdefen[cs]e (?:of|against)\b|\bresearch (?:on|into|about)\b"
)
_OUR_OWN = re.compile(r"\A(?:we|our|the licensor|licensor|the provider)\b")
_ENDS = re.compile(
    r"\b(?:withdraw|revok|terminat|end|clos|stop|cancel)\w*\b|\bwe (?:do not|don't|never) (?:want|allow|permit|tolerate|licen[cs]e|accept)\b|\bwe forbid|\bwe (?:ask|want|expect) (?:you|everyone|everybody|users)\b"
)
_NO_CELL = re.compile(
    r"\| *(?:no|not? (?:allowed|permitted)|never|forbidden|prohibited|banned|excluded|\u2717|\u2718|\u274c|x)\W*\Z"
)
_OF_LEAVE = re.compile(r"\b(?:allow\w*|permit\w*|uses?|may|can|licen[cs]\w+|ok|okay|leave)\b")  # what a table is of
_LONGEST_ITEM = 220  # characters
_FEWEST = 2  # items of a list that name such a use


def shunned_in(
    sentences: Sequence[Sentence], names_in: Callable[[str, str], frozenset[str]]
) -> Iterator[tuple[frozenset[str], Sentence]]:
    """The uses that sentences name and refuse, with the sentence. names_in: of a sentence and of what leads to it, in lower case."""
    named = [(names_in(one.low[-len(one.own) :], one.clause.lead.lower()) - _EVERYDAY, one) for one in sentences]
    named = [(uses, one) for uses, one in named if uses]
    lists = Counter(_list_of(one) for uses, one in named if _is_item(one))
    for uses, one in named:
        if is_of_another(one.low) or is_question(one.low):
            continue
        refused = _REFUSES.search(one.low) or _REFUSES.search(one.clause.heading.lower())
        if CELL in one.low:
            if _NO_CELL.search(one.low) and _OF_LEAVE.search(one.clause.heading.lower()):
                yield uses, one
        elif refused or (
            _is_item(one)
            and lists[_list_of(one)] >= _FEWEST
            and not _permits(one.clause.lead.lower() + one.clause.heading.lower())
            and _WELCOMES.match(one.clause.heading.lower()) is None
        ):
            yield uses, one


def _permits(low: str) -> bool:
    return _PERMITS.search(low) is not None and _BUT.search(low) is None


def is_of_another(low: str) -> bool:
    """Whether a sentence permits, or tells of the model, its maker, liability, or what is done against such uses."""
    if _permits(low) or _ELSE.search(low):
        return True
    return (_OUR_OWN.match(low) is not None or is_of_others(low)) and _ENDS.search(low) is None


def _is_item(one: Sentence) -> bool:
    return bool(one.clause.label or one.clause.lead or one.clause.heading) and len(one.own) <= _LONGEST_ITEM


def _list_of(one: Sentence) -> tuple[str, str]:
    return one.clause.lead, one.clause.heading
