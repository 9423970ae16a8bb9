"""New names that a text gives in other ways than a verb of release: tools and data sets, and members of a known line."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tracker.extract.folding import Mark
from tracker.extract.lexicons import Lexicon
from tracker.extract.names import HOSTS

_MEMBER = re.compile(r"(?<![A-Za-z0-9_-])Muse ([A-Z][a-zß-ɏ]{2,})(?![A-Za-zÀ-ɏ])")
_CAMEL = re.compile(r"(?<![\w-])[A-Z][a-z]+[A-Z][A-Za-z0-9]*[a-z0-9][A-Za-z0-9]*(?:-\d+)?")
_LINK = re.compile(r"[^.!?;:\n()]*")
_LINK_REACHES = 44
_SENTENCE_REACHES = 160
_ENDED = re.compile(r"[.!?]\s|\n")
_FEWEST_LETTERS = 3
_SHAPED = re.compile(
    r"(?<![A-Za-z0-9_.-])([A-Z][A-Za-z0-9]+(?:[- ]\d{1,3}(?:\.\d)?[BM]?)?)[\"'”“»」』]*"  # the Vexoria-2
    r"([ –-]?)(?:[^\W\d_A-Z]+[ -]){0,2}$"  # language
)
_SHAPE = re.compile(r"[A-Z][a-z]+(?:[A-Z]|[- ]?\d)")
_BEFORE_REACHES = 60
_STOOD_FOR = frozenset({"noun.model", "noun.dataset", "noun.tool"})
PLACES = re.compile(
    r"Git(?:Hub|Lab)|WhatsApp|YouTube|LinkedIn|TikTok|ByteDance|Deep(?:Mind|Seek)|PyTorch|HuggingFace|LlamaCon|"
    r"CapCut|ChatGPT|NotebookLM|ElevenLabs|LangChain|TensorFlow|RayBan|EssilorLuxottica|FaceTime|MidJourney|SpaceX|"
    r"MediaTek|CoreWeave|PlayStation|PayPal|BigTech|GenAI|ModelScope|OpenRouter|OpenAI|iPhone|MacBook"
)
_FAMILIAR = re.compile(rf"{PLACES.pattern}|Open[A-Z]|Mac[A-Z]|Mc[A-Z]|De[A-Z]|La[A-Z]|Le[A-Z]|Java|Type|Tech")
"""Places, firms and people whose names look like a tool's, too."""


def members(text: str, lexicon: Lexicon) -> Iterator[Mark]:
    """Members of the line Muse that no list knows, under the name that their endings leave: "Muse Novát" is Muse Nova.

    An ending is taken off where what remains stands in the text too, or where it has changed a letter of the name. Behind
    the line's name once, it stands for the model alone as well.
    """
    found = list(_MEMBER.finditer(text)) if "Muse " in text else []
    written = {m[1] for m in found}
    for m in found:
        word = _without_ending(m[1], written, lexicon)
        if word.isascii():
            yield Mark("model", m.start(), m.end(), f"Muse {word}", ("?",))
    names = {word for one in written if (word := _without_ending(one, written, lexicon)).isascii()}
    for name in sorted(names):  # "Ember Pro is due in November"
        for m in re.finditer(rf"(?<!Muse )(?<![\w-]){name}(?![\w-])", text):
            yield Mark("model", m.start(), m.end(), f"Muse {name}", ("?",))


def _without_ending(word: str, written: set[str], lexicon: Lexicon) -> str:
    """The name that a word is a form of, as far as the text tells."""
    for suffix in lexicon.suffixes:
        old, _, new = suffix.partition(">") if ">" in suffix else ("", "", suffix)
        base = word.removesuffix(new) + old
        if word.endswith(new) and len(base) >= _FEWEST_LETTERS and (base in written or not new.isascii()):
            return base
    return word


def tools(text: str, title_length: int, names: Sequence[Mark], cues: Sequence[Mark], lexicon: Lexicon) -> Iterator[str]:
    """Names that no other word looks like, linked with what they stand for where Meta is named and nobody else:
    "AgentForge, the framework by Meta, is out", "VoiceShield is the name of Meta's new tool"."""
    if not lexicon.spaces:
        return
    kinds = [
        cue for cue in cues if cue.kind in ("noun.tool", "noun.dataset", "noun.called") and cue.start > title_length
    ]
    starts = [name.start for name in names]
    for kind in kinds:
        low, high = kind.start - _LINK_REACHES, kind.end + _LINK_REACHES
        for found in _CAMEL.finditer(text, max(title_length, low - _LINK_REACHES), high + _LINK_REACHES):
            at = bisect_left(starts, found.end())
            if _FAMILIAR.match(found[0]) or (at > 0 and names[at - 1].end > found.start()):
                continue
            if _is_linked(text, kind, found.start(), found.end()) and _is_ours(text, found.start(), names):
                yield found[0]


def qualifying(
    text: str, title_length: int, names: Sequence[Mark], cues: Sequence[Mark], lexicon: Lexicon
) -> Iterator[str]:
    """Names that no other word looks like, before what they stand for, in a sentence of Meta's and of nobody else:
    "Meta released its Vexoria-2 language model", "Vexoria-2 dil modeli"."""
    starts = [name.start for name in names]
    actors = [*names, *(cue for cue in cues if cue.kind == "refer.company")]
    for kind in cues:
        if kind.kind not in _STOOD_FOR or kind.start <= title_length:
            continue
        begin = max(title_length, kind.start - _BEFORE_REACHES)
        found = _SHAPED.search(text[begin : kind.start])
        if found is None or _SHAPE.match(found[1]) is None or _FAMILIAR.match(found[1]):
            continue
        if not found[2] and text[begin + found.end() :][:1].isascii():
            continue
        at = bisect_left(starts, begin + found.end(1))
        known = at > 0 and names[at - 1].end > begin + found.start(1)
        if not known and _is_ours(text, begin + found.start(1), actors):
            yield found[1]


def _is_linked(text: str, kind: Mark, start: int, end: int) -> bool:
    """Whether nothing but words, and one comma, stands between a name at text[start:end] and what it stands for."""
    between = text[end : kind.start] if end <= kind.start else text[kind.end : start] if kind.end <= start else "."
    return len(between) <= _LINK_REACHES and between.count(",") <= 1 and _LINK.fullmatch(between) is not None


def _is_ours(text: str, start: int, names: Sequence[Mark]) -> bool:
    """Whether Meta, or "the company", stands in the sentence of a place, and no other company but one where models lie."""
    ended = [m.end() for m in _ENDED.finditer(text, max(0, start - _SENTENCE_REACHES), start)]
    begin = ended[-1] if ended else max(0, start - _SENTENCE_REACHES)
    stop = _ENDED.search(text, start, start + _SENTENCE_REACHES)
    end = stop.start() if stop else start + _SENTENCE_REACHES
    inside = [name for name in names if begin <= name.start < end]
    strangers = (name for name in inside if name.kind == "other" and name.value not in HOSTS)
    return any(name.kind in ("meta", "refer.company") for name in inside) and not any(strangers)
