"""How far each reader has read: a file for each in the data directory, readers/NAME.json.

Not in the database: analysts share one that they can only read, and what one person has seen is nobody else's state.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from tracker.errors import LogError, UsageError
from tracker.events import store
from tracker.report.files import whole

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of one reader; file holds it."""

    file: Path

    def read(self, connection: Connection) -> int:
        """The position that this reader has seen; 0 for one who never read.

        Raises UsageError if the file is none of ours, or of another log than this one.
        """
        try:
            held = json.loads(self.file.read_text("utf-8"))
            position, link = int(held["position"]), str(held["link"])
        except FileNotFoundError:
            return 0
        except (OSError, ValueError, KeyError, TypeError) as broken:
            raise UsageError(f"{self.file}: cannot be read as a reader's mark: remove it to begin anew") from broken
        try:
            same = store.head_at(connection, position).link.hex() == link
        except LogError:
            same = False
        if not same:
            raise UsageError(f"{self.file}: is the mark of another log (position {position}): remove it to begin anew")
        return position

    def move(self, connection: Connection, position: int) -> None:
        """This reader has seen the log up to `position`."""
        held = {"position": position, "link": store.head_at(connection, position).link.hex()}
        with whole(self.file) as draft:
            draft.write_text(json.dumps(held) + "\n", "utf-8")


def mark_of(data_dir: Path, reader: str) -> Mark:
    """The mark of a reader. Raises UsageError for a name that could not be a file's."""
    if not _NAME.fullmatch(reader):
        raise UsageError(f"--reader {reader[:80]!r}: use up to 64 letters, digits and . _ @ -")
    return Mark(data_dir / "readers" / f"{reader}.json")
