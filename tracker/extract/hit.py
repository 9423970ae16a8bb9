"""What one sentence says of one family of models, and when; shared by all readers of releases."""

from dataclasses import dataclass

from tracker.extract.folding import Mark
from tracker.extract.reading import LEAD_SENTENCES, Reading, Sentence
from tracker.extract.when import When, is_before, is_of_these_days, resolved
from tracker.records import Access, ReleaseStatus

_DAYS_OF_NEWS = 75
_ACCESS: tuple[tuple[str, Access], ...] = (
    ("access.research", "research"),
    ("access.gated", "gated"),
    ("access.open_weights", "open_weights"),
    ("access.api", "api"),
    ("access.product", "product"),
)


COMING: tuple[ReleaseStatus, ...] = ("planned", "rumoured")  # statuses of what is not out


@dataclass(frozen=True, slots=True)
class Hit:
    """One sentence's word on one family of models.

    variants:   members of the family that it names, or a wording like "commercial version"
    when:       partial date it fixes, or None; has_date tells a stated date from one that could not be settled
    background: told as something earlier than the news
    weak:       a mere mention ("the release of Llama 3 ..."), which needs other words beside it
    named:      the sentence names the family itself, and does not say "the model"
    """

    subject: str
    variants: tuple[str, ...]
    status: ReleaseStatus
    sentence: Sentence
    cue: Mark
    when: str | None
    has_date: bool
    background: bool
    weak: bool
    named: bool
    is_new: bool
    imminent: bool
    by_meta: bool

    @property
    def weight(self) -> float:
        """How much this sentence counts in what the text as a whole says."""
        rank = self.sentence.rank
        place = 4.0 if rank == 0 else 3.0 if rank <= 2 else 2.0 if rank <= LEAD_SENTENCES + 2 else 1.0
        return place * (0.3 if self.weak else 1.0) * (1.0 if self.named else 0.7)


def _is_of(reading: Reading, past: Mark, cue: Mark) -> bool:
    """Whether a word for earlier times may be meant for a cue: where verbs come last, it stands before its verb."""
    return not reading.lexicon.agents or past.start <= cue.end


def is_background(reading: Reading, sentence: Sentence, cue: Mark, when: str | None, status: ReleaseStatus) -> bool:
    if status in COMING:
        return False
    if sentence.rank > 0:
        said = sentence.all("policy.say") if when and is_of_these_days(when, reading.published) else ()
        told = [past for past in sentence.near(cue, "modality.past") if _is_of(reading, past, cue)]
        if any(not any(verb.end <= past.start for verb in said) for past in told):
            return True  # but "said on Monday that it had released"
    if when is None and reading.published is not None:
        days = [day for stated in sentence.dates if stated.is_complete and (day := resolved(stated, None))]
        return bool(days) and is_before(max(days), days_of_news_before(reading.published))
    if when is None or reading.published is None:
        return False
    return is_before(when, days_of_news_before(reading.published))


def days_of_news_before(published: str) -> str:
    """A partial date about two months before another: what happened earlier is no news any more."""
    year, month = int(published[:4]), int(published[5:7] or 12) if len(published) >= 7 else 12
    if len(published) < 7:
        return f"{year}"
    back = year * 12 + month - 1 - _DAYS_OF_NEWS // 30
    return f"{back // 12:04}-{back % 12 + 1:02}"


def base_of(reading: Reading, when: When) -> str | None:
    """The publication date as far as it may be counted from: a stale text's "Wednesday" is nobody's."""
    if reading.talk is not None and reading.talk.start <= when.start < reading.talk.end and not when.is_complete:
        return reading.talk.on  # "two days ago", said in an interview
    if reading.is_fresh or reading.published is None or when.is_complete:
        return reading.published
    return reading.published[:4] if when.shift is None or when.shift[0] == "year" else None


def access_in(sentence: Sentence) -> list[Access]:
    """The ways of getting a model that a sentence names, the narrowest first."""
    return [access for kind, access in _ACCESS if sentence.has(kind)] if sentence.speaks_of("access.") else []
