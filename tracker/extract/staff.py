"""People of Meta's whom no list knows, taken from the way a text introduces them: "Anna Berg, who runs its labs, said"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from operator import itemgetter

from tracker.extract.folding import Mark
from tracker.extract.layout import Span
from tracker.extract.lexicons import Lexicon
from tracker.extract.names import HOSTS

_UPPER = "A-ZÀ-ÖØ-ÞČĆĎĐĽŁŃŇŘŚŠŤŮŹŻŽŐŰĂȘȚŞŢĞİĂÂÎА-ЯЀ-ЏҐΑ-ΩΆΈΉΊΌΎΏ"
_WORD = rf"[{_UPPER}](?<![\w-].)[\w’'-]+"  # begins with a set of characters, which searches pass fast
_PARTICLES = r"(?:van|von|de|den|der|di|da|dos|du|del|della|ter|ten|bin|al|el|le|la|zu|af|av)"
_RUN = re.compile(rf"{_WORD}(?:[ \u00a0](?:[A-Z]\. |(?:{_PARTICLES} ){{1,2}})?{_WORD}){{1,3}}")
_PART = re.compile(_WORD)
_SURNAME = re.compile(rf"(?:(?:{_PARTICLES} ){{0,2}}){_WORD}$")
_NO_PERSON = re.compile(
    r".*(?:University|Institute|Foundation|Research|Labs?|Initiative|Ventures|Capital|Partners|Group|Inc|GmbH|Corp|Times|"
    r"Post|Journal|News|Street|City|Valley|Park|House|States|Union|Kingdom|Commons|Source|License|Licence|Face|Act|"
    r"Affairs|Policy|Globales|Públic[oa]s|Globali|Globais|Publiques|Mondiales|"
    r"Commission|Council|Party|Summit|Conference|Forum|Model|Science|Guard|Compute|York|Francisco)$"
)
_NAMED = frozenset(
    {"meta", "model", "other", "other_model", "other_person", "person", "licence", "variant", "territory"}
    | {"weekday", "venue", "relative", "role.outsider", "staff.post", "policy.voice", "policy.role", "refer.company"}
)
_STRANGERS = frozenset({"other", "other_person", "other_model", "role.outsider"})
_COMPANIES = frozenset({"other", "other_person", "other_model"})
POSTS = frozenset({"staff.post", "policy.voice", "policy.role"})
"""The kinds of cues that tell of a post."""
_OF_MODEL = frozenset({"refer.model", "noun.model"})
_SAID = frozenset({"policy.say", "policy.think"})
_OF = re.compile(  # what stands before a place, a title or a programme, and before nobody who holds a post
    r"(?<!\w)(?:of|in|on|at|for|from|to|the|an|der|die|das|dem|den|des|im|am|ein|eine|einem|einer|für|aus|bei|in|het|een|"
    r"voor|uit|op|en|el|los|las|del|des|du|de la|aux?|à|en|dans|pour|sur|do|da|dos|das|na|no|nas|nos|para|em|di|della|dei|"
    r"degli|delle|nel|nella|per|su|i|på|från|för|till|til|fra|med|pe|din|pentru|la|w|we|na|dla|z|do|o|v|ve|pro|ze|"
    r"untuk|ke|dari|pada|у|в|во|на|для|из|от|за|с|az?|της|του|των|στη[ν]?|στο[ν]?|για|από)\s$"
)
_BEFORE, _BEHIND = 70, 130
_FROM_NAME, _FROM_POST, _ONLY_POST = 100, 60, 24
_RECENT = 4
_OF_PLACE, _OF_POST = 25, 12
_MAKES = 3
_WORDY = 2
_BESIDE = 6
_LEAD = 2
_MOST = 12
_SHORTEST_STEM = 6
_FARTHEST = 130
_INFLECTED = frozenset({"pl", "cs", "sr", "ru", "uk", "bg", "fi", "hu", "el", "ro", "tr", "de", "nl", "sv", "da", "nb"})
_STEMMED = frozenset({"pl", "cs", "sr", "ru", "uk", "bg", "fi"})
_START = itemgetter(1)


def staff_in(
    text: str,
    spans: Sequence[Span],
    names: Sequence[Mark],
    cues: Sequence[Mark],
    posts: Sequence[Mark],
    lexicon: Lexicon,
) -> list[Mark]:
    """Every mention of people whom a text says to hold a post at Meta; kind "person", value the name as introduced.

    names, cues, posts: in order; posts are those of the cues that tell of one (POSTS)
    """
    found: dict[str, None] = {}
    is_own, headed = False, False
    rank, last = 0, -_RECENT - 1
    named = held = 0  # how many of the names and posts stand before
    for span in spans:
        if span.role == "noise":
            continue
        rank += span.role == "body"
        first, named = named, _past(names, named, span.end)
        ours = [one for one in names[first:named] if one.start >= span.start] if first < named else ()
        acting = [one for one in ours if one.kind == "meta" and not _makes(one, ours)]
        strange = any(one.kind in _COMPANIES and one.value not in HOSTS for one in ours)
        is_own = is_own or (rank <= _LEAD and bool(acting or any(one.kind == "person" for one in ours)))
        headed = headed or (rank == 0 and bool(acting) and not strange)
        first, held = held, _past(posts, held, span.end)
        near = not strange and rank - last <= _RECENT and is_own
        told = first < held and posts[held - 1].start >= span.start and span.role == "body" and (acting or near)
        if told and _RUN.search(text, max(span.start, posts[first].start - _FARTHEST), posts[held - 1].end + _FARTHEST):
            low, high = (bisect_left(cues, edge, key=_START) for edge in (span.start, span.end))
            inside = sorted([*ours, *cues[low:high]], key=_START)
            for run in _runs(text, span, inside, lexicon):
                if _is_introduced(text, span, run, inside, acting, (near, headed and near), lexicon):
                    found.setdefault(text[run.start : run.end])
        if acting or strange:
            last = rank if acting else -_RECENT - 1
        if len(found) >= _MOST:
            break
    return list(_mentions(text, found, names, lexicon)) if found else []


def _past(marks: Sequence[Mark], at: int, end: int) -> int:
    """How many marks begin before a place, where so many do anyway."""
    while at < len(marks) and marks[at].start < end:
        at += 1
    return at


def _makes(meta: Mark, inside: Sequence[Mark]) -> bool:
    """Whether the company's name only says whose a model is: "Meta's Llama"."""
    return any(one.kind == "model" and 0 <= one.start - meta.end <= _MAKES for one in inside)


