"""One text in other words is reworded, whichever of the two is the older; one word that counts is found."""

import pytest

from tracker.terms.compare import compare

BASE = """GANNET MODEL LICENSE AGREEMENT

Gannet Labs, Inc. ("Gannet") makes the models available on the terms below. By downloading them you agree to these terms.

1. Definitions. "Models" means the weights of Gannet 2 and the code that comes with them. "Output" means what the Models generate.

2. Grant. Gannet grants you a non-exclusive, worldwide, royalty-free license to use, copy, modify and distribute the Models for research.

3. Distribution. If you distribute the Models, you must:
(a) give each recipient a copy of this Agreement;
(b) keep all copyright notices; and
(c) state in a prominent place that you changed the files.

4. Restrictions. You may not use the Models to send spam, to develop weapons, or to track persons. You shall not use Output to train models that compete with the Models.

5. Large users. If your products have more than 100 million monthly active users, you must request a separate license from Gannet, which Gannet may grant in its sole discretion.

6. Disclaimer. The Models are provided "as is", without warranty of any kind. Gannet is not liable for damages arising from their use.

7. Termination. Gannet may terminate this Agreement if you breach it and do not cure the breach within 30 days after written notice. You must then delete the Models.

8. Disputes. This Agreement is governed by the laws of the State of Oregon. The courts of Portland have exclusive jurisdiction.

9. Notices. Questions about this Agreement may be sent to legal@gannet.example.
"""


def other(*pairs: tuple[str, str]) -> str:
    """The text with pieces of it worded otherwise."""
    text = BASE
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    return text


