"""Licence changes: under which terms something of Meta's may be used, and since when."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from tracker.extract.clause import Clause, is_told, names_family
from tracker.extract.discourse import Context, distance, is_oblique, subjects
from tracker.extract.ellipsis import hosts
from tracker.extract.folding import Mark
from tracker.extract.generations import is_earlier
from tracker.extract.grantor import is_of_others, is_unknown_company
from tracker.extract.hit import COMING, days_of_news_before
from tracker.extract.newsday import fallback_date
from tracker.extract.notices import is_only_notice
from tracker.extract.onset import days_of, holds_now
from tracker.extract.reading import LEAD_SENTENCES, Reading, Sentence
from tracker.extract.releasedate import is_since
from tracker.extract.renewal import NEW_TEXT, changed_on, changed_text, changes_in, is_from_season, new_text
from tracker.extract.scene import past_around
from tracker.extract.terms import Term, came_with, granted_in, is_hypothetical, lifted_in, terms_in
from tracker.extract.when import fullest, is_before, resolved
from tracker.records import Claim

_NEAR = 60
_LISTED = 6
_RIGHT_BEHIND = 3
_APPOSED = 6  # "Muse Glimmer, the small model"
_OUT = ("released", "announced")


def licence_claims(reading: Reading, before: Sequence[Context], releases: Sequence[Claim]) -> list[Claim]:
    """The terms that an article reports, one claim for each family, however many clauses."""
    families: defaultdict[str, list[Clause]] = defaultdict(list)
    for clause in _clauses(reading, before):
        families[clause.subject].append(clause)
    told = {claim.subject: claim for claim in sorted(releases, key=_says_when)}
    if "LLaMA" in told and "Llama" not in told and "Llama" in families:  # one family, as the releases know by its date
        families["LLaMA"] += families.pop("Llama")
    _give_to_version(families, told)
    _give_to_news(families, told)
    _give_past_parts(reading, families, told)
    changing = {mark.value for s in changes_in(reading) if s.rank <= LEAD_SENTENCES for mark in s.all("model")}
    claims = [
        _claim(reading, subject, clauses, came_with(releases, told.get(subject), [c.status for c in clauses]))
        for subject, clauses in families.items()
        if subject in changing or is_told(reading, clauses, told.get(subject))
    ]
    return [_put_back(claim, told, families[claim.subject]) for claim in claims]


def _put_back(claim: Claim, told: Mapping[str, Claim], clauses: Sequence[Clause]) -> Claim:
    """Terms of a model told far from the lead and without a date are background where a later one of its line is out."""
    if claim.subject in told or any(one.when or one.sentence.rank <= LEAD_SENTENCES for one in clauses):
        return claim
    later = any(one.status in _OUT and is_earlier(claim.subject, name) for name, one in told.items())
    return replace(claim, main=False, happened_on=None) if later else claim


def supposed_licence(
    reading: Reading,
    before: Sequence[Context],
    subject: str,
    places: Sequence[tuple[Sentence, Mark]],
    release: Claim | None,
) -> Claim:
    """The terms of a family if these sentences, the surest first, do tell of them."""
    clauses = [
        _clause(reading, sentence, subject, terms, before[sentence.index])
        for sentence, _ in places
        if (terms := terms_in(sentence)) and not is_of_others(reading, sentence)
    ]
    if not clauses:
        sentence, mark = places[0]
        clauses = [_clause(reading, sentence, subject, [Term(mark, "", None)], before[sentence.index])]
    return _claim(reading, subject, clauses, release)


def _give_to_version(families: dict[str, list[Clause]], told: Mapping[str, Claim]) -> None:
    """Put terms of "the new Llama models" to the one numbered model that the article is about."""
    for name in [name for name in families if name not in told]:
        numbered = [
            one
            for one, claim in told.items()
            if claim.main and claim.status not in COMING and re.fullmatch(rf"{re.escape(name)}[ v-]*[\d.]+", one)
        ]
        if len(numbered) == 1:
            families.setdefault(numbered[0], []).extend(
                replace(clause, subject=numbered[0]) for clause in families.pop(name)
            )


def _give_to_news(families: dict[str, list[Clause]], told: Mapping[str, Claim]) -> None:
    """Put clauses that name no model to the one that is the news, where they follow one that is only mentioned."""
    news = [name for name, claim in told.items() if claim.main and claim.status in ("released", "announced", "planned")]
    if len(news) != 1:
        return
    for name in [name for name in families if name not in told]:
        unnamed = [
            one for one in families[name] if not names_family(one, name) and told[news[0]].start < one.sentence.end
        ]
        families[name] = [one for one in families[name] if one not in unnamed]
        families.setdefault(news[0], []).extend(replace(clause, subject=news[0]) for clause in unnamed)
    for name in [name for name in families if not families[name]]:
        del families[name]


def _give_past_parts(reading: Reading, families: dict[str, list[Clause]], told: Mapping[str, Claim]) -> None:
    """Put clauses that name no model to the first news where they follow, in a paragraph of their own, what had come out
    before: "AudioCraft holds MusicGen, which came out in June.\n The code is under MIT, the weights ..."."""
    news = [claim for claim in told.values() if claim.main and claim.status in _OUT and claim.happened_on is not None]
    first = min(news, key=lambda claim: claim.start, default=None)
    if first is None or first.happened_on is None:
        return
    for name in list(families):
        claim = told.get(name)
        if claim is None or claim.happened_on is None or not is_before(claim.happened_on, first.happened_on):
            continue
        lines = {one.line for one in reading.sentences if any(mark.value == name for mark in one.all("model"))}
        apart = [
            one
            for one in families[name]
            if one.sentence.line not in lines and not one.when and first.start < one.sentence.end
        ]
        if apart:
            families[name] = [one for one in families[name] if one not in apart]
            families.setdefault(first.subject, []).extend(replace(clause, subject=first.subject) for clause in apart)
        if not families[name]:
            del families[name]


def _says_when(release: Claim) -> tuple[bool, bool, bool, bool]:
    """Sort key: of several releases of a family, what is out now dates and places its licence best."""
    is_out = release.status not in ("withdrawn", "leaked")
    return is_out, release.main, release.status not in COMING, release.happened_on is not None


def _clauses(reading: Reading, before: Sequence[Context]) -> Iterator[Clause]:
    for sentence in reading.sentences:
        terms = terms_in(sentence) if not sentence.is_question else []
        terms = terms or lifted_in(reading, sentence) or granted_in(reading, sentence)
        terms = terms or new_text(sentence) or changed_text(reading, sentence)
        if (
            not terms
            or is_hypothetical(sentence)
            or is_of_others(reading, sentence)
            or is_unknown_company(sentence, before[sentence.index])
        ):
            continue
        by_subject: defaultdict[str, list[Term]] = defaultdict(list)
        for term in terms:
            subject = _subject(reading, sentence, term.cue, before[sentence.index])
            for each in _with_coordinated(sentence, subject) if subject is not None else ():
                by_subject[each].append(term)
        for subject, its in by_subject.items():
            yield _clause(reading, sentence, subject, its, before[sentence.index])


def _with_coordinated(sentence: Sentence, subject: str) -> list[str]:
    """The family, and those listed with it: "DINOv2 and Seamless are now under Apache 2.0"."""
    names = sentence.all("model")
    subjects = [subject]
    for one, other in pairwise(names):
        if other.start - one.end <= _LISTED and subject in (one.value, other.value):
            subjects += [one.value, other.value]
    return list(dict.fromkeys(subjects))


def _clause(reading: Reading, sentence: Sentence, subject: str, terms: Sequence[Term], before: Context) -> Clause:
    days = days_of(reading, sentence)
    starts = [day for day in days if reading.is_fresh and is_before(reading.published or "9999", day)]
    return Clause(
        subject=subject,
        terms=tuple(terms),
        sentence=sentence,
        status="planned" if starts or (_is_planned(sentence) and not holds_now(sentence)) else "in_force",
        when=max(starts or days, key=lambda day: (len(day), day), default=None),
        changes=sentence.has("licence.change", "licence.lift", "licence.exception", "modality.now"),
        by_meta=sentence.has("meta", "person", "refer.company")
        or (before.actor == "meta" and any(term.key == "exceptions" for term in terms)),
        begins=bool(starts) or _begins(reading, sentence),
    )


def _begins(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence says since what day of these weeks something holds: "since Friday nobody may"."""
    if not reading.is_fresh or reading.published is None or sentence.has("modality.past"):
        return False
    days = [day for when in sentence.dates if is_since(sentence, when) and (day := resolved(when, reading.published))]
    news = days_of_news_before(reading.published)
    return any(len(day) == len("2025-08-14") and not is_before(day, news) for day in days)


