"""Which clauses of a licence, policy or card rule nothing: recitals, what a card tells of its model, words of welcome. Pure."""

import re
from collections.abc import Sequence

from tracker.terms.clauses import Clause, words_of
from tracker.terms.layouts import CELL
from tracker.terms.weight import is_weighty_word
from tracker.terms.wording import DEFINES, flat, straight

_FIRST = 8  # clauses behind the title among which words of welcome stand


def recitals_in(clauses: Sequence[Clause]) -> frozenset[Clause]:
    """The clauses that tell why a licence is as it is, and rule nothing: those under a title that says so, those of a
    card that tell of the model, and the first ones, unless they bind anybody.
    """
    found, inside, describes = set(_welcomes(clauses)), False, False
    for one in clauses:
        if one.heading == one.text and CELL not in one.text:
            describes = len(one.text) < 60 and _DESCRIBES.fullmatch(one.text.strip(" .:")) is not None
        if len(one.text) < 60 and _RECITES.fullmatch(one.text.strip(" .:")):
            inside = True
            continue
        inside = inside and not (one.label or one.text.endswith(":") or one.heading == one.text)
        recites = (inside or one.words[0] == "whereas") and _RULES.search(one.text) is None
        if recites or ((describes or one.text.startswith("@")) and not _binds(one.text)):
            found.add(one)
    return frozenset(found)


def _welcomes(clauses: Sequence[Clause]) -> list[Clause]:
    """The paragraphs between the title and what stands under the next one."""
    found: list[Clause] = []
    for one in clauses[1:_FIRST]:
        if one.label or (found and one.heading == one.text) or DEFINES.search(straight(flat(one.text[:300]))):
            break
        sentences = [told for told in _ENDS.split(one.text) if _ACCEPTS.search(told) is None]
        if (
            one.heading != one.text
            and one.text[-1] == "."
            and not any(_binds(told) or is_weighty_word(*words_of(told)) for told in sentences)
        ):
            found.append(one)
    return found


def _binds(text: str) -> bool:
    return _BINDS.search(text) is not None or _RULES.search(text) is not None


_RECITES = re.compile(
    r"(?i)(?:section i[.:]? )?(?:the )?(?:preamble|recitals?|rationale|background|reasons?(?: for [\w ]{3,40})?)"
)
_RULES = re.compile(
    r"(?i)\b(?:you|licensee|users?|recipients?)\b[^.;]{0,60}?\b(?:must|may|shall|will|agree|can ?not)\b|\bhereby\b|\bprohibited from\b"
)
# Headings of a card over what the model is, and not what may be done with it.
_DESCRIBES = re.compile(
    r"(?i)(?:model |technical |training |dataset )?(?:details|description|summary|architecture|overview|sources?)|(?:pre-?)?training(?: data| details| procedure| set)?"
    r"|evaluations?(?: results| data)?|(?:evaluation |benchmark )?(?:results|scores)|benchmarks?|performance|quality|metrics|citation|how to (?:start|cite|run|load)(?: it| the model)?"
    r"|getting started|quick ?start|installation|hardware|environmental impact|carbon footprint|acknowledge?ments|authors|introduction|about(?: \w+){1,3}"
    r"|(?:known |ethical )?(?:risks|bias(?:es)?|limitations|considerations|issues)(?:,? and (?:risks|bias(?:es)?|limitations))?"
)
_BINDS = re.compile(
    r"(?i)\b(?:must|may|shall|required|ha(?:s|ve) to|not (?:be )?(?:used?|allowed|permitted)|do not|never|prohibited|forbidden|hereby|grant(?:s|ed)?|(?<!permissive )(?<!permissively )licen[cs]e[ds]?|permission|permitted|only for|free|gratis|non-?commercial(?:ly)?|commercial(?:ly)?|research only|warrant\w*|liab\w+|you can|can (?:only )?be (?:used|shared|had|passed)|applies|covers|unless)\b"
)
# Words of welcome that tell what the text is, or that who uses the thing takes the terms.
_ACCEPTS = re.compile(
    r"(?i)\bagrees? to (?:it|them|these|this|be bound|follow)\b|\baccepts? (?:it|them|these|this)\b|\b(?:is|are|forms?|makes?) (?:a )?part of\b|\bgoverns?\b|\b(?:says?|sets? out|describes?|explains?) (?:what|how|which|the)\b"
    r"|\b(?:please )?read (?:it|them|this|these)\b|\bto read (?:it|them|this)\b"
)
_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"])")
