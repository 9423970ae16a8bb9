"""Two texts of a licence -> clause by clause what became of it, and which terms that touches. Pure.

Clauses are aligned by their words, not by their numbers (terms/align.py).
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Literal, NamedTuple

from tracker.terms.align import Pair, aligned
from tracker.terms.clauses import Clause, clauses_of, sentences_in, sentences_of, words_of
from tracker.terms.differing import opcodes
from tracker.terms.duties import is_policy
from tracker.terms.licensors import named_in
from tracker.terms.markup import plain_text
from tracker.terms.nearest import nearest_of
from tracker.terms.neutral import neutral_both, products_of
from tracker.terms.places import PLACE_CAPITALS, PLACE_WORDS, places_in
from tracker.terms.read import NOTHING, Terms, is_ordinary, terms_in, terms_of
from tracker.terms.recitals import recitals_in
from tracker.terms.renamed import Renaming, renamed_in, versioned_in
from tracker.terms.tongues import tongue_of
from tracker.terms.uses import is_forbidding, pieces_of, uses_in
from tracker.terms.weight import is_weighty, is_weighty_heading, says_alike
from tracker.terms.wording import DEFINES, flat, starts_of, straight

Verdict = Literal["same", "reworded", "changed", "added", "removed"]
_NEAR = 0.9  # texts that are the same but for a little
_OF_ITSELF = frozenset({"name", "version_date"})  # what a title and the line under it say
_NO_DUTY = frozenset({"name", "version_date", "mau_reference_date", "nearest", "osi_approved"})

# Terms that are told by the words of a clause, and not by a name in it: where one text tells none, and no word differs,
# only our reading does.
_BY_WORDS = frozenset(
    [
        *("commercial_use", "attribution_notice", "outputs_to_improve_other_models", "litigation_termination"),
        *("redistribution", "derivatives", "excluded_uses", "licensor"),
    ]
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of some clauses.

    old, new: one each, more where a clause was split or merged, none where one was added or removed
    moved: it stands elsewhere, or under another number
    words: runs of words as (gone, come), either may be empty
    terms: those whose words stand here and that differ, and those that stand here if the clause is not the same
    """

    verdict: Verdict
    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    moved: bool
    words: tuple[tuple[str, str], ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """differences: in the order of the new text, what was removed where it stood
    similarity: share of the words that both texts have in the same places, 0 to 1
    terms: those that differ, as (before, after); inserted: sentences that a text otherwise the same came to hold
    nearest: the known licence that the new text is, or is nearest to
    """

    differences: tuple[Difference, ...]
    similarity: float
    terms: dict[str, tuple[Any, Any]]
    nearest: str | None
    inserted: tuple[str, ...]


def compare(old: str, new: str) -> Comparison:
    """Both as text, Markdown or HTML."""
    before, after = clauses_of(plain_text(old)), clauses_of(plain_text(new))
    recitals = recitals_in(before) | recitals_in(after)
    groups = aligned(before, after, recitals)
    told, tells, terms = _terms(old, new, groups)
    names = products_of(told.values["name"], tells.values["name"]) or versioned_in(plain_text(old), plain_text(new))
    renamed = renamed_in(plain_text(old), plain_text(new), groups)
    texts = _Texts(terms, (told, tells), names, recitals, renamed)
    judged = [_difference(a, b, texts) for a, b in groups]
    differences = tuple(one for one, _ in judged)
    total = sum(len(one.words) for one in before) + sum(len(one.words) for one in after)
    similarity = round(2 * sum(kept for _, kept in judged) / total, 4) if total else 1.0
    nearest = nearest_of(plain_text(new)) or nearest_of(plain_text(old))
    inserted = tuple(_inserted(differences)) if similarity >= _NEAR else ()
    return Comparison(differences, similarity, terms, nearest.name if nearest else None, inserted)


def _terms(old: str, new: str, groups: Sequence[Pair]) -> tuple[Terms, Terms, dict[str, tuple[Any, Any]]]:
    """What the clauses that differ say, of the old text and of the new; and the terms of the texts that differ.

    Clauses that are the same on both sides are read only for terms that the others tell differently.
    """
    if not (is_ordinary(old) and is_ordinary(new)):
        told, tells = terms_of(old), terms_of(new)
        return told, tells, _less_house(plain_text(old), plain_text(new), _unlike(told, tells))
    differ = [pair for pair in groups if not _same_in_place(*pair)]
    plain_old, plain_new = plain_text(old), plain_text(new)
    old_ones = tuple(one for a, _ in differ for clause in a for one in sentences_in(clause))
    new_ones = tuple(one for _, b in differ for clause in b for one in sentences_in(clause))
    told, tells = terms_in(plain_old, old_ones), terms_in(plain_new, new_ones)
    keys = _unlike(told, tells)
    rest = frozenset(keys) - _OF_ITSELF  # these are read out of whole texts anyway
    if not rest:
        return told, tells, keys
    uses = frozenset(told.values["excluded_uses"]) ^ frozenset(tells.values["excluded_uses"])
    if any(is_policy(one.values["name"]) for one in (told, tells)):
        uses = frozenset()  # a policy's headings and lists are read as a whole
    unlike = _unlike(_whole(plain_old, rest, uses), _whole(plain_new, rest, uses))
    if uses and "excluded_uses" in unlike:  # which is seldom, so that both lists are worth reading out
        unlike = _unlike(_whole(plain_old, rest, frozenset()), _whole(plain_new, rest, frozenset()))
    unlike = _less_house(plain_old, plain_new, unlike)
    return (
        told,
        tells,
        {key: pair for key, pair in keys.items() if key in _OF_ITSELF}
        | {key: pair for key, pair in unlike.items() if key in rest},
    )


def _less_house(old: str, new: str, unlike: dict[str, tuple[Any, Any]]) -> dict[str, tuple[Any, Any]]:
    """Without who grants, where all that are taken for him are named in both texts: these only introduce him otherwise."""
    named = [name for told in unlike.get("licensor", ()) if told for name in named_in(told)]
    if named and all(name in flat(old) and name in flat(new) for name in named):
        return {key: pair for key, pair in unlike.items() if key != "licensor"}
    return unlike


@lru_cache(maxsize=16)
def _whole(plain: str, keys: frozenset[str], uses: frozenset[str]) -> Terms:
    """What a whole text says of these terms; remembered, as the new text of today is the old one of tomorrow.

    uses: of those that are ruled out, the ones that are in question; none: all
    """
    spoken = {
        **_SPOKEN_OF,
        "excluded_uses": tuple(sorted({piece for use in uses for piece in pieces_of(use)}) or ("",)),
    }
    pieces = tuple(piece for key in sorted(keys) for piece in spoken.get(key, ("",)))
    if "" in pieces or tongue_of(plain) is not None:
        return terms_in(plain, sentences_of(plain), keys)
    read = terms_in(plain, tuple(told for one in _speaking(plain, pieces) for told in sentences_in(one)), keys)
    if uses:
        read.values["excluded_uses"] = [use for use in read.values["excluded_uses"] if use in uses]
    return read


def _speaking(plain: str, pieces: Iterable[str]) -> list[Clause]:
    """The clauses that have one of these pieces of words, or of which what leads to them or stands over them has.

    Pieces in small letters are looked for once, among the words of all clauses; others where they stand as written.
    """
    clauses = clauses_of(plain)
    known = f" {' '.join({word for one in clauses for word in one.words})} "
    small = [one for one in {_longest_word(piece) for piece in pieces if piece.islower()} if one in known]
    words = {word for piece in small for word in _words_with(piece, known)}
    text = straight(plain)
    written = [one for one in pieces if not one.islower() and one in text]
    starts = [one.start for one in clauses]
    held = {bisect_right(starts, at) - 1 for at in starts_of(text, written)}
    over = {above: False for one in clauses for above in (one.lead, one.heading)}
    for above in over:
        low = above.casefold()
        over[above] = any(piece in low for piece in small) or any(piece in straight(above) for piece in written)
    return [
        one
        for at, one in enumerate(clauses)
        if at in held or over[one.lead] or over[one.heading] or not words.isdisjoint(one.words)
    ]


@lru_cache(maxsize=2_048)
def _longest_word(piece: str) -> str:
    """What of a piece stands within one word: the words of all clauses are held one by one, in no order."""
    words: list[str] = _WORD.findall(piece)
    return max(words, key=len)


def _words_with(piece: str, words: str) -> Iterator[str]:
    """Of words with a blank before and behind each, those that hold this piece."""
    at = words.find(piece)
    while at >= 0:
        end = words.index(" ", at)
        yield words[words.rindex(" ", 0, at) + 1 : end]
        at = words.find(piece, end)


_WORD = re.compile(r"\w+")
# Pieces of words of which one stands in each clause that can speak of a term, to spare the reading of all others.
_SPOKEN_OF = {
    "mau_threshold": ("month", "mau"),
    "mau_reference_date": ("month", "mau"),
    "display_notice": ('"',),
    "name_prefix": ('"',),
    "excluded_territories": (*PLACE_WORDS, *PLACE_CAPITALS),
    "litigation_termination": ("proceeding", "litigation", "lawsuit", "action", "claim", "suit", "sue", "court"),
    "governing_law": ("law",),
}


def _unlike(told: Terms, tells: Terms) -> dict[str, tuple[Any, Any]]:
    return {
        key: (told.values[key], tells.values[key])
        for key in told.values
        if told.values[key] != tells.values[key] and key != "nearest"
    }


def _words(clauses: Sequence[Clause]) -> tuple[str, ...]:
    return clauses[0].words if len(clauses) == 1 else tuple(word for one in clauses for word in one.words)


def _same_in_place(a: Sequence[Clause], b: Sequence[Clause]) -> bool:
    """Whether clauses hold the same words, under the same words."""
    if _words(a) != _words(b):
        return False
    led_alike = bool(a and b) and (a[0].lead, a[0].heading) == (b[0].lead, b[0].heading)
    return led_alike or _leads(a) == _leads(b)


def _leads(clauses: Sequence[Clause]) -> tuple[str, ...]:
    return words_of(clauses[0].lead + clauses[0].heading) if clauses else ()


class _Texts(NamedTuple):
    """What is known of both texts when their clauses are judged.

    changed: the terms that differ; terms: of each text; names: of their products; recitals: clauses that rule nothing
    renamed: terms that the new text calls otherwise
    """

    changed: dict[str, tuple[Any, Any]]
    terms: tuple[Terms, Terms]
    names: Sequence[str]
    recitals: frozenset[Clause]
    renamed: Sequence[Renaming]


def _difference(a: tuple[Clause, ...], b: tuple[Clause, ...], texts: _Texts) -> tuple[Difference, int]:
    """What became of these clauses, and how many words they have in common."""
    moved = bool(a and b) and a[0].label != b[0].label
    left, right = _words(a), _words(b)
    if left == right:
        return Difference("same", a, b, moved, (), ()), len(left)
    touched = tuple(dict.fromkeys((*_standing(a, b, texts.terms), *_listed(left, right, texts.changed))))
    touched = tuple(key for key in touched if key != "licensor" or key in texts.changed)  # copyright lines name it too
    if not a or not b:
        run = ("", b[-1].text) if b else (a[-1].text, "")
        return Difference("added" if b else "removed", a, b, False, (run,), touched), 0
    blocks = opcodes(left, right)
    words = tuple((" ".join(left[i:j]), " ".join(right[k:m])) for op, i, j, k, m in blocks if op != "equal")
    kept = sum(j - i for op, i, j, _, _ in blocks if op == "equal")
    verdict: Verdict = "changed" if _rules_else(a, b, texts, touched) else "reworded"
    return Difference(verdict, a, b, moved, words, touched), kept


def _rules_else(a: tuple[Clause, ...], b: tuple[Clause, ...], texts: _Texts, touched: Sequence[str]) -> bool:
    """Whether a clause came to rule something else; touched: the terms whose words stand in it."""
    left, right = _words(a), _words(b)
    idle = (
        _NO_DUTY | {"acceptable_use_policy"} if all(is_policy(one.values["name"]) for one in texts.terms) else _NO_DUTY
    )
    matter = {key for key in touched if key in texts.changed and key not in idle}
    unread = {key for key in matter & _BY_WORDS if key == "excluded_uses" or NOTHING[key] in texts.changed[key]}
    if matter - unread or _other_models(touched, left, right) or _elsewhere(a, b):
        return True
    title = _is_title(touched, texts.changed) and max(len(left), len(right)) <= 16
    headings = _are_headings(a) and _are_headings(b)
    rules = not title and not texts.recitals.issuperset((*a, *b)) and not (headings and _both_forbid(a, b))
    if not matter and not rules:
        return False
    before, after = neutral_both(a, b, texts.names, texts.renamed)
    judge = is_weighty_heading if headings else _weighs(a, b)
    return (bool(matter) and not says_alike(before, after)) or (rules and judge(before, after))


def _weighs(a: Sequence[Clause], b: Sequence[Clause]) -> Callable[[Sequence[str], Sequence[str]], bool]:
    """How the words of two clauses are weighed; where both define, each thing counts."""
    defines = all(len(side) == 1 and DEFINES.search(straight(flat(side[0].text[:300]))) for side in (a, b))
    return partial(is_weighty, defines=defines)


def _is_title(touched: Sequence[str], changed: Collection[str]) -> bool:
    """Whether clauses tell the name or the day, and no term that differs; a title may tell what it is for."""
    return not _OF_ITSELF.isdisjoint(touched) and all(
        key in _OF_ITSELF or (key == "commercial_use" and key not in changed) for key in touched
    )


def _elsewhere(a: Sequence[Clause], b: Sequence[Clause]) -> bool:
    """Whether courts, or arbitrators, sit in another place."""
    before, after = (" ".join(one.text for one in side) for side in (a, b))
    if not (_COURTS.search(before) and _COURTS.search(after)):
        return False
    there, here = ({one.casefold() for one in _PLACE.findall(text)} for text in (before, after))
    return bool(there - here) and bool(here - there) and before.isupper() == after.isupper()


_COURTS = re.compile(r"\b(?:courts?|jurisdiction|arbitrat\w+|venue|seat)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:courts (?:sitting )?(?:of|in|at)|(?:seat|place|venue)\b[^.;]{0,40}? (?:is|be|in)|arbitration in|jurisdiction (?:is|of)|located in) (?:the )?([A-Z][\w'-]+)"
)


def _other_models(touched: Sequence[str], left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether a rule on outputs came to speak of other kinds of models."""
    if "outputs_to_improve_other_models" not in touched:
        return False
    return bool(_KINDS & (set(left) ^ set(right)))


_KINDS = frozenset(
    [
        "ai",
        "language",
        "image",
        "video",
        "audio",
        "speech",
        "text",
        "foundation",
        "foundational",
        "generative",
        "large",
        "competing",
        "competes",
    ]
)


def _are_headings(clauses: Sequence[Clause]) -> bool:
    return all(one.heading == one.text and len(one.words) <= 10 for one in clauses)


def _both_forbid(a: Sequence[Clause], b: Sequence[Clause]) -> bool:
    """Whether two headings stand over what nobody may do, however they say so, without exception."""
    return all(is_forbidding(one.text) and not _EXCEPTS.search(one.text) for side in (a, b) for one in side)


_EXCEPTS = re.compile(r"\b(?:except|unless|without|only|but)\b", re.IGNORECASE)


def _standing(a: Sequence[Clause], b: Sequence[Clause], terms: tuple[Terms, Terms]) -> list[str]:
    """The terms whose words stand in these clauses."""
    return [
        key
        for side, read in ((a, terms[0]), (b, terms[1]))
        for key, words in read.words.items()
        if any(words.start < clause.end and clause.start < words.end for clause in side)
    ]


def _listed(left: Sequence[str], right: Sequence[str], changed: dict[str, tuple[Any, Any]]) -> list[str]:
    """Lists are told by many clauses: these here, if they hold what came to a list or left it."""
    found = []
    for key, named in (("excluded_uses", uses_in), ("excluded_territories", places_in)):
        if key in changed:
            other = set(changed[key][0]) ^ set(changed[key][1])
            if not other.isdisjoint(set(named(" ".join(left))) ^ set(named(" ".join(right)))):
                found.append(key)
    return found


def _inserted(differences: Iterable[Difference]) -> Iterable[str]:
    """Sentences that only the new text holds."""
    for one in differences:
        if one.verdict == "added":
            yield one.new[-1].text  # below its title, if it came with one
        elif one.verdict in ("changed", "reworded"):
            known = {words_of(told) for clause in one.old for told in re.split(r"(?<=[.;])\s+", clause.text)}
            for clause in one.new:
                for told in re.split(r"(?<=[.;])\s+", clause.text):
                    words = words_of(told)
                    if len(words) > 3 and words not in known and _share(words, one.old) < 0.75:
                        yield told.strip()


def _share(words: Sequence[str], old: Sequence[Clause]) -> float:
    there = Counter(word for clause in old for word in clause.words)
    return sum((Counter(words) & there).values()) / len(words)
