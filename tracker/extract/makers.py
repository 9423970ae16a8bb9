"""Where a company is named and does nothing: as the maker of a model, or as where others come from."""

from tracker.extract.folding import Mark
from tracker.extract.reading import Reading, Sentence

_BESIDE, _OF, _BEHIND = 3, 5, 12
_LEFT_REACHES = 24
_VERBS = ("release.", "policy.", "licence.")


def made_by(reading: Reading, sentence: Sentence, company: Mark) -> list[Mark]:
    """The models that a company's name stands beside as their maker: "Meta's Llama", "Llama by Meta"."""
    return [
        model
        for model in sentence.all("model")
        if 0 <= model.start - company.end <= _BESIDE or is_maker_behind(reading, sentence, model, company)
    ]


def is_maker_behind(reading: Reading, sentence: Sentence, model: Mark, company: Mark) -> bool:
    """Whether a company stands right behind a model, with at most a small word between: "Llama 4 de la Meta"."""
    if not 0 < company.start - model.end <= _BEHIND:
        return False
    between = reading.text[model.end : company.start]
    return between.replace(" ", "").isalpha() and not any(
        model.end <= mark.start < company.start
        for mark in sentence.marks
        if not mark.kind.startswith(("role.", "date."))
    )


def is_of_alumni(sentence: Sentence) -> bool:
    """Whether Meta is named only as where others come from: "founded by two former Meta researchers, who made LLaMA"."""
    if not sentence.has("staff.former") or sentence.has("person"):
        return False
    companies = sentence.all("meta")
    return bool(companies) and all(_is_left(sentence, meta) for meta in companies)


def _is_left(sentence: Sentence, meta: Mark) -> bool:
    """Whether a word for former people stands by a company, and no verb between: not "a fost lansat de Meta"."""
    if any(0 <= former.start - meta.end <= _OF for former in sentence.all("staff.former")):
        return True  # "मेटा के पूर्व शोधकर्ता", "Meta's former researchers"
    return any(
        (0 <= meta.start - former.end <= _LEFT_REACHES or 0 <= former.start - meta.end <= _BESIDE)
        and sentence.together(former, meta)
        and not any(one.kind.startswith(_VERBS) and former.end < one.end <= meta.start for one in sentence.marks)
        for former in sentence.all("staff.former")
    )
