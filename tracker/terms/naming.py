"""Who grants a licence, and what it calls itself. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache

from tracker.terms.clauses import POINT, Sentence
from tracker.terms.wording import DAY, date_in, flat, lowered, starts_of, straight

_ABOUT = re.compile(
    r"licen[cs]e|agreement|policy|policies|terms\b|guidelines|restrictions|conditions|\b(?:usage|use|user) rules|\b(?:code|rules|charter) of (?:use|conduct)|\bOpen RAIL\b|(?-i:\bRAIL\b)",
    re.IGNORECASE,
)
# Who publishes a standard licence grants nothing by it.
_KEEPERS = re.compile(
    r"Free Software Foundation|MariaDB|PolyForm|Creative Commons|Mozilla|Apache Software Foundation|Open Source Initiative"
)
_UNDER = re.compile(
    r"(?:released|licen[cs]ed|available|provided|distributed|published) under the (?P<name>[A-Z][\w.-]*(?: [A-Z\d(][\w.)-]*){0,6}? Licen[cs]e)\b"
)
_RUNS_ON = re.compile(r"[^\n]{50,}[a-z,]\n", re.IGNORECASE)  # the line before it goes on into it
_PLEASE_READ = re.compile(
    r"\b[Pp]lease (?:carefully )?read (?:this|the|these) (?P<name>[A-Z][\w.&'-]*(?: [A-Z\d(][\w.&')-]*){1,7}?(?: (?:Licen[cs]e|Agreement|Policy|Terms)(?: Agreement| of Use)?))(?= \(| carefully|,)"
)
# What a card or a page calls its part on the licence: no name of one.
_HEADING = re.compile(
    r"(?:[^A-Za-z]+/ ?)?(?:the )?(?:model )?(?:licen[cs]es?|licensing|terms|conditions|usage|restrictions)"
    r"(?:(?:,? and| of|,) (?:the )?(?:terms|conditions|licen[cs]es?|use|usage|citation|restrictions))*(?: information)?",
    re.IGNORECASE,
)
# "acme Model License Agreement"
_SMALL_BRAND = re.compile(
    r"(?!(?:the|this|an?|your|our|under|of|to|and|or|in|by|for|with|see|all|any)\b)[a-z][\w.-]{2,15}(?: [A-Z\d][\w.-]*){1,6} (?:License|Licence|Agreement|Policy)(?: Agreement)?"
)
# A title that says whose it is on the line above.
_UNNAMED = re.compile(r"(?:the )?(?:licen[cs]e|terms|agreement|conditions|policy)\b", re.IGNORECASE)
_OF_PRODUCT = re.compile(
    r"[A-Z][^:]{1,40}: [A-Z][\w ,&-]{2,60}(?:[Pp]olicy|[Ll]icen[cs]e|[Gg]uidelines|[Rr]ules)(?: [Aa]greement)?"
)
_SUFFIX = (
    r"(?:Inc\b\.?|Ltd\b\.?|Limited|LLC|L\.L\.C\.|g?GmbH|mbH|AG\b|SE\b|S\.A\.S?\.?|SAS\b|SA\b|B\.V\.|BV\b|N\.V\.|Corp\b\.?|Corporation|Incorporated|Company|INC\b\.?|LTD\b\.?|CORP\b\.?"
    r"|Foundation|Institute|University|PBC|plc|PLC|Co\b\.?|AB\b|Oyj?\b|ApS|(?<=[a-z] )ASA?\b|A/S|S\.?p\.?A\b\.?|S\.?L\.(?:U\.)?|SCIC|SARL|Kft\b\.?|Lda\b\.?|KG\b|Pte\.? Ltd\.?|Bhd\b\.?|Group|Association|Collective|Consortium|Cooperative|Council|Trust|S\.r\.l\.|Pty\.? Ltd\.?|K\.K\.|FZ-LLC|e\.V\.|Stichting|Laborator(?:y|ies))"
)
_COMPANY = re.compile(
    rf"(?:[A-Z][\w&'.-]*|AI|[A-Z]+)(?: (?:of |for |and |de |del |des |du |di |da |la |von |van |der |den |f\u00fcr |et |y |e )?(?:[A-Z(][\w&'.)-]*)){{0,6}}?,? {_SUFFIX}(?:,? (?:{_SUFFIX}))*"
    rf"(?: (?:for|of)(?: (?:and )?[A-Z][\w&'-]*){{1,3}}? {_SUFFIX}|(?:(?<=titute)|(?<=dation)|(?<=ersity)|(?<=ouncil)) (?:for|of)(?: [A-Z][\w&'-]*){{1,4}}(?= ?[(,]|\s*\Z))?"
)
_NAME = re.compile(
    r"(?:the )?(?P<name>(?:[A-Z]|[a-z]{1,3}[A-Z])[\w&'.-]*(?: (?:of |for |and |the )?[A-Z][\w&'.-]*){0,6}(?: model)?(?: team(?: of [A-Z]\w+)?)?)"
)


@lru_cache(maxsize=16)
def title_in(plain: str) -> tuple[str, int, int] | None:
    """What a text calls itself, in the case of its running words, without "Agreement" behind "Licence"; and where."""
    for line in re.finditer(r"[^\n]+", plain[:4_000]):
        if not _ABOUT.search(line[0]):
            continue
        told = straight(flat(line[0])).strip(" \t-=#*_:|")
        told = re.sub(
            r"^copyright (?:\(c\)|\u00a9) (?:\d{4}[\d, -]*)?[A-Z][\w&.]*(?: [A-Z][A-Za-z&.]{0,3}\b)? (?=[A-Z].* (?:[Ll]icen[cs]e|LICEN[CS]E)\b)",
            "",
            told,
            flags=re.IGNORECASE,
        )
        told = re.sub(r"^(?:title|name|license_name|license name):\s*", "", told, flags=re.IGNORECASE)
        told = re.sub(r" ?\(\"[^\"()]{2,40}\"\)$", "", told)  # its short form
        if (
            not 2 <= len(told.split()) <= 16
            or told.endswith((".", ";", ","))
            or told[:1] in "\"'("
            or told.count('"') > 1
        ):
            continue
        if _OF_PRODUCT.fullmatch(told) is None and re.search(
            r":|\b(?:you|we|is|are|(?-i:may)|shall|must|by|means|please|accept|read)\b|https?//|^(?:released|licen[cs]ed|distributed|available|published) (?:under|by|artifacts?)\b",
            told,
            re.IGNORECASE,
        ):
            continue
        if (
            (told[0].islower() and not _SMALL_BRAND.fullmatch(told))
            or re.match(r"\d|(?i:this|these|your|our) ", told)
            or _HEADING.fullmatch(told)
        ):
            continue
        start = line.start()
        if _RUNS_ON.fullmatch(plain[max(0, plain.rfind("\n", 0, max(0, start - 1)) + 1) : start]) or (
            len(line[0]) > 45 and re.match(r"\n[ \t]*[a-z(]", plain[line.end() : line.end() + 40])
        ):
            continue
        if _UNNAMED.match(told):
            above = re.search(r"([^\n]+)\n\Z", plain[:start])
            if (
                above
                and 1 <= len(above[1].split()) <= 8
                and above[1].strip()[-1:].isalnum()
                and above[1].strip()[0].isupper()
            ):
                told, start = f"{flat(above[1])} {told}", above.start()
        return _titled(told, plain), start, line.end()
    named = _UNDER.search(flat(plain[:8_000]))
    read = _PLEASE_READ.search(straight(flat(plain[:1_500])))
    if read is not None:
        at = max(0, plain.find(read["name"].split()[0]))
        return _titled(read["name"], plain), at, min(len(plain), at + len(read["name"]))
    if named is None:
        return None
    at = max(0, plain.find(named["name"].split()[0]))
    return named["name"], at, min(len(plain), at + len(named["name"]))


_LABEL = (
    r"(?:release date|released(?: on)?|(?:in )?effect(?:ive)?(?: date)?(?: (?:as of|since|from|on))?|last (?:updated|modified|revised|changed|amended)(?: on)?"
    r"|version date|date of (?:release|issue|publication|(?:last |latest )?(?:revision|update|change|amendment))|published(?: on)?|issued(?: on)?|adopted(?: on)?|revised(?: on)?|updated(?: on)?|dated?|as of"
    r"|version [\d.]+|v\d[\d.]*|(?:edition|issue|text|state|revision) of|in force (?:since|from|as of|on)|(?:applies|valid|current|stand) (?:from|since|as of|as at))"
)
_OF_IT = r"(?: (?:of|for) (?:this|the|these)(?: [a-z]+){1,2})?(?:,? (?:is|was|on|of|from|the))?"
# Days on which something else happens.
_LATER = (
    r"(?<!change )(?<!expiry )(?<!expiration )(?<!end )(?<!conversion )(?<!termination )(?<!sunset )(?<!retirement )"
)
_LABELLED = rf"{_LATER}\b{_LABEL}{_OF_IT}\)?[ \t]*[:,\-\u2013\u2014(]*[ \t\n]*(?:the |[A-Za-z1][.)] )?(?:{DAY.pattern})"
_UPDATED = rf"\b(?:last (?:updated|modified|revised)|version release date)(?: on)?[ :]+(?:{DAY.pattern})"


@lru_cache(maxsize=16)
def day_in(plain: str) -> tuple[str, int, int] | None:
    """The day of this version, behind a label in the head of a text, on a line by itself there, or "last updated"."""
    head, low = plain[:3_000], lowered(plain)
    head_low = lowered(head)
    flags, text = (re.IGNORECASE, head) if head_low is None else (re.NOFLAG, head_low)
    ways = ((_LABELLED, 3_000), (r"[^\n]+", 600)) if _YEAR.search(head) else ()
    for at, (pattern, end) in enumerate(ways):
        for found in re.finditer(pattern, text[:end], flags):
            told = DAY.search(found[0])
            day = date_in(told) if told and (at != 1 or len(found[0].split()) <= 6) else None
            if day:
                return day, *found.span()
    late = re.compile(_UPDATED, re.IGNORECASE)
    for start in starts_of(low, _LAST) if low is not None else (one.start() for one in late.finditer(plain)):
        late_one = late.match(plain, start)
        told = DAY.search(late_one[0]) if late_one else None
        day = date_in(told) if told else None
        if late_one and day:
            return day, *late_one.span()
    last = _LAST_LINE.search(plain[-200:].rstrip())
    ended = DAY.search(last[0]) if last else None
    day = date_in(ended) if ended else None
    if last and day:
        before = max(0, len(plain) - 200)
        return day, before + last.start(), before + last.end()
    return None


# "(v. August 15, 2025)" at the end.
_LAST_LINE = re.compile(
    rf"(?i)\n[ \t]*\(?(?:v\.|version(?: of| dated)?|rev(?:\.|ision|ised)?)[ :]*(?:{DAY.pattern})\)?\Z"
)


_YEAR = re.compile("19\\d\\d|20\\d\\d")
_LAST = ("last updated", "last modified", "last revised", "version release date")


def _titled(told: str, plain: str) -> str:
    name = re.sub(r"(?i)\b(licen[cs]e) agreement\b", r"\1", told)
    name = (
        re.sub(r"(?i),?\s*\(?(?:version|v\.?) ?\d[\d.]*\)?(?:,.*)?$", "", name)
        if re.search(r"(?i)licen[cs]e[^\d]*version \d[\d.]* ?,", name)
        else name
    )
    name = re.sub(r"(?i), version \d.*$", "", name)
    name = re.sub(r"\s*\((?:[A-Z][\w.-]*|(?:v|version )[\d.]+)\)$", "", name)  # the short form of it, its version
    name = re.sub(r"(?<=[a-z]) \([A-Z][A-Za-z-]{1,9}\)(?= (?:v|version )?\d)", "", name)  # "Model Licence (XYZ) 1.1"
    name = re.sub(r"\s*\([^)]*\d{4}[^)]*\)$|,? (?:dated|last updated|effective) .*$", "", name, flags=re.IGNORECASE)
    capitals = [word for word in name.split() if word.isupper() and len(word) > 3]
    small_ones = len(re.findall("[a-z]", name))
    if not capitals or (
        len(re.findall("[A-Z]", name)) <= small_ones and not any(_ABOUT.fullmatch(one) for one in capitals)
    ):
        return name
    small = {"for", "of", "the", "and", "to", "on", "a", "an", "in"}
    wanted = {one.casefold() for at, one in enumerate(name.split()) if not at or one.casefold() not in small}
    running: dict[str, str] = {}
    for line in plain[:8_000].splitlines():
        low = line.casefold()
        if not any(one in low for one in wanted):
            continue
        if len(re.findall("[A-Z]", line)) > len(re.findall("[a-z]", line)):
            continue
        for word in re.findall(r"[A-Za-z][\w-]*", line):
            if word[0].isupper() and not (word.isupper() and _ABOUT.fullmatch(word)):
                told_before = running.get(word.casefold())
                if told_before is None or (told_before.isupper() and not word.isupper()):
                    running[word.casefold()] = "-".join(one[:1].upper() + one[1:] for one in word.split("-"))
    return " ".join(
        word
        if not word.isupper() or word.startswith("RAIL")
        else word.casefold()
        if word.casefold() in small and at
        else running.get(
            word.casefold(),
            word
            if any(ch.isdigit() for ch in word) or len(word) < 3
            else "-".join(_capitalised(one, "-" in word) for one in word.split("-")),
        )
        for at, word in enumerate(name.split())
    )


def _capitalised(word: str, part: bool) -> str:
    """A word in capitals as a title has it; a short part of one is an abbreviation, unless it is a word."""
    short = (
        part
        and len(word) <= 3
        and word.casefold() not in {"non", "pre", "re", "co", "for", "use", "of", "to", "all", "own", "one"}
    )
    return word if short else word.capitalize()


def licensor_in(plain: str, sentences: Sequence[Sentence]) -> tuple[str, int, int] | None:
    """Who grants: by a definition, by the parties' names, by the copyright line; and where it says so."""
    us = r"(?:we|us|our|licensor|the licensor|company|the company|provider|owner|grantor)"
    patterns = (
        rf'"(?P<label>[^"]{{2,60}})"(?:,? (?:or|and|,)? ?"(?:{us})")*(?:,? (?:or|and) "{us}")? (?:shall )?:? ?(?:means?|refers? to|is)\b(?P<who>.*)',
        rf'"{us}"(?:(?:,| or| and|, and|, or)? \(?(?:or |and )?"[^"]{{2,40}}"\)?)*:? (?:shall )?(?:means?|refers? to|is)\b(?P<who>.*)',
        rf'(?P<before>[^"]{{2,160}}) ?\((?:hereinafter |hereafter |collectively,? |the |together |referred to as )*"(?:[^"]{{2,40}}",? ?(?:or|and|,) ?")*{us}"',
        r'(?P<before>[^"]{2,160}) ?\((?:the )?"[^"]{2,40}"\),? (?:hereby )?(?:grants?|provides?|makes?|offers?|releases?|licenses?)\b',
        rf'(?P<before>[^"]{{2,120}}(?-i:{_SUFFIX}))(?:, (?-i:[A-Z])\w+)?(?:, (?:an?|the|with|having|organi[sz]ed|incorporated|registered)\b[^"(]{{2,140}})?,? ?\((?:the )?"[^"]{{2,40}}"(?:(?:,| or|, or) (?:the )?"[^"]{{2,40}}")*\)',
        rf'(?P<who>(?-i:{_SUFFIX}|[A-Z])[^"]{{2,400}}?(?-i:{_SUFFIX}) \(if [^)]{{2,200}}\)),? \((?:the )?"[^"]{{2,40}}"\)',
        r'\bbetween you(?: \([^)]{2,60}\))? and (?P<whole>(?:the )?(?-i:[A-Z])[^("]{2,100}?) ?\((?:the )?"[^"]{2,40}"\)',
        rf'\A"{us}" ?[-:] ?(?P<who>(?-i:[A-Z]).*)',
        r"\bthe licensor is (?P<who>(?-i:[A-Z]).*)",
        r"\bagreement between you and (?P<who>(?-i:[A-Z]).*)",
        r"\bbetween you and,? \(i\) if [^.;]{2,160}?, (?P<who>(?-i:[A-Z]).*)",
        r"\b(?:models?|checkpoints?|weights)(?: (?:family|series))? (?:made |built |trained )?(?:by|from) (?P<who>(?:the )?[A-Z].*)",
        r"\b(?:between|is (?:an agreement|entered into)|provided|granted|offered|released|published|licen[cs]ed|made available|distributed|developed) (?:under the [^.;]{2,80}? )?(?:to you )?(?:by|with|between you and)(?: and between)? (?P<who>(?:the )?[A-Z].*)",
    )
    for at, pattern in enumerate(patterns):
        for one in sentences:
            if at >= 4 and one.start > 6_000:
                break
            found = re.search(pattern, one.own.replace(',"', '",').replace(POINT, "."), re.IGNORECASE)
            if not found:
                continue
            told = found.groupdict()
            if at == 0 and not _is_licensor(told["label"], found[0][:120], told["who"]):
                continue
            who = told.get("who") or ""
            name = _last_name(told["before"]) if told.get("before") else _names(who, strict=at >= 11)
            name = _whole_name(told["whole"]) if told.get("whole") else name
            if name and not _KEEPERS.search(name):
                return name, one.start, one.end
    line = re.search(r"(?im)^[ \t]*licensor[ \t]*:[ \t]*(?P<who>[A-Z][^\n]{1,80})$", plain[:8_000])
    if line:
        inc = _COMPANY.match(line["who"])
        return (inc[0] if inc else flat(line["who"]).strip(" .,;")), line.start(), line.end()
    return _by_copyright(plain) or _by_grant(sentences)


