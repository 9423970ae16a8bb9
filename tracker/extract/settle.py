"""From what sentences say of releases to what the article says: one claim per family, or per step of its story."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from tracker.extract.folding import Mark
from tracker.extract.generations import is_earlier
from tracker.extract.hit import COMING, Hit, access_in, base_of
from tracker.extract.newsday import day_of_headline, fallback_date, is_liveblog, month_of_news
from tracker.extract.postponed import put_off_until
from tracker.extract.reading import LEAD_SENTENCES, Reading
from tracker.extract.when import is_before, resolved
from tracker.records import Access, Claim, ReleaseStatus

_DAYS_OF_NEWS = 10
_PALE = 3.0  # how much less the date of "the release" counts than that of "released"
_FIRST_LLAMA_UNTIL = "2023-07-17"
_BEGINNING = ("release.done", "release.announce", "release.noun")
_OF_ELSE = ("other", "other_model", "other_person", "noun.else")
_DONE: frozenset[ReleaseStatus] = frozenset({"released", "announced"})
_PAST = _DONE | {"leaked"}


def release_claims(reading: Reading, hits: Sequence[Hit], on: AbstractSet[str] | None = None) -> list[Claim]:
    """The releases that an article tells of, news and background, in the order in which it comes to them.

    on: the subjects whose claims are asked for; None: all
    """
    families: defaultdict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        families[_subject(reading, hit)].append(hit)
    _drop_generic(families)
    _put_back(families)
    told = [group for family in families.values() for group in _steps(reading, family)]
    lead = _leading(reading, told)
    told = [group for group in told if on is None or any(_subject(reading, hit) in on for hit in group)]
    claims = [_claim(reading, group, any(group is one for one in lead), hits) for group in told]
    gone = {claim.subject for claim in claims if claim.status in ("leaked", "withdrawn")}
    claims = [_once_out(claim) if claim.subject in gone else claim for claim in claims]
    return sorted(claims, key=lambda claim: claim.start)


def _once_out(claim: Claim) -> Claim:
    """What leaked or was withdrawn had been out before, whatever verb brought it: "presented on 15 November"."""
    return replace(claim, status="released") if claim.status == "announced" else claim


def _subject(reading: Reading, hit: Hit) -> str:
    """The family; what a text calls just "Llama" is the first one if it came before the second."""
    if hit.subject == "Llama":
        told_on = hit.when or (reading.published if not hit.background else None)
        if told_on is not None and told_on <= _FIRST_LLAMA_UNTIL[: len(told_on)] and told_on[:4] == "2023":
            return "LLaMA"
    return hit.subject


def _drop_generic(families: dict[str, list[Hit]]) -> None:
    """Leave out "its new Llama models" and "the third generation of DINO" where the text says which."""
    for name in list(families):
        if name[-1].isdigit() and any(hit.has_date and hit.background for hit in families[name]):
            continue  # Llama 3 in April, Llama 3.1 in July
        versioned = [other for other in families if re.fullmatch(rf"{re.escape(name)}[ v-]*[\d.]+", other)]
        if len(versioned) == 1 and _came_before(families[name], families[versioned[0]]):
            continue  # SAM in 2023, SAM 3 yesterday
        if len(versioned) == 1 and name != "Llama" and not _is_to_come(families[versioned[0]], families[name]):
            families[versioned[0]] += [replace(hit, subject=versioned[0]) for hit in families.pop(name)]
            continue
        if versioned and (name == "Llama" or len(versioned) > 1):
            beside = {hit.sentence.index for other in versioned for hit in families[other] if name == "Llama"}
            families[name] = [
                hit
                for hit in families[name]
                if hit.has_date and hit.background and hit.sentence.index not in beside  # "Llama 3.2, the first Llama"
            ]
        if not families[name]:
            del families[name]


def _put_back(families: dict[str, list[Hit]]) -> None:
    """Make what has no date background where a later model of its line is out: Llama 2, in a text on Llama 4."""
    out = [name for name, hits in families.items() if any(hit.status in _DONE and not hit.weak for hit in hits)]
    for name, hits in families.items():
        undated = all(hit.status in _PAST and not hit.has_date for hit in hits)
        if undated and any(is_earlier(name, other) for other in out):
            families[name] = [replace(hit, background=True) for hit in hits]


def _came_before(earlier: Sequence[Hit], later: Sequence[Hit]) -> bool:
    """Whether all that is told of the name without a number has a date, in a month before the numbered model's."""
    dated = [hit.when[:7] for hit in earlier if hit.when and hit.background]
    return (
        len(dated) == len(earlier)
        and any(not hit.background for hit in later)
        and all(hit.when is None or hit.when[:7] > max(dated) for hit in later)
    )


