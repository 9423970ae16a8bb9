"""What between two versions is worded otherwise and rules the same; and what looks like it, and does not."""

import pytest

from tracker.terms.compare import compare

HEAD = "Gannet Community License\n\n1. Grant. You may use, copy and modify the Model under this license.\n\n"
BODY = "\n\n7. Copies. You must give each recipient a copy of this license.\n\n8. Limits. You may not use the Model for spam.\n"


def listed(before: str, after: str) -> list[str]:
    both = (HEAD + one + BODY for one in (before, after))
    return [one.verdict for one in compare(*both).differences if one.verdict not in ("same", "reworded")]


def with_term(term: str) -> str:
    return (
        f'2. Parties. This license is between us and whoever downloads the Model (the "{term}").\n\n'
        f"3. Names. The {term} must not use our names.\n\n4. Staff. The {term} must instruct its staff in this license.\n\n"
        f"5. End. This license ends when the {term} breaks it."
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (with_term("Holder"), with_term("Taker")),
        (with_term("Holder"), with_term("Model Taker")),
        (
            "2. Persons. You must not publish data that can harm a person.",
            "2. Persons. You must not publish data that can harm a person, such as home addresses.",
        ),
        (
            "2. Places. You must not watch people at work or at home.",
            "2. Places. You must not watch people at work (for example in call centres) or at home.",
        ),
        ("2. Users. You must not let users hide it.", "2. Users. Do not let users hide it."),
        (
            "2. Users. You shall require all of your users to keep these terms.",
            "2. Users. All of your users shall be required by you to keep these terms.",
        ),
        (
            "2. Sharing. You may distribute modified copies to others, if you bind them to these terms.",
            "2. Sharing. Modified copies may be distributed to others by you, if these are bound to these terms.",
        ),
        ('2. "Output" means what the Model makes for you.', '2. "Output": what the Model makes for you.'),
        ("2. Write to law@gannet.example, or to Gannet, 4 Quay Road.", "2. Our address is hello@gannet.example."),
        ("Forbidden uses\n\nNobody may gamble with it.", "What you must not do\n\nNobody may gamble with it."),
    ],
)
def test_other_words_for_the_same_are_no_change(before: str, after: str) -> None:
    assert listed(before, after) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (with_term("Research User"), with_term("Commercial User")),
        (
            "2. Use. The Model may be used for research, and must not be used for commercial purposes.",
            "2. Use. The Model may be used for commercial purposes, and must not be used for research.",
        ),
        (
            "2. Persons. You must not publish data that can harm a person.",
            "2. Persons. You must not publish data that can harm a person, or that tells home addresses.",
        ),
        ("2. Users. You must not let users hide it.", "2. Users. You may let users hide it."),
        (
            '2. "Output" means what the Model makes for you.',
            '2. "Output": what the Model or a Derivative makes for you.',
        ),
        (
            "2. Write to law@gannet.example, or to Gannet, 4 Quay Road.",
            "2. Write to law@gannet.example for a licence before you sell it.",
        ),
    ],
)
def test_what_rules_something_else_is_listed(before: str, after: str) -> None:
    assert listed(before, after) != []


def test_words_of_welcome_and_what_a_card_tells_of_its_model_rule_nothing() -> None:
    card = (
        "# Gannet {0} 7B\n\nGannet {0} is a model for {1}. It was trained by Gull Labs.\n\n## Training data\n\nThe data are {1}.\n\n"
        "## Evaluation\n\n| Test | Score |\n|---|---|\n| A | {2} |\n\n## License\n\nYou may use Gannet {0} for {3} only. Copies must"
        " go with this card."
    )
    old = card.format(1, "the languages of the north", "61.2", "research")

    told = compare(old, card.format(2, "pages, books and films from everywhere", "70.4", "research")).differences
    other = compare(old, card.format(2, "pages, books and films from everywhere", "70.4", "teaching")).differences

    assert {one.verdict for one in told} == {"same", "reworded"}
    assert [one.new[0].heading for one in other if one.verdict == "changed"] == ["License"]
