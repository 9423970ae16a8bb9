"""What publishers reserve is read where they say it, and as far as it goes."""

import time

import pytest

from tracker.collect.reservations import reservations

URL = "https://example.org/news/a?page=2"


def barred(**given: object) -> bool:
    headers = given.pop("headers", ())
    return any(one.bars for one in reservations(URL, headers, **given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given",
    [
        {"headers": [("TDM-Reservation", "1")]},
        {"headers": [("X-Robots-Tag", "noindex, noai")]},
        {"headers": [("X-Robots-Tag", "otherbot: noai")]},
        {"headers": [("Content-Usage", "ai=n")]},
        {"page": '<head><meta name="tdm-reservation" content="1">'},
        {"page": "<META content=1 NAME=TDM-Reservation />"},
        {"page": "<meta name='robots' content='index, noai, noimageai'>"},
        {"tdmrep": '[{"location": "/", "tdm-reservation": 1}]'},
        {"tdmrep": '[{"location": "/sport/*", "tdm-reservation": 0}, {"location": "/*", "tdm-reservation": 1}]'},
        {"tdmrep": '[{"location": "/news/*page=2$", "tdm-reservation": "1"}]'},
        {"robots": "User-agent: *\nContent-Signal: search=yes, ai-input=no\nAllow: /"},
        {"robots": "User-Agent: *\nContent-Usage: tdm=n\nAllow: /"},
        {
            "robots": "# Text and data mining of this site is prohibited (Art. 4 of Directive (EU) 2019/790).\nUser-agent: *"
        },
        {"robots": "# Die Nutzung für Text- und Data-Mining ist vorbehalten,\n# § 44b UrhG\nUser-agent: *\nDisallow:"},
        {"robots": "# L'éditeur s'oppose à la fouille de textes et de données (L. 122-5-3)\nUser-agent: *"},
    ],
)
def test_what_reserves_mining_bars_reading(given: dict[str, object]) -> None:
    assert barred(**given)


@pytest.mark.parametrize(
    "given",
    [
        {"headers": [("TDM-Reservation", "0")]},
        {"headers": [("X-Robots-Tag", "noimageai, noindex")]},
        {"headers": [("Content-Usage", "train-ai=n")]},
        {"page": "<p>meta name=tdm-reservation content=1 is what publishers write</p>"},
        {"page": '<meta name="robots" content="index,follow">'},
        {"tdmrep": '[{"location": "/news/*", "tdm-reservation": 0}, {"location": "/", "tdm-reservation": 1}]'},
        {"tdmrep": '[{"location": "/sport/", "tdm-reservation": 1}]'},
        {"tdmrep": "<html>not found</html>"},
        {"tdmrep": "{}"},
        {"tdmrep": "[" * 100_000},
        {"robots": "User-agent: *\nContent-Signal: search=yes, ai-train=no\nAllow: /"},
        {"robots": "User-agent: GPTBot\nUser-agent: CCBot\nDisallow: /\n\nUser-agent: *\nDisallow:"},
        {"robots": "# Our API offers text and data mining to researchers\nUser-agent: *\nDisallow:"},
        {
            "robots": "# ANY RESTRICTIONS EXPRESSED VIA CONTENT SIGNALS ARE EXPRESS RESERVATIONS OF RIGHTS UNDER ARTICLE 4 OF\n"
            "# THE EUROPEAN UNION DIRECTIVE 2019/790\nUser-agent: *\nContent-Signal: search=yes\nAllow: /"
        },
    ],
)
def test_what_does_not_does_not(given: dict[str, object]) -> None:
    assert not barred(**given)


def test_what_speaks_of_training_or_to_others_is_recorded() -> None:
    robots = "User-agent: *\nContent-Signal: ai-train=no\n\nUser-agent: GPTBot\nUser-agent: CCBot\nDisallow: /\n"

    assert [one.said for one in reservations(URL, [("Content-Usage", "train-ai=n")], robots=robots)] == [
        "header content-usage: train-ai=n",
        "robots.txt Content-Signal: ai-train=no",
        "robots.txt shuts out ccbot, gptbot",
    ]


def test_a_flood_takes_no_time() -> None:
    started = time.process_time()
    for flood in ("<meta ", "<meta name=", '<meta name="', "# tdm ", "Content-Signal: ", "text and data "):
        reservations(URL, [], page=flood * 50_000, robots=flood * 50_000, tdmrep=flood * 1_000)

    assert time.process_time() - started < 5