def _is_to_come(later: Sequence[Hit], earlier: Sequence[Hit]) -> bool:
    """Whether a numbered model is only coming while the one without a number is out: "Muse Spark", "Muse Spark 2"."""
    return all(hit.status in COMING for hit in later) and any(hit.status not in COMING for hit in earlier)


def _steps(reading: Reading, family: Sequence[Hit]) -> list[list[Hit]]:
    """The hits on one family, grouped into the steps that are claims of their own."""
    if all(hit.weak and not hit.has_date for hit in family):
        return []
    if any(hit.background and hit.has_date for hit in family):
        family = [_of_old(hit) if _may_be_of_old(hit, family) else hit for hit in family]
    news = [hit for hit in family if not hit.background]
    old = [hit for hit in family if hit.background and not (hit.weak and not hit.has_date)]
    steps: list[list[Hit]] = []
    if news and not (all(_is_vague(hit) for hit in news) and old):
        status = _status(news)
        agreeing = [hit for hit in news if _agrees(hit.status, status)]
        shown = _only_shown(agreeing) if status == "released" else []
        agreeing = [hit for hit in agreeing if hit not in shown]
        steps += [agreeing, shown] if shown else [agreeing]
        steps += _apart(reading, news, agreeing, status)
    for status in dict.fromkeys(hit.status for hit in old):
        if not any(_agrees(status, step[0].status) for step in steps):
            steps.append([hit for hit in old if hit.status == status])
        else:
            next(step for step in steps if _agrees(status, step[0].status)).extend(h for h in old if h.status == status)
    return steps


def _may_be_of_old(hit: Hit, family: Sequence[Hit]) -> bool:
    """Whether an undated sentence, far from the lead, goes on about what is dated long before in the others."""
    if hit.background or hit.has_date or hit.status not in _DONE or hit.sentence.rank <= LEAD_SENTENCES:
        return False
    fresh = hit.sentence.has("modality.now", "date.recent")
    return not fresh and not any(other.has_date and not other.background for other in family)


def _of_old(hit: Hit) -> Hit:
    return replace(hit, background=True)


def _is_vague(hit: Hit) -> bool:
    """Whether a hit is a mere mention, or a headline that does not say which model."""
    return not hit.has_date and (hit.weak or (hit.sentence.rank == 0 and not hit.named))


def _agrees(one: ReleaseStatus, other: ReleaseStatus) -> bool:
    """Whether two statuses can be said of the same step: a release is announced, a plan rumoured."""
    return one == other or {one, other} <= _DONE or {one, other} == {"planned", "rumoured"}


def _status(news: Sequence[Hit]) -> ReleaseStatus:
    """What the text as a whole says now of a family."""
    weights: Counter[ReleaseStatus] = Counter()
    for hit in news:
        weights[hit.status] += hit.weight  # type: ignore[assignment]  # Counter is typed for whole numbers
    if weights["released"] and weights["announced"]:
        weights["released"] += weights.pop("announced")
    if weights["planned"] and weights["rumoured"]:
        stronger: ReleaseStatus = "rumoured" if weights["rumoured"] > weights["planned"] else "planned"
        weights[stronger] = weights.pop("planned") + weights.pop("rumoured")
    return max(weights, key=lambda status: weights[status])


def _only_shown(news: Sequence[Hit]) -> list[Hit]:
    """The hits on members that are shown while others are released: "Scout and Maverick are out, Behemoth was shown"."""
    out = {variant for hit in news if hit.status == "released" for variant in hit.variants}
    return [
        hit
        for hit in news
        if hit.status == "announced" and out and hit.variants and not any(_is_size(v) or v in out for v in hit.variants)
    ]


def _apart(reading: Reading, news: Sequence[Hit], agreeing: Sequence[Hit], status: ReleaseStatus) -> list[list[Hit]]:
    """Steps beside the main one: members with a status of their own, and what got out or was taken back."""
    shared = {variant for hit in agreeing for variant in hit.variants}
    groups: dict[ReleaseStatus, list[Hit]] = {}
    for hit in news:
        own = tuple(variant for variant in hit.variants if variant not in shared)
        if _agrees(hit.status, status) or hit.weak:
            continue
        if hit.status in _DONE and hit.has_date and not own and status in COMING:
            groups.setdefault(hit.status, []).append(replace(hit, background=not _is_recent(reading, hit)))
            continue
        if hit.status in COMING and status in _DONE and _is_another_step(hit, status):
            groups.setdefault("planned", []).append(hit)
            continue
        if own or hit.status in ("leaked", "withdrawn") or status in ("leaked", "withdrawn"):
            groups.setdefault(hit.status, []).append(hit)
    return list(groups.values())


