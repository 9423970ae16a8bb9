"""What a text says by its layout: lists that run on, questions with answers, tables, headings; and what that never says."""

from typing import Any

import pytest

from tracker.terms.markup import plain_text
from tracker.terms.read import NOTHING, terms_of

HEAD = "# Gannet Model License\n\nYou may use the Model under this license.\n\n"


def read(told: str) -> dict[str, Any]:
    return terms_of(HEAD + told).values


@pytest.mark.parametrize(
    ("told", "key", "value"),
    [
        ("May I pass the weights on? Yes, together with a copy of this license.", "redistribution", "with_copy"),
        ("May I sell it? No.\n\nMay I change the weights? Yes.", "derivatives", "allowed"),
        ("May I share the weights? No.", "redistribution", "forbidden"),
        ("Is commercial use allowed? No.", "commercial_use", "forbidden"),
        ("## May I use it for commercial purposes?\n\nYes.", "commercial_use", "allowed"),
        ("Who grants the license? Gannet Labs GmbH", "licensor", "Gannet Labs GmbH"),
        ("Which law applies? Danish law.", "governing_law", "Denmark"),
        ("| What | Allowed? |\n|---|---|\n| Commercial use | No |\n| Study | Yes |", "commercial_use", "forbidden"),
        ("| What | Allowed? |\n|---|---|\n| Modification | \u2705 |", "derivatives", "allowed"),
        ("| Use | Allowed? |\n|---|---|\n| Spam | No |\n| Weapons | \u274c |\n| Satire | Yes |", "excluded_uses", ["weapons", "spam"]),
        ("## You can\n\n- fine-tune it\n\n## You cannot\n\n- take our copyright notice away", "derivatives", "allowed"),
        ("## You can\n\n- fine-tune it\n\n## You cannot\n\n- take our copyright notice away", "attribution_notice", True),
        ("## You must\n\n- begin the name of every model that you derive with \u201cGannet\u201d", "name_prefix", "Gannet"),
        (
            "You may not: (a) obscure any copyright notices; (b) help others; or (c) use it in any way that defames or harasses anyone.",
            "excluded_uses",
            ["harassment and bullying", "defamation"],
        ),
        ("You may not: (a) offer other terms; (b) remove, modify, or obscure any copyright notices.", "attribution_notice", True),
        ("**Off limits.** Spam, malware, and pretending that its words were written by a human.", "excluded_uses", ["deception and disinformation", "spam", "malware and cyberattacks"]),
        ("You are strictly prohibited from:\n\na. **Passing on:** Selling, renting or otherwise redistributing the weights.", "redistribution", "forbidden"),
        ("We give advice. You may not use it to give medical, legal or other guidance.", "excluded_uses", ["medical advice", "legal advice"]),
        ("You may NOT:\n\n- Deploy the Model in commercial products without a valid Commercial License.", "commercial_use", "conditional"),
        ("You may share and adapt the Model with proper attribution.", "attribution_notice", True),
        ("Retain all original attribution and legal notices.", "attribution_notice", True),
        ("Released 2 June 2026 by Gannet Imaging B.V.", "licensor", "Gannet Imaging B.V."),
        ("Copyright (c) 2025\n**Ann Gannet Tern**\nAll rights reserved.", "licensor", "Ann Gannet Tern"),
        ("\u201cGannet\u201d means Gannet Holdings Pte. Ltd. (if you are in Asia) and Gannet, Inc. (if you are elsewhere).", "licensor", "Gannet Holdings Pte. Ltd. for Asia, Gannet, Inc. elsewhere"),
        ("\u201cGannet\u201d means (i) if you reside in the European Union, Gannet Europe GmbH, and (ii) otherwise, Gannet Labs, Inc.", "licensor", "Gannet Europe GmbH for EU, Gannet Labs, Inc. elsewhere"),
        ("\u201cWe\u201d means Gannet Brasil Ltda. where you are established in Brazil, Gannet Ltd. where you are established in the United Kingdom, and Gannet, Inc. in all other cases.", "licensor", "Gannet Brasil Ltda. for Brazil, Gannet Ltd. for UK, Gannet, Inc. elsewhere"),
        ("\u201cGannet\u201d means Gannet Foundation and Tern Inc.", "licensor", "Gannet Foundation and Tern Inc."),
        ("Publications must thank us: \u201cwith models of the Gannet Institute\u201d. The Gannet Institute for Machine Hearing, a trust (\u201cGannet\u201d), grants you this licence.", "licensor", "Gannet Institute for Machine Hearing"),
        ("This page goes along with every copy of the weights.", "redistribution", "with_copy"),
        ("Put this sheet into the box together with the files, and hand on this sheet with every copy.", "redistribution", "with_copy"),
        ("Whoever passes the model on hands over the weights along with this document.", "redistribution", "with_copy"),
        ("What the model says is not ours. Keep it, sell it, or train any other model on it.", "outputs_to_improve_other_models", "allowed"),
        ("\u201cContent\u201d means any text that the Model generates.\n\nYou are free to use Content for any purpose, in particular for the training or improvement of other models.", "outputs_to_improve_other_models", "allowed"),
        ("You may not use it:\n\n- to build weapons, whether conventional, chemical, biological or nuclear", "excluded_uses", ["weapons"]),
        ("You may not use it:\n\n- to run nuclear plants", "excluded_uses", ["nuclear industries"]),
        ("You may not use it:\n\n- to spread false news, above all in the course of elections", "excluded_uses", ["deception and disinformation"]),
        ("You may not use it:\n\n- in the course of elections", "excluded_uses", ["political campaigning"]),
        ("\u201cGannet\u201d means Gannet, Inc., a Delaware corporation, save that, if you live in Japan, Korea or India, it means Gannet Asia K.K., Tokyo.", "licensor", "Gannet Asia K.K. for Japan, Korea and India, Gannet, Inc. elsewhere"),
        ("The weights are given out under the **Gannet Open Weights License 2.0** (dated 22 April 2026).", "name", "Gannet Model License"),
        ("* **Fine-tunes, merges and quantised versions** may be made and shared, by anyone.", "derivatives", "allowed"),
        ("Enclose the whole text of this license with what you pass on.", "redistribution", "with_copy"),
        ("\u201cConduct Rules\u201d means the Gannet Conduct Rules published at https://gannet.example/conduct.", "acceptable_use_policy", "https://gannet.example/conduct"),
        ("You may not use it:\n\n- in a way that breaks any applicable law or regulation", "excluded_uses", ["unlawful activity"]),
        ("You may not use it:\n\n- to make material that sexually exploits or otherwise harms children", "excluded_uses", ["exploitation of minors"]),
        ("You may not use it:\n\n- for biometric processing of a face without that person's consent", "excluded_uses", ["surveillance", "personal data without consent"]),
        ("You may not use it:\n\n- for automated decisions on credit, hiring, insurance or asylum", "excluded_uses", ["automated decisions"]),
        (
            "You may train other models on the outputs. If you distribute a model so created, its name shall begin with \u201cGannet\u201d.",
            "outputs_to_improve_other_models",
            "allowed_with_naming",
        ),
        ("Whatever the model writes for you is yours. Train other models on it if you like.", "outputs_to_improve_other_models", "allowed"),
        ("| Use | Status |\n|---|---|\n| Using Results to train a model which is neither Gannet nor a Variant | Prohibited |", "outputs_to_improve_other_models", "forbidden"),
        ("| Use | Status |\n|---|---|\n| Fine-tuning, quantising, merging; making a Variant otherwise | Permitted |", "derivatives", "allowed"),
        ("You (a) leave the file \u201cCOPYRIGHT\u201d in place; and (b) write on the page from which a product is bought the words \u201cShaped from Gannet\u201d.", "display_notice", "Shaped from Gannet"),
        ("You leave the file COPYRIGHT.txt in place.", "attribution_notice", True),
        ("If you distribute it, pass on (a) this license and (b) the notices of copyright and origin that you found.", "redistribution", "with_copy"),
        ("If you distribute it, pass on (a) this license and (b) the notices of copyright and origin that you found.", "attribution_notice", True),
        ("Every publication that reports on work with it shall carry this acknowledgement: \u201cThis work used Gannet\u201d.", "display_notice", None),
        ("The Provost, Fellows and Scholars of Gannet College, Cork (\u201cthe College\u201d) make the model available.", "licensor", "Provost, Fellows and Scholars of Gannet College, Cork"),
        ("THE UNIVERSITY OF GANNET SOUND, a corporation under the Act, having its offices at 22 Cedar Walk (\u201cthe University\u201d), grants you a licence.", "licensor", "University of Gannet Sound"),
        ("Tern Systems GmbH & Co. KG (\u201cTern\u201d) grants you a licence.", "licensor", "Tern Systems GmbH & Co. KG"),
        ("This license is a contract between you and Gannet ApS, Copenhagen (if you live in, or work in, the European Economic Area), or Gannet, Inc., Burlington (if you are anywhere else).", "licensor", "Gannet ApS for EEA, Gannet, Inc. elsewhere"),
        ("## What we ask you not to do\n\nDon't break the law with it.", "excluded_uses", ["unlawful activity"]),
        ("You may not use it:\n\n- for decisions taken wholly by automatic means", "excluded_uses", ["automated decisions"]),
        ("You may not use it:\n\n- to spread information that is verifiably false", "excluded_uses", ["deception and disinformation"]),
        ("You must not process any personal data without the consent of the person.", "excluded_uses", ["personal data without consent"]),
        ("## The size test\n\nIf you make money with it, both of these must be true:\n\n* your company took in less than US$4 million last year", "commercial_use", "conditional"),
        ("You may not use it. Nor may it serve to recruit the victims of human trafficking.", "excluded_uses", ["human trafficking"]),
        ("You may not use it:\n\n- for law enforcement, among other things to predict whether a person will commit an offence", "excluded_uses", ["law enforcement"]),
        ("You may not use it:\n\n- to spread personal data of identifiable individuals without their consent", "excluded_uses", ["personal data without consent"]),
        ("Transcripts and any other output are yours. They may be put to any purpose, the training of other models included.", "outputs_to_improve_other_models", "allowed"),
        ("You may not use our logo, except where section 4 prescribes it.", "excluded_uses", []),
        ("## Prohibited uses\n\n| Restricted use | For example |\n|---|---|\n| Bias | discrimination by origin |", "excluded_uses", ["discrimination"]),
        ("## What it is not for\n\nCloning voices without asking, and spam.", "excluded_uses", ["deception and disinformation", "spam"]),
        ("Remix it, retrain it, share it.", "derivatives", "allowed"),
        ("Gannet comes from Tern Audio Collective.", "licensor", "Tern Audio Collective"),
        ("Two things are not optional:\n\n1. Your About page must show the words \u201cSings with Gannet\u201d.", "display_notice", "Sings with Gannet"),
        ("The laws of the Netherlands apply.", "governing_law", "Netherlands"),
        ("You may not use it for any law-enforcement agency.", "excluded_uses", ["law enforcement"]),
        ("You may not use it to spread false or harmful information.", "excluded_uses", ["deception and disinformation"]),
    ],
)  # fmt: skip
def test_a_layout_says_what_it_says_to_a_reader(told: str, key: str, value: object) -> None:
    assert read(told)[key] == value


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ("| Use | Allowed? |\n|---|---|\n| Weapons | Yes |", "excluded_uses"),
        ("| Benchmark | Score |\n|---|---|\n| Weapons | No |", "excluded_uses"),
        ("| What | Allowed? |\n|---|---|\n| Commercial use | Yes, if your revenue is small |", "commercial_use"),
        ("May I sell it? It depends; write to us.", "redistribution"),
        ("What about weapons? See below.", "excluded_uses"),
        ("You may: (a) study weapons; and (b) write of spam.", "excluded_uses"),
        ("You may not use it to train on private datasets.", "excluded_uses"),
        ("This License is Copyright \u00a9 2025 University of Gannet.", "licensor"),
        ("## You can\n\n- study malware and weapons", "excluded_uses"),
        ("\u201cModel\u201d refers to Gannet-1, with all accompanying files.", "licensor"),
        ("THE WORK IS PROVIDED UNDER THE TERMS OF THIS PUBLIC LICENSE (\u201cLICENSE\u201d).", "licensor"),
    ],
)
def test_a_layout_says_no_more_than_that(told: str, key: str) -> None:
    assert read(told)[key] == NOTHING[key]


