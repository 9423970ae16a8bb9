"""`tracker sources`, as an operator uses it, beside a newsroom on localhost."""

import json
import tomllib
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.newsroom import PAGES, page
from tests.operators import Operator
from tracker.db.session import open_database, writing

ARTICLE = "/en/meta-releases-llama-5"


def added(operator: Operator) -> dict[str, str]:
    return tomllib.loads(operator.sources.read_text("utf-8"))["source"][-1]


def test_check_shows_every_step_and_keeps_nothing(sqlite_operator: Operator) -> None:
    done = sqlite_operator.tracker("sources", "check", "newsroom-en")

    assert (done.returncode, done.stderr) == (0, "")
    shown = dict(line.split(":", 1) for line in done.stdout.splitlines() if ":" in line and not line.startswith(" "))
    assert shown["robots"].strip() == "allows it"
    assert shown["answer"].strip().startswith("200 in ")
    assert shown["outcome"].strip() == "new"
    assert "could be about Meta's open AI" in shown["entries"]
    assert ARTICLE in shown["article"]
    assert shown["language"].strip() == "en"
    assert shown["date"].strip() == "2026-11-17"
    assert "release Llama 5" in done.stdout
    assert not (sqlite_operator.folder / "archive").exists()


@pytest.mark.parametrize(
    ("manner", "said"),
    [("500", "server_error"), ("page-not-feed", "not_a_feed"), ("hangs", "timeout"), ("broken.xml", "not_a_feed")],
)
def test_check_says_what_is_wrong(sqlite_operator: Operator, manner: str, said: str) -> None:
    sqlite_operator.newsroom.write_sources(sqlite_operator.sources, [], bad=[manner])

    done = sqlite_operator.tracker("sources", "check", f"bad-{manner.replace('.', '-')}")

    assert done.returncode == 1
    assert said in done.stdout
    assert done.stderr == ""


def test_check_shows_that_robots_do_not_allow_it(sqlite_operator: Operator) -> None:
    sqlite_operator.newsroom.robots = page("User-agent: *\nDisallow: /en/\n", "text/plain")

    done = sqlite_operator.tracker("sources", "check", "newsroom-en")

    assert done.returncode == 1
    assert "robots:   does not allow it" in done.stdout


def test_add_finds_the_feed_that_a_page_names(sqlite_operator: Operator) -> None:
    room = sqlite_operator.newsroom
    head = (
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">'
        '<link rel="Alternate" type="application/atom+xml; charset=utf-8" href="nl/feed.xml">'
    )
    room.serve("/paper", page(f"<html><head><title>The paper</title>{head}</head><body><p>News</p></body></html>"))

    done = sqlite_operator.tracker("sources", "add", f"{room.url}/paper", "--name", "the-paper", "--language", "nl")

    assert (done.returncode, done.stderr) == (0, "")
    assert f"feed: {room.url}/nl/feed.xml" in done.stdout
    assert added(sqlite_operator) == {
        "name": "the-paper",
        "url": f"{room.url}/nl/feed.xml",
        "kind": "feed",
        "publisher": "127.0.0.1",
        "language": "nl",
        "provenance": "press",
        "rhythm": "2h",
    }
    assert sqlite_operator.tracker("sources", "check", "the-paper").returncode == 0


def test_add_tries_the_usual_addresses(sqlite_operator: Operator) -> None:
    room = sqlite_operator.newsroom
    room.serve("/", page("<html><body><p>No link to a feed here</p></body></html>"))
    room.serve("/atom.xml", page((PAGES / "kinds" / "feed.atom").read_bytes(), "application/atom+xml"))

    done = sqlite_operator.tracker("sources", "add", f"{room.url}/", "--dry-run")

    assert (done.returncode, done.stderr) == (0, "")
    assert f"feed: {room.url}/atom.xml" in done.stdout
    assert "Llama & Muse" in done.stdout
    assert "atom.xml" not in sqlite_operator.sources.read_text("utf-8")