def _is_another_step(hit: Hit, status: ReleaseStatus) -> bool:
    """Whether a plan told beside news is one of its own: the weights of what was only shown, or a member to come."""
    if status == "announced":
        return hit.status == "planned" and (hit.has_date or hit.imminent or hit.named)
    sized = hit.sentence.has("noun.parameters", "amount") and hit.sentence.has(
        "modality.more", "noun.model", "refer.it"
    )
    if hit.status == "planned" and hit.sentence.has("progress.under_way") and hit.named and hit.sentence.has("amount"):
        return True
    return hit.status == "planned" and (sized or (hit.has_date and bool(hit.variants)))


def _is_recent(reading: Reading, hit: Hit) -> bool:
    """Whether something happened on a day shortly before publication: it is news wherever it is told."""
    if hit.when is None or reading.published is None or len(hit.when) < 10 or len(reading.published) < 10:
        return False
    return 0 <= (date.fromisoformat(reading.published) - date.fromisoformat(hit.when)).days <= _DAYS_OF_NEWS


def _leading(reading: Reading, told: Sequence[Sequence[Hit]]) -> list[Sequence[Hit]]:
    """The steps that the article is about: told in its headline or lead, or else the one told most."""
    if is_liveblog(reading):
        return [group for group in told if not all(hit.background for hit in group)]
    in_title = {mark.value for sentence in reading.sentences if sentence.rank == 0 for mark in sentence.all("model")}
    lead = [
        group
        for group in told
        if not all(hit.background for hit in group)
        and any(
            ((hit.sentence.rank <= LEAD_SENTENCES or _is_recent(reading, hit)) and not hit.weak)
            or hit.subject in in_title
            for hit in group
        )
    ]
    coming = {group[0].subject for group in lead if group[0].status in COMING}
    lead = [group for group in lead if group[0].subject not in coming or not _is_told_as_earlier(reading, group)]
    gone = {group[0].subject for group in lead if group[0].status in ("leaked", "withdrawn")}
    lead = [group for group in lead if group[0].subject not in gone or group[0].status not in _DONE]
    lead = _newest(lead, in_title)
    news = [group for group in told if not all(hit.background for hit in group)]
    heads = {group[0].subject for group in lead} - gone
    lead += [group for group in news if group[0].subject in heads and _is_sibling(group) and group not in lead]
    return lead or ([max(news, key=lambda group: sum(hit.weight for hit in group))] if news else [])


def _is_sibling(group: Sequence[Hit]) -> bool:
    """Whether a step tells of members that are shown or to come beside those that are the news."""
    return group[0].status not in ("released", "withdrawn", "leaked")


def _is_told_as_earlier(reading: Reading, group: Sequence[Hit]) -> bool:
    """Whether what is out has a date and no recent one, beside what is still to come: "Scout came on 5 April"."""
    dated = [hit for hit in group if hit.when and hit.status in _DONE]
    return (
        bool(dated)
        and len(dated) == len([h for h in group if h.has_date])
        and not any(_is_recent(reading, hit) or len(hit.when or "") < len("2023-02-24") for hit in dated)
    )


def _newest(lead: list[Sequence[Hit]], in_title: AbstractSet[str]) -> list[Sequence[Hit]]:
    """The steps that are news, less those of earlier months that are told beside one on a day: "Glimmer, of August"."""
    days = [hit.when for group in lead for hit in group if hit.when and len(hit.when) == len("2023-02-24")]
    if not days:
        return lead
    month = max(days)[:7]
    return [
        group
        for group in lead
        if group[0].subject in in_title
        or group[0].status in COMING
        or not (dated := [hit.when for hit in group if hit.when])
        or max(dated)[:7] >= month[: len(max(dated)[:7])]
    ]


def _claim(reading: Reading, group: Sequence[Hit], is_main: bool, every: Sequence[Hit]) -> Claim:
    best = max(group, key=lambda hit: (hit.weight if hit.sentence.rank else 2.5, -hit.sentence.index))
    status = _status([hit for hit in group]) if not all(hit.background for hit in group) else best.status
    start, end = reading.quote(best.sentence, best.cue)
    sizes, variant = _variants(reading, group)
    return Claim(
        kind="release",
        subject=_subject(reading, best),
        variant=variant,
        status=status,
        happened_on=_happened_on(reading, group, status, every),
        main=is_main,
        access=_access(reading, group),
        sizes=sizes,
        quote=reading.text[start:end],
        start=start,
        end=end,
        confidence=_confidence(group, is_main),
        is_new_name=best.is_new,
    )


def _access(reading: Reading, group: Sequence[Hit]) -> Access | None:
    """How it can be had: as most of the sentences say that tell of it, or go on after it without naming another."""
    counted: Counter[Access] = Counter()
    for index in dict.fromkeys(hit.sentence.index for hit in group):
        counted.update(access_in(reading.sentences[index])[:1])
        for following in reading.sentences[index + 1 : index + 3]:
            if following.has("model", "other_model", "other") or following.role != "body":
                break
            counted.update(access_in(following)[:1])
    return counted.most_common(1)[0][0] if counted else None


