"""How near the terms read out of texts come to those that a person read: right, missed and invented, by key; and which
clauses that changed between two texts are found.

python -m tests.terms.scoring [--held-back]
"""

import argparse
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import yaml

from tracker.terms.compare import compare
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


def tally(folder: str, names: Collection[str] | None = None) -> tuple[int, int, int, list[str]]:
    """Terms that are wanted (of all texts, or of those with these names), of these right, values that nobody wanted; and
    what went wrong."""
    wanted = right = invented = 0
    wrong: list[str] = []
    for name, key, want, value in readings(folder):
        if names is not None and name not in names:
            continue
        nothing = NOTHING[key]
        wanted += want != nothing
        right += want != nothing and want == value
        more = set(value) - set(want) if isinstance(value, list) else value != nothing and value != want
        invented += bool(more)
        if want != value:
            wrong.append(f"{name} {key}: {want!r} read as {value!r}")
    return wanted, right, invented, wrong


def tells(pair: dict[str, Any], folder: Path) -> tuple[set[tuple[str, str]], set[tuple[str, str]], list[str]]:
    """What a lawyer lists of a pair as (verdict, words), of it what was found, and what was listed besides."""
    old, new = ((folder / name).read_text("utf-8") for name in pair["files"])
    wanted = {(verdict, said) for verdict in ("changed", "added", "removed") for said in pair[verdict]}
    found, false = set(), []
    for one in compare(old, new).differences:
        if one.verdict not in ("same", "reworded"):
            text = " ".join(word for clause in one.new or one.old for word in clause.text.split())
            hits = {want for want in wanted if want[0] == one.verdict and want[1] in text}
            found |= hits
            false += [] if hits else [f"{one.verdict}: {text}"]
    return wanted, found, false


def pairs_tally(folder: Path) -> tuple[int, int, int]:
    """Clauses that a lawyer lists, of these found, and listed besides."""
    told = [tells(pair, folder) for pair in yaml.safe_load((folder / "expected.yaml").read_text("utf-8")).values()]
    return sum(len(one[0]) for one in told), sum(len(one[1]) for one in told), sum(len(one[2]) for one in told)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-back", action="store_true", help="Measure only: no list of what went wrong.")
    held_back = parser.parse_args().held_back
    wanted, right, invented, wrong = tally("held_back" if held_back else "texts")
    print(f"{right} of {wanted} terms right, {invented} invented or wrong")  # noqa: T201 the program's output
    listed, found, false = pairs_tally(HERE / ("held_back/pairs" if held_back else "pairs"))
    print(f"{found} of {listed} clauses that changed found, {false} listed besides")  # noqa: T201 the program's output
    if not held_back:
        print("\n".join(wrong))  # noqa: T201 the program's output


if __name__ == "__main__":
    main()
