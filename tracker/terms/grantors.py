"""Who grants a licence where no pattern of `licensors` tells: every name in its head is weighed by what stands around it. Pure."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from tracker.terms.naming import title_in
from tracker.terms.wording import straight

_HEAD = 6_000  # characters in which who grants it introduces himself
_OPENING = 400  # where a text mostly says whose it is
_MOST = 200  # names that are weighed
_AROUND = 400  # characters in which its sentence is looked for
ENOUGH = 2.5
"""What a name must come to. Half of all that grant are named in two of the ways below, nobody else in more than one."""

_FORM = re.compile(
    r"(?:Inc|Ltd|Limited|LLC|L\.L\.C|g?GmbH|mbH|AG|SE|S\.A\.S?|SAS|SA|B\.V|BV|N\.V|NV|Corp|Corporation|Incorporated|Company|PBC|[Pp]lc|PLC|Co|AB|Oyj?|ApS|ASA?|A/S|S\.?p\.?A|S\.?L|S\.L\.U|SARL|Kft|Lt?da|KG|O\u00dc|UAB|SIA|Zrt|EOOD|OOD|SRL|S\.C\.A"
    r"|Bhd|S\.r\.l|K\.K|FZ-LLC|e\.V|S[pP]\. ?z ?o\. ?o|s\.r\.o|d\.o\.o|a\.s|Osakeyhti\u00f6|eG)\.?"
)
_BODY = re.compile(
    r"(?:Foundation|Institut\w*|Universit\w+|College|School|Laborator\w+|Labs?|Project|Collective|Cooperative|Consortium|Cent(?:re|er)|Centrum|Zentrum|Group|Association|Council|Trust|Stichting|Stiftung|Stiftelse\w*|Society"
    r"|Library|Ministry|Department|Agency|Authority|Academy|Office|Bureau|City|Commission|Systems|Technolog\w+|Research|Computing|Intelligence|Robotics|Software|Studios?|Networks|AI|Holdings?|Partners|Team|Contributors|Authors)"
)
_WORD = re.compile(r"(?:\((?=[A-Z][a-z]+\)))?[^\W_](?:[\w&'.-]*[\w&])?(?:\)(?<=[a-z]\)))?")
_LINK = re.compile(r"of|for|and|the|at|de|del|des|du|di|da|la|von|van|der|den|für|et|y|e")
_OPENERS = re.compile(
    r"by|the|we|this|our|when|if|from|with|copyright|licensor|whereas|organization|organisation|organizer|developer|provider|owner|publisher|hello|welcome"
    r"|dear|questions|between|parties|holder|rights|a|an|in|on|at|to|for|and|or|you|your|it|that|these|all|any|each|please|contact|made|released|issued"
    r"|published|licensed|provided|c|dr|prof|mr|ms"
)
_NONE = re.compile(
    r"(?i)\b(?:licen[cs]e[es]?|licen[cs]ing|agreements?|terms|polic(?:y|ies)|you|your|licensees?|licensor|recipients?|users?|versions?|sections?|articles?|clauses?|weights|eula|card|notice|guidelines|conditions|acts?|courts?|laws?|regulations?|chamber"
    r"|privacy|copyright|rights|reserved|permission|permitted|prohibited|effective|date|commercial|usage|readme|download|table|overview|introduction|definitions?|grant|rules|outputs?|model|materials?|derivatives?|january|february|march|april|may|june|july"
    r"|august|september|october|november|december)\b"
)
_ELSEWHERE = re.compile(
    r"Hugging ?Face|GitHub|GitLab|Zenodo|Kaggle|ModelScope|arXiv|Python|PyTorch|Free Software Foundation|MariaDB|PolyForm|Creative Commons|Mozilla|Apache|Open Source Initiative|OSI\b|Linux Foundation|European (?:Union|Economic|Commission|Parliament)"
    r"|EU\b|United (?:States|Kingdom|Nations)|Responsible AI Licenses"
)
# What stands right before a name of who grants, and what that is worth.
_BEFORE = tuple(
    (re.compile(rf"(?i){pattern}(?:the |dr\.? |prof\.? )?\Z"), worth)
    for pattern, worth in (
        (r"(?:copyright|\u00a9|\(c\))[^\n.;\"]{0,30}", 2.5),
        (
            (
                r"(?:\A|[\n\"*(. ])(?:licensor|owner|rights? ?(?:holder|owner)|copyright (?:holder|owner)|licen[cs]ed by|provider|provided by|publisher|published by|issuer|issued by"
                r"|from|vendor|we|us)[\"*]*(?: ?\([^()\n]{2,40}\))?(?: (?:is|are|here means)| (?:shall )?means?| refers? to| stands? for|[*]*:[*]*| -| \||\n)[\"* ]*"
            ),
            2.0,
        ),
        (
            (
                r"\b(?:developed|made|built|trained|created|written|issued|given|offered|granted|provided|licen[cs]ed|published|released|distributed|owned|maintained|handed out|supplied|entered into|concluded|presented|brought to you)"
                r"(?: [\w,' ]{0,60}?)? (?:by|at|between|with|from)(?: and between)?(?: (?:the people|those|everyone|all of us|us|the team|researchers|engineers) (?:of|at|behind))? "
            ),
            2.0,
        ),
        (
            r"\b(?:contract|agreement|agree|deal)(?: [\w ]{0,30}?)? (?:with|between(?: you\b[^,;\n]{0,60}? and| the \w+ and)?) ",
            2.0,
        ),
        (r"\b(?:you|licensee|user|recipient|entity\)|individual\)|person)(?: \([^()]{2,60}\))? and (?:us, )?", 1.5),
        (r"\b(?:parties|party)[^\n.]{0,10}:? ?\(?(?:1|a|i)\)? ", 1.5),
        (
            r"\b(?:service|project|product|work|initiative|publication|release|gift|licen[cs]e|models?|weights|team) (?:of|by|from) ",
            1.2,
        ),
        (r"\b(?:belongs?|reserved|remains?|stays?|lies|rests?) (?:to|by|with) ", 1.5),
        (r"\b(?:we|us|ours|our)(?:,|:| at| -| \() ?", 2.0),
        (
            r"(?:\A|\n)[ \t*-]*(?:organi[sz]ation|developer|developed by|maker|made by|authors?|model creator|creator|company)[*]*:[* ]*",
            1.2,
        ),
        (r"\b(?:means|mean|stands? for|refers? to)(?: just| only)? ", 1.2),
        (r"\bwhereas,? ", 1.0),
        (r"\bby ", 0.7),
    )
)
# And right behind it.
_AFTER = tuple(
    (
        re.compile(
            rf"(?i)(?:, (?:as |an? |the |with |having |holder |whose |located |registered |incorporated |established |\d)[^;\n]{{2,90}}?,)?{pattern}"
        ),
        worth,
    )
    for pattern, worth in (
        (
            r"(?:, [A-Z][\w-]+)?,? ?\((?:and [^()\"]{2,60})?(?:hereinafter|hereafter|collectively|together|referred to as|the|or|,|:| )*\"(?!you|licensee|user|recipient|model|software|agreement|licen[cs]e|terms|policy|eu\b)",
            2.0,
        ),
        (r",? ?\(?(?:hereinafter|hereafter|below|from here on|in what follows)\b", 2.0),
        (
            (
                r",? (?:(?:and|or) its (?:affiliates|subsidiaries)[^.;\n]{0,60}? )?(?:hereby |now |also |gladly |freely |only |therefore )*(?:grants?|permits?|lets?|allows?|gives?|makes|offers?|publishes|releases|licen[cs]es|provides?"
                r"|hands? out|shares|retains?|keeps?|reserves?|has (?:developed|trained|made|built|released|decided)|decides|wants|asks|is willing|is (?:the |your |sole )*(?:licensor|rights? ?(?:holder|owner)|owner|provider)|issues|owns|holds|may (?:change|end|terminate|update))\b"
            ),
            1.5,
        ),
        (r",? (?:and|or) (?:its|all its|any of its) (?:affiliates|subsidiaries|affiliated|successors|suppliers)", 1.2),
        (r",? which (?:hereby )?(?:licen[cs]es|grants|makes|offers|owns|trained|publishes|gives)\b", 1.5),
        (
            r" (?:trained|built|made|created|developed)(?: [\w ]{0,30})? (?:and|but) (?:now |hereby )?(?:gives|shares|offers|licen[cs]es|releases|publishes|lets|hands)\b",
            1.5,
        ),
        (r" (?:trained|built|made|created|developed)\b", 1.0),
        (r", (?:an?|the|with|having|whose|established|organi[sz]ed|incorporated|registered|located|\d)\b", 0.7),
        (r"[,.]? ?(?:\(?\d{4}[\d, -]*\)?\.? ?)?(?:all|some) rights reserved", 1.5),
        (r"'s (?:rights|liability|permission|consent|name|trademarks)", 0.7),
    )
)
# "Acme" means Acme Ltd.
_DEFINED = re.compile(
    r'"(?P<first>[\w-]+)[^"\n]{0,40}"(?: or "[^"\n]{2,30}")*(?: shall)? (?:means?|refers? to|is|stands for) (?:the )?\Z'
)
# What stands above the rights of somebody else in a part.
OF_A_PART = re.compile(
    r"\b(?:third[- ]part(?:y|ies)|falls? under|(?:is|are) based on|taken from|borrowed from|subject to permissive)\b",
    re.IGNORECASE,
)
# Who wrote the licence itself grants nothing by it: "This License is Copyright (c) 2025 ..."
OF_THE_TEXT = re.compile(
    r"\b(?:this|the) (?:text of (?:this|the) )?(?:licen[cs]e|agreement|document)(?: text)?(?: itself)? is[ \t\n]*\Z",
    re.IGNORECASE,
)
# Somebody else is told of: in words before a name, and anywhere in its sentence.
_OTHER_BEFORE = re.compile(
    r"(?i)\bbased on\b|\bbuil(?:d|t)s? (?:up)?on\b|\bderived from\b|\bfine-tuned from\b|\bcourts?\b|\blaws? of\b|\bevaluated\b|\bcompared (?:with|to)\b|\btrained on\b|\bdata (?:from|of)\b"
    r"|\bthank|\bsupport(?:ed)? (?:by|of)\b|\bfunded\b|\bgrant (?:no|number)|\bhosted\b|\bincludes (?:software|code)\b|\btaken from\b"
)
_OTHER = re.compile(
    r"(?i)\bthird[- ]part|\barbitrat|\bchamber of\b|\btoolkit\b|\baffiliated with\b|\bendors|\bcomponents?\b|\bits own licen[cs]e\b|\bsubject to permissive\b|\bfalls? under\b"
)
_RULES = re.compile(r"(?i)\b(?:polic(?:y|ies)|rules|guidelines|code of|principles)\b(?!.*\blicen[cs]e\b)")


_PLACE = re.compile(rf"(?:{_FORM.pattern}|{_BODY.pattern}), \Z")  # "Acme GmbH, Vienna"


class _Name(NamedTuple):
    """A name in the head of a text: half-open range."""

    text: str
    start: int
    end: int


def grantor_in(plain: str) -> tuple[str, int, int] | None:
    """The name that most of what stands around it speaks for, and where it does; None where nothing says enough."""
    head = _unwrapped(straight(plain[:_HEAD]))
    title = title_in(plain)
    if title is not None and _RULES.search(title[0]):
        return None  # rules of use grant nothing
    names = list(islice(_names(head), _MOST))
    full = {name: _in_full(name, known) for known in [dict.fromkeys(one.text for one in names)] for name in known}
    weighed: dict[str, list[tuple[float, _Name]]] = {}
    for name in names:
        weighed.setdefault(full[name.text], []).append((_told_at(head, name), name))
    best = max(((_worth(text, told), -told[0][1].start, text) for text, told in weighed.items()), default=None)
    if best is None or best[0] < ENOUGH:
        return None
    _, where = max(weighed[best[2]], key=lambda one: (one[0], -one[1].start))
    _, at, house = best[2].rpartition(" at ")  # "Vision Group at Acme Labs Ltd"
    return (house if at and _is_form(house.split()[-1]) else best[2], *_sentence(head, where))


def _in_full(short: str, names: Iterable[str]) -> str:
    """The whole name where a text is also called by a part of it: "Acme", of "Acme Labs Ltd."; "University", of its own."""
    words = short.split()
    if _is_form(words[-1]):
        return short
    for name in names:
        whole = name.split()
        if len(whole) > len(words) and (
            (whole[: len(words)] == words and _is_form(whole[-1]))
            or (len(words) == 1 and _BODY.fullmatch(short) and short in whole)
        ):
            return name
    return short


def full_name(plain: str, short: str) -> str:
    """The whole name of who is called by a part of it."""
    return _in_full(
        short, dict.fromkeys(one.text for one in islice(_names(_unwrapped(straight(plain[:_HEAD]))), _MOST))
    )


def _unwrapped(head: str) -> str:
    """Lines that go on in the next are one line; of the same length."""
    return re.sub(r"(?<=[^\n]{60})(?<![.:;])\n(?=[^\s\d*#|(-])", " ", head)


def _names(head: str) -> Iterator[_Name]:
    """Capitalised words that follow one another, with what links them, without what opens a sentence or a field."""
    run: list[re.Match[str]] = []
    for word in [*_WORD.finditer(head), None]:
        if run and (word is None or not _goes_on(head, run[-1], word)):
            yield from _name_of(head, run)
            run = []
        if word is not None and (
            word[0].lstrip("(")[:1].isupper() or (run and _LINK.fullmatch(word[0])) or _is_form(word[0])
        ):
            run.append(word)
        elif run:
            yield from _name_of(head, run)
            run = []


def _goes_on(head: str, last: re.Match[str], word: re.Match[str]) -> bool:
    between = head[last.end() : word.start()]
    if between == " ":
        return True
    if between in (", ", ". ", "., ", ".") and _is_form(word[0]):
        return True
    return between in (". ", "., ") and len(last[0]) == 1 and word[0][:1].isupper()


def _is_form(word: str) -> bool:
    return _FORM.fullmatch(word) is not None


def _name_of(head: str, run: list[re.Match[str]]) -> Iterator[_Name]:
    words = list(run)
    while words and (_OPENERS.fullmatch(words[0][0].lower())):
        words.pop(0)
    while words and _LINK.fullmatch(words[-1][0]):
        words.pop()
    words = words[-10:]
    if (
        not words
        or len(words[-1][0]) < 2
        or (len(words) == 1 and _PLACE.search(head[max(0, words[0].start() - 20) : words[0].start()]))
    ):
        return
    end = words[-1].end()
    if (
        _is_form(words[-1][0])
        and head[end : end + 1] == "."
        and re.match(r"(?:Inc|Ltd|Corp|Co|Kft|Lda|.*\..)\Z", words[-1][0])
    ):
        end += 1
    text = re.sub(r"\s+", " ", head[words[0].start() : end])
    if _NONE.search(text) or _ELSEWHERE.search(text) or len(text) < 3 or _is_form(text):
        return
    yield _Name(text, words[0].start(), end)


def _told_at(head: str, name: _Name) -> float:
    """What one place speaks for."""
    before, after = head[max(0, name.start - 110) : name.start], head[name.end : name.end + 130]
    worth = max((worth for pattern, worth in _BEFORE if pattern.search(before)), default=0.0)
    if OF_A_PART.search(head, max(0, name.start - 300), name.start) or OF_THE_TEXT.search(_less_sign(before)):
        return 0.0
    if (label := _DEFINED.search(before)) and label["first"].casefold() == name.text.split()[0].casefold():
        worth = max(worth, 2.5)
    worth += max((worth for pattern, worth in _AFTER if pattern.match(after)), default=0.0)
    start, stop = _sentence(head, name)
    if _OTHER.search(head, start, stop) or _OTHER_BEFORE.search(head, start, name.start):
        worth -= 3.0
    alone = head[head.rfind("\n", 0, name.start) + 1 : name.start].strip(" *_#>") == ""
    if alone and name.start < _OPENING and re.match(r"[ *_]*(?:\n|\Z|[,.-] ?[A-Z\d][^\n]{0,40}(?:\n|\Z)| - )", after):
        worth += 1.0
    return worth


def _less_sign(before: str) -> str:
    """Without the sign of copyright and the year that stand right before a name."""
    return re.sub(r"(?i)copyright (?:\(c\)|\u00a9)? ?(?:\d{4},? )?\Z", "", before)


def _sentence(head: str, name: _Name) -> tuple[int, int]:
    """The sentence or line around a name, or so much of it as is near."""
    nearby = max(0, name.start - _AROUND)
    start = max(head.rfind("\n", nearby, name.start) + 1, head.rfind(". ", nearby, name.start) + 2, nearby)
    stop = [at for at in (head.find("\n", name.end), head.find(". ", name.end) + 1) if at > 0]
    return start, min(*stop, name.end + _AROUND, len(head))


def _worth(text: str, told: list[tuple[float, _Name]]) -> float:
    """What a name comes to: its form, its best place, and whether other places speak for it too."""
    words = text.split()
    worth = max(one for one, _ in told)
    if worth <= 0:
        return worth
    if _is_form(words[-1]):
        worth += 1.2
    elif any(_BODY.fullmatch(word) for word in words):
        worth += 0.8
    elif len(words) == 1:
        worth -= 1.0
    worth += 0.5 * (told[0][1].start < _OPENING)
    return worth + 0.5 * (sum(one > 0 for one, _ in told) > 1)
