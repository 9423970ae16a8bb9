"""A real browser for tests of the HTML report: Debian's chromium, or the one that TRACKER_TEST_CHROMIUM names."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that ends with the block; skips the test where none is installed."""
    found = os.environ.get("TRACKER_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no chromium is installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_QUIET)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, file: Path, place: str = "", *, drawn: bool = True, **how: Any) -> Iterator[Page]:
    """The file in a window of its own; fails if it logs, throws, asks for anything or breaks its own policy."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **how})
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (troubles.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda asked: troubles.append(f"request: {asked.url}") if asked.url != start else None)
    start = file.as_uri()
    page.goto(f"{start}{place}")
    if drawn:
        page.wait_for_selector(
            "html[data-drawn]", state="attached", timeout=120_000
        )  # of ten thousand happenings, on a busy machine
    yield page
    context.close()
    assert troubles == []
