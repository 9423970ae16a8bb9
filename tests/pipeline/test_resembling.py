"""A new text is held against all that were captured at other addresses: whose licence somebody took over."""

from pathlib import Path

import pytest

from tests.pipeline.test_licences import BEFORE, World, finch, world  # noqa: F401 fixtures
from tracker.cli.licences import as_text, history_of
from tracker.db.session import reading

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
MIT = (Path(__file__).parent.parent / "terms" / "texts" / "mit.txt").read_text("utf-8")
MORE = "You must not use the Model to run lotteries or other games of chance for money."


def told(world: World, model: str) -> str:  # noqa: F811 the fixture's name
    with reading(world.engine) as connection:
        return as_text(history_of(connection, model))


def test_a_licence_taken_over_with_one_sentence_more_names_its_model_and_quotes_the_sentence(finch: World) -> None:  # noqa: F811
    finch.forge.follow("/heron/LICENSE", ["Heron"])
    finch.forge.commit(
        "/heron/LICENSE", BEFORE.replace("\n\n3. Warranty", f" {MORE}\n\n3. Warranty"), "First", "2026-05-05"
    )

    finch.poll()

    (first, _), (_, said) = finch.events("licence_text_captured")
    assert said["nearest_text"] == first.id
    assert 800 < said["nearest_text_permille"] < 1_000
    assert f"% of its words are those of Finch (Finch Model License, e{first.position})" in told(finch, "Heron")


def test_the_same_words_at_another_address_are_told_as_such(finch: World) -> None:  # noqa: F811
    finch.forge.follow("/heron/LICENSE", ["Heron"])
    finch.forge.commit("/heron/LICENSE", BEFORE.replace("\n", "\r\n"), "First", "2026-05-05")

    finch.poll()

    assert "its words are those of Finch" in told(finch, "Heron")
    assert "its words are" not in told(finch, "Finch")


def test_a_standard_licence_is_held_against_no_other(world: World) -> None:  # noqa: F811
    for model in ("Heron", "Finch"):
        world.forge.follow(f"/{model}/LICENSE", [model])
        world.forge.commit(f"/{model}/LICENSE", MIT, "First", "2026-05-05")

    world.poll()

    assert [said.get("nearest_text") for _, said in world.events("licence_text_captured")] == [None, None]


def test_a_licence_taken_over_under_other_names_and_numbers_is_told_as_such(finch: World) -> None:  # noqa: F811
    finch.forge.follow("/heron/LICENSE", ["Heron"])
    finch.forge.commit("/heron/LICENSE", BEFORE.replace("Finch", "Heron Grey"), "First", "2026-05-05")

    finch.poll()

    (first, _), (_, said) = finch.events("licence_text_captured")
    assert said["nearest_text"] == first.id
    assert "its words are those of Finch" in told(finch, "Heron")
    assert "names and numbers aside" in told(finch, "Heron")
