"""Two texts of a licence -> clause by clause what became of it, and which terms that touches. Pure.

Clauses are aligned by their words, not by their numbers: first those that are equal, then by likeness (words that few
clauses hold count for more), then parts of what was split and wholes of what was merged.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from math import log
from typing import Any, Literal

from tracker.terms.clauses import Clause, clauses_of, plain_text, sentences_in, sentences_of, words_of
from tracker.terms.forbidden import FORBIDDEN_USES
from tracker.terms.known import nearest_of
from tracker.terms.places import TERRITORIES
from tracker.terms.read import Terms, is_ordinary, terms_in, terms_of
from tracker.terms.weight import is_weighty
from tracker.terms.wording import DAY

Verdict = Literal["same", "reworded", "changed", "added", "removed"]
_LIKE = 0.42  # below it two clauses have nothing to do with each other
_PART = 0.7  # share of a clause that must stand in what is left of another one to be a part of it
_NEAR = 0.9  # texts that are the same but for a little
_OF_ITSELF = frozenset({"name", "version_date"})  # what a title and the line under it say
_NO_DUTY = frozenset({"name", "version_date", "mau_reference_date", "nearest", "osi_approved"})


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
    groups = _dates_joined(
        [(tuple(before[at] for at in olds), tuple(after[at] for at in news)) for olds, news in _aligned(before, after)]
    )
    told, tells, terms = _terms(old, new, groups)
    names = (_product(told.values["name"]), _product(tells.values["name"]))
    judged = [_difference(a, b, terms, (told, tells), names) for a, b in groups]
    differences = tuple(one for one, _ in judged)
    total = sum(len(one.words) for one in before) + sum(len(one.words) for one in after)
    similarity = round(2 * sum(kept for _, kept in judged) / total, 4) if total else 1.0
    nearest = nearest_of(plain_text(new)) or nearest_of(plain_text(old))
    inserted = tuple(_inserted(differences)) if similarity >= _NEAR else ()
    return Comparison(differences, similarity, terms, nearest.name if nearest else None, inserted)


Pair = tuple[tuple[Clause, ...], tuple[Clause, ...]]


def _dates_joined(groups: list[Pair]) -> list[Pair]:
    """The line with the day of the old text stands for that of the new one, though they share hardly a word."""
    old = next((pair for pair in groups if not pair[1] and _is_date_line(pair[0][0])), None)
    new = next((pair for pair in groups if not pair[0] and _is_date_line(pair[1][0])), None)
    if old is None or new is None:
        return groups
    return [(old[0], new[1]) if pair is new else pair for pair in groups if pair is not old]


def _is_date_line(clause: Clause) -> bool:
    return len(clause.words) <= 10 and DAY.search(clause.text) is not None


def _terms(old: str, new: str, groups: Sequence[Pair]) -> tuple[Terms, Terms, dict[str, tuple[Any, Any]]]:
    """What the clauses that differ say, of the old text and of the new; and the terms of the texts that differ.

    Clauses that are the same on both sides are read only for terms that the others tell differently.
    """
    if not (is_ordinary(old) and is_ordinary(new)):
        told, tells = terms_of(old), terms_of(new)
        return told, tells, _unlike(told, tells)
    differ = [pair for pair in groups if not _same_in_place(*pair)]
    plain_old, plain_new = plain_text(old), plain_text(new)
    old_ones = tuple(one for a, _ in differ for clause in a for one in sentences_in(clause))
    new_ones = tuple(one for _, b in differ for clause in b for one in sentences_in(clause))
    told, tells = terms_in(plain_old, old_ones), terms_in(plain_new, new_ones)
    keys = _unlike(told, tells)
    if not keys:
        return told, tells, keys
    whole = (_whole(plain_old, frozenset(keys)), _whole(plain_new, frozenset(keys)))
    return told, tells, {key: pair for key, pair in _unlike(*whole).items() if key in keys}


@lru_cache(maxsize=16)
def _whole(plain: str, keys: frozenset[str]) -> Terms:
    """What a whole text says of these terms; remembered, as the new text of today is the old one of tomorrow."""
    return terms_in(plain, sentences_of(plain), keys)


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


Group = tuple[tuple[int, ...], tuple[int, ...]]


def _aligned(before: Sequence[Clause], after: Sequence[Clause]) -> list[Group]:
    partner = _equal(before, after)
    taken = set(partner.values())
    groups = {b: ([a], [b]) for a, b in partner.items()}
    for olds, news in _reflowed(before, after, partner, taken):
        groups[news[0]] = (olds, news)
        partner.update((a, news[0]) for a in olds)
        taken.update(news)
    free_old = [at for at in range(len(before)) if at not in partner]
    free_new = [at for at in range(len(after)) if at not in taken]
    alike = dict(_alike(before, after, free_old, free_new))
    groups |= {b: ([a], [b]) for a, b in alike.items()}
    partner |= alike
    loose_old = [at for at in free_old if at not in partner]
    loose_new = [at for at in free_new if at not in groups]
    for b in loose_new[:]:
        home = _home(after[b], [(a, before[a], [after[at] for at in groups[g][1]], b - g) for a, g in alike.items()])
        if home is not None:
            groups[partner[home]][1].append(b)
            loose_new.remove(b)
    for a in loose_old[:]:
        home = _home(before[a], [(g, after[g], [before[at] for at in groups[g][0]], a - o) for o, g in alike.items()])
        if home is not None:
            groups[home][0].append(a)
            loose_old.remove(a)
    ordered: list[tuple[float, Group]] = [
        (float(min(news)), (tuple(sorted(olds)), tuple(sorted(news)))) for olds, news in groups.values()
    ]
    ordered += [(float(b), ((), (b,))) for b in loose_new]
    for a in loose_old:
        above = max((partner[one] for one in range(a) if one in partner), default=-1)
        ordered.append((above + 0.5 + a / (2 * len(before) + 2), ((a,), ())))
    return [group for _, group in sorted(ordered, key=lambda one: one[0])]


def _reflowed(
    before: Sequence[Clause], after: Sequence[Clause], partner: dict[int, int], taken: set[int]
) -> Iterable[tuple[list[int], list[int]]]:
    """Runs of clauses that hold the same words, cut at other places."""
    first: defaultdict[str, list[int]] = defaultdict(list)
    for b, clause in enumerate(after):
        if b not in taken:
            first[clause.words[0]].append(b)
    used_old: set[int] = set()
    used_new: set[int] = set()
    for a in range(len(before)):
        for b in first[before[a].words[0]] if a not in partner and a not in used_old else ():
            olds, news = [a], [b]
            left, right = before[a].words, after[b].words
            while left != right and left[: len(right)] == right[: len(left)] and len(olds) + len(news) < 24:
                clauses, run = (before, olds) if len(left) < len(right) else (after, news)
                following = run[-1] + 1
                if following >= len(clauses):
                    break
                run.append(following)
                if clauses is before:
                    left += clauses[following].words
                else:
                    right += clauses[following].words
            free = not any(one in partner for one in olds) and not any(one in taken or one in used_new for one in news)
            if left == right and free and not used_old.intersection(olds):
                used_old.update(olds)
                used_new.update(news)
                yield olds, news
                break


def _equal(before: Sequence[Clause], after: Sequence[Clause]) -> dict[int, int]:
    """Clauses with equal words; of several such, those with equal labels or in equal order."""
    where: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, clause in enumerate(after):
        where[clause.words].append(at)
    partner: dict[int, int] = {}
    for at, clause in enumerate(before):
        options = where.get(clause.words)
        if options:
            best = next((one for one in options if after[one].label == clause.label), options[0])
            options.remove(best)
            partner[at] = best
    return partner


def _alike(
    before: Sequence[Clause], after: Sequence[Clause], olds: Sequence[int], news: Sequence[int]
) -> Iterable[tuple[int, int]]:
    """Pairs of clauses by likeness, the most alike first."""
    bags_old = {at: Counter(before[at].words) for at in olds}
    bags_new = {at: Counter(after[at].words) for at in news}
    held: Counter[str] = Counter(word for bag in (*bags_old.values(), *bags_new.values()) for word in bag)
    count = len(olds) + len(news) + 1
    weight = {word: log(1 + count / number) for word, number in held.items()}
    posting: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, bag in bags_new.items():
        for word, times in bag.items():
            posting[word].append((at, times))
    sizes_old = {at: sum(weight[word] * times for word, times in bag.items()) for at, bag in bags_old.items()}
    sizes_new = {at: sum(weight[word] * times for word, times in bag.items()) for at, bag in bags_new.items()}
    scored: list[tuple[float, int, int]] = []
    for a, bag in bags_old.items():
        shared: defaultdict[int, float] = defaultdict(float)
        for word, times in bag.items():
            for b, other in posting[word]:
                shared[b] += weight[word] * min(times, other)
        for b, common in shared.items():
            likeness = 2 * common / (sizes_old[a] + sizes_new[b])
            likeness = max(
                likeness,
                0.95 * common / min(sizes_old[a], sizes_new[b]) if min(len(bag), len(bags_new[b])) > 7 else 0.0,
            )
            if before[a].label and before[a].label == after[b].label:
                likeness += 0.06
            if likeness >= _LIKE:
                scored.append((likeness - abs(a / len(before) - b / len(after)) * 0.03, a, b))
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, a, b in sorted(scored, reverse=True):
        if a not in used_old and b not in used_new:
            used_old.add(a)
            used_new.add(b)
            yield a, b


def _home(part: Clause, pairs: Iterable[tuple[int, Clause, Sequence[Clause], int]]) -> int | None:
    """Of which clause, less what it shares with others already, this one is a part; short parts only of near ones.

    pairs: key, clause, the clauses that share it, how far away the first of these stands
    """
    best, where = _PART, None
    bag = Counter(part.words)
    for at, whole, partners, away in pairs:
        left = Counter(whole.words)
        if sum(min(number, left[word]) for word, number in bag.items()) / len(part.words) < best:
            continue  # nor would it be with less of the words left
        left.subtract(word for partner in partners for word in partner.words)
        share = sum(min(number, left[word]) for word, number in bag.items() if left[word] > 0) / len(part.words)
        if len(part.words) < 6 and (share < 1 or abs(away) > 3):
            continue
        if share >= best:
            best, where = share, at
    return where


def _difference(
    a: tuple[Clause, ...],
    b: tuple[Clause, ...],
    changed: dict[str, tuple[Any, Any]],
    terms: tuple[Terms, Terms],
    names: tuple[tuple[str, ...], tuple[str, ...]],
) -> tuple[Difference, int]:
    """What became of these clauses, and how many words they have in common."""
    left, right = _words(a), _words(b)
    moved = bool(a and b) and a[0].label != b[0].label
    if left == right:
        return Difference("same", a, b, moved, (), ()), len(left)
    touched = tuple(dict.fromkeys((*_standing(a, b, terms, left != right), *_listed(left, right, changed))))
    touched = tuple(key for key in touched if key != "licensor" or key in changed)  # copyright lines name it too
    if not a or not b:
        run = ("", b[0].text) if b else (a[0].text, "")
        return Difference("added" if b else "removed", a, b, False, (run,), touched), 0
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    words = tuple((" ".join(left[i:j]), " ".join(right[k:m])) for op, i, j, k, m in blocks if op != "equal")
    kept = sum(j - i for op, i, j, _, _ in blocks if op == "equal")
    matter = any(key in changed and key not in _NO_DUTY for key in touched)
    title = bool(touched) and _OF_ITSELF.issuperset(touched) and max(len(left), len(right)) <= 16
    weighty = not title and is_weighty(_neutral(a, names[0]), _neutral(b, names[1]))
    return Difference("changed" if matter or weighty else "reworded", a, b, moved, words, touched), kept


def _standing(a: Sequence[Clause], b: Sequence[Clause], terms: tuple[Terms, Terms], differs: bool) -> list[str]:
    """The terms whose words stand in these clauses."""
    return [
        key
        for side, read in ((a, terms[0]), (b, terms[1]))
        for key, words in read.words.items()
        if differs and any(words.start < clause.end and clause.start < words.end for clause in side)
    ]


def _listed(left: Sequence[str], right: Sequence[str], changed: dict[str, tuple[Any, Any]]) -> list[str]:
    """Lists are told by many clauses: these here, if they hold what came to a list or left it."""
    found = []
    for key, names in (("excluded_uses", FORBIDDEN_USES), ("excluded_territories", TERRITORIES)):
        if key in changed:
            patterns = dict(names)
            other = set(changed[key][0]) ^ set(changed[key][1])
            both = " ".join(left), " ".join(right)
            if any(bool(patterns[one].search(both[0])) != bool(patterns[one].search(both[1])) for one in other):
                found.append(key)
    return found


def _product(name: str | None) -> tuple[str, ...]:
    """The name of the thing licensed, out of the licence's own: "Llama 3.1 Community License" -> llama 3.1."""
    told = re.split(
        r"(?i)\b(?:community|acceptable|open|research|non-?commercial|prohibited|use|usage|model|licen[cs]e|terms|responsible|ai pubs)\b",
        name or "",
    )[0]
    return words_of(told)


def _neutral(clauses: Sequence[Clause], product: tuple[str, ...]) -> tuple[str, ...]:
    """The words with addresses, the product's name and references to sections made equal."""
    text = " ".join(clause.text for clause in clauses)
    text = re.sub(r"https?://\S+|\b[\w-]+(?:\.[\w-]+)+/\S*", " anaddress ", text)
    text = re.sub(
        r"(?i)\b(sections?|clauses?|articles?|paragraphs?)\s+[\d.]+(?:\([a-z]\))?(?:[a-z.]*\b)(?:(?:,| and|,? or)\s+\d[\d.]*)*",
        r"\1",
        text,
    )
    words = " ".join(words_of(text))
    for name in (product, product[1:] if len(product) > 2 else ()):
        if name:
            words = re.sub(rf"\b{re.escape(' '.join(name))}\b", "theproduct", words)
    return tuple(words.split())


def _inserted(differences: Iterable[Difference]) -> Iterable[str]:
    """Sentences that only the new text holds."""
    for one in differences:
        if one.verdict == "added":
            yield one.new[0].text
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
