"""The second look at a licence text: terms in words that no pattern has, and sentences that only look as if they had any."""

import pytest

from tracker.terms.read import terms_of
from tracker.terms.second import QUESTIONS

HEAD = (
    "Terms for Tavora weights\n\n"
    "These terms are an agreement between you and Halden Labs. By downloading the weights you accept this licence.\n\n"
)
NOTHING_TOLD = terms_of(HEAD).values


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        (
            "outputs_to_improve_other_models",
            "allowed",
            "Feel free to let its answers teach any other model you are working on.",
        ),
        ("attribution_notice", True, "Wherever you show it off, say that Halden Labs made it."),
        ("redistribution", "allowed", "You are welcome to hand the files to friends, or put them up on a mirror."),
        ("redistribution", "forbidden", "Do not pass the checkpoint to anybody outside your own team."),
        ("redistribution", "with_copy", "Whoever gets the weights from you must also get this page."),
        ("derivatives", "allowed", "Go ahead and tweak, prune or retrain it as you see fit."),
        (
            "derivatives",
            "forbidden",
            "The weights have to stay exactly as we shipped them; nobody may retrain them.",
        ),
        ("commercial_use", "forbidden", "Nobody may earn money with Tavora."),
        ("commercial_use", "allowed", "Firms are free to make money with it."),
        (
            "litigation_termination",
            True,
            "Take us to court over a patent and your rights under this licence are gone.",
        ),
    ],
)
def test_a_term_in_plain_words_is_heard_and_quoted(key: str, value: object, sentence: str) -> None:
    text = f"{HEAD}{sentence}\n"

    terms = terms_of(text)

    assert terms.values[key] == value
    words = terms.words[key]
    assert text[words.start : words.end].strip() in sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Tavora was trained on answers that people wrote for us.",
        "Other models of ours may be shared freely, and the terms of those are found elsewhere.",
        "We thank the authors of the papers that Tavora builds on.",
        "Our business is to sell devices, and we earn money with advertising.",
        "Tavora may give answers that are wrong, and you use its output at your own risk.",
        "The company was founded by two researchers after a lawsuit about patents.",
        "Copies of our annual report can be had from our office.",
        "What changed in this version is told on the last page.",
    ],
)
def test_what_states_no_term_is_taken_for_none(sentence: str) -> None:
    assert terms_of(f"{HEAD}{sentence}\n").values == NOTHING_TOLD


def test_what_one_sentence_allows_and_another_forbids_is_left_open() -> None:
    leave = "Go ahead and tweak, prune or retrain it as you see fit."
    ban = "Nobody may tinker with the weights."

    assert terms_of(f"{HEAD}{leave}\n\n{ban}\n").values["derivatives"] == NOTHING_TOLD["derivatives"]


def test_all_that_is_asked_can_be_told_of_a_text() -> None:
    assert {question.key for question in QUESTIONS.values()} <= NOTHING_TOLD.keys()
