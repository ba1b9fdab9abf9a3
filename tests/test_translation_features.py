"""Does what is said in three languages become the same marks?"""

from __future__ import annotations

import pytest

from newsspider.dedup.features import features_of
from newsspider.dedup.lexicon import LANGUAGES, meaning_of, month_of, numeral_of
from newsspider.dedup.quantities import days, numbers, times
from newsspider.dedup.skeletons import skeleton
from newsspider.normalise.latin_kazakh import latin_kazakh


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1 500,5 тонны", ["1500.5"]),
        ("1,500.5 tonnes", ["1500.5"]),
        ("1\u00a0500 000 теңге", ["1500000"]),
        ("1,5 млн теңге", ["1500000"]),
        ("1.5 million tenge", ["1500000"]),
        ("12 миллиардов", ["12000000000"]),
        ("$3bn", ["3000000000"]),
        ("7 мың адам", ["7000"]),
        ("14,5% и 20-ға", ["14.5", "20"]),
        ("в 2009 году", ["2009"]),
        ("счёт 3:1", ["3", "1"]),
        ("нет чисел", []),
    ],
)
def test_numbers(text: str, wanted: list[str]) -> None:
    assert list(numbers(text)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("в 19:30", {"19:30"}),
        ("at 7.30 p.m.", {"19:30"}),
        ("at 7 pm", {"19:00"}),
        ("12 a.m.", {"00:00"}),
        ("7.30", set()),
    ],
)
def test_times(text: str, wanted: set[str]) -> None:
    assert set(times(text)) == wanted


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("30 сентября", "ru"),
        ("2018 жылғы 30 қыркүйекте", "kk"),
        ("30 qyrkúıekte", "kk"),
        ("September 30", "en"),
        ("on the 30th of September", "en"),
        ("30.09.2018", "ru"),
    ],
)
def test_days(text: str, language: str) -> None:
    assert set(days(text, language)) == {"09-30"}


@pytest.mark.parametrize(
    "names",
    [
        ("Тоқаев", "Токаев", "Tokayev"),
        ("Уильямс", "Williams"),
        ("Шевченко", "Shevchenko"),
        ("Филипп", "Philip"),
        ("Джонсон", "Johnson"),
        ("Хаммел", "Hammel"),
        ("Чарльз", "Charles"),
    ],
)
def test_a_name_sounds_the_same(names: tuple[str, ...]) -> None:
    assert len({skeleton(name.lower())[:4] for name in names}) == 1


@pytest.mark.parametrize(
    ("word", "language", "wanted"),
    [
        ("полициясының", "kk", "police"),
        ("polıtsııasy", "kk", "police"),
        ("полиции", "ru", "police"),
        ("policemen", "en", "police"),
        ("қарағандыдағы", "kk", "karagand"),
        ("караганде", "ru", "karagand"),
        ("сутулый", "ru", None),
        ("ғғғ", "kk", None),
    ],
)
def test_words_of_the_table_are_known_in_their_forms(word: str, language: str, wanted: str | None) -> None:
    assert meaning_of(word, language) == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_and_numerals_are_known(language: str) -> None:
    beginnings = {"kk": ("қаңтар", "екі"), "ru": ("января", "два"), "en": ("january", "two")}
    month, two = beginnings[language]
    assert (month_of(month, language), numeral_of(two, language)) == (1, 2)


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Қазақстан", "Qazaqstan"),
        ("үкімет", "úkimet"),
        ("үкімет", "ükımet"),
        ("министрлігі", "mınıstrligi"),
        ("жыл", "zhyl"),
    ],
)
def test_scripts_of_kazakh_have_one_spelling(cyrillic: str, latin: str) -> None:
    assert latin_kazakh(cyrillic) == latin_kazakh(latin)


def test_marks_of_three_languages_meet() -> None:
    told = {
        "kk": "14 наурызда Павлодарда 2 миллион теңге жоғалды, деді Оспанқұлов.",
        "ru": "14 марта в Павлодаре пропали 2 млн тенге, сказал Оспанкулов.",
        "en": "On March 14, 2 million tenge disappeared in Pavlodar, said Ospankulov.",
    }
    marks = [features_of(text, language) for language, text in told.items()]
    assert {"d:03-14", "n:2000000", "c:pavlodar", "c:tenge"} < frozenset.intersection(*marks)


@pytest.mark.parametrize("text", ["а" * 60_000, "jan" * 20_000, "1,000" * 12_000, "000 " * 15_000, "1.1:" * 15_000])
@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_are_read_in_one_go(text: str, language: str) -> None:
    """Minutes, where a pattern begins anew at every letter."""
    assert len(features_of(text, language)) < 10
