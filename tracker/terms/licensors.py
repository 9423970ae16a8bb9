"""Who grants a licence. Pure."""

import re
from collections.abc import Sequence

from tracker.terms.clauses import POINT, Sentence
from tracker.terms.counterparties import by_region
from tracker.terms.grantors import OF_A_PART, OF_THE_TEXT, full_name
from tracker.terms.wording import DAY, flat, straight

# Who publishes a standard licence grants nothing by it.
_KEEPERS = re.compile(
    r"Free Software Foundation|MariaDB|PolyForm|Creative Commons|Mozilla|Apache Software Foundation|Open Source Initiative"
)
_SUFFIX = (
    r"(?:(?:GmbH|AG|SE|UG) & Co\.? KG(?:aA)?\b|Inc\b\.?|Ltd\b\.?|Limited|LLC|L\.L\.C\.|g?GmbH|mbH|AG\b|SE\b|S\.A\.S?\.?|SAS\b|SA\b|B\.V\.|BV\b|N\.V\.|Corp\b\.?|Corporation|Incorporated|Company|INC\b\.?|LTD\b\.?|CORP\b\.?"
    r"|Foundation|Institute|University|PBC|plc|PLC|Co\b\.?|AB\b|Oyj?\b|ApS|(?<=[a-z] )ASA?\b|A/S|S\.?p\.?A\b\.?|S\.?L\.(?:U\.)?|SCIC|SARL|Kft\b\.?|Lt?da\b\.?|O\u00dc\b|UAB\b|SIA\b|Zrt\b\.?|E?OOD\b|SRL\b|KG\b|Pte\.? Ltd\.?|Bhd\b\.?|Group|Association|Collective|Consortium|Cooperative|Council|Trust|S\.r\.l\.|Pty\.? Ltd\.?|K\.K\.|FZ-LLC|e\.V\.|Stichting|Laborator(?:y|ies)|Pvt\.? Ltd\.?|S[pP]\. ?z ?o\. ?o\.|s\.r\.o\.|d\.o\.o\.|a\.s\.|S\u00e4\u00e4ti\u00f6|Stiftung|Stiftelse\w*|Sdn\.? Bhd\.?|Osakeyhti\u00f6|SCE\b|LCA\b|LLP\b|L\.P\.|CIC\b|CLG\b|SCOP\b|eG\b|ry\b)"
)
_COMPANY = re.compile(
    rf"(?:[A-Z][\w&'.-]*|AI|[A-Z]+)(?: (?:of |for |and |de |del |des |du |di |da |la |von |van |der |den |f\u00fcr |et |y |e )?(?:[A-Z(][\w&'.)-]*)){{0,6}}?,? {_SUFFIX}(?:,? (?:{_SUFFIX}))*"
    rf"(?: (?:for|of)(?: (?:and )?[A-Z][\w&'-]*){{1,3}}? {_SUFFIX}|(?:(?<=titute)|(?<=dation)|(?<=ersity)|(?<=ouncil)) (?:for|of)(?: [A-Z][\w&'-]*){{1,4}}(?= ?[(,]|\s*\Z))?"
)
_NAME = re.compile(
    r"(?:the )?(?P<name>(?:[A-Z]|[a-z]{1,3}[A-Z])[\w&'.-]*(?: (?:of |for |and |the )?[A-Z][\w&'.-]*){0,6}(?: model)?(?: team(?: of [A-Z]\w+)?)?)"
)


# A public body with a short name of its own: 'the Council of the University of X (the "University")'.
_BODY = (
    r"(?-i:\b(?:The |the )?(?P<body>(?:[A-Z][\w'-]+ ){0,4}(?:Ministry|Department|University|Council|Board|Library|Academy|Agency|Authority|Office|Cent(?:re|er)|Institute|Bureau|Government|Regents|Trustees|Court|Senate)"
    r" (?:of|for)(?: (?:the )?(?:[A-Z][\w'-]+|of|and|for))+))"
)


