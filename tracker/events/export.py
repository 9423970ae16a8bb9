"""An entry of the log <-> one line of JSON: what `tracker log tail` shows."""

import json

from tracker.events.chain import Entry


def to_line(entry: Entry) -> str:
    """One JSON object: the envelope, the payload as an object, the link in hex."""
    fields = entry._asdict() | {"payload": json.loads(entry.payload), "link": entry.link.hex()}
    return json.dumps(fields, ensure_ascii=False)
