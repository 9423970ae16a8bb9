"""Names that the whole house agrees on: models, people, companies, licences, as `seeds/names.toml` lists them."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import msgspec

from tracker.errors import SeedError
from tracker.places import bundled

ModelKind = Literal["model", "dataset", "tool"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A family of Meta's.

    version: how a number joins the name ("{name} {version}"); None where there has been no second version yet
    own:     False for a word that means other things too, and counts only near other words of Meta's
    short:   what alone stands for it where the text names any model of its line: "Glimmer"
    """

    name: str
    kind: ModelKind = "model"
    aliases: tuple[str, ...] = ()
    version: str | None = None
    variants: tuple[str, ...] = ()
    own: bool = True
    short: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A member of a family that is known by a name of its own; `of` is the family's canonical name."""

    name: str
    of: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who speaks for Meta; since and until are partial dates, until None while in office."""

    name: str
    role: str
    since: str
    until: str | None = None
    aliases: tuple[str, ...] = ()

    def in_office(self, on: str | None) -> bool:
        """Whether `on` (a partial date, or None for unknown, which counts) falls in the time in office."""
        if on is None:
            return True
        upto = self.until or "9999"
        return self.since[: len(on)] <= on and on[: len(upto)] <= upto


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A company or institution that is not Meta, its models and the people who speak for it."""

    name: str
    aliases: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """A licence by its canonical name; spdx is its identifier in the SPDX list, where it has one."""

    name: str
    aliases: tuple[str, ...] = ()
    spdx: str | None = None
    osi_approved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """All known names, told apart by identity: there is one. `meta`: the company's spellings and its laboratories'."""

    meta: tuple[str, ...]
    models: tuple[Model, ...] = field(default=())
    variants: tuple[Variant, ...] = field(default=())
    people: tuple[Person, ...] = field(default=())
    others: tuple[Other, ...] = field(default=())
    licences: tuple[Licence, ...] = field(default=())


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """seeds/names.toml as it is written: tables in the singular."""

    meta: tuple[str, ...]
    model: tuple[Model, ...]
    variant: tuple[Variant, ...] = ()
    person: tuple[Person, ...] = ()
    other: tuple[Other, ...] = ()
    licence: tuple[Licence, ...] = ()


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The names of `seeds/names.toml`; SeedError with the line where it can be known."""
    path = bundled("seeds/names.toml")
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        read = msgspec.convert(raw, _File)
    except OSError as missing:
        raise SeedError(path, None, f"cannot be read: {missing.strerror}") from missing
    except tomllib.TOMLDecodeError as broken:
        line = re.search(r"line (\d+)", str(broken))
        raise SeedError(path, int(line[1]) if line else None, str(broken)) from broken
    except msgspec.ValidationError as wrong:
        raise SeedError(path, None, str(wrong)) from wrong
    return Vocabulary(
        meta=read.meta,
        models=read.model,
        variants=read.variant,
        people=read.person,
        others=read.other,
        licences=read.licence,
    )
