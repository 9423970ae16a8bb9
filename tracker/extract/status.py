"""The status of a release as a sentence words it: out, shown, coming, rumoured, withdrawn, leaked, or nothing said."""

from collections.abc import Sequence

from tracker.extract.discourse import distance, is_negated
from tracker.extract.folding import Mark
from tracker.extract.reading import Sentence
from tracker.records import ReleaseStatus

_OPENS_CLAUSE = 10
_FREED = ("release.done", "release.noun", "release.announce", "release.offer")
_PLAN_REACHES = 130  # over one comma, as in "plant, ein Modell herauszubringen"
_DOUBT_REACHES = 100
_OBJECT_REACHES = 24
_SHORTEST_VERB = 4  # "nega", and no "not"


def status_of(sentence: Sentence, cue: Mark) -> ReleaseStatus | None:
    """What a cue asserts under the words around it, or None for nothing: denied, hypothetical."""
    return _asserted(sentence, cue) or _withheld_somewhere(sentence, cue)


def _asserted(sentence: Sentence, cue: Mark) -> ReleaseStatus | None:
    if sentence.near(cue, "modality.if"):
        return None
    if cue.kind == "release.leak":
        return None if is_negated(sentence, cue) else "leaked"
    if cue.kind == "release.withdraw":
        return None if is_negated(sentence, cue) else "withdrawn"
    if cue.kind == "release.delay" and sentence.near(cue, "release.withdraw"):
        return None  # "has taken the demo offline for an indefinite time"
    if cue.kind != "release.delay" and _is_denied(sentence, cue):
        return "planned" if _is_kept_from_a_place(sentence, cue) else None
    delays = sentence.near(cue, "release.delay")  # "put off to autumn or perhaps later" doubts no delay
    hedges = [one for one in sentence.near(cue, "modality.rumour") if not any(d.end <= one.start for d in delays)]
    if hedges or _opens_with_rumour(sentence) or _is_weighed(sentence, cue):
        return "rumoured"
    if cue.kind in _FREED and _governing(sentence, cue, "not"):
        return None  # "denies that Llama 5 is coming"
    if _governing(sentence, cue, "rumour"):
        return "rumoured"
    if _is_shown_unfinished(sentence, cue):
        return "announced"
    if cue.kind == "release.noun" and _is_making_of_shown(sentence, cue):
        return None
    if cue.kind == "release.delay" or _is_planned(sentence, cue) or _announces_plan(sentence, cue):
        return "rumoured" if cue.kind != "release.delay" and _is_hedged_before(sentence, cue) else "planned"
    if cue.kind == "release.announce" and _closes_plan(sentence, cue):
        return "planned"
    if cue.kind == "release.announce" and any(cue.end <= one.start for one in delays):
        return "planned"  # "revealed that Meta put off its launch"
    if cue.kind == "release.announce" and _announces_refusal(sentence, cue):
        return None
    if cue.kind == "release.announce" and not _announces_release(sentence, cue):
        return "announced"
    return "released"


def _closes_plan(sentence: Sentence, cue: Mark) -> bool:
    """Whether what is announced is the plan in the clause before: "Llama 5 soll im Mai kommen, kündigte Meta an"."""
    clause = sentence.clause(cue.start) - 1
    if clause < 0 or any(sentence.clause(name.start) > clause for name in sentence.all("model")):
        return False
    plans = [one for one in sentence.all("modality.plan", "modality.imminent") if sentence.clause(one.start) == clause]
    told = sentence.all("release.done", "release.announce", "release.withdraw", "release.leak")
    if not plans or any(sentence.clause(one.start) == clause for one in told):
        return False
    return any(sentence.clause(name.start) == clause and name.start < plans[0].start for name in sentence.all("model"))


