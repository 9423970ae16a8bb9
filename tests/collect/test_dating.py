"""Which of the many days on a page is the one of its publication."""

from itertools import pairwise

import pytest

from tests.collect.test_text import JSON_LD, read
from tracker.collect.written import days_written

EVENING = '<meta property="article:published_time" content="2024-07-20T02:30:00Z">'
STORY = "<h1>A story of a harbour</h1>"


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("published 19 July 2024 and not 3/4/2024", "en", ["2024-07-19"]),
        ("07/19/2024, 19/07/2024", "en", ["2024-07-19", "2024-07-19"]),
        ("3/4/2024", "fr", ["2024-04-03"]),
        ("Sept. 3, 2024", "en", ["2024-09-03"]),
        ("19. Juli 2024 um 10 Uhr", "de", ["2024-07-19"]),
        ("le 1er août 2024", "fr", ["2024-08-01"]),
        ("19 de julio de 2024", "es", ["2024-07-19"]),
        ("19 luglio 2024 – 06 Dicembre 2020", "it", ["2024-07-19", "2020-12-06"]),
        ("19. juli 2024", "no", ["2024-07-19"]),
        ("19. juli 2024", "xx", []),
        ("19. Juli 2024", None, ["2024-07-19"]),
        ("19 июля 2024 г.", "ru", ["2024-07-19"]),
        ("19 ngày, 19 tháng 7, 2024", "vi", ["2024-07-19"]),
        ("19 जुलाई 2024", "hi", ["2024-07-19"]),
        ("2024. július 19.", "hu", ["2024-07-19"]),
        ("2024年7月19日 10:00, 2024년 7월 19일", "ja", ["2024-07-19", "2024-07-19"]),
        ("28.01.22", "de", ["2022-01-28"]),
        ("22.01.28", "ko", []),
        ("version 1.2.3.4, 127.0.0.1, 10-20-30-40", "de", []),
        ("in July 2024, of 2024", "en", []),
    ],
)
def test_days_are_read_as_the_language_writes_them(text: str, language: str | None, days: list[str]) -> None:
    assert [day for *_, day in days_written(text, language)] == days


def test_written_days_say_where_they_stand() -> None:
    text = "Erst 19.07.2024, dann 20. Juli 2024."
    places = [(start, end) for start, end, _ in days_written(text, "de")]

    assert [text[start:end] for start, end in places] == ["19.07.2024", "20. Juli 2024"]
    assert all(end <= start for (_, end), (start, _) in pairwise(places))


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (f'{STORY}<p class="post-date">19. Juli 2024</p>', "2024-07-19"),
        (f'<ul><li class="meta__date">19.07.2024</li></ul>{STORY}', "2024-07-19"),
        (f'{STORY}<abbr class="published" itemprop="datePublished" title="2024-07-19T10:00:00+02:00">10:00</abbr>', "2024-07-19"),
        (f'{STORY}<p itemprop="datePublished">19 Juli 2024</p>', "2024-07-19"),
        (f'{STORY}<span property="schema:dateCreated" content="2024-07-19T12:45:46+00:00"></span>', "2024-07-19"),
        (f'{STORY}<p class="validated">19.07.2024</p>', "2024-07-19"),  # by its words
        (f'{STORY}<div class="comments"><p class="comment-date">19.07.2024</p></div>', None),
        (f'{STORY}<blockquote>Ein Beitrag vom <time datetime="2024-07-19">19.</time></blockquote>', None),
        (f"{STORY}<p>19.07.2024 – Die Firma gab in einer langen Mitteilung an alle Welt bekannt, dass es so nicht gehe.</p>", "2024-07-19"),
        (f"{STORY}<p>Karlsruhe, (19.07.2024). Die Firma gab in einer langen Mitteilung an alle Welt bekannt, dass es so sei.</p>", "2024-07-19"),
        (f'<p class="date">12.07.2024</p><p>.</p>{STORY}<p class="date">Erstellt: 19.07.2024 10:00 Aktualisiert: 20.07.2024</p>', "2024-07-19"),
        (f"{STORY}<p>Erschienen am: 19.07.2024</p>", "2024-07-19"),
        (f"{STORY}<p>Letzte Änderung: 20.07.2024<br>Erschienen am: 19.07.2024</p>", "2024-07-19"),
    ],
)  # fmt: skip
def test_a_day_for_readers_counts_where_it_stands_for_the_story(body: str, day: str | None) -> None:
    assert read("", body, "lang=de").published_on == day


