"""What known entries cost: cycles in which nothing is new, with 100,000 entries known and with none.

    python -m bench.known [--feeds 500] [--entries 200] [--cycles 5]

All feeds come with another date in their head and the same entries, then all answer 304: by turns with all entries
known and, their rows put aside, with none. Memory is that of this process; what is read apart is read in another,
whose processor time counts too.
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
        _say(f"first cycle, {given.feeds * given.entries} entries", *poll())
        poll.change("UPDATE page SET state = 'read'")
        for _ in range(given.cycles):
            stand.publish(0)
            _say("dates changed, nothing new", *poll())
        poll.change("CREATE TABLE held AS SELECT * FROM page")
        known, bare = [], []
        for _ in range(given.cycles):
            known.append(poll())
            _say("nothing changed", *known[-1])
            poll.change("DELETE FROM page")
            bare.append(poll())
            _say("nothing changed, none known", *bare[-1])
            poll.change("INSERT INTO page SELECT * FROM held")
    for what, place in (("time", 0), ("processor time", 1)):
        ratio = median(one[place] for one in known) / median(one[place] for one in bare)
        sys.stdout.write(f"known beside none known, {what}: {ratio:.2f}\n")


def _say(what: str, seconds: float, computed: float) -> None:
    sys.stdout.write(f"{what:<40}{seconds:8.2f} s, computing {computed:6.2f} s {_memory_mb():8.0f} MB\n")
    sys.stdout.flush()


def _memory_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4_096 / 1e6


if __name__ == "__main__":
    main()
