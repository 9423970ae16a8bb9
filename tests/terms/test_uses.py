"""Uses that are ruled out in a house's own words, by items, by sentences and by tables; and what rules out none."""

from pathlib import Path

import pytest
import yaml

from tracker.terms.read import terms_of

HEAD = "# Gannet Model Licence\n\nYou may use the Model under this licence.\n\n"
ITEMS = {
    "surveillance": [
        "to keep watch on people who have not agreed to it",
        "to surveil people",
        "for covert monitoring of employees",
        "to recognise persons from a distance",
        "for the monitoring of public places",
        "to track a person's whereabouts",
        "to spy on your partner or staff",
        "to identify passers-by from pictures of their faces",
        "to follow people in the street",
    ],
    "espionage": [
        "for spying on behalf of a state",
        "to spy for a government",
        "for the work of intelligence services",
    ],
    "political campaigning": [
        "to run campaigns for or against a candidate or a party",
        "for canvassing of voters",
        "to win votes",
        "for party-political advertising",
        "to influence a referendum",
    ],
    "gambling": [
        "to take bets, or to get people to place them",
        "in casinos",
        "to run a lottery",
        "to operate a sportsbook",
    ],
    "medical advice": [
        "in the diagnosis or treatment of patients",
        "to diagnose an illness",
        "to tell patients which medicine to take",
    ],
    "weapons": ["to make, aim or fire weapons", "for bombs, missiles or ammunition"],
    "deception and disinformation": [
        "to make people believe in something that never happened",
        "to trick people out of their money",
        "to run scams",
        "to forge documents",
        "to spread fake news",
        "to imitate the voice of a living person who has not agreed",
        "to pass off a picture as a genuine photograph",
    ],
    "spam": [
        "to place unsolicited calls in bulk",
        "to send junk mail",
        "to send unsolicited bulk messages",
        "to flood forums with unwanted advertising",
    ],
    "sexual content": [
        "to make porn",
        "to undress people in pictures",
        "to produce erotic pictures",
        "to make nudes of real people",
    ],
    "law enforcement": [
        "in police work",
        "by police forces or border guards",
        "to profile suspects",
        "to sentence people or to grant parole",
    ],
    "military and warfare": [
        "for armies, or for anybody who works for one",
        "to train soldiers",
        "in war",
        "by the ministry of defence",
    ],
    "malware and cyberattacks": [
        "to write viruses or worms",
        "to attack computers of others",
        "to crack passwords",
        "for phishing kits and other malicious software",
        "to hack into systems",
    ],
    "harassment and bullying": ["to threaten or stalk anybody", "to pester people"],
    "hate speech": ["to stir up hatred against people for what they are", "to incite racial hatred"],
    "automated decisions": [
        "to decide on credit or housing by automated means alone",
        "to hire or dismiss people without a person looking at the case",
        "to let it decide alone on benefits",
    ],
    "unlicensed professional practice": ["for the practice of law or medicine by those who are not licensed for it"],
    "critical infrastructure and heavy machinery": [
        "to run power plants or waterworks",
        "to steer aircraft or trains",
        "to control traffic lights and other vital systems",
    ],
    "nuclear industries": ["for the operation or design of nuclear plants"],
    "social scoring": ["for rating of persons by their social behaviour", "to give citizens marks for how they behave"],
    "discrimination": [
        "to put people at a disadvantage because of their race or sex",
        "to treat anybody worse for their religion",
    ],
    "personal data without consent": [
        "to collect health data about people without their consent",
        "to dig up private facts about anyone",
        "to publish people's addresses and phone numbers without asking them",
    ],
    "human trafficking": ["to buy or sell human beings", "to recruit persons for forced labour"],
    "self-harm and violence": ["to encourage suicide", "to talk people into hurting themselves"],
    "illegal drugs": ["to make or sell narcotics", "to sell controlled substances"],
    "exploitation of minors": ["to groom children"],
    "defamation": ["to slander anybody", "to make defamatory statements about anyone"],
    "unlawful activity": ["for anything that the law forbids", "to commit or plan crimes", "for illegal ends"],
    "violating the rights of others": ["to infringe copyrights of others"],
    "legal advice": ["to give legal advice"],
    "financial advice": ["to give investment advice"],
}


def uses(told: str) -> list[str]:
    found: list[str] = terms_of(HEAD + told).values["excluded_uses"]
    return found


