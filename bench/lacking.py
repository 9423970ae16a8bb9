"""Articles read as if they had never been seen.

No lexicon has all the words of an article never seen, but ours have those of the articles that they were written with.
So each article is read some more times by lexicons that lack some of their words, others each time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from hashlib import blake2b
from pathlib import Path

from tracker.extract.corpus import Labelled
from tracker.extract.folding import Mark, Tokens
from tracker.extract.lexicons import Lexicon, lexicon_of
from tracker.extract.reading import Reading, read

CORPUS = Path(__file__).parent.parent / "tests" / "corpus"
READINGS = 4
"""Of each article; the first lacks nothing."""
_LACKING = 0.15


@dataclass(frozen=True)
class Lacking(Lexicon):
    """A lexicon without some of its words; `seed` says which."""

    seed: str

    def cues(self, folded: str, tokens: Tokens) -> list[Mark]:
        return [cue for cue in super().cues(folded, tokens) if not self._lacks(folded[cue.start : cue.end])]

    def _lacks(self, word: str) -> bool:
        return blake2b(f"{self.seed} {word}".encode(), digest_size=1).digest()[0] < _LACKING * 256


def lexicons_for(labelled: Labelled) -> Iterator[Lexicon]:
    """The lexicon of an article's language, and it again without some of its words."""
    lexicon = lexicon_of(labelled.article.language)
    if lexicon is None:
        return
    own = {field.name: getattr(lexicon, field.name) for field in fields(Lexicon)}
    for number in range(READINGS):
        yield Lacking(**own, seed=f"{labelled.name}/{number}") if number else lexicon


def readings_of(labelled: Labelled) -> Iterator[Reading]:
    """What the readings make of an article, where they find Meta in it at all."""
    for lexicon in lexicons_for(labelled):
        reading = read(labelled.article, lexicon)
        if reading is not None:
            yield reading
