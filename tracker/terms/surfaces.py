"""What a surface shows -> its text, its terms and the licence it names: files, pages, cards, records of hubs. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

import msgspec
import yaml

from tracker.errors import NoTerms
from tracker.terms.clauses import words_of
from tracker.terms.gathered import NOTHING, Words
from tracker.terms.known import known
from tracker.terms.markup import plain_text
from tracker.terms.read import is_challenge, is_terms, terms_of

READER = "terms 7"
Part = Literal["licence", "policy", "card"]
# What a policy adds to the terms of the model that names it; what it calls itself is no term of the model.
_OF_POLICY = frozenset({"excluded_uses", "excluded_territories", "version_date"})
_OF_ITSELF = frozenset({"name", "version_date", "licensor"})
_FRONT = re.compile(r"\A\ufeff?\s*---[ \t]*\n(?P<yaml>.{0,60000}?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_LICENCE_KEYS = ("license", "license_name", "license_link", "extra_gated_prompt", "extra_gated_heading")
_TABLE = re.compile(r"^[ \t]*\|(?P<cells>.+)\|[ \t]*$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\n]{0,500}\)")
_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Text:
    """What one surface says.

    plain:   the words, without markup; what quotes are slices of
    terms:   those that are said, as the log holds them: no nulls, nothing that is not mentioned
    licence: the licence that it is, or names, as it is spelt there; None if it names none
    """

    plain: str
    terms: dict[str, Any]
    quotes: dict[str, Words]
    licence: str | None

    @property
    def document(self) -> str:
        """SHA-256 (hex) of `plain` in UTF-8."""
        return sha256(self.plain.encode()).hexdigest()


def text_of_part(raw: str, part: Part, subject: str = "") -> Text:
    """A file or a page. Raises NoTerms for a challenge page, an error page, anything that is no text of this kind.

    subject: of a card that speaks of several models, in a table, the one that is asked for
    """
    if part == "card":
        return _card(raw, subject)
    plain = plain_text(raw).strip()
    if not words_of(plain):
        raise NoTerms("", "nothing in it")
    if is_challenge(plain):
        raise NoTerms("", "a challenge or an error page in place of the text", "blocked")
    read = terms_of(plain)
    if not is_terms(plain) and read.values["nearest"] is None:
        raise NoTerms("", "no licence and no policy in it")
    return _text(plain, read.values, read.words, part)


def record_of(model: Mapping[str, Any]) -> Text:
    """The record of a model on a hub: its tags, its card's keys, whether it is gated. Raises NoTerms if it says none."""
    card = model.get("cardData")
    card = dict(card) if isinstance(card, Mapping) else {}
    tags = model.get("tags")
    tagged = [str(tag)[8:] for tag in tags if str(tag).startswith("license:")] if isinstance(tags, list) else []
    for key, value in (("license", model.get("license") or (tagged[0] if tagged else None)),):
        card.setdefault(key, value)
    if not card.get("license") and not card.get("license_name") and "gated" not in model:
        raise NoTerms("", "the record names no licence")
    return _of_card(card, "", model.get("gated"))


def records_in(body: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The models of a hub's answer, a list or one record, by their ids. Raises NoTerms for anything else."""
    try:
        told = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeEncodeError) as broken:
        raise NoTerms("", f"no record of a hub: {broken}") from broken
    found = told if isinstance(told, list) else [told]
    models = [one for one in found if isinstance(one, dict) and isinstance(one.get("id") or one.get("modelId"), str)]
    if not models:
        raise NoTerms("", "no record of a model in it")
    for one in models:
        yield str(one.get("id") or one.get("modelId")), one


