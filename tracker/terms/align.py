"""Which clauses of two texts belong together, whatever their numbers. Pure.

First those that are equal, then by likeness (words that few clauses hold count for more), then parts of what was split
and wholes of what was merged.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from math import log

from tracker.terms.clauses import Clause
from tracker.terms.neutral import is_note
from tracker.terms.weight import rooted
from tracker.terms.wording import DAY

_LIKE = 0.42  # below it two clauses have nothing to do with each other
_FAR = 0.65  # share of a clause's best likeness below which another clause does not stand for it
_PART = 0.7  # share of a clause that must stand in what is left of another one to be a part of it
_ALL = 40_000  # pairs of clauses up to which each is weighed
_NEAR = 48  # with more, about how many others each clause is held against: those that share its rarest words
Pair = tuple[tuple[Clause, ...], tuple[Clause, ...]]


def aligned(before: Sequence[Clause], after: Sequence[Clause], recitals: frozenset[Clause]) -> list[Pair]:
    """Clauses of the old text and those of the new that stand for them, in the order of the new one.

    recitals: those of both texts that rule nothing
    """
    pairs = [
        (tuple(before[at] for at in olds), tuple(after[at] for at in news)) for olds, news in _aligned(before, after)
    ]
    return _titles_taken_along(_headings_joined(_notes_joined(_recitals_joined(_dates_joined(pairs), recitals))))


def _notes_joined(groups: list[Pair]) -> list[Pair]:
    """What came, or went, and tells only of the text itself is one with the clause above it, else with that below."""
    joined: list[Pair] = []
    for old, new in groups:
        if (not old or not new) and joined and all(map(is_note, (*old, *new))):
            joined[-1] = (*joined[-1][0], *old), (*joined[-1][1], *new)
        elif joined and len(joined) == 1 and () in joined[0] and all(map(is_note, (*joined[0][0], *joined[0][1]))):
            joined[-1] = (*joined[0][0], *old), (*joined[0][1], *new)
        else:
            joined.append((old, new))
    return joined


def _dates_joined(groups: list[Pair]) -> list[Pair]:
    """The line with the day of the old text stands for that of the new one, though they share hardly a word."""
    old = next((pair for pair in groups if not pair[1] and _is_date_line(pair[0][0])), None)
    new = next((pair for pair in groups if not pair[0] and _is_date_line(pair[1][0])), None)
    if old is None or new is None:
        return groups
    return [(old[0], new[1]) if pair is new else pair for pair in groups if pair is not old]


def _recitals_joined(groups: list[Pair], recitals: frozenset[Clause]) -> list[Pair]:
    """Recitals that came in the place of others are those, worded anew."""
    gone = [pair for pair in groups if not pair[1] and recitals.issuperset(pair[0])] if recitals else []
    come = [pair for pair in groups if not pair[0] and recitals.issuperset(pair[1])] if recitals else []
    if not gone or not come:
        return groups
    one = tuple(c for old, _ in gone for c in old), tuple(c for _, new in come for c in new)
    lost = {id(pair) for pair in (*gone, *come[1:])}
    return [one if pair is come[0] else pair for pair in groups if id(pair) not in lost]


def _headings_joined(groups: list[Pair]) -> list[Pair]:
    """A heading that goes, and one that comes over the same clause, are one that is worded otherwise."""
    gone = {pair[0][0].start: at for at, pair in enumerate(groups) if not pair[1] and _is_heading(pair[0][0])}
    come = [at for at, pair in enumerate(groups) if not pair[0] and _is_heading(pair[1][0])]
    if not gone or not come:
        return groups
    joined: dict[int, int] = {}
    for at in come:
        below = groups[at + 1][0] if at + 1 < len(groups) else ()
        starts = [
            start
            for start in gone
            if below and start < below[0].start and below[0].heading == groups[gone[start]][0][0].text
        ]
        if starts:
            joined[at] = gone.pop(max(starts))
    lost = set(joined.values())
    return [
        (groups[joined[at]][0], pair[1]) if at in joined else pair for at, pair in enumerate(groups) if at not in lost
    ]


def _titles_taken_along(groups: list[Pair]) -> list[Pair]:
    """A heading that came, or went, with the clause under it is one with it."""
    joined: list[Pair] = []
    for old, new in groups:
        above = joined[-1] if joined else ((), ())
        if not old and not above[0] and len(above[1]) == 1 and _is_over(above[1][0], new[0]):
            joined[-1] = ((), (*above[1], *new))
        elif not new and not above[1] and len(above[0]) == 1 and _is_over(above[0][0], old[0]):
            joined[-1] = ((*above[0], *old), ())
        else:
            joined.append((old, new))
    return joined


def _is_over(title: Clause, clause: Clause) -> bool:
    return _is_heading(title) and clause.heading == title.text and not _is_heading(clause)


def _is_heading(clause: Clause) -> bool:
    return clause.heading == clause.text


def _is_date_line(clause: Clause) -> bool:
    return len(clause.words) <= 10 and (DAY.search(clause.text) or _VERSION.match(clause.text)) is not None


_VERSION = re.compile(r"(?i)version [\d.]+,? (?:of )?20\d\d\b")


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
    wholes = _Wholes({a: before[a] for a in (alike if loose_new else ())})
    for b in loose_new[:]:
        near = wholes.near(after[b], b * len(before) // len(after), alike)
        home = _home(after[b], [(a, before[a], [after[at] for at in groups[g][1]], b - g) for a, g in near])
        if home is not None:
            groups[partner[home]][1].append(b)
            loose_new.remove(b)
    wholes = _Wholes({g: after[g] for g in (alike.values() if loose_old else ())})
    for a in loose_old[:]:
        near = wholes.near(before[a], a * len(after) // len(before), {g: o for o, g in alike.items()})
        home = _home(before[a], [(g, after[g], [before[at] for at in groups[g][0]], a - o) for g, o in near])
        if home is not None:
            groups[home][0].append(a)
            loose_old.remove(a)
    ordered: list[tuple[float, Group]] = [
        (float(min(news)), (tuple(sorted(olds)), tuple(sorted(news)))) for olds, news in groups.values()
    ]
    ordered += [(float(b), ((), (b,))) for b in loose_new]
    above = list(accumulate((partner.get(one, -1) for one in range(len(before))), max, initial=-1))
    ordered += [(above[a] + 0.5 + a / (2 * len(before) + 2), ((a,), ())) for a in loose_old]
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
    bags_old = {at: Counter(rooted(before[at].words)) for at in olds}
    bags_new = {at: Counter(rooted(after[at].words)) for at in news}
    held: Counter[str] = Counter(word for bag in (*bags_old.values(), *bags_new.values()) for word in bag)
    count = len(olds) + len(news) + 1
    weight = {word: log(1 + count / number) for word, number in held.items()}
    posting = _holders_of(bags_new)
    few = len(olds) * len(news) <= _ALL
    sizes_old = {at: sum(weight[word] * times for word, times in bag.items()) for at, bag in bags_old.items()}
    sizes_new = {at: sum(weight[word] * times for word, times in bag.items()) for at, bag in bags_new.items()}
    scored: list[tuple[float, int, int]] = []
    for a, bag in bags_old.items():
        for b, common in _shared(bag, bags_new, posting, weight, None if few else a * len(after) // len(before)):
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
    best_old: defaultdict[int, float] = defaultdict(float)
    best_new: defaultdict[int, float] = defaultdict(float)
    for likeness, a, b in scored:
        best_old[a], best_new[b] = max(best_old[a], likeness), max(best_new[b], likeness)
    for likeness, a, b in sorted(scored, reverse=True):
        if (
            likeness < _FAR * max(best_old[a], best_new[b]) and before[a].words[0] < "\u3005"
        ):  # single signs tell little
            continue  # it is rather a part of what was taken, or nothing's
        if a not in used_old and b not in used_new:
            used_old.add(a)
            used_new.add(b)
            yield a, b


def _holders_of(bags: Mapping[int, Counter[str]]) -> dict[str, list[int]]:
    """Which clauses hold each word, in their order."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, bag in bags.items():
        for word in bag:
            holders[word].append(at)
    return holders