def _is_shown_unfinished(sentence: Sentence, cue: Mark) -> bool:
    """Whether what is still in the making is said to have been shown: "Behemoth is still in training and was previewed"."""
    making = sentence.all("progress.under_way")
    if cue.kind != "release.announce" or not any(0 <= cue.start - one.end <= _OPENS_CLAUSE * 4 for one in making):
        return False
    plans = sentence.near(cue, "modality.plan", "modality.imminent")
    return all(any(abs(plan.start - one.start) <= _OPENS_CLAUSE * 2 for one in making) for plan in plans)


def _is_making_of_shown(sentence: Sentence, cue: Mark) -> bool:
    """Whether a cue is but the making of what the sentence says to have been shown."""
    inside = any(one.overlaps(cue) for one in sentence.all("progress.under_way"))
    return inside and any(_is_shown_unfinished(sentence, shown) for shown in sentence.all("release.announce"))


def _withheld_somewhere(sentence: Sentence, cue: Mark) -> ReleaseStatus | None:
    """That what is coming will not come to one region says that it is coming: "its next Llama, but not in the EU"."""
    unnamed = all(name.value == "Llama" for name in sentence.all("model")) and sentence.has("model")
    coming = (
        cue.kind in ("release.done", "release.noun") and sentence.has("modality.plan") and sentence.has("territory")
    )
    return "planned" if unnamed and coming and not sentence.has("modality.if") else None


def _is_kept_from_a_place(sentence: Sentence, cue: Mark) -> bool:
    """Whether what is coming is denied to one territory only: "the model due in months will not come to Europe"."""
    denials = sentence.near(cue, "modality.not")
    if not denials:
        return False
    plans = [plan for plan in sentence.all("modality.plan") if min(distance(sentence, plan, no) for no in denials) > 12]
    return sentence.has("territory") and not sentence.has("other") and bool(plans)


def _is_planned(sentence: Sentence, cue: Mark) -> bool:
    if cue.kind == "release.noun":
        if sentence.has("release.delay") and not sentence.has("release.done", "release.announce"):
            return True  # "the launch, first meant for April, has slid to the autumn"
        if any(not one.overlaps(cue) for one in sentence.near(cue, "quarter")) and not sentence.has("modality.past"):
            return True  # "comes in the second quarter": quarters are for plans, and for results
        plans = sentence.all("modality.plan", "modality.imminent", "release.delay")
        return _is_framed(sentence, cue) or any(
            distance(sentence, plan, cue) <= _PLAN_REACHES and (plan.start < cue.start or sentence.together(plan, cue))
            for plan in plans
        )
    near = sentence.near(cue, "modality.plan", "modality.imminent")
    return any(distance(sentence, plan, cue) <= 70 for plan in near) or bool(_governing(sentence, cue, "plan"))


def _is_framed(sentence: Sentence, cue: Mark) -> bool:
    """Whether an auxiliary right before a name governs the infinitive behind an aside: "will X, ein Modell für Roboter,
    noch vor dem Sommer freigeben"."""
    for plan in sentence.all("modality.plan"):
        named = any(0 <= name.start - plan.end <= _OBJECT_REACHES for name in sentence.all("model"))
        if named and plan.end <= cue.start:
            told = sentence.all("release.done", "release.announce", "release.noun")
            return not any(plan.end <= one.start and one.end <= cue.start for one in told)
    return False


def _is_hedged_before(sentence: Sentence, cue: Mark) -> bool:
    """Whether what is coming follows a hedge, with nothing else told between: "may be closed, and comes in spring"."""
    hedges = [one for one in sentence.all("modality.rumour") if 0 <= cue.start - one.end <= _PLAN_REACHES]
    return any(
        not any(hedge.end <= other.start < cue.start for other in sentence.all("release.done", "release.announce"))
        for hedge in hedges
    )


