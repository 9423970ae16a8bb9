"""The spiders as they run in production, against a server that really behaves so."""

import asyncio
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from tests.collect.conftest import NOW, SETTINGS, Fetch, article, feed
from tests.newsroom import Item, Newsroom, endless, hang, page, redirect
from tracker.collect.archive import Archive
from tracker.collect.fetching import Wanted, fetch
from tracker.collect.outcomes import CONTENT
from tracker.settings import Settings

MANNERS = {
    "404": "gone",
    "410": "gone",
    "401": "blocked",
    "429": "throttled",
    "500": "server_error",
    "503-later": "throttled",
    "hangs": "timeout",
    "endless": "too_large",
    "drips": "timeout",
    "cut-short": "unreachable",
    "hangs-up": "unreachable",
    "bomb": "too_large",
    "broken-gzip": "server_error",
    "garbled-brotli": "server_error",
    "broken-off-brotli": "server_error",
    "garbled-zstandard": "server_error",
    "half-gzip": "server_error",
    "gzip-without-end": "new",
    "packed.xml.gz": "new",
    "half-packed.xml.gz": "server_error",
    "bomb.xml.gz": "too_large",
    "header-flood": "unreachable",
    "empty": "empty",
    "blank": "empty",
    "broken.xml": "new",  # that it is broken is seen by whoever parses it, after it is in the archive
    "half-broken.xml": "new",
    "no-entries.xml": "new",
    "page-not-feed": "not_a_feed",
    "wrong-charset": "not_a_feed",
    "challenge-200": "blocked",
    "challenge-403": "blocked",
    "consent": "blocked",
    "to-login": "blocked",
    "moved-for-good": "new",
    "moved-for-now": "new",
    "loop": "moved",
    "to-nowhere": "moved",
    "to-ftp": "refused_address",
    "to-file": "refused_address",
    "to-script": "refused_address",
    "to-gopher": "refused_address",
}


def test_every_manner_of_a_server_has_its_outcome(newsroom: Newsroom, fetched: Fetch) -> None:
    answers = fetched(*(feed(newsroom.bad(manner)) for manner in MANNERS))

    assert {answer.wanted.url.rpartition("/")[2]: answer.outcome for answer in answers} == MANNERS


def test_a_failure_says_on_one_line_what_and_where_and_keeps_nothing(newsroom: Newsroom, fetched: Fetch) -> None:
    answers = fetched(*(feed(newsroom.bad(manner)) for manner in MANNERS))

    for answer in answers:
        if answer.outcome in CONTENT:
            assert answer.detail == ""
            assert answer.kept is not None
        else:
            assert answer.detail.startswith("http://127.0.0.1:")
            assert "\n" not in answer.detail
            assert (answer.kept, answer.sha256) == (None, None)


def test_answers_come_in_the_order_asked_for_whatever_their_kind(newsroom: Newsroom, fetched: Fetch) -> None:
    page_url = newsroom.url + "/en/meta-releases-llama-5"
    wanted = [article(page_url), feed(newsroom.feed("de")), article(newsroom.bad("404")), feed(newsroom.feed("en"))]

    assert [answer.wanted for answer in fetched(*wanted)] == wanted


def test_the_same_address_asked_for_twice_is_answered_twice(newsroom: Newsroom, fetched: Fetch) -> None:
    answers = fetched(feed(newsroom.feed("en")), feed(newsroom.feed("en")))

    assert [answer.outcome for answer in answers] == ["new", "new"]


def test_nothing_wanted_is_nothing_fetched(fetched: Fetch) -> None:
    assert fetched() == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_an_unchanged_feed_is_not_modified_by_its_own_validators(
    newsroom: Newsroom, fetched: Fetch, language: str
) -> None:
    (first,) = fetched(feed(newsroom.feed(language)))
    (second,) = fetched(replace(first.wanted, etag=first.etag, last_modified=first.last_modified))

    assert (first.outcome, second.outcome, second.status) == ("new", "not_modified", 304)
    assert (second.etag, second.last_modified) == (first.etag, first.last_modified)
    assert second.detail == ""