def _whole_name(who: str) -> str | None:
    """A party to a contract as it is called, whatever its form, without its affiliates."""
    name = re.sub(r",? and (?:its|their|all)\b.*$|, (?:an?|the|with|having|located)\b.*$", "", who.strip(" ,"))
    words = re.sub(r"^the ", "", name, flags=re.IGNORECASE).split()
    small = sum(word[0].islower() and word not in ("of", "the", "for", "and", "de") for word in words)
    return " ".join(words) if 0 < len(words) <= 9 and not small and words[0] not in ("You", "Licensee") else None


def _by_grant(sentences: Sequence[Sentence]) -> tuple[str, int, int] | None:
    """Who is called by his name where he grants."""
    for one in sentences:
        found = _GRANTS.search(one.own) if "grants you" in one.own else None
        if found and one.start < 6_000:
            return found["who"], one.start, one.end
    return None


_GRANTS = re.compile(
    r"(?:\A|, |: )(?P<who>(?!(?:Licensor|Contributor|Company|Provider|Owner|Vendor|Author|This|The|Each|Section|It|He|She|We|License|Licence|Agreement)s?\b)[A-Z][\w&-]+(?: [A-Z][\w&-]+){0,2}) (?:hereby )?grants you\b"
)


def _is_licensor(label: str, head: str, who: str) -> bool:
    """Whether a definition is one of the grantor: "Licensor", "X" or "we", or "X" that means X Inc."""
    if re.search(r"licensor|\b(?:we|us|our)\b|company|provider", head.split(" mean")[0], re.IGNORECASE):
        return (
            re.search(r"copyright owner|individual|rights|person or|legal entity that|you\b", who[:60], re.IGNORECASE)
            is None
        )
    first = re.match(r"(?:the )?([\w-]+)", who.strip(), re.IGNORECASE)
    found = _COMPANY.search(who[:120])
    return bool(first and found and found.start() < 6 and label.split()[0].casefold() == found[0].split()[0].casefold())


