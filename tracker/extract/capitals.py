"""What might be a name that no list knows: words with capitals in Latin letters, with the number and size behind them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from tracker.extract.folding import Mark
from tracker.extract.layout import Span
from tracker.extract.lexicons import Lexicon
from tracker.extract.marking import Marked
from tracker.extract.newtools import PLACES

MOST_CANDIDATES = 40
_MOST_MENTIONS = 60
_LETTER = "A-Za-zÀ-ɏ"
_WORD = re.compile(rf"(?<![0-9{_LETTER}@#/_])[A-Z][0-9{_LETTER}]*(?:[-.](?=[0-9{_LETTER}])[0-9{_LETTER}]+)*")
_SMALL = re.compile(r"(?<![0-9A-Za-zÀ-ɏ_./-])[a-zà-ɏ]+(?![0-9A-Za-zÀ-ɏ_/-])")
_NUMBER = re.compile(r"[ \u00a0-]?v?(\d{1,3}(?:[.,]\d{1,2})?)(?![\w%]|[.,]?\d)|[ \u00a0-]?[vV](\d{1,2})(?!\w)")
_SIZE = re.compile(r"[ \u00a0-](\d+(?:\.\d+)?[BMT])(?!\w)")
_OWN_NUMBER = re.compile(r"(.*?[A-Za-z])(-?[vV]?)(\d{1,3}(?:\.\d+)*)")
_OWN_SIZE = re.compile(r"(.+?)-(\d+(?:\.\d+)?[BMT])")
_TAIL = re.compile(r"-[a-zà-ɏ][0-9a-zà-ɏ]*$")
_ADDRESS = re.compile(r"\.(?:com|org|ai|net|io|dev|[a-z]{2})$")
_SHORTEST, _LONGEST, _MOST_WORDS = 3, 40, 4
_STEM, _FEWEST_FORMS = 4, 2
_BLANKS = (" ", "\u00a0")
_CUTTING = frozenset(
    {"weekday", "month", "territory", "venue", "relative", "generation", "ordinal", "licence.word"}
    | {"noun.ai", "noun.model", "noun.called", "refer.company"}
)
_SPOILING = frozenset({"noun.else", "other", "other_model", "other_person"})
_NOT_NAMES = frozenset(
    {"AI", "KI", "IA", "LLM", "LLMs", "GPU", "GPUs", "API", "APIs", "CEO", "EU", "USA", "UK", "US", "CTO", "VR", "AR"}
    | {
        "AFP",
        "AP",
        "DPA",
        "APA",
        "ANSA",
        "EFE",
        "PAP",
        "ČTK",
        "MTI",
        "ANP",
        "STT",
        "NTB",
        "TT",
        "TASR",
        "AGI",
        "SDA",
        "TASS",
        "COVID-19",
    }
    | {"License", "Licence", "Community", "Public", "Apache", "GPL", "Commons"}
)
_OUTLETS = re.compile(
    r"Verge|Reuters|Bloomberg|TechCrunch|Wired|WIRED|Axios|Politico|POLITICO|Guardian|Times|Journal|Insider|Forbes|CNN|CNBC|BBC|NPR|Engadget|VentureBeat|Gizmodo|Mashable|Techmeme|Economist|Semafor|ZDNet|Substack"
    r"|Handelsblatt|Spiegel|Heise|Golem|Netzpolitik|Monde|Figaro|Repubblica|Corriere|Pa\u00eds|Mundo|Volkskrant|Gazeta|Kommersant|Vedomosti|Nikkei|Xinhua|Yonhap|Kyodo|Interfax|Ukrinform|Tanjug|Antara|Detik|Kompas|Aftonbladet|Politiken|Dagbladet|Aftenposten|Yle|Helsingin"
    r"|Reddit|Discord|Telegram|Twitter|Mastodon|Bluesky|Kaggle|Zenodo|Medium|Steam|BitTorrent|Stanford|Harvard|Oxford|Cambridge|Princeton|Berkeley|Forrester|Gartner|Statista"
    r"|Accenture|Anduril|Deloitte|Leidos|Lockheed|Palantir|Northrop|Boeing|Capgemini|Infosys|EssilorLuxottica|Luxottica|Shutterstock|Pond5?|Getty|Adobe|Salesforce|Siemens|Bosch|Ericsson|Qualcomm|Arduino|Sacem|LlamaCon|Connect"
)
"""Who reports or counts, where things are posted, and who uses models or is licensed by Meta."""
_SPOILING_WORDS = frozenset(
    {
        "Menlo",
        "Ray-Ban",
        "RayBan",
        "Oakley",
        "Quest",
        "Instagram",
        "Threads",
        "Messenger",
        "Horizon",
        "Portal",
        "Connect",
    }
)
"""Where Meta sits, what else it sells and where it meets; what stands right behind is a part of that name."""
QUOTES = "\"'“”„«»‘’「」『』*"


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a candidate stands: text[start:end], its number and size with it.

    value: the name as it is told there; opens: whether a sentence begins with it; span: the sentence, counted from 0
    """

    start: int
    end: int
    value: str
    size: str | None
    opens: bool
    span: int


