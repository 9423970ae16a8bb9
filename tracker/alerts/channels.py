"""The file of channels: where alerts go, and which happenings are worth one. Checked whole before anything is sent."""

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from tracker.errors import UsageError

_CHANNEL_KEYS = ("name", "url", "url_file", "digest", "max_age", "rule")
_RULE_KEYS = ("kinds", "subjects", "statuses", "territories", "terms", "min_confidence", "confirmed", "main")
_UNITS_S = {"m": 60, "h": 3_600, "d": 86_400}
_OLD = "30d"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a happening must be; an empty part asks for nothing.

    subjects: shell patterns ("Llama*"); terms: names of terms of which one must be told ("mau_threshold")
    min_confidence: 0..1; confirmed, main: it must be so
    """

    kinds: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    min_confidence: float = 0.0
    confirmed: bool = False
    main: bool = False

    def fits(self, happening: Mapping[str, Any]) -> bool:
        """Whether a row of `happening`, its terms decoded, is what the rule asks for."""
        return (
            _among(happening["kind"], self.kinds)
            and (not self.subjects or any(fnmatchcase(happening["subject"], pattern) for pattern in self.subjects))
            and _among(happening["status"], self.statuses)
            and _among(happening["territory"], self.territories)
            and (not self.terms or not set(self.terms).isdisjoint(happening["terms"] or {}))
            and happening["confidence_permille"] >= 1000 * self.min_confidence
            and (not self.confirmed or bool(happening["confirmed"]))
            and (not self.main or bool(happening["main"]))
        )


@dataclass(frozen=True, slots=True)
class Channel:
    """Where alerts go. url: an address of Apprise, a secret; digest_s: gathered for so long, 0: told at once;
    max_age_s: what happened longer ago is no news; rules: one must fit, or there are none."""

    name: str
    url: str
    digest_s: int
    max_age_s: int
    rules: tuple[Rule, ...]

    def wants(self, happening: Mapping[str, Any]) -> bool:
        """Whether a happening is worth an alert here."""
        return not self.rules or any(rule.fits(happening) for rule in self.rules)


def _among(value: object, wanted: Sequence[str]) -> bool:
    return not wanted or value in wanted


def load(path: Path) -> tuple[Channel, ...]:
    """The channels of a file. Raises UsageError naming what is wrong with it."""
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as broken:
        raise UsageError(f"{path}: {broken}") from broken
    _refuse_unknown(document, ("channel",), str(path))
    channels = tuple(_channel(table, path) for table in _tables(document, "channel", str(path)))
    names = [channel.name for channel in channels]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise UsageError(f"{path}: two channels are called {min(twice)!r}")
    return channels


def _channel(table: Mapping[str, Any], path: Path) -> Channel:
    name = table.get("name")
    if not isinstance(name, str) or not name.strip():
        raise UsageError(f"{path}: a channel has no name")
    where = f"{path}: channel {name!r}"
    _refuse_unknown(table, _CHANNEL_KEYS, where)
    return Channel(
        name=name,
        url=_address(table, where, path.parent),
        digest_s=_seconds(table.get("digest", "0m"), f"{where}: digest"),
        max_age_s=_seconds(table.get("max_age", _OLD), f"{where}: max_age"),
        rules=tuple(_rule(rule, where) for rule in _tables(table, "rule", where)),
    )


def _address(table: Mapping[str, Any], where: str, folder: Path) -> str:
    url, file = table.get("url"), table.get("url_file")
    if (url is None) == (file is None):
        raise UsageError(f"{where}: give either url or url_file, a file that holds it")
    if file is not None:
        try:
            url = (folder / str(file)).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as unreadable:
            raise UsageError(f"{where}: url_file: {unreadable}") from unreadable
    if not isinstance(url, str) or "://" not in url:
        raise UsageError(f"{where}: url: expected an address such as mailtos://… or jsons://… (docs/alerts.md)")
    return url


def _rule(table: Mapping[str, Any], where: str) -> Rule:
    _refuse_unknown(table, _RULE_KEYS, f"{where}: a rule")
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key in ("confirmed", "main"):
            fits = isinstance(value, bool)
        elif key == "min_confidence":
            fits = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
        else:
            fits = isinstance(value, list) and all(isinstance(one, str) for one in value)
            value = tuple(value) if fits else value
        if not fits:
            kind = "true or false" if key in ("confirmed", "main") else "a number from 0 to 1"
            wanted = kind if key in ("confirmed", "main", "min_confidence") else 'a list of texts, ["…"]'
            raise UsageError(f"{where}: {key} = {value!r}: expected {wanted}")
        values[key] = value
    return Rule(**values)


def _tables(document: Mapping[str, Any], key: str, where: str) -> list[dict[str, Any]]:
    tables = document.get(key, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise UsageError(f"{where}: {key} is written as a table in double brackets")
    return tables


def _refuse_unknown(table: Mapping[str, Any], known: Sequence[str], where: str) -> None:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            raise UsageError(f"{where}: no key is called {key!r}{f'; did you mean {near[0]!r}?' if near else ''}")


def _seconds(value: object, where: str) -> int:
    text = str(value)
    if len(text) < 2 or not text[:-1].isdecimal() or text[-1] not in _UNITS_S:
        raise UsageError(f'{where} = {value!r}: expected a number and a unit, such as "30m", "6h" or "1d"')
    return int(text[:-1]) * _UNITS_S[text[-1]]
