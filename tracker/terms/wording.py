"""How licences write numbers, dates and quotation marks. Pure."""

import re
from collections.abc import Iterable

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(MONTHS)})[a-z]{{0,6}}\.?"
DAY = re.compile(
    rf"(?P<m1>{_MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>(?:19|20)\d\d)\b"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:(?:day\s+)?of\s+)?(?P<m2>{_MONTH}),?\s+(?P<y2>(?:19|20)\d\d)\b"
    r"|\b(?P<y3>(?:19|20)\d\d)[-/.](?P<n3>[01]\d)[-/.](?P<d3>[0-3]\d)\b"
    r"|\b(?P<d5>[0-3]?\d)\.[ ]?(?P<n5>[01]?\d)\.[ ]?(?P<y5>(?:19|20)\d\d)\b"
    r"|\b(?P<d6>1[3-9]|2\d|3[01])/(?P<n6>[01]?\d)/(?P<y6>(?:19|20)\d\d)\b"
    r"|\b(?P<n7>[01]?\d)/(?P<d7>1[3-9]|2\d|3[01])/(?P<y7>(?:19|20)\d\d)\b"
    r"|\b(?P<y8>(?:19|20)\d\d)[/.](?P<n8>1[0-2]|[1-9])[/.](?P<d8>[0-3]?\d)\b"
    r"|(?P<y9>(?:19|20)\d\d) ?\u5e74 ?(?P<n9>[01]?\d) ?\u6708 ?(?P<d9>[0-3]?\d) ?\u65e5"
    rf"|(?P<m4>{_MONTH})\s+(?P<y4>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
# A sentence that says what a word means, with straight quotation marks.
DEFINES = re.compile(
    r"\A[^\"]{0,60}\"[^\"]{1,60}\"(?:[, ]*(?:\(?(?:or|and)\b)? *\(?\"[^\"]{1,60}\"\)?)*,? (?:shall |will |is |are )?(?:means?|refers?|defined|includes?)\b",
    re.IGNORECASE,
)
_STRAIGHT = tuple(
    zip(
        "\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\u201a\u00a0\u2010\u2011\u2013\u2014",
        '"""""\'\'\' ----',
        strict=True,
    )
)
_UNITS = {"thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9}
_SMALL_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
_SMALL = dict(zip(_SMALL_WORDS.split(), (*range(1, 20), *range(20, 100, 10)), strict=True))
_WORD = rf"(?:(?:{'|'.join(_SMALL)}|hundred)\b)"
NUMBER = (
    rf"(?P<number>\d[\d,.' ]{{0,14}}\d|\d|{_WORD}(?:[ -](?:and )?{_WORD}){{0,4}})[ -]?"
    r"(?P<unit>thousand|million|billion|mn\b|bn\b|[mk]\b)?(?: ?\([\d,. ]{1,16}(?:million|billion)?\))?"
)


def straight(text: str) -> str:
    """The same text, of the same length, with one kind of quotation mark, dash and blank."""
    if text.isascii():
        return text
    for one, plain in _STRAIGHT:
        if one in text:
            text = text.replace(one, plain)
    return text


def starts_of(low: str, labels: Iterable[str]) -> list[int]:
    """Where one of these words begins, ascending: far quicker than a pattern that begins with any of them."""
    found = []
    for label in labels:
        at = low.find(label)
        while at >= 0:
            found.append(at)
            at = low.find(label, at + 1)
    return sorted(found)


def lowered(text: str) -> str | None:
    """A text in lower case, of the same length: a pattern in lower case finds in it what it finds in the text whatever
    its case, and quicker. None for a text with letters of which that is not so.
    """
    return text.lower() if text.isascii() or _ODD_CASE.search(text) is None else None


_ODD_CASE = re.compile("[\u0130\u0131\u017f\u212a]")  # re.IGNORECASE takes them for i, s and k


def flat(text: str) -> str:
    """One line: words that were broken behind a hyphen are joined again."""
    if "\n" not in text and "\t" not in text and "  " not in text:
        return text.strip()
    return re.sub(r"\s+", " ", re.sub(r"(?<=[\w/])-[ \t]*\n\s*(?=[a-z0-9])", "-", text)).strip()


def number_of(digits: str, unit: str | None) -> int | None:
    """700, million -> 700000000; "one hundred", million -> 100000000. None for what is no number."""
    told = digits.strip().casefold()
    if told[0].isdigit():
        plain = re.sub(r"[,' ](?=\d{3}(?!\d))|[.](?=\d{3}(?:\D|$)(?!\d{1,2}$))", "", told) if not unit else told
        try:
            value = float(plain.replace(",", "") if not unit else re.sub(r"[,' ](?=\d{3})", "", plain))
        except ValueError:
            return None
    else:
        value = 0.0
        for word in re.findall(r"[a-z]+", told):
            value = value * 100 if word == "hundred" else value + _SMALL.get(word, 0)
    return round(value * _UNITS[unit.casefold()]) if unit else round(value)


def date_in(found: re.Match[str]) -> str | None:
    """A match of DAY as YYYY-MM-DD, or YYYY-MM where no day is told; None where there is no such day."""
    told = found.groupdict()
    part = {kind: next((value for key, value in told.items() if key[0] == kind and value), None) for kind in "ymnd"}
    year, name, day = part["y"], part["m"], part["d"]
    month = MONTHS.index(name.casefold()[:3]) + 1 if name else int(part["n"] or 0)
    if not 1 <= month <= 12 or (day and not 1 <= int(day) <= 31):
        return None
    return f"{year}-{month:02}-{int(day):02}" if day else f"{year}-{month:02}"
