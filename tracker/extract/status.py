"""The status of a release as a sentence words it: out, shown, coming, rumoured, withdrawn, leaked, or nothing said."""

from tracker.extract.discourse import distance, is_negated
from tracker.extract.folding import Mark
from tracker.extract.reading import Sentence
from tracker.records import ReleaseStatus

_PLAN_REACHES = 130  # over one comma, as in "plant, ein Modell herauszubringen"


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
    if is_negated(sentence, cue) and cue.kind != "release.delay":
        return "planned" if _is_kept_from_a_place(sentence, cue) else None
    if sentence.near(cue, "modality.rumour") or _opens_with_rumour(sentence):
        return "rumoured"
    if cue.kind == "release.delay" or _is_planned(sentence, cue) or _announces_plan(sentence, cue):
        return "planned"
    if cue.kind == "release.announce" and not _announces_release(sentence, cue):
        return "announced"
    return "released"


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
    plans = [plan for plan in sentence.all("modality.plan") if min(distance(sentence, plan, no) for no in denials) > 12]
    return sentence.has("territory") and not sentence.has("other") and bool(plans)


def _is_planned(sentence: Sentence, cue: Mark) -> bool:
    if cue.kind == "release.noun":
        plans = sentence.all("modality.plan", "modality.imminent", "release.delay")
        return any(
            distance(sentence, plan, cue) <= _PLAN_REACHES and (plan.start < cue.start or sentence.together(plan, cue))
            for plan in plans
        )
    return any(distance(sentence, plan, cue) <= 70 for plan in sentence.near(cue, "modality.plan", "modality.imminent"))


def _opens_with_rumour(sentence: Sentence) -> bool:
    """Whether the first words hedge all of a sentence: "According to rumours, Meta will release ..."."""
    return sentence.rank > 0 and any(mark.start - sentence.start <= 3 for mark in sentence.all("modality.rumour"))


def _announces_plan(sentence: Sentence, cue: Mark) -> bool:
    """Whether what is announced is what another clause says to be coming: "announced, that Llama 4 will come"."""
    if cue.kind != "release.announce" or sentence.near(cue, "model", "refer.model", "noun.model"):
        return False
    later = [one for one in sentence.all("release.noun", "release.done") if one.start > cue.end]
    return bool(later) and all(_is_planned(sentence, one) for one in later)


def _announces_release(sentence: Sentence, cue: Mark) -> bool:
    """Whether what is announced is that it can be had: "announced the release of", "unveiled and open-sourced"."""
    near = sentence.all("release.noun", "release.done", "release.available", "release.offer")
    return any(
        distance(sentence, other, cue) <= 150 and not is_negated(sentence, other) for other in near if other != cue
    )


def is_carried(sentence: Sentence, cue: Mark) -> bool:
    """Whether a noun ("release") or an offer ("is available") is told as news: announced, planned, or the headline."""
    return (
        sentence.rank == 0
        or sentence.has("release.announce", "release.done", "modality.now")
        or _is_planned(sentence, cue)
        or bool(sentence.near(cue, "modality.rumour"))
    )
