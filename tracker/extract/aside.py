"""What is told of a model in passing where it is only built upon: "a fork of NLLB, which Meta released in July 2022"."""

from tracker.extract.folding import Mark
from tracker.extract.reading import Sentence

_RIGHT_BEHIND, _OF_NOUN = 4, 14
_CLAUSES = 2
_RIGHT_AHEAD = 2
_BY_META = 40
_FOR_WHOM = 12  # "conference for developers", "developer conference"
_FAR_BEHIND = 60
_TELLING = ("release.done", "release.announce")
_OPENING = ("role.break", "modality.that")


def is_told_in_aside(sentence: Sentence, name: Mark) -> bool:
    """Whether an aside says when Meta brought a model out, whatever the rest of the sentence does with it.

    The aside hangs on the name ("NLLB, jonka Meta julkaisi heinäkuussa") or stands before it ("Meta'nın çıkardığı NLLB").
    """
    if not sentence.dates or not sentence.has("meta") or sentence.has("other"):
        return False
    return any(_hangs_on(sentence, name, cue) or _leads_to(sentence, name, cue) for cue in sentence.all(*_TELLING))


def _hangs_on(sentence: Sentence, name: Mark, cue: Mark) -> bool:
    """Whether a relative clause that begins right behind a name tells of its release by Meta."""
    reach = _OF_NOUN if any(0 <= noun.start - name.end <= _RIGHT_BEHIND for noun in sentence.all("noun.model")) else 0
    opens = any(
        0 <= one.start - name.end <= max(reach, _RIGHT_BEHIND) and one.start <= cue.start
        for one in sentence.all(*_OPENING)
    )
    far = sentence.clause(cue.start) - sentence.clause(name.start)
    return opens and 0 <= far <= _CLAUSES and bool(sentence.near(cue, "meta"))


def _leads_to(sentence: Sentence, name: Mark, cue: Mark) -> bool:
    """Whether a participle right before a name tells of its release by Meta."""
    if not 0 <= name.start - cue.end <= _RIGHT_AHEAD:
        return False
    return any(0 <= cue.start - meta.end <= _BY_META for meta in sentence.near(cue, "meta"))


def explained(sentence: Sentence, cue: Mark) -> list[Mark]:
    """The model that something builds on, where a clause behind it says when Meta brought it out: "based on NLLB, the
    model that Meta released in July 2022".

    Unlike an aside of a name, this is asked for a cue, where no model is what the sentence speaks of; the company may
    be called otherwise there, and others be named.
    """
    if cue.kind != "release.done" or not sentence.dates:
        return []
    for name in sentence.all("model"):
        opens = sentence.all("noun.model", *_OPENING)
        if not any(0 <= one.start - name.end <= _RIGHT_BEHIND for one in opens) or cue.start - name.end > _FAR_BEHIND:
            continue
        if any(name.end <= meta.start and meta.end <= cue.start for meta in sentence.all("meta", "refer.company")):
            return [name]
    return []


def is_built_upon(sentence: Sentence, one: Mark) -> bool:
    """Whether a foreign model is only what something rests on: "an agent framework based on PyTorch"."""
    return one.kind == "other_model" and (
        any(0 <= one.start - word.end <= 1 for word in sentence.all("role.before"))
        or any(0 <= word.start - one.end <= 1 for word in sentence.all("role.after"))
    )


def is_of_venue(sentence: Sentence, one: Mark) -> bool:
    """Whether somebody only says what an occasion is for: "at its conference for developers"."""
    return one.kind == "role.outsider" and any(
        0 <= one.start - venue.end <= _FOR_WHOM or 0 <= venue.start - one.end <= _FOR_WHOM
        for venue in sentence.all("venue")
    )


def outsiders_near(sentence: Sentence, cue: Mark) -> list[Mark]:
    """Outsiders in the clause of a cue, less those whom an occasion is for."""
    return [one for one in sentence.near(cue, "role.outsider") if not is_of_venue(sentence, one)]
