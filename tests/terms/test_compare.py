"""What became of clauses: renumbered, moved, split, merged, inserted; and what is no change."""

import html
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.terms.scoring import tells
from tests.terms.test_uses import HEAD, NAMED
from tracker.terms.compare import Comparison, compare
from tracker.terms.read import terms_of
from tracker.terms.sayings import clauses_said

HERE = Path(__file__).parent
TEXT = (HERE / "texts" / "kestrel.txt").read_text("utf-8")
PAIRS: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "pairs" / "expected.yaml").read_text("utf-8"))
SENTENCE = "You must not use the Kestrel Works to advertise tobacco products to anybody under the age of twenty-five."


def verdicts(result: Comparison) -> list[str]:
    return [one.verdict for one in result.differences]


def as_page(text: str, theme: str) -> str:
    body = "\n".join(f"<p class='{theme}'>{html.escape(one)}</p>" for one in text.split("\n") if one.strip())
    banner = "<div class='cookie-banner'>We use cookies to improve your experience.</div>"
    return f"<html><head><style>.x{{}}</style></head><body><nav>Home</nav>{banner}<main>{body}</main></body></html>"


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace("\n", "\n\n"),
        TEXT.replace(" ", "  "),
        TEXT.replace('"', "\u201d").replace("'", "\u2019").replace(" - ", " \u2014 "),
        TEXT.replace("\n", "\r\n"),
        as_page(TEXT, "light"),
        as_page(TEXT, "dark").replace("cookies", "biscuits"),
    ],
)
def test_whitespace_typography_and_the_page_around_change_nothing(other: str) -> None:
    result = compare(TEXT, other)

    assert set(verdicts(result)) == {"same"}, [one for one in result.differences if one.verdict != "same"]
    assert result.terms == {}


def test_an_inserted_sentence_is_quoted_and_nothing_else() -> None:
    result = compare(TEXT, TEXT.replace("outside the Territory. Any", f"outside the Territory. {SENTENCE} Any"))

    assert result.inserted == (SENTENCE,)
    assert result.similarity > 0.97
    assert sorted(set(verdicts(result))) == ["changed", "same"]


def test_an_inserted_clause_is_added_and_those_behind_it_only_moved() -> None:
    new = TEXT.replace("4. ADDITIONAL", f"4. TOBACCO.\n{SENTENCE}\n\n5. ADDITIONAL")
    for number in (7, 6, 5):
        new = new.replace(
            f"\n{number}. {['RULES', 'INTELLECTUAL', 'GOVERNING'][number - 5]}",
            f"\n{number + 1}. {['RULES', 'INTELLECTUAL', 'GOVERNING'][number - 5]}",
        )

    result = compare(TEXT, new)

    assert set(verdicts(result)) == {"same", "added"}
    assert any(one.moved for one in result.differences)


def test_a_changed_number_touches_its_term() -> None:
    result = compare(TEXT, TEXT.replace("50 million", "30 million"))

    changed = [one for one in result.differences if one.verdict != "same"]
    assert [(one.verdict, "mau_threshold" in one.terms) for one in changed] == [("changed", True)]
    assert result.terms == {"mau_threshold": (50_000_000, 30_000_000)}


def test_a_territory_that_leaves_is_seen() -> None:
    result = compare(TEXT, TEXT.replace(", UNITED KINGDOM", "").replace(", United Kingdom", ""))

    assert result.terms["excluded_territories"] == (["EU", "UK", "South Korea"], ["EU", "South Korea"])


def test_other_words_for_the_same_duty_are_no_change() -> None:
    result = compare(TEXT, TEXT.replace("You must cause any", "You shall cause any"))

    assert [one for one in verdicts(result) if one != "same"] == ["reworded"]


def test_may_in_place_of_must_not_is_a_change() -> None:
    result = compare(
        TEXT,
        TEXT.replace("You must not use the Kestrel Works or any Output", "You may use the Kestrel Works or any Output"),
    )

    assert result.terms["outputs_to_improve_other_models"] == ("forbidden", "allowed")
    assert [one for one in verdicts(result) if one != "same"] == ["changed"]


