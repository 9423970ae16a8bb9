"""What is told beside something else: a release in a relative clause, a denial that governs, a place of a leak."""

import pytest

from tests.extract.golden import claims_in


def told(language: str, title: str, text: str) -> dict[tuple[str, str], str | None]:
    claims = claims_in(title, text, language)
    return {(claim.subject, str(claim.status)): claim.happened_on for claim in claims if claim.kind == "release"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Työkalun pohjana on NLLB, jonka Meta julkaisi heinäkuussa 2022. Nopeus on hyvä."),
        ("id", "Alat ini bertumpu pada NLLB yang diluncurkan Meta pada Juli 2022. Kecepatannya baik."),
        ("el", "Το εργαλείο βασίζεται στο NLLB, που κυκλοφόρησε η Meta τον Ιούλιο του 2022. Είναι γρήγορο."),
    ],
)
def test_a_release_told_in_an_aside_is_told_where_the_model_is_only_built_upon(language: str, text: str) -> None:
    assert told(language, "NLLB", text) == {("NLLB", "released"): "2022-07"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hu", "A Meta cáfolta, hogy küszöbön állna a Llama 5 megjelenése. A piac nyugodt maradt."),
        ("fi", "Meta kiisti, että Llama 5 julkaistaisiin pian. Markkinat pysyivät rauhallisina."),
        ("tr", "Meta, Llama 5'in çok yakında yayımlanacağı haberlerini yalanladı. Piyasa sakin."),
    ],
)
def test_what_a_verb_of_denial_governs_is_not_told(language: str, text: str) -> None:
    assert told(language, "Meta", text) == {}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Bobot Muse Spark muncul di sebuah situs torrent pada Minggu. Meta diam."),
        ("vi", "Hôm Chủ nhật, trọng số của Muse Spark xuất hiện trên một trang torrent. Meta im lặng."),
        ("el", "Την Κυριακή τα βάρη του Muse Spark εμφανίστηκαν σε ιστότοπο torrent. Η Meta σιωπά."),
    ],
)
def test_where_something_turned_up_is_how_it_got_out(language: str, text: str) -> None:
    assert told(language, "Muse Spark", text) == {("Muse Spark", "leaked"): "2026-03-08"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hu", "„Biztonsági okokból nem tesszük közzé a Muse Spark súlyait” – mondta ma a Meta szóvivője."),
        ("fi", "”Turvallisuussyistä emme julkaise Muse Sparkin painoja”, Metan tiedottaja sanoi tänään."),
        ("id", "“Demi keamanan, kami tidak menerbitkan bobot Muse Spark,” ujar juru bicara Meta hari ini."),
    ],
)
def test_what_is_withheld_did_not_come_out(language: str, text: str) -> None:
    assert told(language, "Meta", text) == {}


def licensed(language: str, title: str, text: str) -> list[tuple[str, str, str | None]]:
    claims = claims_in(title, text, language)
    return [(one.subject, str(one.status), one.happened_on) for one in claims if one.kind == "licence_change"]


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "hu",
            "Termékekbe is bekerülhet a SAM 4",
            "Eddig csak kutatásra lehetett használni a Meta modelljét. A SAM 4 mostantól kereskedelmi termékekbe is beépíthető.",
        ),
        (
            "en",
            "SAM 4 for products",
            "Henceforth Meta's SAM 4 may be used in commercial products. Until now the licence allowed research only.",
        ),
        (
            "id",
            "SAM 4 kini boleh masuk produk komersial",
            "Selama ini model milik Meta itu cuma untuk penelitian. Ke depan, SAM 4 boleh ditanamkan dalam produk komersial.",
        ),
    ],
)
def test_what_is_allowed_henceforth_holds_now(language: str, title: str, text: str) -> None:
    assert licensed(language, title, text) == [("SAM 4", "in_force", "2026-03")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Firms with more than 10 million dollars revenue now have to pay for Movie Gen 2. Meta's new terms came out yesterday."),
        ("hu", "Tízmillió dollár árbevétel felett a cégeknek mostantól fizetniük kell a Movie Gen 2-ért. A Meta új feltételei tegnap jelentek meg."),
        ("id", "Perusahaan dengan pendapatan di atas 10 juta dolar kini harus membayar untuk Movie Gen 2. Ketentuan baru Meta tersebut keluar kemarin."),
    ],
)  # fmt: skip
def test_a_fee_holds_from_the_day_on_which_the_new_terms_came_out(language: str, text: str) -> None:
    assert licensed(language, "Movie Gen 2", text) == [("Movie Gen 2", "in_force", "2026-03-11")]
