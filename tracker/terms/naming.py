"""What a licence calls itself, and of which day it is. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache

from tracker.terms.layouts import CELL
from tracker.terms.wording import DAY, date_in, flat, lowered, starts_of, straight

_ABOUT = re.compile(
    r"licen[cs]e|agreement|policy|policies|terms\b|guidelines|restrictions|conditions|\b(?:usage|use|user|house|community|content|ground) rules|\b(?:code|rules|charter) (?:of|for) (?:use|conduct|good practice)|\brules (?:of|for) (?:use|using|users)|\bOpen RAIL\b|(?-i:\bRAIL\b)",
    re.IGNORECASE,
)

_UNDER = re.compile(
    r"(?:released|licen[cs]ed|available|provided|distributed|published|comes?|to you|given (?:out|away)|handed out|shared|offered) (?:by [^.;\n]{2,80}? )?under the (?P<name>[A-Z][\w.-]*(?: [A-Z\d(][\w.)-]*){0,6}? (?:Licen[cs]e|Terms)(?: \d+(?:\.\d+)*(?= |[,;:)]|\.?\Z|\. ))?)\b"
)
_COMMONS = re.compile(r"CC[ -]BY(?:-(?:NC|SA|ND))* \d\.\d")
_RUNS_ON = re.compile(r"[^\n]{50,}[a-z,]\n", re.IGNORECASE)  # the line before it goes on into it
_PLEASE_READ = re.compile(
    r"\b[Pp]lease (?:carefully )?read (?:this|the|these) (?P<name>[A-Z][\w.&'-]*(?: [A-Z\d(][\w.&')-]*){1,7}?(?: (?:Licen[cs]e|Agreement|Policy|Terms)(?: Agreement| of Use)?))(?= \(| carefully|,)"
)
# What a card or a page calls its part on the licence: no name of one.
_HEADING = re.compile(
    r"(?:[^A-Za-z]+/ ?)?(?:the )?(?:model )?(?:licen[cs]es?|licensing|terms|conditions|usage|restrictions)"
    r"(?:(?:,? and| of|,) (?:the )?(?:terms|conditions|licen[cs]es?|use|usage|citation|restrictions))*(?: information)?(?:,? in (?:plain|simple) \w+)?",
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


@lru_cache(maxsize=16)
def title_in(plain: str) -> tuple[str, int, int] | None:
    """What a text calls itself, in the case of its running words, without "Agreement" behind "Licence"; and where."""
    for line in re.finditer(r"[^\n]+", plain[:4_000]):
        if not _ABOUT.search(line[0]) and not _COMMONS.fullmatch(line[0].strip()):
            continue
        told = straight(flat(line[0])).strip(" \t-=#*_:|").lstrip(".")
        told = re.sub(
            r"^copyright (?:\(c\)|\u00a9) (?:\d{4}[\d, -]*)?[A-Z][\w&.]*(?: [A-Z][A-Za-z&.]{0,3}\b)? (?=[A-Z].* (?:[Ll]icen[cs]e|LICEN[CS]E)\b)",
            "",
            told,
            flags=re.IGNORECASE,
        )
        told = re.sub(r"^(?:title|name|license_name|license name):\s*", "", told, flags=re.IGNORECASE)
        told = re.sub(r" ?\(\"[^\"()]{2,40}\"\)$", "", told)  # its short form
        told = re.sub(r" ?\((?:short|short name|in short|abbreviated|identifier|SPDX)\b[^()]{0,40}\)$", "", told)
        told = told.rpartition(" > ")[2]  # where a page stands
        if (
            not 2 <= len(told.split()) <= 16
            or told.endswith((".", ";", ","))
            or told[:1] in "\"'("
            or CELL in told
            or told.count('"') > 1
        ):
            continue
        if (
            _OF_PRODUCT.fullmatch(told) is None
            and _COMMONS.fullmatch(told) is None
            and re.search(
                r":|(?<![\w-])(?:you|we|is|are|(?-i:may)|shall|must|by|means|please|accept|read)(?![\w-])|https?//|^(?:released|licen[cs]ed|distributed|available|published) (?:under|by|artifacts?)\b",
                told,
                re.IGNORECASE,
            )
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
            len(line[0].strip()) > 45 and re.match(r"\n[ \t]*[a-z(]", plain[line.end() : line.end() + 40])
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
        return _titled(told, plain).removeprefix("The "), start, line.end()
    named = _UNDER.search(flat(plain[:8_000]))
    read = _PLEASE_READ.search(straight(flat(plain[:1_500])))
    if read is not None:
        at = max(0, plain.find(read["name"].split()[0]))
        return _titled(read["name"], plain), at, min(len(plain), at + len(read["name"]))
    named = named or _INTRODUCED.search(flat(straight(plain[:1_500])))
    if named is None:
        return None
    at = max(0, plain.find(named["name"].split()[0]))
    return named["name"], at, min(len(plain), at + len(named["name"]))


# "This is the Acme Open Licence", "These Terms of Service apply".
_INTRODUCED = re.compile(
    r"\b(?:[Tt]his is the |[Tt]hese are the |[Ww]elcome to the |[Rr]ead the |[Tt]hese (?=Terms))(?P<name>[A-Z][\w.&'-]*(?: (?:of|for|and|on)(?= [A-Z])| [A-Z\d][\w.&'-]*){0,7}?(?: (?:Licen[cs]e|Agreement|Policy|Terms)(?: \d[\d.]*\b)?| (?:Service|Use)))(?=[,. (;]|\Z)"
)
_LABEL = (
    r"(?:release date|released(?: on)?|(?:in )?effect(?:ive)?(?: date)?(?: (?:as of|since|from|on))?|last (?:updated|modified|revised|changed|amended)(?: on)?"
    r"|version date|date of (?:release|issue|publication|(?:last |latest )?(?:revision|update|change|amendment))|published(?: on)?|issued(?: on)?|adopted(?: by [\w ]{2,40}?)?(?: on)?|(?:made|drawn up|concluded|signed)(?: by [\w ]{2,40}?)? on|took effect(?: on)?|revised(?: on)?|updated(?: on)?|dated?|as of"
    r"|version [\d.]+|v\d[\d.]*|(?:edition|issue|text|state|revision|version|release)(?: (?:\d[\d.]*|one|two|three))? of|in force (?:since|from|as of|on)|(?:appl(?:y|ies)|valid|current|stand|holds?|in effect|in use) (?:from|since|as of|as at))"
)
_OF_IT = r"(?: (?:of|for) (?:this|the|these)(?: [a-z]+){1,2})?(?:,? (?:is|was|on|of|from|the))?"
# Days on which something else happens.
_LATER = (
    r"(?<!change )(?<!expiry )(?<!expiration )(?<!end )(?<!conversion )(?<!termination )(?<!sunset )(?<!retirement )"
)
_LABELLED = rf"{_LATER}(?<![a-z0-9]){_LABEL}{_OF_IT}\)?[ \t]*[:,\-\u2013\u2014(]*[ \t\n]*(?:the |[A-Za-z1][.)] )?(?:{DAY.pattern})"
_LABELLED_LOW = re.compile(_LABELLED)


def _labelled(low: str) -> Iterator[re.Match[str]]:
    """Days behind labels in a text in lower case, looked for where a label may begin."""
    return filter(None, (_LABELLED_LOW.match(low, start) for start in starts_of(low, _LABELS)))


_LABELS = (  # pieces with which each label begins
    *("release", "in effect", "effect", "last ", "version", "date", "publi", "issue", "adopted", "revis", "updated"),
    *(
        "as of",
        "v0",
        "v1",
        "v2",
        "v3",
        "v4",
        "v5",
        "v6",
        "v7",
        "v8",
        "v9",
        "edition",
        "text of",
        "state of",
        "in force",
    ),
    *("made ", "drawn up", "concluded", "signed", "took effect"),
    *("applies", "apply ", "valid", "current", "stand ", "hold", "in use"),
)
_UPDATED = rf"\b(?:last (?:updated|modified|revised)|version release date)(?: on)?[ :]+(?:{DAY.pattern})"


@lru_cache(maxsize=16)
def day_in(plain: str) -> tuple[str, int, int] | None:
    """The day of this version, behind a label in the head of a text, on a line by itself there, or "last updated"."""
    head = plain[:3_000]
    head_low = lowered(head)
    flags, text = (re.IGNORECASE, head) if head_low is None else (re.NOFLAG, head_low)
    ways = ((_LABELLED, 3_000), (r"[^\n]+", 600)) if _YEAR.search(head) else ()
    for at, (pattern, end) in enumerate(ways):
        labelled = at == 0 and head_low is not None
        for found in _labelled(text) if labelled else re.finditer(pattern, text[:end], flags):
            told = DAY.search(found[0])
            day = date_in(told) if told and (at != 1 or len(found[0].split()) <= 6) else None
            if day:
                return day, *found.span()
    low, late = lowered(plain), re.compile(_UPDATED, re.IGNORECASE)
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


# Words of titles that are no names, whatever their letters.
_ORDINARY = frozenset(
    [
        "COMMUNITY",
        "RESEARCH",
        "MODEL",
        "OPEN",
        "ACCEPTABLE",
        "USE",
        "PUBLIC",
        "GENERAL",
        "RESPONSIBLE",
        "COMMERCIAL",
        "LICENSED",
    ]
)


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
            if word[0].isupper() and not (word.isupper() and (_ABOUT.fullmatch(word) or word in _ORDINARY)):
                told_before = running.get(word.casefold())
                if told_before is None or (told_before.isupper() and not word.isupper()):
                    running[word.casefold()] = "-".join(one[:1].upper() + one[1:] for one in word.split("-"))
        if all(one in running and not running[one].isupper() for one in wanted if one[0].isalpha()):
            break  # no line below could tell another case
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
        and word.casefold()
        not in {
            "non",
            "pre",
            "re",
            "co",
            "for",
            "use",
            "of",
            "to",
            "all",
            "own",
            "one",
            "two",
            "six",
            "ten",
            "new",
            "end",
            "low",
            "top",
            "big",
            "you",
            "us",
            "up",
            "out",
            "off",
            "in",
            "on",
            "it",
            "go",
        }
    )
    return word if short else word.capitalize()
