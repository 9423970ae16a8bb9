"""`tracker terms`: what a licence text says, and what became of it from one text to the next."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.terms.clauses import Clause
    from tracker.terms.compare import Comparison, Difference

_LARGEST_BYTES = 20_000_000
_SHOWN = 160
_MARKS = {"same": "=", "reworded": "~", "changed": "!", "added": "+", "removed": "-"}


@click.command()
@click.argument("files", nargs=-1, metavar="FILE...", required=True)
@click.option("--compare", "both", is_flag=True, help="Two files, OLD and NEW: clause by clause what became of them.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def terms(files: tuple[str, ...], both: bool, as_json: bool) -> None:
    """The terms of a licence, use policy or model card (text, Markdown or HTML), each with the words it stands on.

    No database and no network. FILE is - for standard input. See docs/terms.md for the keys.
    """
    if both:
        if len(files) != 2:
            raise click.UsageError("--compare takes two files: OLD NEW")
        from tracker.terms.compare import compare

        result = compare(_read(files[0]), _read(files[1]))
        click.echo(json.dumps(_compared(result), ensure_ascii=False, indent=2) if as_json else _listing(result))
        return
    if len(files) != 1:
        raise click.UsageError("one file at a time; with --compare, two")
    from tracker.terms.read import NOTHING, terms_of

    found = terms_of(_read(files[0]))
    if as_json:
        words = {key: {"quote": one.quote, "start": one.start, "end": one.end} for key, one in found.words.items()}
        click.echo(json.dumps({**found.values, "words": words}, ensure_ascii=False, indent=2))
        return
    told = [key for key, value in found.values.items() if value != NOTHING[key]]
    for key in told:
        click.echo(f"{key}: {_shown(found.values[key])}")
        if key in found.words:
            click.echo(f"    {_short(found.words[key].quote)!r}")
    if not told:
        click.echo("no terms found")


def _read(name: str) -> str:
    try:
        raw = sys.stdin.buffer.read(_LARGEST_BYTES) if name == "-" else _bytes(Path(name))
    except (OSError, ValueError) as wrong:
        raise UsageError(f"{name}: cannot be read: {getattr(wrong, 'strerror', None) or wrong}") from wrong
    if not raw.strip():
        raise UsageError(f"{name}: is empty")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    if b"\0" in raw[:8_000] or raw[:5] == b"%PDF-":
        raise UsageError(f"{name}: is no text; give the licence as text, Markdown or HTML")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LARGEST_BYTES)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return f"{value['name']} (similarity {value['similarity']})"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _compared(result: "Comparison") -> dict[str, Any]:
    return {
        "similarity": result.similarity,
        "nearest": result.nearest,
        "inserted": list(result.inserted),
        "terms": {key: {"before": before, "after": after} for key, (before, after) in result.terms.items()},
        "clauses": [
            {
                "verdict": one.verdict,
                "moved": one.moved,
                "old": [_clause(clause) for clause in one.old],
                "new": [_clause(clause) for clause in one.new],
                "words": [{"gone": gone, "come": come} for gone, come in one.words],
                "terms": list(one.terms),
            }
            for one in result.differences
        ],
    }


def _clause(clause: "Clause") -> dict[str, Any]:
    return {"label": clause.label, "text": clause.text, "start": clause.start, "end": clause.end}


def _listing(result: "Comparison") -> str:
    lines = [f"similarity {result.similarity:.1%}" + (f", nearest {result.nearest}" if result.nearest else "")]
    lines += [f"inserted: {_short(one)!r}" for one in result.inserted]
    lines += [f"{key}: {_shown(before)} -> {_shown(after)}" for key, (before, after) in result.terms.items()]
    same = 0
    for one in result.differences:
        if one.verdict == "same" and not one.moved:
            same += 1
            continue
        lines += _told(one)
    return "\n".join([*lines, f"{same} clauses as before"])


def _told(one: "Difference") -> list[str]:
    labels = " -> ".join("+".join(clause.label or "¶" for clause in side) for side in (one.old, one.new) if side)
    touched = f"  [{', '.join(one.terms)}]" if one.terms else ""
    clauses = one.new or one.old
    told = clauses[0 if one.new and one.old else -1].text  # what came, or went, stands below its title
    lines = [f"{_MARKS[one.verdict]} {one.verdict} {labels}{touched}  {_short(told)[:70]!r}"]
    if one.old and one.new:
        lines += [f"    {_short(gone)!r} -> {_short(come)!r}" for gone, come in one.words[:8]]
    return lines
