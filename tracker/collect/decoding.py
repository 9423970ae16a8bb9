"""Bytes of a page → text, whatever the server says about their encoding."""

from w3lib.encoding import html_to_unicode

_LEGACY_GUESS = "cp1252"


def text_of(body: bytes, content_type: str) -> str:
    """The page as text; bytes that fit no encoding become U+FFFD, a byte order mark goes.

    Bytes that form valid UTF-8 beyond ASCII are UTF-8, even where the server or the page says otherwise: by
    chance that does not happen. Else the order is that of the HTML standard: mark, HTTP header, page, guess.
    """
    if not body.isascii():
        try:
            return body.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    return html_to_unicode(content_type or None, body, default_encoding=_LEGACY_GUESS)[1].removeprefix("\ufeff")


def media_type(content_type: str) -> str:
    """ "text/html" of "Text/HTML; charset=utf-8"; empty if there is none."""
    return content_type.partition(";")[0].strip().lower()