def test_the_time_nearest_to_the_headline_is_the_storys() -> None:
    others = "".join(f'<p><a href="/{n}">Other</a> <time datetime="2024-07-1{n}">x</time></p>' for n in range(4))
    own = '<p>By Ada <time datetime="2024-07-19">Friday</time></p>'

    assert read("", f"{others}{STORY}{own}{others}").published_on == "2024-07-19"
    assert read("", f"{own}{STORY}<p>Text.</p><p>Text.</p><div>{others}</div>").published_on == "2024-07-19"


def test_what_a_template_calls_the_date_of_a_page_gives_way_to_what_the_page_shows() -> None:
    loose = '<meta name="date" content="2024-07-21">'

    assert read(loose, f'{STORY}<time datetime="2024-07-19">19 July</time>').published_on == "2024-07-19"
    assert read(loose, STORY).published_on == "2024-07-21"


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ('<time datetime="2024-07-21T09:00:00+09:00">later</time>', "2024-07-20"),  # there it was the 20th, too
        ('<time datetime="2024-07-20T08:15:00-07:00">later</time>', "2024-07-19"),  # there it was still the 19th
        ('<time datetime="2024-07-21">21 July</time>', "2024-07-20"),  # nowhere was it the 21st
        ('<time datetime="2024-07-19">19 July</time>', "2024-07-19"),
        ('<time datetime="2024-07-20T02:30:00Z">19 July 2024, 19:30</time>', "2024-07-19"),
        ('<time datetime="2024-07-20T02:30:00Z">20 July 2024, 04:30</time><p class="date">19 July 2024</p>', "2024-07-20"),
    ],
)  # fmt: skip
def test_an_instant_in_utc_is_told_by_a_calendar_that_can_be(told: str, day: str) -> None:
    assert read(EVENING, f"{STORY}{told}", "lang=en").published_on == day


@pytest.mark.parametrize(
    ("script", "day"),
    [
        ('{"@type":"NewsArticle","headline":"A "story"","datePublished":"2024-07-19T18:10:00+01:00",}', "2024-07-19"),
        ('{"@type":"NewsArticle","datePublished":"2024-07-19",, "x":{"datePublished":"2024-07-20"}}', None),
        ('{"@type":"ImageObject","datePublished":"2024-07-19",,}', None),
        ('{"@type":"NewsArticle","datePublished":"19/07/2024 05:22 pm"}', "2024-07-19"),
    ],
)
def test_a_script_that_is_no_json_may_still_name_one_day(script: str, day: str | None) -> None:
    assert read(JSON_LD.format(script)).published_on == day


def test_numbers_for_machines_that_may_stand_in_either_order_tell_no_day() -> None:
    american = '<meta name="date" content="07/11/2024 12:43:42">'

    assert read(american, STORY, "lang=de").published_on is None
    assert read(american, f'{STORY}<p class="date">11.07.2024</p>', "lang=de").published_on == "2024-07-11"
    assert read(american.replace("11", "19"), STORY, "lang=de").published_on == "2024-07-19"


def test_a_month_in_the_address_is_made_a_day_by_the_only_one_of_it_in_the_text() -> None:
    url = "https://example.org/2024/07/a-story"
    foot = "<p>Dieser Beitrag wurde am 19. Juli 2024 um 23:03 Uhr von Ada gepostet und unter Kunst und Bewegung abgelegt, wie immer.</p>"

    assert read("", f"{STORY}{foot}", "lang=de", url).published_on == "2024-07-19"
    assert read("", f"{STORY}{foot}{foot.replace('19. Juli', '20. Juni')}", "lang=de", url).published_on == "2024-07-19"


