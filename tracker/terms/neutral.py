"""The words of clauses with what rules nothing made equal: the product's name, addresses, numbers of sections. Pure."""

import re
from collections.abc import Sequence

from tracker.terms.clauses import Clause, words_of
from tracker.terms.wording import NUMBER, flat, number_of


def product_of(name: str | None) -> tuple[str, ...]:
    """The name of the thing licensed, out of the licence's own: "Llama 3.1 Community License" -> llama 3.1."""
    told = re.split(
        r"(?i)\b(?:community|acceptable|open|research|non-?commercial|prohibited|use|usage|model|licen[cs]e|terms|responsible|ai pubs)\b",
        name or "",
    )[0]
    return words_of(told)


# "Grant of rights." in front of a clause; it rules nothing.
_RUN_IN = re.compile(
    r"\A(?![^.:]{0,48}\b(?:you|we|it|may|must|shall|will|is|are|no|not|never|none|only|this|any|all)\b)"
    r"(?=[A-Z])[\w&,/'-]+(?: [\w&,/'-]+){0,4}[.:]\s+(?=[A-Z(\"\u201c])"
)


def neutral(clauses: Sequence[Clause], product: tuple[str, ...]) -> tuple[str, ...]:
    """The words with addresses, the product's name and references to sections made equal."""
    text = " ".join(_RUN_IN.sub("", flat(clause.text)) for clause in clauses)
    text = re.sub(r"\b[\w.+-]+@[\w-]+\.[\w.-]*\w|https?://\S+|\b[\w-]+(?:\.[\w-]+)+/\S*", " anaddress ", text)
    text = re.sub(
        r"(?i)\b(sections?|clauses?|articles?|paragraphs?)\s+[\d.]+(?:\([a-z]\))?(?:[a-z.]*\b)(?:(?:,| and|,? or)\s+\d[\d.]*)*",
        r"\1",
        text,
    )
    words = " ".join(words_of(_numbered(text)))
    for name in (product, product[1:] if len(product) > 2 else ()):
        if name:
            words = re.sub(rf"\b{re.escape(' '.join(name))}(?: v?\d[\d.]*)?(?= |$)", "theproduct", words)
    return tuple(words.split())


def _numbered(text: str) -> str:
    """The text with its numbers in digits: "ten million", "10 million (10,000,000)" -> 10000000."""

    def told(found: re.Match[str]) -> str:
        value = number_of(found["number"], found["unit"])
        point = "." in found["number"] and not found["unit"]  # a version, a section
        return found[0] if value is None or point else f"{value} "

    return _WRITTEN.sub(told, text)


_WRITTEN = re.compile(rf"\b(?<![\d.]){NUMBER}(?![\d.]*\d)", re.IGNORECASE)
