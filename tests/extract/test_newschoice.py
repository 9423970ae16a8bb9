"""Whether a claim is news or background, beside all that its article tells."""

from dataclasses import replace

from tests.extract.golden import claims_in
from tracker.extract import claims, newschoice
from tracker.extract.lexicons import lexicon_of
from tracker.extract.reading import Reading, read
from tracker.records import Article, Claim

TITLE = "Meta takes its translator offline"
TEXT = (
    "Meta on Tuesday took down NLLB-3, its translation model, after complaints about slurs.\n\n"
    "The company had put the weights of NLLB-3 online on 2 June. Its predecessor NLLB-200 has been available since July 2022.\n\n"
    "It plans to release a repaired version in October."
)


def told(title: str, text: str, published: str) -> tuple[Reading, list[Claim]]:
    lexicon = lexicon_of("en")
    assert lexicon is not None
    reading = read(Article(title, text, language="en", published_on=published), lexicon)
    assert reading is not None
    return reading, claims.uncalibrated(reading)


def test_what_led_up_to_the_news_stands_behind_it() -> None:
    found = {(one.subject, one.status): one.main for one in claims_in(TITLE, TEXT, "en", "2026-06-10")}

    assert found["NLLB 3", "withdrawn"] is True
    assert found["NLLB 3", "released"] is False
    assert found["NLLB", "released"] is False


def test_a_claim_is_seen_beside_the_others() -> None:
    reading, found = told(TITLE, TEXT, "2026-06-10")
    features = {(one.subject, one.status): newschoice.features(reading, one, found) for one in found}
    news, earlier = features["NLLB 3", "withdrawn"], features["NLLB", "released"]

    assert (news["headline"], news["newest"], news["claims before"]) == (0.0, 1.0, 0.0)
    assert (earlier["newest"], earlier["news before"] >= 1.0, earlier["days behind"] < 0.0) == (0.0, True, True)
    assert all(isinstance(value, float) for one in features.values() for value in one.values())


def test_the_trees_overrule_only_where_they_are_sure() -> None:
    reading, found = told(TITLE, TEXT, "2026-06-10")
    turned = [replace(one, main=not one.main) for one in found]

    assert [one.main for one in newschoice.with_news_apart(reading, turned)] != [one.main for one in turned]