def _runs(text: str, span: Span, inside: Sequence[Mark], lexicon: Lexicon) -> Iterator[Mark]:
    """What looks like somebody's name: two words with capitals or more, less what a list or lexicon knows before them."""
    taken = [one for one in inside if one.kind in _NAMED]
    for found in _RUN.finditer(text, span.start, span.end):
        words = [word for word in _PART.finditer(text, found.start(), found.end()) if not word[0].isupper()]
        while words and any(one.start < words[0].end() and words[0].start() < one.end for one in taken):
            words.pop(0)
        longest = 3 if lexicon.cased and words and words[0].start() != span.start else 2
        words = words[-longest:]
        if len(words) < 2:
            continue
        if any(_is_month(one, word, at) for at, word in enumerate(words) for one in inside if one.kind == "month"):
            continue
        run = Mark("unknown", words[0].start(), words[-1].end())
        name = text[run.start : run.end]
        placed = _OF.search(text, max(span.start, run.start - 8), run.start)
        named = any(one.kind == "venue" and 0 <= run.start - one.end <= 2 for one in inside)
        if not (placed or named or _NO_PERSON.match(name) or any(one.overlaps(run) for one in taken)):
            yield run


def _is_month(month: Mark, word: re.Match[str], at: int) -> bool:
    """Whether a word is a month's name, and not a first name like "Jan" or a part of one."""
    return (month.start, month.end) == word.span() and (at > 0 or month.end - month.start > len("Jan"))


