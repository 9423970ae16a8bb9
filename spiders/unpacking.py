"""Compression that Scrapy takes for whole though it breaks off, or does not look for because no header names it."""

import zlib
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

_GZIP = b"\x1f\x8b\x08"
PACKED = "packed"  # key of a request's meta: whether its answer came with anything in a coding
_PIECE = 1 << 20  # bytes
_UNCHECKED = ("incorrect data check", "incorrect length check")  # what zlib says of a wrong end, not of a missing one


class Unpacking:
    """Downloader middleware, before Scrapy's own decompression.

    An answer whose gzip breaks off raises EOFError: half a page or feed is not what the server has. One whose end is only
    wrong or left out is taken, as browsers do. A feed packed as a file (feed.xml.gz) is unpacked.
    """

    def __init__(self, most: int, unpacks: bool) -> None:
        self._most, self._unpacks = most, unpacks

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """most: DOWNLOAD_MAXSIZE; unpacks: whether the spider wants files unpacked."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"), getattr(crawler.spider, "unpacks_files", False))

    def process_response(self, request: Request, response: Response) -> Response:
        """The answer, as it came or unpacked. Raises EOFError, zlib.error, or IgnoreRequest for too much."""
        named = [value.strip().lower() for value in response.headers.getlist("Content-Encoding")]
        request.meta[PACKED] = bool(response.body.strip()) and bool(set(named) - {b"identity"})
        if not response.body.startswith(_GZIP):
            return response
        if named in ([b"gzip"], [b"x-gzip"]):
            self._unpacked(response.body, keep=False)
        elif not named and self._unpacks:
            return response.replace(body=self._unpacked(response.body))
        return response

    def _unpacked(self, body: bytes, *, keep: bool = True) -> bytes:
        pieces: list[bytes] = []
        length = 0
        packed = body
        while packed:
            unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
            while packed and not unpacker.eof:
                piece = unpacker.decompress(packed, _PIECE)
                length += len(piece)
                pieces += [piece] if keep else []
                if length > self._most:
                    raise IgnoreRequest(f"unpacked longer than {self._most} bytes")
                packed = unpacker.unconsumed_tail
            if not unpacker.eof and not _lacks_only_its_end(unpacker):
                raise EOFError("it breaks off")
            packed = unpacker.unused_data if unpacker.unused_data.startswith(_GZIP) else b""
        return b"".join(pieces)


def _lacks_only_its_end(unpacker: "zlib._Decompress") -> bool:
    """Whether all that was packed has come, and only the check sum and length after it have not."""
    try:
        unpacker.decompress(bytes(8))
    except zlib.error as error:
        return any(words in str(error) for words in _UNCHECKED)
    return False
