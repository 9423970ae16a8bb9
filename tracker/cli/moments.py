"""`--as-of`, `--known-at` and `--at`: the axes of time, the same for every command that shows a state."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from tracker.cli.opening import opened

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tracker.settings import Settings


class Day(click.DateTime):
    """A day of the calendar, as text: YYYY-MM-DD."""

    name = "day"

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day, or one line that says how to write one."""
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat()
        except ValueError:
            self.fail(f"{str(value)[:40]!r} is no day: write it as 2025-07-31", param, ctx)


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


DAY = Day()


class Moment(NamedTuple):
    """Which state is asked for; all None: the present one."""

    as_of: str | None = None
    known_at: str | None = None
    at: int | None = None

    @property
    def is_now(self) -> bool:
        """Whether it is the present state, which the tables hold."""
        return self == Moment()


_OPTIONS = (
    click.option("--as-of", type=DAY, help="What was true at the end of that day, by all we know today."),
    click.option("--known-at", type=Instant(), help="What this log said then: a day's end, or an instant."),
    click.option(
        "--at", type=click.IntRange(0), metavar="POSITION", help="What this log said when it stood at POSITION."
    ),
)


def at_a_moment(command: Callable[..., Any]) -> Callable[..., Any]:
    """The three options."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@contextmanager
def looked_at(settings: "Settings", moment: Moment) -> "Iterator[tuple[Engine, Engine]]":
    """The database with the state of that moment, and the live one; both the same for now. Raises UsageError."""
    from tracker.db.session import reading
    from tracker.errors import UsageError
    from tracker.events import store
    from tracker.projections.aside import aside
    from tracker.vocabulary import vocabulary

    if moment.at is not None and moment.known_at is not None:
        raise UsageError("--at and --known-at both say when: give one of them")
    with opened(settings) as live:
        if moment.is_now:
            yield live, live
            return
        with reading(live) as connection:
            head = store.head(connection).position
            if moment.at is not None and moment.at > head:
                raise UsageError(f"--at {moment.at}: the log stands at {head} only")
            with aside(
                connection, vocabulary(), as_of=moment.as_of, known_at=moment.known_at, position=moment.at
            ) as engine:
                yield engine, live
