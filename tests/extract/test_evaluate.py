"""Measuring against labels: what meets what, and that no pinned figure drops."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tracker.cli import tracker
from tracker.extract.corpus import Labelled, digest, labelled_in
from tracker.extract.evaluate import drops, false_alarms, judged, relevance, reliability, table, tallied
from tracker.records import Article, Claim

CORPUS = Path(__file__).parent.parent / "corpus"
RELEASE = {"kind": "release", "subject": "Llama 3.1", "status": "released", "happened_on": "2024-07-23", "main": True}


def labelled(*required: dict[str, Any], optional: tuple[dict[str, Any], ...] = ()) -> Labelled:
    return Labelled("en-03-x", 3, Article("Title", "Text", language="en"), required, optional)


def claim(subject: str = "Llama 3.1", **facts: Any) -> Claim:
    told = {"kind": "release", "status": "released", "happened_on": "2024-07-23", "confidence": 0.9} | facts
    return Claim(subject=subject, quote="Title", start=0, end=5, **told)


def test_a_claim_meets_a_label_of_its_kind_and_subject_and_details_are_counted_apart() -> None:
    outcome = judged(labelled(RELEASE), lambda _: [claim("llama-3.1", status="planned", happened_on=None)])

    tally = tallied([outcome])

    assert (tally.right, tally.surplus, tally.missed) == (1, 0, 0)
    assert (tally.detail("status"), tally.detail("date"), tally.detail("main")) == (0.0, 0.0, 1.0)


def test_a_label_may_spell_a_model_in_any_way_that_the_vocabulary_has() -> None:
    outcome = judged(labelled(RELEASE | {"subject": "OPT"}), lambda _: [claim("OPT-175B")])
    other = judged(labelled(RELEASE | {"subject": "Llama 3"}), lambda _: [claim("Llama 3.1")])

    assert tallied([outcome]).f1 == 1.0
    assert tallied([other]).f1 == 0.0


def test_of_two_labels_of_one_subject_each_claim_meets_the_one_it_agrees_with() -> None:
    gone = RELEASE | {"status": "withdrawn", "happened_on": None}

    outcome = judged(labelled(RELEASE, gone), lambda _: [claim(status="withdrawn", happened_on=None), claim()])

    assert {facts["status"] for _, facts in outcome.matched} == {"released", "withdrawn"}
    assert tallied([outcome]).detail("status") == 1.0
    assert tallied([outcome]).detail("date") == 1.0


def test_optional_labels_are_neither_loss_nor_gain() -> None:
    found = judged(labelled(optional=(RELEASE,)), lambda _: [claim()])
    silent = judged(labelled(optional=(RELEASE,)), lambda _: [])

    for outcome in (found, silent):
        assert tallied([outcome]).f1 is None
        assert false_alarms([outcome]) == []
        assert relevance([outcome]).f1 is None


def test_a_claim_where_nothing_is_told_is_a_false_alarm() -> None:
    outcome = judged(labelled(), lambda _: [claim()])

    assert false_alarms([outcome]) == [outcome]
    assert tallied([outcome]).precision == 0.0


def test_misses_of_the_held_back_part_are_not_shown() -> None:
    file = str(CORPUS.parent / "golden" / "en.yaml")

    refused = CliRunner().invoke(tracker, ["evaluate", file, "--part", "held-back", "--misses"])

    assert refused.exit_code == 2
    assert "development" in refused.output


def test_lowering_a_pin_takes_a_flag(tmp_path: Path) -> None:
    file = tmp_path / "en.yaml"
    file.write_text("- {id: en-03-x, title: T, text: Meta., published: null, claims: [{kind: release, subject: X}]}\n")
    (tmp_path / "pins.json").write_text(json.dumps({"held_back": {"en": {"release": {"recall": 1.0}}}}))

    refused = CliRunner().invoke(tracker, ["evaluate", str(file), "--pin"])
    taken = CliRunner().invoke(tracker, ["evaluate", str(file), "--pin", "--lower"])

    assert refused.exit_code == 1
    assert "en release recall: 1.0 -> 0.0" in refused.output
    assert taken.exit_code == 0
    assert json.loads((tmp_path / "pins.json").read_text())["held_back"]["en"]["release"]["recall"] == 0.0


def test_confidence_is_near_the_share_that_is_right() -> None:
    outcomes = [judged(one) for file in sorted(CORPUS.glob("*.yaml")) for one in labelled_in(file, "held-back")]
    bands = reliability(outcomes)

    claims = sum(count for _, count, _, _ in bands)
    gap = sum(count * abs(right / count - mean) for _, count, right, mean in bands) / claims

    assert claims > 200
    assert gap < 0.08


@pytest.mark.skipif(not (CORPUS / "pins.json").exists(), reason="nothing is pinned yet")
def test_no_figure_of_the_held_back_part_is_lower_than_pinned() -> None:
    pins = json.loads((CORPUS / "pins.json").read_text("utf-8"))
    files = [CORPUS / name for name in pins["files"]]

    now = table([judged(one) for file in files for one in labelled_in(file, "held-back")])

    assert digest(files) == pins["corpus_sha256"], "the corpus has changed: tracker evaluate tests/corpus/*.yaml --pin"
    assert drops(pins["held_back"], now) == []
