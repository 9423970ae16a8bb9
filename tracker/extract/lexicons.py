"""Loading the words of a language: `lexicon/xx.toml` → a frozen Lexicon with its tables built.

A file has a `[language]` table, tables of cues ([release], [modality], ...) whose keys are listed below, and tables
with values ([month], [relative], ...) whose keys are what the phrases stand for. `neutral.toml` holds what is written
alike in all languages.
"""

import gc
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tracker.errors import SeedError
from tracker.extract.characters import CharacterTable
from tracker.extract.folding import Mark, Tokens, fold, tokens_of
from tracker.extract.phrases import Label, PhraseTable

CUES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "release": frozenset(
            {"done", "offer", "announce", "noun", "withdraw", "leak", "delay", "available", "active", "idle"}
        ),
        "progress": frozenset({"under_way"}),
        "modality": frozenset(
            {
                "plan", "imminent", "rumour", "report", "not", "not_ahead", "not_behind", "not_only", "if", "past",
                "now", "more", "that",
            }
        ),
        "untold": frozenset({"here"}),
        "demand": frozenset({"here"}),
        "role": frozenset({"before", "after", "place", "by", "outsider", "break", "placed"}),
        "refer": frozenset({"company", "model", "it", "person", "own", "we"}),
        "noun": frozenset({"model", "dataset", "tool", "called", "parameters", "new", "ai", "else"}),
        "access": frozenset({"open_weights", "gated", "research", "api", "product", "place"}),
        "licence": frozenset(
            {
                "word", "change", "noncommercial", "commercial", "research_only", "users", "over", "ask", "outputs",
                "exclude", "exception", "lift", "fee", "naming", "forbid", "allow", "under", "left", "same", "only",
                "purpose",
            }
        ),
        "policy": frozenset(
            {
                "say", "think", "promise", "refuse", "open", "closed", "rules", "value", "careful", "keep", "withhold",
                "seems", "role", "voice", "so", "title", "against", "because",
            }
        ),
        "staff": frozenset({"post", "former"}),
        "noise": frozenset({"opens", "line", "tail", "byline"}),
        "date": frozenset({"recent", "from", "results", "translated", "since", "last", "former", "together", "launch_day", "open"}),
    }
)  # fmt: skip
VALUED = frozenset(
    {
        "month",
        "generation",
        "ordinal",
        "nth",
        "weekday",
        "relative",
        "quarter",
        "season",
        "number",
        "digit",
        "venue",
        "variant",
        "territory",
        "exception",
    }
)