def test_add_takes_a_page_of_links_as_it_is(sqlite_operator: Operator) -> None:
    room = sqlite_operator.newsroom
    room.serve("/blog/", page((PAGES / "kinds" / "listing.html").read_bytes()))

    done = sqlite_operator.tracker("sources", "add", f"{room.url}/blog/", "--primary")

    assert (done.returncode, done.stderr) == (0, "")
    assert (added(sqlite_operator)["kind"], added(sqlite_operator)["provenance"]) == ("listing", "primary")


@pytest.mark.parametrize(
    ("body", "content_type", "said"),
    [
        (
            "<rss version='2.0'><channel><title>A</title></channel></rss>",
            "application/rss+xml",
            "a feed without entries",
        ),
        ('<?xml version="1.0"?><rss version="2.0"><chan', "application/rss+xml", "/news"),
        ("<catalog><book/></catalog>", "text/xml", "expected RSS, Atom or a JSON Feed"),
        ("%PDF-1.4", "application/pdf", "application/pdf"),
    ],
)
def test_add_puts_no_other_feed_in_the_place_of_a_broken_one(
    sqlite_operator: Operator, body: str, content_type: str, said: str
) -> None:
    room = sqlite_operator.newsroom
    room.serve("/feed.xml", page((PAGES / "kinds" / "feed.atom").read_bytes(), "application/atom+xml"))
    room.serve("/news", page(body, content_type))

    done = sqlite_operator.tracker("sources", "add", f"{room.url}/news")

    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr.splitlines()[0]


def test_add_tells_that_the_feed_a_page_names_is_dead(sqlite_operator: Operator) -> None:
    room = sqlite_operator.newsroom
    link = '<link rel="alternate" type="application/rss+xml" href="/dead.rss">'
    room.serve("/paper", page(f"<html><head>{link}</head><body><p>News</p></body></html>"))
    room.serve("/feed.xml", page((PAGES / "kinds" / "feed.atom").read_bytes(), "application/atom+xml"))

    done = sqlite_operator.tracker("sources", "add", f"{room.url}/paper", "--dry-run")

    assert done.returncode == 0
    assert f"passed over, though {room.url}/paper names it: {room.url}/dead.rss: answered 404" in done.stderr
    assert f"feed: {room.url}/feed.xml (found beside {room.url}/paper)" in done.stdout


def test_add_takes_a_sitemap_for_what_it_is(sqlite_operator: Operator) -> None:
    room = sqlite_operator.newsroom
    urls = "".join(f"<url><loc>{room.url}/en/llama-{n}</loc></url>" for n in range(3))
    room.serve("/map.xml", page(f"<urlset>{urls}</urlset>", "text/xml"))
    room.serve(
        "/index.xml", page(f"<sitemapindex><sitemap><loc>{room.url}/map.xml</loc></sitemap></sitemapindex>", "text/xml")
    )

    one = sqlite_operator.tracker("sources", "add", f"{room.url}/map.xml", "--dry-run")
    index = sqlite_operator.tracker("sources", "add", f"{room.url}/index.xml", "--dry-run")

    assert (one.returncode, one.stderr, index.returncode, index.stderr) == (0, "", 0, "")
    assert f"sitemap: {room.url}/map.xml" in one.stdout
    assert f"and those of {room.url}/map.xml" in index.stdout


def test_what_an_index_of_sitemaps_names_is_read_though_the_index_never_changes(sqlite_operator: Operator) -> None:
    room = sqlite_operator.newsroom
    sitemap = "<urlset><url><loc>{}/en/{}</loc></url></urlset>"
    room.serve("/index.xml", page(f"<sitemapindex><sitemap><loc>{room.url}/map.xml</loc></sitemap></sitemapindex>"))
    room.serve("/map.xml", page(sitemap.format(room.url, "meta-releases-llama-5"), "text/xml"))
    assert sqlite_operator.tracker("sources", "add", f"{room.url}/index.xml", "--name", "maps").returncode == 0

    sqlite_operator.tracker("run", "--source", "maps")
    room.serve("/map.xml", page(sitemap.format(room.url, "meta-llama-of-tomorrow"), "text/xml"))
    room.serve("/en/meta-llama-of-tomorrow", page(f"<article><h1>Meta's Llama</h1>{'<p>Of Llama.</p>' * 30}</article>"))
    sqlite_operator.tracker("run", "--source", "maps")

    assert (room.count("/en/meta-releases-llama-5"), room.count("/en/meta-llama-of-tomorrow")) == (1, 1)


