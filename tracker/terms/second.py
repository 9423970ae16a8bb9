"""A second look at a text for the terms of which the patterns found nothing: by what was learnt of sentences. Pure.

Only a sentence that is all but sure to state a term does so, and nothing is said where another states the contrary.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from tracker.terms.clauses import Sentence
from tracker.terms.forbidden import FORBIDDEN_USES
from tracker.terms.gathered import NOTHING, Gathered
from tracker.terms.learnt import likelihoods
from tracker.terms.others import is_of_others
from tracker.terms.passing import IN_PART
from tracker.terms.shunned import is_of_another
from tracker.terms.uses import uses_in
from tracker.terms.wording import DEFINES

LONGEST = 600  # characters of a sentence that is looked at: nothing longer was learnt from
BAN = "ban"  # the question whether what a sentence states is a ban
NAMED = "named"  # instead of a value: the uses that the sentence names
_CONTRARY = 0.5  # of what is enough: another sentence that is so likely to state the contrary leaves it open
Likely = Mapping[str, float]


class Question(NamedTuple):
    """What is asked of sentences: whether they state a term.

    values: of two, the first is said where a sentence gives leave, the second where it bans
    needs: beginnings of words of which a sentence must hold one
    enough: how likely it must be; chosen so that of our own sentences, unseen, 95 of 100 that are found are right
    bounded: what makes of a leave or a ban one for some purposes, or until something is done
    """

    key: str
    values: tuple[object, ...]
    needs: str
    enough: float
    bounded: re.Pattern[str] | None = None


_FOR_GAIN = re.compile(r"\b(?:non-?commercial|commercial|profit|sell|sold|business)\b")
QUESTIONS: Mapping[str, Question] = {
    "notice": Question(
        "attribution_notice",
        (True,),
        "credit attribut acknowledg cit mention nam notice author copyright source origin maker made built who own us",
        0.8,
    ),
    "suit": Question(
        "litigation_termination", (True,), "sue suing litigat lawsuit court proceeding suit patent claim lawyer", 0.65
    ),
    "copy": Question(
        "redistribution",
        ("with_copy",),
        "licen term text copy copies agreement rule page sheet note file same",
        0.8,
    ),
    "share": Question(
        "redistribution",
        ("allowed", "forbidden"),
        "shar distribut pass hand giv mirror upload publish convey transfer circulat spread lend send sent copy copies cop availab"
        " releas lead",
        0.87,
        re.compile(rf"{_FOR_GAIN.pattern}|\b(?:only (?:un\w+|verbatim)|as your own)\b"),
    ),
    "change": Question(
        "derivatives",
        ("allowed", "forbidden"),
        "chang modif alter adapt deriv tun train remix transform rework build improv merg prun quanti version unmodif unalter tinker tweak",
        0.8,
        _FOR_GAIN,
    ),
    "condition": Question(
        "commercial_use",
        ("conditional",),
        "commerc business compan firm earn money profit pay paid fee revenue turnover",
        0.7,
    ),
    "gain": Question(
        "commercial_use",
        ("allowed", "forbidden"),
        "commerc business compan firm earn money profit sell sale sold paid charg research academ stud purpose gain scien",
        0.85,
        re.compile(
            r"\b(?:after|request|separate|separately|paid|permission|consent|regist|contact|contract|below|above|up to|without an?"
            r"|less than|fewer than|more than|lawful|fit for)\b|\d"
        ),
    ),
    "outputs": Question(
        "outputs_to_improve_other_models",
        ("allowed", "forbidden"),
        "output answer generat result produc respons distil synthetic writes says pictures texts",
        0.8,
        re.compile(r"\b(?:nam(?:es?|ed|ing)|titles?)\b"),
    ),
    "use": Question("excluded_uses", (NAMED,), "", 0.92),
}
_OF_LEAVE_TOO = frozenset(("gain", "outputs"))  # what is bounded is no leave either
_MORE = ("conditional", "with_copy")  # they say more than that it is allowed
_RULES = re.compile(
    r"\b(?:use[sd]?|allow\w*|permit\w*|forb\w+|prohibit\w*|ban(?:s|ned)?|must|may|exclud\w+|rules?)\b|\u2717"
)
_VERDICT = re.compile("[:|\u2713\u2717]")


def look_again(gathered: Gathered) -> None:
    """Say the terms that a sentence is all but sure to state, where nothing was said of them."""
    open_ = {key for key in {one.key for one in QUESTIONS.values()} if gathered.terms.values[key] == NOTHING[key]}
    asked = {name: one for name, one in QUESTIONS.items() if one.key in open_}
    if gathered.terms.values["redistribution"] == "allowed":
        asked["copy"] = QUESTIONS["copy"]
    found: dict[str, dict[object, tuple[float, Sentence]]] = {}
    ruled: dict[str, Sentence] = {}
    for name, question in asked.items():
        for one in gathered.holding(question.needs) if question.needs else gathered.sentences:
            for value, share in stated(name, one):
                if value == NAMED:
                    ruled |= {use: one for use in uses_in(one.low) if share >= 1 and use not in ruled}
                elif share > found.setdefault(question.key, {}).get(value, (0.0, one))[0]:
                    found[question.key][value] = share, one
    for key, told in found.items():
        _say(gathered, key, told)
    if ruled:
        where = min(ruled.values(), key=lambda one: one.start)
        gathered.say("excluded_uses", [use for use, _ in FORBIDDEN_USES if use in ruled], where)


def stated(name: str, one: Sentence, ask: Callable[[str], Likely] = likelihoods) -> Iterator[tuple[object, float]]:
    """What a sentence may state in answer to a question, and how likely it does: 1 for what is likely enough."""
    if len(one.full) > LONGEST or _is_aside(one):
        return
    question = QUESTIONS[name]
    uses = uses_in(one.low) if len(question.values) == 2 or NAMED in question.values else frozenset[str]()
    if NAMED in question.values and (not uses or _is_result(one) or is_of_another(one.low)):
        return
    likely = ask(one.low)
    share = likely[name] / question.enough
    if len(question.values) == 1:
        yield question.values[0], share
        return
    bounded = question.bounded is not None and question.bounded.search(one.low) is not None
    leave, ban = question.values
    if not (bounded and name in _OF_LEAVE_TOO):
        yield leave, share * (1 - likely[BAN])
    if not bounded and not uses:
        yield ban, share * likely[BAN]


def _say(gathered: Gathered, key: str, told: Mapping[object, tuple[float, Sentence]]) -> None:
    shares = {value: share for value, (share, _) in told.items()}
    sure = [value for value, share in shares.items() if share >= 1]
    more = [value for value in _MORE if value in sure]
    if more and shares.get("forbidden", 0.0) < 1:
        gathered.terms.words.pop(key, None)
        gathered.say(key, more[0], told[more[0]][1])
    elif len(sure) == 1:
        contrary = {"allowed": "forbidden", "forbidden": "allowed"}.get(str(sure[0]))
        if shares.get(contrary, 0.0) < _CONTRARY:
            gathered.say(key, sure[0], told[sure[0]][1])


def _is_result(one: Sentence) -> bool:
    """Whether a row of a table says "no" of a use and nothing in it rules: it may tell what was tested."""
    return "|" in one.full and _RULES.search(one.low) is None


def _is_aside(one: Sentence) -> bool:
    """Whether a sentence defines a word, asks, is a heading, or tells of somebody or something else."""
    return (
        one.own.endswith("?")
        or (one.full.count(" ") < 3 and one.own == one.full and _VERDICT.search(one.own) is None)
        or is_of_others(one.low)
        or DEFINES.search(one.own) is not None
        or IN_PART.search(one.full) is not None
    )
