"""Where models, people, companies and licences stand in a text, in which spelling and inflected form."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from tracker.extract.characters import CharacterTable
from tracker.extract.folding import Mark, Tokens, fold, tokens_of
from tracker.extract.lexicons import Lexicon, lexicon_of
from tracker.extract.phrases import Label, PhraseTable
from tracker.extract.sounds import SoundTable
from tracker.extract.surnames import with_surnames
from tracker.extract.versions import end_of_number, variants_at, versioned
from tracker.vocabulary import Model, Vocabulary, vocabulary

_SIZE_UNITS = frozenset({"b", "bn", "m", "mrd", "miliar", "milyar", "billion"})
_JOINT = re.compile(r"[-_](?:[A-Za-z0-9.]+[-_])*")
_LONGEST_JOINT = 24
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3041-\u30ff\u3400-\u9fff]")
_KATAKANA = re.compile("[ァ-ヺー]")
_NUMBER_NEXT = re.compile(r"[ -]?\d")
_LARGE = 1_000
_MEMO_LIMIT = 50_000
_Spelt = tuple[str, str, str]  # kind, spelling as the vocabulary has it, value
_Found = tuple[int, int, str, str, str]  # start and end in the text, then the same
_OFFSPRING = re.compile(r"(?<![^\W_])([A-Z]{2,6})-$")
_NO_OFFSPRING = ("AI", "KI", "IA", "MI", "OI", "DI", "ML", "LLM", "USA", "API", "GPU", "PC", "FAIR", "MSL")
_LONGEST_PREFIX = 8

HOSTS = frozenset({"Hugging Face", "GitHub"})
"""Companies that are mostly named as the place where models of others lie."""
WHOLE_FAMILIES = frozenset({"Llama", "DINO", "SAM", "Muse"})
"""Names under which nothing comes out, as only their members do."""


def _bases(word: str, lexicon: Lexicon) -> list[str]:
    """What a word of a text may be a form of: itself, and itself without a prefix or an ending of this language."""
    bare = [word, *(word[len(prefix) :] for prefix in lexicon.prefixes if word.startswith(prefix))]
    bases = list(bare)
    for one in bare:
        for suffix in lexicon.suffixes:
            old, _, new = suffix.partition(">") if ">" in suffix else ("", "", suffix)
            base = one.removesuffix(new) + old
            if one.endswith(new) and len(base) > (0 if base >= "\uac00" else 2) and not base[0].isdigit():
                bases.append(base)
    return [base for base in dict.fromkeys(bases) if base]


def _spellings(known: Vocabulary) -> Iterable[tuple[str, Label]]:
    """Every spelling in the vocabulary and what it stands for; models by their place in `known.models`."""
    for spelling in known.meta:
        yield spelling, ("meta", "Meta")
    for at, model in enumerate(known.models):
        for spelling in (model.name, *model.aliases):
            yield spelling, ("model", str(at))
        yield f"{model.name}v", ("model", f"{at} v")  # written together with its number, as in "DINOv4"
    for variant in known.variants:
        for spelling in (variant.name, *variant.aliases):
            yield spelling, ("variant", f"{variant.of}|{variant.name}")
    for person in known.people:
        for spelling in (person.name, *person.aliases):
            yield spelling, ("person", person.name)
    for other in known.others:
        for spelling in (other.name, *other.aliases):
            yield spelling, ("other", other.name)
        for spelling in other.models:
            yield spelling, ("other_model", other.name)
        for spelling in other.people:
            yield spelling, ("other_person", other.name)
    for licence in known.licences:
        for spelling in (licence.name, *licence.aliases):
            yield spelling, ("licence", licence.name)


class _Step:
    """Where names stand that have begun with the same words: the spellings that end here, and what may follow."""

    __slots__ = ("following", "spelt")

    def __init__(self) -> None:
        self.spelt: list[_Spelt] = []
        self.following: dict[str, _Step] = {}


@lru_cache(maxsize=1)
def _steps() -> tuple[_Step, frozenset[str], CharacterTable]:
    """The names of the vocabulary, for all languages: by their words, the words, and those written without spaces."""
    root = _Step()
    words: set[str] = set()
    unspaced: dict[str, list[Label]] = {}
    for spelling, (kind, value) in _spellings(vocabulary()):
        if _UNSPACED.search(spelling):
            unspaced.setdefault(spelling, []).append((f"{kind}:{spelling}", value))
            continue
        step = root
        for word in tokens_of(fold(spelling)).words:
            step = step.following.setdefault(word, _Step())
            words.add(word)
        step.spelt.append((kind, spelling, value))
    return root, frozenset(words), CharacterTable(unspaced)


@lru_cache(maxsize=1)
def _sounds() -> SoundTable:
    return SoundTable(vocabulary().models)


class _Known:
    """For the words of texts the words of names that they may be forms of, worked out once; others are left out."""

    def __init__(self, lexicon: Lexicon, words: frozenset[str]) -> None:
        self._lexicon = lexicon
        self._words = words
        self._known: dict[str, list[str]] = {}
        self._asked: set[str] = set()

    def among(self, present: AbstractSet[str]) -> Mapping[str, Sequence[str]]:
        """The words that may be forms of a name's, with these; others than those asked for may be among them."""
        new = present - self._asked
        if new:
            if len(self._asked) >= _MEMO_LIMIT:
                self._asked, self._known, new = set(), {}, present
            for word in new:
                if known := [base for base in _bases(word, self._lexicon) if base in self._words]:
                    self._known[word] = known
            self._asked |= new
        return self._known


