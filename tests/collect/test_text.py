"""From the bytes of a page to an article: text, title, day, language, address."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.collect.conftest import Fetch, article
from tests.newsroom import LANGUAGES, Newsroom, items, page
from tracker.collect.archive import Archive
from tracker.collect.entries import Entry
from tracker.collect.metadata import metadata_of
from tracker.collect.text import article_of, article_of_entry, tree_of
from tracker.errors import UnreadablePage
from tracker.records import Article, Hints, Snapshot

URL = "https://example.org/news/a-story"
STORY = "".join(
    f"<p>Sentence {n} of a story about a harbour, its ships and the people who mend them.</p>" for n in range(6)
)
ENTRY = Entry(URL, "From the feed", "", "2024-07-20")


def snapshot(body: str | bytes, content_type: str = "text/html; charset=utf-8", url: str = URL) -> Snapshot:
    payload = body.encode() if isinstance(body, str) else body
    fetched_at = datetime(2024, 7, 25, 12, 0, tzinfo=UTC)
    return Snapshot(sha256(payload).hexdigest(), url, url, fetched_at, 200, content_type, payload)


def html(head: str = "", body: str = "", attributes: str = "") -> str:
    return (
        f"<!DOCTYPE html><html {attributes}><head><title>A story</title>{head}</head><body><nav>Home News</nav>"
        f"<article>{body}{STORY}</article><footer><time datetime='2001-01-01'>since</time></footer></body></html>"
    )


def read(head: str = "", body: str = "", attributes: str = "", url: str = URL, **given: object) -> Article:
    return article_of(snapshot(html(head, body, attributes), url=url), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("item", items(), ids=lambda item: item.path)
def test_the_newsrooms_articles_are_read_word_for_word(
    newsroom: Newsroom, fetched: Fetch, archive: Archive, item
) -> None:  # type: ignore[no-untyped-def]
    (answer,) = fetched(article(newsroom.url + item.path))
    assert answer.kept is not None
    entry = Entry(newsroom.url + item.path, "", "", item.published.date().isoformat())

    found = article_of(archive.read(answer.kept), publisher="The Newsroom", entry=entry)

    assert found == Article(
        title=item.title,
        text="\n".join(item.text.strip().split("\n\n")),
        url=newsroom.url + item.path,
        language=item.language,
        published_on=item.published.date().isoformat(),
        publisher="The Newsroom",
        dated_by="feed" if item.markup == "none" else item.markup,
    )
    assert item.language in LANGUAGES


JSON_LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        (JSON_LD.format('{"@type":"NewsArticle","datePublished":"2024-07-23T23:30:00-07:00"}'), "", "2024-07-23"),
        (JSON_LD.format('[{"@type":"Organization"},{"@type":["Article"],"datePublished":"2024-07"}]'), "", "2024-07"),
        (JSON_LD.format('{"@graph":[{"@type":"BlogPosting","datePublished":"2024-07-22"}]}'), "", "2024-07-22"),
        (JSON_LD.format('{"@graph":[{"@type":"WebPage","datePublished":"2024-07-17"}]}'), "", "2024-07-17"),
        (JSON_LD.format('{"@type":"WebSite","datePublished":"2011-01-01"}'), "", None),
        (JSON_LD.format("{broken"), "", None),
        (JSON_LD.format("[" * 100_000), "", None),
        (JSON_LD.format('{"@type":"Article","datePublished":{"odd":1}}'), "", None),
        ('<meta property="article:published_time" content="2024-07-21T10:00:00Z">', "", "2024-07-21"),
        ('<meta name="date" content="Sun, 21 Jul 2024 10:00:00 GMT">', "", "2024-07-21"),
        ('<meta itemprop="datePublished" content="2024-07-21">', "", "2024-07-21"),
        ('<meta property="article:modified_time" content="2024-07-21">', "", None),
        ("", '<time datetime="2024-07-19T08:00">19 July</time>', "2024-07-19"),
        ("", '<time itemprop="datePublished">2024-07-18</time><time datetime="2024-07-24">upd</time>', "2024-07-18"),
        ("", '<aside><time datetime="2024-07-01">other story</time></aside>', None),
        ("", "", None),
    ],
)
def test_the_day_of_publication_is_the_one_the_markup_names(head: str, body: str, day: str | None) -> None:
    assert read(head, body).published_on == day


def test_the_page_wins_over_the_feed_and_the_feed_over_the_address() -> None:
    dated = "https://example.org/2024/07/19/a-story"
    meta = '<meta property="article:published_time" content="2024-07-21">'

    assert read(meta, url=dated, entry=ENTRY).published_on == "2024-07-21"
    assert read(url=dated, entry=ENTRY).published_on == "2024-07-20"
    assert read(url=dated).published_on == "2024-07-19"
    assert read(url="https://example.org/2024/07/a-story").published_on == "2024-07"
    assert read(meta, entry=ENTRY, published_on="2024").published_on == "2024"


def test_a_day_in_the_future_is_not_believed_but_tomorrow_is_elsewhere() -> None:
    meta = '<meta property="article:published_time" content="{}">'

    assert read(meta.format("2024-07-26")).published_on == "2024-07-26"
    assert read(meta.format("2024-07-27")).published_on is None
    assert read(meta.format("2031-01-01"), entry=ENTRY).published_on == "2024-07-20"
    assert read(entry=replace(ENTRY, published_on="2024-08")).published_on is None


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("", "", "A story"),
        ('<meta property="og:title" content="A better title">', "", "A better title"),
        ('<meta property="og:title" content="Ships | The Paper"><meta property="og:site_name" content="The Paper">', "",
         "Ships"),
        ('<meta property="og:title" content="Ships - mended">', "", "Ships - mended"),
        (JSON_LD.format('{"@type":"Article","headline":"Fish &amp; ships"}'), "<h1>Other</h1>", "Fish & ships"),
        ("", "<h1>Only <em>heading</em></h1>", "Only heading"),
    ],
)  # fmt: skip
def test_the_title(head: str, body: str, title: str) -> None:
    assert read(head, body).title == title


def test_a_title_given_wins_and_that_of_the_feed_is_the_last_resort() -> None:
    untitled = snapshot(html().replace("<title>A story</title>", ""))

    assert read(title="Mine", entry=ENTRY).title == "Mine"
    assert article_of(untitled, entry=ENTRY).title == "From the feed"
    assert article_of(untitled).title == ""


def test_a_title_repeated_at_the_head_of_the_text_is_said_once() -> None:
    assert read(body="<h1>A story</h1>").text.startswith("Sentence 0")


@pytest.mark.parametrize(
    ("attributes", "head", "language"),
    [
        ('lang="de-AT"', "", "de"),
        ('lang="ZH_hans"', "", "zh"),
        ('xml:lang="nl"', "", "nl"),
        ("", '<meta property="og:locale" content="pt_BR">', "pt"),
        ("", '<meta http-equiv="content-language" content="id">', "id"),
        ('lang=""', JSON_LD.format('{"@type":"Article","inLanguage":"ja-JP"}'), "ja"),
        ('lang="{{ lang }}"', "", None),
        ("", "", None),
    ],
)
def test_the_markup_says_its_language_in_many_ways(attributes: str, head: str, language: str | None) -> None:
    assert metadata_of(tree_of(snapshot(html(head, "", attributes))), URL).language == language


GERMAN = "".join(
    f"<p>Der {n}. Satz einer Geschichte vom Hafen, von seinen Schiffen und denen, die sie flicken.</p>"
    for n in range(6)
)


@pytest.mark.parametrize(
    ("attributes", "story", "given", "language"),
    [
        ('lang="en"', GERMAN, "fr", "de"),
        ("", GERMAN, None, "de"),
        ('lang="de"', GERMAN, "en", "de"),
        ('lang="nb"', STORY, None, "en"),
        ('lang="de"', "<p>1 2 3 4 5</p>" * 60, "fr", "de"),
        ("", "<p>1 2 3 4 5</p>" * 60, "fr", "fr"),
    ],
)
def test_a_text_is_believed_more_than_its_template(
    attributes: str, story: str, given: str | None, language: str
) -> None:
    page_ = f"<html {attributes}><head><title>2024</title></head><body><article>{story}</article></body></html>"

    assert article_of(snapshot(page_), language=given).language == language


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="/news/a-story?utm_source=x">', "https://example.org/news/a-story"),
        ('<link rel="canonical" href="https://www.example.org/n/1">', "https://www.example.org/n/1"),
        ('<meta property="og:url" content="https://example.org/og">', "https://example.org/og"),
        ('<link rel="canonical" href="https://example.org/">', URL),
        ('<link rel="canonical" href="javascript:0">', URL),
        ('<link rel="canonical" href="">', URL),
        ("", URL),
    ],
)
def test_the_address_is_the_one_the_page_gives_itself(head: str, url: str) -> None:
    assert read(head).url == url


@pytest.mark.parametrize(
    ("encoding", "content_type", "meta"),
    [
        ("utf-8", "text/html; charset=iso-8859-1", ""),
        ("utf-8", "text/html", ""),
        ("iso-8859-1", "text/html; charset=iso-8859-1", ""),
        ("cp1252", "text/html", '<meta charset="windows-1252">'),
        ("cp1252", "text/html", ""),
        ("utf-16", "text/html", ""),
    ],
)
def test_the_encoding_is_found_whatever_the_server_says(encoding: str, content_type: str, meta: str) -> None:
    body = html(meta, "<p>Köln, Málaga und Čáslav</p>".replace("Čáslav", "Ærø")).encode(encoding)

    assert "Köln, Málaga und Ærø" in article_of(snapshot(body, content_type)).text


@pytest.mark.parametrize("encoding", ["shift_jis", "euc-jp", "iso-2022-jp"])
def test_japanese_in_its_old_encodings(encoding: str) -> None:
    sentence = "メタは大規模言語モデルを公開した。重みは誰でもダウンロードできる。"
    body = f"<html lang=ja><title>公開</title><body><article><p>{sentence * 6}</p></article></body></html>"

    found = article_of(snapshot(body.encode(encoding), f"text/html; charset={encoding}"))

    assert found.title == "公開"
    assert sentence in found.text


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("", "text/html"),
        ("<html></html>", "text/html"),
        ("<html><body><p>Too short to be an article.</p></body></html>", "text/html"),
        ("%PDF-1.7", "application/pdf"),
        ("\x89PNG", "image/png"),
        ("{}", "application/json"),
        ("", "text/plain"),
        ("<html><title>Just a moment...</title><body></body></html>", "text/html"),
        (f"<html><title>Access denied</title><body>{STORY}</body></html>", "text/html"),
        ("<html><body><h1>Bevor Sie fortfahren</h1><button>Alle akzeptieren</button></body></html>", "text/html"),
    ],
)
def test_what_is_no_article_is_unreadable_and_says_why(body: str, content_type: str) -> None:
    whole = snapshot(body, content_type)

    with pytest.raises(UnreadablePage) as unreadable:
        article_of(whole)

    assert (unreadable.value.url, unreadable.value.snapshot) == (URL, whole.sha256)
    assert len(str(unreadable.value).splitlines()) == 1


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["text/html", "", "application/xhtml+xml", "text/plain"]))
def test_any_bytes_give_an_article_or_the_error(noise: bytes, content_type: str) -> None:
    for body in (noise, html().encode() + noise, noise + html().encode()):
        try:
            found = article_of(snapshot(body, content_type))
        except UnreadablePage:
            continue
        assert found.document_text.strip()
        assert "\0" not in found.document_text


def test_a_feed_that_carries_the_text_gives_an_article_without_a_page() -> None:
    entry = replace(ENTRY, text="The whole text.")

    assert article_of_entry(ENTRY, publisher=None, language=None) is None
    assert article_of_entry(entry, publisher="P", language="en") == Article(
        "From the feed", "The whole text.", URL, "en", "2024-07-20", "P", dated_by="feed"
    )


def test_a_page_in_a_wrong_charset_is_read(newsroom: Newsroom, fetched: Fetch, archive: Archive) -> None:
    url = newsroom.serve("/odd", page(html(body="<p>Zürich 東京</p>"), "text/html; charset=iso-8859-1"))
    (answer,) = fetched(article(url))
    assert answer.kept is not None

    assert "Zürich 東京" in article_of(archive.read(answer.kept)).text


BYLINE = "https://example.org/news/by"


@pytest.mark.parametrize(
    ("head", "body", "url", "day", "by"),
    [
        (JSON_LD.format('{"@type":"Article","datePublished":"2024-07-21"}'), "", URL, "2024-07-21", "json-ld"),
        ('<meta property="article:published_time" content="2024-07-21">', "", URL, "2024-07-21", "meta"),
        ("", '<time datetime="2024-07-19">x</time>', URL, "2024-07-19", "time"),
        ("", "", "https://example.org/2024/07/19/a-story", "2024-07-19", "url"),
        ("", "", "https://example.org/2024/7/9/a-story", "2024-07-09", "url"),
        ("", "", "https://example.org/2024/07/a-story", "2024-07", "url"),
        ("", "<h1>A story</h1><p>By Ada, 19 July 2024, 10:02</p>", URL, "2024-07-19", "text"),
        ("", "<h1>A story</h1><p>Von Ada, 19.07.2024</p>", URL, "2024-07-19", "text"),
        ("", "<h1>A story</h1><p>2024年7月19日</p>", URL, "2024-07-19", "text"),
        ("", "<h1>A story</h1><p>July 19th, 2024</p>", "https://example.org/2024/07/a-story", "2024-07-19", "text"),
        ("", "<p>No headline, and 19 July 2099 is to come.</p>", URL, None, None),
    ],
)
def test_a_day_says_where_it_was_found(head: str, body: str, url: str, day: str | None, by: str | None) -> None:
    found = read(head, body, url=url)

    assert (found.published_on, found.dated_by) == (day, by)


def test_an_instant_in_utc_gives_way_to_the_day_its_writer_saw() -> None:
    evening = '<meta property="article:published_time" content="2024-07-20T02:30:00Z">'
    dated = "https://example.org/2024/07/19/a-story"

    assert read(evening, url=dated).published_on == "2024-07-19"
    assert read(evening, url="https://example.org/2024/07/12/a-story").published_on == "2024-07-20"
    assert read(evening.replace("Z", "+09:00"), url=dated).published_on == "2024-07-20"


def test_an_instant_in_utc_that_the_address_bears_out_stands() -> None:
    evening = '<meta property="article:published_time" content="2024-07-20T02:30:00Z">'
    there = '<article><time datetime="2024-07-19T19:30:00-07:00">19:30</time></article>'

    assert read(evening, there, url="https://example.org/2024/07/20/a-story").published_on == "2024-07-20"
    assert read(evening, there, url="https://example.org/a-story").published_on == "2024-07-19"


@pytest.mark.parametrize(
    ("head", "body", "author"),
    [
        (JSON_LD.format('{"@type":"Article","author":{"name":"Ada Lovelace"}}'), "", "Ada Lovelace"),
        (JSON_LD.format('{"@type":"Article","author":[{"name":"Ada"},"Alan T.",{"name":"Ada"}]}'), "", "Ada; Alan T."),
        (JSON_LD.format('{"@type":"Article","author":{"name":{"odd":1}}}'), "", None),
        ('<meta name="author" content="By Ada Lovelace">', "", "Ada Lovelace"),
        ('<meta name="author" content="admin">', '<a rel="author">Ada</a>', "Ada"),
        ("", '<p class="byline">Von Ada Lovelace</p>', "Ada Lovelace"),
        ("", "", None),
    ],
)
def test_the_author_is_whom_the_markup_names(head: str, body: str, author: str | None) -> None:
    assert read(head, body).author == author


ODD = (
    "<html lang=en><head><title>Site</title></head><body><div class=teasers>"
    + "".join(
        f"<p>Teaser {n} about something else altogether, long enough to be taken for the text.</p>" for n in range(9)
    )
    + f"</div><span id=story><b class=kicker>The story</b><i class=on>2024-07-01</i>{STORY}<div class=ad>Buy this</div>"
    "<u class=who>Ada</u></span></body></html>"
)


def test_hints_of_a_source_say_where_things_stand_on_its_pages() -> None:
    hints = Hints(text="#story", without=".ad, .kicker, .on, .who", title=".kicker", day=".on", author=".who")

    found = article_of(snapshot(ODD), hints=hints)

    assert (found.title, found.published_on, found.dated_by, found.author) == ("The story", "2024-07-01", "hint", "Ada")
    assert found.text.startswith("Sentence 0")
    assert not {"Teaser", "Buy"} & set(found.text.split())


def test_hints_that_find_nothing_leave_the_page_to_the_general_rules() -> None:
    hints = Hints(text="#gone", without=".gone", title=".gone", day=".gone", author=".gone")

    assert article_of(snapshot(html()), hints=hints) == article_of(snapshot(html()))


def test_a_page_that_a_script_fills_is_read_from_what_it_tells_search_engines() -> None:
    body = "Sentence after sentence &amp; more of a story about a harbour and its ships. " * 8
    script = JSON_LD.format(f'{{"@type":"NewsArticle","headline":"Ships","articleBody":"{body}"}}')
    bare = f"<html><head><title>Ships</title>{script}</head><body><div id=app></div></body></html>"

    assert article_of(snapshot(bare)).text.startswith("Sentence after sentence & more of a story")


def test_a_story_in_what_the_page_calls_a_side_column_is_read_rather_than_its_motto() -> None:
    head = "<header><div class=header-text>Your harbour news, every day.</div></header>"
    body = f"{head}<aside class=sidebar><article><h1>Ships</h1>{STORY}{STORY}</article></aside>"

    assert "mend them" in article_of(snapshot(f"<html><body>{body}</body></html>")).text


def test_short_news_under_a_field_to_log_in_is_news() -> None:
    login = "<form>Log in <input type=password name=p></form>"

    assert (
        "mend them" in article_of(snapshot(f"<html><body>{login}<article>{STORY}{STORY}</article></body></html>")).text
    )
