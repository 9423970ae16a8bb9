"""An article made ready for the readers: its sentences with every name, cue and date that stands in them."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Generic, TypeVar

from tracker.extract.dates import dates_in, is_stale
from tracker.extract.folding import Mark
from tracker.extract.generations import with_generations
from tracker.extract.layout import Role, Span
from tracker.extract.lexicons import CUES, VALUED, Lexicon
from tracker.extract.marking import Marked, by_kind, chosen, marked_in
from tracker.extract.meant import does_something, is_about_meta, outside_notices, weak_names, with_new
from tracker.extract.ownpage import signed_by
from tracker.extract.publication import less_dateline, linked_month, original_of, published_on
from tracker.extract.sizes import amounts, size_of
from tracker.extract.staff import POSTS, staff_in
from tracker.extract.unlisted import judged_names
from tracker.extract.untold import UNTOLD, untold_in
from tracker.extract.when import When
from tracker.records import LONGEST_QUOTE, Article

Placed = TypeVar("Placed", Mark, When)
# What may stand between clauses, unless in a number; an ending follows a colon in "Llama 4:n" and "EU:s". Both begin with
# a set of characters, which searches pass fast.
_CLAUSE_MARK = re.compile(r"[,;:—()\[\]](?:(?<!:)(?:(?<!\d.)|(?!\d))|(?<=:)(?:(?<![0-9a-zà-ž].)|(?![0-9a-zà-ž])))")
_THAI = re.compile("[\u0e00-\u0e7f]")  # parts clauses by a space
_CLAUSE_MARK_OR_SPACE = re.compile(
    r"[ ,;:—()\[\]](?:(?<=[\u0e00-\u0e7f] )(?=[\u0e00-\u0e7f])"
    r"|(?<![ :])(?:(?<!\d.)|(?!\d))|(?<=:)(?:(?<![0-9a-zà-ž].)|(?![0-9a-zà-ž])))"
)
_DATED = VALUED | {f"date.{key}" for key in CUES["date"]} | {"release.noun"}
_BESIDE_GENERATIONS = frozenset({"licence.word", "noun.else", "role.before"})
_REFERRING = ("refer.model", "refer.it")
_FIELD = frozenset({"noun.ai", "noun.model"})
_SHORT_ASIDE = 24
_LONGEST_VERB = 12
_AUXILIARY = 4
_NAMES = ("meta", "model", "person", "refer.company")
_TOPIC = "は"  # a comma behind the topic of a Japanese sentence parts nothing: "メタは、"
_QUOTE_MARK = re.compile('["“”„«»‘「『’](?:(?<!’)|(?<=[.!?।]’))')
_QUESTION_MARKS = ("?", "？", "؟")
_CLOSING = "\"'”’») 」』）*_"
_NONE: Sequence[Mark] = ()
SPOKEN = ("– ", "— ", "- ", "− ")
_MOST_ALIKE = 24
LEAD_SENTENCES = 4
MOST_SENTENCES = 4_000
"""Sentences of a document that are read, headlines too."""


@dataclass(slots=True, eq=False)
class Sentence:
    """One sentence of the article.

    index:  its place among the sentences that are read (noise is left out)
    rank:   0 for the title, then 1, 2, ... for the sentences of the body; headings have the rank of what follows
    marks:  names and cues in it, in order; dates beside them
    breaks: where its clauses end
    memo:   what the readers have worked out of it, by keys of their own, so as not to do it again
    """

    index: int
    rank: int
    start: int
    end: int
    line: int
    role: Role
    marks: Sequence[Mark]
    dates: Sequence[When]
    breaks: list[int]
    is_question: bool
    is_quoted: bool
    _kinds: Mapping[str, list[Mark]]
    memo: dict[Any, Any] = field(default_factory=dict)

    @property
    def kinds(self) -> AbstractSet[str]:
        """The kinds of its marks."""
        return self._kinds.keys()

    def all(self, *kinds: str) -> Sequence[Mark]:
        """The marks of these kinds, in order within each kind."""
        present = self._kinds
        if len(kinds) == 1:
            return present.get(kinds[0], _NONE)
        marks: list[Mark] = []
        for kind in kinds:
            if kind in present:
                marks += present[kind]
        return marks

    def has(self, *kinds: str) -> bool:
        """Whether a mark of any of these kinds is in it."""
        present = self._kinds
        for kind in kinds:  # noqa: SIM110  # asked hundreds of times an article, and a generator takes twice the time
            if kind in present:
                return True
        return False

    def speaks_of(self, table: str) -> bool:
        """Whether a cue of a whole table of the lexicon ("licence"), or a name of that kind, is in it."""
        for kind in self._kinds:  # noqa: SIM110  # as above
            if kind.startswith(table):
                return True
        return False

    def has_any(self, kinds: frozenset[str]) -> bool:
        """Whether a mark of any of many kinds is in it."""
        return not kinds.isdisjoint(self._kinds)

    def clause(self, at: int) -> int:
        """The number of the clause that the text's position `at` is in."""
        return bisect_right(self.breaks, at)

    def together(self, one: Mark, other: Mark | When) -> bool:
        """Whether two marks stand in the same clause."""
        return self.clause(one.start) == self.clause(other.start)

    def near(self, cue: Mark, *kinds: str) -> list[Mark]:
        """The marks of these kinds in the clause of `cue`."""
        present, breaks = self._kinds, self.breaks
        marks: list[Mark] = []
        for kind in kinds:
            if kind in present:
                marks += present[kind]
        if not marks or not breaks:
            return marks
        clause = bisect_right(breaks, cue.start)
        begin = breaks[clause - 1] if clause else self.start
        end = breaks[clause] if clause < len(breaks) else self.end
        return [mark for mark in marks if begin <= mark.start < end]


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation at text[start:end], held on a day."""

    start: int
    end: int
    on: str


@dataclass(slots=True, eq=False)
class Reading:
    """An article, its language's lexicon and its sentences; what the readers of all three kinds work on.

    published: partial date, from the article or from a date line in the text
    is_fresh:  whether "recently" may be taken to mean the month of publication
    topics:    how often each family of Meta's models is named
    sizes:     numbers of parameters that the text gives to each family, in words ("405 billion parameters" → "405B")
    linked_month: the month in the address of a page of Meta's that the text links to, or None
    talk:      where a conversation stands in the text that was held on a day that it gives, once that is known
    staff:     people whom no list knows and the text says to hold a post at Meta
    signed:    who a byline or a sign-off names: "Meta", or somebody known who speaks for it; None where there is none
    odds:      by kind and subject, the log-odds that it tells of such a claim (tracker.extract.weighing), once weighed
    """

    article: Article
    text: str
    lexicon: Lexicon
    published: str | None
    is_fresh: bool
    sentences: list[Sentence]
    topics: Counter[str]
    linked_month: str | None
    sizes: dict[str, list[str]] = field(default_factory=dict)
    staff: frozenset[str] = frozenset()
    signed: str | None = None
    odds: dict[tuple[str, str], float] = field(default_factory=dict)
    talk: Talk | None = None

    def quote(self, sentence: Sentence, around: Mark | None = None) -> tuple[int, int]:
        """Half-open range of at most 300 characters: the sentence, or as much of it around a mark as fits."""
        start, end = sentence.start, sentence.end
        if end - start <= LONGEST_QUOTE:
            return start, end
        middle = around.start if around else start
        if middle > start + LONGEST_QUOTE - 100:
            start = max(start, middle - 150)
            while start > sentence.start and not self.text[start - 1].isspace() and self.lexicon.spaces:
                start -= 1
        start = max(start, sentence.start)
        stop = min(end, start + LONGEST_QUOTE)
        while stop < end and stop > start + 200 and not self.text[stop].isspace():
            stop -= 1
        return start, min(stop, start + LONGEST_QUOTE)


class _Sorted(Generic[Placed]):
    """Things with a start, to be cut out by ranges of the text."""

    def __init__(self, items: Sequence[Placed]) -> None:
        self._starts = [item.start for item in items]
        self._items: Sequence[Placed] = items

    def within(self, start: int, end: int) -> Sequence[Placed]:
        first = bisect_left(self._starts, start)
        return self._items[first : bisect_left(self._starts, end, first)]


def _clause_breaks(folded: str, span: Span, mark_of_clause: re.Pattern[str], cues: Sequence[Mark]) -> list[int]:
    """Where the clauses of a sentence end: at punctuation, save in short asides, and before words that begin one."""
    found: list[int] = []
    opened: int | None = None
    for mark in mark_of_clause.finditer(folded, span.start, span.end):
        character = mark[0]
        if character in "([":
            opened = mark.start()
        elif character not in ")]" and folded[mark.start() - 1] not in _TOPIC:
            found.append(mark.start())
        elif opened is not None:
            found += [opened, mark.end()] if mark.end() - opened > _SHORT_ASIDE else []
            opened = None
    found += [cue.start for cue in cues]
    found.sort()
    return found


def read(article: Article, lexicon: Lexicon) -> Reading | None:
    """The article with everything marked, or None where nothing of Meta's is named in it."""
    marked = marked_in(article, lexicon)
    if marked is None:
        return None
    text, folded, tokens, spans, cues, kinds = (
        marked.text,
        marked.folded,
        marked.tokens,
        marked.spans,
        marked.cues,
        marked.kinds,
    )
    staff = staff_of(marked, lexicon)
    names = with_new(marked.names, judged_names(marked, staff, lexicon))
    on_ai = "noun.ai" in kinds or "policy.open" in kinds
    if not is_about_meta(names, text, spans) and not (on_ai and does_something(names, kinds)):
        return None
    names = weak_names(names, text, spans, not _FIELD.isdisjoint(kinds))
    if "generation" in kinds:
        names = with_generations(text, names, kinds["generation"], chosen(kinds, _BESIDE_GENERATIONS))
        cues = _less_referring(cues, kinds["generation"])
    if staff:
        names = sorted([*names, *staff], key=itemgetter(1, 2))
    dated = chosen(kinds, _DATED)
    dates = dates_in(folded, tokens, dated, lexicon, names, article.published_on)
    published = published_on(article, dates, ((line.start, line.end, line.role) for line in marked.lines))
    dates = less_dateline(dates, text, marked.title_length + 1, published)
    published = original_of(published, dated, dates, ((line.start, line.end) for line in marked.lines))
    sums = amounts(folded, tokens, kinds.get("number", ()), lexicon)
    sentences = _sentences(text, folded, spans, [*names, *cues, *sums], dates, lexicon)
    if not sentences:  # all noise: a caption, an advert
        return None
    spoken_of = (outside_notices(one.all("model"), one.all("licence.naming")) for one in sentences)
    topics = Counter(mark.value for marks in spoken_of for mark in marks)
    fresh = not is_stale(dated, published)
    sizes = _sizes(sentences) if "noun.parameters" in kinds else {}
    month = linked_month(text, published)
    people = frozenset(mark.value for mark in staff)
    signed = signed_by(marked)
    return Reading(article, text, lexicon, published, fresh, sentences, topics, month, sizes, people, signed)


