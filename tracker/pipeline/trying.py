"""Sources tried out: fetched once, as a cycle would, with every step to be shown; nothing is kept."""

import asyncio
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Self

from tracker.collect.archive import Archive
from tracker.collect.discovery import is_page, is_sitemap, known_addresses, linked_feeds, usual_addresses
from tracker.collect.fetching import Fetched, Wanted, fetch
from tracker.collect.outcomes import Kind
from tracker.errors import ReadingFailed, SourceError, UnreadableFeed
from tracker.pipeline import digest
from tracker.pipeline.apart import Apart
from tracker.pipeline.digest import Listed, Read
from tracker.pipeline.page import Page
from tracker.records import Source
from tracker.settings import Settings


@dataclass(frozen=True)
class Trial:
    """fetched: what the source answered; listed: None, with the reason in trouble, where that is no listing.
    outcome: as a cycle would note it.

    named: whether the page that was asked for names the source as its feed
    sample: one entry, its page where one was asked for, and what was read out of it or why nothing was
    """

    source: Source
    fetched: Fetched
    outcome: str
    listed: Listed | None = None
    trouble: str = ""
    named: bool = False
    sample: Page | None = None
    sample_fetched: Fetched | None = None
    sample_read: Read | None = None
    sample_trouble: str = ""


def wanted_kind(source: Source) -> Kind:
    """What an answer of a source is judged as."""
    return "feed" if source.kind == "feed" else "article" if source.kind == "page" else "list"


def try_source(source: Source, settings: Settings, now: Callable[[], datetime]) -> Trial:
    """Fetch a source and one of its articles, a relevant one if there is any."""
    with _Workshop(settings, now) as shop:
        return shop.with_sample(shop.tried(source))


def find_source(url: str, like: Source, settings: Settings, now: Callable[[], datetime]) -> list[Trial]:
    """What lists articles at or behind an address, tried in turn; the last of the trials is the one that does, if any.

    like: what the source is to be called and so on; its kind and address are found here.
    """
    with _Workshop(settings, now) as shop:
        return shop.search(url, like)


class _Workshop:
    """A place to fetch and read in that is gone afterwards."""

    def __init__(self, settings: Settings, now: Callable[[], datetime]) -> None:
        self._settings, self._now = settings, now
        self._folder = tempfile.TemporaryDirectory(prefix="tracker-trial-")
        self._archive = Archive(Path(self._folder.name))
        self._apart: Apart = digest.reader(settings)
        self._asked = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._apart.close()
        self._folder.cleanup()

    def search(self, url: str, like: Source) -> list[Trial]:
        trials: list[Trial] = []
        for kind, address in known_addresses(url):
            trials.append(self.tried(_as(like, kind, address)))
            if trials[-1].listed:
                return trials
        itself = self.tried(_as(like, "feed", url))
        trials.append(itself)
        # A feed that is broken or has nothing in it is what was meant: another one in its place would be a surprise.
        if itself.listed or itself.fetched.outcome != "not_a_feed":
            return trials
        page = self._fetched(Wanted(url, "article", like.name))
        body = b"" if page.kept is None else self._archive.read(page.kept).body
        if is_sitemap(body):
            return [self.tried(_as(like, "sitemap", url))]
        if page.kept is None or not is_page(body):
            return trials
        linked = linked_feeds(body, page.content_type, page.final_url)
        for kind, address in linked:
            trials.append(replace(self.tried(_as(like, kind, address)), named=True))
            if trials[-1].listed:
                return trials
        for kind, address in usual_addresses(page.final_url):
            trials.append(self.tried(_as(like, kind, address)))
            if trials[-1].listed:
                return trials
        trials.append(self.tried(_as(like, "listing", url)))
        return trials

    def tried(self, source: Source) -> Trial:
        fetched = self._fetched(Wanted(source.url, wanted_kind(source), source.name))
        if fetched.kept is None:
            return Trial(source, fetched, fetched.outcome, trouble=fetched.detail)
        try:
            given = (self._archive.directory, fetched.kept, source)
            listed = self._apart.do(digest.listed_in, *given, about=fetched.final_url)
            return Trial(source, fetched, fetched.outcome, listed)
        except (UnreadableFeed, ReadingFailed) as unread:
            return Trial(source, fetched, unread.outcome, trouble=str(unread))

    def with_sample(self, trial: Trial) -> Trial:
        """The trial with one of its entries read."""
        if trial.listed is None or not trial.listed.pages:
            return trial
        page = _best(trial.listed.pages)
        fetched = None if page.text is not None else self._fetched(Wanted(page.url, "article", trial.source.name))
        kept = trial.fetched.kept if fetched is None else fetched.kept
        if kept is None:
            why = fetched.detail if fetched else ""
            return _with(trial, page, fetched, None, why)
        try:
            read = self._apart.do(digest.read_out_of, self._archive.directory, kept, trial.source, page, about=page.url)
        except SourceError as unread:
            return _with(trial, page, fetched, None, str(unread))
        return _with(trial, page, fetched, read, "")

    def _fetched(self, wanted: Wanted) -> Fetched:
        if self._asked:
            time.sleep(self._settings.delay_s)  # each is a crawl of its own, which knows nothing of the one before
        self._asked = True
        return asyncio.run(fetch([wanted], self._settings, self._archive, self._now))[0]


def _as(like: Source, kind: str, url: str) -> Source:
    return replace(like, kind=kind, url=url)  # type: ignore[arg-type]  # a kind of the list of candidates


def _with(trial: Trial, page: Page, fetched: Fetched | None, read: Read | None, trouble: str) -> Trial:
    return replace(trial, sample=page, sample_fetched=fetched, sample_read=read, sample_trouble=trouble)


def _best(pages: Sequence[Page]) -> Page:
    return next((page for page in pages if page.state == "waiting"), pages[0])
