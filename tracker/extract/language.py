"""Which language a text is in, asked only where the page does not say."""

_LONGEST_SAMPLE = 1_000


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
