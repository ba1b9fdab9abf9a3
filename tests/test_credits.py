"""What of a caption says who made the picture?"""

from __future__ import annotations

import pytest

from newsspider.extract.credits import split_credit

CAPTIONS = [
    # the label goes
    ("Фото: Турар Казангапов", None, "Турар Казангапов"),
    ("ФОТО: Турар Казангапов.", None, "Турар Казангапов"),
    ("фото: из соцсетей", None, "из соцсетей"),
    ("Фото:depositphotos.com", None, "depositphotos.com"),
    ("Фото: akorda.kz", None, "akorda.kz"),
    ("Фото: t.me/akorda_news", None, "t.me/akorda_news"),
    ("Фото | Айша Нұрлан", None, "Айша Нұрлан"),
    ("Сурет: Ақорда", None, "Ақорда"),
    ("Фотосурет: Айша Нұрлан", None, "Айша Нұрлан"),
    ("Foto: Tólegen Sapabek/ Kazinform", None, "Tólegen Sapabek/ Kazinform"),
    ("Súret: Aqorda", None, "Aqorda"),
    ("Photo: Reuters", None, "Reuters"),
    ("Photo credit: John Smith", None, "John Smith"),
    ("Photo by John Smith", None, "John Smith"),
    ("Image courtesy of NASA", None, "NASA"),
    ("图片来源：哈通社", None, "哈通社"),
    ("Коллаж: Tengrinews.kz", None, "Tengrinews.kz"),
    ("Иллюстрация: Tengrinews.kz/Айша Нұрлан", None, "Tengrinews.kz/Айша Нұрлан"),
    ("© Tengrinews.kz / Айша Нұрлан", None, "Tengrinews.kz / Айша Нұрлан"),
    ("Фото ©️ Tengrinews.kz / Айша Нұрлан", None, "Tengrinews.kz / Айша Нұрлан"),
    ("Фото Tengrinews.kz/Айша Нұрлан", None, "Tengrinews.kz/Айша Нұрлан"),
    ("Фото (c) Айша Нұрлан", None, "Айша Нұрлан"),
    ("Фото предоставлено МЧС", None, "МЧС"),
    ("Фото пресс-службы КНБ", None, "пресс-службы КНБ"),
    ("Фото с сайта КНБ", None, "с сайта КНБ"),
    ("Фото: кадр из видео", None, "кадр из видео"),
    # without a label: nothing but a source
    ("Кадр из видео", None, "Кадр из видео"),
    ("Скриншот с сайта egov.kz", None, "Скриншот с сайта egov.kz"),
    ("Видеодан алынған кадр", None, "Видеодан алынған кадр"),
    ("REUTERS/John Smith", None, "REUTERS/John Smith"),
    ("Tengrinews.kz", None, "Tengrinews.kz"),
    # behind what the picture shows
    ("Көпір ашылды. Сурет: Айша Нұрлан", "Көпір ашылды.", "Айша Нұрлан"),
    ("Мост в Астане. Фото: пресс-служба", "Мост в Астане.", "пресс-служба"),
    ("Мост в Астане (фото: пресс-служба акимата)", "Мост в Астане", "пресс-служба акимата"),
    ("Мост в Астане / Фото: Айша Нұрлан", "Мост в Астане", "Айша Нұрлан"),
    ("Мост в Астане Фото: Айша Нұрлан", "Мост в Астане", "Айша Нұрлан"),
    ("Мост в Астане. Фото предоставлено МЧС", "Мост в Астане.", "МЧС"),
    ("Мост в Астане © Reuters", "Мост в Астане", "Reuters"),
    ("Айша Нұрлан / ©️ Tengrinews.kz", "Айша Нұрлан", "Tengrinews.kz"),
    ("На снимке: дети. Фото: Айша Нұрлан", "На снимке: дети.", "Айша Нұрлан"),
    ("A bridge (Photo by John Smith/Getty Images)", "A bridge", "John Smith/Getty Images"),
    ("A bridge. (AP Photo/John Smith)", "A bridge.", "AP Photo/John Smith"),
    # what the label says of the picture stays with it
    ("Иллюстративное фото: Pixabay", "Иллюстративное фото", "Pixabay"),
    ("Көрнекі сурет: Pixabay", "Көрнекі сурет", "Pixabay"),
    # not the maker
    ("На фото: Айша Нұрлан", "На фото: Айша Нұрлан", None),
    ("Суретте: Айша Нұрлан", "Суретте: Айша Нұрлан", None),
    ("Фото Президента с семьёй", "Фото Президента с семьёй", None),
    ("Фото с места ДТП", "Фото с места ДТП", None),
    ("Фото дня: рассвет над Алматы", "Фото дня: рассвет над Алматы", None),
    ("Иллюстративное фото", "Иллюстративное фото", None),
    ("Президент на фото с детьми", "Президент на фото с детьми", None),
    ("Көпір", "Көпір", None),
    ("Фото: " + "очень длинный рассказ " * 10, ("Фото: " + "очень длинный рассказ " * 10).strip(), None),
    # what a label says of the picture is no maker, and what follows a maker is no more of him
    ("Фото: митинг в Алматы", "Фото: митинг в Алматы", None),
    ("Фото: Иван Иванов. Жители села ждут воды", "Жители села ждут воды", "Иван Иванов"),
    ("Фото: А. Қасымов. Жители села ждут воды", "Жители села ждут воды", "А. Қасымов"),
    ("Фото: МЧС. Жители села ждут воды", "Жители села ждут воды", "МЧС"),
    ("Фото: А. Қасымов", None, "А. Қасымов"),
    ("Фото: Акорда / Президент встретился с главой ООН", "Президент встретился с главой ООН", "Акорда"),
    ("Сурет: Алматыдағы ғимарат", "Сурет: Алматыдағы ғимарат", None),
    ("Photo: The president greets people", "Photo: The president greets people", None),
    ("Photo: flowers", "Photo: flowers", None),
    ("Photo: David Zalubowski, STF / Associated Press", None, "David Zalubowski, STF / Associated Press"),
    ("Фото: До и после ремонта", "Фото: До и после ремонта", None),
    ("Фото: Алматы", "Фото: Алматы", None),
    ("Фото: Президент Токаев", "Фото: Президент Токаев", None),
    ("Фото: пресс-конференция министра прошла", "Фото: пресс-конференция министра прошла", None),
    ("Фото ДТП на трассе", "Фото ДТП на трассе", None),
    ("Фото ДТП", "Фото ДТП", None),
    (
        "Скриншот из видео, на котором мужчина избивает женщину",
        "Скриншот из видео, на котором мужчина избивает женщину",
        None,
    ),
    ("Кадр с места пожара", "Кадр с места пожара", None),
    ("Кадр из фильма «Томирис»", None, "Кадр из фильма «Томирис»"),
    ("Президент (фото: Акорда) и премьер", "Президент и премьер", "Акорда"),
    ("Мост (фото: митинг в Алматы)", "Мост (фото: митинг в Алматы)", None),
    ("Фото: архив редакции, Атырау, 2012 год", None, "архив редакции, Атырау, 2012 год"),
    ("Сурет: әкімдіктің баспасөз қызметі", None, "әкімдіктің баспасөз қызметі"),
    ("Сурет: құтқару қызметі", None, "құтқару қызметі"),
    ("Фото: городской акимат", None, "городской акимат"),
    ("Фото: агентство статистики", None, "агентство статистики"),
    ("Photo: the rescue service", None, "the rescue service"),
    ("Фото: город Алматы", "Фото: город Алматы", None),
    ("Фото: сотрудники акимата убирают снег", "Фото: сотрудники акимата убирают снег", None),
    ("Фото: из открытых источников", None, "из открытых источников"),
    (" ", None, None),
    (None, None, None),
]


@pytest.mark.parametrize(("said", "shown", "credit"), CAPTIONS)
def test_credit(said: str | None, shown: str | None, credit: str | None) -> None:
    assert split_credit(said) == (shown, credit)
