"""An article's text with all that is known in it marked: names and cues, its lines and sentences, names patterns find."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from operator import itemgetter

from tracker.extract.folding import Mark, Tokens, fold, tokens_of
from tracker.extract.layout import Line, Span, lines_of, sentences_of
from tracker.extract.lexicons import CUES, Lexicon
from tracker.extract.meant import outside
from tracker.extract.names import names_in
from tracker.extract.newnames import INTRODUCING, new_names
from tracker.records import Article

LONGEST_READ = 150_000
"""Characters of a document that are read: five times the longest analysis; what follows is no article any more."""
_NOISE = frozenset(f"noise.{key}" for key in CUES["noise"])


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands in a text before any of it is understood.

    names: those of the vocabulary, in order; cues: all, in order, outside of names; kinds: the cues by their kinds
    proposed: mentions of names that no list knows and the text introduces
    """

    text: str
    title_length: int
    folded: str
    tokens: Tokens
    lines: Sequence[Line]
    spans: Sequence[Span]
    names: Sequence[Mark]
    cues: Sequence[Mark]
    kinds: Mapping[str, Sequence[Mark]]
    proposed: Sequence[Mark]


def marked_in(article: Article, lexicon: Lexicon) -> Marked | None:
    """Everything marked, or None where nothing of Meta's is named."""
    text = article.document_text[:LONGEST_READ]
    folded = fold(text)
    tokens = tokens_of(folded)
    names = names_in(text, folded, tokens, lexicon)
    if not any(name.kind in ("meta", "model", "person") for name in names):
        return None
    cues = [cue for cue in outside(names, lexicon.cues(folded, tokens)) if not _tells_how_built(cue, text)]
    kinds = by_kind(cues)
    title_length = len(article.title)
    lines = lines_of(text, title_length, tokens, chosen(kinds, _NOISE))
    versions = {name.end for name in names if name.kind in ("model", "other_model")}
    spans = list(sentences_of(text, lines, lexicon, versions))
    proposed = new_names(text, title_length, names, chosen(kinds, INTRODUCING), lexicon)
    return Marked(text, title_length, folded, tokens, lines, spans, names, cues, kinds, proposed)


def _tells_how_built(cue: Mark, text: str) -> bool:
    """Whether "built with Llama" is no notice, which would be written with a capital: "the app is built with Llama"."""
    return cue.kind == "licence.naming" and text.startswith("built", cue.start)


def chosen(kinds: Mapping[str, Sequence[Mark]], wanted: AbstractSet[str]) -> list[Mark]:
    """The cues of some kinds, in order."""
    return sorted([mark for kind in kinds if kind in wanted for mark in kinds[kind]], key=itemgetter(1, 2))


def by_kind(marks: Iterable[Mark]) -> dict[str, list[Mark]]:
    """Marks under their kinds, in order within each."""
    kinds: dict[str, list[Mark]] = {}
    for mark in marks:
        kind = mark[0]
        if kind in kinds:
            kinds[kind].append(mark)
        else:
            kinds[kind] = [mark]
    return kinds
