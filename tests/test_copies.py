"""Which language of an article only repeats another one's text?"""

from __future__ import annotations

import pytest

from newsspider.dedup.copies import Told, copies

RU = "Полицейские Атырау нашли пропавшего ребёнка, он жив и здоров, сообщили в департаменте полиции области."
KK = "Атырау полицейлері жоғалған баланы тапты, ол аман-есен, деп хабарлады облыстық полиция департаменті."
OTHER = "В Шымкенте открыли новый участок полиции, в нём будут работать двадцать сотрудников и два дознавателя."

CASES: list[tuple[list[Told], set[str]]] = [
    ([Told("kk", "kk", "kk", KK), Told("ru", "ru", "ru", RU)], set()),
    ([Told("kk", "kk", "ru", RU), Told("ru", "ru", "ru", RU)], {"kk"}),
    ([Told("kk", "kk", "ru", f"Жаңалық. {RU}"), Told("ru", "ru", "ru", RU)], {"kk"}),  # nearly
    ([Told("kk", "kk", "ru", RU), Told("ru", "ru", "ru", RU), Told("en", "en", "ru", RU)], {"kk", "en"}),
    ([Told("kk", "kk", "ru", RU)], set()),  # stands nowhere else
    ([Told("kk", "kk", "ru", RU), Told("en", "en", "ru", RU)], {"en"}),  # in no language of its own: the first
    ([Told("kk", "kk", "ru", OTHER), Told("ru", "ru", "ru", RU)], set()),  # Russian, and another text
    ([Told("kk", "kk", None, "1 2 3"), Told("ru", "ru", None, "1 2 3")], set()),  # nobody knows
    ([Told("kk", "kk", "ru", RU), Told("ru", "ru", "ru", RU, kept=True)], {"kk"}),
    ([Told("kk", "kk", "ru", RU, kept=True), Told("ru", "ru", "ru", RU)], set()),  # what is stored stays
    ([Told("kk", "kk", "ru", RU), Told("en", "en", "ru", RU, kept=True)], {"kk"}),
]


@pytest.mark.parametrize(("tellings", "found"), CASES)
def test_copies(tellings: list[Told], found: set[str]) -> None:
    assert copies(tellings) == found
    assert copies(tellings[:1]) == set()
