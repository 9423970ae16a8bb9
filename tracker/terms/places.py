"""The places that licences name: territories without rights, and whose law governs. Pure."""

import re
from functools import lru_cache

from tracker.terms.wording import lowered

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

PLACE_WORDS = (
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

PLACE_CAPITALS = ("EU", "E.U", "EEA", "UK", "U.K", "US", "U.S", "PRC", "DPRK", "UAE")
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
    "scots": "Scotland",
    "scottish": "Scotland",
    "welsh": "Wales",
    "british": "United Kingdom",
    "belgian": "Belgium",
    "austrian": "Austria",
    "danish": "Denmark",
    "norwegian": "Norway",
    "icelandic": "Iceland",
    "polish": "Poland",
    "czech": "Czechia",
    "portuguese": "Portugal",
    "greek": "Greece",
    "estonian": "Estonia",
    "luxembourgish": "Luxembourg",
    "turkish": "Turkey",
    "israeli": "Israel",
    "indian": "India",
    "brazilian": "Brazil",
    "mexican": "Mexico",
    "australian": "Australia",
    "singaporean": "Singapore",
    "russian": "Russia",
    "ukrainian": "Ukraine",
    "taiwanese": "Taiwan",
    "californian": "California",
    "texan": "Texas",
    "canadian": "Canada",
    "spanish": "Spain",
    "hungarian": "Hungary",
    "romanian": "Romania",
    "bulgarian": "Bulgaria",
    "croatian": "Croatia",
    "serbian": "Serbia",
    "slovak": "Slovakia",
    "slovenian": "Slovenia",
    "latvian": "Latvia",
    "lithuanian": "Lithuania",
    "maltese": "Malta",
    "cypriot": "Cyprus",
    "thai": "Thailand",
    "vietnamese": "Vietnam",
    "indonesian": "Indonesia",
    "malaysian": "Malaysia",
    "egyptian": "Egypt",
    "moroccan": "Morocco",
    "nigerian": "Nigeria",
    "kenyan": "Kenya",
    "argentine": "Argentina",
    "chilean": "Chile",
    "colombian": "Colombia",
    "peruvian": "Peru",
}
_DEMONYM = re.compile(r"(?:ish|ese|ian|ean)$")  # one that is not among these names no place
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
    r"(?i:(?:govern(?:ed|ing)|construed|interpreted|subject to|enforced|read|in accordance|made under)\b[^.;]{0,160}?)"
    rf"\b(?:[Ll]aws?|LAWS?) (?:in force in|of|OF)(?: [Tt]he| THE)?(?: mainland of the| mainland)? (?P<place>{_PLACE})"
    r"|(?:govern(?:ed|ing)|construed|interpreted|subject)\b[^.;]{0,80}?\b(?:by|to|with|under)(?: the)? (?:substantive )?"
    r"(?P<adjective>[A-Z][a-z]+|PRC)(?: substantive)? laws?\b"
    rf"|[Ll]aws? of (?:the )?(?P<other>{_PLACE})(?:, [^.;]{{0,80}},)? (?:shall|will|governs?|applies|apply|decides?|is decisive|controls?|is applied|are applied)\b"
    rf"|(?i:applicable|governing) (?i:law)(?: is|:| -) *(?:[Tt]hat of |(?:[Tt]he )?[Ll]aws? of )?(?:the )?(?P<named>{_PLACE})"
    r"|\b(?:[Ff]ollows?|is under|decided under|settled under|judged by|judged under) (?P<followed>[A-Z][a-z]+) laws?\b"
    r"|\b(?P<first>[A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:substantive |material |domestic )?[Ll]aws? (?:alone |exclusively |only )?(?:shall |will )?(?:exclusively )?(?:governs?|applies|apply|(?:is|be) (?:applicable|applied))\b"
)


@lru_cache(maxsize=8_192)
def any_place_in(text: str, low: str) -> bool:
    """Whether a piece of text may name a territory; low: the same in lower case."""
    return any(word in low for word in PLACE_WORDS) or any(word in text for word in PLACE_CAPITALS)


def places_in(text: str) -> list[str]:
    """The territories that a piece of text names, in the order of TERRITORIES."""
    return list(_places_in(text))


@lru_cache(maxsize=4096)
def _places_in(text: str) -> tuple[str, ...]:
    """Remembered, as most sentences of a text stand in the version before it too."""
    low = lowered(text)
    if low is None:
        return tuple(name for name, pattern in TERRITORIES if pattern.search(text))
    return tuple(
        name for name, pattern in TERRITORIES if any(one in low for one in _NEEDED[name]) and pattern.search(text)
    )


# Pieces of words of which one stands wherever the pattern of a place finds something, if other than its name in small letters.
_NEEDED = {name: (name.lower(),) for name, _ in TERRITORIES} | {
    "EU": ("union", "member", "eu", "e.u"),
    "EEA": ("economic", "eea"),
    "UK": ("kingdom", "britain", "uk", "u.k"),
    "Switzerland": ("switzerland", "swiss"),
    "US": ("states", "us", "u.s"),
    "China": ("china", "prc"),
    "Hong Kong": ("hong",),
    "Macau": ("maca",),
    "South Korea": ("korea",),
    "North Korea": ("korea", "dprk"),
    "Russia": ("russia",),
    "Saudi Arabia": ("saudi",),
    "New Zealand": ("zealand",),
    "South Africa": ("africa",),
    "United Arab Emirates": ("emirates", "uae"),
}


@lru_cache(maxsize=4096)
def law_in(text: str) -> str | None:
    """Whose law governs, in a short form: "the State of California" -> California."""
    found = _GOVERNED.search(text)
    if not found:
        return None
    adjective = (found["adjective"] or found["first"] or found["followed"] or "").removesuffix(" State")
    if adjective:
        bare = adjective.split()[0] not in _NO_PLACES and _DEMONYM.search(adjective) is None
        place = adjective if (found["first"] or found["followed"] or places_in(adjective)) and bare else None
        return _ADJECTIVES.get(adjective.casefold(), place)
    place = (found["place"] or found["other"] or found["named"]).strip(" ,")
    if place.casefold().removesuffix(" law") in _ADJECTIVES:
        return _ADJECTIVES[place.casefold().removesuffix(" law")]
    state = re.search(rf"\b(?:[Ll]aws? of|and of|and) the (?:State|Commonwealth) of (?P<name>{_PLACE})", text)
    if state and place.startswith("United States"):
        place = state["name"].strip(" ,")
    place = re.sub(r"^(?:STATE|State|Commonwealth|Province|Canton|Republic|Kingdom) (?:OF|of) (?!Korea)", "", place)
    place = re.sub(r"^(?:Emirate|Special Administrative Region) of ", "", place)
    place = re.sub(r" (?:SAR|Special Administrative Region)\b.*$", "", place)
    known = _LAW_NAMES.get(place.casefold())
    if known:
        return known
    place = re.split(
        r",? (?:and|AND) (?!Wales|WALES)|, (?:U\.?S|United|USA|Canada|Australia|India|Germany|China|Switzerland|(?i:without|excluding|the\b|its\b|and\b))",
        place,
    )[0]
    place = place.replace("Qu\u00e9bec", "Quebec")
    place = place.title() if place.isupper() and len(place) > 3 else place
    return {**_LAW_NAMES, "korea": "South Korea"}.get(place.casefold(), place)
