"""How likely a sentence states a term: a linear model over its words and over the leave, duty or ban that they stand under.

It was fitted to sentences of our own (bench/teach.py), and only ever asked where the patterns found nothing. Pure.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import exp, sqrt
from pathlib import Path

from tracker.terms.uses import uses_in

FILE = Path(__file__).with_name("learnt.json")
PARTS = 100  # weights are kept with two digits, as whole numbers
_USE = "USE"  # one that licences rule out
_MOST, _FEWEST = 60, 10  # features of a sentence: of so many each counts once, of fewer more, down to so many
_PART = re.compile(r",? (?:but|unless|except|however|though|while) |[.;:!?|]+(?:\s|$)")
_TOKEN = re.compile(r"[a-z]+(?:['-][a-z]+)*|\"[^\"]{1,60}\"|\d[\d,.]*|[\u2713\u2717$\u20ac]")
_BAN = frozenset(
    [
        "not",
        "never",
        "no",
        "nobody",
        "no-one",
        "none",
        "nothing",
        "neither",
        "nor",
        "cannot",
        "can't",
        "don't",
        "mustn't",
        "won't",
        "without",
        "forbidden",
        "forbids",
        "forbid",
        "prohibited",
        "prohibits",
        "prohibit",
        "excluded",
        "excludes",
        "exclude",
        "exclusion",
        "banned",
        "ban",
        "bans",
        "refrain",
        "abstain",
        "refuse",
        "refuses",
        "stop",
        "breach",
        "breaks",
        "off-limits",
        "limited",
        "restricted",
        "confined",
        "only",
        "solely",
        "exclusively",
        "✗",
    ]
)
_DUTY = frozenset(
    [
        "must",
        "shall",
        "required",
        "requires",
        "require",
        "has",
        "have",
        "need",
        "needs",
        "obliged",
        "obligatory",
        "mandatory",
        "compulsory",
        "condition",
        "conditions",
        "provided",
        "agree",
        "agrees",
        "undertakes",
        "undertake",
    ]
)
_LEAVE = frozenset(
    [
        "may",
        "can",
        "free",
        "freely",
        "allowed",
        "permitted",
        "welcome",
        "fine",
        "ok",
        "right",
        "rights",
        "permission",
        "grant",
        "grants",
        "granted",
        "entitled",
        "yes",
        "allow",
        "allows",
        "feel",
        "sure",
        "course",
        "mind",
        "✓",
    ]
)
# A ban or a duty that is taken back: "you need not", "no limits", "without asking".
_EASED = re.compile(
    r"\b(?:need not|(?:do|does) not (?:have|need|mind|restrict|limit|forbid|prohibit|exclude)|don't (?:have|need|mind|care|ask|restrict|forbid)"
    r"|not (?:required|necessary|needed|obliged|limited|restricted)|no (?:need|limits?|limitations?|restrictions?|objections?|fee|further|extra|royalty)|(?:nothing|shall not|not) (?:\w+ )?(?:stops?|keeps?|prevents?|against|restricts?)"
    r"|without (?:limit|limitation|restriction|asking|extra|further|charge|permission)|or not|needs no|requires no)\b"
)
_CLASSES = {
    "SHARE": "share shares shared sharing distribute distributes distributed distributing distribution redistribute redistributed"
    " redistributes redistribution re-distribution redistributing pass passes passed passing hand hands handed handing give gives"
    " given giving mirror mirrors mirrored mirroring upload uploads uploaded uploading re-upload re-uploads re-uploading"
    " re-uploaded publish publishes published publishing convey conveyed transfer transferred transfers transferee circulate"
    " circulated spread spreads spreading lend lent send sends sent sending supply supplied post posted disseminate transmit"
    " disclose sublicense sublicensed available release released host hosting redistributors fork forks provide provides provided",
    "COPY": "copy copies copied copying duplicate duplicates reproduce reproduced reproduction",
    "CHANGE": "change changes changed changing modify modifies modified modifying modification modifications alter alters altered"
    " altering alteration alterations adapt adapts adapted adapting adaptation adaptations derivative derivatives derive derived"
    " fine-tune fine-tunes fine-tuned fine-tuning finetune finetuning finetuned tune tuned tuning tweak tweaks retrain retrained"
    " retraining re-train remix remixes remixing transform transforms rework edit extend improve prune quantise quantize"
    " quantised quantisation merge merged tinker rebuild build built builds building variants hack translate transformed",
    "AS-IS": "unmodified unchanged unaltered verbatim untouched",
    "GAIN": "commercial commercially business businesses company companies firm firms profit profits money earn earns earning"
    " gain trade sell sells sold selling sale paid pay pays payment charge charged fee fees revenue turnover income monetise"
    " monetize commercialise enterprise enterprises for-profit commerce exploit exploitation royalty production product products"
    " monetary rich rent hire start-ups startups shops freelancers",
    "STUDY": "research academic non-commercial noncommercial scholarly study studying teaching education educational science"
    " scientific evaluation evaluate testing personal private hobby hobbyists students scholars researchers classrooms non-profit"
    " nonprofit non-production",
    "OUTPUT": "output outputs answers answer responses completions generates generated generate writes writing says produces"
    " synthetic results result texts pictures recordings images",
    "TEACH": "train trains trained training teach teaches improves improving improved distil distill distillation distilling feed"
    " feeds develop developing enhance create creating",
    "OTHER": "other another rival rivals competing competitor competes different",
    "CREDIT": "credit credits credited attribute attribution acknowledge acknowledged acknowledges acknowledgement acknowledgment"
    " cite cites cited citing citation mention mentions mentioned name names named naming authorship byline signature",
    "NOTICE": "notice notices line lines header headers legend legends marking markings statement statements",
    "AUTHOR": "author authors maker makers creator creators developer developers contributors contributor us source origin"
    " copyright laboratory lab institute licensor provider proprietary",
    "KEEP": "keep keeps kept keeping retain retains retained preserve preserves preserved leave left remain remains stay stays"
    " intact include includes included carry carries bear contain contains accompany accompanied enclose enclosed"
    " attach attached add adds put show shows state travel travels goes comes",
    "DROP": "remove removes removed removing strip stripped delete deleted erase obscure hide hidden efface drop dropped cut",
    "TERMS": "licence license terms agreement deed rules text document page sheet",
    "THING": "it them model models weights checkpoint checkpoints parameters software files materials material work program data",
    "ELSE": "others friends colleagues neighbours third-party recipient recipients anyone someone everybody everyone whomever"
    " whoever third parties person people",
    "SUE": "sue sues suing sued litigation litigate litigates lawsuit lawsuits court proceedings suit patent patents claim claims"
    " action alleges alleging asserts",
    "END": "end ends ended terminate terminates terminated lapse lapses expire expires cease void forfeit forfeits lose loses lost"
    " stops gone withdrawn over",
}
_CLASS = {word: name for name, words in _CLASSES.items() for word in words.split()}
_DULL = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "these",
        "that",
        "all",
        "any",
        "our",
        "your",
        "its",
        "their",
        "such",
        "to",
        "of",
        "in",
        "on",
        "and",
        "or",
        "is",
        "are",
        "be",
        "been",
        "as",
        "with",
        "for",
        "by",
    ]
)


@dataclass(frozen=True, slots=True)
class _Model:
    """By question: log-odds to begin with; by feature: places of questions and what it adds to them, in turns."""

    base: Mapping[str, int]
    weights: Mapping[str, list[int]]


@lru_cache(maxsize=1)
def _model() -> _Model:
    """That of the file, read when it is first asked for."""
    written = json.loads(FILE.read_text("utf-8"))
    return _Model(written["base"], written["weights"])


@lru_cache(maxsize=4_096)
def likelihoods(low: str) -> dict[str, float]:
    """By question, how likely the answer is yes for a sentence in lower case, from 0 to 1."""
    model = _model()
    odds = [0] * len(model.base)
    known = model.weights
    told = features(low)
    for feature in told & known.keys():
        adds = known[feature]
        for at in range(0, len(adds), 2):
            odds[adds[at]] += adds[at + 1]
    share = weight_of(len(told)) / PARTS
    return {one: 1 / (1 + exp(-base / PARTS - share * odds[at])) for at, (one, base) in enumerate(model.base.items())}


def weight_of(count: int) -> float:
    """What each feature of a sentence with so many counts: in a short one each word says more."""
    return sqrt(_MOST / min(max(count, _FEWEST), _MOST))


def features(low: str) -> set[str]:
    """The words of a sentence in lower case, single and in pairs, by beginnings and classes, and what they stand under."""
    found: set[str] = set()
    if low.startswith(("if ", "when ", "should ", "whoever ", "where ", "once ")):
        found.add("IF")
    for part in _PART.split(low):
        raw = _TOKEN.findall(part)
        if raw:
            under = _under(part, set(raw))
            found.update(_of_part(raw, under))
            if uses_in(part):
                found.update((_USE, f"{under}:{_USE}"))
    return found


def _under(part: str, words: set[str]) -> str:
    """Whether the words of a part stand under a ban, a duty or a leave."""
    if _EASED.search(part):
        return "eased"
    return "ban" if words & _BAN else "duty" if words & _DUTY else "leave" if words & _LEAVE else "plain"


def _of_part(raw: list[str], under: str) -> Iterator[str]:
    yield f"{under}:"
    classes = sorted({name for one in raw if (name := _CLASS.get(one))})
    for at, name in enumerate(classes):
        yield name
        yield f"{under}:{name}"
        for other in classes[at + 1 :]:
            yield f"{name}+{other}"
            yield f"{under}:{name}+{other}"
    stems = [_stem(one) for one in raw]
    for one in stems:
        yield one
        yield f"{under}:{one}"
    for one, two in pairwise(stems):
        yield f"{one} {two}"
    kept = [_CLASS.get(one) or _stem(one) for one in raw if one not in _DULL]
    for one, two in pairwise(kept):
        yield f"{one}_{two}"


@lru_cache(maxsize=8_192)
def _stem(word: str) -> str:
    if word[0] == '"':
        return "QUOTED"
    if word[0].isdigit():
        return "NUMBER"
    return word if word in _BAN or word in _DUTY or word in _LEAVE else word[:6]
