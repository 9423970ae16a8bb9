"""Names of Meta's models that no list knows yet, taken from the way a text introduces them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from tracker.extract.folding import Mark
from tracker.extract.lexicons import Lexicon
from tracker.extract.names import HOSTS
from tracker.extract.newtools import PLACES, members, qualifying, tools

_NAME = r"[A-Z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*(?:[ ](?:[A-Z][A-Za-z0-9-]*|v?\d+(?:\.\d+)*[A-Z]?))*"
_LOWER = r"[^\W\d_A-Z]+"
_BEHIND = re.compile(rf"[\s,:]*[\"'“”„«‘’「『*]?({_NAME})")
_FURTHER = re.compile(rf"[\s\u0590-\u06ff\u200c]{{1,24}}[\"“«(]?({_NAME})")
_AHEAD = re.compile(rf"(?<![A-Za-z0-9-])({_NAME})[\"'“”„«»‘’「」『』]?\s?$")
_LONGEST = 40
_APPOSITION = 24
_MOST_NAMES = 40
_PLACED = frozenset({"territory", "month", "weekday", "venue"})
_LONGEST_APPOSED = 90
_OWNER_REACHES = 120
_NAMED_BEFORE = re.compile(
    rf"(?<![\w-])({_NAME})[\"'“”„«»‘’]?(?::[a-zäö]{{1,4}})?(?:\s{_LOWER}){{0,2}},\s"
    rf"((?:Meta(?:s|['’]s)\s)?(?:[dl]['’]|un['’]|dell['’])?(?:{_LOWER}\s){{0,4}}(?:(?:AI|KI|IA)[- ])?)$"
)
_POSSESSED = re.compile(r"Meta(?:s|['’]s)\s")
_ENDS_ASIDE = frozenset(",.;:)—–")
_STRIKING = (
    r"[A-Z][a-z]+[A-Z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*(?: \d{1,2}(?:\.\d)?(?![\w%]))?"
    r"|[A-Z][A-Za-z]{2,}-\d+(?:\.\d+)?[BM](?![A-Za-z])"
)
_STRIKING_OBJECT = re.compile(
    rf"[\s\"'“„«*]{{1,3}}(?:(?:the|its|das|den|die|sein|seinen|seine)\s[\"'“„«*]?)?({_STRIKING})"
)
_STRIKING_SUBJECT = re.compile(rf"(?<![A-Za-z0-9-])({_STRIKING})[\"'”“»*]*\s[^\n,.;:()A-Z]{{0,14}}$")
_FAMILIAR = re.compile(
    r"GitHub|WhatsApp|YouTube|LinkedIn|TikTok|ByteDance|OpenAI|OpenRouter|DeepMind|DeepSeek|PyTorch|HuggingFace|LlamaCon|"
    r"ModelScope|JavaScript|TypeScript|TechCrunch|VentureBeat|BuzzFeed|SoftBank|ServiceNow|SalesForce|CoreWeave|"
    r"StackOverflow|TensorFlow|PayPal|AirBnb|iPhone|MacBook|PlayStation|BigTech|GenAI|McK|Mac[A-Z]|Mc[A-Z]|De[A-Z]|La[A-Z]|Le[A-Z]"
)
"""Places, firms and people whose names look like a model's, too."""
_OPENING_SUBJECT = re.compile(rf"(?:[.!?:][\"”“»]?\s+|\n)[\"'“„«]?({_STRIKING})(?=[\"”“»]?,?(?: [–—-])?\s[^\W\d_A-Z])")
_RESUMED_FROM = 260
_GIVEN_REACHES, _COUNTED_WITHIN = 16, 120
_SUBJECT_REACHES = 60
_BARE = r"[A-Z][a-zA-Z0-9]{3,}(?:[ -]\d+(?:\.\d+)?)?(?![\w-])"
_BEHIND_NOUN = re.compile(rf"[\s\"'“„«*]{{1,3}}({_BARE})")
_BEFORE_NOUN = re.compile(rf"(?:Meta['’]s|[Tt]he)\s({_BARE})\s(?:[a-z]+\s|AI\s){{0,2}}$")
_WITH_NAME = re.compile(rf"\b(?:[Ww]ith|[Mm]it|[Mm]et)\s[\"“„]?({_BARE})[\"”“]?,?\s[^.!?;\n]{{0,70}}$")
_ARTICLES = r"(?:der|die|das|den|dem|des|eine?[nmrs]?|keine?[nmrs]?|viele[nr]?|alle[nr]?|the|an?|our|his|her)"
_ARTICLE_AHEAD = re.compile(rf"(?<!\w){_ARTICLES}\s$", re.IGNORECASE)
_NOUN_BEHIND = re.compile(r"\s(?:\w+\s){0,2}(?:model|modell|data)", re.IGNORECASE)
_MOST_MENTIONS, _MOST_LOOKED_UP = 200, 16
_COMMON = re.compile(r".*(?:ern|en|ung|heit|keit|schaft|innen|ismus|tion|ment|ness|ity|ing)$")
_FEWEST_MENTIONS = 2
_ENDED = re.compile(r"[.!?]\s|\n")
_OPENING_NAME = re.compile(rf"(?:[.!?:][\"”“)]?\s+|\n)[\"'“„«*]*({_NAME})[\"'”“»*]*\s$")
_SIZED = re.compile(r"[- ](\d+(?:\.\d+)?[BM])$")
_LEADING = frozenset({"meta", "weekday", "month", "relative"})
_HAS = (" hat", " haben", " heeft", " bracht", " brachte")
_THAT = (" itu", " ini", " tersebut")
_RELATIVE = frozenset(
    {"which", "who", "that", "whose", "die", "der", "dat", "dessen", "deren", "yang", "and", "und", "en", "dan"}
)
_OUT = frozenset({"release.done", "release.announce"})
_NOUNS = frozenset({"noun.model", "noun.dataset", "noun.tool", "noun.called"})
INTRODUCING = _NOUNS | _OUT | _PLACED | {"refer.company", "noun.parameters"}
"""The kinds of cues that new names are told by."""
_NO_NAMES = frozenset({"AI", "KI", "LLM", "LLMs", "Meta", "GPU", "API", "Open", "Source", "CEO", "IA"})


