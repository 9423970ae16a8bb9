"""Where models, people, companies and licences stand in a text: spellings, inflected forms, versions, variants."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from tracker.extract.folding import Mark, Tokens, fold, tokens_of
from tracker.extract.lexicons import Lexicon, lexicon_of
from tracker.extract.phrases import CharacterTable, Label, PhraseTable
from tracker.vocabulary import Model, Vocabulary, vocabulary

_SIZE_UNITS = frozenset({"b", "bn", "m", "mrd", "miliar", "milyar", "billion"})
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3041-\u30ff\u3400-\u9fff]")
_KATAKANA = re.compile("[ァ-ヺー]")
_LARGEST_VERSION = 30
_MEMO_LIMIT = 50_000
_VERSION_WORDS = frozenset({"v", "version", "versi", "versie", "versión", "versione", "versão", "версия", "версии"})
_WORD_ON = re.compile(r"d|[a-z]{3,}", re.ASCII)
_VERSION = re.compile(r"\d{1,2}(?:\.\d{1,2})?", re.ASCII)


def _bases(word: str, lexicon: Lexicon) -> list[str]:
    """What a word of a text may be a form of: itself, and itself without a prefix or an ending of this language."""
    bare = [word, *(word[len(prefix) :] for prefix in lexicon.prefixes if word.startswith(prefix))]
    bases = list(bare)
    for one in bare:
        for suffix in lexicon.suffixes:
            old, _, new = suffix.partition(">") if ">" in suffix else ("", "", suffix)
            base = one.removesuffix(new) + old
            if one.endswith(new) and len(base) > (1 if base >= "\uac00" else 2) and not base[0].isdigit():
                bases.append(base)
    return [base for base in dict.fromkeys(bases) if base]


def _spellings(known: Vocabulary) -> Iterable[tuple[str, Label]]:
    """Every spelling in the vocabulary and what it stands for; models by their place in `known.models`."""
    for spelling in known.meta:
        yield spelling, ("meta", "Meta")
    for at, model in enumerate(known.models):
        for spelling in (model.name, *model.aliases):
            yield spelling, ("model", str(at))
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
        self.spelt: list[Label] = []
        self.following: dict[str, _Step] = {}


@lru_cache(maxsize=1)
def _steps() -> tuple[_Step, frozenset[str], CharacterTable]:
    """The names of the vocabulary, for all languages: by their words, the words, and those written without spaces."""
    root = _Step()
    words: set[str] = set()
    unspaced: dict[str, list[Label]] = {}
    for spelling, (kind, value) in _spellings(vocabulary()):
        label = (f"{kind}:{spelling}", value)
        if _UNSPACED.search(spelling):
            unspaced.setdefault(spelling, []).append(label)
            continue
        step = root
        for word in tokens_of(fold(spelling)).words:
            step = step.following.setdefault(word, _Step())
            words.add(word)
        step.spelt.append(label)
    return root, frozenset(words), CharacterTable(unspaced)


class _Known(dict[str, tuple[str, ...]]):
    """For each word of a text the words of names that it may be a form of, worked out once."""

    def __init__(self, lexicon: Lexicon, words: frozenset[str]) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._words = words

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _MEMO_LIMIT:
            self.clear()
        self[word] = known = tuple(base for base in _bases(word, self._lexicon) if base in self._words)
        return known


class NameTable:
    """The names of the vocabulary in the forms of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._root, words, self._characters = _steps()
        self._models = vocabulary().models
        self._known = _Known(lexicon, words)
        unspaced = {phrase for phrase in lexicon.not_names if _UNSPACED.search(phrase)}
        self._no_names = PhraseTable({p: [("no_name", "")] for p in lexicon.not_names if p not in unspaced})
        self._no_characters = CharacterTable({phrase: [("no_name", "")] for phrase in unspaced})

    def _spelt(self, tokens: Tokens) -> Iterator[Mark]:
        """Every spelling that stands in a text, also inside others."""
        forms = {word: bases for word in set(tokens.words) if (bases := self._known[word])}
        known = list(map(forms.get, tokens.words))
        for at, words in enumerate(known):
            if words is None:
                continue
            reached = [self._root.following[word] for word in words if word in self._root.following]
            end = at
            while reached:
                for step in reached:
                    for kind, value in step.spelt:
                        yield Mark(kind, tokens.starts[at], tokens.ends[end], value)
                end += 1
                words = (known[end] if end < len(known) else None) or ()
                reached = [step.following[word] for step in reached for word in words if word in step.following]

    def find(self, text: str, folded: str, tokens: Tokens) -> list[Mark]:
        """The names in a text, in order, models with canonical name, version and variants worked out."""
        unspaced = [mark for mark in self._characters.scan(folded) if not _is_inside_word(folded, mark)]
        found = [*self._spelt(tokens), *self._no_names.scan(tokens), *unspaced, *self._no_characters.scan(folded)]
        names: list[Mark] = []
        for mark in sorted(found, key=lambda mark: (mark.start, -mark.end, not _is_spelt(text, mark))):
            if names and mark.start < names[-1].end:
                continue
            kind, _, spelling = mark.kind.partition(":")
            if kind == "no_name" or _case_fits(text, mark, spelling):
                names.append(self._resolved(mark._replace(kind=kind), tokens))
        return [name for name in names if name.kind != "no_name"]

    def _resolved(self, mark: Mark, tokens: Tokens) -> Mark:
        if mark.kind == "variant":
            of, name = mark.value.split("|")
            return Mark("model", mark.start, mark.end, of, (name,))
        if mark.kind == "other_model":
            return mark._replace(end=_end_of_number(mark, tokens))
        if mark.kind != "model":
            return mark
        model = self._models[int(mark.value)]
        at = bisect_left(tokens.starts, mark.end)
        name, end, at = _versioned(model, mark, tokens, at)
        extra, end = _variants(model, name, end, tokens, at)
        return Mark("model", mark.start, end, name, extra)