def test_validators_are_sent_back_byte_for_byte(newsroom: Newsroom, fetched: Fetch) -> None:
    fetched(feed(newsroom.feed("en"), etag='W/"odd, \\ one"', last_modified="yesterday, around noon"))

    asked = newsroom.requests[-1].headers
    assert asked["If-None-Match"] == 'W/"odd, \\ one"'
    assert asked["If-Modified-Since"] == "yesterday, around noon"


def test_a_feed_with_another_entry_is_changed(newsroom: Newsroom, fetched: Fetch) -> None:
    (first,) = fetched(feed(newsroom.feed("en")))
    newsroom.publish(Item("another", "Another", "Text."))
    (second,) = fetched(replace(first.wanted, etag=first.etag))

    assert second.outcome == "changed"
    assert second.sha256 != first.sha256


def test_the_same_body_again_is_not_modified_even_from_a_server_without_validators(
    newsroom: Newsroom, fetched: Fetch
) -> None:
    url = newsroom.serve("/plain", page("<p>Always the same</p>"))
    (first,) = fetched(article(url))
    (second,) = fetched(article(url, sha256=first.sha256))

    assert (first.outcome, second.outcome, second.status) == ("new", "not_modified", 200)
    assert second.kept is None


def test_a_failure_keeps_the_validators_of_before(newsroom: Newsroom, fetched: Fetch) -> None:
    (answer,) = fetched(feed(newsroom.bad("500"), etag='"a"', last_modified="b"))

    assert (answer.etag, answer.last_modified) == ('"a"', "b")


def test_robots_txt_is_obeyed_by_every_request_to_its_site(newsroom: Newsroom, fetched: Fetch) -> None:
    newsroom.serve("/private/a", page("<p>Not for you</p>"))
    urls = [newsroom.url + f"/private/{name}" for name in "abc"]
    answers = fetched(*(article(url) for url in urls), article(newsroom.url + "/en/tram-line-opens"))

    assert [answer.outcome for answer in answers] == ["forbidden_by_robots"] * 3 + ["new"]
    assert newsroom.count("/robots.txt") == 1
    assert newsroom.count("/private/a") == 0


def test_robots_txt_is_obeyed_after_a_redirect_too(newsroom: Newsroom, fetched: Fetch) -> None:
    (answer,) = fetched(article(newsroom.serve("/open", redirect("/private/a"))))

    assert answer.outcome == "forbidden_by_robots"
    assert newsroom.count("/private/a") == 0


def test_rules_for_us_by_name_are_for_us(newsroom: Newsroom, fetched: Fetch) -> None:
    newsroom.robots = page("User-agent: meta-open-ai-tracker\nDisallow: /\n\nUser-agent: *\nDisallow:\n", "text/plain")

    (answer,) = fetched(feed(newsroom.feed("en")))

    assert answer.outcome == "forbidden_by_robots"


@pytest.mark.parametrize("status", [404, 403])
def test_a_site_without_robots_txt_allows_everything(newsroom: Newsroom, fetched: Fetch, status: int) -> None:
    newsroom.robots = page("<h1>User-agent: *\nDisallow: /</h1>", status=status)

    (answer,) = fetched(feed(newsroom.feed("en")))

    assert answer.outcome == "new"


@pytest.mark.parametrize(
    ("robots", "outcome"),
    [
        (page("", status=500), "server_error"),
        (page("", status=429, headers={"Retry-After": "60"}), "throttled"),
        (hang, "timeout"),
        (endless, "too_large"),
    ],
)
def test_without_an_answer_of_robots_txt_nothing_is_asked_for(
    newsroom: Newsroom, fetched: Fetch, robots: object, outcome: str
) -> None:
    newsroom.robots = robots  # type: ignore[assignment]

    answers = fetched(feed(newsroom.feed("en")), feed(newsroom.feed("de")))

    assert [answer.outcome for answer in answers] == [outcome, outcome]
    assert newsroom.count("/en/feed.xml") == 0
    assert newsroom.count("/robots.txt") == 1