def test_a_new_version_renumbered_and_partly_reworded_is_told_as_a_lawyer_would() -> None:
    old, new = ((HERE / "texts" / f"turnstone_v{version}.txt").read_text("utf-8") for version in (1, 2))

    result = compare(old, new)

    told = {one.new[0].text.split(".")[0]: one.verdict for one in result.differences if one.new}
    assert {name: verdict for name, verdict in told.items() if verdict in ("changed", "added")} == {
        "Definitions": "added",
        "Users": "changed",
        "Outputs": "changed",
        "Copies": "changed",
    }
    assert told["Use"] == "reworded"
    assert "removed" not in verdicts(result)
    assert set(result.terms) == {
        "version_date",
        "mau_threshold",
        "mau_reference_date",
        "display_notice",
        "outputs_to_improve_other_models",
    }


def test_split_and_merged_clauses_are_found_again() -> None:
    split = TEXT.replace("outside the Territory. Any such", "outside the Territory.\nd. Any such")

    assert set(verdicts(compare(TEXT, split))) == {"same"}
    assert set(verdicts(compare(split, TEXT))) == {"same"}


@pytest.mark.parametrize("name", PAIRS)
def test_of_two_versions_every_clause_that_changed_is_listed_and_no_other(name: str) -> None:
    wanted, found, false = tells(PAIRS[name], HERE / "pairs")

    assert found == wanted
    assert [one for one in false if not any(said in one for said in PAIRS[name].get("besides", ()))] == []


def test_what_came_under_a_title_of_its_own_is_told_by_its_words() -> None:
    old, new = ((HERE / "pairs" / name).read_text("utf-8") for name in PAIRS["gorse"]["files"])

    says = [one.says for one in clauses_said(compare(old, new)) if one.verdict == "added"]
    added = [one for one in compare(old, new).differences if one.verdict == "added"]

    assert [one.words[0][1].split()[:3] for one in added] == [["No", "right", "is"]]
    assert not any("Excluded countries" in one for one in says)


def test_nothing_and_something_compare() -> None:
    assert set(verdicts(compare("", TEXT))) == {"added"}
    assert set(verdicts(compare(TEXT, ""))) == {"removed"}
    assert compare("", "").similarity == 1.0


SAME = [
    (
        '"Works" shall mean the weights that Kestrel makes available.',
        '"Works" means the weights made available by Kestrel.',
    ),
    (
        "Sections 3, 4(a) and 7 shall survive the end of this Agreement.",
        "Sections 2, 5(b) and 9 survive the end of this Agreement.",
    ),
    ("You owe US $5,000 for each breach of this clause.", "You owe 5,000 dollars for each breach of this clause."),
    ("Keep the line: Copyright (c) 2025 Kestrel Labs.", "Keep the line: Copyright (c) 2026 Kestrel Labs."),
    (
        "The courts of Oslo shall have exclusive jurisdiction of any dispute about the model.",
        "Any dispute about the model falls under the exclusive jurisdiction of the courts of Oslo.",
    ),
    (
        "We may terminate this Agreement if You breach any of its terms or conditions.",
        "If You breach any term or condition of this Agreement, We may terminate it.",
    ),
    ("The Licensor claims no rights in Outputs.", "We do not claim rights in Outputs."),
    ('A derivative\'s name includes "Kestrel" at the beginning.', 'The name of a derivative begins with "Kestrel".'),
    ("Kestrel 2 may be used by you for research.", "Kestrel-3.1 may be used by you for research."),
    ("It ends (a) if You go, (b) if We go, and (c) in May.", "It ends (i) if You go, (ii) if We go, and (iii) in May."),
    ("- b. You may sell the Works.", "b. You may sell the Works."),
    ("\u60a8\u5fc5\u987b\u6ce8\u660e\u6765\u6e90\u3002", "\u60a8\u5fc5\u987b\n\u6ce8\u660e \u6765\u6e90\u3002"),
]
OTHER = [
    ("You should cite the model in your papers.", "You must cite the model in your papers."),
    ("You must cite the model in your papers.", "You are encouraged to cite the model in your papers."),
    ("You owe US $5,000 for each breach of this clause.", "You owe 5,000 euros for each breach of this clause."),
    ("Your rights end at once upon a breach of it.", "Your rights end ten days after a breach of it."),
    ("Outputs are no derivatives of the Works.", "Outputs are derivatives of the Works."),
    ("\u60a8\u5fc5\u987b\u6ce8\u660e\u6765\u6e90\u3002", "\u60a8\u4e0d\u5fc5\u6ce8\u660e\u6765\u6e90\u3002"),
    ("We may terminate this Agreement for cause.", "We may terminate this Agreement with or without cause."),
]


