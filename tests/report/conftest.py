"""The HTML report of the verified history, as a new user would make it, open in a real browser."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import chromium, opened

expect.set_options(timeout=60_000)  # a browser on a busy machine answers late; what never comes still fails
AS_OPENED = """() => {
  history.replaceState(null, "", location.pathname);
  for (const form of document.forms) { form.reset(); form.dispatchEvent(new Event("input")); }
  for (const details of document.querySelectorAll("details")) details.open = false;
  document.querySelector("#zoom-all").click();
  document.querySelector("#find").reset();
  document.activeElement.blur();
  scrollTo(0, 0);
}"""
# What is far off has a supposed height until it is seen, so that a click there may meet what moves: all is seen once.
SEEN = """async () => {
  const frame = () => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
  for (let top = 0, left = 2000; top < document.documentElement.scrollHeight && left; top += innerHeight, left--) {
    scrollTo(0, top);
    await frame();
  }
  scrollTo(0, 0);
  await frame();
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    made = folder / "report.html"
    with made.open("wb") as out:
        subprocess.run(
            [sys.executable, "-m", "tracker", "--data-dir", folder, "report", "--format", "html", "--on", "2026-11-22"],
            stdout=out,
            check=True,
        )
    return made


@pytest.fixture(scope="module")
def window(browser: Browser, file: Path) -> Iterator[Page]:
    with opened(browser, file) as page:
        page.evaluate(SEEN)
        yield page


@pytest.fixture
def page(window: Page) -> Page:
    """The one window, as it was when it opened: to load and draw it anew takes longer than any test."""
    window.emulate_media(media="screen")
    window.evaluate(AS_OPENED)
    expect(window.locator("#count")).to_contain_text(f"{window.locator('li.hap').count()} of")
    return window
