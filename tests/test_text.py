"""Is a published text cleaned without being changed, and is it the same as its copies?"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsspider.normalise.text import (
    _INVISIBLE,
    _PLAIN,
    clean_line,
    clean_text,
    comparison_form,
    lost_letters,
    text_hash,
)

LINES: list[tuple[str | None, str | None]] = [
    (None, None),
    ("", None),
    (" \n\t\u00a0\u200b\ufeff ", None),  # nothing that can be seen
    ("  Алматыда  қар\tжауды \n", "Алматыда қар жауды"),
    ("500\u00a0теңге, 20\u202f000\u2009адам,\u3000бар", "500 теңге, 20 000 адам, бар"),  # spaces of every width
    ("Қа\u00adзақ\u200bстан\u2060", "Қазақстан"),  # soft hyphen, zero-width space, word joiner
    ("\ufeff\u200eТараз\u202c", "Тараз"),  # BOM and direction marks
    ("и\u0306од", "йод"),  # й typed as two signs
    ("и\u00ad\u0306од", "йод"),  # … and cut by a soft hyphen
    ("a\x00b\x1bc\x85d", "abc d"),  # controls; NEL is a line break
    ("а\ud800б", "аб"),  # half a surrogate pair cannot be stored as UTF-8
    ("می\u200cخواهم", "می\u200cخواهم"),  # shapes Arabic letters
    ("сөз\u200cдер\u200d", "сөздер"),  # has no use in Cyrillic
    ("كىتاپ\u200c", "كىتاپ"),  # nor at the end of a word
    ("👩\u200d🚒 келді", "👩\u200d🚒 келді"),  # one picture
    ("«Сөз» – бұл… “тест” - 'да'", "«Сөз» – бұл… “тест” - 'да'"),  # quotes and dashes as published
    ("№ 5 ½ ™ ﬁ", "№ 5 ½ ™ ﬁ"),  # NFC, not NFKC
    ("Қaзақстан, c 2О24", "Қaзақстан, c 2О24"),  # look-alikes as published
    ("e\u0308, и\u0306, і\u0308", "ë, й, ї"),  # each letter one sign
    ("за\u0301мок", "за\u0301мок"),  # a stress mark that no letter has in it
    ("Инфор- мация, казахско- русский", "Инфор- мация, казахско- русский"),
    ("Oʻzbek, qazaqstan'nyn, jan’e", "Oʻzbek, qazaqstan'nyn, jan’e"),  # apostrophes are letters in Latin script
    ("１２ ｋｍ", "１２ ｋｍ"),  # wide forms
    ("Жоқ... Иә… ё", "Жоқ... Иә… ё"),
]

TEXTS: list[tuple[str | None, str | None]] = [
    (None, None),
    (" \n \n", None),
    ("Бір\n\nЕкі", "Бір\n\nЕкі"),
    ("Бір\nжол\n\nЕкі", "Бір\nжол\n\nЕкі"),  # a line break inside a paragraph was meant
    (" Бір \r\n\r\n \u00a0\r\n\u200b\r\nЕкі\r", "Бір\n\nЕкі"),  # lines that only look empty
    ("Бір\u2028жол\u2029Екі", "Бір\nжол\n\nЕкі"),  # Unicode's own line and paragraph ends
    ("\n\n- бір\n- екі\n", "- бір\n- екі"),
    ("агент\u00ad\nтік", "агенттік"),  # a soft hyphen at a line's end cuts a word
    ("агент-\nтік", "агент-\nтік"),  # a printed one may belong there
]

SAME = [
    ("Қазақстан", "ҚАЗАҚСТАН"),  # capitals are typography
    ("«Жол» картасы", '"Жол" картасы'),  # each site has its own quotes
    ("Алматы – Астана", "Алматы-Астана"),  # … and dashes
    ("Алматы — Астана", "Алматы Астана"),
    ("Сот. Үкім!", "Сот үкім"),  # headlines gain and lose their stops
    ("О‘збекистон", "Оʻзбекистон"),  # one apostrophe, many signs
    ("Oʼzbek", "O'zbek"),
    ("Ещё ёлка", "Еще елка"),  # Russian papers do as they like
    ("Қaзақстан", "Қазақстан"),  # Latin a
    ("БАҚ c Astana", "БАҚ с Astana"),  # Latin c as a word of its own, in a Cyrillic line
    ("ASTANA. KAZІNFORM – qala", "ASTANA. KAZINFORM – qala"),  # Cyrillic І
    ("жаңа ВМW көлігі", "жаңа BMW көлігі"),  # Cyrillic В and М
    ("ХХІ ғасыр", "XXI ғасыр"),  # Roman numerals in either script
    ("əлем тарихы", "әлем тарихы"),  # Latin schwa on Kazakh keyboards
    ("за\u0301мок", "замок"),  # stress marks
    ("كـىتاپ", "كىتاپ"),  # Arabic letters drawn long
    ("№ 5", "No 5"),  # compatibility forms
    ("１２ ｋｍ", "12 km"),
    ("Бір\n\nекі", "Бір екі"),  # two extractors cut paragraphs differently
    ("Қаза\u00adқ\u200bстан", "Қазақстан"),
    ("ҚАЗＡҚ", "ҚАЗАҚ"),  # a wide Latin letter in a Cyrillic word
    ("шаhар", "шаһар"),  # Latin h, where a keyboard has no һ
    ("тiл бiлiмi", "тіл білімі"),  # Latin i
    ("Rоsсоsmоs келді", "Roscosmos келді"),  # Cyrillic о and с in a Latin word
    ("ТVға", "TVға"),  # as many letters of each: as the whole text
    ("Ѳзен, ѳмір", "Өзен, өмір"),  # fita, in the fonts of the nineties
    ("№5 мектеп", "№ 5 мектеп"),
    ("2О24 жыл, 1O5 адам", "2024 жыл, 105 адам"),  # the letter O between digits
    ("25 %, 25 °С-қа, 5 км²", "25%, 25°С қа, 5 км2"),
    ("Жоқ…", "Жоқ..."),
    ("ﬁnal", "final"),  # ligatures
    ("ک", "ك"),  # kaf of a Persian keyboard
    # a page made from paper: words cut by the ends of lines
    (
        "Агент- тік хабар- лады: қала- да жаңа мектеп ашылды",
        "Агенттік хабарлады: қалада жаңа мектеп ашылды",
    ),
    ("Агент-\nтік хабар-\nлады: қала-\nда мектеп", "Агенттік хабарлады: қалада мектеп"),
]

DIFFERENT = [
    ("12 адам", "13 адам"),
    ("1,5 млн", "15 млн"),  # signs become spaces, not nothing
    ("мұз", "муз"),  # Kazakh letters are not variants of Russian ones
    ("қар", "кар"),
    ("сын", "сыңы"),
    ("мой", "мои"),  # й is a letter
    ("жаңа", "жана"),
    ("1- орын", "1орын"),  # a hyphen after a number cuts no word
    ("казахско- русский словарь", "казахскорусский словарь"),  # one alone may be a slip
    ("теле- и радио, кино- и фото, аудио- и видео", "телеи радио кинои фото аудиои видео"),  # the second half follows
    ("H2O", "H20"),  # O is no zero after a digit alone
    ("20 000", "20000"),
]

LOST = [
    ("?аза?станда б?л жылы ?ар аз жауды", True),
    ("Б\ufffdл жылы \ufffdаза\ufffdстанда қар аз", True),  # the decoder's own sign for the same loss
    ("?АЗА?СТАН Б?Л ЖЫЛЫ", True),
    ("Б?л жылы қар аз жауды", False),  # one slip
    ("Кто? Где? Когда? Почему? Что делать?", False),
    ("Что?Где?Когда?Зачем?Почему?Как?", False),  # only spaces are missing
    ("см. https://a.kz/?а=1 https://a.kz/суд?б=2&в=3 https://a.kz/?г=4", False),
    ("https://a.kz/n?a=b&c=d https://b.kz/?q=x https://c.kz/p?id=7", False),
    ("«?» и «??» и ???", False),
    ("Қар жауды. " * 100 + "?ар б?лт ?аза?", False),  # three slips in a long text
    ("", False),
]


@pytest.mark.parametrize(("given", "wanted"), LINES)
def test_line(given: str | None, wanted: str | None) -> None:
    assert clean_line(given) == wanted


@pytest.mark.parametrize(("given", "wanted"), TEXTS)
def test_text(given: str | None, wanted: str | None) -> None:
    assert clean_text(given) == wanted


@pytest.mark.parametrize("given", [text for pair in LINES + TEXTS for text in pair if text])
def test_cleaning_twice_changes_nothing(given: str) -> None:
    assert clean_text(clean_text(given)) == clean_text(given)
    assert clean_line(clean_line(given)) == clean_line(given)
    assert comparison_form(comparison_form(given)) == comparison_form(given)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same(one: str, other: str) -> None:
    assert comparison_form(one) == comparison_form(other)
    assert text_hash(one) == text_hash(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different(one: str, other: str) -> None:
    assert text_hash(one) != text_hash(other)


# Words as sites write them, in every script, well and badly.
WORDS = (
    "Қазақстан Қaзақстан тiл шаhар ВМW BMW ХХІ XXI c с а a БАҚ COVID-19 СОVID Rоsсоsmоs Kazinform KAZІNFORM Оʻзбек "
    "O'zbek qazaqstan'nyń jańa saıabaq ěéë ё Ёлка и\u0306од за\u0301мок قازاق كـىتاپ ك ک 新公园 ＡＢ ﬁ № 5 2О24 ½ км² "
    "«Сөз» “тест” – — - … ... ! , агент\u00adтік сөз\u200bдер инфор- мация ата- ана \n \n\n \u00a0 Ѳзен ТVға"
).split(" ")
PUBLISHED = st.lists(st.sampled_from(WORDS), max_size=15).map(" ".join)
ANYTHING = st.text(
    st.one_of(st.characters(), st.sampled_from("аәіһaih'’-«№0О \n\u00ad\u0306\u200c\u00a0ﬁＡ")), max_size=40
)


@given(st.one_of(PUBLISHED, ANYTHING))
def test_what_is_stored_is_what_was_published(text: str) -> None:
    """Letters, digits and signs stay; copies compare as equal, whether stored or as they came."""
    stored = clean_text(text) or ""
    assert clean_text(stored) == (stored or None)
    assert _seen(stored) == _seen(text)
    assert comparison_form(stored) == comparison_form(text)


@given(PUBLISHED)
def test_the_comparison_form_of_itself_is_itself(text: str) -> None:
    """In an article: of a few words in two scripts, nobody can say which script was meant."""
    text = "Қала әкімдігі көктемде жаңа саябақ ашады деп хабарлады баспасөз қызметі. " * 3 + text
    assert comparison_form(comparison_form(text)) == comparison_form(text)


def _seen(text: str) -> str:
    """All that is drawn."""
    joined = "".join(sign for sign in text if not unicodedata.category(sign).startswith(("C", "Z")))
    return re.sub("[\u034f\u2800\u3164\uffa0]", "", unicodedata.normalize("NFC", joined))


def test_comparison_form_is_readable() -> None:
    assert comparison_form("«Ёлка», – 5\u00a0% 'жаңа' жыл!") == "елка 5 жаңа жыл"
    assert comparison_form("One а day") == "one a day"  # Cyrillic а in an English line


@pytest.mark.parametrize(("given", "wanted"), LOST)
def test_lost_letters(given: str, *, wanted: bool) -> None:
    assert lost_letters(given) is wanted


@pytest.mark.parametrize("function", [clean_line, clean_text, comparison_form, text_hash, lost_letters])
@pytest.mark.parametrize(
    "unit",
    [
        "\u0300\u0323",
        "?а",
        "?",
        "\u200c",
        "ل\u200c",
        "Aа",
        "\n ",
        "\u0f71\u0f72",
        "'",
        "\ufdfa",
        "a\u0300?",
        "аа- ",
        "а\u00ad\n",
        "№",
        "0О",
        "Ѳ",
    ],
)
def test_hostile_text_is_no_work(function: Callable[[str], object], unit: str) -> None:
    before = time.process_time()
    function(unit * (200_000 // len(unit)))
    assert time.process_time() - before < 2


def test_what_passes_as_plain_is_what_stays_as_it_is() -> None:
    """The short way and the long way must agree, for every character that may take the short one."""
    plain = [chr(code) for code in range(0x3000) if _PLAIN.fullmatch(chr(code))]
    assert len(plain) > 500
    for char in plain:
        assert not _INVISIBLE.match(char), hex(ord(char))
        for word in (char, f"а{char}", f"{char}а", f"a{char}e"):
            assert unicodedata.normalize("NFC", word) == word, hex(ord(char))