def test_throttling_is_not_retried_and_says_for_how_long(newsroom: Newsroom, fetched: Fetch) -> None:
    seconds, instant = fetched(feed(newsroom.bad("429")), feed(newsroom.bad("503-later")))

    assert (seconds.retry_after_s, instant.retry_after_s) == (3600, 3600)
    assert "3600" in seconds.detail
    assert (newsroom.count("/bad/429"), newsroom.count("/bad/503-later")) == (1, 1)


def test_a_lost_connection_is_tried_once_more_and_a_timeout_is_not(newsroom: Newsroom, fetched: Fetch) -> None:
    fetched(*(feed(newsroom.bad(manner)) for manner in ("hangs-up", "cut-short", "hangs", "500")))

    counts = {manner: newsroom.count(f"/bad/{manner}") for manner in ("hangs-up", "cut-short", "hangs", "500")}
    assert counts == {"hangs-up": 2, "cut-short": 2, "hangs": 1, "500": 1}


def test_redirects_tell_where_they_led_and_whether_for_good(newsroom: Newsroom, fetched: Fetch) -> None:
    good, now, mixed = fetched(
        feed(newsroom.bad("moved-for-good")),
        feed(newsroom.bad("moved-for-now")),
        feed(newsroom.serve("/mixed", redirect("/bad/moved-for-now", 301))),
    )

    assert {answer.final_url for answer in (good, now, mixed)} == {newsroom.feed("en")}
    assert good.moved_to == newsroom.feed("en")
    assert (now.moved_to, mixed.moved_to) == (None, None)


@pytest.mark.parametrize(
    "url", ["ftp://127.0.0.1/feed", "file:///etc/hostname", "javascript:1", "http://", "feed.xml", ""]
)
def test_what_is_no_address_of_a_web_page_is_refused_unasked(fetched: Fetch, url: str) -> None:
    (answer,) = fetched(feed(url))

    assert answer.outcome == "refused_address"


def test_hosts_that_refuse_or_do_not_exist_are_unreachable(fetched: Fetch) -> None:
    # A name this long is refused by the resolver itself, without a word to any server.
    nowhere = ".".join(["a" * 60] * 5) + ".invalid"
    refused, unknown = fetched(feed("http://127.0.0.1:1/feed"), feed(f"http://{nowhere}/feed"))

    assert (refused.outcome, unknown.outcome) == ("unreachable", "unreachable")
    assert "cannot connect" in refused.detail
    assert "cannot resolve its host name" in unknown.detail


def test_a_machine_without_a_network_is_told_quickly(fetched: Fetch) -> None:
    hosts = [".".join([f"{n:03}" + "a" * 57] * 5) + ".invalid" for n in range(60)]
    loop = asyncio.new_event_loop()
    started = loop.time()
    answers = fetched(*(feed(f"https://{host}/feed") for host in hosts))
    took_s = loop.time() - started
    loop.close()

    assert {answer.outcome for answer in answers} == {"unreachable"}
    assert took_s < 10


def test_eight_dead_hosts_do_not_silence_the_living(newsroom: Newsroom, fetched: Fetch) -> None:
    dead = [feed(f"http://{'.'.join([f'{n:03}' + 'a' * 57] * 5)}.invalid/") for n in range(12)]
    answers = fetched(*dead, feed(newsroom.feed("en")), settings=replace_settings(concurrent_requests=32))

    assert answers[-1].outcome == "new"


