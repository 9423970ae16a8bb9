"""The chain: pure, so tested without a database."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.events.chain import (
    GENESIS,
    Entry,
    canonical,
    entry_bytes,
    event_id,
    first_misfit,
    hashes_of,
    key_hash,
    link,
    relink,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc_", min_size=1), inner, max_size=4),
    max_leaves=12,
)


def chain_of(payloads: list[str]) -> list[Entry]:
    entries: list[Entry] = []
    for number, payload in enumerate(payloads, 1):
        blank = Entry(
            number, f"id{number}", "release", 1, "2026-01-01T00:00:00.000000Z", None, f"k{number}", payload, b""
        )
        entries.append(blank._replace(link=relink(entries[-1].link if entries else GENESIS, blank)))
    return entries


def misfit_of(entries: list[Entry]) -> int | None:
    found = first_misfit([(*entry[:7], entry.payload.encode(), entry.link) for entry in entries])
    return found[0] if found else None


@given(st.lists(st.text(max_size=8), min_size=1, max_size=8), st.data())
def test_altering_any_field_of_any_entry_is_seen_at_that_entry(payloads: list[str], data: st.DataObject) -> None:
    entries = chain_of(payloads)
    at = data.draw(st.integers(0, len(entries) - 1))
    field = data.draw(st.sampled_from(["id", "type", "recorded_at", "key", "payload"]))

    entries[at] = entries[at]._replace(**{field: getattr(entries[at], field) + "!"})

    assert misfit_of(entries) == at + 1


@given(st.lists(st.text(max_size=8), min_size=2, max_size=8), st.data())
def test_a_missing_entry_is_seen_at_the_next_one(payloads: list[str], data: st.DataObject) -> None:
    entries = chain_of(payloads)
    at = data.draw(st.integers(0, len(entries) - 2))
    after = entries[at + 1]

    del entries[at]

    assert misfit_of(entries) == after.position


def test_an_untouched_chain_has_no_misfit() -> None:
    assert misfit_of(chain_of(["{}", '{"a":1}'])) is None


VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["position"]))
def test_the_published_vectors_hold(vector: dict[str, Any]) -> None:
    payload = canonical(vector["fields"])
    envelope = [vector[name] for name in ("position", "id", "type", "shape", "recorded_at", "subject", "key")]
    whole = entry_bytes(*envelope, payload)

    assert payload.decode() == vector["payload"]
    assert sha256(payload).hexdigest() == vector["digest"]
    assert whole.decode() == vector["bytes"]
    assert link(bytes.fromhex(vector["previous"]), whole).hex() == vector["link"]
    assert event_id(1_795_348_800_123, key_hash(vector["key"])) == vector["id"]


def test_the_documentation_shows_the_first_vector() -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "log.md").read_text("utf-8")

    for name in ("payload", "digest", "bytes", "link"):
        assert str(VECTORS[0][name]) in page


@given(JSON)
def test_canonical_json_is_sorted_compact_and_reads_back(value: object) -> None:
    written = canonical(value).decode()

    assert json.loads(written) == value
    assert written == json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace(
        "\x7f", "\x7f"
    )


def test_floats_are_refused_wherever_they_stand() -> None:
    with pytest.raises(TypeError, match=r"no floats"):
        canonical({"terms": [1, {"share": 0.5}]})


@given(st.integers(0, 2**48 - 1), st.text(st.characters(exclude_categories=["Cs"])))
def test_event_ids_are_version_7_sort_by_time_and_lead_back_to_the_hash(milliseconds: int, key: str) -> None:
    hashed = key_hash(key)

    made = UUID(event_id(milliseconds, hashed))

    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == milliseconds
    assert hashed in (hashes_of(str(made)) or [])
    assert hashes_of("no id") is None
