"""`tracker licences MODEL`: the terms of one model over time, with what changed between versions."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tracker.report.licence_history import LicenceHistory, Like
    from tracker.report.lines import Contradiction, Disagreement

_UNTIL_NOW = "now"
_BESIDES = 5


def history_of(connection: "Connection", name: str) -> "LicenceHistory":
    """Of the model with this name, whatever its case or known alias. Raises UsageError with the nearest names."""
    from sqlalchemy import text

    from tracker.errors import UsageError
    from tracker.report.licence_history import licence_history
    from tracker.report.selection import nearest_name
    from tracker.vocabulary import vocabulary

    known = sorted(connection.execute(text("SELECT DISTINCT model FROM licence")).scalars())
    aliases = {alias.casefold(): one.name for one in vocabulary().models for alias in one.aliases}
    found, near = nearest_name(name, known, aliases)
    if found is None:
        hint = f"did you mean {', '.join(near)}?" if near else "tracker licences names those with one"
        raise UsageError(f"no licence of a model called {name[:80]!r} is known: {hint}")
    return licence_history(connection, found)


def as_table(history: "LicenceHistory") -> tuple[list[str], list[tuple[Any, ...]]]:
    """Columns and rows: one for each stretch of time."""
    columns = ["from", "to", "licence", "commercial use", "users", "outputs", "must show", "name", "not in", "rests on"]
    return columns, [
        (
            one.since,
            one.until or _UNTIL_NOW,
            one.licence or "?",
            one.terms.get("commercial_use", "?"),
            _users(one.terms.get("mau_threshold")),
            str(one.terms.get("outputs_to_improve_other_models", "-")).replace("_", " "),
            one.terms.get("display_notice") or "-",
            one.terms.get("name_prefix") or "-",
            ", ".join(one.terms.get("excluded_territories", [])) or "-",
            one.happening or "its text",
        )
        for one in history.periods
    ]


def as_text(history: "LicenceHistory") -> str:
    """What changed between versions, the texts that were seen, where they disagree, what was called open."""
    from tracker.report.wording import plain

    lines: list[str] = []
    for at, one in enumerate(history.periods):
        lines.append(f"{one.since}: {plain(one.licence) or 'terms'}{', its terms:' if at == 0 else ', what changed:'}")
        lines += [f"  - {plain(sentence)}" for sentence in one.sentences] or ["  - nothing that is known"]
    if history.before is not None:
        lines += ["", f"Against {plain(history.before.model)}, the version before it:"]
        lines += [f"  - {plain(sentence)}" for sentence in history.before.sentences] or ["  - nothing that is known"]
    if history.texts:
        lines += ["", "Texts seen:"]
    for seen in history.texts:
        under = f", under the subject “{plain(seen.revised_as)}”" if seen.revised_as else ""
        stood = f"{seen.since} to {seen.until or _UNTIL_NOW}"
        lines.append(
            f"  {stood}  {seen.surface} {seen.part}  {plain(seen.licence) or '-'}  {plain(seen.url)} ({seen.event}{under})"
        )
        lines += _resembling(seen.like) if seen.like else []
    lines += (
        ["", "Where its surfaces disagree:", *map(_disagreeing, history.disagreements)] if history.disagreements else []
    )
    lines += (
        ["", "Called open against its terms:", *map(_contradicting, history.contradictions)]
        if history.contradictions
        else []
    )
    return "\n".join(lines) + "\n"


def _resembling(like: "Like") -> list[str]:
    """That a text is like another one that was captured, and what it has besides."""
    from tracker.report.wording import plain

    whose = f"those of {plain(like.model)} ({plain(like.licence) or 'no name'}, {like.event})"
    share = "" if like.permille == 1000 else f"{like.permille / 10:.1f} % of "
    told = f"{share}its words are {whose}, names and numbers aside"
    besides = [f"      besides: “{plain(one)}”" for one in like.besides[:_BESIDES]]
    return [f"    {told}", *besides]


def _disagreeing(one: "Disagreement") -> str:
    from tracker.report.wording import disagreement

    return f"  {disagreement(one)}"


def _contradicting(one: "Contradiction") -> str:
    from tracker.report.wording import contradiction

    return f"  {contradiction(one)}"


def _users(threshold: Any) -> str:
    return f"{threshold / 1e6:g} M" if isinstance(threshold, int) else "-"