def _looks_like_a_name(name: str, lexicon: Lexicon) -> bool:
    if len(name) < 3 or len(name) > _LONGEST or name in _NO_NAMES or set(name.split()) <= _NO_NAMES:
        return False
    return lexicon.cased or bool(re.search(r"\d|[a-z][A-Z]|[A-Z]{2}|-[A-Z]", name)) or " " in name


def _goes_on(text: str, end: int) -> bool:
    """Whether a letter follows that could be the name's own: an ending in a script without capitals is not."""
    letter = text[end : end + 1]
    return letter.isalpha() and letter.upper() != letter.lower()


def _introduced(text: str, cue: Mark, called: bool, lexicon: Lexicon) -> Mark | None:
    found = _BEHIND.match(text, cue.end)
    if found is None or found.start(1) - cue.end > 4 or _goes_on(text, found.end(1)):
        return None
    name = found[1].strip()
    if not (called or _looks_like_a_name(name, lexicon)) or name in _NO_NAMES or len(name) > _LONGEST:
        return None
    return Mark("model", found.start(1), found.start(1) + len(name), name, ("?",))


def _introduced_further(text: str, cue: Mark, lexicon: Lexicon) -> Mark | None:
    """The Latin name a few words behind "model" in Arabic, Persian and Hebrew: "مدل تولید تصویر Horizon Canvas"."""
    found = _FURTHER.match(text, cue.end)
    if found is None or not _looks_like_a_name(found[1], lexicon):
        return None
    return Mark("model", found.start(1), found.end(1), found[1], ("?",))


def _introduced_before(text: str, cue: Mark) -> Mark | None:
    """The name in front of "called", where the language puts it there: "Prismと呼ばれる", "Prism नामक"."""
    found = _AHEAD.search(text, max(0, cue.start - _LONGEST - 4), cue.start)
    if found is None or found[1] in _NO_NAMES:
        return None
    return Mark("model", found.start(1), found.end(1), found[1], ("?",))


def _presented(
    text: str, title_length: int, names: Sequence[Mark], cues: Sequence[Mark], lexicon: Lexicon
) -> Iterator[str]:
    """Names between a verb of release and what they are: "Meta presented Carpathia, a language model"."""
    kinds = [cue for cue in cues if cue.kind in ("noun.model", "noun.dataset")]
    for cue in cues if lexicon.cased else ():
        if cue.kind not in _OUT or cue.start <= title_length:
            continue
        mark = _introduced(text, cue, True, lexicon)
        if mark is None or "\n" in text[cue.end : mark.end]:
            continue
        if not text[mark.end : mark.end + 2].startswith((",", " —", " –")):
            continue
        known = any(name.overlaps(mark) for name in names)
        by_meta = any(name.kind == "meta" and 0 <= cue.start - name.end <= _APPOSITION for name in names)
        if by_meta and not known and any(2 <= kind.start - mark.end <= _APPOSITION for kind in kinds):
            yield mark.value


