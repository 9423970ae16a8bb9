"""What the words of a source call open, and which terms of a licence speak against it. Pure.

"Open source" has a meaning that others than the vendor keep (https://opensource.org/osd): anybody may use the thing for
any purpose, change it and pass it on. Words that deny it, or that name something else by it, are no claim.
"""

import re
from collections.abc import Mapping
from typing import Any

OPEN_SOURCE = "open source"
# What a text must hold anywhere, lowered, for a wording to be in it -> the wordings. Most texts hold none of them, and
# to look for that is a fiftieth of trying every wording at every character. A stem is in ASCII only where a wording is.
_CALLED = {
    "sourc": r"\bopen[- ]?sourc(?:e[sd]?|ing)\b|\bopensource\w*|\bcode source ouvert",
    "quelloffen": r"\bquelloffen\w*",
    "abierto": r"\bc[oó]digo(?: fuente)? abierto",
    "código": r"\bcódigo aberto",
    "aperto": r"\bcodice(?: sorgente)? aperto",
    "otwart": r"\botwart\w+ (?:kod|źród)\w*",
    "otevřen": r"\botevřen\w+ (?:zdroj|kód)\w*",
    "открыт": r"\bоткрыт\w+ (?:исходн\w+ )?код\w*",
    "відкрит": r"\bвідкрит\w+ (?:вихідн\w+ )?код\w*",
    "отворен": r"\bс отворен код",
    "lähdekood": r"\bavoin\w* lähdekood\w*",
    "forrás": r"\bnyílt forrás\w*",
    "aç": r"\baçık kaynak\w*",
    "terbuka": r"\bsumber terbuka",
    "nguồn": r"\bmã nguồn mở",
    "オープン": r"オープンソース",
    "源": r"开源|開源|开放源",
    "오픈": r"오픈\s?소스",
    "المصدر": r"مفتوح(?:ة)? المصدر",
    "باز": r"متن[\u200c ]?باز",
    "פתוח": r"קוד פתוח",
    "सोर्स": r"ओपन[- ]?सोर्स",
    "সোর্স": r"ওপেন[- ]?সোর্স",
    "นซอร์ส": r"โอเพ่?นซอร์ส",
}
_CALLING = {stem: re.compile(wordings, re.IGNORECASE) for stem, wordings in _CALLED.items()}
_IN_ASCII = [stem for stem in _CALLED if stem.isascii()]
_DENIED_BEFORE = re.compile(
    r"(?:\b(?:not|n['\u2019]t|no longer|never|hardly|scarcely|far from|so[- ]called|supposedly|falsely|instead of|rather than|than|without"
    r"|stop(?:s|ped)?|abandon\w*|nicht|kein\w*|niet|geen|pas|non|nunca|jamais|bukan|tidak|inte|ikke|nie|не|нет|değil)\b"
    r"|不是|并非|並非|不再|非|ليس)[^.;:!?。]{0,24}$",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"^[^.;!?。]{0,40}?(?:\bin name only|\bonly in name|\bdefinition|\bby (?:the )?(?:osi|osd)\b|\bwashing\b|ではな|じゃな|아니|değil"
    r"|\bnicht\b|\bis not\b|\bisn['\u2019]t\b)",
    re.IGNORECASE,
)
_OTHER_THING = re.compile(
    r"^[\s-]*(?:initiative|definition|community|communities|movement|advoca\w+|developers?|foundation|strateg\w+|supporters?"
    r"|rivals?|competitors?|alternatives?|tools?|librar\w+|framework|community|projects?|washing|intelligence|社区|社群|コミュニティ|커뮤니티)",
    re.IGNORECASE,
)
# What a licence of the open ones never demands, the plainest first: (term, values that demand it; None for any value).
_RESTRICTIONS: tuple[tuple[str, frozenset[Any] | None], ...] = (
    ("commercial_use", frozenset({"forbidden", "conditional"})),
    ("mau_threshold", None),
    ("derivatives", frozenset({"forbidden"})),
    ("redistribution", frozenset({"forbidden"})),
    ("excluded_territories", None),
    ("excluded_uses", None),
    ("outputs_to_improve_other_models", frozenset({"forbidden", "allowed_with_naming"})),
    ("acceptable_use_policy", None),
    ("name_prefix", None),
)


def calls_open(quote: str) -> bool:
    """Whether the words of a source call something open source: say so, and neither deny it nor mean another thing."""
    lowered = quote.lower()
    stems = [stem for stem in (_IN_ASCII if lowered.isascii() else _CALLED) if stem in lowered]
    return bool(stems) and any(
        not _DENIED_BEFORE.search(quote[: found.start()][-60:])
        and not _DENIED_AFTER.search(quote[found.end() :])
        and not _OTHER_THING.search(quote[found.end() :])
        for stem in stems
        for found in _CALLING[stem].finditer(quote)
    )


def restriction_in(terms: Mapping[str, Any]) -> str | None:
    """The plainest of a licence's terms that no open licence has; None if it has none of them."""
    for key, values in _RESTRICTIONS:
        value = terms.get(key)
        if value and (values is None or (isinstance(value, str) and value in values)):
            return key
    return None
