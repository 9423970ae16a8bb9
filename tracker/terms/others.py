"""Sentences that sound like a term and rule nothing: of somebody else, of another thing, or of what comes out of the model. Pure."""

import re

_OTHERS = re.compile(
    r"\A(?:we|(?:the )?licensor|the provider) (?:may|might|can|could|will|reserves?|shares?|sells?|changes?|credits?|thanks?|names?|keeps?|collects?)\b(?! (?:hereby |also |gladly )*(?:grant|allow|let|permit|license|give)\b)"
    r"|\Aour (?:own|other) |\A(?:(?:the|our|any) )?(?:previous|earlier|former|older) (?:versions?|releases?|licen[cs]es?|models?|terms)\b"
    r"|\A(?:other|others|another|some) (?:\w+ )?of (?:ours|our)\b|\b(?:sections?|parts?|pages?|people|users|readers|it is) (?:\w+ )?(?:asks?|asked|wonder(?:ed|s)?|unclear|open|tells?|says?|explains?) (?:us |you )?(?:whether|what|who|how)\b"
)
_RESULTS = re.compile(
    r"\b(?:shar|distribut|sell|adapt|chang|edit|modif|publish|redistribut)\w* (?:and (?:\w+ ))?(?:(?:the|any|all|its|their|your) )*(?:own )?"
    r"(?:outputs?|results?|settings|subscription|account|data|feedback|answers|(?:pictures|texts|images|music|answers|recordings) (?:that )?(?:it|they|you|the model) \w+|what (?:it|they|you) (?:writes?|makes?|generates?|says?))\b"
)
# What is not asked for: "you need not", "you are not obliged to".
WAIVED = re.compile(
    r"\b(?:need not|(?:do|does) not (?:have|need) to|don't (?:have|need) to|not (?:be )?(?:required|obliged|necessary|needed)|no (?:need|duty|obligation))\b"
)


# What a paper on work with a model must say is a way to cite it, and nothing that a product shows.
IN_PAPERS = re.compile(
    r"(?i)\A[^\"]{0,60}?\b(?:publications?|papers?|articles?|theses|thesis|scholarly works?)\b[^\"]{0,80}?\b(?:reports?|results?|research|work|draws?|based|experiments?|findings)\b"
    r"(?![^\"]{0,120}?\b(?:products?|services?|websites?|applications?|interfaces?)\b)"
)


def is_of_others(low: str) -> bool:
    """Whether a sentence in lower case tells what the licensor does, of another version, or of what some text says."""
    return _OTHERS.search(low) is not None


def is_of_results(low: str) -> bool:
    """Whether a sentence in lower case gives leave for outputs, or for what the user brings along, and for nothing else."""
    found = _RESULTS.search(low)
    return found is not None and _MODEL.search(low) is None


_MODEL = re.compile(
    r"\b(?:models?|weights|materials|software|checkpoints?|files|derivatives?|derivative works|copies|works?)\b(?! \w+s\b)"
)
