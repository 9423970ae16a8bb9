"""The HTML report in a real browser, made of the verified history as a new user would make it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.chromium import chromium, opened

AS_OPENED = """() => {
  history.replaceState(null, "", location.pathname);
  for (const form of document.forms) { form.reset(); form.dispatchEvent(new Event("input")); }
  for (const details of document.querySelectorAll("details")) details.open = false;
  document.querySelector("#zoom-all").click();
  document.querySelector("#find").reset();
  document.activeElement.blur();
  scrollTo(0, 0);
}"""
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
LETTER = "h3804c44bc1"  # Zuckerberg on personal superintelligence, 30 July 2025


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
        yield page


@pytest.fixture
def page(window: Page) -> Page:
    """The one window, as it was when it opened: to load and draw it anew takes longer than any test."""
    window.emulate_media(media="screen")
    window.evaluate(AS_OPENED)
    count(window, f"{window.locator('li.hap').count()} of")
    return window


def shown(page: Page) -> list[str]:
    """Ids of the happenings that the list shows."""
    ids: list[str] = page.eval_on_selector_all("li.hap:not([hidden])", "items => items.map(item => item.id)")
    return ids


def points(page: Page) -> int:
    return page.locator("#chart-timeline .mark-symbol.role-mark path").count()


def field(page: Page, name: str) -> Locator:
    return page.locator(f"#filters [name={name}]")


def count(page: Page, told: str) -> None:
    expect(page.locator("#count")).to_contain_text(told)


def test_it_is_one_file_of_less_than_three_megabytes(file: Path) -> None:
    assert file.stat().st_size < 3_000_000


def test_kinds_filter_list_and_figure(page: Page) -> None:
    before = points(page)
    page.get_by_label("release", exact=True).uncheck()
    page.get_by_label("licence", exact=True).uncheck()
    count(page, "38 of")

    assert {page.locator(f"#{id_}").get_attribute("data-k") for id_ in shown(page)[:5]} == {"statement"}
    expect(page.locator("#chart-timeline .mark-symbol.role-mark path")).to_have_count(38)
    assert before > 38


def test_family_speaker_language_origins_and_days_filter(page: Page) -> None:
    field(page, "family").select_option("Muse")
    count(page, " of ")
    expect(page.locator("li.hap:not([hidden])[data-f='Llama']")).to_have_count(0)
    assert shown(page)
    page.get_by_role("button", name="Show all").click()
    field(page, "speaker").select_option("Mark Zuckerberg")
    field(page, "from").fill("2025-07-01")
    field(page, "to").fill("2025-07-31")
    count(page, "2 of")
    assert LETTER in shown(page)
    field(page, "language").select_option("nl")
    field(page, "origins").select_option("2")
    count(page, "1 of")
    page.get_by_role("button", name="Show all").click()
    count(page, f"{page.locator('li.hap').count()} of")


def test_search_finds_words_of_headlines_quotes_and_ids_without_accents(page: Page) -> None:
    search = page.get_by_role("searchbox", name="Search")
    search.fill("VOORZICHTIG moeten")
    count(page, "1 of")
    assert shown(page) == [LETTER]
    search.fill("h3804c44bc1")
    count(page, "1 of")
    search.fill("nothing like this")
    count(page, "0 of")
    expect(page.locator(".year:not([hidden])")).to_have_count(0)


def test_a_deep_link_opens_its_happening_and_lifts_the_filters_that_hide_it(browser: Browser, file: Path) -> None:
    with opened(browser, file, f"#{LETTER}") as page:
        expect(page.locator(f"#{LETTER} details")).to_have_attribute("open", "")
        expect(page.locator(f"#{LETTER}")).to_be_in_viewport()
        page.get_by_role("searchbox", name="Search").fill("Galactica")
        expect(page.locator(f"#{LETTER}")).to_be_hidden()
        page.locator(f"#positions-table a[href='#{LETTER}']").click()
        expect(page.locator(f"#{LETTER}")).to_be_in_viewport()
        expect(page.locator(f"#{LETTER}")).to_be_focused()


def test_evidence_opens_to_the_words_in_their_own_language(page: Page) -> None:
    page.locator(f"#{LETTER} summary").click()
    quote = page.locator(f"#{LETTER} blockquote")

    expect(quote).to_be_visible()
    expect(quote).to_have_text("Meta zal daarom ‘voorzichtig moeten kiezen met wat het open maakt’.")
    expect(quote).to_have_attribute("lang", "nl")
    told = page.locator(f"#{LETTER} .evidence")
    for part in ("ITdaily", "in Dutch", "August 2025", "confidence", "2 independent origins", f"tracker why {LETTER}"):
        expect(told).to_contain_text(part)


def test_the_figure_zooms_groups_and_leads_to_happenings(page: Page) -> None:
    first = page.locator("#chart-timeline .role-axis-label text").all_text_contents()
    page.get_by_role("button", name="Zoom in").click()
    expect(page.locator("#chart-timeline .role-axis-label text").first).not_to_have_text(first[0])
    page.get_by_role("button", name="List what is in view").click()
    assert 0 < len(shown(page)) < page.locator("li.hap").count()
    page.get_by_role("button", name="Show all").click()
    page.get_by_role("button", name="Whole time").click()
    page.locator("#rows").select_option("family")
    expect(page.locator("#chart-timeline")).to_contain_text("Llama")
    page.locator("#chart-timeline .mark-symbol.role-mark path").first.click(force=True)
    expect(page.locator("li.hap:target details")).to_have_attribute("open", "")


def test_any_two_licences_can_be_compared(page: Page) -> None:
    page.locator("#compare-old").select_option("Meta Llama 3 Community License")
    page.locator("#compare-new").select_option("Llama 4 Community License")
    row = page.locator("#compared tbody tr", has_text="Territories left out")

    expect(row).to_contain_text("Says nothing of it.")
    expect(row).to_contain_text("No rights are granted in: EU.")


def test_models_filter_by_place_and_use(page: Page) -> None:
    page.locator("#where").select_option("eu")
    page.locator("#models-filter").get_by_label("Yes").check()
    names = page.locator("#models tbody tr[data-use]:visible th").all_text_contents()

    assert "Muse Glimmer" in names
    assert not {"Llama 4", "Llama 3.1", "Galactica"} & set(names)
    expect(page.locator("#models-count")).to_have_text(f"{len(names)} of 58 models")


def test_openness_is_drawn_for_each_family_and_stands_in_a_table(page: Page) -> None:
    bars = page.locator("#chart-access .mark-rect.role-mark path")
    before = bars.count()
    page.locator("#whose").select_option("Muse")
    expect(bars).not_to_have_count(before)
    for chart in ("access", "licence"):
        expect(page.locator(f"#chart-{chart} svg")).to_be_visible()
    assert page.locator("figure:has(#chart-access) table tbody tr").count() > 20


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_light_or_dark_as_the_system_is_and_as_the_reader_chooses(
    browser: Browser, file: Path, scheme: str
) -> None:
    dark, light = "rgb(21, 23, 26)", "rgb(253, 252, 249)"
    first, second = (dark, light) if scheme == "dark" else (light, dark)
    with opened(browser, file, color_scheme=scheme) as page:
        expect(page.locator("body")).to_have_css("background-color", first)
        page.get_by_role("button", name="Dark colours").click()
        expect(page.locator("body")).to_have_css("background-color", second)


@pytest.mark.parametrize("how", [{}, {"color_scheme": "dark"}, PHONE], ids=["light", "dark", "phone"])
def test_an_accessibility_checker_finds_nothing(browser: Browser, file: Path, how: dict[str, object]) -> None:
    with opened(browser, file, f"#{LETTER}", **how) as page:
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        found = Axe().run(page).response["violations"]

    assert [(one["impact"], one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


def test_it_fits_a_phone(browser: Browser, file: Path) -> None:
    with opened(browser, file, **PHONE) as page:
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")

        assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_keyboard_alone_reaches_filters_and_evidence(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the timeline")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.get_by_role("searchbox", name="Search")).to_be_focused()
        page.keyboard.type("voorzichtig")
        count(page, "1 of")
        page.locator(f"#{LETTER} summary").focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"#{LETTER} blockquote")).to_be_visible()


def test_printing_shows_the_evidence_and_no_controls(page: Page) -> None:
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    expect(page.locator(f"#{LETTER} blockquote")).to_be_visible()
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#chart-access svg")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(f"#{LETTER} details")).not_to_have_attribute("open", "")


def test_without_scripts_everything_can_still_be_read(browser: Browser, file: Path) -> None:
    with opened(browser, file, drawn=False, java_script_enabled=False) as page:
        expect(page.locator(f"#{LETTER} h4")).to_be_visible()
        expect(page.locator("#filters")).to_be_hidden()
        page.locator(f"#{LETTER} summary").click()
        expect(page.locator(f"#{LETTER} blockquote")).to_be_visible()


def found(page: Page, question: str) -> Locator:
    """What the page finds, told to it as a person would ask."""
    page.get_by_role("searchbox", name="Find in this page").fill(question)
    expect(page.locator("#find output")).to_contain_text("found")
    return page.locator("#found a")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What changed in the licence between Llama 3 and 3.1?", "Meta Llama 3 Community License → Llama 3.1"),
        ("What did Meta say on openness in July 2025?", "30 July 2025, Mark Zuckerberg"),
        ("Which models may be used commercially in the EU today?", "Which models may be used commercially in the EU?"),
        ("voorzichtig kiezen", "30 July 2025: Mark Zuckerberg (conditional)"),
    ],
)
def test_a_question_put_to_the_page_finds_its_answer_first(page: Page, question: str, answer: str) -> None:
    expect(found(page, question).first).to_contain_text(answer)


def test_what_was_found_is_reached_by_the_keyboard_alone_and_opens(page: Page) -> None:
    expect(found(page, "Llama 3 to 3.1 licence").first).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    step = page.locator(".step:has(details[open])")

    expect(step).to_have_count(1)
    expect(step).to_be_focused()
    expect(step.get_by_text("Products must show the words “Built with Llama”.")).to_be_in_viewport()


def test_a_search_that_finds_nothing_says_so_and_can_be_left(page: Page) -> None:
    field = page.get_by_role("searchbox", name="Find in this page")
    field.fill("qwertz")
    expect(page.locator("#find output")).to_have_text("0 found")
    field.fill("galactica")
    expect(page.locator("#found a").first).to_be_visible()
    field.press("Escape")
    expect(page.locator("#found a")).to_have_count(0)


def test_the_top_says_where_meta_stands(page: Page) -> None:
    expect(page.locator(".lede")).to_have_text(
        "Open in part. Of the 11 models that Meta released in the past twelve months, the weights of 4 can be had,"
        " 1 of them under an approved open-source licence; 6 are an API or a product only."
    )


def test_what_was_called_open_against_its_terms_stands_with_the_words_of_both(page: Page) -> None:
    row = page.locator("#disputed tbody tr", has_text="Llama 3.1").first

    expect(row).to_contain_text("hat kürzlich die Veröffentlichung seines neuesten Open-Source-KI-Modells")
    expect(row).to_contain_text("Whoever had more than 700 million monthly active users")
    row.get_by_role("link", name="h459564ba98").click()
    expect(page.locator("#h459564ba98 details")).to_have_attribute("open", "")


def test_figures_are_drawn_when_they_come_near_or_the_reader_rests(browser: Browser, file: Path) -> None:
    with opened(browser, file, "#openness", drawn=False) as page:
        page.wait_for_selector("#chart-access svg")
        marks = page.evaluate("performance.getEntriesByType('mark').map(one => one.name)")
        assert marks[0] == "interactive"
        page.wait_for_selector("html[data-drawn]", state="attached", timeout=120_000)
        expect(page.locator("#chart-timeline svg")).to_have_count(1)
        page.wait_for_function("!document.querySelector('.evidence > noscript')")  # the browser's own search finds it


def test_it_answers_what_changed_between_llama_3_and_3_1(page: Page) -> None:
    page.get_by_text("Meta Llama 3 Community License → Llama 3.1 Community License").first.click()
    step = page.locator(".step:has(details[open])")

    for told in (
        "What the model puts out must not be used to improve other models.",
        "What the model puts out may be used to improve other models, if the name of such a model begins with “Llama”.",
        "Products must show the words “Built with Meta Llama 3”.",
        "Products must show the words “Built with Llama”.",
    ):
        expect(step.get_by_text(told)).to_be_visible()


def test_it_answers_which_models_may_be_used_commercially_in_the_eu(page: Page) -> None:
    yes = page.locator(".g-yes").inner_text()

    assert "Muse Glimmer" in yes
    assert "Llama 3.1" in page.locator(".g-conditions").inner_text()
    assert "Llama 4" in page.locator(".g-partly").inner_text()
    assert "Galactica" in page.locator(".g-no").inner_text()