def _apposed(
    text: str, title_length: int, names: Sequence[Mark], cues: Sequence[Mark], lexicon: Lexicon
) -> Iterator[str]:
    """Names that a comma and what they are follow: "Argon, a new language model from Meta", "Argon veröffentlicht, ein".

    Meta stands in the same line not far off; where nouns have capitals, the name opens a sentence or follows Meta or a day.
    """
    marks = sorted([*names, *(cue for cue in cues if cue.kind not in _OUT)], key=lambda one: one.start)
    out = {cue.end for cue in cues if cue.kind in _OUT}
    given = sorted(out)
    owners = _owners(names)
    starts = [mark.start for mark in marks]
    for kind in cues:
        if kind.kind not in ("noun.model", "noun.dataset") or kind.start <= title_length:
            continue
        found = _NAMED_BEFORE.search(text, max(title_length, kind.start - _LONGEST_APPOSED), kind.start)
        if found is None or _starts_relative(found[2]) or text.startswith(_THAT, kind.end):
            continue
        if _POSSESSED.match(found[2]) and text[kind.end : kind.end + 1] not in _ENDS_ASIDE:
            continue  # "Anna Berg, Meta's model lead"
        first, last = kind.start - _OWNER_REACHES, kind.end + _OWNER_REACHES
        near = marks[bisect_left(starts, first) : bisect_right(starts, last)]
        start = _past_marks(found.start(1), found.end(1), near, text)
        name = text[start : found.end(1)]
        if len(name) < 3 or name in _NO_NAMES:
            continue
        before = text[max(0, start - _LONGEST) : start].rstrip("\"'“”„«‘ ")
        opens = not before or before[-1] in ".!?\n:"
        end = start - (min(start, _LONGEST) - len(before))
        placed = before.endswith(_HAS) or end in out or _POSSESSED.match(found[2]) is not None
        placed = placed or any(one.end == end and one.kind in _LEADING for one in near)
        owned = _is_owned(text, start, kind.end, near, "meta") or (
            _is_given(text, start, given) and _is_of_ours(start, owners)
        )
        placed = placed or re.search(r"[a-z][A-Z]|-\d", name) is not None
        owned = owned or (not opens and _is_owned(text, start, kind.end, near, "refer.company"))
        if (lexicon.cased or placed or opens) and owned:
            yield name


def _striking(
    text: str, title_length: int, names: Sequence[Mark], cues: Sequence[Mark], lexicon: Lexicon
) -> Iterator[str]:
    """Names that no other word looks like, beside a verb of release: "posted PathFinder-8B", "TraceLake was launched"."""
    if not lexicon.spaces:
        return
    owners = [one for one in (*names, *cues) if one.kind in ("meta", "refer.company")]
    owners.sort(key=lambda one: one.start)
    places = [one.start for one in owners]
    starts = [name.start for name in names]
    for cue in cues:
        if cue.kind not in _OUT or cue.start <= title_length:
            continue
        behind = _STRIKING_OBJECT.match(text, cue.end)
        ahead = _STRIKING_SUBJECT.search(text, max(title_length, cue.start - _SUBJECT_REACHES), cue.start)
        for found in (behind, ahead):
            if found is None or found[1] in _NO_NAMES or _FAMILIAR.match(found[1]):
                continue
            at = bisect_left(starts, found.end(1))
            if (at == 0 or names[at - 1].end <= found.start(1)) and _is_met(text, found.start(1), owners, places):
                yield found[1]


def _is_met(text: str, start: int, owners: Sequence[Mark], places: Sequence[int]) -> bool:
    """Whether Meta stands in the same sentence as a name."""
    near = owners[bisect_left(places, start - _OWNER_REACHES) : bisect_right(places, start + _OWNER_REACHES)]
    return any(_ENDED.search(text, min(one.end, start), max(one.start, start)) is None for one in near)


def _repeated(
    text: str, title_length: int, names: Sequence[Mark], cues: Sequence[Mark], lexicon: Lexicon
) -> Iterator[str]:
    """Names beside a noun that the text comes back to, never with an article: "sein neues Modell Argon ... Argon soll".

    A noun alone could be followed by any noun of a language that gives all nouns capitals, or be part of a headline.
    """
    if lexicon.code not in ("en", "de", "nl"):
        return
    starts = [name.start for name in names]
    back: dict[str, bool] = {}
    for kind in cues:
        if kind.kind not in ("noun.model", "noun.dataset") or kind.start <= title_length:
            continue
        first = max(title_length, kind.start - _LONGEST_APPOSED)
        for found in (
            _BEHIND_NOUN.match(text, kind.end),
            _BEFORE_NOUN.search(text, first, kind.start),
            _WITH_NAME.search(text, first, kind.start),
        ):
            if found is None or found[1] in _NO_NAMES or _FAMILIAR.match(found[1]) or _COMMON.match(found[1]):
                continue
            at = bisect_left(starts, found.end(1))
            if at > 0 and names[at - 1].end > found.start(1):
                continue
            if found[1] not in back and len(back) < _MOST_LOOKED_UP:
                back[found[1]] = _comes_back(text, found[1])
            if back.get(found[1]):
                yield found[1]