def test_an_index_of_sitemaps_that_an_index_names_is_told(sqlite_operator: Operator) -> None:
    room = sqlite_operator.newsroom
    index = "<sitemapindex><sitemap><loc>{}/{}.xml</loc></sitemap></sitemapindex>"
    room.serve("/index.xml", page(index.format(room.url, "inner")))
    room.serve("/inner.xml", page(index.format(room.url, "map"), "text/xml"))
    sqlite_operator.tracker("sources", "add", f"{room.url}/index.xml", "--name", "maps")

    done = sqlite_operator.tracker("run", "--source", "maps")

    assert done.returncode == 3
    assert f"not_a_feed: maps: {room.url}/inner.xml: an index of sitemaps" in done.stderr


def test_add_says_when_there_is_nothing(sqlite_operator: Operator) -> None:
    before = sqlite_operator.sources.read_bytes()

    done = sqlite_operator.tracker("sources", "add", sqlite_operator.newsroom.url + "/nowhere")

    assert done.returncode == 1
    assert "nothing that lists articles was found" in done.stderr.splitlines()[-1]
    assert sqlite_operator.sources.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "nobody"], "no source is called nobody"),
        (["add", "paper.example.org"], "https://"),
        (["add", "https://paper.example.org", "--rhythm", "often"], "--rhythm often"),
        (["add", "https://paper.example.org", "--name", "newsroom-en"], "newsroom-en already"),
        (["import", "nowhere.opml"], "nowhere.opml"),
        (["replay", "nobody"], "no source is called nobody"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(sqlite_operator: Operator, arguments: list[str], said: str) -> None:
    done = sqlite_operator.tracker("sources", *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_what_is_polled_already_is_not_added_again(sqlite_operator: Operator) -> None:
    done = sqlite_operator.tracker("sources", "add", sqlite_operator.newsroom.feed("en"))

    assert done.returncode == 2
    assert "polled already, as newsroom-en" in done.stderr


def test_lists_of_other_readers_come_in_and_go_out(sqlite_operator: Operator, tmp_path: Path) -> None:
    exported = sqlite_operator.tracker("sources", "export")
    before = sqlite_operator.sources.read_text("utf-8")
    (tmp_path / "all.opml").write_text(exported.stdout, "utf-8")
    sqlite_operator.sources.write_text(
        before.split("[[source]]", 2)[0] + "[[source]]" + before.split("[[source]]", 2)[1]
    )

    done = sqlite_operator.tracker("sources", "import", str(tmp_path / "all.opml"))

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("3 added")
    keys = ("name", "url", "kind", "publisher", "provenance", "rhythm", "language")
    now, then = (
        sorted(tuple(source.get(key) for key in keys) for source in tomllib.loads(held)["source"])
        for held in (sqlite_operator.sources.read_text("utf-8"), before)
    )
    assert now == then
    again = sqlite_operator.tracker("sources", "import", str(tmp_path / "all.opml"))
    assert again.stdout.startswith("nothing added")


def test_opml_of_another_reader_is_taken_with_its_oddities(sqlite_operator: Operator, tmp_path: Path) -> None:
    (tmp_path / "reader.opml").write_text(
        '<?xml version="1.0"?><opml version="1.1"><body><outline text="Tech"><outline text="A &amp; B" type="rss" '
        'xmlUrl="https://a.example.org/feed"/><outline text="A &amp; B" xmlUrl="https://b.example.org/feed"/></outline>'
        '<outline text="none"/><outline text="bad" xmlUrl="javascript:alert(1)"/></body></opml>',
        "utf-8",
    )

    done = sqlite_operator.tracker("sources", "import", str(tmp_path / "reader.opml"))

    assert done.stdout.startswith("2 added")
    assert done.stdout.endswith("; 0 listed already, 2 without a web address\n")
    assert [one["name"] for one in tomllib.loads(sqlite_operator.sources.read_text())["source"][-2:]] == [
        "a-b",
        "a-b-2",
    ]


def test_what_is_no_opml_is_told(sqlite_operator: Operator, tmp_path: Path) -> None:
    (tmp_path / "no.opml").write_text("<html><body>Not here</body></html>", "utf-8")

    done = sqlite_operator.tracker("sources", "import", str(tmp_path / "no.opml"))

    assert done.returncode == 2
    assert "no OPML" in done.stderr


def test_our_own_list_stands_beside_that_of_the_program(sqlite_operator: Operator) -> None:
    own = sqlite_operator.folder / "sources.toml"
    own.unlink()
    bundled = {"TRACKER_SOURCES_FILE": "", "TRACKER_DELAY_S": "0"}
    environment = {key: value for key, value in sqlite_operator.environment(**bundled).items() if value}
    room = sqlite_operator.newsroom

    import subprocess
    import sys

    def tracker(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tracker", "sources", *arguments]
        return subprocess.run(
            command, env=environment, cwd=sqlite_operator.folder, capture_output=True, text=True, check=False
        )

    done = tracker("add", room.feed("en"), "--name", "golem")
    assert done.returncode == 2  # that name is taken in the program's own list
    done = tracker("add", room.feed("en"), "--name", "ours")

    assert (done.returncode, done.stderr) == (0, "")
    assert tomllib.loads(own.read_text())["source"][0]["name"] == "ours"
    listed = {one["name"] for one in json.loads(tracker("list", "--json").stdout)}
    assert {"ours", "golem"} <= listed


def test_skipped_entries_are_counted_and_can_be_judged_again(operator: Operator) -> None:
    operator.tracker("run")
    rows = json.loads(operator.tracker("sources", "health", "--json").stdout)
    skipped = sum(row["skipped"] for row in rows)
    assert skipped > 0
    assert sum(row["read"] for row in rows) > 0
    engine = open_database(operator.database_url)
    with writing(engine) as connection:
        # As if the name had not been known when the entry came.
        connection.execute(text("UPDATE page SET title = 'Llama 5 is out' WHERE url LIKE '%/en/tram-line-opens'"))
    engine.dispose()

    done = operator.tracker("sources", "replay")

    assert done.stdout == f"{skipped} skipped entries judged again, 1 of them wait to be read now\n"
    operator.tracker("run", "--all")
    assert operator.newsroom.count("/en/tram-line-opens") == 1


def test_a_list_that_breaks_off_gives_what_it_has_and_is_told(sqlite_operator: Operator, tmp_path: Path) -> None:
    (tmp_path / "cut.opml").write_text(
        '<opml><body><outline text="A" xmlUrl="https://a.example.org/feed"/><outline text="B" xmlUrl="htt', "utf-8"
    )

    done = sqlite_operator.tracker("sources", "import", str(tmp_path / "cut.opml"))

    assert (done.returncode, done.stdout.split(" to ")[0]) == (1, "1 added")
    assert "cut.opml is broken (line 1" in done.stderr


def test_a_list_with_an_impossible_source_adds_nothing(sqlite_operator: Operator, tmp_path: Path) -> None:
    before = sqlite_operator.sources.read_text("utf-8")
    (tmp_path / "odd.opml").write_text(
        '<opml><body><outline text="A" xmlUrl="https://a.example.org/feed"/><outline text="B" '
        'xmlUrl="https://b.example.org/" trackerKind="listing" trackerLinks="*" trackerWithin="div["/></body></opml>',
        "utf-8",
    )

    done = sqlite_operator.tracker("sources", "import", str(tmp_path / "odd.opml"))

    assert done.returncode == 2
    assert "nothing added: the source with name = \"b\": links = '*'" in done.stderr
    assert sqlite_operator.sources.read_text("utf-8") == before
