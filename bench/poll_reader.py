"""The `reader` library for bench.poll, run by the Python of an environment that has it: DATABASE, [URL, ...], OTHER.

A line on stdin is one update of all feeds; its seconds, by the clock and of processor time, are the answer. The feed OTHER is read before, into memory.
"""

import json
import sys
import time

from reader import make_reader  # type: ignore[import-not-found]


def main() -> None:
    """Serve until stdin ends."""
    with make_reader(":memory:") as other:
        other.add_feed(sys.argv[3])
        other.update_feeds()
    held = make_reader(sys.argv[1])
    for url in json.loads(sys.argv[2]):
        held.add_feed(url)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for _ in sys.stdin:
        clock, processor = time.perf_counter(), time.process_time()
        held.update_feeds(scheduled=False, workers=1)
        sys.stdout.write(f"{time.perf_counter() - clock} {time.process_time() - processor}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
