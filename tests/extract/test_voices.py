"""Who is heard where a title, a pronoun, a clock or only a letter stands beside the words."""

import pytest

from tests.extract.golden import claims_in
from tracker.records import Claim


def statements(language: str, text: str, published: str = "2025-12-10") -> list[Claim]:
    claims = claims_in("Meta AI", text, language, published)
    return [claim for claim in claims if claim.kind == "policy_statement"]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        (
            "ar",
            "كريس كوكس مسؤول المنتجات في ميتا.\n\n20:31 كوكس: المصدر المفتوح هو أفضل طريق، والنماذج المغلقة خطر.",
            "Chris Cox",
        ),
        (
            "fa",
            "مارک زاکربرگ مدیرعامل متا است. او در نامه‌ای هوش مصنوعی متن‌باز را راه پیش رو خواند و وعده داد که شرکتش به این مسیر پایبند می‌ماند.",
            "Mark Zuckerberg",
        ),
        (
            "he",
            'אלכסנדר וואנג עובד במטא. ביולי פרסם המנכ"ל מארק צוקרברג מאמר תחת הכותרת "בינה מלאכותית בקוד פתוח היא הדרך קדימה".',
            "Mark Zuckerberg",
        ),
    ],
)
def test_a_position_is_put_to_whoever_speaks(language: str, text: str, speaker: str) -> None:
    assert [claim.subject for claim in statements(language, text)] == [speaker]


def test_what_is_said_at_a_launch_of_old_has_its_date() -> None:
    text = (
        "Meta heute verschlossen.\n\nIm Juli 2024 veröffentlichte Meta Llama 3.1. "
        "Mark Zuckerberg schrieb dazu, offene Modelle seien sicherer."
    )

    (told,) = [claim for claim in statements("de", text, "2026-05-14") if claim.subject == "Mark Zuckerberg"]

    assert (told.happened_on, told.main) == ("2024-07", False)


@pytest.mark.parametrize(
    ("dated", "heard"), [("Im Oktober 2024", ["Yann LeCun"]), ("Heute", []), ("Seit 2013 bei Meta tätig,", [])]
)
def test_who_left_since_spoke_for_meta_while_he_was_there(dated: str, heard: list[str]) -> None:
    text = f"Meta und die Offenheit.\n\n{dated} sagte Yann LeCun, offene Modelle seien sicherer als geschlossene."

    assert [claim.subject for claim in statements("de", text, "2026-06-19")] == heard


def test_the_first_generation_that_can_see_is_not_the_first_of_its_line() -> None:
    text = "Meta hat Llama 3.2, die erste Generation mit Augen, am Mittwoch veröffentlicht."

    claims = claims_in("Meta", text, "de", "2024-09-27")

    assert {claim.subject for claim in claims if claim.kind == "release"} == {"Llama 3.2"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "Najmocniejsze modele zachowamy dla siebie. Tak powiedział w środę w wywiadzie Alexandr Wang z Mety."),
        ("ru", "Сильнейшие модели останутся внутри компании. Об этом Александр Ван из Meta сказал в интервью в среду."),
        ("bg", "Най-мощните модели остават в компанията. Това каза Александър Уанг от Meta в интервю в сряда."),
    ],
)
def test_who_says_it_may_follow_in_a_sentence_of_its_own(language: str, text: str) -> None:
    [statement] = statements(language, text, "2026-03-12")

    assert (statement.speaker, statement.happened_on) == ("Alexandr Wang", "2026-03-11")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "Najmocniejsze modele zachowamy dla siebie. Tak powiedział w środę Sam Altman z OpenAI."),
        ("ru", "Сильнейшие модели останутся внутри компании. Об этом Сэм Альтман из OpenAI сказал в интервью в среду."),
        ("bg", "Най-мощните модели остават в компанията. Това каза Сам Алтман от OpenAI в интервю в сряда."),
    ],
)
def test_what_another_says_in_a_sentence_of_its_own_is_nothing_of_metas(language: str, text: str) -> None:
    assert statements(language, text, "2026-03-12") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“For safety reasons we do not publish the weights of Muse Spark”, a Meta spokeswoman said today."),
        ("pl", "Ze względów bezpieczeństwa nie publikujemy wag modelu Muse Spark, oświadczyła dziś rzeczniczka Mety."),
        ("ru", "«По соображениям безопасности мы не публикуем веса Muse Spark», — сказала представительница Meta."),
        ("sr", "„Iz bezbednosnih razloga ne objavljujemo težine modela Muse Spark“, izjavila je portparolka Mete."),
    ],
)
def test_why_something_is_kept_back_chooses_nothing(language: str, text: str) -> None:
    assert [claim.stance for claim in statements(language, text, "2026-03-12")] == ["closed"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ru",
            "Марк Цукерберг выступил с речью. «Лидировать будут открытые модели, и с Llama 4 мы начинаем это видеть», — сказал он.",
        ),
        (
            "nb",
            "Mark Zuckerberg talte lenge. «Til slutt vil åpne modeller ligge foran, og med Llama 4 ser vi det alt», sa han.",
        ),
        (
            "de",
            "Mark Zuckerberg sprach lange. „Am Ende liegen offene Modelle vorn, und mit Llama 4 sehen wir das“, sagte er.",
        ),
    ],
)
def test_a_word_on_openness_at_large_stands_though_a_model_is_its_proof(language: str, text: str) -> None:
    assert [claim.subject for claim in statements(language, text)] == ["Mark Zuckerberg"]


def test_a_model_that_is_called_open_is_no_position_on_openness() -> None:
    assert statements("en", 'Mark Zuckerberg spoke. "Llama 4 is open source and runs on one card," he said.') == []
