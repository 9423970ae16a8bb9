"""What follows the name of a model: its version, its sizes and other variants."""

import re
from bisect import bisect_left
from collections.abc import Set as AbstractSet
from functools import lru_cache

from tracker.extract.folding import Tokens, fold
from tracker.vocabulary import Model, vocabulary

_LARGEST_VERSION = 30
_LARGEST_NEXT = 10  # of a family that has had no versions yet: what is larger is rather something counted or dated
_NEXT = "{name} {version}"
_VERSION_WORDS = frozenset({"v", "version", "versi", "versie", "versión", "versione", "versão", "версия", "версии"})
_WORD_ON = re.compile(r"d|[a-z]{3,}", re.ASCII)
# What is counted or dated by a number that is then no version: "뮤즈 스파크는 4월 8일".
_COUNTED = re.compile(
    "[월년개명종억조]|일(?![까지뿐수듯것])|분기|年(?![底初内末中])|[月个個款種种亿億万萬週周天名位回倍つ]|[カヶか]月|日(?!本)|人(?![気工])"
)
_VERSION = re.compile(r"\d{1,2}(?:\.\d{1,2})?", re.ASCII)


def end_of_number(end: int, tokens: Tokens) -> int:
    """Where the mention of another company's model, its name's end given, ends with its number: "Qwen 2.5"."""
    at = bisect_left(tokens.starts, end)
    if at < len(tokens.words) and tokens.starts[at] - end <= 1 and _VERSION.fullmatch(tokens.words[at]):
        return tokens.ends[at]
    return end


def versioned(model: Model, end: int, tokens: Tokens, at: int, multiples: AbstractSet[str]) -> tuple[str, int, int]:
    """Canonical name with the number that follows, the end of the mention, and the token after it.

    multiples: words of a count or a size, whose number is no version: "the downloads of Llama 1.2 billion"
    """
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    if at >= len(words) or (model.version is None and model.name[-1].isdigit()):
        return model.name, end, at
    number = at + 1 if words[at] in _VERSION_WORDS and at + 1 < len(words) else at
    if not words[number][0].isdigit() or starts[number] - (ends[number - 1] if number else end) > 1:
        return model.name, end, at
    value = words[number].replace(",", ".")
    largest = _LARGEST_VERSION if model.version else _LARGEST_NEXT
    if not _VERSION.fullmatch(value) or float(value) >= largest or (model.version is None and float(value) <= 1):
        return model.name, end, at
    behind = number + 1
    if behind < len(words) and words[behind] in multiples and starts[behind] - ends[number] <= 1:
        return model.name, end, at
    if behind < len(words) and starts[behind] == ends[number] and _WORD_ON.fullmatch(words[behind]):
        return model.name, end, at  # "LLaMA 4chan" is no fourth version
    if behind < len(words) and starts[behind] == ends[number] and _COUNTED.match(words[behind]):
        return model.name, end, at
    end = ends[number]
    if value == "1" and model.name in ("LLaMA", "Llama"):
        return "LLaMA", end, number + 1
    value = value.removesuffix(".0") if model.name in ("LLaMA", "Llama") else value
    return (model.version or _NEXT).format(name=model.name, version=value), end, number + 1


@lru_cache(maxsize=1024)
def _variant_words(number: int, is_llama: bool) -> dict[str, str]:
    """Folded words that name a member of a family, given by its place, and how they are written."""
    own = vocabulary().models[number].variants
    variants = [*own, *(("Scout", "Maverick", "Behemoth", "Vision", "Instruct") if is_llama else ())]
    return {fold(variant): variant for variant in variants}


def variants_at(number: int, name: str, end: int, tokens: Tokens, at: int) -> tuple[tuple[str, ...], int]:
    """Sizes ("405B") and variant words right behind a model's name, and where the mention ends then."""
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    if at >= len(words) or starts[at] - end > 2:
        return (), end
    known = _variant_words(number, name.startswith("Llama") or vocabulary().models[number].name == "LLaMA")
    extra: list[str] = []
    while at < len(words) and starts[at] - end <= 2:
        word = words[at]
        if word in known:
            extra.append(known[word])
            end, at = ends[at], at + 1
        elif size := size_at(tokens, at):
            extra.append(size)
            end, at = ends[at + 1], at + 2
        elif word in (",", ";", "/", "(") and at + 1 < len(words) and size_at(tokens, at + 1):
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
