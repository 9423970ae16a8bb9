"""Which headlines are worth a fetch."""

import pytest

from tests.extract.golden import LANGUAGES, Golden, goldens
from tracker.extract.claims import claims_of
from tracker.extract.relevance import is_relevant
from tracker.records import Article

WITH_CLAIMS = [golden for language in LANGUAGES for golden in goldens(language) if golden.claims]


@pytest.mark.parametrize("golden", WITH_CLAIMS, ids=lambda golden: golden.name)
def test_no_article_with_claims_is_missed(golden: Golden) -> None:
    assert is_relevant(golden.article.title, golden.article.text[:300])


@pytest.mark.parametrize(
    "title",
    [
        "マーク・ザッカーバーグ氏、AIについて語る",
        "메타, 새 AI 모델 공개",
        "扎克伯格发表公开信谈人工智能",
        "Цукерберг рассказал об открытом ИИ",
        "Mety nowy model językowy",
        "زوكربيرغ يدافع عن الذكاء الاصطناعي المفتوح",
        "מטא חושפת מודל חדש",
        "मेटा ने नया एआई मॉडल जारी किया",
        "เมตาเปิดตัวโมเดลใหม่",
        "SAM 3 : Meta publie un nouveau modèle",
        "META LAUNCHES NEW AI MODEL",
    ],
)
def test_every_script_is_seen(title: str) -> None:
    assert is_relevant(title)


@pytest.mark.parametrize(
    "title",
    [
        "Ray-Ban Meta glasses in new colours",
        "La meta del equipo es ganar",
        "Meta-analysis of 14 studies",
        "Metal prices and the AI boom",
        "",
    ],
)
def test_what_is_plainly_something_else_is_left_alone(title: str) -> None:
    assert not is_relevant(title)


def test_terms_of_anothers_model_are_no_claim_on_llama_in_passing() -> None:
    article = Article(
        title="معهد إماراتي يطلق الجيل الثالث من فالكون ويتفوق على نماذج ميتا",
        text=(
            'أعلن معهد الابتكار التكنولوجي في أبوظبي أمس إطلاق "فالكون 3"، وهي عائلة نماذج لغوية مفتوحة المصدر تعمل على حاسوب محمول واحد. وقال المعهد إنها تصدرت قوائم منصة هاغينغ فيس متقدمة على لاما التابعة لميتا وعلى جيما من غوغل.\n\n'
            "وتتوافر الأوزان برخصة مبنية على أباتشي 2.0، مع سياسة استخدام مقبول تحظر الأغراض الضارة.\n\n"
            'وقال الدكتور حكيم حسيد، كبير الباحثين في المعهد: "نؤمن بأن إتاحة الذكاء الاصطناعي للجميع مسؤولية".\n\n'
            "وكان المعهد قد ألغى في عام 2023 رسوم الاستخدام التجاري لنموذجه السابق.\n\n"
        ),
        published_on="2024-12-18",
        language="ar",
    )

    assert claims_of(article) == []