# "The Provost, Fellows and Scholars of X College, Cork ("the College")"
_OFFICES = (
    r"(?-i:\b(?:The |the )?(?P<offices>(?:[A-Z][a-z]+ ){0,2}(?:Provost|Master|Warden|President|Rector|Chancellor|Principal|Regents|Trustees|Governors?|Dean|Board|Syndics|Curators)(?:,? (?:and |the )?[A-Z][a-z]+)*"
    r" of (?:the )?[A-Z][\w'-]+(?: (?:of )?[A-Z][\w'-]+)*(?:, [A-Z][a-z]+)?))"
)
_IN_CAPITALS = re.compile(r"\b(?:[A-Z][A-Z'-]+ ){2,}[A-Z][A-Z'-]+\b")
_OF_BODIES = re.compile(
    r"\b(?:UNIVERSITY|COLLEGE|INSTITUTE|FOUNDATION|COUNCIL|MINISTRY|ACADEMY|SCHOOL|CENTRE|CENTER|SOCIETY|TRUST|LIBRARY)\b"
)


def _in_small(told: str) -> str:
    """A public body's name that stands in capitals, as running words have it."""
    return _IN_CAPITALS.sub(
        lambda found: (
            re.sub(r"\b(?:Of|For|And|The)\b", lambda word: word[0].lower(), found[0].title())
            if _OF_BODIES.search(found[0])
            else found[0]
        ),
        told,
    )


