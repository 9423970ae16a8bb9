"""Answers of 200 that are no articles: what stands before a page, or in the place of one."""

import time
import tomllib
from typing import Any

import pytest

from tests.newsroom import PAGES
from tracker.collect.outcomes import Answer, classified
from tracker.collect.pretences import error_in, missing_in

PRETENCES = tomllib.loads((PAGES / "pretences.toml").read_text("utf-8"))
CASES = [(name, outcome, body) for outcome, bodies in PRETENCES.items() for name, body in bodies.items()]
URL = "https://example.org/a"


def answer(body: str) -> Answer:
    sort = "application/json" if body.startswith("{") else "text/html; charset=utf-8"
    return Answer(URL, URL, 5, 200, (("Content-Type", sort),), body.encode())


@pytest.mark.parametrize("kind", ["article", "feed", "list"])
@pytest.mark.parametrize(("name", "outcome", "body"), CASES, ids=[case[0] for case in CASES])
def test_what_only_says_200_has_the_outcome_that_it_means(name: str, outcome: str, body: str, kind: Any) -> None:
    verdict = classified(answer(body), kind, known=False)

    assert verdict.outcome == outcome
    assert verdict.detail.startswith(URL)
    assert len(verdict.detail.splitlines()) == 1


@pytest.mark.parametrize(("sort", "languages"), [("challenge", 5), ("consent", 5), ("login", 5), ("missing", 5)])
def test_each_sort_is_known_in_many_languages(sort: str, languages: int) -> None:
    assert len({name.split("-")[1] for name, _, _ in CASES if name.startswith(sort)}) >= languages


@pytest.mark.parametrize(
    "title",
    [
        "404 Media: Meta pirated books to train Llama",
        "The page not found: how links rot",
        "Lost and not found in the archive of the web",
        "Erreur 404 : pourquoi les liens meurent si vite sur la toile",
        "Login with passkeys: how it works",
        "Meta releases Llama 5 | News",
    ],
)
def test_an_article_about_such_pages_is_none(title: str) -> None:
    page = f"<html><title>{title}</title><p>{'A sentence of an article about something. ' * 60}</p></html>"

    assert missing_in(page) is None
    assert classified(answer(page), "article", known=False).outcome == "new"


@pytest.mark.parametrize(
    "body",
    [
        b'{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": []}',
        b'{"articles": [{"url": "https://example.org/error", "title": "Error 404"}]}',
        b'{"status": "ok", "results": []}',
        b'{"code": 200, "message": "success", "data": []}',
        b'{"error": null, "data": [1]}',
        b'[{"error": "x"}]',
        b'{"torn',
        b"{",
        b"[" * 5_000,
        b'{"a":' * 3_000,
    ],
)
def test_other_json_tells_of_no_error(body: bytes) -> None:
    assert error_in(body) is None


def test_a_flood_takes_no_time() -> None:
    started = time.process_time()
    for flood in ("<title>", "<title", "<input ", "<input type=", "404 | "):
        classified(answer(flood * (8_000_000 // len(flood))), "article", known=False)

    assert time.process_time() - started < 10