@pytest.mark.parametrize(("item", "use"), [(item, use) for use, items in ITEMS.items() for item in items])
def test_an_item_is_known_by_plain_words_too(item: str, use: str) -> None:
    assert uses(f"You must not use it:\n\n- {item}\n- in a submarine") == [use]


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (
            "We do not want to see Gannet in the hands of armies. It is not for the military, nor for those who work for it.",
            ["military and warfare"],
        ),
        ("Under neither part may Gannet be employed by or for armed forces.", ["military and warfare"]),
        ("The Parameters shall not be relied upon in medical diagnosis.", ["medical advice"]),
        ("## Uses that are not covered\n\nWeapons. Gambling. Spam.", ["weapons", "spam", "gambling"]),
        ("The licence does not extend to use in weapons or for surveillance.", ["surveillance", "weapons"]),
        ("No licence is granted for military purposes.", ["military and warfare"]),
        ("Gannet has no place in gambling or in political campaigns.", ["political campaigning", "gambling"]),
        ("Keep it away from weapons and from gambling.", ["weapons", "gambling"]),
        ("You undertake not to employ the model for spam.", ["spam"]),
        ("Under no circumstances is the model to serve for weapons.", ["weapons"]),
        ("Excluded fields: weapons, gambling and surveillance.", ["surveillance", "weapons", "gambling"]),
        ("The following is ruled out:\n\n- spam\n- weapons", ["weapons", "spam"]),
        ("It is off limits for casinos and for arms makers.", ["weapons", "gambling"]),
        ("You agree to refrain from using it for spam.", ["spam"]),
        ("Users shall abstain from any use for surveillance.", ["surveillance"]),
        ("You may use it for everything except weapons and gambling.", ["weapons", "gambling"]),
        ("Use by the military or by intelligence services is not allowed.", ["military and warfare", "espionage"]),
        (
            "| No. | Purpose | Status |\n|---|---|---|\n| P1 | Military operations | Prohibited |\n| P2 | Spam | Not allowed |\n| P3 | Poems on weapons | Permitted |",
            ["military and warfare", "spam"],
        ),
        (
            "Use Restrictions: use in weapons; use to defame; use to gamble or for gambling.",
            ["weapons", "defamation", "gambling"],
        ),
        ("**What we ban.** Spam, malware, weapons.", ["weapons", "spam", "malware and cyberattacks"]),
    ],
)
def test_what_is_ruled_out_is_known_however_it_is_said(told: str, wanted: list[str]) -> None:
    assert uses(told) == wanted


@pytest.mark.parametrize(
    "told",
    [
        "You may keep watch on your own servers with it.",
        "We will not use it for spam.",
        "Nobody may remove the passage on weapons from this text.",
        "This licence does not limit research on weapons.",
        "You may use Gannet except where a law on weapons forbids it.",
        "The models are not for sale, and neither is our book on weapons.",
        "Do not lose the files. Our casino friends did.",
        "| Weapon | Score |\n|---|---|\n| Missile | 12 |",
        "We keep it out of patent disputes over guns by licensing openly.",
    ],
)
def test_what_only_speaks_of_a_use_rules_it_out_not(told: str) -> None:
    assert uses(told) == []


def test_house_rules_in_small_letters_are_a_policy() -> None:
    text = (
        "GANNET HOUSE RULES\nthese rules hold since 3 march 2026\n\nrule 1. no armies\n  Gannet is not for soldiers.\n\nrule 2. no porn of real people"
        "\n\nrule 3. no scams\n  Don't use it to trick people.\n\nThese rules are at https://gannet.example/rules."
    )
    read = terms_of(text).values

    assert read["name"] == "Gannet House Rules"
    assert read["version_date"] == "2026-03-03"
    assert read["acceptable_use_policy"] == "https://gannet.example/rules"
    assert read["excluded_uses"] == ["military and warfare", "sexual content", "deception and disinformation"]


def test_a_duty_to_warn_whose_breach_breaks_a_policy_is_listed() -> None:
    text = (
        "# Gannet Use Policy\n\nYou agree not to send spam with it.\n\n## Disclosure\n\nTell the users of your product about the risks that you know of."
        " Failing to do so is a breach of this policy."
    )

    assert terms_of(text).values["excluded_uses"] == ["spam", "hiding known dangers from end users"]


NAMED = yaml.safe_load(Path(__file__).with_name("named_uses.yaml").read_text("utf-8"))


@pytest.mark.parametrize("use", sorted(NAMED))
def test_a_use_is_known_by_many_names(use: str) -> None:
    told = {words: terms_of(f"{HEAD}The following uses are prohibited:\n\n- {words}\n").values for words in NAMED[use]}

    assert [words for words, values in told.items() if use not in values["excluded_uses"]] == []


BANS = [(one["text"], one["uses"]) for one in yaml.safe_load(Path(__file__).with_name("bans.yaml").read_text("utf-8"))]
OWN = "You may copy the model under this license."


@pytest.mark.parametrize(("text", "uses"), BANS, ids=[" ".join(text.split()[3:9]) for text, _ in BANS])
def test_uses_are_ruled_out_in_a_houses_own_way(text: str, uses: list[str]) -> None:
    """Where no set phrase bans: "war and espionage excepted", "Hands off", a cell that says no."""
    assert sorted(terms_of(f"{text}\n\n{OWN}\n").values["excluded_uses"]) == uses
