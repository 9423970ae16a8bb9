"""What a source has told us about itself decides when and where it is asked again; real servers, a clock of ours."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, text

from tests.newsroom import Handler, Item, Newsroom, page, redirect
from tests.pipeline.conftest import START, Watch
from tracker.db.session import reading
from tracker.pipeline.cycle import collect
from tracker.pipeline.rhythm import is_audit_day
from tracker.records import Source
from tracker.settings import Settings


def rss(*titles: str) -> str:
    items = "".join(f"<item><title>{title}</title><link>/t/{title}</link></item>" for title in titles)
    return f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>"


def test_what_a_server_asks_for_is_kept_to(watch: Watch, newsroom: Newsroom) -> None:
    watch.at(
        newsroom.serve("/f", page(rss("a"), "text/xml", headers={"Cache-Control": "public, max-age=36000"}))
    ).poll()
    assert watch.wait() == timedelta(hours=10)

    watch.at(newsroom.serve("/f", page("", status=429, headers={"Retry-After": "200000"}))).poll()
    assert watch.wait() == timedelta(seconds=200_000)

    watch.at(newsroom.serve("/f", page("", status=429, headers={"Retry-After": "99999999"}))).poll()
    assert watch.wait() == timedelta(days=31)


def test_a_source_that_is_gone_for_good_is_muted_and_comes_back(watch: Watch, newsroom: Newsroom) -> None:
    watch.at(newsroom.serve("/f", page("", status=410))).poll()
    newsroom.forget()

    watch.later(days=30).poll(everything=False)
    assert newsroom.requests == []

    newsroom.serve("/f", page(rss("a"), "text/xml"))
    watch.later(days=2).poll(everything=False)
    assert (watch.state().last_outcome, watch.state().failures) == ("new", 0)


def test_a_source_that_never_answers_well_is_still_asked_after_years(watch: Watch, newsroom: Newsroom) -> None:
    watch.at(newsroom.bad("500"))
    for _ in range(12):
        watch.poll(everything=False)
        watch.later(days=90)

    assert newsroom.count("/bad/500") == 12
    assert watch.wait() < timedelta(0)


def test_the_rhythm_follows_what_is_published(watch: Watch, newsroom: Newsroom) -> None:
    quiet = [Item(f"q{n}", f"Q {n}", "T", published=START - timedelta(days=100 + n)) for n in range(5)]
    for item in quiet:
        newsroom.publish(item)
    watch.at(newsroom.feed("nl")).poll()
    first = watch.state().interval_s
    assert first == 3_600  # as listed: nothing is known of it yet

    for n in range(300):
        newsroom.publish(Item(f"b{n}", f"B {n}", "T", language="nl", published=START - timedelta(hours=n)))
    watch.later(hours=5).poll()
    newsroom.publish(Item("again", "Again", "T", language="nl", published=START + timedelta(hours=1)))
    watch.later(hours=5).poll()
    busy = watch.state().interval_s
    for _ in range(8):
        watch.later(hours=5).poll()

    assert busy < watch.state().interval_s <= 4 * 3_600


def test_a_permanent_redirect_is_followed_for_days_before_it_is_adopted(watch: Watch, newsroom: Newsroom) -> None:
    new = newsroom.feed("en")
    watch.at(newsroom.serve("/old", redirect(new, 301))).poll()
    watch.later(days=2).poll()
    assert watch.state().address is None

    watch.later(days=2).poll()
    assert watch.state().address == new
    newsroom.forget()
    watch.later(days=1).poll()

    assert newsroom.count("/old") == 0
    assert newsroom.count("/en/feed.xml") == 1


def test_an_adopted_address_that_fails_is_left_for_the_listed_one(watch: Watch, newsroom: Newsroom) -> None:
    new = newsroom.serve("/new", page(rss("a"), "text/xml"))
    watch.at(newsroom.serve("/old", redirect(new, 301))).poll()
    watch.later(days=4).poll()
    assert watch.state().address == new

    newsroom.serve("/new", page("", status=404))
    newsroom.serve("/old", page(rss("a", "b"), "text/xml"))
    for _ in range(4):
        watch.later(days=1).poll()

    assert (watch.state().address, watch.state().last_outcome) == (None, "changed")


def test_another_address_in_the_list_is_asked_at_once(watch: Watch, newsroom: Newsroom) -> None:
    watch.at(newsroom.serve("/old", redirect(newsroom.feed("en"), 301))).poll()
    watch.later(days=4).poll()
    newsroom.forget()

    watch.at(newsroom.feed("de")).poll()

    assert newsroom.count("/de/feed.xml") == 1
    assert newsroom.count("/en/feed.xml") == 0


def day_of_audit(name: str, after: datetime) -> datetime:
    return next(day for n in range(1, 12) if is_audit_day(name, (day := after + timedelta(days=n)).date()))


def test_a_validator_that_hides_news_is_found_out_and_no_longer_sent(watch: Watch, newsroom: Newsroom) -> None:
    body = [rss("a")]

    def lies(handler: Handler) -> None:
        if handler.headers.get("If-None-Match"):
            handler.send(304, b"", {"ETag": '"always"'})
        else:
            handler.send(200, body[0].encode(), {"ETag": '"always"', "Content-Type": "text/xml"})

    watch.at(newsroom.serve("/f", lies)).poll()
    body[0] = rss("b", "a")
    while not is_audit_day("s", watch.later(days=1).now.date()):
        watch.poll()
        assert watch.state().last_outcome == "not_modified"
    watch.poll()
    assert watch.state().last_outcome == "changed"

    body[0] = rss("c", "b", "a")
    watch.later(days=1).poll()

    assert watch.state().last_outcome == "changed"
    assert "If-None-Match" not in newsroom.requests[-1].headers


def test_a_validator_that_tells_the_truth_is_sent_again_after_its_audit(watch: Watch, newsroom: Newsroom) -> None:
    watch.at(newsroom.feed("en")).poll()
    watch.now = day_of_audit("s", watch.now)
    newsroom.publish(Item("more", "More", "Text"))
    watch.poll()
    assert watch.state().last_outcome == "changed"

    watch.later(days=1).poll()

    assert watch.state().last_outcome == "not_modified"
    assert "If-None-Match" in [asked for asked in newsroom.requests if asked.path.endswith("feed.xml")][-1].headers
    assert watch.state().validators_off_until is None


def test_the_attempts_of_a_source_are_kept_and_pruned(watch: Watch, newsroom: Newsroom) -> None:
    watch.at(newsroom.feed("en"))
    for _ in range(55):
        watch.later(hours=5).poll(max_articles_per_source=0)

    with reading(watch.engine) as connection:
        kept = connection.execute(text("SELECT count(*) FROM fetch_attempt")).scalar()
    assert kept == 50


def test_news_of_a_family_raises_the_rhythm_of_what_may_show_it_and_of_nothing_else(
    engine: Engine, tmp_path: Path, newsroom: Newsroom
) -> None:
    text_of_licence = "Widget Licence Agreement\n\n" + "You may use the Materials for any purpose. " * 40
    for path in ("/llama", "/sam"):
        newsroom.serve(path, page(text_of_licence, "text/plain"))
    newsroom.publish(
        Item("llama-7", "Meta releases Llama 7", "Meta released Llama 7 on Friday with open weights.\n\n" * 4)
    )
    paper = Source("paper", newsroom.feed("en"), "feed", "Paper", "press", 3_600, "en")
    blog = Source("blog", newsroom.feed("de"), "feed", "Meta", "primary", 86_400, "de")
    llama = Source("llama", f"{newsroom.url}/llama", "licence", "Meta", "primary", 86_400, models=("Llama 4",))
    sam = Source("sam", f"{newsroom.url}/sam", "licence", "Meta", "primary", 86_400, models=("SAM 3",))
    settings = Settings(data_dir=tmp_path, delay_s=0, allowed_networks="127.0.0.0/8")

    tally = asyncio.run(collect(engine, [paper, blog, llama, sam], settings, lambda: START, everything=True))

    assert "Llama 7" in tally.announced
    with reading(engine) as connection:
        rows = connection.execute(text("SELECT name FROM source_state WHERE raised_until IS NOT NULL ORDER BY name"))
        assert rows.scalars().all() == ["blog", "llama"]
