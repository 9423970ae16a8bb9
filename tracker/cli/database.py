"""`tracker db`: bring the database up to date, copy it while it is in use."""

from pathlib import Path

import click

from tracker.cli.opening import effective, opened


@click.group()
def db() -> None:
    """The database: upgrade it, back it up."""


@db.command()
@click.pass_context
def upgrade(context: click.Context) -> None:
    """Bring the tables to the newest revision. `run` and `report` do so by themselves."""
    from tracker.db.migrate import NEWEST
    from tracker.db.migrate import upgrade as upgraded
    from tracker.db.session import open_database

    engine = open_database(effective(context).database)
    click.echo(f"upgraded to revision {NEWEST}" if upgraded(engine) else f"at revision {NEWEST} already")
    engine.dispose()


@db.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
def backup(context: click.Context, file: Path) -> None:
    """Write a consistent copy to FILE while the database is in use. How to restore one: docs/operating.md."""
    from tracker.db.backup import backup as copied
    from tracker.db.session import open_database

    engine = open_database(effective(context).database)
    copied(engine, file)
    engine.dispose()


@db.command("grant-readers")
@click.argument("role")
@click.pass_context
def grant_readers(context: click.Context, role: str) -> None:
    """Let ROLE of PostgreSQL (made if there is none) read the v1_* views and nothing else."""
    from tracker.db.session import writing
    from tracker.db.views import grant
    from tracker.errors import UsageError

    with opened(effective(context)) as engine, writing(engine) as connection:
        try:
            made = grant(connection, role)
        except ValueError as elsewhere:
            raise UsageError(str(elsewhere)) from elsewhere
    click.echo(f"{role} {'was made and ' if made else ''}can read the views")