@dataclass(slots=True)
class Named:
    """What might be a name. base: without number and size.

    proposed: whether a pattern takes it for a name; extends: whether it goes on from, or leads to, a known model's
    """

    base: str
    mentions: list[Mention] = field(default_factory=list)
    proposed: bool = False
    extends: bool = False
    is_word: bool = False


def candidates(marked: Marked, staff: Sequence[Mark], lexicon: Lexicon) -> list[Named]:
    """What might be names of Meta's: written with a capital, and more than a known name.

    staff: people whom the text introduces
    """
    if not any(name.kind in ("meta", "person", "model") for name in marked.names):
        return []
    runs = _Runs(marked, staff)
    found: dict[str, Named] = {}
    for number, span in enumerate(marked.spans):
        if span.role != "noise":
            for mention, base, extends in runs.within(span, number):
                own = found.setdefault(base, Named(base, extends=extends, is_word=base.lower() in runs.small))
                if len(own.mentions) < _MOST_MENTIONS:
                    own.mentions.append(mention)
    _merge_openings(found)
    _merge_forms(found, lexicon.suffixes)
    proposed = {mark.start for mark in marked.proposed}
    for own in found.values():
        own.proposed = any(at.start in proposed for at in own.mentions)
    told = [
        one
        for one in found.values()
        if any(at.start > marked.title_length for at in one.mentions)
        and not _only_opens(one)
        and (lexicon.cased or not one.extends or len(one.mentions) > 1)  # "mit Muse Spark Geld verdienen"
    ]
    told.sort(key=lambda one: (not one.proposed, -len(one.mentions), one.mentions[0].start))
    return told[:MOST_CANDIDATES]


def _only_opens(one: Named) -> bool:
    """Whether a word has its capital only from a sentence that begins with it, and nothing else of a name."""
    at = one.mentions[0]
    plain = at.value.isalpha() and at.value[1:].islower() and at.size is None
    return plain and len(one.mentions) == 1 and at.opens and not one.proposed


def is_none(word: str) -> bool:
    """Whether a word is no name of a model's, nor a part of one."""
    return (
        word in _NOT_NAMES
        or word.partition("-")[0] in _NOT_NAMES
        or _ADDRESS.search(word) is not None
        or PLACES.match(word) is not None
        or _OUTLETS.fullmatch(word) is not None
    )


