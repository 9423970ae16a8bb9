"""The words of clauses with what rules nothing made equal: the product's name, addresses, numbers of sections. Pure."""

import re
from collections.abc import Sequence

from tracker.terms.clauses import Clause, words_of
from tracker.terms.wording import DAY, NUMBER, flat, number_of, straight


def products_of(*names: str | None) -> tuple[str, ...]:
    """What licences are called, and the things licensed, without their versions: "Meta Llama 3.1 Community License"
    -> itself in lower case, "meta llama", "llama".
    """
    found: set[str] = set()
    for name in names:
        if name and name.lower().endswith(("license", "licence")) and len(name.split()) > 2:
            found.add(" ".join(words_of(name)))
        words = list(_product_of(name))
        while words and (words[-1][0].isdigit() or words[-1] in ("ai", "llm", "series", "s")):
            words.pop()
        found |= {" ".join(words), " ".join(words[1:])} if len(words) > 1 else {" ".join(words)}
    return tuple(sorted((one for one in found if len(one) > 2 and one not in _NO_PRODUCT), key=len, reverse=True))


_NO_PRODUCT = frozenset(
    ["the", "and", "for", "our", "your", "this", "model", "models", "license", "licence", "software", "data"]
)


def _product_of(name: str | None) -> tuple[str, ...]:
    told = re.split(
        r"(?i)\b(?:community|acceptable|open|research|non-?commercial|prohibited|use|usage|model|licen[cs]e|terms|responsible|ai pubs)\b",
        name or "",
    )[0]
    return words_of(told)


def _unnumbered(clause: Clause) -> str:
    """A clause without numbers and letters that only count; one that tells only of the version, or its day, says that."""
    return "version" if is_note(clause) else _FIRST.sub("", flat(clause.text))


def is_note(clause: Clause) -> bool:
    """Whether a clause tells only of the text itself: its version, its day, what became of it before."""
    text = flat(clause.text)
    if len(text) < 80 and (_VERSION_LINE.fullmatch(text) or _DATE_LINE.fullmatch(text)):
        return True
    if len(text) < 200 and _CONTACT.fullmatch(_RUN_IN.sub("", text)):
        return True
    if len(text) < 200 and ("@" in text or "/" in text) and _WRITE_TO.match(text):
        words = _ADDRESS.sub(" ", text)
        return words != text and _BINDS.search(words) is None and _ON_LEAVE.search(words) is None
    if len(text) < 120 and (_COUNTED.fullmatch(text) or _RIGHTS_LINE.fullmatch(text) or _END_LINE.fullmatch(text)):
        return True
    told = _NOTE.match(text) or (_CHANGES.fullmatch(clause.heading.strip(" :")) and clause.heading != clause.text)
    return told is not None and told is not False and len(text) < 400 and _BINDS.search(text) is None