def _comes_back(text: str, name: str) -> bool:
    """Whether a text has a word several times, and never as a common noun."""
    mentions = list(islice(re.finditer(rf"(?<![A-Za-z0-9_-]){re.escape(name)}(?:['’]?s)?(?!\w)", text), _MOST_MENTIONS))
    if len(mentions) < _FEWEST_MENTIONS:
        return False
    return not any(
        _ARTICLE_AHEAD.search(text, max(0, m.start() - 8), m.start()) and not _NOUN_BEHIND.match(text, m.end())
        for m in mentions
    )


def _entitled(
    text: str, title_length: int, names: Sequence[Mark], cues: Sequence[Mark], lexicon: Lexicon
) -> Iterator[str]:
    """Names that open a sentence on what they stand for: "Argon is the name of the new model", "Argon heißt das Modell"."""
    kinds = [cue for cue in cues if cue.kind in ("noun.model", "noun.dataset")]
    starts = [kind.start for kind in kinds]
    begun = [name.start for name in names]
    for cue in cues:
        if cue.kind != "noun.called" or cue.start <= title_length:
            continue
        found = _OPENING_NAME.search(text, max(0, cue.start - _SUBJECT_REACHES), cue.start)
        at = bisect_left(starts, cue.end)
        if found is None or found[1] in _NO_NAMES or at == len(kinds) or kinds[at].start - cue.end > _SUBJECT_REACHES:
            continue
        if re.search(r"[.!?\n]", text[cue.end : kinds[at].start]) or _introduced(text, kinds[at], True, lexicon):
            continue
        before = bisect_left(begun, found.end(1))
        if before == 0 or names[before - 1].end <= found.start(1):
            yield found[1]


def _past_marks(start: int, end: int, marks: Sequence[Mark], text: str) -> int:
    """Where a name begins behind a day or Meta: "Dienstag Argon"; its end if it is known, or nothing is left."""
    for mark in sorted(marks, key=lambda one: one.end):
        if mark.start < end and start < mark.end:
            start = min(mark.end, end) if mark.kind in _LEADING else end
    while start < end and not text[start].isupper():
        start += 1
    return start


def _is_owned(text: str, start: int, end: int, marks: Sequence[Mark], kind: str) -> bool:
    """Whether Meta, or "the company", stands in the same line, not far from a name and what it is said to be."""
    return any(one.kind == kind and "\n" not in text[min(one.start, start) : max(one.end, end)] for one in marks)


def _is_given(text: str, start: int, ends: Sequence[int]) -> bool:
    """Whether a phrase of release ends right before a place: "has put at the disposal of the public Polyphonie"."""
    at = bisect_left(ends, start)
    return (
        at > 0
        and start - ends[at - 1] <= _GIVEN_REACHES
        and re.search(r"[.!?:;,\n]", text[ends[at - 1] : start]) is None
    )


def _owners(names: Sequence[Mark]) -> list[Mark]:
    """The companies that may have made what is named next."""
    return [one for one in names if one.kind in ("meta", "other") and one.value not in HOSTS]


def _is_of_ours(start: int, owners: Sequence[Mark]) -> bool:
    """Whether the company named last before a place is Meta: "She has given the public Polyphonie, a model for ..."."""
    before = bisect_left(owners, start, key=lambda one: one.start)
    return before > 0 and owners[before - 1].kind == "meta"


def _resumed(
    text: str, title_length: int, names: Sequence[Mark], cues: Sequence[Mark], lexicon: Lexicon
) -> Iterator[str]:
    """Names that no other word looks like and that open the sentence after one on a model of Meta's: "Meta has taken a
    speech model offline. EchoBox, which ..., had gone up on Saturday"."""
    if not lexicon.spaces:
        return
    owners = _owners(names)
    kinds = [cue.start for cue in cues if cue.kind in ("noun.model", "noun.dataset", "noun.tool")]
    counts = [cue.start for cue in cues if cue.kind == "noun.parameters"]
    starts = [name.start for name in names]
    for found in islice(_OPENING_SUBJECT.finditer(text, title_length), _MOST_LOOKED_UP):
        at = bisect_left(starts, found.end(1))
        if (at > 0 and names[at - 1].end > found.start(1)) or _FAMILIAR.match(found[1]) or found[1] in _NO_NAMES:
            continue
        low, high = bisect_left(kinds, found.start(1) - _RESUMED_FROM), bisect_left(kinds, found.start(1))
        meta = bisect_left(owners, found.start(1), key=lambda one: one.start)
        ours = meta > 0 and owners[meta - 1].kind == "meta" and found.start(1) - owners[meta - 1].end <= _RESUMED_FROM
        counted = low == high and any(0 < one - found.end(1) <= _COUNTED_WITHIN for one in counts)
        if ours and (low < high or counted):
            yield found[1]


