"""Which language a text is in: what it reads like, and what its page says of itself. Pure."""

_LONGEST_SAMPLE = 1_000
_ENOUGH = 150  # letters; of less the classifier makes anything
# Languages that a classifier of letters takes for one another: there the page knows better.
_NEIGHBOURS = (
    frozenset({"nb", "nn", "no", "da", "sv"}),
    frozenset({"hr", "sr", "bs", "sl", "sh"}),
    frozenset({"id", "ms", "jv", "su"}),
    frozenset({"cs", "sk"}),
    frozenset({"es", "gl", "ca", "pt", "an", "ast", "oc"}),
    frozenset({"bg", "mk"}),
    frozenset({"ru", "uk", "be"}),
    frozenset({"hi", "mr", "ne"}),
    frozenset({"fa", "ur", "ps", "ku", "ckb"}),
    frozenset({"nl", "af", "fy", "lb"}),
    frozenset({"de", "lb", "als"}),
    frozenset({"tr", "az"}),
    frozenset({"zh", "yue"}),
    frozenset({"fil", "tl"}),
    frozenset({"he", "iw", "yi"}),
)


def language_of(text: str) -> str | None:
    """BCP 47 primary tag of the language of the first 1,000 characters, or None where there are no letters.

    The library's model takes a tenth of a second to load, so that it is imported here and not above.
    """
    sample = text[:_LONGEST_SAMPLE]
    if not any(character.isalpha() for character in sample):
        return None
    from py3langid.langid import classify

    tag, _ = classify(sample)
    return str(tag)


def settled(said: str | None, text: str) -> str | None:
    """The language of a text whose page says that it is in `said`.

    Templates say "en" of pages in any language, so that a text of some length is believed more than its page, but
    for languages that look alike.
    """
    if said is not None and sum(map(str.isalpha, text[:_LONGEST_SAMPLE])) < _ENOUGH:
        return said
    read = language_of(text)
    if said is None or read is None:
        return said or read
    alike = any(said in some and read in some for some in _NEIGHBOURS)
    return said if alike else read