def _is_introduced(
    text: str,
    span: Span,
    run: Mark,
    inside: Sequence[Mark],
    acting: Sequence[Mark],
    is_own: tuple[bool, bool],
    lexicon: Lexicon,
) -> bool:
    """Whether words beside a name say that it holds a post at Meta, now, and at nobody else's.

    is_own: whether "the company" is Meta as far as the text has told; and whether a post without one would be, too
    """
    ahead, behind = _aside_ahead(span, run, inside), _aside_behind(text, span, run, inside)
    own = [one for one in inside if one.kind == "refer.company" or _names_company(text, one)] if is_own[0] else []
    anchors = {one.start for one in (*acting, *own)}
    for low, high in (ahead, behind):
        window = [one for one in inside if low <= one.start and one.end <= high]
        if any(
            one.kind in _STRANGERS or (one.kind == "staff.former" and _ends(one, window, anchors)) for one in window
        ):
            return False
    for low, high in (ahead, behind):
        window = [one for one in inside if low <= one.start and one.end <= high]
        posts = [one for one in window if one.kind in POSTS and one.gap(run) <= _FROM_NAME]
        places = [one for one in window if one.start in anchors]
        if any(post.gap(place) <= _FROM_POST for post in posts for place in places):
            return True
    posts = [one for one in inside if one.kind in POSTS and ahead[0] <= one.start and one.end <= behind[1]]
    if any(0 <= one.start - run.end <= _BESIDE and one in acting for one in inside):
        return any(one.end <= run.start and run.start - one.end <= _ONLY_POST for one in posts)
    if not is_own[1] or any(one.kind == "meta" for one in inside) or not any(one.kind in _SAID for one in inside):
        return False
    on_model = any(one.kind in _OF_MODEL and ahead[0] <= one.start < run.start for one in inside)
    return any(
        one.gap(run) <= _ONLY_POST
        and (one.start > run.start or on_model or one.kind == "policy.voice")
        and _is_at_nobody(text, run, one, behind[1], lexicon)
        for one in posts
    )


def _names_company(text: str, voice: Mark) -> bool:
    """Whether a role is worded with the company that it is held at: "directora de investigación de la empresa"."""
    return voice.kind == "policy.voice" and not voice.value and text.count(" ", voice.start, voice.end) >= _WORDY


def _ends(former: Mark, window: Sequence[Mark], anchors: AbstractSet[int]) -> bool:
    """Whether a word of former times is meant for Meta or the post, and not for a school that somebody left."""
    return any(
        former.gap(one) <= (_OF_PLACE if one.start in anchors else _OF_POST)
        for one in window
        if one.start in anchors or one.kind in POSTS
    )


def _aside_ahead(span: Span, run: Mark, inside: Sequence[Mark]) -> tuple[int, int]:
    """What stands before a name from the last verb of speech or other name on."""
    verbs = [one.end for one in inside if one.kind in _SAID and one.end <= run.start]
    return max([span.start, run.start - _BEFORE, *verbs]), run.start


def _aside_behind(text: str, span: Span, run: Mark, inside: Sequence[Mark]) -> tuple[int, int]:
    """What stands behind a name up to the next verb of speech or the next name."""
    verbs = [one.start for one in inside if one.kind in _SAID and one.start >= run.end]
    people = [found.start() for found in _RUN.finditer(text, run.end, min(span.end, run.end + _BEHIND))][:1]
    return run.end, min([span.end, run.end + _BEHIND, *verbs, *people])


def _is_at_nobody(text: str, run: Mark, post: Mark, end: int, lexicon: Lexicon) -> bool:
    """Whether no further name stands behind a post that is told without a company."""
    if post.start < run.start:
        return lexicon.cased or post.end + 1 == run.start
    aside = text[post.start : min(end, post.end + 40)].split(",")[0]
    return (
        not re.search(rf"\s[{_UPPER}]\w", aside)
        if lexicon.cased
        else not re.search(r"\s(?:bei|beim|von|vom|an der|am)\s", aside)
    )


def _mentions(text: str, found: Iterable[str], names: Sequence[Mark], lexicon: Lexicon) -> Iterator[Mark]:
    """The places of these names, whole or by surname, in whatever case the language puts them."""
    starts = [name.start for name in names]
    for name in found:
        surname = _SURNAME.search(name)
        short = surname[0] if surname else name
        spelt = "|".join(_inflected(one, lexicon) for one in (name, short))
        for mention in re.finditer(rf"(?<![\w-])(?:{spelt})(?!\w)", text):
            mark = Mark("person", mention.start(), mention.end(), name, ("?",))
            near = names[max(0, bisect_right(starts, mark.start) - 2) : bisect_left(starts, mark.end)]
            if not any(one.overlaps(mark) for one in near):
                yield mark


def _inflected(name: str, lexicon: Lexicon) -> str:
    """A pattern for a name and its forms."""
    word = name.rsplit(" ", 1)[-1]
    if lexicon.code in _STEMMED and len(word) >= _SHORTEST_STEM:
        return re.escape(name[:-2]) + r"\w{0,5}"
    return re.escape(name) + (r"(?:['’]?[^\W\d]{1,3})?" if lexicon.code in _INFLECTED else r"(?:['’]s)?")
