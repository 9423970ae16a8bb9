"""Text from outside, written so that no program that opens it does more than show it."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec

from tracker.report.wording import plain

# A spreadsheet runs a cell that begins so (OWASP, CSV injection); in East Asian locales also the wide forms.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001 (the wide forms are meant)
# What JSON may hold as it stands, and a terminal or an editor would obey: controls, line separators, directions.
_OBEYED = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def json_text(value: Any, indent: int | None = None) -> str:
    """`value` as JSON without loss: characters that a terminal would obey are written as \\uXXXX."""
    encoded = msgspec.json.encode(value)
    text = (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode()
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def csv_text(columns: Sequence[str] | None, rows: Iterable[Sequence[Any]]) -> str:
    """A table as CSV (RFC 4180, but lines end with LF), with a line of heads unless `columns` is None. Text is quoted,
    whatever separator a spreadsheet looks for, and on one line; what is unknown is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    if columns is not None:
        writer.writerow(columns)
    writer.writerows([csv_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def web_address(text: str | None) -> str | None:
    """`text` as an address of the web that can be linked to, in ASCII; None for every other scheme (javascript:,
    data:) and for what is no address."""
    if not text or not text.lower().startswith(("https://", "http://")) or len(text) > _LONGEST_ADDRESS:
        return None
    try:
        written = quote(text, safe="%/:=&?~#+!$,;'@()*[]")
        return written if urlsplit(written).hostname else None
    except ValueError:  # a lone surrogate, a port that is none, a bracket too many
        return None


_LONGEST_ADDRESS = 2_000


def csv_cell(cell: Any) -> Any:
    """A cell; one that a spreadsheet would take for a formula begins with an apostrophe."""
    if not isinstance(cell, str):
        return cell
    line = plain(cell, most=None)
    return f"'{line}" if line.startswith(_FORMULA) else line