def _governing(sentence: Sentence, cue: Mark, key: str, itself: Sequence[Mark] = ()) -> list[Mark]:
    """The hedges or plans in the clause that "that" hangs the cue's clause on: "considers, that it will release".

    itself: verbs that say nothing else in that clause, as they are what is asked for
    """
    clause = sentence.clause(cue.start)
    hung = [mark for mark in sentence.near(cue, "modality.that") if mark.start < cue.start]
    if not hung or clause == 0 or hung[0].start - sentence.breaks[clause - 1] > _OPENS_CLAUSE:
        return []
    kinds = ("release.done", "release.announce", "release.withdraw", "release.leak", "policy.say")
    others = [one for one in sentence.all(*kinds) if one not in itself]
    if any(sentence.clause(other.start) == clause - 1 for other in others):
        return []
    return [mark for mark in sentence.all(f"modality.{key}") if sentence.clause(mark.start) == clause - 1]


def _is_weighed(sentence: Sentence, cue: Mark) -> bool:
    """Whether an infinitive hangs on a verb of doubt in the clause before: "denkt darüber nach, Llama 5 zu öffnen"."""
    if cue.kind != "release.noun":
        return False
    doubts = [one for one in sentence.all("modality.rumour") if one.end <= cue.start]
    plans = [one for one in sentence.all("modality.plan", "modality.imminent") if one.end <= cue.start]
    if not doubts or distance(sentence, doubts[-1], cue) > _DOUBT_REACHES:
        return False
    return not plans or max(plan.start for plan in plans) < doubts[-1].start


def _opens_with_rumour(sentence: Sentence) -> bool:
    """Whether the first words hedge all of a sentence: "According to rumours, Meta will release ..."."""
    return sentence.rank > 0 and any(mark.start - sentence.start <= 3 for mark in sentence.all("modality.rumour"))


def _announces_plan(sentence: Sentence, cue: Mark) -> bool:
    """Whether what is announced is what another clause says to be coming: "announced, that Llama 4 will come"."""
    if cue.kind != "release.announce" or sentence.near(cue, "model", "refer.model", "noun.model"):
        return False
    later = [one for one in sentence.all("release.noun", "release.done") if one.start > cue.end]
    return bool(later) and all(_is_planned(sentence, one) for one in later)


def _announces_refusal(sentence: Sentence, cue: Mark) -> bool:
    """Whether a verb of saying only says what will not come out: "announced that it will not release Voicebox"."""
    if not any(one.start == cue.start for one in sentence.all("policy.say")):
        return False
    later = [one for one in sentence.near(cue, "release.done", "release.noun") if one.start > cue.end]
    return bool(later) and all(_is_denied(sentence, one) for one in later)


def _is_denied(sentence: Sentence, cue: Mark) -> bool:
    """Whether a cue is denied around it or, as in Persian, by its own ending."""
    inside = any(cue.start <= denial.start < cue.end for denial in sentence.all("modality.not"))
    return inside or is_negated(sentence, cue) or _is_denied_by_speech(sentence, cue)


def _is_denied_by_speech(sentence: Sentence, cue: Mark) -> bool:
    """Whether a verb that denies governs the clause of a cue: "cáfolta, hogy küszöbön állna a Llama 5 megjelenése"."""
    said = sentence.all("policy.say", "policy.refuse")
    return any(
        denial.end - denial.start >= _SHORTEST_VERB and any(verb.overlaps(denial) for verb in said)
        for denial in _governing(sentence, cue, "not", said)
    )


def _announces_release(sentence: Sentence, cue: Mark) -> bool:
    """Whether what is announced is that it can be had: "announced the release of", "unveiled and open-sourced"."""
    near = sentence.all("release.noun", "release.done", "release.available", "release.offer")
    return any(
        distance(sentence, other, cue) <= 150 and not _is_denied(sentence, other) for other in near if other != cue
    )


def is_carried(sentence: Sentence, cue: Mark) -> bool:
    """Whether a noun ("release") or an offer ("is available") is told as news: announced, planned, or the headline."""
    return (
        sentence.rank == 0
        or sentence.has("release.announce", "release.done", "modality.now")
        or _is_planned(sentence, cue)
        or bool(sentence.near(cue, "modality.rumour"))
        or _is_weighed(sentence, cue)
    )
