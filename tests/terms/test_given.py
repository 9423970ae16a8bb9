"""The given licences and use policies read as a person read them, and what a lawyer would list between them."""

from pathlib import Path
from typing import Any

import pytest

from tracker.terms.compare import compare
from tracker.terms.read import terms_of

GIVEN = Path(__file__).parent / "given"
META = "Meta Platforms Ireland Limited for EEA and Switzerland, Meta Platforms, Inc. elsewhere"
ALL = {
    "licensor": META,
    "commercial_use": "conditional",
    "mau_threshold": 700_000_000,
    "attribution_notice": True,
    "litigation_termination": True,
    "governing_law": "California",
    "redistribution": "with_copy",
    "excluded_territories": [],
    "osi_approved": False,
}
LICENCES: dict[str, dict[str, Any]] = {
    "llama2": {
        "name": "Llama 2 Community License",
        "version_date": "2023-07-18",
        "mau_reference_date": "2023-07-18",
        "display_notice": None,
        "name_prefix": None,
        "outputs_to_improve_other_models": "forbidden",
        "acceptable_use_policy": "https://ai.meta.com/llama/use-policy",
    },
    "llama3": {
        "name": "Meta Llama 3 Community License",
        "version_date": "2024-04-18",
        "mau_reference_date": "2024-04-18",
        "display_notice": "Built with Meta Llama 3",
        "name_prefix": "Llama 3",
        "outputs_to_improve_other_models": "forbidden",
        "acceptable_use_policy": "https://llama.meta.com/llama3/use-policy",
    },
    "llama3_1": {
        "name": "Llama 3.1 Community License",
        "version_date": "2024-07-23",
        "mau_reference_date": "2024-07-23",
        "display_notice": "Built with Llama",
        "name_prefix": "Llama",
        "outputs_to_improve_other_models": "allowed_with_naming",
        "acceptable_use_policy": "https://llama.meta.com/llama3_1/use-policy",
    },
}
USES = [
    "unlawful activity",
    "violating the rights of others",
    "military and warfare",
    "nuclear industries",
    "espionage",
    "weapons",
    "illegal drugs",
    "critical infrastructure and heavy machinery",
    "self-harm and violence",
    "deception and disinformation",
    "hiding known dangers from end users",
]


def given(name: str) -> str:
    return (GIVEN / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", LICENCES)
def test_a_given_licence_reads_as_a_person_read_it(name: str) -> None:
    wanted = ALL | LICENCES[name] | {"excluded_uses": USES if name == "llama3" else []}

    read = terms_of(given(f"{name}.LICENSE")).values

    assert {key: read[key] for key in wanted} == wanted


@pytest.mark.parametrize("name", LICENCES)
def test_a_given_use_policy_rules_out_what_it_names_and_says_nothing_else(name: str) -> None:
    read = terms_of(given(f"{name}.USE_POLICY.md")).values

    assert read["excluded_uses"] == USES
    silent = ("commercial_use", "mau_threshold", "redistribution", "governing_law", "display_notice", "licensor")
    assert all(read[key] is None for key in silent)


def verdicts(old: str, new: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in compare(given(f"{old}.LICENSE"), given(f"{new}.LICENSE")).differences:
        for clause in one.new or one.old:
            if clause.label:
                found.setdefault(one.verdict, set()).add(clause.label)
    return found


def test_from_llama_2_to_3_the_naming_duty_came() -> None:
    found = verdicts("llama2", "llama3")

    assert found["changed"] == {"1.b.i", "1.b.iv", "5.a"}
    assert {"1.b.iii", "2", "3"} <= found["reworded"]
    assert "removed" not in found


def test_from_llama_3_to_3_1_the_outputs_rule_went_and_the_naming_duty_grew() -> None:
    changes = compare(given("llama3.LICENSE"), given("llama3_1.LICENSE"))
    found = verdicts("llama3", "llama3_1")

    assert found["changed"] == {"1.b.i", "1.b.iv"}
    assert "1.b.v" in found["removed"]
    assert changes.terms["outputs_to_improve_other_models"] == ("forbidden", "allowed_with_naming")


def test_reflow_and_typography_change_nothing() -> None:
    text = given("llama3_1.LICENSE")
    flowed = text.replace("“", '"').replace("”", '"').replace("’", "'").replace(". ", ".\n", 40).replace("    ", "  ")

    assert {one.verdict for one in compare(text, flowed).differences} == {"same"}
