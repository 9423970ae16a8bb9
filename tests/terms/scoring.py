"""How near the terms read out of texts come to those that a person read: right, missed and invented, by key.

python -m tests.terms.scoring [--held-back]
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tracker.terms.read import NOTHING, terms_of

HERE = Path(__file__).parent


def readings(folder: str) -> Iterator[tuple[str, str, Any, Any]]:
    """Text, key, what is wanted, what was read; lists are compared as sets, of what is nearest only the name."""
    expected = yaml.safe_load((HERE / folder / "expected.yaml").read_text("utf-8"))
    for name, wanted in expected.items():
        read = terms_of((HERE / folder / name).read_text("utf-8")).values
        for key, nothing in NOTHING.items():
            value = read[key]["name"] if key == "nearest" and read[key] else read[key]
            want = wanted.get(key, nothing)
            if isinstance(want, list):
                want, value = sorted(want), sorted(value)
            yield name, key, want, value


def tally(folder: str) -> tuple[int, int, int, list[str]]:
    """Terms that are wanted, of these right, values that nobody wanted; and what went wrong."""
    wanted = right = invented = 0
    wrong: list[str] = []
    for name, key, want, value in readings(folder):
        nothing = NOTHING[key]
        wanted += want != nothing
        right += want != nothing and want == value
        more = set(value) - set(want) if isinstance(value, list) else value != nothing and value != want
        invented += bool(more)
        if want != value:
            wrong.append(f"{name} {key}: {want!r} read as {value!r}")
    return wanted, right, invented, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-back", action="store_true", help="Measure only: no list of what went wrong.")
    held_back = parser.parse_args().held_back
    wanted, right, invented, wrong = tally("held_back" if held_back else "texts")
    print(f"{right} of {wanted} terms right, {invented} invented or wrong")  # noqa: T201 the program's output
    if not held_back:
        print("\n".join(wrong))  # noqa: T201 the program's output


if __name__ == "__main__":
    main()