def staff_of(marked: Marked, lexicon: Lexicon) -> list[Mark]:
    """The mentions of people whom a text says to hold a post at Meta, and no list knows."""
    posts = chosen(marked.kinds, POSTS)
    names = with_new(marked.names, marked.proposed)
    return staff_in(marked.text, marked.spans, names, marked.cues, posts, lexicon) if posts else []


def _less_referring(cues: Sequence[Mark], generations: Sequence[Mark]) -> list[Mark]:
    """The cues, without a "the version" that is said to be the previous or the next one: it is not the one last named."""
    others = [one for one in generations if one.value in ("last", "next")]
    return [
        cue
        for cue in cues
        if cue.kind not in _REFERRING or not any(one.start - 1 <= cue.end and cue.start < one.end for one in others)
    ]


def _sizes(sentences: Sequence[Sentence]) -> dict[str, list[str]]:
    """Sizes given in words, under the family named in the sentence or last before it."""
    sizes: dict[str, list[str]] = {}
    family: str | None = None
    for sentence in sentences:
        models = sentence.all("model")
        family = models[0].value if models else family
        units = sentence.all("noun.parameters")
        if family is None or not units or sentence.has("other_model"):
            continue
        for unit in units:
            for amount in sentence.all("amount"):
                if 0 <= unit.start - amount.end <= 3 and (size := size_of(amount)):
                    sizes.setdefault(family, []).append(size)
    return sizes


