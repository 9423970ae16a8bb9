"""What a cycle did, and the lines that tell of it: one for each class of failure that is news."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.collect.outcomes import WELL
from tracker.pipeline.changes import Change


@dataclass
class Tally:
    """What a cycle did. failures: (outcome, source, detail) in the order they came.

    told:      those of the failures that are news: just begun, or worse than before
    announced: what something was just released, relicensed or said of: subjects of claims
    offline:   nobody could be reached
    busy:      source that should have been polled -> the other collector that is at work on its host
    """

    polled: int = 0
    pages_seen: int = 0
    articles: int = 0
    events: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str, str]] = field(default_factory=list)
    told: list[tuple[str, str, str]] = field(default_factory=list)
    recovered: list[str] = field(default_factory=list)
    announced: set[str] = field(default_factory=set)
    offline: bool = False
    busy: dict[str, str] = field(default_factory=dict)

    def fail(self, outcome: str, source: str, detail: str, change: Change | None = "started") -> None:
        self.failures.append((outcome, source, detail))
        if change is not None:
            self.told.append((outcome, source, f"worse: {detail}" if change == "worse" else detail))

    def fared(self, source: str, outcome: str, detail: str, change: Change | None) -> None:
        """How a source answered, and what is new about that."""
        if outcome not in WELL:
            self.fail(outcome, source, detail, change)
        elif change == "recovered":
            self.recovered.append(source)

    def lines(self) -> list[str]:
        """One line for each class of failure that is news: which, how many sources, the first one's detail."""
        kinds = Counter(outcome for outcome, _, _ in self.told)
        lines = [self._line(outcome, count) for outcome, count in kinds.most_common()]
        return lines + ([f"recovered: {_listed(self.recovered)}"] if self.recovered else [])

    def _line(self, outcome: str, count: int) -> str:
        those = [(source, detail) for kind, source, detail in self.told if kind == outcome]
        if count == 1:
            return f"{outcome}: {those[0][0]}: {those[0][1]}"
        names = list(dict.fromkeys(source for source, _ in those))
        return f"{outcome}: {count} addresses of {_listed(names)}; the first: {those[0][1]}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