class _Runs:
    """The runs of words with capitals in a text."""

    def __init__(self, marked: Marked, staff: Sequence[Mark]) -> None:
        self._text = marked.text
        names, cues = [*marked.names, *staff], marked.cues
        self._cut = sorted(
            [(one.start, one.end) for one in names if one.kind != "model"]
            + [(one.start, one.end) for one in cues if one.kind in _CUTTING]
        )
        self._spoiling = sorted((one.start, one.end) for one in (*names, *cues) if one.kind in _SPOILING)
        self._known = [(one.start, one.end) for one in marked.names if one.kind == "model"]
        self.small: AbstractSet[str] = set(_SMALL.findall(self._text))

    def within(self, span: Span, number: int) -> Iterator[tuple[Mention, str, bool]]:
        """The runs in a sentence that no known name or cue cuts; a known model's may be a part of one."""
        run: list[tuple[int, int, bool]] = []
        spoilt = -1  # where a name ends that what follows at once is a part of: "Ray-Ban Display"
        for word in _WORD.finditer(self._text, span.start, span.end):
            start, end = word.span()
            if (tail := _TAIL.search(word[0])) is not None:
                end = start + tail.start()  # "Argon-mallin"
            if run and self._text[run[-1][1] : start] not in _BLANKS:
                yield from self._told(span, number, run)
                run = []
            spoils = word[0] in _SPOILING_WORDS or _covers(self._spoiling, start, end)
            if spoils or (spoilt >= 0 and self._text[spoilt:start] in _BLANKS):
                run, spoilt = [], word.end()
                continue
            if _covers(self._cut, start, end) or is_none(word[0]):
                yield from self._told(span, number, run)
                run = []
                continue
            run.append((start, end, _covers(self._known, start, end)))
            if end != word.end():
                yield from self._told(span, number, run)
                run = []
        yield from self._told(span, number, run)

    def _told(
        self, span: Span, number: int, run: Sequence[tuple[int, int, bool]]
    ) -> Iterator[tuple[Mention, str, bool]]:
        """What a run of words names, if it can be a name, and no more than a known one is."""
        if not run or len(run) > _MOST_WORDS:
            return
        text = self._text
        opens = not text[span.start : run[0][0]].strip(QUOTES + " –—-")
        first = text[run[0][0] : run[0][1]].lower()
        if opens and len(run) > 1 and (first in self.small or len(first) < _SHORTEST):
            run, opens = run[1:], False  # "The Argon"
        if run[-1][2] or (opens and first in self.small):
            return  # "Avec Llama"
        start, end = run[0][0], run[-1][1]
        name = text[start:end]
        if not _SHORTEST <= len(name) <= _LONGEST:
            return
        base, joint, version, size = name, "", "", None
        if (sized := _OWN_SIZE.fullmatch(base)) is not None:
            base, size = sized[1], sized[2]
        if (numbered := _OWN_NUMBER.fullmatch(base)) is not None and len(numbered[1]) >= _SHORTEST:
            base, joint, version = numbered[1], numbered[2], numbered[3]
        elif size is None and (behind := _NUMBER.match(text, end, span.end)) is not None:
            version = behind[1] or behind[2]
            joint = text[end : behind.end()].removesuffix(version).replace("\u00a0", " ")
            end = behind.end()
        if size is None and (behind := _SIZE.match(text, end, span.end)) is not None:
            size, end = behind[1], behind.end()
        yield Mention(start, end, f"{base}{joint}{version}", size, opens, number), base, any(one[2] for one in run)


def _covers(ranges: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of some ranges, in order, shares a character with a word."""
    at = bisect_left(ranges, (end, 0))
    return any(stop > start for _, stop in ranges[max(0, at - 2) : at])


def _merge_openings(found: dict[str, Named]) -> None:
    """Take off the word that a sentence begins with before a name, where that stands elsewhere too: "Avec Argon"."""
    for base in list(found):
        own = found[base]
        rest = base.partition(" ")[2]
        if rest in found and all(at.opens for at in own.mentions):
            cut = len(base) - len(rest)
            _take(found, rest, [replace(at, start=at.start + cut, value=at.value[cut:]) for at in own.mentions])
            del found[base]


def _merge_forms(found: dict[str, Named], suffixes: Sequence[str]) -> None:
    """Put inflected forms to the name that they are forms of: "Argonu" and "Argonem" to "Argon", "Lyry" and "Lyrą" to
    "Lyra", where the text has that, or forms of it with different endings that names take in this language."""
    forms: dict[str, set[str]] = {}
    for base in found:
        for stem in _stems(base, suffixes):
            forms.setdefault(stem, {stem} if stem in found else set()).add(base)
    ranked = sorted(forms.items(), key=lambda pair: (-len(pair[1]), pair[0] not in found, -len(pair[0]), pair[0]))
    for stem, own in ranked:
        left = sorted(form for form in own if form in found)
        if len(left) < _FEWEST_FORMS:
            continue
        if stem not in found:
            found[stem] = Named(stem, extends=found[left[0]].extends)
        for form in left:
            if form != stem:
                gone = found.pop(form)
                _take(found, stem, [replace(at, value=stem + at.value[len(form) :]) for at in gone.mentions])


def _stems(base: str, suffixes: Sequence[str]) -> Iterator[str]:
    """What a word may be a form of, itself not among them."""
    for suffix in suffixes:
        old, _, new = suffix.partition(">") if ">" in suffix else ("", "", suffix)
        if new and base.endswith(new) and len(stem := base.removesuffix(new) + old) >= _STEM:
            yield stem


def _take(found: dict[str, Named], base: str, mentions: Sequence[Mention]) -> None:
    own = found[base]
    own.mentions = sorted([*own.mentions, *mentions], key=lambda at: at.start)