def _asks(ending: str) -> bool:
    """Whether the last characters of a sentence end a question; Greek asks with a semicolon."""
    return ending.endswith(_QUESTION_MARKS) or (
        ending[-1:] in (";", "\u037e") and "\u0370" <= ending[-2:-1] <= "\u1fff"
    )


def _opens_noise(marks: Iterable[Mark], span: Span) -> bool:
    return any(mark.kind == "noise.opens" and mark.start - span.start <= 2 for mark in marks)


def _sentences(
    text: str,
    folded: str,
    spans: Sequence[Span],
    marks: Sequence[Mark],
    dates: Sequence[When],
    lexicon: Lexicon,
) -> list[Sentence]:
    by_start = _Sorted(sorted(marks, key=itemgetter(1, 2, 0)))
    dated = _Sorted(dates)
    mark_of_clause = _CLAUSE_MARK_OR_SPACE if _THAI.search(text) else _CLAUSE_MARK
    noisy = any(mark.kind == "noise.opens" for mark in marks)
    spoken = {span.line for span in spans if span.role == "body" and text.startswith(SPOKEN, span.start)}
    sentences: list[Sentence] = []
    rank = 0
    for span in spans:
        start, end, line, role = span.start, span.end, span.line, span.role
        if role == "noise":
            continue
        if len(sentences) == MOST_SENTENCES:
            break
        inside = _few_alike(by_start.within(start, end))
        if noisy and role == "body" and _opens_noise(inside, span):
            continue
        rank += role == "body"
        if lexicon.supposes and (verb := _supposing(folded, start, inside, lexicon)) is not None:
            inside = [verb, *inside]
        kinds = by_kind(inside)
        breaks = _clause_breaks(folded, span, mark_of_clause, kinds.get("role.break", _NONE))
        when: Sequence[When] = dated.within(start, end)[:_MOST_ALIKE] if dates else ()
        asks = _asks(text[max(start, end - 6) : end].rstrip(_CLOSING))
        if UNTOLD in kinds and (untold := untold_in(folded, start, end, breaks, kinds, lexicon.asks)) is not None:
            asks = asks or untold == (start, end)
            if not asks:
                inside, when = _without(inside, untold), _without(when, untold)
                kinds = by_kind(inside)
        sentences.append(
            Sentence(
                index=len(sentences),
                rank=0 if role == "title" else rank if role == "body" else rank + 1,
                start=start,
                end=end,
                line=line,
                role=role,
                marks=inside,
                dates=when,
                breaks=breaks,
                is_question=asks,
                is_quoted=_QUOTE_MARK.search(text, start, end) is not None or line in spoken,
                _kinds=kinds,
            )
        )
    return sentences


def _supposing(folded: str, start: int, marks: Sequence[Mark], lexicon: Lexicon) -> Mark | None:
    """The verb that a sentence begins with, before a name, and by which it only supposes: "Had Meta released ..."."""
    end = folded.find(" ", start, start + _LONGEST_VERB)
    if end < 0 or folded[start:end] not in lexicon.supposes:
        return None
    named = any(end < mark.start <= end + _AUXILIARY and mark.kind in _NAMES for mark in marks)  # "Da je Meta ..."
    return Mark("modality.if", start, end) if named else None


def _without(placed: Sequence[Placed], untold: tuple[int, int]) -> list[Placed]:
    """Marks or dates, less those that stand in a range of the text."""
    return [one for one in placed if not untold[0] <= one.start < untold[1]]


def _few_alike(marks: Sequence[Mark]) -> Sequence[Mark]:
    """The marks of a sentence, of each kind only the first ones: hundreds are a trap, and readers compare them in pairs."""
    if len(marks) <= _MOST_ALIKE:
        return marks
    counted: Counter[str] = Counter()
    kept: list[Mark] = []
    for mark in marks:
        counted[mark.kind] += 1
        if counted[mark.kind] <= _MOST_ALIKE:
            kept.append(mark)
    return kept
