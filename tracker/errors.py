"""The whole error tree. Facts live in attributes; nobody matches words in a message."""

from typing import Any, Literal


class TrackerError(Exception):
    """Something a person can act on: its text is one line that says what, where and what to do."""

    def __reduce__(self) -> tuple[Any, ...]:
        """From process to process with its facts, though not made of its text."""
        return _remade, (type(self), self.args, self.__dict__)


def _remade(kind: type[TrackerError], texts: tuple[Any, ...], facts: dict[str, Any]) -> TrackerError:
    error = kind.__new__(kind)
    error.args = texts
    error.__dict__.update(facts)
    return error


class UsageError(TrackerError):
    """A wrong option, setting or configuration file: exit code 2."""


class LockHeld(TrackerError):
    """Another cycle is under way on the same database: exit code 75, nothing was done."""

    def __init__(self, holder: str, since: str, file: str) -> None:
        super().__init__(f"{holder} has been at work since {since}: nothing was done, try again later (lock: {file})")
        self.holder, self.since, self.file = holder, since, file


class SourceError(TrackerError):
    """The world failed: note it, go on with the next source."""


class UnreadablePage(SourceError):
    """A page was fetched and no article could be read out of it."""

    def __init__(self, url: str, snapshot: str, why: str) -> None:
        super().__init__(f"{url}: {why} (snapshot {snapshot[:12]})")
        self.url, self.snapshot, self.why = url, snapshot, why


class UnreadableFeed(SourceError):
    """What a feed's address gave is no feed, or holds no entry; outcome is the one to record for the attempt."""

    def __init__(self, url: str, outcome: Literal["not_a_feed", "empty"], why: str) -> None:
        super().__init__(f"{url}: {why}")
        self.url, self.outcome, self.why = url, outcome, why


class ReadingFailed(SourceError):
    """A document took too long to read, or too much memory, or ended the process that read it; outcome: to be recorded."""

    def __init__(self, url: str, outcome: Literal["timeout", "too_large"], why: str) -> None:
        super().__init__(f"{url}: {why}")
        self.url, self.outcome, self.why = url, outcome, why


class NoTerms(SourceError):
    """What came lays down no terms; outcome: "blocked" for a challenge or an error page in their place."""

    def __init__(self, where: str, why: str, outcome: Literal["not_terms", "blocked"] = "not_terms") -> None:
        super().__init__(f"{where}: {why}" if where else why)
        self.where, self.why, self.outcome = where, why, outcome

    def __reduce__(self) -> tuple[type["NoTerms"], tuple[str, str, str]]:
        return type(self), (self.where, self.why, self.outcome)


class SnapshotLost(TrackerError):
    """The archive does not hold a snapshot as it was kept: its file is gone or was altered."""

    def __init__(self, sha256: str, path: str, why: str) -> None:
        super().__init__(f"{path}: snapshot {sha256[:12]} cannot be read: {why}")
        self.sha256, self.path, self.why = sha256, path, why


class SeedError(UsageError):
    """A file in seeds/ says something impossible: refuse to start."""

    def __init__(self, path: object, line: int | None, why: str) -> None:
        super().__init__(f"{path}{f':{line}' if line else ''}: {why}")
        self.path, self.line, self.why = path, line, why


class MalformedEvent(TrackerError):
    """A payload does not have the shape that its type promises; nothing was appended."""

    def __init__(self, event_type: str, why: str) -> None:
        super().__init__(f"{event_type}: {why}")
        self.event_type, self.why = event_type, why


class LogError(TrackerError):
    """Our memory is in doubt: stop everything. Exit code 4."""


class ChainBroken(LogError):
    """An entry does not fit the one before it: it, or the one before, was altered after it was appended."""

    def __init__(self, position: int, event_id: str | None, why: str) -> None:
        super().__init__(f"event {position}{f' ({event_id})' if event_id else ''}: {why}")
        self.position, self.event_id, self.why = position, event_id, why


class LogConflict(LogError):
    """Somebody appended since the caller looked."""

    def __init__(self, expected: int, found: int) -> None:
        super().__init__(f"the log stands at position {found}, not at {expected}: look again, then repeat")
        self.expected, self.found = expected, found