def _is_planned(sentence: Sentence) -> bool:
    """Whether a change of terms is only intended; users who want something are no plan of Meta's."""
    changes = sentence.all(
        "licence.change", "licence.lift", "licence.fee", "licence.exclude", "licence.only", "licence.forbid"
    )
    rules = sentence.all("licence.allow", "licence.outputs", "licence.change")
    hedges = [one for one in sentence.all("modality.rumour") if not any(one.overlaps(rule) for rule in rules)]
    now = {(one.start, one.end) for one in sentence.all("licence.change")}  # "henceforth" may be said of both
    plans = [one for one in sentence.all("modality.plan", "modality.imminent") if (one.start, one.end) not in now]
    plans += hedges  # "may go into products" is no "may"
    if sentence.has("modality.now"):  # "must now pay" is a duty
        duties = sentence.all("licence.fee", "licence.ask", "licence.naming")
        plans = [plan for plan in plans if not any(0 <= plan.start - duty.end <= 1 for duty in duties)]
    near = any(
        distance(sentence, change, plan) < _NEAR or _governs(sentence, plan, change)
        for change in changes
        for plan in plans
    )
    return near or is_from_season(sentence)


def _governs(sentence: Sentence, plan: Mark, change: Mark) -> bool:
    """Whether a plan's own clause holds a change: "it is intended that firms pay a fee"."""
    return any(
        0 <= that.start - plan.end <= _RIGHT_BEHIND and that.end <= change.start and sentence.together(that, change)
        for that in sentence.all("modality.that")
    )


