"""`tracker reread`: what a newer reader makes of the documents that are there."""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.opening import effective, now, opened

if TYPE_CHECKING:
    from tracker.pipeline.rereading import Change

_LONGEST = 120


@click.command()
@click.option("--dry-run", "dry", is_flag=True, help="Only show what would change; append nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def reread(context: click.Context, dry: bool, as_json: bool) -> None:
    """Read the stored documents and licence texts again with this version's readers; correct what they read otherwise.

    New, changed and vanished claims are appended as such, never told as news. Interrupted, it goes on where it stood;
    what was read by this version already is not read again.
    """
    from tracker.pipeline.cycle import replay
    from tracker.pipeline.rereading import Progress
    from tracker.pipeline.rereading import reread as read_again
    from tracker.pipeline.rereading_texts import reread_texts

    counts = {"new": 0, "changed": 0, "gone": 0}
    texts_changed = 0
    progress, texts = Progress(), Progress()
    with opened(effective(context)) as engine:
        for change in read_again(engine, now, dry=dry, progress=progress):
            counts[change.change] += 1
            click.echo(_json(change) if as_json else _line(change))
        for change in reread_texts(engine, now, dry=dry, progress=texts):
            texts_changed += 1
            click.echo(_json(change) if as_json else _line(change))
        if not dry:
            replay(engine)
    would = "would be " if dry else ""
    told = f"{counts['new']} claims {would}new, {counts['changed']} {would}changed, {counts['gone']} {would}gone"
    if texts.documents:
        told += (
            f"; {texts.documents} licence texts: {texts_changed} of what they say and of their changes {would}corrected"
        )
    count = progress.purged + texts.purged
    purged = f"; {count} whose text is purged were left as they are" if count else ""
    if sys.stderr.isatty() or any(counts.values()) or texts_changed:
        click.echo(f"tracker: {progress.documents} documents read again: {told}{purged}", err=True)


def _json(change: "Change") -> str:
    names = ("change", "kind", "subject", "event", "was", "replaces", "quote", "document", "title")
    return json.dumps({name: getattr(change, name) for name in names}, ensure_ascii=False)


def _line(change: "Change") -> str:
    shown = [f"{name}: {_short(was)} -> {_short(value)}" for name, was, value in _fields(change)]
    what = f": {'; '.join(shown)}" if shown else ""
    quote = f" — “{_short(change.quote)}”" if change.quote else ""
    return (
        f"{change.change} {change.kind} {change.subject}{what}{quote} ({change.document[:12]}, {_short(change.title)})"
    )


def _fields(change: "Change") -> Iterator[tuple[str, Any, Any]]:
    """What differs, terms one by one; where words stand that say the same is left to --json."""
    for name, value in change.replaces.items():
        was = change.was[name]
        if name in ("terms", "terms_before"):
            before, after = was or {}, value or {}
            keys = sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
            yield from ((f"{name}.{key}", before.get(key), after.get(key)) for key in keys)
        elif change.kind != "licence_text_captured" or name != "quotes":
            yield name, was, value


def _short(value: Any) -> str:
    plain = " ".join(str("-" if value is None else value).split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