def test_we_say_who_we_are_and_send_no_cookies(newsroom: Newsroom, fetched: Fetch) -> None:
    newsroom.serve("/cookie", page("<p>Hello</p>", headers={"Set-Cookie": "id=1; Path=/"}))
    fetched(
        article(newsroom.url + "/cookie"),
        article(newsroom.url + "/cookie"),
        settings=replace_settings(user_agent="watcher/2 (+{contact})", contact="mailto:me@example.org"),
    )

    for asked in newsroom.requests:
        assert asked.headers["User-Agent"] == "watcher/2 (+mailto:me@example.org)"
        assert not {"Cookie", "Referer"} & set(asked.headers)


def test_a_proxy_named_by_the_environment_is_not_used(
    newsroom: Newsroom, fetched: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")

    (answer,) = fetched(feed(newsroom.feed("en")))

    assert answer.outcome == "new"


def test_one_host_is_asked_no_faster_than_the_delay(newsroom: Newsroom, fetched: Fetch) -> None:
    loop = asyncio.new_event_loop()
    started = loop.time()
    fetched(*(feed(newsroom.feed(language)) for language in ("en", "de")), settings=replace_settings(delay_s=0.5))
    took_s = loop.time() - started
    loop.close()

    assert took_s >= 1.0  # robots.txt, and half a second before each feed


def test_several_fetches_in_one_loop(newsroom: Newsroom, archive: Archive) -> None:
    async def rounds() -> list[str]:
        outcomes = []
        for _ in range(3):
            (answer,) = await fetch([feed(newsroom.feed("en"))], SETTINGS, archive, lambda: NOW)
            outcomes.append(answer.outcome)
        return outcomes

    assert asyncio.run(rounds()) == ["new"] * 3


@pytest.mark.parametrize("after_s", [0.0, 0.01, 0.3])
def test_a_cancelled_fetch_ends_soon_and_can_be_followed_by_another(
    newsroom: Newsroom, archive: Archive, fetched: Fetch, after_s: float
) -> None:
    async def cancelled() -> None:
        slow = [feed(newsroom.bad("hangs")), feed(newsroom.bad("drips"))]
        task = asyncio.create_task(fetch(slow, SETTINGS, archive, lambda: NOW))
        await asyncio.sleep(after_s)
        task.cancel()
        await task

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(cancelled())
    assert fetched(feed(newsroom.feed("en")))[0].outcome == "new"


def test_a_full_disk_is_raised_and_no_outcome(newsroom: Newsroom, tmp_path: Path) -> None:
    blocked = tmp_path / "archive"
    blocked.write_text("a file where the directory should be")

    with pytest.raises(OSError, match="archive"):
        asyncio.run(fetch([feed(newsroom.feed("en"))], SETTINGS, Archive(blocked), lambda: NOW))


def test_nothing_is_said_on_stderr_or_stdout_when_all_is_well_nor_when_sources_fail(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    program = (
        "import asyncio, sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from tracker.collect.archive import Archive; from tracker.collect.fetching import Wanted, fetch\n"
        "from tracker.settings import Settings\n"
        "wanted = [Wanted(url, 'feed', 's') for url in sys.argv[2:]]\n"
        "settings = Settings(delay_s=0, timeout_s=0.5, max_body_bytes=100_000, allowed_networks='127.0.0.0/8')\n"
        "for _ in range(2):\n"
        "    asyncio.run(fetch(wanted, settings, Archive(Path(sys.argv[1])), lambda: datetime.now(UTC)))\n"
    )
    urls = [newsroom.feed("en"), *(newsroom.bad(manner) for manner in MANNERS), newsroom.url + "/private/x"]

    run = subprocess.run(
        [sys.executable, "-W", "default", "-c", program, str(tmp_path), *urls, "http://127.0.0.1:1/"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": "."},
    )

    assert (run.stdout, run.stderr) == ("", "")


def test_wanted_may_be_hashed_and_compared() -> None:
    assert len({Wanted("https://a.example/", "feed", "a"), Wanted("https://a.example/", "feed", "a")}) == 1


def replace_settings(**changes: object) -> Settings:
    return msgspec.structs.replace(SETTINGS, **changes)
