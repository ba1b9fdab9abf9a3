"""Is the language and script of a text known, whatever page it stands on?"""

from __future__ import annotations

import time

import pytest

from newsspider.normalise.language import Identified, identify
from newsspider.normalise.scripts import script_of

KAZAKH = (
    "Қала әкімдігі көктемде жаңа саябақ ашады. Онда балалар алаңы мен шағын кітапхана болады. "
    "Тұрғындар жобаны бірнеше ай бойы талқылап, өз ұсыныстарын берді.\n"
)
RUSSIAN = (
    "Весной в городе откроют новый парк. В нём будут детская площадка и небольшая библиотека. "
    "Жители обсуждали проект несколько месяцев и внесли свои предложения.\n"
)
ENGLISH = (
    "The city will open a new park in the spring. It will have a playground and a small library. "
    "Residents have discussed the plan for several months and made their own proposals.\n"
)

CASES = [
    (KAZAKH, "kk", "Cyrl"),
    (RUSSIAN, "ru", "Cyrl"),
    (ENGLISH, "en", "Latn"),
    # Kazakh headlines: own letters first
    ("Мектепке жаңа мұғалім келді", "kk", "Cyrl"),
    ("Тоғыз көпір жөнделді", "kk", "Cyrl"),
    ("ҚАЛАДА ЖАҢА САЯБАҚ АШЫЛДЫ", "kk", "Cyrl"),
    ("Сериалды Netflix пен HBO Max түсірді", "kk", "Cyrl"),  # names in another script
    # Latin alphabet of 2018, as on qz.inform.kz
    ("Qala ákimdigi kóktemde jańa saıabaq ashady, dep habarlady baspasóz qyzmeti.", "kk", "Latn"),
    ("Balalarǵa tegin kitap berildi", "kk", "Latn"),
    ("Jańa saıabaq týraly", "kk", "Latn"),
    # of 2019 and 2021, and without any signs
    ("Qala äkımdıgı köktemde jaña saiabaq aşady, dep habarlady baspasöz qyzmetı.", "kk", "Latn"),
    ("Qala äkimdigi köktemde jaña saiabaq aşady, dep habarlady baspasöz qyzmeti.", "kk", "Latn"),
    ("Qala akimdigi koktemde zhana saiabaq ashady, dep habarlady baspasoz qyzmeti.", "kk", "Latn"),
    # Arabic script: no ئ before vowels, which Uyghur has
    ("قالا اكىمدىگى كوكتەمدە جاڭا ساياباق اشادى. وندا بالالار الاڭى بولادى.", "kk", "Arab"),
    ("شەھەرلىك ھۆكۈمەت ئەتىيازدا يېڭى باغچا ئاچىدۇ، ئۇ يەردە كۈتۈپخانا بولىدۇ.", "ug", "Arab"),
    ("شهرداری در بهار پارک جدیدی باز می‌کند که کتابخانه کوچکی هم دارد.", "fa", "Arab"),
    ("ستفتتح البلدية حديقة جديدة في الربيع وفيها مكتبة صغيرة للأطفال.", "ar", "Arab"),
    # neighbours
    ("Шаардык мэрия жазында жаңы сейил бак ачат, анда балдар аянтчасы жана китепкана болот.", "ky", "Cyrl"),
    ("Шәһәр хакимияте яз көне яңа парк ача, анда балалар мәйданчыгы һәм китапханә булачак.", "tt", "Cyrl"),
    ("Шаҳар ҳокимлиги баҳорда янги боғ очади, унда болалар майдончаси ва кутубхона бўлади.", "uz", "Cyrl"),
    ("Shahar hokimligi bahorda yangi bogʻ ochadi, unda bolalar maydonchasi va kutubxona boʻladi.", "uz", "Latn"),
    ("Қала ҳәкимлиги бәҳәрде жаңа бағ ашады, онда балалар майданшасы ҳәм китапхана болады.", "kaa", "Cyrl"),
    ("Qala hákimligi báhárde jańa baǵ ashadı, onda balalar maydanshası hám kitapxana boladı.", "kaa", "Latn"),
    ("Шаҳрдорӣ дар баҳор боғи нав мекушояд, ки дар он китобхона низ ҳаст.", "tg", "Cyrl"),
    ("Хотын захиргаа хавар шинэ цэцэрлэгт хүрээлэн нээнэ, тэнд номын сан бас байна.", "mn", "Cyrl"),
    ("Міська влада навесні відкриє новий парк, де буде дитячий майданчик і бібліотека.", "uk", "Cyrl"),
    # what models take Kazakh in Latin script for must not become Kazakh
    ("Belediye ilkbaharda yeni bir park açacak, içinde çocuk alanı ve kütüphane olacak.", "tr", "Latn"),
    ("Bələdiyyə yazda yeni park açacaq, orada uşaq meydançası və kitabxana olacaq.", "az", "Latn"),
    ("Şäher häkimligi ýazda täze seýilgäh açar, onda çagalar meýdançasy we kitaphana bolar.", "tk", "Latn"),
    ("Şeer memuriyeti baarde yañı bağça açacaq, anda balalar meydançığı ve kitaphane olacaq.", "crh", "Latn"),
    ("Die Stadt eröffnet im Frühjahr einen neuen Park mit einer kleinen Bibliothek.", "de", "Latn"),
    ("Miasto otworzy wiosną nowy park, a w nim małą bibliotekę i plac zabaw dla dzieci.", "pl", "Latn"),
    # Chinese in both scripts, and who shares its signs
    ("市政府将在春天开放一座新公园，里面有儿童游乐场和小图书馆。", "zh", "Hans"),
    ("市政府將於春天開放一座新公園，裡面有兒童遊樂場和小圖書館。", "zh", "Hant"),
    ("据Kazinform报道，市政府将开放新公园", "zh", "Hans"),
    ("市は春に新しい公園を開き、小さな図書館もできます。", "ja", "Jpan"),
    ("시는 봄에 새 공원을 열고 작은 도서관도 만든다.", "ko", "Kore"),
    ("Ο δήμος ανοίγει νέο πάρκο", "el", "Grek"),
    # Russian with Kazakh names stays Russian
    ("В Астане вышла новая книга «Қазақ әдебиеті»", "ru", "Cyrl"),
    ("iPhone подорожал", "ru", "Cyrl"),
    ("Ограбление склада «Жетіген» раскрыли за 4 дня", "ru", "Cyrl"),
    ("Завод «Көкмайса Групп» наймет 741 человек", "ru", "Cyrl"),
    ("Правовой центр «Сана Сезім» рассказал историю", "ru", "Cyrl"),  # і: not Ukrainian
    # … and Kazakh with few letters of its own stays Kazakh
    ("Маңғыстау: 5 адам апаттан қаза тапты", "kk", "Cyrl"),
    ("Президент Украина президентімен телефон арқылы сөйлесті", "kk", "Cyrl"),
    # Russian headlines without ы, э, ё are no Bulgarian ones
    ("Погода в Костанае на 17 мая", "ru", "Cyrl"),
    ("Авария на дорогах Павлодара", "ru", "Cyrl"),
    ("Градът ще открие нов парк през пролетта, а в него и малка библиотека.", "bg", "Cyrl"),
    # small words, where the rest is names
    ("Алматы, Тараз жана Орал менен Ош", "ky", "Cyrl"),
    ("Казан белән Чаллы турында кино булачак", "tt", "Cyrl"),
    ("Jana zhyly zhumysqa zhanadan eki adam keldi dep aitty", "kk", "Latn"),
    # Latin look-alikes in Kazakh words
    ("Қaла əкiмдiгi көктeмде жаңа саябақ ашады", "kk", "Cyrl"),
]

