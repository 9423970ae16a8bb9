"""Who grants a licence, told in ways that no pattern was written for."""

from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from tracker.terms.clauses import sentences_of
from tracker.terms.grantors import grantor_in
from tracker.terms.licensors import licensor_in, named_in
from tracker.terms.markup import plain_text
from tracker.terms.read import terms_of

OPENINGS = [
    (one["text"], one["licensor"])
    for one in yaml.safe_load(Path(__file__).with_name("openings.yaml").read_text("utf-8"))
]
TEXTS = Path(__file__).with_name("texts")


@pytest.mark.parametrize(("text", "licensor"), OPENINGS, ids=[text.split("\n")[0][:40] for text, _ in OPENINGS])
def test_openings_name_who_grants(text: str, licensor: str) -> None:
    """As houses introduce themselves; and none where nobody grants, or another is named."""
    plain = plain_text(text)
    found = licensor_in(plain, sentences_of(plain)) or grantor_in(plain)
    assert (found[0] if found else "").removeprefix("The ") == licensor.removeprefix("The ")


class Weighed(NamedTuple):
    """How many names of those who grant are found by their surroundings alone, and how many others are taken for one."""

    right: int
    wrong: int
    wanted: int


def test_surroundings_alone_tell_most() -> None:
    """On texts that it was not written for, with the patterns left out."""
    expected = yaml.safe_load((TEXTS / "expected.yaml").read_text("utf-8"))
    wanted = {name: told.get("licensor") for name, told in expected.items()}
    found = {name: grantor_in(plain_text((TEXTS / name).read_text("utf-8"))) for name in expected}
    told = {name: one[0] for name, one in found.items() if one}
    right = sum(who in (wanted[name], *named_in(wanted[name] or "")) for name, who in told.items())
    sums = Weighed(right, len(told) - right, sum(map(bool, wanted.values())))
    assert sums.right >= 0.8 * sums.wanted
    assert sums.wrong <= 0.06 * sums.wanted


def test_words_that_name_it_stand_where_it_says() -> None:
    text = "# Sedge\n\nHello. You have found Sedge, which Tern Labs trained and now gives to everybody.\n\nYou may copy this model under the license."
    read = terms_of(text)
    words = read.words["licensor"]
    assert read.values["licensor"] == "Tern Labs"
    assert words.quote == "You have found Sedge, which Tern Labs trained and now gives to everybody."
    assert plain_text(text)[words.start : words.end] == words.quote


def test_long_lines_of_names_take_no_time() -> None:
    """Names are weighed in the head alone, and two hundred of them at most."""
    assert grantor_in("Acme Labs and " * 100_000) is None
    assert grantor_in("A. " * 300_000) is None
