"""What extraction is worth on names that no list knows: `python -m bench.renamed [development|held-back]`.

Each article that turns on a model of Meta's is read twice: as it is, and with that model's name, wherever it stands, in
other words (its licence, its variants, its labels), replaced by an invented one. What falls is what names from the
vocabulary are worth; what stands is what the reader takes from the way a text speaks.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from zlib import crc32

from bench.christen import base_of
from bench.lacking import CORPUS
from tracker.extract.corpus import Facts, Labelled, Part, labelled_in
from tracker.extract.evaluate import KINDS, judged, tallied

NAMES = (
    *(
        "Vexoria",
        "Altiplano",
        "Polyphonie",
        "Kestrel",
        "Tovera",
        "Nordlys",
        "Marenga",
        "Orrery",
        "Solvane",
        "Brambling",
    ),
    *("TorchLoom", "EchoVox", "QuillNet", "SignBridge", "MapForge", "DeepTide", "SoundMill", "TraceFold", "OmniReef"),
    *("CLOVER", "TAVI", "MIRA-X", "HALDE", "FOLIO", "PRISMA", "Zephyra-7", "Corvid", "Lumina", "Palimpsest", "Ondine"),
)
"""Words of several languages, compounds, acronyms: the forms in which models are named. None is in the vocabulary."""


def renamed(labelled: Labelled) -> Labelled | None:
    """An article with the model it turns on under an invented name; None where it turns on none written in Latin letters."""
    subjects = Counter(
        base_of(str(facts["subject"])) for facts in labelled.required if facts["kind"] != "policy_statement"
    )
    if not subjects:
        return None
    base = subjects.most_common(1)[0][0]
    word = re.compile(rf"(?<![^\W\d_]){re.escape(base)}(?![^\W\d_]*[A-Z])", re.IGNORECASE if base == "Llama" else 0)
    article = labelled.article
    if word.search(article.text) is None or word.search(article.title + article.text) is None:
        return None
    other = NAMES[crc32(labelled.name.encode()) % len(NAMES)]

    def of(text: str) -> str:
        return word.sub(other, text)

    def told(facts: Facts) -> Facts:
        return {
            key: of(value) if key in ("subject", "licence") and isinstance(value, str) else value
            for key, value in facts.items()
        }

    return replace(
        labelled,
        article=replace(article, title=of(article.title), text=of(article.text)),
        required=tuple(map(told, labelled.required)),
        optional=tuple(map(told, labelled.optional)),
    )


def pairs(part: Part) -> Iterator[tuple[Labelled, Labelled]]:
    """Articles as they are, with what they become."""
    for path in sorted(CORPUS.glob("*.yaml")):
        for labelled in labelled_in(path, part):
            if (other := renamed(labelled)) is not None:
                yield labelled, other


def main(arguments: Sequence[str]) -> None:
    part: Part = "held-back" if "held-back" in arguments else "development"
    every = list(pairs(part))
    print(f"{len(every)} articles of the {part} part")  # noqa: T201
    for head, place in (("as they are", 0), ("under other names", 1)):
        outcomes = [judged(pair[place]) for pair in every]
        for kind in (*KINDS, None):
            tally = tallied(outcomes, kind)
            shares = [f"{share or 0:.3f}" for share in (tally.precision, tally.recall, tally.f1)]
            print(f"{head:18}{kind or 'all':18}{'  '.join(shares)}")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
