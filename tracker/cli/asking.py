"""Which happenings: `--since` to `--new-since-last`, the same for every command that shows or exports them."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.moments import DAY, Moment, at_a_moment, looked_at

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tracker.report.selection import Selection
    from tracker.settings import Settings

_KINDS = ("release", "licence", "statement", "licence_change", "policy_statement")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _language(_context: click.Context, _option: click.Parameter, tags: tuple[str, ...]) -> tuple[str, ...]:
    for tag in tags:
        if not _LANGUAGE.fullmatch(tag):
            raise click.BadParameter(f"{tag[:40]!r} is no language tag: write en, de, zh, pt-BR ...")
    return tags


_OPTIONS = (
    click.option("--since", type=DAY, help="What happened on or after this day."),
    click.option("--until", type=DAY, help="What happened on or before this day."),
    click.option(
        "--kind",
        "kinds",
        type=click.Choice(_KINDS, case_sensitive=False),
        multiple=True,
        metavar="KIND",
        help="release, licence or statement. This and the next three may be repeated.",
    ),
    click.option("--subject", "subjects", multiple=True, metavar="NAME", help="A model, a family or a speaker."),
    click.option("--speaker", "speakers", multiple=True, metavar="NAME", help="What this person or company said."),
    click.option(
        "--language", "languages", multiple=True, metavar="TAG", callback=_language, help="Told in this language."
    ),
    click.option(
        "--min-origins", type=click.IntRange(0), default=0, metavar="N", help="Told by N independent voices or more."
    ),
    click.option(
        "--after",
        type=click.IntRange(0),
        metavar="POSITION",
        help="What the log first held after POSITION.",
    ),
    click.option("--new-since-last", is_flag=True, help="What is new since you asked so the last time."),
    click.option("--reader", metavar="NAME", help="Whose last time (default: the name you are logged in by)."),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The options as given."""

    since: str | None
    until: str | None
    kinds: tuple[str, ...]
    subjects: tuple[str, ...]
    speakers: tuple[str, ...]
    languages: tuple[str, ...]
    min_origins: int
    after: int | None
    new_since_last: bool
    reader: str | None
    as_of: str | None
    known_at: str | None
    at: int | None

    @property
    def moment(self) -> Moment:
        """Which state."""
        return Moment(self.as_of, self.known_at, self.at)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Where to look, and for what. live: the database of now, where `engine` is one of another moment."""

    engine: "Engine"
    live: "Engine"
    selection: "Selection"


def selecting(command: Callable[..., Any]) -> Callable[..., Any]:
    """All options of selection and of time, which reach the command together, as `asked`."""
    names = [field.name for field in fields(Asked)]

    @wraps(command)
    def gathered(*arguments: Any, **given: Any) -> Any:
        asked = Asked(**{name: given.pop(name) for name in names})
        return command(*arguments, asked=asked, **given)

    wrapped: Callable[..., Any] = at_a_moment(gathered)
    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


@contextmanager
def chosen(settings: "Settings", asked: Asked) -> Iterator[Chosen]:
    """What `asked` comes to. With --new-since-last the reader's mark is moved when the block, which prints, ends well.

    Raises UsageError for options that contradict one another and for names that nothing is about.
    """
    from tracker.db.session import reading
    from tracker.report.selection import settled
    from tracker.vocabulary import vocabulary

    selection = _checked(asked)
    with looked_at(settings, asked.moment) as (engine, live):
        with reading(engine) as connection:
            selection = settled(connection, selection, vocabulary())
        if asked.new_since_last:
            with _new_to(settings, asked.reader, live) as after:
                yield Chosen(engine, live, _after(selection, after))
        else:
            yield Chosen(engine, live, selection)


def _checked(asked: Asked) -> "Selection":
    from tracker.errors import UsageError
    from tracker.report.selection import KINDS, Selection

    if asked.since and asked.until and asked.since > asked.until:
        raise UsageError(f"--since {asked.since} is after --until {asked.until}")
    if asked.new_since_last and not asked.moment.is_now:
        raise UsageError("--new-since-last is about now: leave --as-of, --known-at and --at out, or use --after")
    if asked.new_since_last and asked.after is not None:
        raise UsageError("--new-since-last and --after both say since when: give one of them")
    if asked.reader and not asked.new_since_last:
        raise UsageError("--reader says whose --new-since-last is meant: give that too")
    return Selection(
        since=asked.since,
        until=asked.until,
        kinds=tuple(dict.fromkeys(KINDS[kind] for kind in asked.kinds)),
        subjects=asked.subjects,
        speakers=asked.speakers,
        languages=asked.languages,
        min_origins=asked.min_origins,
        after=asked.after,
    )


def _after(selection: "Selection", position: int) -> "Selection":
    from dataclasses import replace

    return replace(selection, after=position)


@contextmanager
def _new_to(settings: "Settings", reader: str | None, live: "Engine") -> Iterator[int]:
    """The position that the reader has seen; afterwards it is the one that the projections stood at before."""
    from tracker.db.session import reading
    from tracker.events import checkpoints
    from tracker.projections.replay import CONSUMER
    from tracker.report.marks import mark_of

    mark = mark_of(settings.data_dir, reader or _login())
    with reading(live) as connection:
        seen = mark.read(connection)
        shown = checkpoints.position_of(connection, CONSUMER) or 0
    yield seen
    with reading(live) as connection:
        mark.move(connection, max(seen, shown))


def _login() -> str:
    import getpass

    try:
        return re.sub(r"[^A-Za-z0-9._@-]", "-", getpass.getuser()).lstrip("._@-") or "reader"
    except (OSError, KeyError, ImportError):  # no such user: containers run under a bare number
        return "reader"