_ON_OPENNESS = frozenset({"policy.keep", "policy.careful", "policy.promise"})
# Denials that stand right before or right behind what they deny are denials all the same, told apart by their value.
_DENIALS = MappingProxyType({"not_ahead": "ahead", "not_behind": "behind"})
# What tables do to each other where their phrases overlap: those of dates hide modality, wide ones hide roles.
_PARTS = MappingProxyType(
    {"modality": "modality", "role": "role", "month": "dated", "relative": "dated"}
    | dict.fromkeys(("noun", "licence", "policy", "refer", "access", "venue"), "wide")
)
# Tags of languages so close that one lexicon reads both, tags that were renamed, and those that a classifier of letters
# gives to short texts of a language that we read; a file of its own goes first.
_READ_AS = MappingProxyType(
    {
        "ms": "id",
        "in": "id",
        "no": "nb",
        "nn": "nb",
        "fo": "da",
        "iw": "he",
        "sk": "cs",
        "mk": "bg",
        "be": "ru",
        "rue": "uk",
    }
    | dict.fromkeys(("hr", "bs", "sh", "cnr"), "sr")
    | dict.fromkeys(("yue", "wuu", "lzh", "hak", "nan", "gan", "cmn"), "zh")
    | dict.fromkeys(("lij", "vec", "lmo", "fur", "scn", "nap", "pms"), "it")
    | {"an": "es", "ast": "es", "gl": "pt", "mr": "hi", "ne": "hi", "arz": "ar", "ary": "ar", "prs": "fa", "pes": "fa"}
    | {"lb": "de", "nds": "de", "als": "de", "gsw": "de", "af": "nl", "fy": "nl", "pcm": "en", "sco": "en"}
)
_PAST = re.compile(r"(?:day|week|month|year)-(?:#|\d+)")
_HERE = Path(__file__).parent / "lexicon"
_OBJECTS_AN_ARTICLE = 20_000


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language.

    code:        BCP 47 primary tag
    spaces:      whether words are written apart
    cased:       whether a capital tells a name from a common word (False in German, whose nouns all have one)
    suffixes:    endings that names take; "a>y" replaces the end
    prefixes:    what is written together in front of names
    day_first:   how 03.04.2024 is read; None: not at all where both are possible
    abbreviated: words whose full stop ends no sentence
    digits:      number words up to twelve; numbers: "million" → 1_000_000
    name_first:  whether "called" stands behind the name that it gives: "Prism nevű modell"
    patterns:    further dates as regular expressions with groups year, month, day; of other calendars, year_plus_2018
    agents:      particles behind the name of whoever acts: "メタは"
    proclitics:  small words that cues are written together with: "وأعلنت"
    asks:        what opens a question that is said to be unanswered: "whether", "when", "release date"
    supposes:    verbs that, first in a sentence and before a name, suppose what did not happen: "Had Meta released ..."
    openers:     words that begin a sentence where none ends with a mark, as in Thai; from `subjects` in its file,
                 names and pronouns, which do so unless one of its `binders` ("of", "by", a month) stands before them
    """

    code: str
    spaces: bool
    cased: bool
    suffixes: tuple[str, ...]
    prefixes: tuple[str, ...]
    day_first: bool | None
    abbreviated: frozenset[str]
    digits: Mapping[str, int]
    numbers: Mapping[str, int]
    patterns: tuple[re.Pattern[str], ...]
    not_names: tuple[str, ...]
    name_first: bool
    agents: tuple[str, ...]
    asks: re.Pattern[str]
    supposes: frozenset[str]
    openers: re.Pattern[str] | None
    _words: PhraseTable
    _characters: CharacterTable | None

    def cues(self, folded: str, tokens: Tokens) -> list[Mark]:
        """All cues of this language in a folded text, in order."""
        marks = self._words.scan(tokens)
        if self._characters is not None:
            marks += self._characters.scan(folded)
            marks.sort(key=itemgetter(2), reverse=True)
            marks.sort(key=itemgetter(1))
        return _without_nested(marks)


@lru_cache(maxsize=512)
def _part_of(kind: str) -> str | None:
    return _PARTS.get(kind.partition(".")[0])


def _without_nested(marks: list[Mark]) -> list[Mark]:
    """The marks, given by where they start and the longest first, less small words that a longer phrase has swallowed.

    "May 3" permits nothing, "earlier this month" is no other time, and "known as" compares with nothing.
    """
    kept: list[Mark] = []
    dated_start = dated_end = wider_start = wider_end = -1
    for mark in marks:
        part = _part_of(mark[0])
        if part is None:
            kept.append(mark)
            continue
        start, end = mark[1], mark[2]
        if part == "modality":
            if dated_start <= start and end <= dated_end and (start, end) != (dated_start, dated_end):
                continue
        elif part == "role":
            if wider_start <= start and end <= wider_end and (start, end) != (wider_start, wider_end):
                continue
        elif part == "dated":
            dated_start, dated_end = start, end
        elif end > wider_end:
            wider_start, wider_end = start, end
        kept.append(mark)
    return kept


def _labels(path: Path, tables: Mapping[str, Any]) -> dict[str, list[Label]]:
    """phrase → its labels, from the tables of cues and of values."""
    phrases: dict[str, list[Label]] = {}
    for table, keys in tables.items():
        for key, wording in keys.items():
            if table == "modality" and key in _DENIALS:
                label = ("modality.not", _DENIALS[key])
            elif (table, key) == ("policy", "title"):
                label = ("policy.voice", key)  # of many companies: Meta's only beside its name
            elif table in CUES and key in CUES[table]:
                label = (f"{table}.{key}", "")
            elif table in VALUED:
                label = (table, key)
            else:
                raise SeedError(path, None, f"[{table}] {key}: no such cue")
            for phrase in wording:
                phrases.setdefault(phrase, []).append(label)
    _also_open(phrases)
    return phrases


def _also_open(phrases: dict[str, list[Label]]) -> None:
    """Let phrases on keeping or shutting what is open count as phrases on openness: the longer hides the shorter."""
    topics = [fold(p).strip("*") for p, labels in phrases.items() if ("policy.open", "") in labels]
    for phrase, labels in phrases.items():
        if {kind for kind, _ in labels} & _ON_OPENNESS and any(topic in fold(phrase) for topic in topics):
            labels.append(("policy.open", ""))


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as broken:
        line = re.search(r"line (\d+)", str(broken))
        raise SeedError(path, int(line[1]) if line else None, str(broken)) from broken


def _in_both(words: Iterable[str], head: Mapping[str, Any]) -> list[str]:
    """Words, and the same in the other script of a language that has two: `letters` says how, "lj>љ" before "l>л"."""
    written = list(words)
    for pair in head["letters"]:
        old, _, new = pair.partition(">")
        written = [word.replace(old, new) for word in written]
    return list(dict.fromkeys([*words, *written]))


def _told_roughly(relative: Mapping[str, list[str]], head: Mapping[str, Any]) -> dict[str, list[str]]:
    """The words for times past, and the same with words like "only" or "about" behind that for "ago": "vor nur # Tagen"."""
    hedges = "|".join(head.get("nearly", ()))
    return {
        key: [
            *phrases,
            *(f"{ago} ({hedges}) {phrase[len(ago) :].lstrip()}" for phrase in phrases if (ago := _ago(phrase, head))),
        ]
        if _PAST.fullmatch(key)
        else phrases
        for key, phrases in relative.items()
    }


def _ago(phrase: str, head: Mapping[str, Any]) -> str:
    """The word for "ago" that a phrase begins with, or nothing; behind it no word stands that is such a hedge already."""
    ago = next((one for one in head.get("ago", ()) if phrase.startswith(f"{one} ")), "")
    return "" if any(phrase.startswith(f"{ago} {hedge} ") for hedge in head.get("nearly", ())) else ago


def _folded_numbers(wording: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """The number of each word, as texts are cut into words: "on bir" stays two, a nukta is no part of one."""
    return {" ".join(tokens_of(fold(word)).words): int(value) for value, words in wording.items() for word in words}


@lru_cache(maxsize=256)
def lexicon_of(code: str | None) -> Lexicon | None:
    """The lexicon of a language tag ("nl", "pt-BR"), or None where there is none. Loaded when first asked for."""
    primary = re.split("[-_]", code or "", maxsplit=1)[0].lower()
    written = _written(_HERE)
    if primary not in written:
        primary = _READ_AS.get(primary, primary)
    return _loaded(primary) if primary in written else None


@lru_cache(maxsize=4)
def _written(folder: Path) -> frozenset[str]:
    return frozenset(path.stem for path in folder.glob("*.toml"))


def _asks(head: Mapping[str, Any]) -> re.Pattern[str]:
    """Any of the words of `asks`, with `*` for the rest of a word, as they stand in folded text."""
    apart = bool(head.get("spaces", True))
    words = "|".join(re.escape(fold(word)).replace(r"\*", r"\w*") for word in head["asks"])
    return re.compile(rf"(?<!\w)(?:{words})(?![\w-])" if apart else words)


def _openers(head: Mapping[str, Any]) -> re.Pattern[str] | None:
    """The space before any word that opens a sentence, as nothing but a space parts the sentences of Thai."""
    if "openers" not in head:
        return None
    openers, subjects = ("|".join(map(re.escape, head[key])) for key in ("openers", "subjects"))
    unbound = "".join(f"(?<!{re.escape(word)})" for word in head["binders"])
    return re.compile(rf"(?<=[\u0e00-\u0e7f\d\")”])\s+(?={openers})|(?<=[\u0e00-\u0e7f\")”]){unbound}\s+(?={subjects})")


def _is_latin(phrase: str) -> bool:
    """Whether a phrase is found word by word also where words are not parted: it has letters of ours and no others."""
    return re.search("[A-Za-z]", phrase) is not None and re.search("[\u0e00-\u0e7f\u3041-\u9fff]", phrase) is None


@lru_cache(maxsize=64)
def _loaded(primary: str) -> Lexicon:
    path = _HERE / f"{primary}.toml"
    table = _table(path)
    head = table.pop("language")
    if "letters" in head:
        table = {name: {key: _in_both(words, head) for key, words in keys.items()} for name, keys in table.items()}
        head |= {key: _in_both(head[key], head) for key in ("suffixes", "ago", "nearly")}
    table["relative"] = _told_roughly(table.get("relative", {}), head)
    phrases = _labels(path, table)
    for phrase, labels in _labels(_HERE / "neutral.toml", _table(_HERE / "neutral.toml")).items():
        phrases.setdefault(phrase, []).extend(labels)
    digits = _folded_numbers(table.get("digit", {}))
    spaces = bool(head.get("spaces", True))
    apart = {} if spaces else {p: labels for p, labels in phrases.items() if not _is_latin(p)}
    lexicon = Lexicon(
        code=primary,
        spaces=spaces,
        cased=bool(head.get("cased", True)),
        suffixes=tuple(map(fold, head.get("suffixes", ()))),
        prefixes=tuple(map(fold, head.get("prefixes", ()))),
        day_first=head.get("day_first", True),
        abbreviated=frozenset(map(fold, head.get("abbreviated", ()))),
        digits=digits,
        numbers=_folded_numbers(table.get("number", {})),
        patterns=tuple(re.compile(pattern) for pattern in head.get("patterns", ())),
        not_names=tuple(head.get("not_names", ())),
        name_first=bool(head.get("name_first", False)),
        agents=tuple(sorted(map(fold, head.get("agents", ())), key=len, reverse=True)),
        asks=_asks(head),
        supposes=frozenset(map(fold, head.get("supposes", ()))),
        openers=_openers(head),
        _words=PhraseTable(
            {p: labels for p, labels in phrases.items() if p not in apart},
            digits,
            tuple(map(fold, head.get("proclitics", ()))),
        ),
        _characters=CharacterTable(apart) if apart else None,
    )
    _leave_in_peace()
    return lexicon


def _leave_in_peace() -> None:
    """Let the collector of garbage leave out what stays for good, and look less often through what soon goes by itself.

    Looking through the lexicons again and again took it a quarter of all time, and through an article's marks a twelfth.
    """
    gc.freeze()
    if 0 < gc.get_threshold()[0] < _OBJECTS_AN_ARTICLE:
        gc.set_threshold(_OBJECTS_AN_ARTICLE, *gc.get_threshold()[1:])


def languages() -> list[str]:
    """The tags of all languages that have a lexicon, sorted."""
    return sorted(path.stem for path in _HERE.glob("*.toml") if path.stem != "neutral")