def worded(clause: str) -> str:
    return f"Kestrel License\n\n1. Grant. You may use, copy and modify the Works.\n\n2. {clause}\n\n3. There is no warranty.\n"


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_says_the_same_in_other_words_is_no_change(one: str, other: str) -> None:
    assert set(verdicts(compare(worded(one), worded(other)))) <= {"same", "reworded"}
    assert set(verdicts(compare(worded(other), worded(one)))) <= {"same", "reworded"}


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_rules_something_else_in_much_the_same_words_is_a_change(one: str, other: str) -> None:
    assert "changed" in verdicts(compare(worded(one), worded(other)))
    assert "changed" in verdicts(compare(worded(other), worded(one)))


def test_the_address_at_which_a_policy_itself_stands_is_no_duty() -> None:
    policy = "Heather Use Policy\n\nThis policy can be found at https://heather.example/{}/policy.\n\nDo not use it for spam.\n"

    assert "changed" not in verdicts(compare(policy.format("one"), policy.format("two")))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Version: 1.1", "Version 2.0"),
        ("Last updated: 3 May 2025", "Last updated: 4 June 2026"),
        ("\u53d1\u5e03\u65e5\u671f: 2023\u5e7411\u67081\u65e5", "\u53d1\u5e03\u65e5\u671f: 2023\u5e7411\u670823\u65e5"),
        ("7 Miscellaneous", "6 Other provisions"),
    ],
)
def test_a_line_that_tells_the_version_or_a_heading_is_no_change(one: str, other: str) -> None:
    text = "Kestrel License\n\n{}\n\nYou may use, copy and modify the Works for as long as you like.\n"

    assert "changed" not in verdicts(compare(text.format(one), text.format(other)))


def test_a_heading_that_forbids_what_it_allowed_is_a_change() -> None:
    text = "Kestrel License\n\nYou may use, copy and modify the Works.\n\n{}\n\n- resale of the Works to others\n"

    assert "changed" in verdicts(compare(text.format("Permitted uses"), text.format("Prohibited uses")))


def test_what_was_split_is_found_although_another_clause_is_gone() -> None:
    old = (
        "Kestrel License\n\nBy using any portion of the Works You agree to be bound. If You act on behalf of a company, then You means "
        "that company too, and You say that You may bind it.\n\n1. Warranty. The Works come as they are, and You use any portion of the "
        "Works at Your own risk, on behalf of whomever.\n\n2. You may use the Works.\n"
    )
    new = (
        "Kestrel License\n\nBy using any portion of the Works You agree to be bound.\n\nIf You act on behalf of a company, then You means "
        "that company too, and You say that You may bind it.\n\n2. You may use the Works.\n"
    )

    told = [(one.verdict, len(one.new)) for one in compare(old, new).differences]

    assert ("removed", 0) in told
    assert ("same", 2) in told


def test_words_behind_an_address_in_a_text_without_blanks_are_compared() -> None:
    address = "\u8bf7\u767b\u8bb0https://kestrel.example/form{}"

    assert "changed" in verdicts(
        compare(
            worded(address.format("\u3002\u767b\u8bb0\u540e\u5373\u53ef\u5546\u7528")), worded(address.format("\u3002"))
        )
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Copyright (c) 2022-2023, Kestrel Labs.", "Copyright (c) 2022-Present, Kestrel Labs."),
        (
            "The weights stand at https://kestrel.example/w and there only.",
            "The weights stand at [INSERT RESOURCE HYPERLINK] and there only.",
        ),
    ],
)
def test_years_of_rights_and_addresses_to_be_filled_in_rule_nothing(one: str, other: str) -> None:
    assert "changed" not in verdicts(compare(worded(one), worded(other)))


@pytest.mark.parametrize("use", sorted(NAMED))
def test_a_use_that_was_ruled_out_elsewhere_is_no_new_one(use: str) -> None:
    """By whatever words it was named there: what only some clauses are read for must be found in all of them."""
    first, *others = NAMED[use]
    more = f"\nNobody shall use the model for {first}.\n"
    for words in others:
        old = f"{HEAD}The following uses are prohibited:\n\n- {words}\n\nYou may copy it.\n"
        lists = [terms_of(text).values["excluded_uses"] for text in (old, old + more)]

        assert ("excluded_uses" in compare(old, old + more).terms) == (lists[0] != lists[1]), words