def _subject(reading: Reading, sentence: Sentence, cue: Mark, before: Context) -> str | None:
    """The family that a term is about: the nearest one named, or the one that "the model" means."""
    options = [
        name
        for name in sentence.all("model")
        if not sentence.near(name, "modality.past")
        and not _is_only_quoted(reading, sentence, name)
        and not _is_referred_to(sentence, name)
    ]
    named = [one for one in options if not is_oblique(reading, sentence, one)]
    options += [  # "the model" behind a name in its clause is the one named
        mark._replace(value=before.model)
        for mark in sentence.all("refer.model")
        if before.model
        and not any(
            one.end <= mark.start and (mark.start - one.end <= _APPOSED or sentence.together(one, mark))
            for one in named
        )
        and not _is_of_others(reading, sentence, mark)
    ]
    direct = [one for one in options if one.kind != "model" or not is_oblique(reading, sentence, one)]
    said_closer = any(one.value.startswith(f"{before.model} ") for one in options)  # "use Llama 3", spoken of: Llama
    numbered = any(one.value.startswith(f"{before.model} ") for one in sentence.all("model"))
    if not direct and options and before.model and sentence.rank > 0 and not (said_closer or numbered):
        return before.model
    if not direct and options and any(not is_oblique(reading, sentence, one) for one in sentence.all("other")):
        return None  # somebody else's terms, beside a model of Meta's that is only compared with
    options = direct or options
    if options:
        nearest = min(options, key=lambda option: (distance(sentence, option, cue), option.kind != "model"))
        foreign = sentence.all("other_model")
        closer = any(distance(sentence, mark, cue) < distance(sentence, nearest, cue) for mark in foreign)
        narrower = before.model is not None and before.model.startswith(f"{nearest.value} ")
        if narrower and is_oblique(reading, sentence, nearest) and not sentence.has("exception"):
            return before.model  # a duty of Llama 3: to write "Built with Llama"
        return None if closer else nearest.value
    if before.actor == "other" and not sentence.has("meta"):
        return None
    places = hosts(sentence)
    strangers = [one for one in sentence.near(cue, "other", "other_model") if one not in places]
    if strangers and not sentence.near(cue, "meta", "person", "refer.company"):
        return None
    past = {one.value for one in subjects(reading, sentence) if not _is_only_quoted(reading, sentence, one)}
    if before.model is not None or len(past) == 1:
        return before.model or past.pop()  # "LLaMA, shown earlier, in 2023, may not be sold"
    return reading.topics.most_common(1)[0][0] if reading.topics and sentence.has("meta") else None


def _is_of_others(reading: Reading, sentence: Sentence, mark: Mark) -> bool:
    """Whether another company alone acts in the clause: "while Mistral releases its models under Apache"."""
    others = [one for one in sentence.near(mark, "other", "other_model") if not is_oblique(reading, sentence, one)]
    return bool(others) and not sentence.near(mark, "meta", "person", "model", "refer.company")


