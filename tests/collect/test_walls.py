"""Challenge and consent pages are told from articles, in many languages."""

import time

import pytest

from tests.newsroom import PAGES
from tracker.collect.walls import wall_at, wall_in

LONG = "<p>" + "A sentence of an article that goes on for quite a while. " * 40 + "</p>"

WALLS = {
    "cloudflare": (PAGES / "challenge.html").read_text("utf-8"),
    "cloudflare-de": "<html lang=de><head><title>Nur einen Moment…</title></head><body></body></html>",
    "cloudflare-ja": "<html><head><title>しばらくお待ちください...</title></head><body></body></html>",
    "datadome": "<html><title>example.org</title><script src='https://geo.captcha-delivery.com/c.js'></script></html>",
    "incapsula": "<html><body><iframe>Request unsuccessful. Incapsula incident ID: 1-2</iframe></body></html>",
    "akamai": "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1></BODY></HTML>",
    "perimeter": "<html><title>Access to this page has been denied.</title><div id=px-captcha></div></html>",
    "aws": "<html><script src='https://x.token.awswaf.com/challenge.js'></script><noscript>JavaScript</noscript></html>",
    "consent-de": (PAGES / "consent-de.html").read_text("utf-8"),
    "consent-fr": "<html><body><h1>Avant de continuer</h1><button>Tout accepter</button></body></html>",
    "consent-nl": "<html><title>Voordat je verdergaat naar Google</title><body>...</body></html>",
    "consent-it": "<html><body><p>Usiamo i cookie.</p><button>Accetta tutto</button></body></html>",
    "consent-es": "<html><body><p>Usamos cookies.</p><button>Aceptar y continuar</button></body></html>",
    "robot-ru": "<html><title>Вы не робот?</title><body>Подтвердите, что вы не робот</body></html>",
    "robot-zh": "<html><body>请完成安全验证后继续访问</body></html>",
}


@pytest.mark.parametrize("name", WALLS)
def test_a_wall_is_seen_and_says_by_what(name: str) -> None:
    assert wall_in(WALLS[name])


@pytest.mark.parametrize(
    "page",
    [
        f"<html><title>The long history of the captcha</title>{LONG}<p>Please verify you are human, it said.</p></html>",
        f"<html><title>News</title><div class=cookie>Alle akzeptieren</div>{LONG}</html>",
        f"<html><title>News</title><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>{LONG}</html>",
        f"<html><title>Access denied: how one court kept reporters out of a trial that the country spoke of</title>{LONG}",
        "<html><title>A short note</title><p>Meta released a model.</p></html>",
        "",
    ],
)
def test_an_article_is_no_wall_even_if_it_speaks_of_one(page: str) -> None:
    assert wall_in(page) is None


def test_a_header_alone_can_say_it() -> None:
    assert wall_in("", [("CF-Mitigated", "challenge")])
    assert wall_in("", [("Server", "cloudflare")]) is None


@pytest.mark.parametrize(
    "answered",
    [
        "https://consent.google.com/m?continue=x",
        "https://guce.yahoo.com/consent?brand",
        "https://example.org/login?next=/a",
        "https://login.example.org/",
        "https://example.org/cookiewall/?url=a",
        "https://example.org/cdn-cgi/challenge",
    ],
)
def test_a_redirect_to_a_login_or_consent_page_is_a_wall(answered: str) -> None:
    assert wall_at("https://example.org/a", answered)


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("https://example.org/a", "https://www.example.org/consent-of-the-governed"),
        ("https://example.org/a", "https://example.org/2026/login-with-passkeys-explained"),
        ("https://login.example.org/blog", "https://login.example.org/blog/"),
    ],
)
def test_other_redirects_are_none(asked: str, answered: str) -> None:
    assert wall_at(asked, answered) is None


def test_an_article_under_long_scripts_and_a_form_to_log_in_is_no_wall() -> None:
    head = f"<title>A story</title><style>{'x' * 150_000}</style>"
    form = '<form><input type="password"></form>'

    assert wall_in(f"{form}{head}{'<p>Words of a story about a harbour.</p>' * 100}") is None
    assert wall_in(f"{form}{head}") == "the page asks for a password"


@pytest.mark.parametrize("flood", ["<script", "<script>", "<title", "<", "<!--", "</script>", "<title>a"])
def test_a_flood_of_markup_takes_no_time(flood: str) -> None:
    started = time.monotonic()
    wall_in(flood * (8_000_000 // len(flood)))

    assert time.monotonic() - started < 2
