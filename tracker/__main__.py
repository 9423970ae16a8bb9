"""python -m tracker, and the command `tracker`: runs cli.py and turns what goes wrong into one line and an exit code."""

import errno
import os
import sys

import click

from tracker.cli import tracker
from tracker.errors import LockHeld, LogConflict, LogError, TrackerError, UsageError

FAILED, WRONG_USE, IN_DOUBT, HELD = 1, 2, 4, 75


def main() -> None:
    """Exit codes: 0 done, 1 failed, 2 wrong use or configuration, 3 partly, 4 the log is in doubt, 75 another run
    holds the lock, 130 interrupted."""
    sys.exit(_code())


def _code() -> int:
    try:
        return int(tracker.main(prog_name="tracker", standalone_mode=False) or 0)
    except click.ClickException as wrong:
        return _told(_usage(wrong), wrong.exit_code)
    except click.Abort:
        return _told("interrupted", 130)
    except LockHeld as refused:
        return _told(str(refused), HELD)
    except LogConflict as late:
        return _told(str(late), FAILED)
    except LogError as doubt:
        return _told(f"the log is in doubt: {doubt}", IN_DOUBT)
    except UsageError as wrong:
        return _told(str(wrong), WRONG_USE)
    except TrackerError as failed:
        return _told(str(failed), FAILED)
    except BrokenPipeError:
        _drop_output()  # whoever read it has seen enough (`tracker report | head`)
        return 0
    except OSError as failed:
        if failed.errno not in _FULL:
            raise
        _drop_output()
        return _told(f"{failed.filename or 'the output'} cannot be written: {failed.strerror}", FAILED)


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def _drop_output() -> None:
    """What waits to be written to stdout goes nowhere: Python would complain of it once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _usage(wrong: click.ClickException) -> str:
    where = wrong.ctx.command_path if isinstance(wrong, click.UsageError) and wrong.ctx else "tracker"
    return f"{where.removeprefix('tracker').strip() or 'usage'}: {wrong.format_message()} (see {where} --help)"


def _told(line: str, code: int) -> int:
    click.echo(f"tracker: {' '.join(line.split())}", err=True)
    return code


if __name__ == "__main__":
    main()