def _starts_relative(words: str) -> bool:
    """Whether an aside goes on to tell what somebody does, and not what the name stands for."""
    return words.split()[0].lower() in _RELATIVE if words.split() else False


def new_names(
    text: str, title_length: int, names: Sequence[Mark], cues: Sequence[Mark], lexicon: Lexicon
) -> list[Mark]:
    """Every mention of names that a text introduces as a model, data set or tool; extra is ("?",).

    cues: those of the kinds INTRODUCING, in order
    title_length: headlines write common words with capitals, so that no name is taken from the first characters
    Whether they are Meta's is for the reader of releases to judge, from who acts.
    """
    taken = sorted((name.start, name.end) for name in names)
    starts = [start for start, _ in taken]
    introduced: dict[str, None] = {}
    for cue in cues:
        if cue.start > title_length and cue.kind in _NOUNS:
            called = cue.kind == "noun.called"
            mark = _introduced(text, cue, called, lexicon)
            if called and (lexicon.name_first or (mark is None and not text[cue.start].isascii())):
                mark = _introduced_before(text, cue) or (mark if text[cue.end : cue.end + 1] == " " else None)
            if mark is None and cue.kind != "noun.called" and "\u0590" <= text[cue.start] <= "\u06ff":
                mark = _introduced_further(text, cue, lexicon)
            known = _touching(mark, taken, starts) if mark is not None else ()
            if called and mark is not None:  # "by the name of Llama Voice" is longer than the Llama that is known
                known = [(start, end) for start, end in known if start != mark.start or end >= mark.end]
            if mark is not None and not known and not _is_place(mark, cues):
                introduced.setdefault(mark.value)
            if len(introduced) >= _MOST_NAMES:
                break
    for finder in (_presented, _apposed, _striking, _repeated, _entitled, _resumed, tools, qualifying):
        for name in finder(text, title_length, names, cues, lexicon):
            introduced.setdefault(name)
            if len(introduced) >= _MOST_NAMES:
                break
    for name in [name for name in introduced if _compounded(name) in introduced or PLACES.fullmatch(name)]:
        del introduced[name]  # "SignWorld-nimisen"
    marks = list(members(text, lexicon))
    ahead = r"(?<![\w-])" if lexicon.spaces else "(?<![A-Za-z0-9_-])"
    for name in introduced:
        marks += [
            Mark("model", m.start(), m.end(), *_sized(name))
            for m in re.finditer(rf"{ahead}{re.escape(name)}(?![A-Za-z0-9])", text)
        ]
    return [
        mark
        for mark in marks
        if not any(start <= mark.start and mark.end <= end for start, end in _touching(mark, taken, starts))
    ]


def _compounded(name: str) -> str:
    """The name that a compound with a common word begins with: "SignWorld-nimisen"; "" where it is none."""
    head, _, word = name.rpartition("-")
    return head if word.islower() and word.isalpha() else ""


def _sized(name: str) -> tuple[str, tuple[str, ...]]:
    """A new family's name and, as marks hold them, its extras: a size at its end is a variant."""
    size = _SIZED.search(name)
    return (name[: size.start()], ("?", size[1])) if size else (name, ("?",))


def _is_place(mark: Mark, cues: Sequence[Mark]) -> bool:
    """Whether a supposed name is a region or a month: "modellerinin ABD"."""
    at = bisect_left(cues, mark.start, key=lambda cue: cue.start)
    return any(cue.kind in _PLACED for cue in cues[at : at + 4] if cue.start == mark.start)


def _touching(mark: Mark, taken: Sequence[tuple[int, int]], starts: Sequence[int]) -> Sequence[tuple[int, int]]:
    """The ranges, which do not overlap each other, that share a character with a mark."""
    found = taken[max(0, bisect_right(starts, mark.start) - 1) : bisect_left(starts, mark.end)]
    return [(start, end) for start, end in found if start < mark.end and mark.start < end]