class NameTable:
    """The names of the vocabulary in the forms of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._root, words, self._characters = _steps()
        self._models = vocabulary().models
        self._multiples = _SIZE_UNITS | {word for word, times in lexicon.numbers.items() if times >= _LARGE}
        self._known = _Known(lexicon, words)
        unspaced = {phrase for phrase in lexicon.not_names if _UNSPACED.search(phrase)}
        self._no_names = PhraseTable({p: [("no_name", "")] for p in lexicon.not_names if p not in unspaced})
        self._no_characters = CharacterTable({phrase: [("no_name", "")] for phrase in unspaced})

    def _spelt(self, tokens: Tokens) -> Iterator[_Found]:
        """Every spelling that stands in a text, also inside others."""
        words, starts, ends = tokens.words, tokens.starts, tokens.ends
        known = self._known.among(tokens.present)
        first = self._root.following
        for at in [at for at, word in enumerate(words) if word in known]:
            reached = [first[base] for base in known[words[at]] if base in first]
            end = at
            while reached:
                for step in reached:
                    for kind, spelling, value in step.spelt:
                        yield starts[at], ends[end], kind, spelling, value
                end += 1
                bases = known.get(words[end], ()) if end < len(words) else ()
                reached = [step.following[base] for step in reached for base in bases if base in step.following]

    def _unspaced(self, folded: str) -> Iterator[_Found]:
        """Every spelling without spaces that stands in a text, and what only looks like one."""
        for mark in self._characters.scan(folded):
            if not _is_inside_word(folded, mark):
                kind, _, spelling = mark.kind.partition(":")
                yield mark.start, mark.end, kind, spelling, mark.value
        for mark in self._no_characters.scan(folded):
            yield mark.start, mark.end, "no_name", "", ""

    def _heard(self, text: str, tokens: Tokens) -> Iterator[_Found]:
        """Every model that is named in another script as it sounds."""
        for start, end, number in _sounds().find(text, tokens, lambda word: _bases(word, self._lexicon)):
            yield start, end, "model", "", str(number)

    def find(self, text: str, folded: str, tokens: Tokens) -> list[Mark]:
        """The names in a text, in order, models with canonical name, version and variants worked out."""
        found = list(self._spelt(tokens))
        found += [(mark.start, mark.end, "no_name", "", "") for mark in self._no_names.scan(tokens)]
        if _UNSPACED.search(folded):
            found += self._unspaced(folded)
        found += self._heard(text, tokens)
        found.sort(key=_longest_first)
        names: list[Mark] = []
        behind = at = 0
        while at < len(found):
            first, last = at, at + 1
            start, end = found[first][:2]
            while last < len(found) and found[last][1] == end and found[last][0] == start:
                last += 1
            at = last
            if start < behind:
                continue
            written = text[start:end]
            alike = found[first:last] if last - first == 1 else sorted(found[first:last], key=_unlike(written))
            for _, _, kind, spelling, value in alike:
                if kind == "no_name":
                    behind = end
                    break
                if kind == "licence" and _is_numbered(found, start, end, text):
                    continue
                if _case_fits(written, spelling) and (name := self._resolved(kind, start, end, value, tokens)):
                    names.append(name._replace(kind="other_model") if _is_offspring(text, name) else name)
                    behind = names[-1].end
                    break
        return names

    def _resolved(self, kind: str, start: int, end: int, value: str, tokens: Tokens) -> Mark | None:
        """The mark of a name; None for one written together with a "v" that no number follows, as in "DINOv4"."""
        if kind == "variant":
            of, name = value.split("|")
            return Mark("model", start, end, of, (name,))
        if kind == "other_model":
            end = end_of_number(end, tokens)
        if kind != "model":
            return Mark(kind, start, end, value)
        place, _, glued = value.partition(" ")
        number = int(place)
        model = self._models[number]
        at = bisect_left(tokens.starts, end)
        name, end, at = versioned(model, end, tokens, at, self._multiples)
        if glued and name == model.name:
            return None
        extra, end = variants_at(number, name, end, tokens, at)
        return Mark("model", start, end, name, extra)


def _is_numbered(found: Sequence[_Found], start: int, end: int, text: str) -> bool:
    """Whether it is a word and a model's name whose number follows: "lisensi Llama 4" is the licence of Llama 4, while
    "licencia comunitaria de Llama 3.2" is one licence's name."""
    if not _NUMBER_NEXT.match(text, end):
        return False
    models = [one[0] for one in found if one[2] == "model" and one[1] == end and one[0] > start]
    return any(" " not in text[start:model].strip() for model in models)


