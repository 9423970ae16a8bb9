"""How licences word things: numbers, dates, places, laws, and uses that are ruled out. Pure."""

import re
from functools import lru_cache

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(MONTHS)})[a-z]{{0,6}}\.?"
DAY = re.compile(
    rf"(?P<m1>{_MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>(?:19|20)\d\d)\b"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH}),?\s+(?P<y2>(?:19|20)\d\d)\b"
    r"|\b(?P<y3>(?:19|20)\d\d)[-/.](?P<n3>[01]\d)[-/.](?P<d3>[0-3]\d)\b"
    rf"|(?P<m4>{_MONTH})\s+(?P<y4>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_STRAIGHT = {
    ord(one): plain
    for one, plain in zip(
        "\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\u201a\u00a0\u2010\u2011\u2013\u2014",
        '"""""\'\'\' ----',
        strict=True,
    )
}
_CURLY = re.compile(f"[{''.join(map(chr, _STRAIGHT))}]")
_UNITS = {"thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9}
_SMALL = dict(
    zip(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "fifteen",
            "twenty",
            "thirty",
            "forty",
            "fifty",
            "sixty",
            "seventy",
            "eighty",
            "ninety",
        ],
        (*range(1, 13), 15, *range(20, 100, 10)),
        strict=True,
    )
)
_WORD = rf"(?:{'|'.join(_SMALL)}|hundred)"
NUMBER = (
    rf"(?P<number>\d[\d,.' ]{{0,14}}\d|\d|{_WORD}(?:[ -](?:and )?{_WORD}){{0,4}})[ -]?"
    r"(?P<unit>thousand|million|billion|mn\b|bn\b|[mk]\b)?(?: \([\d,. ]{1,16}(?:million|billion)?\))?"
)

# Territories by the names that the tracker uses elsewhere. Short forms count in capitals only.
TERRITORIES = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("EU", r"(?i:european\s+union|\beu\s+member\s+states?)|\bE\.?U\b"),
        ("EEA", r"(?i:european\s+economic\s+area)|\bEEA\b"),
        ("UK", r"(?i:united\s+kingdom|great\s+britain)|\bU\.?K\b"),
        ("Switzerland", r"(?i:\bswitzerland|swiss\s+confederation)"),
        ("US", r"(?i:united\s+states(?:\s+of\s+america)?)|\bU\.?S\.?A?\b"),
        ("China", r"(?i:people's\s+republic\s+of\s+china|mainland\s+china|\bchina\b)|\bPRC\b"),
        ("Hong Kong", r"(?i:\bhong\s+kong)"),
        ("Macau", r"(?i:\bmaca[uo]\b)"),
        ("Taiwan", r"(?i:\btaiwan)"),
        ("South Korea", r"(?i:south\s+korea|(?<!people's )republic\s+of\s+korea)"),
        ("North Korea", r"(?i:north\s+korea|democratic\s+people's\s+republic\s+of\s+korea)|\bDPRK\b"),
        ("Russia", r"(?i:\brussia\b|russian\s+federation)"),
        *(
            (name, rf"(?i:\b{name}\b)")
            for name in ["Belarus", "Iran", "Syria", "Cuba", "Venezuela", "Crimea", "Ukraine", "Japan", "India"]
        ),
        *(
            (name, rf"(?i:\b{name}\b)")
            for name in ["Canada", "Brazil", "Australia", "Singapore", "Israel", "Turkey", "Vietnam"]
        ),
        *(
            (name, rf"(?i:\b{name}\b)")
            for name in ["Mexico", "Norway", "Iceland", "Liechtenstein", "Germany", "France", "Italy"]
        ),
        *(
            (name, rf"(?i:\b{name}\b)")
            for name in ["Spain", "Ireland", "Illinois", "Texas", "California", "Quebec", "Indonesia"]
        ),
        ("Saudi Arabia", r"(?i:saudi\s+arabia)"),
        ("New Zealand", r"(?i:new\s+zealand)"),
        ("South Africa", r"(?i:south\s+africa)"),
        ("United Arab Emirates", r"(?i:united\s+arab\s+emirates)|\bUAE\b"),
    )
)

_PLACE_WORDS = (
    *[
        "union",
        "member",
        "economic",
        "kingdom",
        "britain",
        "switzerland",
        "swiss",
        "states",
        "china",
    ],
    *[
        "hong",
        "maca",
        "taiwan",
        "korea",
        "russia",
        "belarus",
        "iran",
        "syria",
        "cuba",
        "venezuela",
        "crimea",
        "ukraine",
        "japan",
        "india",
        "canada",
    ],
    *[
        "brazil",
        "australia",
        "singapore",
        "israel",
        "turkey",
        "vietnam",
        "mexico",
        "norway",
        "iceland",
        "liechtenstein",
        "germany",
        "france",
        "italy",
    ],
    *[
        "spain",
        "ireland",
        "illinois",
        "texas",
        "california",
        "quebec",
        "indonesia",
        "saudi",
        "zealand",
        "africa",
        "emirates",
    ],
)