def _is_inside_word(folded: str, mark: Mark) -> bool:
    """Whether a name in katakana stands inside a longer word: "ラマ" in "ドラマ"."""
    edges = ((mark.start, mark.start - 1), (mark.end - 1, mark.end))
    return any(
        0 <= outer < len(folded) and _KATAKANA.match(folded[inner]) and _KATAKANA.match(folded[outer])
        for inner, outer in edges
    )


def _is_spelt(text: str, mark: Mark) -> bool:
    """Whether a name is written with the very capitals that the vocabulary gives it: LLaMA is not Llama."""
    spelling = mark.kind.partition(":")[2]
    return text[mark.start : mark.end].startswith(spelling[:-1] or spelling)


def _case_fits(text: str, mark: Mark, spelling: str) -> bool:
    """Names have a capital where their script has capitals; abbreviations are all capitals."""
    written = text[mark.start : mark.end]
    if spelling.isupper() and len(spelling) > 1 and spelling.isascii():
        return written[:2].isupper()
    return spelling[:1].islower() or not written[:1].islower()


def _end_of_number(mark: Mark, tokens: Tokens) -> int:
    """Where the mention of another company's model ends with its number: "Qwen 2.5"."""
    at = bisect_left(tokens.starts, mark.end)
    if at < len(tokens) and tokens.starts[at] - mark.end <= 1 and _VERSION.fullmatch(tokens.words[at]):
        return tokens.ends[at]
    return mark.end


def _versioned(model: Model, mark: Mark, tokens: Tokens, at: int) -> tuple[str, int, int]:
    """Canonical name with the number that follows, the end of the mention, and the token after it."""
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    if model.version is None or at >= len(tokens):
        return model.name, mark.end, at
    number = at + 1 if words[at] in _VERSION_WORDS and at + 1 < len(tokens) else at
    if not words[number][0].isdigit() or starts[number] - (ends[number - 1] if number else mark.end) > 1:
        return model.name, mark.end, at
    value = words[number].replace(",", ".")
    if not _VERSION.fullmatch(value) or float(value) >= _LARGEST_VERSION:
        return model.name, mark.end, at
    behind = number + 1
    if behind < len(tokens) and words[behind] in _SIZE_UNITS and starts[behind] - ends[number] <= 1:
        return model.name, mark.end, at
    if behind < len(tokens) and starts[behind] == ends[number] and _WORD_ON.fullmatch(words[behind]):
        return model.name, mark.end, at  # "LLaMA 4chan" is no fourth version
    end = ends[number]
    if value == "1" and model.name in ("LLaMA", "Llama"):
        return "LLaMA", end, number + 1
    value = value.removesuffix(".0") if model.name in ("LLaMA", "Llama") else value
    return model.version.format(name=model.name, version=value), end, number + 1


@lru_cache(maxsize=512)
def _variant_words(model: Model, is_llama: bool) -> dict[str, str]:
    """Folded words that name a member of a family, and how they are written."""
    variants = [*model.variants, *(("Scout", "Maverick", "Behemoth", "Vision", "Instruct") if is_llama else ())]
    return {fold(variant): variant for variant in variants}


def _variants(model: Model, name: str, end: int, tokens: Tokens, at: int) -> tuple[tuple[str, ...], int]:
    """Sizes ("405B") and variant words right behind a model's name, and where the mention ends then."""
    known = _variant_words(model, name.startswith("Llama") or model.name == "LLaMA")
    extra: list[str] = []
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    while at < len(words) and starts[at] - end <= 2:
        word = words[at]
        if word in known:
            extra.append(known[word])
            end, at = ends[at], at + 1
        elif size := size_at(tokens, at):
            extra.append(size)
            end, at = ends[at + 1], at + 2
        elif word in (",", ";", "/", "(") and at + 1 < len(tokens) and size_at(tokens, at + 1):
            at += 1
        else:
            break
    return tuple(dict.fromkeys(extra)), end


def size_at(tokens: Tokens, at: int) -> str | None:
    """A size written as "405B" at this token, or None."""
    words = tokens.words
    if at + 1 >= len(words) or words[at + 1] != "b" or tokens.starts[at + 1] > tokens.ends[at]:
        return None
    return f"{words[at].replace(',', '.')}B" if words[at][0].isdigit() else None


@lru_cache(maxsize=64)
def _table(lexicon_code: str) -> NameTable:
    lexicon = lexicon_of(lexicon_code)
    assert lexicon is not None
    return NameTable(lexicon)


def names_in(text: str, folded: str, tokens: Tokens, lexicon: Lexicon) -> list[Mark]:
    """All names of the vocabulary in a text: kinds meta, model, person, other, other_model, other_person, licence."""
    return _table(lexicon.code).find(text, folded, tokens)