FAR = "<p>Here the harbour tells of ships, of sails, of ropes and of tar, day by day and year by year.</p>" * 12


@pytest.mark.parametrize(
    ("head", "body", "day", "by"),
    [
        ('<meta name="description" content="Die Schiffe im Hafen (Meldung vom 19.07.2024)">', STORY, "2024-07-19", "meta"),
        ('<meta property="og:description" content="19.07.2024 – Die Schiffe im Hafen">', STORY, "2024-07-19", "meta"),
        ('<meta name="description" content="Was am 19.07.2024 mit den Schiffen geschah">', STORY, None, None),
        ("<script>window.state = {\"post\": {\"publishedAt\": \"2024-07-19T08:00:00Z\"}}</script>", STORY, "2024-07-19", "script"),
        (r'<script>push("{\"post\": {\"created_at\": \"2024-07-19 08:00\", \"updated_at\": \"2024-07-20\"}}")</script>', STORY, "2024-07-19", "script"),
        ('<script>[{"datePublished": "2024-07-18"}, {"datePublished": "2024-07-19"}]</script>', STORY, None, None),
        ('<script>{"datePublished": "2031-07-18"}</script>', STORY, None, None),
        ("", f"{STORY}{FAR}<p>· 19. Juli 2024 ·</p>", "2024-07-19", "text"),
        ("", f"{STORY}{FAR}<p>19. Juli 2024</p><p>20. Juli 2024</p>", "2024-07-19", "text"),
        ("", f"<p>20. Juli 2024</p>{FAR}{STORY}<p>Text.</p>{FAR}<p>Freitag, 19.07.2024</p>", "2024-07-19", "text"),
        ("", f"{STORY}{FAR}<p>Registriert: 19.07.2024</p>", None, None),
        ("", f"{STORY}{FAR}<p>Alle Angaben in diesem Text ohne Gewähr, Stand 19.07.2024, wie immer und überall</p>", "2024-07-19", "text"),
        ("", f"{STORY}<p>Registriert: 01.02.2008</p><p>von ada » 19.07.2024, 05:42</p>", "2024-07-19", "text"),
        ("", f"{STORY}{FAR}<p>Im Juli 2024 war es warm.</p>", None, None),
    ],
)  # fmt: skip
def test_a_day_that_a_page_lets_slip_is_taken_where_only_one_can_be_meant(
    head: str, body: str, day: str | None, by: str | None
) -> None:
    found = read(head, body, "lang=de")

    assert (found.published_on, found.dated_by) == (day, by)


def test_without_a_headline_the_day_stands_at_the_head_of_the_text() -> None:
    menu = "".join(f"<li><a href='/{n}'>Place {n}</a></li>" for n in range(9))
    news = "<li>01.02.2016<br><a href='/9'>Other news</a></li>"
    body = f"<ul>{menu}</ul><div><p>2024-07-19 | News</p><h4>Ships come home</h4>{FAR}</div><ul>{news}</ul>"

    assert read("", body, "lang=de").published_on == "2024-07-19"


@pytest.mark.parametrize(("shown", "day"), [("18.07.2024", "2024-07-18"), ("25.07.2024", "2024-07-21")])
def test_the_day_of_a_later_change_gives_way_to_an_earlier_one_that_the_page_shows(shown: str, day: str) -> None:
    loose = '<meta name="date" content="2024-07-21">'

    assert read(loose, f'{STORY}<div class="news-timedata">{shown}</div>', "lang=de").published_on == day


def test_a_day_of_publication_after_the_last_change_is_that_of_sending_it_out() -> None:
    metas = '<meta property="article:{}_time" content="2024-07-21T10:{}:00Z">'
    shown = f'{STORY}<time datetime="2024-03-09">9 March</time>'

    assert read(metas.format("published ", 33) + metas.format("modified", 32), shown).published_on == "2024-03-09"
    assert read(metas.format("published", 33) + metas.format("modified", 34), shown).published_on == "2024-07-21"
    assert read(metas.format("published", 33) + metas.format("modified", 32)).published_on == "2024-07-21"
