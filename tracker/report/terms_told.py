"""Terms of a licence -> sentences for people, and what changed between two versions of them. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tracker.report.wording import long_day

Terms = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TermChange:
    """What became of one term. before, after: sentences; None where that version says nothing of it."""

    key: str
    label: str
    verdict: Literal["same", "changed", "added", "removed"]
    before: str | None
    after: str | None


def told(terms: Terms) -> dict[str, str]:
    """Each term as one sentence, the weightiest first; keys of docs/terms.md and docs/claims.md.

    Terms that only say more of another one (the day on which users are counted) stand in that one's sentence.
    """
    known = [key for key in _SENTENCES if key in terms]
    others = sorted(key for key in terms if key not in _SENTENCES and key not in _WITHIN)
    sentences = {key: _sentence(key, terms) for key in (*known, *others)}
    return {key: sentence for key, sentence in sentences.items() if sentence}


def limits(terms: Terms) -> list[str]:
    """What a licence that allows commercial use still asks for or forbids, a sentence each."""
    sentences = told(terms)
    return [
        sentences[key] for key in _LIMITING if key in sentences and terms[key] not in (False, "allowed", "with_copy")
    ]


def ordered(keys: Iterable[str]) -> list[str]:
    """Keys of terms, the weightiest first."""
    return sorted(set(keys), key=_weight)


def label(key: str) -> str:
    """What a term is about, in a few words."""
    return _LABELS.get(key, key.replace("_", " ").capitalize())


def changes(before: Terms, after: Terms) -> tuple[TermChange, ...]:
    """Term by term, the weightiest first. Of lists the sentences name only what came and what went."""
    old, new = told(before), told(after)
    return tuple(_change(key, old.get(key), new.get(key), before, after) for key in ordered([*old, *new]))


def _change(key: str, old: str | None, new: str | None, before: Terms, after: Terms) -> TermChange:
    if old == new:
        return TermChange(key, label(key), "same", old, new)
    if old is None or new is None:
        return TermChange(key, label(key), "added" if old is None else "removed", old, new)
    if isinstance(before[key], list) and isinstance(after[key], list):
        went = [one for one in before[key] if one not in after[key]]
        came = [one for one in after[key] if one not in before[key]]
        return TermChange(
            key,
            label(key),
            "changed",
            f"No longer named: {_listed(went)}." if went else "All that was named before still is.",
            f"Newly named: {_listed(came)}." if came else "Nothing else is named.",
        )
    return TermChange(key, label(key), "changed", old, new)


def _weight(key: str) -> tuple[int, str]:
    order = list(_SENTENCES)
    return (order.index(key) if key in order else len(order)), key


def _sentence(key: str, terms: Terms) -> str | None:
    value = terms[key]
    if value in (None, "", [], "not_mentioned"):
        return None
    tell = _SENTENCES.get(key)
    return tell(value, terms) if tell else f"{label(key)}: {_plainly(value)}."


def _commercial(value: Any, terms: Terms) -> str:
    return {
        "allowed": "Commercial use is allowed.",
        "conditional": "Commercial use is allowed under conditions.",
        "forbidden": "Commercial use is not allowed: only research or other non-commercial use is.",
    }.get(str(value), f"Commercial use: {value}.")


def _threshold(value: Any, terms: Terms) -> str:
    day = terms.get("mau_reference_date")
    counted = f" on {long_day(str(day))}" if day else ""
    users = f"{value / 1e6:g} million" if isinstance(value, int) and value >= 1_000_000 else str(value)
    return f"Whoever had more than {users} monthly active users{counted} has to ask Meta for a licence."


def _outputs(value: Any, terms: Terms) -> str:
    prefix = terms.get("name_prefix")
    named = f" if the name of such a model begins with “{prefix}”" if prefix else " if such a model carries the name"
    return {
        "forbidden": "What the model puts out must not be used to improve other models.",
        "allowed": "What the model puts out may be used to improve other models.",
        "allowed_with_naming": f"What the model puts out may be used to improve other models,{named}.",
    }.get(str(value), f"Use of outputs to improve other models: {value}.")


def _notice(value: Any, terms: Terms) -> str:
    if isinstance(value, bool):
        return "Products must show where the model comes from." if value else "Products need not show the origin."
    return f"Products must show the words “{value}”."


def _prefix(value: Any, terms: Terms) -> str:
    return f"Names of models made with it must begin with “{value}”."


def _derivatives(value: Any, terms: Terms) -> str:
    return {
        "allowed": "It may be modified and built upon.",
        "forbidden": "It must not be modified or built upon.",
    }.get(str(value), f"Building upon it: {value}.")


def _version(value: Any, terms: Terms) -> str:
    return f"This version of the text is of {long_day(str(value))}."


def _attribution(value: Any, terms: Terms) -> str:
    return "Copies must keep the copyright notice." if value else "No copyright notice need be kept."


def _redistribution(value: Any, terms: Terms) -> str:
    return {
        "with_copy": "It may be passed on together with a copy of the licence.",
        "allowed": "It may be passed on.",
        "forbidden": "It must not be passed on.",
    }.get(str(value), f"Passing it on: {value}.")


def _policy(value: Any, terms: Terms) -> str:
    if isinstance(value, str) and "/" in value:
        return f"The use policy at {value} is part of it."
    return "A use policy is part of it."


def _uses(value: Any, terms: Terms) -> str:
    return f"Not to be used for {_listed(value)}."


def _territories(value: Any, terms: Terms) -> str:
    return f"No rights are granted in: {_listed(value)}."


def _exceptions(value: Any, terms: Terms) -> str:
    return f"Excepted: {_listed(value)}."


def _litigation(value: Any, terms: Terms) -> str:
    return "Rights end for whoever sues over it." if value else "Suing does not end the rights."


def _law(value: Any, terms: Terms) -> str:
    return f"The law of {value} governs it."


def _osi(value: Any, terms: Terms) -> str:
    if value:
        return "It is a licence that the Open Source Initiative approved."
    return "It is no licence that the Open Source Initiative approved."


def _scope(value: Any, terms: Terms) -> str:
    return f"It covers {value}."


def _fee(value: Any, terms: Terms) -> str:
    return "Some or all use is paid for." if value else "Use is free of charge."


def _listed(value: Any) -> str:
    names = [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def _plainly(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _listed(value) if isinstance(value, list | tuple) else str(value).replace("_", " ")


_SENTENCES: dict[str, Callable[[Any, Terms], str]] = {
    "commercial_use": _commercial,
    "mau_threshold": _threshold,
    "outputs_to_improve_other_models": _outputs,
    "name_prefix": _prefix,
    "display_notice": _notice,
    "excluded_territories": _territories,
    "exceptions": _exceptions,
    "excluded_uses": _uses,
    "acceptable_use_policy": _policy,
    "redistribution": _redistribution,
    "derivatives": _derivatives,
    "attribution_notice": _attribution,
    "litigation_termination": _litigation,
    "governing_law": _law,
    "osi_approved": _osi,
    "scope": _scope,
    "fee": _fee,
    "version_date": _version,
}
_LIMITING = (
    "mau_threshold",
    "excluded_territories",
    "exceptions",
    "excluded_uses",
    "acceptable_use_policy",
    "outputs_to_improve_other_models",
    "name_prefix",
    "display_notice",
    "redistribution",
    "derivatives",
    "fee",
)
_WITHIN = frozenset({"mau_reference_date"})
_LABELS = {
    "commercial_use": "Commercial use",
    "mau_threshold": "The largest companies",
    "outputs_to_improve_other_models": "Outputs",
    "name_prefix": "Names of derived models",
    "display_notice": "Words to display",
    "excluded_territories": "Territories left out",
    "exceptions": "Exceptions",
    "excluded_uses": "Forbidden uses",
    "acceptable_use_policy": "Use policy",
    "redistribution": "Passing it on",
    "derivatives": "Building upon it",
    "version_date": "Version",
    "attribution_notice": "Copyright notice",
    "litigation_termination": "Suing",
    "governing_law": "Governing law",
    "osi_approved": "Open-source approval",
    "scope": "What it covers",
    "fee": "Fee",
}
