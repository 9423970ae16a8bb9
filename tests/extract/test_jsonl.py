"""Articles in, claims out, a line each."""

import json

from tracker.extract.jsonl import run

ARTICLE = {
    "id": "a1",
    "title": "Meta releases Llama 4",
    "text": "Meta released Llama 4 on Saturday.",
    "published": "2025-04-06",
    "language": "en",
}


def test_an_article_gives_its_claims_with_all_keys() -> None:
    ((line, fine),) = run([json.dumps(ARTICLE)])
    answer = json.loads(line)

    assert fine
    assert (answer["id"], answer["language"], answer["relevant"]) == ("a1", "en", True)
    (claim,) = answer["claims"]
    assert claim["subject"] == "Llama 4"
    assert claim["happened_on"] == "2025-04-05"
    assert claim["licence"] is None
    document = f"{ARTICLE['title']}\n{ARTICLE['text']}"
    assert document[claim["start"] : claim["end"]] == claim["quote"]


def test_a_language_that_is_not_given_is_recognised() -> None:
    article = {"id": 1, "title": "Das Wetter", "text": "Morgen wird es im Norden regnen und im Süden schneien."}

    ((line, fine),) = run([json.dumps(article)])

    assert fine
    assert json.loads(line) == {"id": 1, "language": "de", "relevant": False, "claims": []}


def test_every_line_is_answered_in_order_and_errors_keep_their_id() -> None:
    lines = [
        json.dumps(ARTICLE),
        "no json",
        '{"id": 7, "title": "x"}',
        '["list"]',
        "",
        json.dumps(ARTICLE | {"published": "2025-13"}),
    ]

    answers = [(json.loads(line), fine) for line, fine in run(lines)]

    assert [fine for _, fine in answers] == [True, False, False, False, False, False]
    assert [answer["id"] for answer, _ in answers] == ["a1", None, 7, None, None, "a1"]
    assert all(("error" in answer) is not fine for answer, fine in answers)


def test_the_same_line_gives_the_same_bytes() -> None:
    line = json.dumps(ARTICLE)

    assert list(run([line])) == list(run([line]))