# "This version replaces that of May 2024.", "Changes since version 1.0: typing errors only."
_NOTE = re.compile(
    r"(?i)[(\[*_]*(?:note: )?(?:(?:table of )?contents\b|change ?log\b|revision history\b|version history\b|what(?:'s| is| has) (?:new|changed)\b|changes? (?:since|from|in|to) (?:the )?(?:version|last|previous|this|\d|v\d)"
    r"|(?:this|the current|the present) (?:version|text|page|document|edition|file|licen[cs]e|policy)(?: of \w+(?: \w+){0,3})? (?:replaces|supersedes|was (?:last )?(?:updated|revised|changed|checked|reviewed|translated|amended|published|edited)|is version)"
    r"|(?:previous|older|earlier|former|archived) (?:versions?|editions?)\b|the (?:previous|older|earlier|former) (?:version|edition|text)\b|last (?:updated|changed|modified|revised|reviewed|checked|edited)\b|updated on\b|(?:document|page) history\b|we (?:last )?(?:updated|revised|changed) this (?:text|page|version|policy|licen[cs]e)\b)"
)
_CONTACT = re.compile(
    r"(?i)(?:contact|questions?\b|if you have (?:any )?questions?|for (?:any )?(?:questions?|help|more information)|you can reach us|reach us)\b.{0,120}?(?:[\w.+-]+@[\w.-]+|https?://\S+)[\s.)]*"
)
# "Write to licence@gannet.example, or to Gannet Ltd, 4 Quay Road."
_WRITE_TO = re.compile(
    r"(?i)(?:please )?(?:write|mail|e-?mail|contact|ask|reach) (?:to |us\b)|our (?:new )?(?:e-?mail )?address\b|[\w ,.]{0,60}can be reached\b"
)
_ON_LEAVE = re.compile(r"(?i)\b(?:licen[cs]e|permission|consent|commercial|approval|leave|before|if|when)\b")
# "Three things:"
_COUNTED = re.compile(
    r"(?i)(?:(?:just|only|these) )?(?:one|two|three|four|five|six|seven|\d) (?:simple )?(?:things?|points?|rules?|conditions?):"
)
_RIGHTS_LINE = re.compile(
    r"(?i)(?:copyright(?: ?(?:\(c\)|\u00a9))?|\u00a9|\(c\)) ?(?:\d{4}(?: ?[-\u2013,] ?(?:\d{4}|present\b))*)?,? ?[\w&.,' -]{2,60}?\.?(?: all rights reserved\.?)?|all rights reserved\.?"
)
_END_LINE = re.compile(
    r"(?i)[-* ]*end of (?:the )?(?:[\w-]+ )?(?:agreement|licen[cs]e|terms(?: and conditions)?|policy|document|text)[-* .]*"
)
_CHANGES = re.compile(
    r"(?i)(?:change ?log|(?:revision|version|document) history|history|what(?:'s| is| has) (?:new|changed)|changes|changes (?:since|from|in) .{1,40}|previous versions|older versions)"
)
_BINDS = re.compile(
    r"(?i)\b(?:you|licensees?|users?|recipients?|we|licensor)\b[^.;]{0,60}?\b(?:must|may|shall|will|agree|can ?not)\b|\bhereby\b|\bcontinues? to (?:apply|bind)|\b(?:prohibited|forbidden|permitted)\b"
)
_VERSION_LINE = re.compile(r"(?i)(?:version(?: number)?|revision|\u7248\u672c\u53f7?)[ :\uff1a]*v?\d[\d.]*")
_DATE_LINE = re.compile(
    rf"(?i)(?:[\w.\- ]{{0,40}}\b(?:release date|date of release|released|last (?:updated|modified|revised)|dated|effective(?: date| from| as of)?|in force(?: since| from)?|valid(?: from| since)|published|issued|in effect (?:from|since))|\u53d1\u5e03\u65e5\u671f|\u66f4\u65b0\u65e5\u671f)(?: on)?[ :\uff1a]*(?:{DAY.pattern})\.?"
)
# "- b." and "1." in front of a clause, "1" in front of a heading.
_FIRST = re.compile(
    r"\A(?:[-*\u2022] )?(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,5})[.)] +|\d{1,2}(?:\.\d{1,2})* (?=[A-Z\u4e00-\u9fff][^.;:\u3002]{0,50}\Z))"
)
# "(a)", "(ii)" anywhere, "(1)" and "3)" behind a stop or "and".
_COUNTS = re.compile(
    r"(?:\A|(?<=\s))(?:\((?:[a-z]|[ivx]{1,4}|[A-D])\)|(?:(?<=[;:,.] )|(?<=\band )|(?<=\bor ))(?:\(\d{1,2}\)|\d{1,2}\)|[a-e]\)))(?=\s)"
)
# "Grant of rights." in front of a clause; it rules nothing.
_RUN_IN = re.compile(
    r"\A(?![^.:]{0,48}\b(?:you|we|it|may|must|shall|will|is|are|no|not|never|none|only|this|any|all)\b)"
    r"(?=[A-Z])[\w&,/'-]+(?: [\w&,/'-]+){0,4}[.:]\s+(?=[A-Z(\"\u201c])"
    # "What you receive.", "Passing it on."
    r"|\A(?![^.:]{0,48}\b(?:not|no|never|none|only)\b)(?:What|How|Where|Who|When|Why)(?: [\w'-]+){1,5}[.:?]\s+(?=[A-Z(\"\u201c])"
    r"|\A(?![^.:]{0,48}\b(?:may|must|shall|will|not|no|never|none|only)\b)[A-Z][a-z]+ing(?: [\w'-]+){1,5}[.:]\s+(?=[A-Z(\"\u201c])"
)


