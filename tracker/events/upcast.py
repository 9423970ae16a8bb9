"""Old shapes -> today's, in steps: payloads in the log are never rewritten, they are lifted when they are read.

The day the payload of a type changes, SHAPE grows by one and a step from the old shape to the new
one is added here. Steps see the plain fields and give plain fields; several are taken one after the other.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from tracker.errors import LogError
from tracker.events.chain import Entry
from tracker.events.types import SHAPE, TYPES, Payload

Fields = dict[str, Any]
Step = Callable[[Fields], Fields]


def _with_part(fields: Fields) -> Fields:
    """A captured text came to say which part of a model's terms it is."""
    return {**fields, "part": "policy" if "polic" in str(fields["surface"]).casefold() else "licence"}


STEPS: Mapping[tuple[str, int], Step] = {("licence_text_captured", 1): _with_part}
"""(type, shape it lifts from) -> step. Where fields were only added, there is none: they have defaults."""

_NULL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")  # not the text \\u0000, which stands for a backslash and letters
_READERS = {
    (name, shape): msgspec.json.Decoder(TYPES[name]).decode
    for shape in range(1, SHAPE + 1)
    for name in TYPES
    if not any((name, n) in STEPS for n in range(shape, SHAPE))
}
"""(type, shape) -> what reads its payloads, where nothing has to be lifted."""


def payload_in(entry: Entry) -> Payload:
    """The payload of an entry in today's shape. Raises LogError for a type or shape that this version cannot know.

    The null character becomes U+FFFD, of the same length: the log holds it escaped, PostgreSQL's text cannot at all.
    """
    payload = _NULL.sub(r"\1\\ufffd", entry.payload) if "\\u0000" in entry.payload else entry.payload
    read = _READERS.get((entry.type, entry.shape))
    if read is not None:
        return read(payload)
    if entry.type not in TYPES or entry.shape > SHAPE:
        raise LogError(
            f"event {entry.position} is a {entry.type} of shape {entry.shape}, which this version does not know:"
            " upgrade tracker"
        )
    return msgspec.convert(lifted(entry.type, entry.shape, msgspec.json.decode(payload), STEPS), TYPES[entry.type])


def lifted(
    event_type: str, shape: int, fields: Fields, steps: Mapping[tuple[str, int], Step], to: int = SHAPE
) -> Fields:
    """The fields, taken up by every step from `shape` to `to`; a type without a step did not change there."""
    for number in range(shape, to):
        step = steps.get((event_type, number))
        fields = step(fields) if step else fields
    return fields
