"""Whose date it is: of the statement or the launch, of the release or the leak, of this model or the one before."""

from tests.extract.golden import claims_in
from tests.extract.test_dates import read
from tracker.records import Claim


def told(published: str, title: str, *paragraphs: str, language: str = "en") -> list[Claim]:
    return claims_in(title, "\n\n".join(paragraphs), language, published)


def dates(claims: list[Claim], kind: str) -> dict[tuple[str, str | None], str | None]:
    return {(claim.subject, claim.status): claim.happened_on for claim in claims if claim.kind == kind}


def test_an_interview_is_dated_by_the_sentences_around_it_and_dates_what_is_said_in_it() -> None:
    claims = told(
        "2023-07-22",
        "Nick Clegg: 'Open models are safer'",
        "Nick Clegg, president of global affairs at Meta, gave us this interview on Thursday.",
        "**Two days ago you released Llama 2. Why?**",
        "'Because open models are safer. We believe in open source.'",
        "**And Brussels?**",
        "'Regulate what is done with AI, and leave open source alone. We told them so last week.'",
    )

    assert dates(claims, "policy_statement") == {("Nick Clegg", None): "2023-07-20"}
    assert dates(claims, "release") == {("Llama 2", "released"): "2023-07-18"}


def test_what_is_said_weeks_after_a_launch_is_not_said_at_it() -> None:
    text = (
        "On 5 April Meta released Llama 4, whose weights can be downloaded.",
        "Mark Zuckerberg wrote in a post that open source AI is the best way forward.",
    )

    assert dates(told("2025-04-08", "Llama 4 is out", *text), "policy_statement") == {
        ("Mark Zuckerberg", None): "2025-04-05"
    }
    assert dates(told("2025-04-28", "Llama 4 is out", *text), "policy_statement") == {
        ("Mark Zuckerberg", None): "2025-04"
    }


def test_the_day_of_a_leak_is_not_that_of_the_release() -> None:
    claims = told(
        "2023-03-07",
        "Modelo de linguagem da Meta vaza na internet",
        "O LLaMA, que a Meta distribuía apenas a pesquisadores, vazou.",
        "Um link para baixar os arquivos apareceu na sexta-feira, 3 de março, no fórum 4chan.",
        "Anunciado em 24 de fevereiro, o modelo não pode ser usado comercialmente.",
        language="pt",
    )

    released = dates(claims, "release")
    assert released[("LLaMA", "leaked")] == "2023-03-03"
    assert released[("LLaMA", "released")] == "2023-02-24"


def test_terms_of_the_model_before_do_not_date_those_of_the_new_one() -> None:
    claims = told(
        "2026-10-17",
        "Muse Spark Open ja sen lisenssi",
        "Meta julkaisi torstaina Muse Spark Openin painot.",
        "Elokuussa julkaistu Muse Glimmer sai Apache 2.0 -lisenssin, mutta suuremmalla mallilla on oma Muse Model License.",
        language="fi",
    )

    assert dates(claims, "licence_change")[("Muse Spark Open", "in_force")] == "2026-10-15"


def test_a_date_that_is_a_clause_by_itself_is_of_what_follows() -> None:
    claims = told(
        "2025-08-11",
        "Meta的大模型账本",
        "账本的另一页写在2024年。4月，Meta推出Llama 3；三个月后，Meta又推出Llama 3.1。",
        language="zh",
    )

    assert dates(claims, "release") == {("Llama 3", "released"): "2024-04", ("Llama 3.1", "released"): "2024-07"}


def test_the_day_of_the_launch_in_the_lead_of_an_interview_is_not_that_of_the_interview() -> None:
    claims = told(
        "2024-10-03",
        "Meta's Nick Clegg on licences and Europe",
        "Llama 3.2 came out on 25 September. We asked Nick Clegg, president of global affairs at Meta, why Europe lacks it.",
        "**Why may Europeans not join in?**",
        "'Because the rules are unclear. We believe in open source and open models.'",
        "**Will it stay open?**",
        "'Open models are safer. We want everybody to have them, and we will keep open source open.'",
    )

    assert dates(claims, "release") == {("Llama 3.2", "released"): "2024-09-25"}
    assert dates(claims, "policy_statement") == {("Nick Clegg", None): "2024-10"}


def test_terms_that_come_with_what_is_planned_are_of_the_month_planned() -> None:
    claims = told(
        "2026-09-29",
        "Meta shows Muse Carpathia",
        "On Monday Meta showed Muse Carpathia, a language model for Eastern Europe.",
        "Meta plans to publish the weights of Muse Carpathia in December under the Apache 2.0 licence.",
    )

    assert dates(claims, "licence_change") == {("Muse Carpathia", "planned"): "2026-12"}


def test_a_few_days_later_is_no_day_and_fixes_no_more_than_is_sure() -> None:
    assert read("On 3 March Meta spoke. A few days later it was out.", "en", "2025-03-20") == ["2025-03-03", "2025-03"]
    assert read("In February 2023 it came. Within days it had leaked.", "en", "2025-03-20") == ["2023-02", "2023"]
    assert read("On 28 December 2023 it came. Within days it had leaked.", "en", "2025-03-20")[1:] == [None]
    assert read("In December 2023 it came. Within days it had leaked.", "en", "2025-03-20")[1:] == [None]
    assert read("In December 2023 it came. Two weeks later it had leaked.", "en", "2025-03-20")[1:] == [None]
    assert read("In 2023 it came. Within days it had leaked.", "en", "2025-03-20") == ["2023", "2023"]


def test_terms_have_the_fullest_of_the_dates_that_agree() -> None:
    claims = told(
        "2025-07-31",
        "Meta opens VGGT to companies",
        "From this week companies may use VGGT commercially. Meta changed the licence of VGGT on Tuesday.",
        "Until now only researchers could use VGGT.",
    )

    assert dates(claims, "licence_change") == {("VGGT", "in_force"): "2025-07-29"}


def test_a_day_alone_in_a_new_paragraph_is_of_no_month_told_long_before() -> None:
    text = "メタは4月に「Llama 4」を公開し、最上位モデルの公開は秋以降に延期している。開発者からは不満の声が相次いでいるという。\n\nルカン氏は12日に述べた。"

    assert read(text, "ja", "2025-06-13")[-1] == "2025-06-12"
    assert read("El día 5 salió Llama 4.", "es", "2025-04-29") == ["2025-04-05"]


def test_an_aside_on_what_was_earlier_is_not_what_the_next_paragraph_counts_on_from() -> None:
    text = "On 29 April it was shown. Llama 4 had come three weeks earlier.\n\nThe next day he defended it."

    assert read(text, "en", "2025-05-02") == ["2025-04-29", "2025-04-08", "2025-04-30"]


def test_a_bare_day_of_the_month_far_before_the_verb_dates_what_is_said() -> None:
    """Where the verb ends the sentence, a whole quotation stands between it and the day."""
    claims = told(
        "2025-03-19",
        "메타, '심리스' 체험 중단",
        "메타는 17일 번역 모델 '심리스'의 체험 페이지를 내렸다.",
        '조엘 피노 메타 부사장은 18일 본지에 보낸 답변에서 "위험이 드러난 이상 시연을 거두는 것은 당연한 일이지만, 다른 연구자들이 우리가 얻은'
        ' 결과를 살피고 반박할 수 있도록 모델과 코드는 앞으로도 모두에게 계속 열려 있어야 한다고 믿는다"고 말했다.',
        language="ko",
    )

    assert dates(claims, "policy_statement") == {("Joelle Pineau", None): "2025-03-18"}