def licensor_in(plain: str, sentences: Sequence[Sentence]) -> tuple[str, int, int] | None:
    """Who grants: by a definition, by the parties' names, by the copyright line; and where it says so."""
    us = r"(?:we|us|our|licensor|the licensor|company|the company|provider|owner|grantor)"
    loose = (
        rf'"(?P<label>[^"]{{2,60}})"(?:,? (?:or|and|,)? ?"(?:{us})")*(?:,? (?:or|and) "{us}")? (?:shall )?:? ?(?:means?|refers? to|is)\b(?P<who>.*)',
        rf'{_OFFICES} ?\((?:the )?"[^"]{{2,40}}"\)',
        rf'"{us}"(?:(?:,| or| and|, and|, or)? \(?(?:or |and )?"[^"]{{2,40}}"\)?)*:? (?:shall )?(?:means?|refers? to|is)\b(?P<who>.*)',
        rf'(?P<before>[^"]{{2,260}}) ?\((?:hereinafter |hereafter |collectively,? |the |together |referred to as )*"(?:[^"]{{2,40}}",? ?(?:or|and|,) ?")*{us}"',
        r'(?P<before>[^"]{2,160}) ?\((?:the )?"[^"]{2,40}"\),? (?:hereby )?(?:grants?|provides?|makes?|offers?|releases?|licenses?)\b',
        rf'(?P<before>[^"]{{2,120}}(?-i:{_SUFFIX}))(?:, (?-i:[A-Z])\w+)?(?:, (?:an?|the|with|having|organi[sz]ed|incorporated|registered)\b[^"(]{{2,140}})?,? ?\((?:the )?"[^"]{{2,40}}"(?:(?:,| or|, or) (?:the )?"[^"]{{2,40}}")*\)',
        rf'(?P<who>(?-i:{_SUFFIX}|[A-Z])[^"]{{2,400}}?(?-i:{_SUFFIX}) \(if [^)]{{2,200}}\)),? \((?:the )?"[^"]{{2,40}}"\)',
        rf'{_BODY}(?:, (?:an?|the|whose|having|with|established|incorporated)\b[^"()]{{2,200}})? ?\((?:the )?"[^"]{{2,40}}"\)',
        r"\b(?:rights?|copyright) (?:in|to|over) [^.;]{2,60}? (?:belongs?|(?:is|are) (?:owned|held)) (?:to|by) (?P<who>(?-i:[A-Z]).*)",
        r'\bbetween you(?: \([^)]{2,60}\))? and (?P<whole>(?:the )?(?-i:[A-Z])[^("]{2,100}?) ?\((?:the )?"[^"]{2,40}"\)',
        rf'\bbetween the (?:person|individual|entity)\b[^"]{{2,200}}\("you"\) and (?P<who>(?-i:[A-Z])[^"(]{{2,100}}?(?-i:{_SUFFIX}))',
        rf'\A"{us}" ?[-:] ?(?P<who>(?-i:[A-Z]).*)',
        r"\bthe licensor is (?P<who>(?-i:[A-Z]).*)",
        rf'\bby (?:the )?{_BODY}(?:, [^"()]{{2,60}})? ?\((?:hereinafter |hereafter )?"[^"]{{2,40}}"\)',
        r"\b(?:agreement|contract|licen[cs]e) between you and (?P<who>(?-i:[A-Z]).*)",
        r"\bbetween you and,? \(i\) if [^.;]{2,160}?, (?P<who>(?-i:[A-Z]).*)",
        r"\b(?:models?|checkpoints?|weights)(?: (?:family|series))? (?:made |built |trained )?(?:by|from) (?P<who>(?:the )?[A-Z].*)",
    )
    strict = (  # where a company must be named
        rf"\breleased (?:on )?(?:{DAY.pattern}) by (?P<who>(?-i:[A-Z]).*)",
        r"\bcomes from (?P<who>(?-i:[A-Z]).*)",
        r"(?P<who>[^\"]{2,160}?) is (?:the |your )?(?:sole )?(?:licensor|rights? ?holder)\b",
        r"\b(?:agreement|contract) with (?P<who>(?-i:[A-Z]).*)",
        r"\bbetween (?P<who>(?-i:[A-Z])[^.;]{2,80}?) and (?:whoever|you\b|the (?:user|person|licensee|recipient|downloader))",
        r"\A(?P<who>[^\"]{2,100}?) (?:makes?|offers?|releases?|publishes|provides?) (?:the |its |these )?(?:\w+ )?(?:models?|weights|parameters|software)\b[^.;]{0,60}?\bunder (?:this|these|the following)\b",
        r"\b(?:between|is (?:an agreement|entered into)|provided|granted|offered|released|published|licen[cs]ed|made available|distributed|developed) (?:under the [^.;]{2,80}? )?(?:to you )?(?:by|with|between you and)(?: and between)? (?P<who>(?:the )?[A-Z].*)",
    )
    if (parted := _by_places(sentences)) is not None:
        return parted
    for at, pattern in enumerate((*loose, *strict)):
        for one in sentences:
            if at >= 4 and one.start > 6_000:
                break
            found = re.search(pattern, _in_small(one.own).replace(',"', '",').replace(POINT, "."), re.IGNORECASE)
            if not found:
                continue
            told = found.groupdict()
            if at == 0 and not _is_licensor(told["label"], found[0][:120], told["who"]):
                continue
            who = told.get("who") or ""
            name = _last_name(told["before"]) if told.get("before") else _names(who, strict=at >= len(loose))
            name = _whole_name(told["whole"]) if told.get("whole") else told.get("body") or told.get("offices") or name
            if name and not _KEEPERS.search(name):
                split = by_region(one.own.replace(POINT, "."), name.split(" and ")) if " and " in name else None
                return split or _employer(_gone_on(_in_full(name, sentences), plain)), one.start, one.end
    line = re.search(r"(?im)^[ \t]*licensor[ \t]*:[ \t]*(?P<who>[A-Z][^\n]{1,80})$", plain[:8_000])
    if line:
        inc = _COMPANY.match(line["who"])
        return (inc[0] if inc else flat(line["who"]).strip(" .,;")), line.start(), line.end()
    return _by_line(plain) or _by_copyright(plain) or _by_grant(plain, sentences)


def _by_line(plain: str) -> tuple[str, int, int] | None:
    """Who stands under the title with the day: "Acme Foundation, 1 July 2025"."""
    found = _BY_LINE.search(plain[:600])
    return (found["who"], found.start(), found.end()) if found else None