def _is_offspring(text: str, name: Mark) -> bool:
    """Whether letters of somebody else's stand before a model of Meta's, with a hyphen: "NB-Llama"; not "KI-Llama"."""
    if name.kind != "model" or text[name.start - 1 : name.start] != "-":
        return False
    before = _OFFSPRING.search(text, max(0, name.start - _LONGEST_PREFIX), name.start)
    return before is not None and before[1] not in _NO_OFFSPRING


def _longest_first(found: _Found) -> tuple[int, int]:
    return found[0], -found[1]


def _is_inside_word(folded: str, mark: Mark) -> bool:
    """Whether a name in katakana stands inside a longer word: "ラマ" in "ドラマ"."""
    edges = ((mark.start, mark.start - 1), (mark.end - 1, mark.end))
    return any(
        0 <= outer < len(folded) and _KATAKANA.match(folded[inner]) and _KATAKANA.match(folded[outer])
        for inner, outer in edges
    )


def _unlike(written: str) -> Callable[[_Found], bool]:
    """For spellings of one place in a text, whether it is written with other capitals there: LLaMA is not Llama."""
    return lambda found: not written.startswith(found[3][:-1] or found[3])


def _case_fits(written: str, spelling: str) -> bool:
    """Names have a capital where their script has capitals; abbreviations are all capitals."""
    if spelling.isupper() and len(spelling) > 1 and spelling.isascii():
        return written[:2].isupper()
    return spelling[:1].islower() or not written[:1].islower()


@lru_cache(maxsize=64)
def _table(lexicon_code: str) -> NameTable:
    lexicon = lexicon_of(lexicon_code)
    assert lexicon is not None
    return NameTable(lexicon)


def names_in(text: str, folded: str, tokens: Tokens, lexicon: Lexicon) -> list[Mark]:
    """All names of the vocabulary in a text: kinds meta, model, person, other, other_model, other_person, licence."""
    names = _table(lexicon.code).find(text, folded, tokens)
    theirs = [name for name in names if name.kind == "other_model"]
    kept = [name for name in names if name.kind != "model" or not any(_joined(text, name, one) for one in theirs)]
    return _with_short_names(text, with_surnames(text, kept))


@lru_cache(maxsize=1)
def _short_names() -> tuple[frozenset[str], dict[str, Model], re.Pattern[str]]:
    """The lines that have short names, by their first word; whose those are; and where one stands in a text.

    An ending may follow, and a number; "Sparkle" is none. What others call so ("Apache Spark") is listed as theirs.
    """
    short = {spelling: model for model in vocabulary().models for spelling in model.short}
    ordered = sorted(short, key=len, reverse=True)
    unspaced = "|".join(one for one in ordered if _UNSPACED.search(one))
    spaced = "|".join(one for one in ordered if not _UNSPACED.search(one))
    place = re.compile(
        rf"(?<![\w-])({spaced})(?:['’ʼ-][^\W\d_]{{1,4}}|(?!l)[^\W\d_]{{0,4}})(?!\w)"
        rf"(?: (\d\.\d)(?![\d.]))?|(?<![ァ-ヺー])({unspaced})(?![ァ-ヺー])"
    )
    return frozenset(model.name.split()[0] for model in short.values()), short, place


def _with_short_names(text: str, names: list[Mark]) -> list[Mark]:
    """The names, and the short ones of models whose line the text names: "Muse Spark ... Spark", "Glimmer"."""
    lines, short, place = _short_names()
    if not any(name.kind == "model" and name.value.split(" ", 1)[0] in lines for name in names):
        return names
    starts = [name.start for name in names]
    found: list[Mark] = []
    for m in place.finditer(text):
        group = 1 if m[1] else 3
        at = bisect_left(starts, m.end())
        if at == 0 or names[at - 1].end <= m.start():
            model = short[m[group]]
            value, end = model.name, m.end(group)
            if m[2] and model.version:
                value, end = model.version.format(name=value, version=m[2]), m.end(2)
            found.append(Mark("model", m.start(), end, value))
    return sorted([*names, *found], key=lambda one: (one.start, -one.end)) if found else names


def _joined(text: str, name: Mark, other: Mark) -> bool:
    """Whether a name is part of another company's compound: "Llama-3.1-Nemotron-70B", "R1-Distill-Llama-70B"."""
    between = text[min(name.end, other.end) : max(name.start, other.start)]
    return len(between) <= _LONGEST_JOINT and _JOINT.fullmatch(between) is not None