def _is_only_quoted(reading: Reading, sentence: Sentence, name: Mark) -> bool:
    """Whether a name is part of a notice ("Built with Llama"), or only what something is like ("Llama 2と同じで")."""
    return is_only_notice(reading, sentence, name) or any(
        0 <= after.start - name.end <= 1 for after in sentence.all("role.after")
    )


def _is_referred_to(sentence: Sentence, name: Mark) -> bool:
    """Whether a model only says whose terms are meant: "under the same licence as Llama 2"."""
    return any(0 <= name.start - same.end <= _NEAR // 2 for same in sentence.all("licence.same"))


def _claim(reading: Reading, subject: str, clauses: Sequence[Clause], release: Claim | None) -> Claim:
    terms: dict[str, Any] = {}
    for clause in clauses:
        for term in clause.terms:
            if not term.key:
                continue
            if isinstance(term.value, list):
                terms[term.key] = sorted({*terms.get(term.key, []), *term.value})
            else:
                terms.setdefault(term.key, term.value)
    licence = terms.pop("licence", None)
    best = max(clauses, key=_weight)
    start, end = reading.quote(best.sentence, best.terms[0].cue)
    leading = any(c.sentence.rank <= LEAD_SENTENCES and (release is None or c.changes) for c in clauses)
    is_main = leading or release is None or release.main
    told = [release.happened_on if release is not None else None, *(clause.when for clause in clauses)]
    happened_on = _happened_on(reading, clauses, release, is_main)
    happened_on = fullest(happened_on, told) if happened_on else None
    if happened_on and reading.published and is_before(happened_on, days_of_news_before(reading.published)):
        is_main = False
    upcoming = release is not None and release.main and release.status in COMING
    if (
        best.sentence.rank == 0
        and not best.changes
        and any(one.status == "planned" and one.sentence.rank > 0 for one in clauses)
    ):
        upcoming = True  # headlines tell of what is to come as if it were: "Meta charges for Llama 4"
    upcoming = upcoming or is_before(reading.published or "9999", happened_on or "")
    return Claim(
        kind="licence_change",
        subject=subject,
        status="planned" if upcoming else best.status,
        licence=licence,
        terms=terms or None,
        territory=", ".join(terms.get("excluded_territories", ())) or None,
        happened_on=happened_on,
        main=is_main,
        quote=reading.text[start:end],
        start=start,
        end=end,
        confidence=round(min(0.95, 0.6 + 0.08 * len(terms) + 0.1 * (licence is not None) + 0.1 * is_main), 2),
    )


def _weight(clause: Clause) -> tuple[int, bool, bool, int]:
    """Sort key: of several clauses, which one a claim is best quoted from."""
    told = sum(term.value != NEW_TEXT for term in clause.terms)
    return told, clause.changes, clause.when is not None, -clause.sentence.index


def _is_of_earlier(clause: Clause, out: str | None) -> bool:
    """Whether a date is that of an earlier model's terms: those of one that came out on a day begin no sooner."""
    if clause.when is None or out is None or len(out) < len("2025-08-14"):
        return False
    return is_before(clause.when, out[:7])


def _happened_on(reading: Reading, clauses: Sequence[Clause], release: Claim | None, is_main: bool) -> str | None:
    """Stated beside a change; else that of the release it came with; else what current news allows."""
    out = release.happened_on if release is not None and release.status in _OUT else None
    clauses = [replace(one, when=None) if _is_of_earlier(one, out) else one for one in clauses]
    ahead = [clause.when for clause in clauses if clause.when and is_before(reading.published or "9999", clause.when)]
    changed = [clause.when for clause in clauses if clause.when and clause.changes]
    if out is None and not any(clause.when or clause.changes for clause in clauses):
        past = [past_around(reading, clause.sentence) for clause in clauses]
        if all(past):
            return past[0]
    afresh = changed_on(reading) if is_main and changed and not ahead else None
    if afresh and all(is_before(day, afresh) or afresh.startswith(day) for day in changed):
        return afresh  # "swapped the licence on Thursday; users had asked for it since April 2025"
    stated = ahead or changed or [clause.when for clause in clauses if clause.when and release is None]
    if stated:
        return max(stated, key=len)
    if is_main and (release is None or not release.main) and (day := changed_on(reading)):
        return day
    is_afresh = is_main and release is not None and not release.main and any(clause.changes for clause in clauses)
    if release is not None and release.happened_on is not None and not is_afresh:
        return release.happened_on
    if is_main and all(clause.status == "in_force" for clause in clauses):
        return fallback_date(reading)
    return None