def neutral_both(
    old: Sequence[Clause], new: Sequence[Clause], products: Sequence[str], renamed: Sequence[tuple[str, str]] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of both with addresses, the product's name and references to sections made equal, without examples that
    only one of them gives; renamed: words of the old text, and those of the new one for the same.
    """
    before, after = (" ".join(_RUN_IN.sub("", _unnumbered(one)) for one in side) for side in (old, new))
    if _gives_examples(before) != _gives_examples(after):
        before, after = _EXAMPLES.sub(" ", before), _EXAMPLES.sub(" ", after)
    return neutral(before, old[0].lead, products, renamed), neutral(after, new[0].lead, products)


def _gives_examples(text: str) -> bool:
    return any(piece in text for piece in ("such as", "for example", "for instance", "e.g.", "as in", "say")) and bool(
        _EXAMPLES.search(text)
    )


# "such as home addresses", "(for example online)"
_EXAMPLES = re.compile(
    r",?\s*(?:\((?:for (?:example|instance),?|such as|e\.g\.,?|as in|say,?) [^()]{1,200}\)|\([^()]{1,80}, (?:say|for (?:example|instance))\)|(?:for (?:example|instance),?|such as|e\.g\.,?) [^,;.:()]{1,80}(?:,(?= or\b| and\b)|(?=[,;.:)]|\Z)))"
)


# 'under "Plans" (https://gannet.example/plans)'
_AT = re.compile(r"\b(?:under|at|on|in|see) [\"\u201c][^\"\u201c\u201d]{1,40}[\"\u201d] (?=\(?https?://)")
_ADDRESS = re.compile(
    r"\b[\w.+-]+@[\w-]+\.[A-Za-z.-]*[A-Za-z](?: ?\(mailto:[^\s)]+\))?|https?://[^\s\u3001-\u9fff\uff01-\uffef]+|\b[\w-]+(?:\.[\w-]+)+/\S*"
)
# "c/o Gannet Foundation, Ghent", "12 Quay Road, Bristol"
_STREET_WORDS = "c/o Street St Road Rd Row Lane Avenue Ave Square Drive Way Quay Boulevard Blvd Terrace Place"
_STREETS = tuple(_STREET_WORDS.split())
_PLACE = re.compile(
    r"\bc/o [A-Z][\w&'-]*(?: [A-Z][\w&'-]*)*(?:, [A-Z]\w+)?"
    rf"|\b\d{{1,5}} (?:[A-Z][\w'-]+ ){{1,3}}?(?:{'|'.join(_STREETS[1:])})\b\.?(?:, [A-Z][\w-]+(?: [A-Z][\w-]+)?\b)*"
)


def neutral(text: str, lead: str, products: Sequence[str], renamed: Sequence[tuple[str, str]] = ()) -> tuple[str, ...]:
    """The words of some clauses; lead: what leads to them."""
    if "Do" in text or "do " in text or "don" in text or "Never " in text:
        text = _IMPERATIVE.sub("you may not ", text)
    if "@" in text or "/" in text:
        text = _ADDRESS.sub(" anaddress ", _AT.sub(" ", text))
    if any(piece in text for piece in _STREETS):
        text = _PLACE.sub(" anaddress ", text)
    if "[" in text:
        text = re.sub(r"\[(?:insert )?[\w ]*hyperlink\]", " anaddress ", text, flags=re.IGNORECASE)
    text = _BELOW.sub("below", text)
    text = _REFERENCE.sub(r"\g<what>", text)
    text = (
        _CONTRACTED.sub(lambda found: f"{_WHOLE.get(found[1].lower(), found[1])} not", straight(text))
        if "n" in text
        else text
    )
    text = _YEAR_OF_RIGHTS.sub("copyright", text)
    text = _COUNTS.sub(" ", text) if ")" in text else text
    text = _MONEY.sub(_in_currency, text)
    words = " ".join(words_of(_numbered(text)))
    for pattern, one, needs in _ALIKE:
        if any(piece in words for piece in needs):
            words = pattern.sub(one, words)
    for name, other in renamed:
        words = re.sub(rf"\b{re.escape(name)}(?=s?\b)", other, words)
    for name in products:
        words = re.sub(rf"\b{re.escape(name)}(?: v?\d[\d.]*[a-z]?)*(?= |$)", "theproduct", words)
    told = tuple(words.split())
    more = [word for word, leads in (("may", _PERMITS), ("must", _DEMANDS)) if word not in told and leads.search(lead)]
    return (*told, *more)


# "Do not use it": so says who forbids it.
_IMPERATIVE = re.compile(r"(?:\A|(?<=[.;:!] ))(?:Please )?(?:[Dd]o not|[Dd]on[\u2019']t|Never) (?=[a-z])")
# Words that lead to the items of a list: what one of them says may be done.
_PERMITS = re.compile(r"(?i)\A(?!.*\bnot\b).*\b(?:may|grants?|are granted|permitted|allowed)\b")


_DEMANDS = re.compile(r"(?i)\A(?!.*\bnot\b).*\b(?:must|shall|will|agree to|required to|ha(?:s|ve) to)\W*\Z")


# "Section 4", "Sections 6(a), 6(c), 7 and 9", "Section IV(d), (e), and (g)"
_REFERENCE = re.compile(
    r"\b(?P<what>(?i:sections?|clauses?|articles?|paragraphs?|exhibit|appendix|schedule|annex))\s+"
    r"(?:\d[\d.]*\w*|[IVX]+\b|[A-F]\b)(?:\([a-z\d]{1,4}\))*"
    r"(?:(?:,? (?:and|or|to|through)|,) (?:(?:\d[\d.]*|[IVX]+)(?:\([a-z\d]{1,4}\))*(?![\w%])(?! (?:days|months|years|million|users))|(?:\([a-z\d]{1,4}\))+))*"
)
# "set out in Sections 1 to 9", "that follow"
_BELOW = re.compile(
    r"\b(?:(?:that|which) follow|following|(?:set (?:out|forth)|stated|laid down) (?:below|hereunder|herein|in (?:sections?|clauses?|articles?) \d+ to \d+))\b(?! (?:conditions?|notice|words|line))",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(
    r"\b(ca|wo|sha|do|does|did|is|are|was|were|has|have|had|must|may|could|would|should)(?:n't|nt\b)", re.IGNORECASE
)
_WHOLE = {"ca": "can", "wo": "will", "sha": "shall"}
_YEAR_OF_RIGHTS = re.compile(
    r"(?i)(?:copyright(?: ?(?:\(c\)|\u00a9))?|\u00a9|\(c\)(?= ?\d{4})) ?(?:\d{4}(?: ?[-,] ?(?:\d{4}|present\b))*)?"
)
_MONEY = re.compile(r"(?i)(?:us ?\$|usd ?\$?|\$|eur(?:os?)?\b|\u20ac|gbp\b|\u00a3) ?(?=\d)")  # "US $5", "EUR 5"


def _in_currency(found: re.Match[str]) -> str:
    told = found[0].casefold()
    return " eur " if "eur" in told or "\u20ac" in told else " gbp " if "gbp" in told or "\u00a3" in told else " usd "


# Ways to say the same; what is forbidden is told from what is allowed and from what is asked for.
_ALIKE = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), one, tuple(needs.split()))
    for pattern, one, needs in (
        (
            r"(?:except|save|provided|but)(?: that)? (you|licensee) (?:do|does|may|shall|must|will|can) not",
            r"if \1 not may",
            "except save provided but",
        ),
        (
            (
                r"(?:may|must|shall|will|can|should) (?:not|never)|cannot|(?:is|are) (?:not (?:permitted|allowed|authori[sz]ed|entitled)|prohibited|forbidden) (?:to|from)"
                r"|agrees? not to|(?:is|are) (?:not (?:permitted|allowed)|prohibited|forbidden)"
            ),
            "not may",
            "not never prohibited forbidden",
        ),
        (
            r"(?:is|are) (?:permitted|allowed|free|entitled|authori[sz]ed) to|ha(?:s|ve) the right to",
            "may",
            "permitted allowed free entitled authori right",
        ),
        (
            r"(?:is|are) (?:required|obliged|obligated) to|ha(?:s|ve) to|needs? to|undertakes? to|agrees? to",
            "must",
            "to",
        ),
        (
            r"free of charge|at no (?:charge|cost)|without (?:charge|fees?|payment)|for free",
            "gratis",
            "charge cost fee payment free",
        ),
        (
            r"in the event that|in case|provided that|so long as|as long as|on (?:the )?condition that",
            "if",
            "event case provided long condition",
        ),
        (r"in accordance with|pursuant to|according to|by virtue of", "under", "accordance pursuant according virtue"),
        # what is so by law is no duty of anybody
        (
            (
                r"(?:shall|will) (?=(?:have|be (?:governed|construed|interpreted|responsible|liable|deemed|subject|void|effective|binding)|mean|refer|govern|apply|survive"
                r"|terminate|remain|continue|commence|end|lapse|prevail|expire|automatically|immediately)\b)"
            ),
            "",
            "shall will",
        ),
        ("should (?=you|licensee|the|any|a|an|it|we)", "if ", "should"),
        ("(?:u[.]?s[.]? )?dollars?", "usd", "dollar"),
        ("euros?", "eur", "euro"),
        ("prior to|in advance of", "before", "prior advance"),
        ("(?:with|in) respect (?:to|of)|with regard to|as regards", "about", "respect regard"),
        ("subsequent to|following", "after", "subsequent following"),
        (
            r"(?:includes?|bears?|has|have|carr(?:y|ies)) (\S+) at (?:the|its|their) (?:beginning|start|front)",
            r"begin with \1",
            "beginning start front",
        ),
        ("in order to|so as to", "to", "order so"),
        (r"more than|in excess of|greater than", "over", "more excess greater"),
        (r"ask(?:s|ed)? for|appl(?:y|ies) for", "request", "for"),
        (r"whereupon|and (?:then|thereafter)|then|thereafter", "", "then thereafter whereupon"),
        (r"(within \S+ (?:days|weeks|months)) (?:after|of|from|following)(?: an?| the)?", r"\1 after", "within"),
        (r"makes? ((?:\S+ ){1,6}?)available", r"provide \1", "available"),
        ("set forth|set out|laid down|stated", "set", "forth out down stated"),
        ("in writing", "written", "writing"),
        ("at all times|always", "always", "times"),
        ("right away|at once|without delay|forthwith|immediately", "immediately", "away once delay forthwith"),
    )
)


def _numbered(text: str) -> str:
    """The text with its numbers in digits: "ten million", "10 million (10,000,000)" -> 10000000."""

    def told(found: re.Match[str]) -> str:
        value = number_of(found["number"], found["unit"])
        point = "." in found["number"] and not found["unit"]  # a version, a section
        return found[0] if value is None or point else f"{value} "

    return _WRITTEN.sub(told, text)


_WRITTEN = re.compile(rf"\b(?<![\d.]){NUMBER}(?![\d.]*\d)", re.IGNORECASE)
