"""`tracker evaluate`: how near the extractor comes to the labels of a corpus."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

if TYPE_CHECKING:
    from tracker.extract.evaluate import Outcome

_HEAD = (
    f"{'':4} {'':17}{'right':>6}{'extra':>6}{'missed':>7}{'P':>7}{'R':>7}{'F1':>7}{'date':>7}{'status':>7}{'main':>7}"
)
_SHARES = ("precision", "recall", "f1", "date_right", "status_right", "main_right")


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--part", type=click.Choice(["development", "held-back", "all"]), default="all")
@click.option("--misses", is_flag=True, help="List what was missed and what was surplus (development part only).")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--pin", is_flag=True, help="Write the held-back figures to pins.json beside the files.")
@click.option("--lower", is_flag=True, help="With --pin: also where a figure is lower than the one pinned.")
def evaluate(
    files: tuple[Path, ...],
    part: Literal["development", "held-back", "all"],
    misses: bool,
    as_json: bool,
    pin: bool,
    lower: bool,
) -> None:
    """Read the labelled articles of FILES and say how much was found, by kind and language, and how well.

    The held-back third (numbers divisible by 3) is measured in sum only; nobody writes rules by looking at it.
    """
    from tracker.extract.corpus import labelled_in
    from tracker.extract.evaluate import judged

    if misses and part != "development":
        raise click.UsageError("--misses shows the development part only: add --part development")
    if pin:
        _pin(files, lower)
        return
    outcomes = [judged(labelled) for path in sorted(files) for labelled in labelled_in(path, part)]
    if as_json:
        click.echo(json.dumps(_figures(outcomes), indent=1))
        return
    _print_table(outcomes)
    if misses:
        _print_misses(outcomes)


def _figures(outcomes: list[Outcome]) -> dict[str, Any]:
    from tracker.extract.evaluate import false_alarms, figures, relevance, reliability, table

    quiet = sum(not outcome.labelled.required for outcome in outcomes)
    return {
        "articles": len(outcomes),
        "claims": table(outcomes),
        "relevance": {k: v for k, v in figures(relevance(outcomes)).items() if not k.endswith("_right")},
        "false_alarms": {"articles": len(false_alarms(outcomes)), "of": quiet},
        "reliability": [
            {"from": low, "claims": count, "right": right, "confidence": mean}
            for low, count, right, mean in reliability(outcomes)
        ],
    }


def _print_table(outcomes: list[Outcome]) -> None:
    told = _figures(outcomes)
    click.echo(_HEAD)
    for code, kinds in told["claims"].items():
        for kind, row in kinds.items():
            counts = f"{row['right']:>6}{row['surplus']:>6}{row['missed']:>7}"
            shares = "".join(f"{'-' if row[name] is None else format(row[name], '.3f'):>7}" for name in _SHARES)
            click.echo(f"{code:4} {kind:17}{counts}{shares}")
    alarms = told["false_alarms"]
    click.echo(f"\nrelevance F1 {told['relevance']['f1']}, {told['articles']} articles")
    click.echo(f"false alarms {alarms['articles']} of {alarms['of']} articles without claims")
    click.echo("\nconfidence  claims  right  share  mean")
    for row in told["reliability"]:
        share = row["right"] / row["claims"]
        click.echo(
            f"from {row['from']:<5}  {row['claims']:>6}  {row['right']:>5}  {share:>5.2f}  {row['confidence']:.2f}"
        )


def _print_misses(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        lines = [f"  missed   {_shown(facts)}" for facts in outcome.missed]
        for claim in outcome.surplus:
            found = {"kind": claim.kind, "subject": claim.subject, "status": claim.status, "main": claim.main}
            lines.append(f"  surplus  {_shown(found)}  {claim.quote!r}")
        for claim, facts in outcome.matched:
            for key in ("status", "happened_on", "main"):
                if key in facts and getattr(claim, key) != facts[key]:
                    was = getattr(claim, key)
                    lines.append(f"  {key:8} {claim.kind} {claim.subject}: {was}, not {facts[key]}  {claim.quote!r}")
        if lines:
            click.echo("\n".join(["", outcome.labelled.name, *lines]))


def _shown(facts: Any) -> str:
    return " ".join(f"{key}={value}" for key, value in facts.items() if value is not None)


def _pin(files: tuple[Path, ...], lower: bool) -> None:
    """Keep the held-back figures of all files together, with the corpus they were measured on."""
    from tracker.extract.corpus import digest, labelled_in
    from tracker.extract.evaluate import drops, judged, table

    path = files[0].parent / "pins.json"
    now = table([judged(labelled) for file in sorted(files) for labelled in labelled_in(file, "held-back")])
    if path.exists() and not lower:
        fallen = drops(json.loads(path.read_text("utf-8"))["held_back"], now)
        if fallen:
            raise click.ClickException("lower than pinned (add --lower to accept):\n" + "\n".join(fallen))
    kept = {code: {kind: _pinned(row) for kind, row in kinds.items()} for code, kinds in now.items()}
    pins = {"corpus_sha256": digest(files), "files": sorted(file.name for file in files), "held_back": kept}
    path.write_text(json.dumps(pins, indent=1) + "\n", "utf-8")
    click.echo(f"{path}: {len(files)} files")


def _pinned(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("precision", "recall", "f1")}