def test_a_policy_in_few_words_rules_out_what_it_names() -> None:
    text = (
        "<h1>Gannet Rules of Use</h1><dl><dt>People</dt><dd>Never bully anyone with it. It must not decide alone, without human review, on"
        " credit.</dd><dt>Fine</dt><dd>Fiction with weapons.</dd></dl><p>No warranty for spam filters.</p>"
    )

    assert terms_of(text).values["excluded_uses"] == ["harassment and bullying", "automated decisions"]


def test_rows_of_tables_stand_apart_and_keep_their_words() -> None:
    told = plain_text("Before\n\n| Use | Allowed? |\n|:---|---:|\n| Spam | No |\n\nAfter | all")
    shown = plain_text("<table><tr><th>Use</th><th>Allowed?</th></tr><tr><td>Spam</td><td>No</td></tr></table>")

    assert told == "Before\n\nUse | Allowed?\n\nSpam | No\n\nAfter | all"
    assert [line for line in shown.split("\n") if line.strip()] == ["Use | Allowed?", "Spam | No"]


def test_companies_called_by_their_short_names_grant_by_their_own() -> None:
    text = (
        "Gannet Code License\n\nThis software is supplied to you by Gannet Institute of Ornithology (\u201cGIO\u201d) and Tern Inc. (\u201cTern\u201d)."
        " GIO and Tern (collectively, \u201cLicensor\u201d) grant you a license. You may use and modify the Software."
    )

    assert terms_of(text).values["licensor"] == "Gannet Institute of Ornithology and Tern Inc."


