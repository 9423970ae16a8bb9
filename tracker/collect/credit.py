"""Whom a page itself credits for its text: the agency in its dateline, at its end, or after "Source:".

Only credits for the whole text count. "Reuters reports that" inside a sentence says where a claim comes from, and may
stand in an article of the paper's own: it is none.
"""

# ruff: noqa: RUF001  agencies are spelled as the papers spell them

import re

_AGENCIES = {
    "Reuters": r"Reuters|Рейтер|路透社?|ロイター|로이터",
    "AP": r"AP|Associated Press|美联社|美聯社",
    "AFP": r"AFP|Agence France-Presse|法新社",
    "dpa": r"dpa|Deutsche Presse-Agentur",
    "APA": r"APA",
    "Keystone-SDA": r"Keystone-SDA|SDA",
    "ANP": r"ANP",
    "Belga": r"Belga",
    "EFE": r"EFE|Agencia EFE",
    "Europa Press": r"Europa Press",
    "ANSA": r"ANSA",
    "Lusa": r"Lusa|Agência Lusa",
    "PAP": r"PAP",
    "ČTK": r"ČTK|CTK",
    "MTI": r"MTI",
    "Agerpres": r"Agerpres|AGERPRES",
    "BTA": r"БТА|BTA",
    "Tanjug": r"Tanjug|Танјуг",
    "Hina": r"Hina|HINA",
    "TASS": r"ТАСС|TASS",
    "Interfax": r"Интерфакс|Interfax",
    "Ukrinform": r"Укрінформ|Ukrinform",
    "Anadolu": r"AA|Anadolu Ajansı|Anadolu",
    "TT": r"TT",
    "NTB": r"NTB",
    "Ritzau": r"Ritzau",
    "STT": r"STT",
    "Antara": r"ANTARA|Antara",
    "Bernama": r"Bernama|BERNAMA",
    "PTI": r"PTI|पीटीआई",
    "IANS": r"IANS|आईएएनएस",
    "Xinhua": r"新华社|新華社|Xinhua",
    "Kyodo": r"共同(?:通信)?|Kyodo",
    "Jiji": r"時事(?:通信)?|Jiji",
    "Yonhap": r"연합뉴스|聯合ニュース|Yonhap",
    "VNA": r"TTXVN|VNA",
    "Bloomberg": r"Bloomberg",
}
_SOURCE = (
    r"sources?|quellen?|bron(?:nen)?|fuentes?|fontes?|fonti|sumber|źródło|zdroj|izvor|извор|джерело|источник|източник"
    r"|forrás|sursă|sursa|πηγή|källa|kilde|lähde|kaynak|المصدر|מקור|منبع|स्रोत|সূত্র|nguồn|ที่มา|来源|來源|出典|출처"
)
_ANY = "|".join(f"(?:{spelling})" for spelling in _AGENCIES.values())
_BRACKETED = re.compile(rf"[(（\[]\s*({_ANY})(?:\s*[/,]\s*[^)\]）]{{1,40}})?\s*[)）\]]")
_SOURCED = re.compile(rf"(?:^|\n)\s*(?:{_SOURCE})\s*[:：]\s*({_ANY})\b", re.IGNORECASE)
_HEAD, _TAIL = 160, 200


def credit_of(text: str) -> str | None:
    """The agency that a text is credited to, in its usual spelling, or None."""
    head, tail = text[:_HEAD], text[-_TAIL:]
    for pattern, part in ((_BRACKETED, head), (_SOURCED, f"\n{tail}"), (_BRACKETED, tail)):
        found = list(pattern.finditer(part))
        if found and not (part is tail and part[found[-1].end() :].strip(" .\n\u200f")):
            return _usual(found[-1][1])
    return None


def agency_in(author: str | None) -> str | None:
    """The agency, in its usual spelling, that a page names as its only author, or as the one beside a name; or None."""
    names = [name.strip() for name in re.split(r"[;,/]| and | und | et | y | e | with ", author or "")]
    found = [_usual(name) for name in names if re.fullmatch(_ANY, name, re.IGNORECASE)]
    return found[0] if found else None


def _usual(spelling: str) -> str:
    for name, spellings in _AGENCIES.items():
        if re.fullmatch(spellings, spelling, re.IGNORECASE):
            return name
    raise AssertionError(f"{spelling} was found by one of these patterns")