def _is_size(variant: str) -> bool:
    return variant[0].isdigit()


def _variants(reading: Reading, group: Sequence[Hit]) -> tuple[tuple[str, ...], str | None]:
    """Sizes in rising order, and the variant, if the step is about one only."""
    found = list(dict.fromkeys(variant for hit in group for variant in hit.variants))
    subject = group[0].subject
    sizes = [one for one in found if _is_size(one)]
    if not all(hit.background for hit in group):
        sizes += [size for size in reading.sizes.get(subject, ()) if size not in sizes]
    sizes.sort(key=_number)
    worded = [one for one in found if not _is_size(one)]
    variant = (
        worded[0] if len(worded) == 1 and len(sizes) <= 1 else sizes[0] if len(sizes) == 1 and not worded else None
    )
    return tuple(sizes), variant


def _number(size: str) -> float:
    digits = size.rstrip("BM")
    return float(digits) if digits.replace(".", "", 1).isdigit() else 0.0


def _happened_on(reading: Reading, group: Sequence[Hit], status: ReleaseStatus, every: Sequence[Hit]) -> str | None:
    """The best-founded date: the most precise of the weightiest sentences; else what current news allows."""
    same: Callable[[Hit], bool] = lambda hit: hit.status == status or {hit.status, status} <= _DONE
    dated = [hit for hit in group if hit.when is not None and same(hit)]
    gone = _gone(every, group[0].subject) if status in _DONE else {}
    ended = gone and any(gone.get(hit.sentence.index) == hit.when for hit in dated)
    dated = [hit for hit in dated if gone.get(hit.sentence.index) != hit.when] if ended else dated
    if dated:
        told = any(hit.cue.kind == "release.done" for hit in dated)
        pale = {id(hit): _PALE * (told and hit.cue.kind == "release.noun") for hit in dated}
        best = max(dated, key=lambda hit: (len(hit.when or "") * 2 + hit.weight - pale[id(hit)], -hit.sentence.index))
        return put_off_until(reading, group, best.when) if status in COMING else best.when
    if gone and (day := _began(reading, group[0].subject, max(gone.values()))):
        return day
    if all(hit.background for hit in group):
        return _only_date(reading, group) if status in _DONE else None
    if status in COMING:
        imminent = month_of_news(reading) if any(hit.imminent for hit in group) else None
        return imminent or put_off_until(reading, group, None)
    day = day_of_headline(reading, group) or fallback_date(reading)
    if any(hit.when == day and not _agrees(hit.status, status) for hit in every):
        return month_of_news(reading)  # the lead's day is that of another step, a launch before the withdrawal
    return day


def _only_date(reading: Reading, group: Sequence[Hit]) -> str | None:
    """The one date in the sentences on what is background, though it stands beside another verb: "nothing since April"."""
    days = {
        resolved(when, base_of(reading, when))
        for hit in group
        for when in hit.sentence.dates
        if not hit.sentence.near(Mark("date", when.start, when.end), "policy.say", "modality.report", "modality.plan")
    }
    day = days.pop() if len(days) == 1 else None
    return day if day is not None and day <= (reading.published or day) else None


def _gone(every: Sequence[Hit], subject: str) -> dict[int, str]:
    """The sentences that say on what day a family got out against Meta's will or was taken back: no days of its release."""
    ends = [hit for hit in every if hit.subject == subject and hit.status in ("leaked", "withdrawn")]
    return {hit.sentence.index: hit.when for hit in ends if hit.when is not None and len(hit.when) == len("2023-03-03")}


def _began(reading: Reading, subject: str, end: str) -> str | None:
    """The day before an end that a sentence about nothing else gives to a release: "It had been opened on the 15th"."""
    for sentence in reading.sentences:
        if not sentence.dates or not sentence.has(*_BEGINNING) or sentence.has(*_OF_ELSE):
            continue
        if any(name.value != subject for name in sentence.all("model")):
            continue
        days = [day for when in sentence.dates if (day := resolved(when, base_of(reading, when)))]
        days = [day for day in days if len(day) == len(end) and is_before(day, end)]
        if days:
            return min(days)
    return None


def _confidence(group: Sequence[Hit], is_main: bool) -> float:
    """From the weight of the sentences: a headline and a lead that agree are nearly sure, one aside is not."""
    weight = sum(hit.weight * (1.0 if hit.by_meta else 0.7) for hit in group)
    known = 0.0 if not any(hit.is_new for hit in group) else 0.15
    return round(max(0.3, min(0.97, 0.6 + 0.06 * weight + (0.08 if is_main else 0.0) - known)), 2)
