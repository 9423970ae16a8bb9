"""Where models, people, companies and licences stand in a text: spellings, inflected forms, versions, variants."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from tracker.extract.folding import Mark, Token, fold, tokens_of
from tracker.extract.lexicons import Lexicon, lexicon_of
from tracker.extract.phrases import CharacterTable, Label, PhraseTable, spelled_out, words_of
from tracker.vocabulary import Model, Vocabulary, vocabulary

_SIZE_UNITS = frozenset({"b", "bn", "m", "mrd", "miliar", "milyar", "billion"})
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3041-\u30ff\u3400-\u9fff]")
_LARGEST_VERSION = 30


def _forms(word: str, lexicon: Lexicon) -> frozenset[str]:
    """A name's word with every prefix and ending that this language may hang on it."""
    forms = {word}
    if len(word) > 2 and not word[0].isdigit():
        for suffix in lexicon.suffixes:
            old, _, new = suffix.partition(">") if ">" in suffix else ("", "", suffix)
            if word.endswith(old):
                forms.add(word.removesuffix(old) + new)
    return frozenset(forms | {prefix + form for prefix in lexicon.prefixes for form in forms})


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


class NameTable:
    """The names of the vocabulary in the forms of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known = vocabulary()
        self._words = PhraseTable({})
        self._spelt: dict[tuple[str, ...], list[tuple[str, Label]]] = {}
        unspaced: dict[str, list[Label]] = {}
        for spelling, label in [*_spellings(self._known), *((phrase, ("no_name", "")) for phrase in lexicon.not_names)]:
            if _UNSPACED.search(spelling):
                unspaced.setdefault(spelling, []).append(label)
            else:
                self._enter(spelling, label)
        self._characters = CharacterTable(unspaced)

    def _enter(self, spelling: str, label: Label) -> None:
        if label[0] == "no_name":
            for plain in spelled_out(spelling):
                self._words.add(words_of(plain), (label,))
            return
        words = [token.word for token in tokens_of(fold(spelling))]
        forms = [_forms(word, self._lexicon) for word in words]
        self._words.add(forms, ((f"{label[0]}:{spelling}", label[1]),))

    def find(self, text: str, folded: str, tokens: Sequence[Token]) -> list[Mark]:
        """The names in a text, in order, models with canonical name, version and variants worked out."""
        found = [*self._words.scan(tokens), *self._characters.scan(folded)]
        starts = {token.start: at for at, token in enumerate(tokens)}
        names: list[Mark] = []
        for mark in sorted(found, key=lambda mark: (mark.start, -mark.end, not _is_spelt(text, mark))):
            kind, _, spelling = mark.kind.partition(":")
            if kind != "no_name" and not _case_fits(text, mark, spelling):
                continue
            if names and mark.start < names[-1].end:
                continue
            names.append(self._resolved(mark._replace(kind=kind), text, tokens, starts))
        return [name for name in names if name.kind != "no_name"]

    def _resolved(self, mark: Mark, text: str, tokens: Sequence[Token], starts: Mapping[int, int]) -> Mark:
        if mark.kind == "variant":
            of, name = mark.value.split("|")
            return Mark("model", mark.start, mark.end, of, (name,))
        if mark.kind != "model":
            return mark
        model = self._known.models[int(mark.value)]
        at = next(
            (n for n in range(starts.get(mark.start, 0), len(tokens)) if tokens[n].start >= mark.end), len(tokens)
        )
        name, end, at = _versioned(model, mark, tokens, at)
        extra, end = _variants(model, name, end, tokens, at)
        return Mark("model", mark.start, end, name, extra)


def _is_spelt(text: str, mark: Mark) -> bool:
    """Whether a name is written with the very capitals that the vocabulary gives it: LLaMA is not Llama."""
    return text[mark.start : mark.end].startswith(mark.kind.partition(":")[2])


def _case_fits(text: str, mark: Mark, spelling: str) -> bool:
    """Names have a capital where their script has capitals; abbreviations are all capitals."""
    written = text[mark.start : mark.end]
    if spelling.isupper() and len(spelling) > 1 and spelling.isascii():
        return written[:2].isupper()
    return spelling[:1].islower() or not written[:1].islower()


def _versioned(model: Model, mark: Mark, tokens: Sequence[Token], at: int) -> tuple[str, int, int]:
    """Canonical name with the number that follows, the end of the mention, and the token after it."""
    if model.version is None or at >= len(tokens):
        return model.name, mark.end, at
    number = at + 1 if tokens[at].word in ("v", "version", "versi", "versie") and at + 1 < len(tokens) else at
    token, before = tokens[number], tokens[number - 1].end if number else mark.end
    value = token.word.replace(",", ".")
    close = token.start - before <= 1
    if not close or not re.fullmatch(r"\d{1,2}(?:\.\d{1,2})?", value) or float(value) >= _LARGEST_VERSION:
        return model.name, mark.end, at
    if (
        number + 1 < len(tokens)
        and tokens[number + 1].word in _SIZE_UNITS
        and tokens[number + 1].start - token.end <= 1
    ):
        return model.name, mark.end, at
    if value == "1" and model.name in ("LLaMA", "Llama"):
        return "LLaMA", token.end, number + 1
    value = value.removesuffix(".0") if model.name in ("LLaMA", "Llama") else value
    return model.version.format(name=model.name, version=value), token.end, number + 1


def _variants(model: Model, name: str, end: int, tokens: Sequence[Token], at: int) -> tuple[tuple[str, ...], int]:
    """Sizes ("405B") and variant words right behind a model's name, and where the mention ends then."""
    known = {fold(variant): variant for variant in model.variants}
    if name.startswith("Llama") or model.name == "LLaMA":
        known |= {fold(variant): variant for variant in ("Scout", "Maverick", "Behemoth", "Vision", "Instruct")}
    extra: list[str] = []
    while at < len(tokens) and tokens[at].start - end <= 2:
        word = tokens[at].word
        if word in known:
            extra.append(known[word])
            end, at = tokens[at].end, at + 1
        elif size := size_at(tokens, at):
            extra.append(size)
            end, at = tokens[at + 1].end, at + 2
        elif word in (",", "/", "(") and at + 1 < len(tokens) and size_at(tokens, at + 1):
            at += 1
        else:
            break
    return tuple(dict.fromkeys(extra)), end


def size_at(tokens: Sequence[Token], at: int) -> str | None:
    """A size written as "405B" at this token, or None."""
    if at + 1 >= len(tokens) or tokens[at + 1].word != "b" or tokens[at + 1].start - tokens[at].end > 0:
        return None
    return f"{tokens[at].word.replace(',', '.')}B" if tokens[at].word[0].isdigit() else None


@lru_cache(maxsize=64)
def _table(lexicon_code: str) -> NameTable:
    lexicon = lexicon_of(lexicon_code)
    assert lexicon is not None
    return NameTable(lexicon)


def names_in(text: str, folded: str, tokens: Sequence[Token], lexicon: Lexicon) -> list[Mark]:
    """All names of the vocabulary in a text: kinds meta, model, person, other, other_model, other_person, licence."""
    return _table(lexicon.code).find(text, folded, tokens)