NOTHING = ["", " \n", "2026", "— !!! №", "а", "😀👍", "https://example.kz/news", "\ud800", "\x00"]

HINTS = [
    ("Qalada eki mektep salyndy", "kk", "kk"),  # a model says Turkmen, without letters to tell
    ("Qalada eki mektep salyndy", "qz-KZ", "kk"),  # Kazinform's own name for the edition
    (RUSSIAN, "kk", "ru"),  # a claim does not outweigh the text
    (KAZAKH, "ru", "kk"),
    (ENGLISH, "kk-Latn", "en"),
    (KAZAKH, "x" * 1000, "kk"),
]


@pytest.mark.parametrize(("text", "language", "script"), CASES)
def test_language(text: str, language: str, script: str) -> None:
    assert identify(text) == Identified(language, script)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_to_go_by(text: str) -> None:
    assert identify(text) is None


@pytest.mark.parametrize(("text", "hint", "language"), HINTS)
def test_hint(text: str, hint: str, language: str) -> None:
    found = identify(text, hint=hint)
    assert found is not None
    assert found.language == language


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (KAZAKH * 2 + RUSSIAN, [("kk", "Cyrl"), ("ru", "Cyrl")]),
        (RUSSIAN * 3 + KAZAKH, [("ru", "Cyrl"), ("kk", "Cyrl")]),
        (ENGLISH + RUSSIAN * 3, [("ru", "Cyrl"), ("en", "Latn")]),
        (KAZAKH * 3 + RUSSIAN * 2 + ENGLISH, [("kk", "Cyrl"), ("ru", "Cyrl"), ("en", "Latn")]),
    ],
)
def test_mixed(text: str, wanted: list[tuple[str, str]]) -> None:
    found = identify(text)
    assert found is not None
    assert [(share.language, share.script) for share in found.shares] == wanted
    assert (found.language, found.script) == wanted[0]
    assert sum(share.share for share in found.shares) == pytest.approx(1, abs=0.02)
    assert [share.share for share in found.shares] == sorted((share.share for share in found.shares), reverse=True)