_BY_LINE = re.compile(
    rf"(?m)^[ \t*_]*(?P<who>{_COMPANY.pattern})(?:, [A-Z][a-z]+)?[,.] (?:[A-Za-z ]{{0,30}})?(?:(?i:{DAY.pattern}))[ \t*_.]*$"
)


def _in_full(name: str, sentences: Sequence[Sentence]) -> str:
    """Several who are called by their short names, as the text introduces them: "Acme Foundation ("AF")"."""
    shorts = name.split(" and ")
    if len(shorts) < 2 or any(len(one.split()) > 2 or _COMPANY.fullmatch(one) for one in shorts):
        return name
    head = " ".join(one.own for one in sentences if one.start < 3_000)
    full = [re.search(rf'(?P<who>[A-Z][^"(),;]{{2,80}}) \("{re.escape(one)}"\)', head, re.UNICODE) for one in shorts]
    told = [
        re.sub(r"\A.*\b(?:by|to|from|between|of you and|and) (?=[A-Z\u00c0-\u00de])", "", one["who"])
        for one in full
        if one
    ]
    return " and ".join(told) if len(told) == len(shorts) else name


def _by_places(sentences: Sequence[Sentence]) -> tuple[str, int, int] | None:
    """Who grants where, if a sentence says so of all companies that it names, one of them elsewhere."""
    for one in sentences:
        if one.start > _WHOLE_HEAD:
            break
        told = one.own.replace(POINT, ".")
        names = list(dict.fromkeys(_BEFORE.sub("", found[0]).strip(" ,") for found in _COMPANY.finditer(told)))
        parted = by_region(told, names) if len(names) > 1 else None
        if parted is not None and parted.endswith(" elsewhere"):
            return parted, one.start, one.end
    return None


_WHOLE_HEAD = 8_000


def _employer(name: str) -> str:
    """The house, of a team that is named with it: "Vision Group at Acme Labs Ltd"."""
    _, at, house = name.partition(" at ")
    return house if at and _COMPANY.fullmatch(house) else name


def _gone_on(name: str, plain: str) -> str:
    """The name of a body as the head of the text has it, where that goes on: "Institute for Machine Perception"."""
    if not _OF_BODY.search(name):
        return name
    more = re.search(
        rf"{re.escape(name)} (?:for|of)(?: (?:the |and )?[A-Z][\w'-]+){{1,4}}", flat(straight(plain[:6_000]))
    )
    return more[0] if more else name


_OF_BODY = re.compile(
    r"\b(?:Institute|Foundation|University|Council|Cent(?:re|er)|Academy|School|Laboratory|Association|Society|Trust|Consortium|Alliance|Agency)\Z"
)


def _whole_name(who: str) -> str | None:
    """A party to a contract as it is called, whatever its form, without its affiliates."""
    name = re.sub(r",? and (?:its|their|all)\b.*$|, (?:an?|the|with|having|located)\b.*$", "", who.strip(" ,"))
    words = re.sub(r"^the ", "", name, flags=re.IGNORECASE).split()
    small = sum(word[0].islower() and word not in ("of", "the", "for", "and", "de") for word in words)
    return " ".join(words) if 0 < len(words) <= 9 and not small and words[0] not in ("You", "Licensee") else None


def _by_grant(plain: str, sentences: Sequence[Sentence]) -> tuple[str, int, int] | None:
    """Who is called by his name where he grants."""
    for one in sentences:
        found = _GRANTS.search(one.own) if "grants you" in one.own else None
        if found and one.start < 6_000:
            return full_name(plain, found["who"]), one.start, one.end
    return None


_GRANTS = re.compile(
    r"(?:\A|, |: )(?P<who>(?!(?:Licensor|Contributor|Company|Provider|Owner|Vendor|Author|This|The|Each|Section|It|He|She|We|License|Licence|Agreement)s?\b)[A-Z][\w&-]+(?: [A-Z][\w&-]+){0,2}) (?:hereby )?grants you\b"
)