SAME = {
    "run-in": other(("2. Grant.", "2. What you may do."), ("6. Disclaimer.", "6. No promises.")),
    "headings gone": other(("2. Grant. ", "2. "), ("7. Termination. ", "7. ")),
    "typog": other(('"', "\u201d"), ("-exclusive", "\u2011exclusive")),
    "30": other(("30 days", "thirty (30) days"), ("100 million", "one hundred million (100,000,000)")),
    "license spelling": other(("license", "licence"), ("Agreement", "Agreement")),
    "must/shall": other(
        ("you must", "you shall"),
        ("You must", "You shall"),
        ("may not use", "must not use"),
        ("shall not use Output", "may not use Output"),
    ),
    "who": other(
        ("Gannet may terminate", "We may terminate"),
        ("Gannet is not liable", "We are not liable"),
        ("from Gannet, which Gannet may", "from us, which we may"),
        ("Gannet grants you", "We grant you"),
    ),
    "you/licensee": other(
        ("You may not use", "Licensee may not use"),
        ("you breach it", "Licensee breaches it"),
        ("do not cure", "does not cure"),
    ),
    "dont": other(
        ("You may not use", "You can't use"), ("do not cure", "don't cure"), ("is not liable", "isn't liable")
    ),
    "section refs": other(("on the terms below", "on the terms set out in Sections 1 to 9")),
    "bullets": other(("(a) give", "- give"), ("(b) keep", "- keep"), ("(c) state", "- state")),
    "inline list": other(
        (
            "you must:\n(a) give each recipient a copy of this Agreement;\n(b) keep all copyright notices; and\n(c) state",
            "you must (a) give each recipient a copy of this Agreement, (b) keep all copyright notices, and (c) state",
        )
    ),
    "split": other(("track persons. You shall", "track persons.\n\n5. Output. You shall"), ("5. Large", "6. Large")),
    "merge": other(("after written notice. You must then", "after written notice, whereupon you must")),
    "contact": other(("may be sent to legal@gannet.example", "may be sent to law@gannet.example")),
    "contact2": other(
        (
            "Questions about this Agreement may be sent to legal@gannet.example.",
            "If you have questions, write to law@gannet.example.",
        )
    ),
    "version": other(("Gannet 2 ", "Gannet 3 "), ("GANNET MODEL", "GANNET 3 MODEL")),
    "recital": other(
        ("makes the models available on the terms below", "offers the models under the terms that follow")
    ),
    "order of list": other(
        (
            "to send spam, to develop weapons, or to track persons",
            "to develop weapons, to track persons or to send spam",
        )
    ),
    "synonyms": other(
        ("more than 100 million", "over 100 million"),
        ("request a separate", "ask for a separate"),
        ("keep all copyright", "retain all copyright"),
    ),
    "upper": other(
        (
            'The Models are provided "as is", without warranty of any kind.',
            'THE MODELS ARE PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.',
        )
    ),
    "bold": other(
        ("1. Definitions.", "**1. Definitions.**"),
        ("2. Grant.", "**2. Grant.**"),
        ('Models" means', '**Models**" means'),
    ),
    "passive": other(
        ("keep all copyright notices", "all copyright notices must be kept"),
    ),
    "articles": other(
        ("1. Def", "Article 1. Def"),
        ("2. Gr", "Article 2. Gr"),
        ("3. Dis", "Article 3. Dis"),
        ("4. Re", "Article 4. Re"),
    ),
    "within": other(("within 30 days after written notice", "within 30 days of a written notice")),
    "law words": other(
        ("is governed by the laws of", "shall be governed by and construed in accordance with the laws of")
    ),
    "amp": other(("use, copy, modify and distribute", "use, copy, modify & distribute")),
    "preamble added words": other(("By downloading them you agree", "By downloading or using them, you agree")),
    "footer": BASE + "\n\u00a9 2026 Gannet Labs, Inc. All rights reserved.\n",
    "footer year": BASE + "\nCopyright 2025 Gannet Labs\n",
    "toc": "Contents: 1 Definitions, 2 Grant, 3 Distribution, 4 Restrictions\n\n" + BASE,
    "end": BASE + "\nEND OF AGREEMENT\n",
    "shorttitle": other(("GANNET MODEL LICENSE AGREEMENT", "Gannet Model License")),
}
CHANGED = {
    "100->90": (other(("100 million", "90 million")), "changed", "90 million"),
    "30->20": (other(("30 days", "20 days")), "changed", "20 days"),
    "written gone": (other(("after written notice", "after notice")), "changed", "after notice"),
    "research gone": (
        other(
            (" for research", ""),
        ),
        "changed",
        "distribute the Models.",
    ),
    "commercial": (other(("for research", "for any purpose")), "changed", "for any purpose"),
    "exclusive": (other(("a non-exclusive, ", "an exclusive, ")), "changed", "an exclusive"),
    "royalty": (other((", royalty-free", "")), "changed", "worldwide license"),
    "notice gone": (
        other(("(b) keep all copyright notices; and\n", ""), ("Agreement;\n", "Agreement; and\n")),
        "removed",
        "keep all copyright notices",
    ),
    "exception": (
        other(("compete with the Models", "compete with the Models, except for evaluation")),
        "changed",
        "except for evaluation",
    ),
    "city": (other(("Portland", "Salem")), "changed", "Salem"),
    "law": (other(("Oregon", "Nevada")), "changed", "Nevada"),
    "definition": (
        other(("and the code that comes with them", "the code that comes with them, and the documentation")),
        "changed",
        "documentation",
    ),
    "definition2": (
        other(("what the Models generate", "what the Models or their derivatives generate")),
        "changed",
        "derivatives generate",
    ),
    "sole gone": (
        other((", which Gannet may grant in its sole discretion", "")),
        "changed",
        "a separate license from Gannet.",
    ),
    "may->shall": (
        other(("which Gannet may grant in its sole discretion", "which Gannet shall grant")),
        "changed",
        "shall grant",
    ),
    "child": (other(("to track persons", "to track persons or to gamble")), "changed", "gamble"),
    "spam gone": (other(("to send spam, ", "")), "changed", "to develop weapons"),
    "monthly": (other(("monthly active users", "daily active users")), "changed", "daily"),
    "any->written": (other(("state in a prominent place", "state")), "changed", "state that you changed"),
    "liable": (other(("is not liable for damages", "is not liable for indirect damages")), "changed", "indirect"),
    "add": (BASE + "\n10. Audit. Gannet may inspect your records once a year.\n", "added", "inspect your records"),
    "add recital rule": (
        other(
            (
                "By downloading them you agree to these terms.",
                "By downloading them you agree to these terms. You must be at least 18 years old.",
            )
        ),
        "changed",
        "18 years",
    ),
    "remove delete": (other((" You must then delete the Models.", "")), "changed", "after written notice."),
    "compet gone": (other((" that compete with the Models", "")), "changed", "to train models."),
    "exclusive jur": (
        other(("have exclusive jurisdiction", "have non-exclusive jurisdiction")),
        "changed",
        "non-exclusive",
    ),
    "recipients": (other(("each recipient", "each commercial recipient")), "changed", "commercial recipient"),
}


def listed(before: str, after: str) -> list[tuple[str, str]]:
    return [
        (one.verdict, " ".join(" ".join(clause.text for clause in one.new or one.old).split()))
        for one in compare(before, after).differences
        if one.verdict not in ("same", "reworded")
    ]


@pytest.mark.parametrize("way", SAME)
def test_other_words_for_the_same_are_not_listed(way: str) -> None:
    assert listed(BASE, SAME[way]) == []
    assert listed(SAME[way], BASE) == []


@pytest.mark.parametrize("way", CHANGED)
def test_a_word_that_counts_is_listed_and_nothing_else(way: str) -> None:
    new, verdict, snippet = CHANGED[way]

    assert [(one, snippet in text) for one, text in listed(BASE, new)] == [(verdict, True)]
