"""The log lines of a run: text or JSON, each with the id of the cycle it belongs to; troubles told as they change."""

import json
import logging
import secrets
import sys
from contextvars import ContextVar
from datetime import UTC, datetime

_RUN: ContextVar[str] = ContextVar("run", default="")
log = logging.getLogger("tracker")


def new_run() -> str:
    """A new id, which every line from here on carries."""
    run = secrets.token_hex(4)
    _RUN.set(run)
    return run


def set_up(form: str, level: int) -> None:
    """Log to stderr. form: "text" for people and cron, "json" for one object a line."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if form == "json" else _Text())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    log.setLevel(level)


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        where = "tracker" if record.name.partition(".")[0] == "tracker" else f"tracker: {record.name}"
        return f"{where}: {_message(self, record)}"


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname.lower(), "run": _RUN.get() or None, "message": record.getMessage()}
        for name in ("outcome", "sources"):
            if hasattr(record, name):
                line[name] = getattr(record, name)
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def _message(formatter: logging.Formatter, record: logging.LogRecord) -> str:
    message = " ".join(record.getMessage().split())
    return f"{message}\n{formatter.formatException(record.exc_info)}" if record.exc_info else message


class Troubles:
    """Tells of each trouble once as it begins, once as its kind changes, and once as it ends."""

    def __init__(self) -> None:
        self._now: dict[str, str] = {}
        self._kinds: dict[str, str] = {}

    def begin(self, what: str, line: str, kind: str | None = None) -> None:
        """what: the part that is in trouble ("work"); the same trouble again is not told again.

        kind: what makes it the same (a server that goes down has a word for each step); None: the line
        """
        if what not in self._now or self._kinds[what] != (kind or line):
            log.error("%s", line)
        self._now[what], self._kinds[what] = line, kind or line

    def end(self, what: str, line: str) -> None:
        """The part is well again; says so only if it was not."""
        if self._now.pop(what, None) is not None:
            log.warning("%s", line)

    @property
    def present(self) -> str:
        """All of them, in one line."""
        return "; ".join(self._now.values())