def _is_licensor(label: str, head: str, who: str) -> bool:
    """Whether a definition is one of the grantor: "Licensor", "X" or "we", or "X" that means X Inc."""
    if re.search(r"licensor|\b(?:we|us|our)\b|\bcompany|provider", re.split(" mean| refer", head)[0], re.IGNORECASE):
        return (
            re.search(r"copyright owner|individual|rights|person or|legal entity that|you\b", who[:60], re.IGNORECASE)
            is None
        )
    found = _COMPANY.search(who[:200])
    return bool(
        found
        and (found.start() < 6 or _BY_PLACE.match(who))
        and label.split()[0].casefold() == found[0].split()[0].rstrip(",").casefold()
    )


_BY_PLACE = re.compile(r"\W*(?:\(?[ivx1-3abc]{1,3}[).] ?)?(?:if|where|when|for|in)\b", re.IGNORECASE)


def _names(who: str, strict: bool = False) -> str | None:
    """Companies in the words behind "means"; without a legal form, the name right behind it."""
    limit = re.split(
        r"(?<=\w)(?<!Pte)(?<!Pvt)(?<!Sdn)[.;] (?=[A-Z])|,? \(?(?:c/o|care of|on behalf of|represented by|acting through) |, (?:a|an|the) (?:company|corporation|research|limited|non-profit|public)|\bor any\b|\bits (?:affiliates|successors)",
        who,
    )[0]
    counted = _COUNTED.match(who)
    if counted:
        return counted[1]
    found = [re.sub(r"\s+", " ", one[0]).strip(" ,(") for one in _COMPANY.finditer(limit[:500])]
    found = [_BEFORE.sub("", one) for one in found]
    if found:
        return " and ".join(dict.fromkeys(found[:1] if strict else found))
    plain = _NAME.match(who.strip()) or _SMALL_NAME.match(who.strip())
    if plain is None or strict:
        return None
    name = plain["name"].strip(" .,")
    return (
        None if re.search(r"^(?:The|You|Your|Licensor|This|Any|A|An|Each|Licensee)$|Agreement|License", name) else name
    )


_SMALL_NAME = re.compile(  # "acme, the original owner"
    r"(?!(?:any|each|all|one|such|those|either)\b)(?P<name>[a-z][\w-]{3,20}) ?, the (?:original |sole )?(?:right|copyright|owner|holder|developer|provider)"
)
_COUNTED = re.compile(  # a company whose name begins with a number
    r"\s*(\d{1,3} [A-Z]\w*(?: [A-Z]\w*){0,3},? (?:INC|Inc|LTD|Ltd|LLC|CORP|Corp|GmbH|AG|Limited)\b\.?)"
)
_BEFORE = re.compile(r"^(?:By|And|The|Between|WHEREAS|Whereas|From|With|Of|This|Copyright|Licensor) ")


_PART_OF = re.compile(
    r",? (?:the|an?) (?:[\w-]+ ){0,3}?(?:arm|subsidiary|division|unit|affiliate|department|branch|member|brand|part) of .*",
    re.IGNORECASE,
)


# "Cooperative X, a cooperative incorporated under ..., whose head office is at ..., Montreal"
_APPOSED = re.compile(
    r"(?P<name>[A-Z\u00c0-\u00de][\w&'.-]*(?: (?:of |for |de |du |des |and )?[A-Z\u00c0-\u00de][\w&'.-]*){1,6}), (?:an? [a-z-]+ |whose |incorporated |organi[sz]ed |registered |established |having its )[^\"]{10,}\Z"
)


