"""The HTML report in a real browser, made of the verified history as a new user would make it."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.chromium import opened

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
LETTER = "h3804c44bc1"  # Zuckerberg on personal superintelligence, 30 July 2025


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
    assert quote.evaluate("quote => getComputedStyle(quote, '::before').content") == "open-quote"
    told = page.locator(f"#{LETTER} .evidence")
    for part in (
        "ITdaily",
        "In Dutch, not translated:",
        "August 2025",
        "confidence",
        "2 independent origins",
        f"tracker why {LETTER}",
    ):
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
    page.locator("#models-filter").get_by_label("Yes, open source").check()
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


def test_the_counts_of_models_add_up(page: Page) -> None:
    told = page.locator("#use > p").first.inner_text()
    counts = [int(one) for one in re.findall(r"\d+", told)]
    known, out, *groups, rest, announced, planned = counts

    assert known == page.locator("#models tbody tr:not(.family)").count() == 58
    assert (out, rest) == (sum(groups), announced + planned)
    assert known == out + rest
    for box in page.locator("#models-filter input").all():
        box.check()
    expect(page.locator("#models-count")).to_have_text(f"{out} of {known} models")


def test_counts_at_the_top_lead_to_the_models_counted(page: Page) -> None:
    page.locator(".answers").get_by_role("link", name="Under conditions").click()

    expect(page.locator("#eu-conditions")).to_be_focused()
    expect(page.locator("#eu-conditions")).to_contain_text("Llama 3.1")


def test_foreign_words_are_said_to_be_quoted_and_in_which_language(page: Page) -> None:
    row = page.locator("#positions-table tr", has_text="Hij belooft dat Meta")

    expect(row.locator(".what")).to_have_text(
        "“Hij belooft dat Meta zal blijven inzetten op opensourcetechnologie.” (Dutch, not translated)"
    )
    expect(row.locator("bdi")).to_have_attribute("lang", "nl")
    expect(page.locator("#disputed tbody tr", has_text="Llama 3.1").first).to_contain_text("(German, not translated)")


def test_the_verified_history_names_its_pages_and_is_explained(page: Page) -> None:
    page.locator(f"#{LETTER} summary").click()
    told = page.locator(f"#{LETTER} .evidence li").first
    expect(told).to_contain_text(
        "Verified history, told above in words of ours. Checked against siliconangle.com, www.neowin.net"
    )
    told.get_by_role("link", name="Verified history").click()

    expect(page.locator("#verified")).to_be_focused()
    expect(page.locator("#verified")).to_contain_text("told in words of ours, not quoted")


def test_a_licence_of_its_own_says_what_it_asks_for(page: Page) -> None:
    own = page.locator("#eu-own")

    expect(own).to_contain_text("DINOv3 License: Not to be used for military and warfare")
    expect(page.locator("#eu-yes")).not_to_contain_text("DINOv3")
    expect(own).not_to_contain_text("Muse Glimmer")


def test_the_top_says_where_meta_stands(page: Page) -> None:
    expect(page.locator(".lede")).to_have_text(
        "Open in part. Of the 11 models that Meta released in the past twelve months, the weights of 4 can be had,"
        " 1 of them under an approved open-source licence; 6 are an API or a product only; how 1 can be had is not known."
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
        page.wait_for_selector(".evidence > noscript", state="detached")  # the browser's own search finds it


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
