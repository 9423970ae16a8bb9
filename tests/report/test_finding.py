"""The one field that finds in all of the HTML report, in a real browser."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

LETTER = "h3804c44bc1"  # Zuckerberg on personal superintelligence, 30 July 2025
BEHEMOTH = "h77048fc465"  # what the New York Times reported, 14 July 2025


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
        ("voorzichtig kiezen", "30 July 2025, Mark Zuckerberg: "),
        ("Llama 3.1 licence", "Meta Llama 3 Community License → Llama 3.1"),
        ("Llama 3.2 license", "Llama 3.1 Community License → Llama 3.2"),
        ("terms of Llama 2", "GPL-3.0 → Llama 2 Community License"),
        ("July 2025", "30 July 2025, Mark Zuckerberg"),
    ],
)
def test_a_question_put_to_the_page_finds_its_answer_first(page: Page, question: str, answer: str) -> None:
    expect(found(page, question).first).to_contain_text(answer)


def groups(page: Page) -> list[str]:
    """The names of the groups of what was found."""
    return [name.split(":")[0].split(",")[0] for name in page.locator("#found p").all_text_contents()]


def test_what_was_found_stands_in_groups_the_nearest_first(page: Page) -> None:
    found(page, "July 2025")
    assert groups(page) == ["Statements", "Timeline", "From licence to licence", "Models and their terms"]
    found(page, "Llama 3.1 licence")
    expect(page.locator("#find output")).to_have_text("14 found")
    assert groups(page)[:2] == ["From licence to licence", "Models and their terms"]


def test_a_statement_is_found_once_though_it_stands_in_the_timeline_too(page: Page) -> None:
    links = found(page, "Zuckerberg July 2025").evaluate_all("links => links.map(link => link.hash)")

    assert f"#{LETTER}" in links
    assert len(links) == len(set(links))


def test_what_was_found_is_cut_between_words(page: Page) -> None:
    whole = (page.locator(f"#positions-table tr[data-h='{BEHEMOTH}']").text_content() or "").split()
    told = found(page, "New York Times Behemoth").first.inner_text()

    assert told.endswith(" …")
    assert len(told) <= 162
    assert told.split()[-2] in whole


def test_a_model_that_was_found_leads_to_its_terms_though_its_row_was_hidden(page: Page) -> None:
    page.locator("#models-filter").get_by_label("As a service").check()
    links = found(page, "Llama 3.1 licence")
    row = page.locator("#models tbody tr", has=page.locator("th", has_text=re.compile(r"^Llama 3\.1$")))
    expect(row).to_be_hidden()
    links.filter(has_text=re.compile(r"^Llama 3\.1: ")).click()

    expect(row).to_be_focused()
    expect(row.get_by_text("Whoever had more than 700 million monthly active users")).to_be_visible()


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