def _names(who: str, strict: bool = False) -> str | None:
    """Companies in the words behind "means"; without a legal form, the name right behind it."""
    limit = re.split(
        r"(?<=\w)[.;] (?=[A-Z])|, (?:a|an|the) (?:company|corporation|research|limited|non-profit|public)|\bor any\b|\bits (?:affiliates|successors)",
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


def _last_name(before: str) -> str | None:
    found = [one[0] for one in _COMPANY.finditer(before)]
    if len(found) > 1 and re.search(r"\(if [^)]*\),? (?:and|or)\b", before):  # one company here, another there
        return _names(before)
    if len(found) > 1 and re.search(rf"\byou and {re.escape(found[-2])} and {re.escape(found[-1])}\W*$", before):
        return " and ".join(found[-2:])
    if found:
        return _BEFORE.sub("", found[-1]).strip(" ,")
    tail = re.search(r"(?P<name>[A-Z][\w&'.-]*(?: (?:of |for )?[A-Z][\w&'.-]*){0,5}),?\s*$", before)
    name = re.sub(r"^(?:By|And|The|Between|With) ", "", tail["name"]).strip(" .,") if tail else ""
    return name if name and name not in ("You", "Licensee", "Agreement", "License") else None


_BLANK = re.compile(
    r"\b(?:your name|name of|year|author's name|fullname|full name|yyyy)\b|<|\[|\{", re.IGNORECASE
)  # to be filled in


# What stands above the rights of somebody else in a part.
_OF_A_PART = re.compile(
    r"\b(?:third[- ]part(?:y|ies)|falls? under|(?:is|are) based on|taken from|borrowed from|subject to permissive)\b",
    re.IGNORECASE,
)


def _by_copyright(plain: str) -> tuple[str, int, int] | None:
    text = straight(plain)
    for found in re.finditer(
        r"(?:copyright[ \t]*(?:\(c\)|\u00a9)?|^[ \t]*(?:\(c\)|\u00a9))[ \t]*(?:[\[(]?\d{4}(?:\s*[-,]\s*(?:\d{4}|present))*[\])]?,?[ \t]+)?(?:by )?(?P<who>[A-Z][^\n\"]{1,100})",
        text,
        re.IGNORECASE | re.MULTILINE,
    ):
        if _OF_A_PART.search(text, max(0, found.start() - 300), found.start()):
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
