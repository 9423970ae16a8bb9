"""Whether words that differ can change what a clause demands or allows, or only how it says so. Pure."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

_EQUAL = {
    variant: words.split()[0]
    for words in (
        "must shall will require requires required agree agrees obliged",
        "may can",
        "permitted allowed permits allows permit allow authorized authorised let lets",
        "prohibited forbidden",
        "provide provides provided offer offers offered supply furnish deliver give gives given grant grants granted receive receives",
        "not no never nor neither none cannot",
        "exceed exceeds exceeding more above over",
        "retain retains retained keep keeps kept preserve preserved maintain maintained",
        "display show present",
        "terminate end cease stop terminates terminated termination ends ceases stops",
        "begin start commence begins starts commences",
        "request ask obtain apply",
        "license licence licenses licences licensed",
        "use using used uses utilize utilise employ",
        "distribute redistribute share",
        "website site webpage",
        "copy copies",
        "agreement terms term conditions condition",
        "institute initiate file bring commenced",
        "litigation lawsuit suit proceedings proceeding",
        "governed construed interpreted govern governs applies",
        "you licensee your",
        "any all each every",
        "only solely exclusively alone merely",
        "licensor we us our ours theproduct",
        "make makes made making",
        "mean means meaning",
        "bind binds bound",
        "pay pays paid",
        "hold holds held",
        "write writes wrote written",
        "tell tells told",
        "send sends sent",
        "build builds built",
        "responsible responsibility",
        "other another",
    )
    for variant in words.split()
}
_WEIGHTY_WORDS = (
    "courts court arbitration jury jurisdiction audit records gratis patent "
    "not no never none neither only solely exclusively except excluding unless without non noncommercial "
    "commercial commercially research academic must may permitted prohibited outputs output results derivative "
    "derivatives third party parties consent sole discretion irrevocable revocable perpetual exclusive worldwide "
    "should transferable sublicense sublicensable royalty fee fees revenue users monthly million billion thousand "
    "hundred name names prefix display attribution indemnify terminate survive train improve distill synthetic "
    "contains distribute modify modifications sell weapons military children medical employees affiliates "
    "government"
)
_WEIGHTY = frozenset(_WEIGHTY_WORDS.split())
_EMPTY_WORDS = (
    "about regarding concerning once under where when while whether upon until out who whom whose has have had having do does did their they them there here "
    "into per via through between both being was were case event "
    "the a an of or and to in on for by with as that this these those such which is are be been it its from at "
    "any other also then thereof therein thereto hereof herein hereby hereunder following set forth above below "
    "if when theproduct anaddress agreement including include includes included but so provide you"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())

# Words that come or go without ruling anything.
_COURTESY = (
    "please kind currently accessible available hereto whatsoever respectively accordingly clarity avoidance doubt version"
    " promptly immediately kindly expressly specifically generally terms conditions forth herewith aforementioned said"
    " together accompanying applicable relevant foregoing way manner page thereto meta company new own"
    " sorry glad thank thanks hope mean subject further recipients recipient via website contact form falls lies rests"
)
_SOFT = frozenset(_COURTESY.split())


def is_weighty(old: Sequence[str], new: Sequence[str], defines: bool = False) -> bool:
    """Of two wordings of a clause, in lower case: whether they differ in words that carry duties, leave, numbers.

    defines: it says what a word means, so that each thing in it counts
    """
    left, right = [_EQUAL.get(word, word) for word in old], [_EQUAL.get(word, word) for word in new]
    gone, come = Counter(left) - Counter(right), Counter(right) - Counter(left)
    if any((word[0].isdigit() and word != "1") or word[0] > "\u3004" for word in (*gone, *come)):
        return True  # of what is written without blanks nothing is known to rule nothing
    stems_left, stems_right = {_stem(word) for word in left}, {_stem(word) for word in right}
    novel = {_stem(word) for word in (*gone, *come) if word not in _EMPTY} & (stems_left ^ stems_right)
    if novel & _WEIGHTY_STEMS:
        return True
    if gone["not"] != come["not"] or gone["only"] != come["only"]:
        return True
    if _narrower(gone, come, novel) or _narrower(come, gone, novel):
        return True
    content = len({word for word in (*stems_left, *stems_right) if word not in _EMPTY}) or 1
    return len(novel) >= (3 if defines else 5) or len(novel) / content >= 0.3


def is_weighty_word(*words: str) -> bool:
    """Whether one of these words, in lower case, carries a duty, leave or a number."""
    return not _WEIGHTY.isdisjoint(words)


def says_alike(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether two wordings hold the same words but for those that say nothing, in whatever order."""
    empty = _EMPTY | _SOFT
    left, right = (
        Counter(_stem(one) for word in words if (one := _EQUAL.get(word, word)) not in empty) for words in (old, new)
    )
    return left == right


def is_weighty_heading(old: Sequence[str], new: Sequence[str]) -> bool:
    """Of two wordings of a heading: it rules nothing but by what it forbids or leaves."""
    left, right = ({_stem(_EQUAL.get(word, word)) for word in words} for words in (old, new))
    return bool((left ^ right) & _WEIGHTY_STEMS)


def _narrower(gone: Counter[str], come: Counter[str], novel: set[str]) -> bool:
    """Whether words only came: what is said of more, or of less, rules something else; but not what is courtesy."""
    told = {_stem(word) for word in come if len(word) > 3 and word not in _EMPTY and word not in _SOFT} & novel
    return bool(told) and not {_stem(word) for word in gone if word not in _EMPTY} & novel


@lru_cache(maxsize=8_192)
def rooted(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words, each by what it has in common with those that say the same."""
    return tuple(_stem(_EQUAL.get(word, word)) for word in words)


@lru_cache(maxsize=8_192)
def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    for ending in (
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ies",
        "ly",
        "ied",
        "ers",
        "er",
        "es",
        "ed",
        "s",
        "e",
        "y",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


_WEIGHTY_STEMS = frozenset(_stem(word) for word in _WEIGHTY)