def test_a_policy_that_names_a_licence_of_a_base_model_is_not_under_it() -> None:
    text = "# Gannet Usage Policy\n\nThe base model is distributed under Apache-2.0. You must not use outputs for spam."

    assert terms_of(text).values["osi_approved"] is False
    assert terms_of(text).values["name"] == "Gannet Usage Policy"


def test_a_policy_that_bans_once_what_its_headings_list_bans_all_of_it() -> None:
    text = (
        "# Gannet Usage Policy\n\nYou may not use a Gannet model, or help others to use it, for any of the purposes in groups 1 and 2.\n\n"
        "## 1. Crime\n\n1.1 Covering up an act that is against the law.\n\n1.2 Selling illegal drugs.\n\n"
        "## 2. Danger\n\n2.1 Building weapons.\n\n2.2 Giving medical or legal advice without the licence that the profession requires.\n\n"
        "## Reports\n\nWrite to us about gambling rings that you find."
    )

    assert set(terms_of(text).values["excluded_uses"]) == {
        "unlawful activity",
        "weapons",
        "illegal drugs",
        "unlicensed professional practice",
    }


@pytest.mark.parametrize(
    ("told", "key", "value"),
    [
        ("Version 1 set the threshold at 50 million monthly active users.", "mau_threshold", None),
        ("Version 1 forbade the use of outputs to improve any other language model.", "outputs_to_improve_other_models", "not_mentioned"),
        ("Version 1 was not offered to persons in the European Union.", "excluded_territories", []),
        ("(Clause 12 of Version 1, naming the laws of England, is superseded.)", "governing_law", None),
        ("Releases 2023.1 to 2025.1 came under a research-only licence that excluded commercial use.", "commercial_use", None),
        ("An earlier version prohibited commercial use of the model.", "commercial_use", None),
        ("Version 2 forbids commercial use of the model.", "commercial_use", "forbidden"),
        ("You may use the code under the Apache License, Version 1.1. Commercial use of the model is prohibited.", "commercial_use", "forbidden"),
    ],
)  # fmt: skip
def test_what_an_earlier_version_said_is_no_term(told: str, key: str, value: object) -> None:
    text = f"Gannet Community Licence\nVersion 2\n\nYou may download the Model under this licence.\n\n{told}\n"

    assert terms_of(text).values[key] == value


def test_a_policy_in_running_text_says_what_it_rules_out() -> None:
    text = (
        "# Gannet Responsible Use Policy\n\nDo not flood inboxes with bulk messages. Writing malware is excluded too. Gannet must not take automated decisions."
        " Collecting details about people's health without their consent is likewise out of bounds.\n\n"
        "If you know of dangers in it, tell the people who use it; failing to disclose such dangers is a breach of this policy.\n\n"
        "Do not hesitate to report weapons that you find."
    )

    assert set(terms_of(text).values["excluded_uses"]) == {
        "spam",
        "malware and cyberattacks",
        "automated decisions",
        "personal data without consent",
        "hiding known dangers from end users",
    }
