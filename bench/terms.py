"""What reading and comparing licence texts costs, beside difflib on the whole texts; and hostile input.

    python -m bench.terms [--json]

Two texts of twenty pages (10,000 words): the given licences and policies one behind another, the second with other
numbers, some clauses moved, some reworded, some new. A thousand texts are compared with their predecessors. Each figure
is the least of several runs, in a process that has read neither text before.
"""

import argparse
import difflib
import json
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import tracker.terms
from tracker.terms import compare, read

ROOT = Path(__file__).parent.parent
WORDS = 10_000
RUNS = 5
ROOMS = [import_module(f"tracker.terms.{room.name}") for room in iter_modules(tracker.terms.__path__)]
REMEMBERED = [
    one
    for room in ROOMS
    for name, one in vars(room).items()
    if hasattr(one, "cache_clear") and name not in ("_compiled", "_quick")  # patterns
]
MEGABYTE = 1_000_000
HOSTILE = {
    "one character": "a",
    "no full stop": "you may not use the outputs of this license to train any other model or distribute ",
    "sentences": "You may not use the licensed outputs to improve other models. ",
    "numbers": "1. a. i. ",
    "digits": "1",
    "brackets": "([",
    "quotation marks": '"license" means "',
    "line ends": "\n",
    "not": "not licence may not ",
    "users": "100 million monthly active users license you may ",
    "places": "European Union not licensed located in ",
    "tags": "<div><p>license you may",
    "stars": "* license you may not use:\n",
    "laws": "governed by the laws of License you may ",
    "companies": "Licensor Aa Bb Cc Dd, Inc ",
}

DIFFERING = "You may use part {0} of the model, which was built in room {0}."


def pair() -> tuple[str, str]:
    """Two versions of a text of twenty pages."""
    folders = (ROOT / "tests" / "terms" / name for name in ("given", "held_back", "texts"))
    files = [file for folder in folders for file in sorted(folder.glob("*.txt"))]
    paragraphs = [one for file in files for one in file.read_text("utf-8").split("\n\n") if one.strip()]
    old: list[str] = []
    count = 0
    for at in range(10_000):
        one = paragraphs[at % len(paragraphs)]
        old.append(one if at < len(paragraphs) else f"{one} ({at})")
        count += len(one.split())
        if count >= WORDS:
            break
    new = [one.replace("must", "shall") if at % 7 == 0 else one for at, one in enumerate(old)]
    new = [one.replace("100 million", "50 million") for at, one in enumerate(new) if at % 31]
    new.insert(len(new) // 2, "You shall display the words of this paragraph on every page of your documentation.")
    new[3], new[-3] = new[-3], new[3]
    return "\n\n".join(old), "\n\n".join(new)


def least(work: Callable[[], object], runs: int = RUNS) -> float:
    """Milliseconds of the processor in the quickest run; nothing is remembered of texts between runs."""
    times = []
    for _ in range(runs):
        for remembered in REMEMBERED:
            remembered.cache_clear()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return round(1_000 * min(times), 1)


def difflib_of(old: str, new: str) -> object:
    return difflib.SequenceMatcher(None, old.split(), new.split(), autojunk=False).get_opcodes()


def figures() -> dict[str, Any]:
    old, new = pair()
    short = (ROOT / "tests/terms/given/llama3_1.LICENSE.txt").read_text("utf-8")
    shown: dict[str, Any] = {
        "words": len(old.split()),
        "terms_ms": least(lambda: read.terms_of(old)),
        "compare_ms": least(lambda: compare.compare(old, new)),
        "difflib_words_ms": least(lambda: difflib_of(old, new), 2),
        "difflib_lines_ms": least(lambda: list(difflib.unified_diff(old.splitlines(), new.splitlines()))),
        "compare_licence_ms": least(lambda: compare.compare(short, short.replace("700 million", "500 million"))),
    }
    start = time.process_time()
    before = short
    for at in range(1_000):
        after = short.replace("July 23", f"July {at % 28 + 1}").replace("700 million", f"{at + 1} million")
        compare.compare(before, after)
        before = after
    shown["thousand_pairs_s"] = round(time.process_time() - start, 1)
    for name, piece in HOSTILE.items():
        text = (piece * (MEGABYTE // len(piece) + 1))[:MEGABYTE]
        shown[f"hostile {name} ms"] = least(lambda text=text: read.terms_of(text), 1)  # type: ignore[misc]
    for many in (1_000, 4_000):
        text = f"This licence is an agreement. {' '.join(DIFFERING.format(at) for at in range(many))}"
        shown[f"{many} sentences of a clause ms"] = least(lambda text=text: read.terms_of(text), 1)  # type: ignore[misc]
    return shown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    as_json = parser.parse_args().json
    shown = figures()
    if as_json:
        print(json.dumps(shown, indent=2))  # noqa: T201 the program's output
        return
    for name, value in shown.items():
        print(f"{name:<28} {value}")  # noqa: T201 the program's output


if __name__ == "__main__":
    main()