def _shared(
    bag: Counter[str],
    others: Mapping[int, Counter[str]],
    holders: Mapping[str, list[int]],
    weight: Mapping[str, float],
    place: int | None,
) -> Iterable[tuple[int, float]]:
    """The clauses that have words in common with this one, and what these weigh.

    place: about where this one would stand among the others; then of many clauses only some are told: those that hold
    its rarest words, of these the nearest. None for all of them.
    """
    if place is None:
        shared: defaultdict[int, float] = defaultdict(float)
        for word, times in bag.items():
            for at in holders.get(word, ()):
                shared[at] += weight[word] * min(times, others[at][word])
        return shared.items()
    found = _nearest(sorted((holders[word] for word in bag if word in holders), key=len), place)
    return [
        (at, sum(weight[word] * min(times, other[word]) for word, times in bag.items() if word in other))
        for at in found
        for other in (others[at],)
    ]


def _nearest(lists: Iterable[list[int]], place: int) -> list[int]:
    """Out of ascending lists, the shortest first, so many numbers as are weighed; of a long one those around a place."""
    found: dict[int, None] = {}
    for one in lists:
        if len(one) > _NEAR:
            middle = bisect_left(one, place)
            found |= dict.fromkeys(one[max(0, middle - _NEAR // 2) : middle + _NEAR // 2])
            break
        if len(found) + len(one) > _NEAR:
            break
        found |= dict.fromkeys(one)
    return list(found)


class _Wholes:
    """Clauses of which others may be parts, by their words."""

    def __init__(self, clauses: Mapping[int, Clause]) -> None:
        self._holders = _holders_of({at: Counter(rooted(one.words)) for at, one in sorted(clauses.items())})

    def near(self, part: Clause, place: int, others: Mapping[int, int]) -> list[tuple[int, int]]:
        """Of these (clause -> its partner), in their order, all that can hold so much of a part as makes it one.

        What holds none of its rarest words, three in ten, cannot.
        """
        lists, missing = [], 0
        bag = Counter(rooted(part.words))
        for word in sorted(bag, key=lambda word: len(self._holders.get(word, ()))):
            lists.append(self._holders.get(word, []))
            missing += bag[word]
            if missing > (1 - _PART) * len(part.words):
                break
        found = {at for one in lists for at in one}
        if len(found) > _NEAR and len(others) ** 2 > _ALL:
            found = set(_nearest(lists, place))
        return [(at, partner) for at, partner in others.items() if at in found]


def _home(part: Clause, pairs: Iterable[tuple[int, Clause, Sequence[Clause], int]]) -> int | None:
    """Of which clause, less what it shares with others already, this one is a part, of several the nearest; short parts
    only of near ones.

    pairs: key, clause, the clauses that share it, how far away the first of these stands
    """
    best, nearest, where = _PART, 0.0, None
    bag = Counter(rooted(part.words))
    for at, whole, partners, away in pairs:
        left = Counter(rooted(whole.words))
        if sum(min(number, left[word]) for word, number in bag.items()) / len(part.words) < best:
            continue  # nor would it be with less of the words left
        left.subtract(word for partner in partners for word in rooted(partner.words))
        share = sum(min(number, left[word]) for word, number in bag.items() if left[word] > 0) / len(part.words)
        if share < _PART and len(part.words) > 11:
            share = _repeating(bag, rooted(whole.words), left)
        if len(part.words) < 6 and (share < 1 or abs(away) > 3):
            continue
        distance = abs(away - 0.5)  # behind it rather than before it
        if share > best or (share == best and (where is None or distance <= nearest)):
            best, nearest, where = share, distance, at
    return where


def _repeating(bag: Counter[str], whole: Sequence[str], left: Counter[str]) -> float:
    """Which share of a part stands in a clause, if that holds it all but for a word or two, and it holds what is left.

    Who splits a clause may write its beginning twice.
    """
    words = Counter(whole)
    share = sum(min(number, words[word]) for word, number in bag.items()) / bag.total()
    rest = +left
    taken = sum(min(number, bag[word]) for word, number in rest.items())
    return share if share >= 0.9 and taken >= max(4, 0.7 * rest.total()) else 0.0
