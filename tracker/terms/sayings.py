"""What became of clauses and terms, in one sentence each, for people. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tracker.terms.clauses import words_of
from tracker.terms.compare import Comparison, Difference
from tracker.terms.differing import opcodes
from tracker.terms.gathered import NOTHING

_QUOTED = 140
_MOST = 60  # clauses that are told one by one; a text rewritten from end to end is told by its terms
_REWRITTEN = 0.5  # similarity below which a text is another one
_ASIDE = ("name", "version_date", "mau_reference_date", "nearest")
_SAID: Mapping[str, Mapping[Any, str]] = {
    "commercial_use": {
        "allowed": "commercial use is allowed",
        "conditional": "commercial use is allowed on conditions",
        "forbidden": "commercial use is forbidden",
        None: "nothing is said of commercial use",
    },
    "outputs_to_improve_other_models": {
        "forbidden": "outputs may not improve other models",
        "allowed": "outputs may improve other models",
        "allowed_with_naming": "outputs may improve other models if these are named after it",
        "not_mentioned": "nothing is said of outputs that improve other models",
    },
    "redistribution": {
        "allowed": "it may be passed on",
        "with_copy": "it may be passed on with a copy of the licence",
        "forbidden": "it may not be passed on",
        None: "nothing is said of passing it on",
    },
    "derivatives": {
        "allowed": "it may be modified and built upon",
        "forbidden": "it may not be modified or built upon",
        None: "nothing is said of modifying it",
    },
    "attribution_notice": {True: "a notice of authorship must be kept", False: "no notice of authorship is asked for"},
    "litigation_termination": {True: "rights end for who sues", False: "suing ends no rights"},
    "osi_approved": {True: "the licence is approved by the OSI", False: "the licence is not approved by the OSI"},
}
_NAMED: Mapping[str, tuple[str, str]] = {
    "name": ("it is called “{}”", "it has no name"),
    "version_date": ("its version is of {}", "its version has no date"),
    "licensor": ("{} grants it", "nobody is named who grants it"),
    "mau_threshold": ("from {:,} monthly users on one must ask", "no number of monthly users is set"),
    "mau_reference_date": ("users are counted on {}", "no day is set on which users are counted"),
    "display_notice": ("“{}” must be shown", "no words must be shown"),
    "name_prefix": ("derived models must be called “{} …”", "derived models may have any name"),
    "acceptable_use_policy": ("the use policy is {}", "no use policy is named"),
    "governing_law": ("the law of {} governs", "no law is named that governs"),
    "licence": ("the licence is {}", "no licence is named"),
    "gated": ("access is gated ({})", "access is not gated"),
}
_LISTS = {"excluded_territories": "territories without rights", "excluded_uses": "uses ruled out"}


class Saying(NamedTuple):
    """One clause that changed: verdict as in a comparison, where it stands, a sentence, the terms it touches."""

    verdict: str
    label: str
    says: str
    terms: tuple[str, ...]


def term_said(key: str, before: Any, after: Any) -> str:
    """One term that changed, in one sentence."""
    if key in _LISTS:
        gone, come = (
            [one for one in before or [] if one not in (after or [])],
            [one for one in after or [] if one not in (before or [])],
        )
        parts = [f"{word} {', '.join(some)}" for word, some in (("now also", come), ("no longer", gone)) if some]
        return f"{_LISTS[key]}: {'; '.join(parts)}"
    told, was = _phrase(key, after), _phrase(key, before)
    return f"{told} (before: {was})"


def clauses_said(compared: Comparison) -> list[Saying]:
    """A sentence for each clause whose meaning changed, in the order of the new text; wordings are left out."""
    if compared.similarity < _REWRITTEN:
        return list(_by_terms(compared, tuple(compared.terms)))
    found, before = [], set[str]()
    for one in compared.differences:
        if matters(one, compared):
            said = _said(one, compared, before)
            before |= set(said.terms) & compared.terms.keys()
            found += [said] if said.says else []
    told = {key for one in found for key in one.terms}
    rest = tuple(key for key in compared.terms if key not in told and key not in _ASIDE)
    return [*found[:_MOST], *_by_terms(compared, rest)]


def matters(one: Difference, compared: Comparison) -> bool:
    """Whether a clause came to demand or allow something else: not for words alone, nor for what rules nothing."""
    if one.verdict in ("same", "reworded"):
        return False
    if one.verdict == "changed" or any(key in compared.terms and key not in _ASIDE for key in one.terms):
        return True
    told = " ".join(clause.text for clause in (one.new or one.old))
    return bool(_RULES.search(told) and _OF_LICENCES.search(told)) and not _BANNER.search(told)


_RULES = re.compile(
    r"\b(?:you|licensee|user|recipient|we|licensor|meta)s?\b[^.]{0,80}?\b(?:may|must|shall|will|agree|warrant|represent|can ?not)\b"
    r"|\b(?:may|must|shall) not\b|\b(?:is|are) (?:hereby )?(?:granted|prohibited|permitted|required|excluded|terminated)\b"
    r"|\bgrants? (?:you|to)\b|\bdo(?:es)? not apply\b|\bprohibited\b",
    re.IGNORECASE,
)
_OF_LICENCES = re.compile(
    r"licen[cs]|agreement|materials?\b|\bmodels?\b|software|weights|outputs?\b|derivative|warrant|liab|indemn|policy|rights?\b"
    r"|\buse\b|territor",
    re.IGNORECASE,
)
_BANNER = re.compile(
    r"\bcookies?\b|newsletter|sign in|log in|all rights reserved\.?$|privacy (?:policy|settings)", re.IGNORECASE
)


def _by_terms(compared: Comparison, keys: Sequence[str]) -> Iterator[Saying]:
    for key in keys:
        yield Saying("changed", "", _sentence(term_said(key, *compared.terms[key])), (key,))


def _said(one: Difference, compared: Comparison, before: set[str]) -> Saying:
    """before: terms that an earlier clause told already; a clause that touches no others says nothing more."""
    touched = [key for key in one.terms if key in compared.terms]
    differing = [key for key in touched if key not in before]
    if touched and not differing:
        return Saying(one.verdict, "", "", ())
    label = (one.new or one.old)[0].label
    if differing:
        told = "; ".join(term_said(key, *compared.terms[key]) for key in differing)
    elif one.verdict == "changed":
        told = _runs(one)
    else:
        told = f"{'new' if one.new else 'gone'}: “{_short((one.new or one.old)[-1].text)}”"
    return Saying(one.verdict, label, _sentence(told)[:600], tuple(differing or one.terms))


def _runs(one: Difference) -> str:
    """The words that differ, the weightiest runs first, each with the words around it."""
    old, new = (" ".join(clause.text for clause in side).split() for side in (one.old, one.new))
    parts = []
    for op, i, j, k, m in opcodes([_bare(word) for word in old], [_bare(word) for word in new]):
        if op != "equal" and (words_of(" ".join(old[i:j])) or words_of(" ".join(new[k:m]))):
            gone, come = " ".join(old[max(0, i - 2) : j]), " ".join(new[max(0, k - 2) : m])
            parts.append((max(j - i, m - k), f"“{_short(gone, 70)}” became “{_short(come, 70)}”"))
    best = sorted(sorted(range(len(parts)), key=lambda at: -parts[at][0])[:3])
    return "; ".join(parts[at][1] for at in best) or f"“{_short(one.new[0].text)}”"


def _bare(word: str) -> str:
    return " ".join(words_of(word)) or word


def _phrase(key: str, value: Any) -> str:
    if key in _SAID:
        return _SAID[key].get(value, f"{key} is {value}")
    told, untold = _NAMED.get(key, (f"{key.replace('_', ' ')} is {{}}", f"{key.replace('_', ' ')} is not stated"))
    return untold if value in (None, "", NOTHING.get(key)) else told.format(value)


def _sentence(told: str) -> str:
    return told[:1].upper() + told[1:] + ("" if told.endswith((".", "”")) else ".")


def _short(text: str, most: int = _QUOTED) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
