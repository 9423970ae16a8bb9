"""robots.txt: kept for a day, obeyed at every step, and its own failures have their outcomes."""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from itertools import pairwise

import pytest

from tests.collect.conftest import NOW, SETTINGS, Fetch, article, feed
from tests.collect.test_fetching import replace_settings
from tests.newsroom import Newsroom, hang, page, redirect
from tracker.collect.archive import Archive
from tracker.collect.fetching import Fetched, Wanted, fetch
from tracker.collect.sites import Shelf

Asked = Callable[..., list[Fetched]]


@pytest.fixture
def asked(archive: Archive) -> Asked:
    """Fetch these with a shelf that is kept, so many hours after the start."""
    hours = [0.0]
    shelf = Shelf(lambda: NOW + timedelta(hours=hours[0]))

    def run(*wanted: Wanted, after_h: float = 0.0) -> list[Fetched]:
        hours[0] = after_h
        return asyncio.run(fetch(wanted, SETTINGS, archive, lambda: NOW, shelf=shelf))

    return run


def test_it_is_asked_for_once_a_day(newsroom: Newsroom, asked: Asked) -> None:
    for hour in (0, 1, 23):
        asked(feed(newsroom.feed("en")), article(newsroom.url + "/private/a"), after_h=hour)
    assert newsroom.count("/robots.txt") == 1

    newsroom.robots = page("User-agent: *\nDisallow: /en/\n", "text/plain")
    (answer,) = asked(feed(newsroom.feed("en")), after_h=25)

    assert newsroom.count("/robots.txt") == 2
    assert answer.outcome == "forbidden_by_robots"


def test_that_a_site_has_none_is_known_for_a_day_too(newsroom: Newsroom, asked: Asked) -> None:
    newsroom.robots = page("", status=404)
    for hour in (0, 1):
        assert asked(feed(newsroom.feed("en")), after_h=hour)[0].outcome in ("new", "changed")

    assert newsroom.count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("robots", "outcome"),
    [(page("", status=500), "server_error"), (page("", status=429), "throttled"), (hang, "timeout")],
)
def test_a_failure_is_not_kept(newsroom: Newsroom, asked: Asked, robots: object, outcome: str) -> None:
    newsroom.robots = robots  # type: ignore[assignment]
    (failed,) = asked(feed(newsroom.feed("en")))
    newsroom.robots = page("User-agent: *\nDisallow: /private/\n", "text/plain")
    (after,) = asked(feed(newsroom.feed("en")))

    assert (failed.outcome, after.outcome) == (outcome, "new")
    assert "robots.txt" in failed.detail or outcome == "timeout"


def test_while_it_fails_the_rules_of_before_hold_for_a_month(newsroom: Newsroom, asked: Asked) -> None:
    asked(feed(newsroom.feed("en")))
    newsroom.robots = page("", status=503)

    allowed, forbidden = asked(feed(newsroom.feed("de")), article(newsroom.url + "/private/a"), after_h=48)
    (later,) = asked(feed(newsroom.feed("es")), after_h=31 * 24)

    assert (allowed.outcome, forbidden.outcome, later.outcome) == ("new", "forbidden_by_robots", "server_error")
    assert newsroom.count("/private/a") == 0


@pytest.mark.parametrize("rule", ["Crawl-delay: 0.7", "Request-rate: 10/7s"])
def test_the_delay_that_it_asks_for_is_kept(newsroom: Newsroom, fetched: Fetch, rule: str) -> None:
    newsroom.robots = page(f"User-agent: *\n{rule}\nDisallow: /private/\n", "text/plain")
    loop = asyncio.new_event_loop()
    started = loop.time()
    fetched(*(feed(newsroom.feed(language)) for language in ("en", "de", "es")))
    took_s = loop.time() - started
    loop.close()

    assert took_s >= 1.4


def test_hosts_that_redirect_to_one_leave_it_its_delay(fetched: Fetch) -> None:
    with ExitStack() as stack:
        target = stack.enter_context(Newsroom(host="127.0.0.2"))
        others = [stack.enter_context(Newsroom(host=f"127.0.0.{n}")) for n in range(3, 7)]
        urls = [one.serve("/a", redirect(f"{target.url}/en/tram-line-opens")) for one in others]
        fetched(*(article(url) for url in urls), settings=replace_settings(delay_s=0.5))

    at = [asked.at for asked in target.requests]
    assert len(at) == 6  # robots.txt, tdmrep.json, and four times the page
    assert min(later - earlier for earlier, later in pairwise(at)) > 0.4
