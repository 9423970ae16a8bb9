"""The verified history fits the shapes of the events, and spells every name in one way."""

import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from tracker.events.types import payload_of
from tracker.records import Kind

HISTORY: list[dict[str, Any]] = yaml.safe_load(Path("seeds/history.yaml").read_text("utf-8"))
LOADED = {"provenance": "curated", "reader": "history 1"}
TEXT, FLAG, LIST = str, bool, list
TERMS = {
    "commercial_use": {"allowed", "conditional", "forbidden"},
    "mau_threshold": int,
    "mau_reference_date": TEXT,
    "display_notice": TEXT,
    "name_prefix": TEXT,
    "attribution_notice": FLAG,
    "outputs_to_improve_other_models": {"forbidden", "allowed", "allowed_with_naming", "not_mentioned"},
    "acceptable_use_policy": TEXT,
    "excluded_territories": LIST,
    "excluded_uses": LIST,
    "litigation_termination": FLAG,
    "governing_law": TEXT,
    "redistribution": {"allowed", "forbidden", "with_copy"},
    "osi_approved": FLAG,
    "scope": TEXT,
    "exceptions": LIST,
}
NAMES = {
    "models": ["subject"],
    "variants": ["variant"],
    "licences": ["licence", "licence_before"],
    "speakers": ["speaker", "organisation"],
    "venues": ["venue"],
}
DISTINCT = {frozenset({"LLaMA", "Llama"})}  # the first model, and all versions together
LLAMA_LICENCES = {
    "Llama 2": ("Llama 2 Community License", "forbidden", None),
    "Llama 3": ("Meta Llama 3 Community License", "forbidden", None),
    "Llama 3.1": ("Llama 3.1 Community License", "allowed_with_naming", None),
    "Llama 3.2": ("Llama 3.2 Community License", "allowed_with_naming", ["EU"]),
    "Llama 3.3": ("Llama 3.3 Community License", "allowed_with_naming", ["EU"]),
    "Llama 4": ("Llama 4 Community License", "allowed_with_naming", ["EU"]),
}


def fields_of(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in {"id", "type"}}


def folded(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if c.isalnum())


def fits(value: object, wanted: Any) -> bool:
    return value in wanted if isinstance(wanted, set) else type(value) is wanted


@pytest.mark.parametrize("entry", HISTORY, ids=lambda entry: entry["id"])
def test_every_entry_is_an_event_with_a_day_words_and_pages(entry):
    assert entry["type"] in get_args(Kind)
    assert not {"provenance", "reader", "confidence", "confidence_permille"} & entry.keys()

    payload = payload_of(entry["type"], {**fields_of(entry), **LOADED})

    assert payload.happened_on
    assert payload.summary
    assert payload.pages
    assert all(page.startswith("https://") for page in payload.pages)


def test_ids_are_unique():
    ids = [entry["id"] for entry in HISTORY]

    assert len(ids) == len(set(ids))


def test_entries_stand_in_the_order_of_their_days():
    days = [entry["happened_on"] for entry in HISTORY]

    assert days == sorted(days)


@pytest.mark.parametrize("entry", HISTORY, ids=lambda entry: entry["id"])
def test_terms_are_of_the_closed_list(entry):
    for terms in (entry.get("terms", {}), entry.get("terms_before", {})):
        assert terms.keys() <= TERMS.keys()
        assert all(fits(value, TERMS[name]) for name, value in terms.items()), terms


def test_statements_name_speaker_organisation_venue_and_topic():
    for entry in HISTORY:
        if entry["type"] == "policy_statement":
            assert all(entry.get(name) for name in ("speaker", "organisation", "venue", "topic")), entry["id"]


def test_only_what_meta_says_has_a_stance_or_a_commitment():
    strangers = [entry for entry in HISTORY if entry.get("organisation", "Meta") != "Meta"]

    assert strangers
    assert not [entry["id"] for entry in strangers if {"stance", "commitment"} & entry.keys()]


@pytest.mark.parametrize("kind", NAMES)
def test_a_name_is_spelt_in_one_way(kind):
    spellings = defaultdict(set)
    for entry in HISTORY:
        for field in NAMES[kind]:
            if field in entry:
                spellings[folded(entry[field])].add(entry[field])

    assert spellings
    assert not [names for names in spellings.values() if len(names) > 1 and frozenset(names) not in DISTINCT]


@pytest.mark.parametrize("model", LLAMA_LICENCES)
@pytest.mark.parametrize("event_type", ["release", "licence_change"])
def test_the_terms_of_each_llama_can_be_read_from_one_event_alone(model, event_type):
    licence, outputs, excluded = LLAMA_LICENCES[model]
    telling = [
        entry
        for entry in HISTORY
        if entry["type"] == event_type and entry.get("subject") == model and "licence" in entry
    ]

    assert telling
    for entry in telling:
        terms = entry["terms"]
        assert entry["licence"] == licence
        assert (terms["commercial_use"], terms["mau_threshold"]) == ("conditional", 700_000_000)
        assert (terms["outputs_to_improve_other_models"], terms.get("excluded_territories")) == (outputs, excluded)


def test_a_leak_a_preview_and_a_withdrawn_demo_are_no_releases():
    status = {entry["id"]: entry["status"] for entry in HISTORY if entry["type"] == "release"}

    assert status["llama-1-leak"] == "leaked"
    assert status["galactica-demo-withdrawn"] == "withdrawn"
    assert status["llama-4-behemoth-preview"] == "planned"
    assert status["voicebox-not-released/voicebox"] == "announced"
