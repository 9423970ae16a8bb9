"""What sites say about themselves in files at known places, kept from crawl to crawl: robots.txt, tdmrep.json."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

_FRESH = timedelta(hours=24)  # RFC 9309, 2.4: a crawler should not use a kept robots.txt for longer
_STALE = timedelta(days=30)  # unless the server fails to give a newer one


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file as it was at an instant (UTC); the body is empty where the site has none."""

    address: str
    fetched_at: datetime
    body: str


class Shelf:
    """The files that are known. now: asks the clock."""

    def __init__(self, now: Callable[[], datetime], held: Iterable[SiteFile] = ()) -> None:
        self._now = now
        self._held = {file.address: file for file in held}
        self._new: dict[str, SiteFile] = {}

    def __contains__(self, address: str) -> bool:
        return address in self._held

    def hold(self, files: Iterable[SiteFile]) -> None:
        """Put files on the shelf that were kept elsewhere."""
        self._held |= {file.address: file for file in files}

    def fresh(self, address: str) -> str | None:
        """The body, if it is not older than a day."""
        return self._within(address, _FRESH)

    def stale(self, address: str) -> str | None:
        """The body, if it is not older than a month: better than none where the server fails."""
        return self._within(address, _STALE)

    def keep(self, address: str, body: str) -> None:
        """The file as it is now."""
        self._held[address] = self._new[address] = SiteFile(address, self._now(), body.replace("\0", ""))

    def take_new(self) -> list[SiteFile]:
        """What was kept since this was asked last."""
        new, self._new = list(self._new.values()), {}
        return new

    def _within(self, address: str, span: timedelta) -> str | None:
        file = self._held.get(address)
        return file.body if file is not None and timedelta() <= self._now() - file.fetched_at < span else None