def test_sentences_without_a_sign_of_their_language_go_with_those_around_them() -> None:
    kazakh = KAZAKH + "Канцтовар аламыз. "
    russian = RUSSIAN + "Погода ухудшится завтра утром. "
    found = identify((kazakh + russian) * 3)
    assert found is not None
    letters = [sum(map(str.isalpha, text)) for text in (kazakh, russian)]
    shares = {share.language: share.share for share in found.shares}
    assert shares["kk"] == pytest.approx(letters[0] / sum(letters), abs=0.01)
    assert shares["ru"] == pytest.approx(letters[1] / sum(letters), abs=0.01)


def test_a_long_quotation_counts_as_what_it_is() -> None:
    quoted = "Тұрғындар жаңа жобаны қолдап, «" + RUSSIAN.strip().replace(".", ",") * 3 + "» деп жазды.\n"
    found = identify(KAZAKH * 2 + quoted)
    assert found is not None
    assert {share.language for share in found.shares} == {"kk", "ru"}


def test_a_quotation_is_no_second_language() -> None:
    assert identify(RUSSIAN * 12 + KAZAKH) == Identified("ru", "Cyrl")


@pytest.mark.parametrize("unit", ["ǵ", "ı ó", "aа", "?.", "qy ", "\u0300а", "ە", "𠀀", "əç", "\n", "і"])
def test_hostile_text_is_no_work(unit: str) -> None:
    before = time.process_time()
    identify(unit * (400_000 // len(unit)))
    assert time.process_time() - before < 3  # the model may have to be loaded


@pytest.mark.parametrize(
    ("sign", "script"),
    [
        ("a", "Latn"),
        ("ə", "Latn"),
        ("Қ", "Cyrl"),
        ("ە", "Arab"),
        ("国", "Hani"),
        ("1", None),
        ("\x00", None),
        ("᐀", None),
    ],
)
def test_script(sign: str, script: str | None) -> None:
    assert script_of(sign) == script
