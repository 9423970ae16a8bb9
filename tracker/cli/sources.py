"""`tracker sources`: what is polled, how it fares, trying and adding more."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.opening import effective, now, opened

if TYPE_CHECKING:
    from tracker.pipeline.trying import Trial
    from tracker.records import Source
    from tracker.settings import Settings

_SHOWN = 5
_EXCERPT = 300


@click.group(invoke_without_command=True)
@click.pass_context
def sources(context: click.Context) -> None:
    """What is polled, how it fares; trying and adding more. Without a command: list."""
    if context.invoked_subcommand is None:
        context.invoke(list_)


@sources.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def list_(context: click.Context, as_json: bool = False) -> None:
    """Every source: name, kind, language, class, address, and how it fares."""
    rows = [
        {key: row[key] for key in ("name", "kind", "language", "provenance", "url", "state")} for row in _rows(context)
    ]
    _print(rows, as_json)


@sources.command()
@click.option("--failing", is_flag=True, help="Only those that fail.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def health(context: click.Context, failing: bool, as_json: bool) -> None:
    """How each source fares, and what came of its entries; those that fail first."""
    keys = ("name", "outcome", "failing_since", "last_success_at", "read", "waiting", "skipped", "failed", "detail")
    rows = [{key: row[key] for key in keys} for row in _rows(context) if row["failing_since"] or not failing]
    _print(rows, as_json)


@sources.command()
@click.argument("name")
@click.pass_context
def check(context: click.Context, name: str) -> int:
    """Fetch one source now and show each step: robots.txt, answer, entries, an article, its claims. Keeps nothing.

    Exit code 1 if no entry comes of it.
    """
    from tracker.pipeline.trying import try_source

    settings = effective(context)
    [source] = _named(settings, (name,))
    trial = try_source(source, settings, now)
    _show_trial(trial)
    return 0 if trial.listed is not None else 1


@sources.command()
@click.argument("url")
@click.option("--name", help="What to call it (default: made of the publisher).")
@click.option("--publisher", help="Who publishes (default: the host).")
@click.option("--language", help='Of most entries, such as "de" (default: left out).')
@click.option("--rhythm", default="2h", show_default=True, help="Time between two polls.")
@click.option("--primary", is_flag=True, help="A page of Meta's own.")
@click.option("--dry-run", is_flag=True, help="Show what it would collect, add nothing.")
@click.pass_context
def add(
    context: click.Context,
    url: str,
    name: str | None,
    publisher: str | None,
    language: str | None,
    rhythm: str,
    primary: bool,
    dry_run: bool,
) -> int:
    """Find what lists articles at URL or behind it (a feed, a news sitemap, the page itself) and add it to our own list.

    URL may be a feed, a page that names one, a repository or an organisation of a model hub.
    """
    from tracker.collect.ownlist import append_sources, name_for, own_file, sources_of
    from tracker.pipeline.trying import find_source

    settings = effective(context)
    listed = sources_of(settings)
    like = _like(url, name or name_for(publisher or _host(url), {one.name for one in listed}), publisher, language)
    like = _checked(like, rhythm, primary=primary)
    if any(one.name == like.name for one in listed):
        raise click.UsageError(f"a source is called {like.name} already: give another --name")
    trials = find_source(url, like, settings, now)
    found = trials[-1]
    if found.listed is None:
        for trial in trials:
            click.echo(f"tracker: {trial.source.kind} {trial.trouble or trial.outcome}", err=True)
        click.echo(f"tracker: nothing that lists articles was found at {url}", err=True)
        return 1
    twin = next((one.name for one in listed if one.url == found.source.url), None)
    if twin:
        raise click.UsageError(f"{found.source.url} is polled already, as {twin}")
    for trial in trials[:-1]:
        if trial.named:
            click.echo(f"tracker: passed over, though {url} names it: {trial.trouble or trial.outcome}", err=True)
    beside = "" if found.named or found.source.url == url or len(trials) < 2 else f" (found beside {url})"
    click.echo(f"{found.source.kind}: {found.source.url}{beside}")
    _show_entries(found)
    if dry_run:
        return 0
    path = own_file(settings)
    append_sources(path, [found.source], f"Added on {now().date()} from {url}")
    click.echo(f"added to {path} as {found.source.name}")
    return 0


@sources.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_context
def import_(context: click.Context, file: Path) -> int:
    """Add the feeds of an OPML list, as feed readers export it, to our own list; those we have are passed over.

    Exit code 1 if the list is broken, so that there may have been more.
    """
    from tracker.collect.opml import sources_in
    from tracker.collect.ownlist import append_sources, own_file, sources_of

    settings = effective(context)
    known, path = sources_of(settings), own_file(settings)
    found = sources_in(file.read_bytes(), str(file), [one.name for one in known])
    ours = {one.url for one in known}
    new = {source.url: source for source in reversed(found.sources) if source.url not in ours}
    added = [source for source in found.sources if new.get(source.url) is source]
    if added:
        append_sources(path, added, f"Added on {now().date()} from {file.name}")
    passed = f"{len(found.sources) - len(added)} listed already, {found.others} without a web address"
    click.echo(f"{len(added)} added to {path}; {passed}" if added else f"nothing added: {passed}")
    if found.broken:
        click.echo(f"tracker: {file} is broken ({found.broken}): what stands behind may be missing", err=True)
    return 1 if found.broken else 0


@sources.command()
@click.pass_context
def export(context: click.Context) -> None:
    """All sources as OPML, for feed readers and for `import` elsewhere."""
    from tracker.collect.opml import opml_of
    from tracker.collect.ownlist import sources_of

    click.echo(opml_of(sources_of(effective(context))), nl=False)


@sources.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.pass_context
def replay(context: click.Context, names: tuple[str, ...]) -> None:
    """Judge anew the entries that were skipped as not relevant (of all sources, or of these).

    What is relevant now, as names and words have come, is fetched in the next cycles.
    """
    from tracker.db.session import writing
    from tracker.pipeline.skipped import look_again

    settings = effective(context)
    chosen = _named(settings, names)
    with opened(settings) as engine, writing(engine) as connection:
        judged, waiting = look_again(connection, chosen)
    click.echo(f"{judged} skipped entries judged again, {waiting} of them wait to be read now")


def _named(settings: "Settings", names: tuple[str, ...]) -> "tuple[Source, ...]":
    from tracker.collect.ownlist import sources_of

    listed = sources_of(settings)
    unknown = set(names) - {source.name for source in listed}
    if unknown:
        raise click.UsageError(f"no source is called {', '.join(sorted(unknown))}: see tracker sources")
    return tuple(source for source in listed if source.name in names) if names else listed


def _rows(context: click.Context) -> list[dict[str, Any]]:
    from tracker.collect.ownlist import sources_of
    from tracker.db.session import reading
    from tracker.pipeline.skipped import Counts, counts_by_source
    from tracker.report.contents import source_lines
    from tracker.report.wording import trouble

    settings = effective(context)
    listed = {source.name: source for source in sources_of(settings)}
    with opened(settings) as engine, reading(engine) as connection:
        lines, counts = source_lines(connection, tuple(listed.values())), counts_by_source(connection)
    return [
        {
            **{key: getattr(listed[line.name], key) for key in ("name", "kind", "language", "provenance", "url")},
            "state": trouble(line) if line.failing_since else line.last_checked_at or "not polled yet",
            **{key: getattr(line, key) for key in ("outcome", "failing_since", "last_success_at", "detail")},
            **{key: getattr(counts.get(line.name, Counts()), key) for key in ("read", "waiting", "skipped", "failed")},
        }
        for line in lines
    ]


def _print(rows: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if sys.stdout.isatty() and rows:
        click.echo("\t".join(rows[0]))
    for row in rows:
        click.echo("\t".join("-" if value is None else " ".join(str(value).split()) for value in row.values()))


def _host(url: str) -> str:
    from urllib.parse import urlsplit

    if not url.startswith(("http://", "https://")) or not urlsplit(url).hostname:
        raise click.UsageError(f"{url}: expected an address that starts with https:// or http://")
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _like(url: str, name: str, publisher: str | None, language: str | None) -> "Source":
    from tracker.records import Source

    return Source(name, url, "feed", publisher or _host(url), "press", 7_200, language)


def _checked(like: "Source", rhythm: str, *, primary: bool) -> "Source":
    from dataclasses import replace

    from tracker.collect.sources import seconds_of

    try:
        return replace(like, rhythm_s=seconds_of(rhythm), provenance="primary" if primary else "press")
    except ValueError as unfit:
        raise click.UsageError(f"--rhythm {rhythm}: {unfit}") from unfit


def _show_trial(trial: "Trial") -> None:
    fetched = trial.fetched
    click.echo(f"source:   {trial.source.name} ({trial.source.kind}) {trial.source.url}")
    robots = "does not allow it" if fetched.outcome == "forbidden_by_robots" else "allows it"
    unknown = fetched.status is None and fetched.outcome != "forbidden_by_robots"
    click.echo(f"robots:   {'not known, as nothing answered' if unknown else robots}")
    sort = f", {fetched.content_type}" if fetched.content_type else ""
    length = f", {fetched.kept.length} bytes packed" if fetched.kept else ""
    click.echo(f"answer:   {fetched.status or 'none'} in {fetched.elapsed_ms} ms{sort}{length}")
    if fetched.final_url != trial.source.url:
        click.echo(f"redirect: {fetched.final_url}{' (for good)' if fetched.moved_to else ''}")
    click.echo(f"outcome:  {trial.outcome}{f': {trial.trouble}' if trial.trouble else ''}")
    if trial.listed is not None:
        _show_entries(trial)
        _show_sample(trial)


def _show_entries(trial: "Trial") -> None:
    assert trial.listed is not None
    pages = trial.listed.pages
    worth = [page for page in pages if page.state == "waiting"]
    click.echo(f"entries:  {len(pages)}, of which {len(worth)} could be about Meta's open AI")
    for url in trial.listed.further:
        click.echo(f"          and those of {url}")
    for page in [*worth, *(page for page in pages if page.state != "waiting")][:_SHOWN]:
        mark = "*" if page.state == "waiting" else " "
        click.echo(f"        {mark} {page.published_on or '?':10} {_short(page.title, 90)}  {page.url}")


def _show_sample(trial: "Trial") -> None:
    if trial.sample is None:
        return
    click.echo(f"article:  {trial.sample.url}")
    if trial.sample_fetched is not None:
        click.echo(f"          {trial.sample_fetched.outcome}, {trial.sample_fetched.status or 'no answer'}")
    if trial.sample_read is None:
        click.echo(f"          nothing was read: {trial.sample_trouble}")
        return
    article = trial.sample_read.article
    click.echo(f"title:    {_short(article.title, 200)}")
    click.echo(f"date:     {article.published_on or '?'}")
    click.echo(f"language: {article.language or '?'}")
    click.echo(f"text:     {len(article.text)} characters: {_short(article.text, _EXCERPT)}")
    click.echo(f"claims:   {len(trial.sample_read.claims)}")
    for claim in trial.sample_read.claims:
        what = ", ".join(part for part in (claim.status, claim.licence, claim.stance, claim.happened_on) if part)
        click.echo(
            f"          {claim.kind} {claim.subject}: {what} ({claim.confidence:.2f}) {_short(claim.quote, 120)!r}"
        )


def _short(text: str, most: int) -> str:
    from tracker.report.wording import plain

    line = plain(text)
    return line if len(line) <= most else f"{line[: most - 1]}…"
