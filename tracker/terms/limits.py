"""Where, for what and until when a text grants anything: territories, uses, lawsuits, courts. Pure."""

import re
from functools import lru_cache

from tracker.terms.clauses import Sentence
from tracker.terms.duties import POLICY
from tracker.terms.gathered import Gathered
from tracker.terms.places import TERRITORIES, any_place_in, law_in, places_in
from tracker.terms.uses import uses_of

_DENIES = re.compile(
    r"\bnot\b|\bnobody\b|\bno\b|\bnever\b|exclu|except|other than|\bbut (?:in|for)\b|outside|worldwide, without|restricted|prohibited|embargoed"
)


def territories(gathered: Gathered) -> None:
    """Where no rights are granted."""
    for one in gathered.sentences:
        if not any_place_in(one.full, one.low):
            continue
        if _is_use(one):
            continue
        listed = _EXCLUDED.search(one.clause.heading) is not None and len(one.own) < 600
        found = places_in(one.own) if listed else _excluded_in(one.own, one.full) if _DENIES.search(one.low) else ()
        if found:
            gathered.say("excluded_territories", list(found), one)
            return


def _is_use(one: Sentence) -> bool:
    """Whether it is an item of what nobody may do, wherever: "run a prison in the United States"."""
    led = one.clause.lead.rstrip(" :").endswith((" to", " for")) and len(one.own.split()) > 5
    return led and _WHERE_FIRST.match(one.own) is None