_PLACE_CAPITALS = ("EU", "E.U", "EEA", "UK", "U.K", "US", "U.S", "PRC", "DPRK", "UAE")

# Uses that policies rule out, by short names. The order is that in which they are told.
FORBIDDEN_USES = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "unlawful activity",
            (
                r"violat\w+[^;]{0,110}?\b(?:laws?|regulations?|statutes?|legislation)\b"
                r"|(?:contraven|breach|infring)\w*[^;]{0,40}?\b(?:applicable|national|local|federal|any) (?:laws?|regulations?)"
                r"|\bbreak(?:s|ing)? (?:the|any) law|(?:contrary to|against) [^;]{0,20}?\blaws?\b"
                r"|(?<!other )\b(?:illegal|unlawful|criminal)(?: or (?:un|il)\w+)?(?:,? \w+)?"
                r" (?:activit|purposes?|conduct|acts?\b|ends|manner|behaviou?r)|\bcommit\w* (?:a )?crimes?"
            ),
        ),
        (
            "violating the rights of others",
            (
                r"others' rights|rights of (?:others|any|third|another|other)|third[- ]part(?:y|ies)'?s? (?:\w+ ){0,3}?rights"
                r"|(?:infring|misappropriat|violat)\w*[^;]{0,60}?(?:intellectual property|copyrights?|privacy|\brights\b)"
                r"|others' (?:\w+ ){1,3}rights"
            ),
        ),
        ("exploitation of minors", r"\b(?:children|minors|child)\b"),
        ("military and warfare", r"\bmilitary|\bwarfare|armed conflict|\bcombat\b|battlefield"),
        (
            "nuclear industries",
            r"\bnuclear (?:industr|applicat|facilit|power|energy|reactor|plant|installation|sector|technolog)",
        ),
        ("espionage", r"espionage|\bspying\b"),
        ("surveillance", r"surveill|facial recognition|biometric (?:identif|categori|recogn|track)|mass monitoring"),
        ("weapons", r"weapon|\bguns?\b|firearms|munitions|explosives"),
        ("illegal drugs", r"\bdrugs\b|controlled substances|narcotics"),
        ("critical infrastructure and heavy machinery", r"critical infrastructure|heavy machinery"),
        ("self-harm and violence", r"self-?\s?harm|suicide|(?<!domestic )\bviolence|\bviolent|terroris|bodily harm"),
        ("harassment and bullying", r"harass|bully|stalking|\bintimidat"),
        ("hate speech", r"\bhate\b|hateful"),
        ("discrimination", r"discriminat(?!ive|or)"),
        ("sexual content", r"pornograph|sexual(?:ly)? (?:explicit|content|solicitation|material)|adult content|obscen"),
        (
            "deception and disinformation",
            (
                r"deceiv|decepti|\bmislead|disinformation|misinformation|false (?:information|news|content)|fake (?:news|reviews)"
                r"|\bfraud|deepfake|impersonat"
            ),
        ),
        ("defamation", r"\bdefam|disparag|\blibel"),
        ("spam", r"\bspam\b|unsolicited (?:bulk|commercial|messages)"),
        ("malware and cyberattacks", r"malware|malicious (?:code|software)|computer virus|cyber-?\s?attack|ransomware"),
        (
            "personal data without consent",
            r"(?:personal(?:ly)?(?: identifiable| health)?|private|sensitive) (?:data|information)",
        ),
        ("unlicensed professional practice", r"un(?:licensed|authori[sz]ed)[^;]{0,30}? practice"),
        ("medical advice", r"medical (?:advice|diagnos|treatment|decision)|clinical (?:decision|diagnos)"),
        ("legal advice", r"legal advice"),
        ("financial advice", r"financial advice|investment advice"),
        ("automated decisions", r"automated (?:individual )?decision|automated(?:ly)? (?:\w+ )?determin"),
        (
            "law enforcement",
            r"law enforcement|predictive policing|predict\w*[^;]{0,60}? crim|administration of justice|immigration|asylum",
        ),
        ("social scoring", r"social (?:scoring|credit)"),
        ("political campaigning", r"political (?:campaign|advertis|lobby|persuasion)|election|lobbying|voter"),
        ("gambling", r"gambling|betting"),
        ("human trafficking", r"human trafficking|forced labou?r"),
        ("hiding known dangers from end users", r"disclose[^;]{0,60}?(?:known )?(?:dangers|risks|hazards)"),
    )
)
# What a heading of a policy covers: its items are examples of it, and no uses of their own.
COVERS = (
    (
        re.compile(
            r"violat\w+ (?:the |any |applicable )*laws? or|\bbreak\w* (?:the |any )*laws?\b|law or (?:others'|the) rights|others' rights",
            re.IGNORECASE,
        ),
    ),
    (re.compile(r"deceiv\w+|mislead", re.IGNORECASE),),
)
_ADJECTIVES = {
    "prc": "China",
    "french": "France",
    "german": "Germany",
    "swiss": "Switzerland",
    "dutch": "Netherlands",
    "english": "England",
    "italian": "Italy",
    "japanese": "Japan",
    "korean": "South Korea",
    "chinese": "China",
    "irish": "Ireland",
    "swedish": "Sweden",
    "finnish": "Finland",
    "canadian": "Canada",
    "spanish": "Spain",
}
_NO_PLACES = frozenset(
    [
        "Applicable",
        "This",
        "The",
        "Governing",
        "State",
        "Federal",
        "Local",
        "Such",
        "Any",
        "No",
        "Which",
        "Copyright",
        "Contract",
        "Your",
    ]
)
_LAW_NAMES = {
    "people's republic of china": "China",
    "prc": "China",
    "republic of korea": "South Korea",
    "federal republic of germany": "Germany",
    "hong kong special administrative region": "Hong Kong",
    "abu dhabi global market": "Abu Dhabi Global Market",
    "united states of america": "United States",
    "republic of ireland": "Ireland",
    "kingdom of sweden": "Sweden",
}
_PLACE = r"[A-Z][\w'&-]*(?:,? (?:(?:of|and|the) (?:the )?)?[A-Z][\w'&-]*){0,6}"
_GOVERNED = re.compile(
    r"(?i:(?:govern(?:ed|ing)|construed|interpreted|subject to|enforced|in accordance)\b[^.;]{0,160}?)"
    rf"\b(?:[Ll]aws?|LAWS?) (?:in force in|of|OF)(?: [Tt]he| THE)? (?P<place>{_PLACE})"
    r"|(?:govern(?:ed|ing)|construed|interpreted|subject)\b[^.;]{0,80}?\b(?:by|to|with|under)(?: the)? (?:substantive )?"
    r"(?P<adjective>[A-Z][a-z]+|PRC)(?: substantive)? laws?\b"
    rf"|[Ll]aws? of (?:the )?(?P<other>{_PLACE})(?:, [^.;]{{0,80}},)? (?:shall|will|governs?|applies|apply)\b"
    r"|\b(?P<first>[A-Z][a-z]+) law (?:shall |will )?(?:governs?|applies|apply)\b"
)


