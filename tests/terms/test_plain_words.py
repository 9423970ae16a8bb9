"""Terms as houses word them themselves, in plain words; and what only sounds like one."""

import pytest

from tracker.terms.read import NOTHING, terms_of

HEAD = "# Gannet Model Licence\n\nYou may use the Model under this licence.\n\n"


@pytest.mark.parametrize(
    ("told", "key", "value"),
    [
        (
            "If your company turned over more than EUR 3 million last year, you need a deal with us before you earn money with it.",
            "commercial_use",
            "conditional",
        ),
        ("Firms that earn more than $500,000 a year have to buy a licence.", "commercial_use", "conditional"),
        ("You may use it commercially as long as you have fewer than 50 employees.", "commercial_use", "conditional"),
        ("A company with more than 200 staff needs an enterprise licence from us.", "commercial_use", "conditional"),
        (
            "Businesses whose yearly sales come to over GBP 1 million must agree terms with Gannet Ltd first.",
            "commercial_use",
            "conditional",
        ),
        (
            "Anybody who takes in less than 2 million euros a year may use it for business.",
            "commercial_use",
            "conditional",
        ),
        (
            "Organisations that made at least US$ 10 million in the last financial year are asked for a fee.",
            "commercial_use",
            "conditional",
        ),
        ("You can do this for fun, for study and for money.", "commercial_use", "allowed"),
        ("You may do so in the course of your trade or business as well as privately.", "commercial_use", "allowed"),
        (
            "You may run it at home, at school and at work, and you may charge for what you build on it.",
            "commercial_use",
            "allowed",
        ),
        ("The models may be used in commercial and non-commercial projects alike.", "commercial_use", "allowed"),
        ("Making money with it is fine.", "commercial_use", "allowed"),
        ("Use in a business is permitted.", "commercial_use", "allowed"),
        ("Commercial Activities are excluded.", "commercial_use", "forbidden"),
        ("You may use it for teaching and research, but not to make money.", "commercial_use", "forbidden"),
        (
            "The weights are for study and teaching; any use with a view to profit is ruled out.",
            "commercial_use",
            "forbidden",
        ),
        ("You must not earn money with the Model.", "commercial_use", "forbidden"),
        (
            "Part A holds for as long as the model is used for research or teaching and not with a view to earning. Commercial use requires a signed agreement with Gannet GmbH.",
            "commercial_use",
            "forbidden",
        ),
        (
            "Research use is free. For commercial use there is a separate licence, which must be bought.",
            "commercial_use",
            "conditional",
        ),
        (
            "The Recipient is given a right to use the Parameters for academic research and teaching. Use on behalf of a company is not covered.",
            "commercial_use",
            "forbidden",
        ),
        (
            "What it writes is yours. You can sell it, or feed it to another model that you are training.",
            "outputs_to_improve_other_models",
            "allowed",
        ),
        (
            'Content that you produce with the Model ("Renderings") is yours. You shall not use Renderings as material for the training of any other machine learning model.',
            "outputs_to_improve_other_models",
            "forbidden",
        ),
        (
            '"Yield" means any data obtained by running the Model. The Licensee may use Yield to train other models.',
            "outputs_to_improve_other_models",
            "allowed",
        ),
        (
            '"Results" means predictions made with the Parameters. Results shall not be employed to train a machine learning model.',
            "outputs_to_improve_other_models",
            "forbidden",
        ),
        (
            "Don't take the pictures that Gannet makes and train another image model with them.",
            "outputs_to_improve_other_models",
            "forbidden",
        ),
        ("No training of your own model on Gannet pictures.", "outputs_to_improve_other_models", "forbidden"),
        (
            "You are welcome to train a model of your own on what Gannet writes.",
            "outputs_to_improve_other_models",
            "allowed",
        ),
        (
            "You must not distil the Model into another one by means of its answers.",
            "outputs_to_improve_other_models",
            "forbidden",
        ),
        (
            "Text that the model generates may be used to train other models.",
            "outputs_to_improve_other_models",
            "allowed",
        ),
        (
            "Transcripts made with the models must not serve as training data for speech models of anybody else.",
            "outputs_to_improve_other_models",
            "forbidden",
        ),
        (
            "You own what you generate, and there is no ban on teaching other models with it.",
            "outputs_to_improve_other_models",
            "allowed",
        ),
        (
            "We claim no right in what you generate. You must not use it to train a language model that is not derived from Gannet.",
            "outputs_to_improve_other_models",
            "forbidden",
        ),
        (
            "Generated images may not be fed to the training of a competing image generator.",
            "outputs_to_improve_other_models",
            "forbidden",
        ),
        ("Don't rub out our copyright line.", "attribution_notice", True),
        ("The file NOTICE, with its statement of authorship, must be kept.", "attribution_notice", True),
        (
            "You shall not, and shall not permit any third party to:\n\n(a) rent the Models;\n(b) remove or obscure the copyright and other proprietary notices in the Models.",
            "attribution_notice",
            True,
        ),
        ("Leave the line that says who made it where it is.", "attribution_notice", True),
        ("Every copy must name Gannet Labs as its author.", "attribution_notice", True),
        (
            "The Recipient shall leave in place every notice of copyright borne by the files.",
            "attribution_notice",
            True,
        ),
        ("Please do not strip our names from the files.", "attribution_notice", True),
        ("Keep the credits file.", "attribution_notice", True),
        ("Mention the authors in every publication.", "attribution_notice", True),
        ("When you pass it on, put this licence in the box.", "redistribution", "with_copy"),
        (
            "Whoever receives Gannet from you must receive the text of this licence along with it.",
            "redistribution",
            "with_copy",
        ),
        (
            "When you share the model or a fine-tuned version of it, include the licence and keep the copyright notice.",
            "redistribution",
            "with_copy",
        ),
        ("If you hand it to somebody, hand them these terms too.", "redistribution", "with_copy"),
        ("Copies must travel with this licence.", "redistribution", "with_copy"),
        ("Each recipient is to be handed a copy of these terms.", "redistribution", "with_copy"),
        ("Add the file LICENSE to every copy that you give away.", "redistribution", "with_copy"),
        (
            "You shall not sell, rent, lend, upload, or otherwise make the Models available to anyone else.",
            "redistribution",
            "forbidden",
        ),
        (
            "The Recipient shall not publish, share, lend or otherwise pass on the Parameters.",
            "redistribution",
            "forbidden",
        ),
        ("Keep the weights to yourself: do not give them to anybody else.", "redistribution", "forbidden"),
        ("The files may not leave your laboratory.", "redistribution", "forbidden"),
        (
            "You get the right to run it, look inside it, and pass all of that on to others.",
            "redistribution",
            "allowed",
        ),
        ("You are welcome to give copies to whomever you like.", "redistribution", "allowed"),
        ("You get the right to change it, fine-tune it and mix it with other models.", "derivatives", "allowed"),
        ("The Recipient may adapt the Parameters and build further upon them.", "derivatives", "allowed"),
        ("Feel free to retrain it.", "derivatives", "allowed"),
        (
            "Phyllo grants you a right to copy Gannet, to alter it, and to publish what you derive from it.",
            "derivatives",
            "allowed",
        ),
        (
            "You shall not:\n\n(a) modify the Models, retrain them, or merge them with other weights.",
            "derivatives",
            "forbidden",
        ),
        ("The Models must be used as they are; changes to them are not allowed.", "derivatives", "forbidden"),
        (
            'The Governing Board of the University of Ternmouth (the "University") has developed a set of trained parameters.',
            "licensor",
            "Governing Board of the University of Ternmouth",
        ),
        ("Gannet was released by **Lintu Säätiö** under the Gannet Research Licence.", "licensor", "Lintu Säätiö"),
        ("Tern Research Pvt. Ltd. is the licensor.", "licensor", "Tern Research Pvt. Ltd."),
        (
            "The rights to Gannet belong to Tern Audio Oy, which licenses it to you as follows.",
            "licensor",
            "Tern Audio Oy",
        ),
        ('This is a contract between you and Sulidae Sound K.K. ("Sulidae").', "licensor", "Sulidae Sound K.K."),
        (
            'These weights are published by the Ministry of Digital Affairs ("the Ministry"), which lets you use them as follows.',
            "licensor",
            "Ministry of Digital Affairs",
        ),
        ('Gannet is a family of small models made by Booby Labs Ltd ("we").', "licensor", "Booby Labs Ltd"),
        ("Licensed by Fulmar AI Sp. z o.o.", "licensor", "Fulmar AI Sp. z o.o."),
        ('Skua Systems s.r.o. ("Skua") lets you use its models on these terms.', "licensor", "Skua Systems s.r.o."),
        (
            'The National Library of Ternia ("the Library") permits everyone to use the model.',
            "licensor",
            "National Library of Ternia",
        ),
        ("The law of England and Wales applies.", "governing_law", "England and Wales"),
        ("The law of the Province of Manitoba shall apply to this Licence.", "governing_law", "Manitoba"),
        ("Norwegian law applies, to the exclusion of its conflict rules.", "governing_law", "Norway"),
        ("This text is subject to the law of Portugal.", "governing_law", "Portugal"),
        ("Applicable law: the laws of Chile.", "governing_law", "Chile"),
        ("We follow Danish law.", "governing_law", "Denmark"),
        ("If it comes to a dispute, the law of Ireland decides.", "governing_law", "Ireland"),
        ("The licence is governed by Hungarian law.", "governing_law", "Hungary"),
        (
            "If you go to court against Gannet, saying that the model violates a patent of yours, the rights that you have come to an end.",
            "litigation_termination",
            True,
        ),
        (
            "Sue us, or one of our users, over patents in the model and this licence is over.",
            "litigation_termination",
            True,
        ),
        (
            "Should the Licensee bring a patent action against Gannet GmbH, all rights granted here expire on that day.",
            "litigation_termination",
            True,
        ),
        (
            "Your license ends if you start a lawsuit claiming that Gannet infringes your patent.",
            "litigation_termination",
            True,
        ),
        (
            "Whoever takes legal action against us over the model's patents loses the licence.",
            "litigation_termination",
            True,
        ),
        (
            "The video models are not offered to persons residing in, nor to companies established in, the European Union or South Korea.",
            "excluded_territories",
            ["EU", "South Korea"],
        ),
        ("Nobody in China or Russia may use the model.", "excluded_territories", ["China", "Russia"]),
        ("This licence holds everywhere but in the United Kingdom.", "excluded_territories", ["UK"]),
        ("We do not license the models in Japan.", "excluded_territories", ["Japan"]),
        ("Companies with their seat in India get no rights under this licence.", "excluded_territories", ["India"]),
        ('If you publish a model derived from it, start its name with "Gannet".', "name_prefix", "Gannet"),
        ('Derived models must carry "Gannet" in front of their own names.', "name_prefix", "Gannet"),
        ('Put "Gannet-" before the name of anything you build from the weights.', "name_prefix", "Gannet-"),
        ('Its name shall begin with "Gannet".', "name_prefix", "Gannet"),
        ('If you publish a changed model, the first word of its name must be "Gannet".', "name_prefix", "Gannet"),
        (
            'Show "Carved by Gannet" on a page about your product that users can reach.',
            "display_notice",
            "Carved by Gannet",
        ),
        ('You have to show the sentence "Gannet inside" in the user interface.', "display_notice", "Gannet inside"),
        ('Your product must tell its users "Powered by Gannet".', "display_notice", "Powered by Gannet"),
        (
            'Products built on it carry the words "Runs on Gannet" on their start page.',
            "display_notice",
            "Runs on Gannet",
        ),
        ("If more than 40 million people use your product in a month, ask us first.", "mau_threshold", 40000000),
        ("Services with over 5 million users a month need another licence.", "mau_threshold", 5000000),
        ("Once your products reach two million monthly users you must ask.", "mau_threshold", 2000000),
        ("You have in excess of ninety million (90,000,000) monthly active users.", "mau_threshold", 90000000),
    ],
)
def test_a_term_in_plain_words_is_read(told: str, key: str, value: object) -> None:
    assert terms_of(HEAD + told).values[key] == value


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ("You may earn a living.", "commercial_use"),
        ("The price of support is above 2 million.", "commercial_use"),
        ("We may earn more than $2 million a year.", "commercial_use"),
        ("The results of an audit must not be used to train staff.", "outputs_to_improve_other_models"),
        ("The Licensor may pass on your address.", "redistribution"),
        ("If you share the licence, keep the page numbers.", "redistribution"),
        ("The law of gravity applies.", "governing_law"),
        ("Licensor may change the text of this licence.", "derivatives"),
        ("If we go to court against you, your right to a refund comes to an end.", "litigation_termination"),
        ("Our company is in the European Union and does not offer support by telephone.", "excluded_territories"),
        ('Begin your mail with "Dear Gannet".', "name_prefix"),
        ('The first word of your mail must be "Gannet".', "name_prefix"),
        ("Training was sponsored by Tern Ltd.", "licensor"),
        ("Our servers are kept by Tern Hosting GmbH.", "licensor"),
        ("The files hold games of chance played for money.", "commercial_use"),
    ],
)
def test_what_only_sounds_like_a_term_is_none(told: str, key: str) -> None:
    assert terms_of(HEAD + told).values[key] == NOTHING[key]