_WHERE_FIRST = re.compile(
    r"(?:in|within|inside|from|outside|to|by|any(?:one|body)?|persons?|individuals?|users?|entit(?:y|ies)|compan(?:y|ies))\b",
    re.IGNORECASE,
)
# A heading over a list of places.
_EXCLUDED = re.compile(
    r"(?:excluded|restricted|prohibited|embargoed|unlicensed|unsupported) (?:territor|countr|region|jurisdiction|place)|(?:territor\w+|countr\w+|regions|jurisdictions) (?:that are )?(?:excluded|not (?:covered|included|served|licensed))",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def _excluded_in(own: str, text: str) -> tuple[str, ...]:
    """Where one sentence (own), read with the words that lead to it (text), grants no rights."""
    denied = r"(?:\bnot\b|\bnobody\b|\bno\b|\bnever\b)[^;]{0,120}?\b(?:grant|licen[cs]|avail|permit|authori[sz]|offer|extend|appl|use|distribut|access|deploy|eligible|rights?|download|intended)\w*"
    places = places_in(_without_law(text))  # an address is no place where anything is denied
    if not places or re.match(r"(?:this|the) (?:restriction|exclusion|limitation) does not apply", own, re.IGNORECASE):
        return ()
    if re.search(r'" (?:shall )?means?\b[^.;]{0,60}?\b(?:Inc|Ltd|Limited|LLC|GmbH|company)\b', text) or re.search(
        r"\b(?:courts?|disputes?|arbitrat\w+)\b", text, re.IGNORECASE
    ):
        return ()
    if _NO_SUPPORT.search(text):
        return ()
    if _ASIDE.search(text) and not _NO_RIGHTS.search(text):
        return ()
    if re.search(r"\bfollowing (?:provisions?|terms) appl(?:y|ies)\b", text, re.IGNORECASE):
        return ()
    where = r"\b(?:domiciled|located|resid\w+|established|incorporated|headquarter\w*|principal place|territor\w*|countr\w+|regions?|within|in|to|from|jurisdictions?|citizens?|persons?)\b"
    defined = re.search(
        r'"(?:excluded|restricted|prohibited|embargoed|unlicensed|non-licensed)[\w -]*?(?:territor|region|countr|jurisdiction)\w*"[^.;]{0,40}?\b(?:means?|refers?|includes?|are|is)\b',
        text,
        re.IGNORECASE,
    )
    carved = re.search(
        r"\b(?:worldwide|world|globally|territory|countries|regions?|everywhere)\b[^;]{0,80}?\b(?:exclud\w+|except\w*|other than|with the exception of|but not|but (?=in\b|for\b)|outside|without(?= (?:the )?[A-Z]))\b(?P<after>.*)",
        text,
        re.IGNORECASE,
    )
    outside = re.search(
        r"\b(?:only|solely)\b[^.;]{0,60}?\boutside(?: of)?\b(?P<after>.*)|\bexcluded (?:territor|region|countr|jurisdiction)\w*(?: are| is|:| include)(?P<list>.*)",
        text,
        re.IGNORECASE,
    )
    found: list[str] = []
    if defined:
        found = places_in(_without_law(text[defined.end() :]))
    elif carved:
        found = places_in(_without_law(carved["after"]))
    elif _EXCLUDED_PEOPLE.search(text):
        found = places
    elif outside:
        found = places_in(_without_law(outside["after"] or outside["list"] or ""))
    elif re.search(denied, text, re.IGNORECASE) and re.search(where, text, re.IGNORECASE):
        if re.search(
            r"\b(?:outside|other than|except(?:ing)?|apart from|beyond)\b[^.;]{0,60}$|\bregardless\b",
            _up_to_place(_without_law(text)),
            re.IGNORECASE,
        ) or re.search(r"\bif you are (?:located|domiciled|resident)[^.;]{0,80}\boutside\b", text, re.IGNORECASE):
            return ()
        found = places
    return tuple(found)


def uses(gathered: Gathered) -> None:
    """Which uses are ruled out."""
    policy = bool(re.search(POLICY, str(gathered.terms.values["name"] or ""), re.IGNORECASE))
    told, first = uses_of(gathered.sentences, policy, in_part=gathered.in_part)
    if told and first:
        gathered.say("excluded_uses", told, first)


def suits(gathered: Gathered) -> None:
    """Whether a lawsuit ends the licence."""
    suit = r"\b(?:litigation|proceedings?|lawsuits?|legal actions?|patent claims?|claims?|suits?|infringement actions?|actions?|to court)\b"
    act = r"\b(?:institut|initiat|commenc|fil|bring|brought|assert|start|su(?:e|es|ing)|rais|pursu|launch|tak|go(?:es)?\b)\w*"
    end = r"\b(?:terminat\w+|end|ends|cease|ceases|void|expire\w*|lapse\w*|stops?|revoked|forfeit\w*|withdrawn|loses?|lost|falls? away|(?:is|are) over|come[s]? to an end)\b"
    for _, one in gathered.find(
        "proceeding litigation lawsuit action claim suit sue suing court patent",
        rf"\b(?:you|licensee|company|recipient|user|any entity|anyone|party)\b[^.;]{{0,60}}?{act}[^;]{{0,60}}?{suit}[^;]{{0,900}}?\b(?:licen[cs]es?|rights?|agreement|permissions?)\b[^;]{{0,160}}?{end}",
        rf"{end}[^.;]{{0,160}}?\b(?:if|when|where|upon|once|on which)\b[^.;]{{0,80}}?{act}[^.;]{{0,80}}?{suit}",
        rf"\b(?:you|licensee|recipient|who(?:ever|soever)|anyone|anybody|party)\b[^.;]{{0,40}}?\bsues?\b[^;]{{0,500}}?{end}",
        rf"{end}[^.;]{{0,120}}?\b(?:if|when|where|once)\b[^.;]{{0,120}}?\b(?:you|licensee|affiliates?|yours|recipients?|party)\b[^.;]{{0,40}}?\bsues?\b",
        rf"\b(?:you|licensee|recipient|who(?:ever|soever)?|anyone|anybody|party|person)\b[^.;]{{0,40}}?\b(?:claims?|alleges?|asserts?|contends?|brings?)\b[^;]{{0,200}}?\b(?:infring\w+|patents?)\b[^;]{{0,200}}?{end}",
        rf"\b(?:you|licensee|recipient|who(?:ever|soever)?|anyone|anybody|party|person)\b[^.;]{{0,60}}?{act}[^;]{{0,60}}?{suit}[^;]{{0,300}}?\b(?:loses?|forfeits?)\b[^;]{{0,40}}?\b(?:licen[cs]es?|rights?|permissions?)\b",
        rf"{end}[^.;]{{0,60}}?\b(?:if|when|once|where)\b[^.;]{{0,40}}?\b(?:assert|enforce|invoke)s?\b[^.;]{{0,30}}?\bpatents?\b",
        rf"\bpatent (?:claims?|suits?|actions?) against\b[^.;]{{0,60}}?{end}",
        r"\bsuing\b(?: us| over)[^.;]{0,60}?\b(?:costs?|ends?|terminates?|voids?)\b[^.;]{0,40}?\b(?:licen[cs]e|rights?|permissions?|agreement)\b",
        rf"\A(?:if you )?sue (?:us|licensor|any(?:one|body))\b[^;]{{0,200}}?\b(?:licen[cs]e|rights?|permission)\b[^;]{{0,80}}?{end}",
        rf"{suit}[^.;]{{0,40}}?\b(?:is|are|be|been) (?:institut|initiat|commenc|fil|brought|assert|start|rais|launch|tak|made)\w*[^.;]{{0,20}}?\bby (?:you|the licensee|licensee|a recipient|the user)\b[^;]{{0,500}}?\b(?:licen[cs]es?|rights?|agreement|permissions?|terms)\b[^;]{{0,160}}?{end}",
        key="litigation_termination",
    ):
        if re.search(r"infring|patent|intellectual property|against|alleg|\bsu(?:es?|ing)\b", one.own, re.IGNORECASE):
            gathered.say("litigation_termination", True, one)


def governing(gathered: Gathered) -> None:
    """Which law governs it."""
    for one in gathered.sentences:
        law = law_in(one.own) if "law" in one.low and "law" in one.own.casefold() else None
        if law and re.search(
            r"govern|construed|interpreted|this (?:agreement|licen[cs]e|text)|\blaw (?:applies|shall apply|decides)|\blaws? of (?:the )?[a-z, ]{3,60} (?:shall |will )?(?:apply|applies|decides?)\b|\bapplicable law\b|\bsubject to the laws? of\b|\b(?:we|it|they) follows? [a-z]+ law\b|\blaw is applied\b|\b(?:decided|settled|judged) (?:under|by) [a-z]+ law\b|\blaws? of [a-z, ]{3,60} controls?\b",
            one.own,
            re.IGNORECASE,
        ):
            gathered.say("governing_law", law, one)
            return


# "Residents of X are excluded."
_EXCLUDED_PEOPLE = re.compile(
    r"\b(?:residents|citizens|persons|people|compan(?:y|ies)|users|anyone|anybody|those|whoever)\b[^.;]{0,80}?\b(?:is|are) excluded (?:from|by)\b",
    re.IGNORECASE,
)
# What the house does for its customers is no matter of rights.
_NO_SUPPORT = re.compile(
    r"\b(?:offer|provide|give)s? (?:any |no )?(?:support|help|refunds?|advice|training|maintenance)\b", re.IGNORECASE
)
# What speaks of export or of damages speaks of rights only if it says so.
_ASIDE = re.compile(r"\bexport\w*\b|\bliable\b|\bdamages\b", re.IGNORECASE)
_NO_RIGHTS = re.compile(
    r"\b(?:rights?|licen[cs]es?)\b[^;]{0,160}?\bnot (?:granted|extend|available|apply)|\bno (?:rights?|licen[cs]e)\b|\bnot (?:granted|licen[cs]ed)\b",
    re.IGNORECASE,
)


def _without_law(text: str) -> str:
    """The text without places that are only named for their laws, courts and agencies."""
    return re.sub(
        r"(?i:\b(?:laws?|courts?|embargo(?:es)?|sanctions?|government|university|universities|institute|regents|bank|ministry|department|bureau) of)(?: the)? [A-Z][\w'. ]+|\((?:e\.g\.|for example)[^)]{0,60}\)|(?:U\.?S\.?A?|United\s+States|EU|European Union|UK)\s+(?:copyright|trademark|patent|bureau|code|citizens?)\b|[A-Z]{2},? \d{5}[^.;]{0,30}|(?:non-)?U\.?S\.? (?:or|and|&) non-U\.?S\.?|(?:U\.?S\.?|United States|EU|European Union|UK)(?:'s)? (?i:export|sanctions?|embargo\w*|laws?|munitions|federal|government|department|treasury|persons?|ai act|regulations?|citizens|dollars?)|US ?\$|U\.S\. ?\$|\b(?:Regulation|Directive)s? \((?:EU|EC|UK)\)"
        r"|(?:[A-Z][a-z]+ ){0,2}[A-Z][\w'.]+(?:'s)? (?:(?:[A-Z][a-z]+(?:-[A-Z][a-z]+)* ){1,5}(?:Act|Code|Regulation|Directive|Law)s?\b|laws?\b|courts?\b)",
        " ",
        text,
    )


def _up_to_place(text: str) -> str:
    starts = [found.start() for _, pattern in TERRITORIES if (found := pattern.search(text))]
    return text[: min(starts)] if starts else text