def straight(text: str) -> str:
    """The same text, of the same length, with one kind of quotation mark, dash and blank."""
    return text if text.isascii() else _CURLY.sub(lambda found: _STRAIGHT[ord(found[0])], text)


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
    year = told["y1"] or told["y2"] or told["y3"] or told["y4"]
    name = told["m1"] or told["m2"] or told["m4"]
    month = MONTHS.index(name.casefold()[:3]) + 1 if name else int(told["n3"])
    day = told["d1"] or told["d2"] or told["d3"]
    if not 1 <= month <= 12 or (day and not 1 <= int(day) <= 31):
        return None
    return f"{year}-{month:02}-{int(day):02}" if day else f"{year}-{month:02}"


@lru_cache(maxsize=8_192)
def any_place_in(text: str, low: str) -> bool:
    """Whether a piece of text may name a territory; low: the same in lower case."""
    return any(word in low for word in _PLACE_WORDS) or any(word in text for word in _PLACE_CAPITALS)


def places_in(text: str) -> list[str]:
    """The territories that a piece of text names, in the order of TERRITORIES."""
    return list(_places_in(text))


@lru_cache(maxsize=4096)
def _places_in(text: str) -> tuple[str, ...]:
    """Remembered, as most sentences of a text stand in the version before it too."""
    return tuple(name for name, pattern in TERRITORIES if pattern.search(text))


@lru_cache(maxsize=4096)
def law_in(text: str) -> str | None:
    """Whose law governs, in a short form: "the State of California" -> California."""
    found = _GOVERNED.search(text)
    if not found:
        return None
    adjective = found["adjective"] or found["first"]
    if adjective:
        place = adjective if (found["first"] or places_in(adjective)) and adjective not in _NO_PLACES else None
        return _ADJECTIVES.get(adjective.casefold(), place)
    place = (found["place"] or found["other"]).strip(" ,")
    state = re.search(rf"\b[Ll]aws? of the (?:State|Commonwealth) of (?P<name>{_PLACE})", text)
    if state and place.startswith("United States"):
        place = state["name"].strip(" ,")
    place = re.sub(r"^(?:STATE|State|Commonwealth|Province|Canton|Republic|Kingdom) (?:OF|of) (?!Korea)", "", place)
    known = _LAW_NAMES.get(place.casefold())
    if known:
        return known
    place = re.split(
        r",? (?:and|AND) (?!Wales|WALES)|, (?:U\.?S|United|USA|Canada|Australia|India|Germany|China|Switzerland|(?i:without|excluding|the\b|its\b|and\b))",
        place,
    )[0]
    place = place.title() if place.isupper() and len(place) > 3 else place
    return {**_LAW_NAMES, "korea": "South Korea"}.get(place.casefold(), place)