def _last_name(before: str) -> str | None:
    before = _PART_OF.sub("", before)
    apposed = _APPOSED.search(before)
    if apposed and not _COMPANY.search(before):
        return apposed["name"]
    found = [one[0] for one in _COMPANY.finditer(before)]
    if len(found) > 1 and re.search(r"\(if [^)]*\),? (?:and|or)\b", before):  # one company here, another there
        return _names(before)
    if len(found) > 1 and re.search(rf"\byou and {re.escape(found[-2])} and {re.escape(found[-1])}\W*$", before):
        return " and ".join(found[-2:])
    if found:
        return _BEFORE.sub("", found[-1]).strip(" ,")
    both = re.search(r"(?:\A|[,.] |\b(?:by|from) )(?P<both>[A-Z][\w&-]+ and [A-Z][\w&-]+)\s*\Z", before)
    if both:
        return both["both"]
    tail = re.search(r"(?P<name>[A-Z][\w&'.-]*(?: (?:of |for )?[A-Z][\w&'.-]*){0,5}),?\s*$", before)
    name = re.sub(r"^(?:By|And|The|Between|With) ", "", tail["name"]).strip(" .,") if tail else ""
    return name if name and not _NO_NAME.search(name) else None


_NO_NAME = re.compile(r"^(?:You|Licensee)$|\b(?i:agreement|licen[cs]e)\b")
_BLANK = re.compile(
    r"\b(?:your name|name of|year|author's name|fullname|full name|yyyy)\b|<|\[|\{", re.IGNORECASE
)  # to be filled in


# "Copyright (c) 2025" with the name on the line below.
_YEAR_ALONE = re.compile(
    r"(?im)^[ \t*]*copyright (?:\(c\)|\u00a9) \d{4}[ \t*]*\n[ \t*]*(?P<who>(?-i:[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){1,4}))[ \t*]*$"
)


def _by_copyright(plain: str) -> tuple[str, int, int] | None:
    text = straight(plain)
    below = _YEAR_ALONE.search(text[:8_000])
    if below:
        return below["who"], below.start(), below.end()
    for found in re.finditer(
        r"(?:copyright[ \t]*(?:\(c\)|\u00a9)?|^[ \t]*(?:\(c\)|\u00a9))[ \t]*(?:[\[(]?\d{4}(?:\s*[-,]\s*(?:\d{4}|present))*[\])]?,?[ \t]+)?(?:by )?(?P<who>[A-Z][^\n\"]{1,100})",
        text,
        re.IGNORECASE | re.MULTILINE,
    ):
        if OF_A_PART.search(text, max(0, found.start() - 300), found.start()) or OF_THE_TEXT.search(
            text, max(0, found.start() - 60), found.start()
        ):
            continue
        if not re.search(r"\(c\)|\u00a9|\d{4}", found[0][:30], re.IGNORECASE) or not found["who"][0].isupper():
            continue
        if not re.search(r"copyright|\d{4}", found[0][:30], re.IGNORECASE) or _BLANK.search(found["who"]):
            continue
        who = re.split(
            r"\.? All rights|(?<!Inc)(?<!Ltd)(?<!Co)(?<!Corp)\. |, all|\(https?:|<|, under|$",
            found["who"],
            flags=re.IGNORECASE,
        )[0]
        inc = _COMPANY.match(who)
        who = inc[0] if inc and len(who.split()) > 8 else who
        who = who.strip(" ,").removesuffix(".") if not _COMPANY.fullmatch(who.strip(" ,")) else who.strip(" ,")
        who = re.sub(r"^(?:\(c\)|\u00a9)?\s*\d{4}\s*", "", who)
        name = re.sub(
            r" and (?:its )?affiliates.*$|,? and (?:the )?\w+ (?:authors|contributors).*$", "", who, flags=re.IGNORECASE
        )
        if (
            name
            and len(name.split()) <= 8
            and not re.search(r"notice|license|\[|owner|holder|statement", name, re.IGNORECASE)
            and not _KEEPERS.search(name)
        ):
            inc = _COMPANY.match(name)
            return (inc[0] if inc else name.partition(", ")[0]), found.start(), found.end()
    return None


def named_in(licensor: str) -> list[str]:
    """The names of those who grant, out of what is said of them: "Acme Ltd for EEA, Acme, Inc. elsewhere"."""
    return [one[0] for one in _COMPANY.finditer(licensor)] or [licensor]
