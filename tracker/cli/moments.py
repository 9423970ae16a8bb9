"""`--as-of` and `--known-at`: the two axes of time, the same for every command that shows a state."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.opening import opened

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tracker.settings import Settings

DAY = click.DateTime(["%Y-%m-%d"])


class Instant(click.ParamType):  # type: ignore[type-arg]  # generic in the stubs of newer versions only
    """A day (its end, UTC) or an instant of ISO 8601, as the text that the log's own instants are."""

    name = "instant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The instant as the log writes them."""
        from tracker.events.chain import instant

        try:
            told = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is neither a day (2025-07-31) nor an instant (2025-07-31T12:00Z)", param, ctx)
        if len(str(value)) == 10:
            told += timedelta(days=1, microseconds=-1)
        return instant(told if told.tzinfo else told.replace(tzinfo=UTC))


def at_a_moment(command: Callable[..., Any]) -> Callable[..., Any]:
    """The two options."""
    as_of = click.option("--as-of", type=DAY, help="What was true then, by all we know today.")
    known_at = click.option("--known-at", type=Instant(), help="What this log said then: a day's end, or an instant.")
    return as_of(known_at(command))


def day_of(moment: datetime | None) -> str | None:
    """As text."""
    return moment.date().isoformat() if moment else None


@contextmanager
def looked_at(settings: "Settings", as_of: str | None, known_at: str | None) -> "Iterator[tuple[Engine, Engine]]":
    """The database with the state of that moment, and the live one; both the same for now."""
    from tracker.db.session import reading
    from tracker.projections.aside import aside
    from tracker.vocabulary import vocabulary

    with opened(settings) as live:
        if as_of is None and known_at is None:
            yield live, live
            return
        with reading(live) as connection, aside(connection, vocabulary(), as_of=as_of, known_at=known_at) as engine:
            yield engine, live
