"""Items of lists: which belong to one although nothing marks them, and how deep those with marks stand. Pure."""

import re
from typing import NamedTuple


class Run(NamedTuple):
    """Items without marks, as they come.

    led: the paragraph that ends in a colon and leads to them, "" for no such; under: the last item, where it leads to
    more; before: the words before the next one
    """

    led: str
    under: str
    before: str

    def goes_on(self, own: str, gap: str, after: tuple[str, bool]) -> bool:
        """Whether a block without a mark is the next item: its words, what stands before them, and the block after it.

        after: the words of that block, and whether it has a mark; a short line may be a heading over it
        """
        apart, indented = "\n" in gap, gap != "" and not gap.endswith("\n")
        if not self.led or not own or len(own) > 700:
            return False
        if own.endswith(_MORE):
            return True
        if own[-1] in '.!?"\u201d':
            if self.before[-1:] == ":" and own[0] in '"\u201c' and len(own) < 400:
                return True  # words that the paragraph above calls for
            last = self.before.endswith(_MORE) and (not apart or indented or self.before.endswith(_LAST_ONE))
            return last or ((indented or not apart) and len(own) < 400 and _RULING.search(own) is None)
        if own[-1] == ":":
            return (indented or not apart) and "hereby" not in own
        if len(own) > 90 or indented or not apart:
            return len(own) < 400
        words, marked = after
        listed = not marked and 0 < len(words) < 200 and words[-1] not in ".:;!?"
        unended = self.before[-1:].isalnum() or self.before[-1:] == ")"
        return unended and (listed or marked) and self._like(own)

    def _like(self, own: str) -> bool:
        """Whether a short line is written as the item before it: with small letters, and no question."""
        small = [sum(len(word) > 3 and word.islower() for word in one.split()) for one in (own, self.before)]
        return min(small) > 1 and _ASKS.match(own) is None

    def taken(self, own: str, gap: str, leads: str) -> "Run":
        """The run behind its next item. leads: its words, if they end in a colon."""
        return Run(self.led, leads or ("" if "\n" in gap else self.under), own)


# A sentence by itself, no item.
_RULING = re.compile(
    r"\b(?:this|these) (?:agreement|licen[cs]e|policy|terms)\b|\b(?:you|we|licensee|licensor|[A-Z]\w+) (?:may|must|shall|will|can|agree|reserve|grant|are|is)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:what|when|where|who|how|why|if|your|our|this)\b", re.IGNORECASE)
_LAST_ONE = ("; or", "; and", ", or", ", and")
_MORE = (";", ",", *_LAST_ONE)


def depth_of(
    label: str, indent: str, open_: list[tuple[float, str, str]], bracketed: bool = False, capital: bool = False
) -> float:
    """How deep a marker stands: numbers over numbers in brackets over letters over roman numbers over bullets; capital
    letters, and roman numbers in capitals under them, over small ones.

    Deeper by indentation; numbers in brackets that begin anew under a letter stand under it.
    """
    columns = len(indent.expandtabs(4)) / 100
    if label.isdigit() and bracketed:
        last = next((one for one in reversed(open_) if one[1] == str(int(label) - 1)), None)
        if last is not None and 5 <= last[0] < 19:
            return last[0]
        return (15 if label == "1" and open_ and 9 <= open_[-1][0] < 15 else 5) + columns
    if label[0].isdigit():
        return label.count(".") + columns
    if label in "-*+\u2022\u00b7\u25e6\u2013":
        return 30 + columns
    roman = _ROMAN.fullmatch(label) is not None
    if roman and capital:
        ranks = [one[0] for one in open_ if 9 <= one[0] < 10]
        if ranks and (label == "i" or ranks[-1] >= 9.5):
            return 9.5 + columns
    if roman and len(label) == 1 and label != "i":
        before = [one for one in open_ if _LETTERS.fullmatch(one[1])]
        roman = bool(before) and before[-1][0] >= 20
    if label == "i" and open_ and open_[-1][1] == "h":
        roman = False
    return (20 if roman else 9 if capital else 10) + columns


_ROMAN = re.compile("[ivx]+")
_LETTERS = re.compile("[a-z]+")
