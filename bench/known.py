"""What known entries cost: cycles in which nothing is new, with 100,000 entries known and with none.

    python -m bench.known [--feeds 500] [--entries 200] [--cycles 5]

All feeds answer 304, then all come with another date in their head and the same entries. "none known" is the same
database without its pages. Memory is that of this process; what is read apart is read in another.
"""

import argparse
import logging
import sys
from pathlib import Path
from statistics import median

from bench.poll import newsstand, ours


def main() -> None:
    """Print seconds a cycle, their ratio, and memory as the cycles go by."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--entries", type=int, default=200)
    parser.add_argument("--cycles", type=int, default=5)
    given = parser.parse_args()
    logging.getLogger("scrapy").setLevel(logging.ERROR)
    with newsstand(given.feeds, given.entries, 0) as stand, ours(stand) as poll:
        _say(f"first cycle, {given.feeds * given.entries} entries", poll())
        poll.change("UPDATE page SET state = 'read'")
        unchanged = []
        for _ in range(given.cycles):
            unchanged.append(poll())
            _say("nothing changed", unchanged[-1])
        changed = []
        for _ in range(given.cycles):
            stand.publish(0)
            changed.append(poll())
            _say("dates changed, nothing new", changed[-1])
        poll.change("DELETE FROM page")
        bare = [poll() for _ in range(given.cycles)]
        _say("nothing changed, none known", median(bare))
        sys.stdout.write(f"known beside none known: {median(unchanged) / median(bare):.2f}\n")


def _say(what: str, seconds: float) -> None:
    sys.stdout.write(f"{what:<40}{seconds:8.2f} s {_memory_mb():8.0f} MB\n")
    sys.stdout.flush()


def _memory_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4_096 / 1e6


if __name__ == "__main__":
    main()
