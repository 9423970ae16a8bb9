"""Grow tracker/extract/names.json, by which new names are told: `make model`. It learns from articles whose models, and whose rivals' models, were given other names.

A model that every list has is told of in the same way as one that no list knows. So each article of the development part
is read with each of its models under an invented name, and with each rival's model under one; what becomes of it among
all that could be a name shows how texts speak of what is Meta's, what is another's and what is no model at all.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from zlib import crc32

from bench.grow import learned_from, write
from bench.lacking import lexicons_for
from tracker.extract.capitals import candidates
from tracker.extract.corpus import Labelled
from tracker.extract.evaluate import plain
from tracker.extract.lexicons import Lexicon
from tracker.extract.marking import marked_in
from tracker.extract.reading import staff_of
from tracker.extract.trees import NAMES_FILE
from tracker.extract.unlisted import KIND, Features, described
from tracker.records import Article

TREES, LEAVES = 200, 14
_SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "ru",
    "ven",
    "tor",
    "al",
    "pi",
    "sen",
    "dra",
    "quo",
    "bel",
    "fi",
    "zan",
    "or",
    "lu",
    "mar",
    "te",
    "gri",
    "no",
    "vi",
    "sha",
    "el",
    "ost",
    "ur",
    "bram",
    "cor",
    "eth",
    "wyn",
    "da",
]
_PARTS = [
    "Torch",
    "Echo",
    "Quill",
    "Sign",
    "Map",
    "Deep",
    "Sound",
    "Trace",
    "Omni",
    "Light",
    "Path",
    "Sky",
    "Code",
    "Voice",
    "Wave",
    "Star",
    "Frame",
    "Cell",
    "Data",
    "Graph",
    "Mind",
]
_MOST_RIVALS = 3


def name_rows(labelled: Labelled) -> Iterator[tuple[str, Features, bool]]:
    """Features of all that could be a name in the article, under several names, and whether it is one of Meta's."""
    claimed = _bases(labelled, required=True)
    arguable = _bases(labelled, required=False) - claimed
    article = labelled.article
    for lexicon in lexicons_for(labelled):
        yield from _rows(article, lexicon, claimed, arguable, set())
        for base in sorted(claimed):
            dice = Random(crc32(f"{labelled.name} {base} {getattr(lexicon, 'seed', '')}".encode()))
            other = invented(dice)
            given = _given(article, base, other)
            if given is not None:
                yield from _rows(given, lexicon, {other}, arguable, claimed)
        for word in sorted(_words(labelled)):  # a new member of a known family: "Muse Argon"
            dice = Random(crc32(f"{labelled.name} {word} {getattr(lexicon, 'seed', '')}".encode()))
            other = invented(dice).split()[0]
            given = _given(article, word, other)
            if given is not None:
                yield from _rows(given, lexicon, {other}, arguable, claimed)
        for base in _rivals(article, lexicon)[:_MOST_RIVALS]:
            dice = Random(crc32(f"{labelled.name} {base} {getattr(lexicon, 'seed', '')}".encode()))
            given = _given(article, base, invented(dice))
            if given is not None:
                yield from _rows(given, lexicon, claimed, arguable, set())


def _rows(
    article: Article, lexicon: Lexicon, ours: set[str], arguable: set[str], untold: set[str]
) -> Iterator[tuple[str, Features, bool]]:
    marked = marked_in(article, lexicon)
    if marked is None:
        return
    told = candidates(marked, staff_of(marked, lexicon), lexicon)
    for one, features in described(told, marked, lexicon):
        if _is_among(one.base, ours):
            yield one.base, features, True
        elif not _is_among(one.base, arguable | untold):
            yield one.base, features, False


def _is_among(base: str, bases: set[str]) -> bool:
    words = {plain(word) for word in base.split()}
    return any(
        plain(base) == plain(one) or plain(one.split()[0]) in words or plain(base).startswith(plain(one))
        for one in bases
    )


def _bases(labelled: Labelled, required: bool) -> set[str]:
    facts = labelled.required if required else labelled.optional
    return {base_of(str(one["subject"])) for one in facts if one["kind"] != "policy_statement"}


def _words(labelled: Labelled) -> set[str]:
    """The words by which members of families are told apart: "Spark" of "Muse Spark"."""
    found = (re.fullmatch(r"[A-Z]\w+ ([A-Z][a-z]{2,})(?: .*)?", str(one.get("subject"))) for one in labelled.required)
    return {one[1] for one in found if one is not None} - {"Llama"}


def base_of(subject: str) -> str:
    """The word by which a model is known: "Llama" of "Llama 3.1" and of "LLaMA", "DINO" of "DINOv3"."""
    if re.fullmatch(r"Code Llama|LLaMA", subject):
        return "Llama"
    found = re.match(r"[A-Za-z][\w-]*?(?=-?v?\d+(?:\.\d+)*[BM]?(?: |$)| |$)", subject)
    return found[0] if found is not None else subject


def _given(article: Article, base: str, other: str) -> Article | None:
    """The article with another name in place of one; None where it does not stand there in Latin letters."""
    word = re.compile(rf"(?<![^\W\d_]){re.escape(base)}(?![^\W\d_]*[A-Z])", re.IGNORECASE if base == "Llama" else 0)
    if word.search(article.text) is None:
        return None
    return replace(article, title=word.sub(other, article.title), text=word.sub(other, article.text))


def _rivals(article: Article, lexicon: Lexicon) -> list[str]:
    """The first words of the names of others' models in an article."""
    marked = marked_in(article, lexicon)
    if marked is None:
        return []
    words = (marked.text[one.start : one.end] for one in marked.names if one.kind == "other_model")
    found = (re.match(r"[A-Z][A-Za-z]{2,}", word) for word in words)
    return list(dict.fromkeys(one[0] for one in found if one is not None))


def invented(dice: Random) -> str:
    """A name in one of the forms that models are given: a word, two words, a compound, capitals."""
    form = dice.random()
    if form < 0.5:
        return _word(dice)
    if form < 0.65:
        return dice.choice(_PARTS) + dice.choice(_PARTS)
    if form < 0.8:
        return "".join(dice.choice("ABCDEFGHIKLMNOPRSTUVXZ") for _ in range(dice.randint(3, 6)))
    if form < 0.9:
        return f"{_word(dice)} {dice.choice(_PARTS)}"
    return f"{_word(dice)}{dice.choice(_PARTS)}"


def _word(dice: Random) -> str:
    return "".join(dice.choice(_SYLLABLES) for _ in range(dice.randint(2, 3))).capitalize()


def main() -> None:
    rows = [(told, answer) for labelled in learned_from() for _, told, answer in name_rows(labelled)]
    write({KIND: rows}, NAMES_FILE, (TREES, LEAVES))


if __name__ == "__main__":
    main()