def _card(raw: str, subject: str) -> Text:
    front = _FRONT.match(raw)
    if front is not None:
        try:
            told = yaml.load(front["yaml"], Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except yaml.YAMLError:
            told = None
        card = told if isinstance(told, dict) else {}
        body = raw[front.end() :]
        if any(card.get(key) for key in _LICENCE_KEYS):
            return _of_card(card, body, card.get("extra_gated_prompt") and "prompt")
    else:
        body = raw
    plain = plain_text(body).strip()
    if is_challenge(plain):
        raise NoTerms("", "a challenge or an error page in place of the card", "blocked")
    rows = _rows_of(body)
    if rows:
        row = next((row for row in rows if _speaks_of(row[0], subject)), None)
        if row is None:
            raise NoTerms("", f"its table of licences has no row for {subject}")
        return Text(f"{row[0]}: {row[1]}", {}, {}, row[1])
    read = terms_of(plain)
    if not read.words and read.values["nearest"] is None:
        raise NoTerms("", "the card says nothing of a licence")
    return _text(plain, read.values, read.words, "card")


def _of_card(card: Mapping[str, Any], body: str, gated: Any) -> Text:
    """Keys of a card and its body -> one text: the keys that speak of the licence come first, one a line."""
    keys = {key: card[key] for key in _LICENCE_KEYS if card.get(key)}
    lines = [f"{key}: {_line(value)}" for key, value in keys.items() if key != "extra_gated_prompt"]
    lines += [f"gated: {_line(gated)}"] if gated is not None else []
    prompt = str(card.get("extra_gated_prompt") or "")
    plain = "\n".join(lines) + f"\n\n{plain_text(prompt or body).strip()}"
    read = terms_of(plain)
    named = card.get("license")
    named = named[0] if isinstance(named, list) and named else named
    if not named or str(named).casefold() in ("other", "unknown"):
        named = card.get("license_name") or (read.values["name"] if prompt else None)
    text = _text(plain.strip(), read.values, read.words, "card" if not prompt else "licence", named and str(named))
    if gated is not None:
        text.terms["gated"] = _line(gated)
    return text


def _line(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value[0] if isinstance(value, list) and value else value).split())[:300]


def _rows_of(body: str) -> list[tuple[str, str]]:
    """Model and licence, of a table that has a column for the licence: what a repository's README lists."""
    found: list[tuple[str, str]] = []
    at: int | None = None
    for row in _TABLE.finditer(body[:100_000]):
        cells = [cell.strip() for cell in row["cells"].split("|")]
        head = next(
            (n for n, cell in enumerate(cells) if re.fullmatch(r"\W*licen[cs]es?\W*", cell, re.IGNORECASE)), None
        )
        if at is None and head:
            at = head
        elif at is not None and at < len(cells):
            named = _LINK.sub(r"\1", cells[at]).strip(" `*_")
            if re.search(r"\w", named) and not re.fullmatch(r"(?:licen[cs]e|link|here|see)", named, re.IGNORECASE):
                found.append((cells[0], named))
    return found


def _speaks_of(cell: str, subject: str) -> bool:
    if not subject:
        return False
    wanted = re.escape(" ".join(words_of(subject)))
    return re.search(rf"\b{wanted}\b(?![.]\d)", " ".join(words_of(cell.replace("-", " ")))) is not None


def _text(
    plain: str, values: Mapping[str, Any], words: Mapping[str, Words], part: Part, named: str | None = None
) -> Text:
    nearest = values["nearest"]
    said = {key: value for key, value in values.items() if value != NOTHING[key] and key != "nearest"}
    if part == "policy":
        said = {key: value for key, value in said.items() if key in _OF_POLICY}
    elif part == "card":
        said = {key: value for key, value in said.items() if key not in _OF_ITSELF}
    if nearest is not None and part != "policy":
        said |= {"nearest": nearest["name"], "nearest_permille": round(nearest["similarity"] * 1000)}
    if named is None and part != "policy":
        sure = nearest is not None and nearest["similarity"] >= _SHARE and not values["mau_threshold"]
        named = nearest["name"] if sure and not known(nearest["name"]).bespoke else values["name"]
    return Text(plain, said, {key: one for key, one in words.items() if key in said}, named)
