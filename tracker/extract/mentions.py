"""Models that short words name: a repository on a hub or a forge, a quote. Pure."""

import re
from functools import lru_cache

from tracker.extract.folding import Mark, fold, tokens_of
from tracker.extract.lexicons import lexicon_of
from tracker.extract.names import names_in
from tracker.vocabulary import vocabulary

_VERSION = re.compile(r"[-_ .]?v?(\d{1,2}(?:\.\d{1,2})?)(?![\d.]*[bm](?![a-z]))(?=$|[-_ .])")


@lru_cache(maxsize=4096)
def models_in(words: str) -> tuple[str, ...]:
    """The canonical names of the models that words name, by name."""
    return tuple(sorted({str(mark.value) for mark in _marks(words)}))


@lru_cache(maxsize=4096)
def model_named(repository: str) -> str | None:
    """The canonical name of the model, "Llama 3.1" for "meta-llama/Llama-3.1-8B-Instruct"; None for what is unknown."""
    last = repository.rstrip("/").rpartition("/")[2][:200]
    models = _marks(last)
    if models:
        return str(max(models, key=lambda mark: mark.end - mark.start).value)
    return _by_spelling(last.casefold())


def _marks(words: str) -> list[Mark]:
    lexicon = lexicon_of("en")
    assert lexicon is not None, "English is among the lexicons"
    folded = fold(words)
    return [mark for mark in names_in(words, folded, tokens_of(folded), lexicon) if mark.kind == "model"]


def _by_spelling(name: str) -> str | None:
    """Repositories are named in small letters, without the blanks that names have in sentences."""
    found = []
    for model in vocabulary().models:
        for spelling in (model.name, *model.aliases):
            bare = re.sub(r"[\s_.-]+", "[-_ .]?", re.escape(spelling.casefold()).replace("\\", ""))
            match = re.match(rf"(?:[a-z]+[-_])?{bare}(?![a-z])", name)
            if match:
                version = _VERSION.match(name, match.end()) if model.version else None
                whole = model.version.format(name=model.name, version=version[1]) if model.version and version else None
                found.append((match.end() - match.start(), whole or model.name))
    return max(found)[1] if found else None
