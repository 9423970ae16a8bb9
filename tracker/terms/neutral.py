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
    for pattern, one in _ALIKE:
        words = pattern.sub(one, words)
    for name in (product, product[1:] if len(product) > 2 else ()):
        if name:
            words = re.sub(rf"\b{re.escape(' '.join(name))}(?: v?\d[\d.]*)?(?= |$)", "theproduct", words)
    return tuple(words.split())


# Ways to say the same; what is forbidden is told from what is allowed and from what is asked for.
_ALIKE = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), one)
    for pattern, one in (
        (
            (
                r"(?:may|must|shall|will|can|should) (?:not|never)|cannot|(?:is|are) (?:not (?:permitted|allowed|authori[sz]ed|entitled)|prohibited|forbidden) (?:to|from)"
                r"|agrees? not to|(?:is|are) (?:not (?:permitted|allowed)|prohibited|forbidden)"
            ),
            "not may",
        ),
        (r"(?:is|are) (?:permitted|allowed|free|entitled|authori[sz]ed) to|ha(?:s|ve) the right to", "may"),
        (r"(?:is|are) (?:required|obliged|obligated) to|ha(?:s|ve) to|needs? to|undertakes? to|agrees? to", "must"),
        (r"free of charge|at no (?:charge|cost)|without (?:charge|fees?|payment)|for free", "gratis"),
        (r"in the event that|in case|provided that|so long as|as long as|on (?:the )?condition that", "if"),
        (r"in accordance with|pursuant to|according to|by virtue of", "under"),
        ("prior to|in advance of", "before"),
        ("subsequent to|following", "after"),
        ("in order to|so as to", "to"),
        ("set forth|set out|laid down|stated", "set"),
        ("in writing", "written"),
        ("at all times|always", "always"),
        ("right away|at once|without delay|forthwith|immediately", "immediately"),
    )
)


def _numbered(text: str) -> str:
    """The text with its numbers in digits: "ten million", "10 million (10,000,000)" -> 10000000."""

    def told(found: re.Match[str]) -> str:
        value = number_of(found["number"], found["unit"])
        point = "." in found["number"] and not found["unit"]  # a version, a section
        return found[0] if value is None or point else f"{value} "

    return _WRITTEN.sub(told, text)


_WRITTEN = re.compile(rf"\b(?<![\d.]){NUMBER}(?![\d.]*\d)", re.IGNORECASE)
