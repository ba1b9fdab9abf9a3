"""What is the same news once more, and what is only alike?"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsspider.dedup.near import alike, alike_of
from newsspider.dedup.repeats import Repeat, compared, repeats
from newsspider.dedup.shortlist import shortlist
from newsspider.dedup.sketch import KEYS, LEAST_SHARED, sketch
from tests.freshness.volumes import SITES, rows
from tests.replica.archive import PATTERNS, Archive
from tests.replica.newsroom import publish
from tests.replica.story import Story

BRIDGE = (
    "В Усть-Каменогорске после ремонта открыли мост через Ульбу, который был закрыт с прошлого августа. "
    "Рабочие заменили опоры, положили новый асфальт и поставили 46 фонарей вдоль тротуаров. "
    "По словам заместителя акима Ерлана Садыкова, на работы потратили 780 миллионов тенге. "
    "Движение автобусов вернут на прежние маршруты в понедельник, расписание уже висит на остановках. "
    "Жители левого берега полгода добирались до центра в объезд, дорога занимала почти час. "
    "Следующим летом строители возьмутся за соседний мост, построенный ещё в шестидесятых годах. "
    "Пешеходы смогут пользоваться временным переходом, его обещают не закрывать даже зимой."
)
MARKET = (
    "В Шымкенте загорелся вещевой рынок на окраине города, пожарные приехали через шесть минут после звонка. "
    "Огонь успел охватить девять павильонов с обувью, людей вывели через задние ворота. "
    "Причину устанавливают эксперты, торговцам пообещали временные места на соседней улице."
)
KAZAKH = (
    "Семей қаласында балаларға арналған жаңа кітапхана ашылды, оның қорында он екі мың кітап бар. "
    "Ғимаратты бұрынғы сауда үйінен қайта жасап шыққан, оқу залдары екі қабатқа орналасқан. "
    "Кітапхана меңгерушісі Айгүл Сәрсенова алғашқы аптада 340 оқырман тіркелгенін айтты. "
    "Сенбі сайын мұнда ертегі оқылады, ал жексенбіде шахмат үйірмесі жұмыс істейді. "
    "Қала әкімдігі келесі жылы тағы осындай үш кітапхана ашуды жоспарлап отыр."
)
ENGLISH = (
    "A school in Taldykorgan has opened a greenhouse where pupils grow vegetables for the canteen. "
    "The glass was donated by a closed factory, and parents built the beds during the spring holidays. "
    "Biology teacher Marat Ospanov says the first harvest brought 64 kilograms of cucumbers. "
    "Next autumn the children plan to add strawberries and to sell what they cannot eat themselves."
)
CHINESE = (
    "阿拉木图市中心的老图书馆经过两年修缮后重新向读者开放，馆内增设了儿童阅览室和一间录音室。"
    "馆长表示，开放第一周就有八百多名居民办理了借书证，周末的讲座座位全部约满。"
    "市政府计划明年再修缮三座图书馆，并把旧报纸制成电子版供研究人员查阅。"
)
LINES = "Подписывайтесь на нас в мессенджерах.\nПерепечатка возможна со ссылкой на источник."


def report(place: str, name: str, age: int, grams: int, hour: str, street: str) -> str:
    """A template as press services use them."""
    return (
        f"Сотрудники полиции города {place} задержали подозреваемого в хранении запрещённых веществ. "
        f"Установлено, что {age}-летний {name} хранил дома по улице {street} свёрток весом {grams} граммов. "
        f"Задержание провели около {hour} часов при содействии бойцов специального отряда. "
        "Вещества изъяты и направлены на исследование, начато досудебное расследование. "
        "Подозреваемый водворён в изолятор временного содержания, санкция получена у следственного суда."
    )


def visit(place: str, first: str, last: str, district: str) -> str:
    """The same day of another official."""
    return (
        f"В ходе рабочей поездки в {place} депутат {first} {last} встретился с избирателями и ответил на их вопросы. "
        "Жители говорили о дорогах, о воде и о том, что автобус ходит слишком редко. "
        f"Затем {last} побывал в школе, где недавно закончился ремонт, и поговорил с учителями о зарплате. "
        f"В районе {district} гостю показали ферму, на которой работают две семьи. "
        "По итогам встреч будут подготовлены запросы в правительство, ответы на них опубликуют."
    )


SHORT = (
    "Сегодня в селе после долгого ожидания открыли новый детский сад на сорок мест. "
    "Ленточку перерезали самые старшие жители, а потом всех пригласили на чай с баурсаками."
)


def rates(day: int, dollar: str, euro: str, rouble: str) -> str:
    return (
        f"На утренней сессии {day} ноября доллар торгуется по {dollar} тенге, евро стоит {euro} тенге, за рубль дают "
        f"{rouble} тенге. Объём торгов к полудню оказался обычным для этого дня недели, сообщили на бирже. Банки "
        "обновляют свои табло каждый час, в обменных пунктах разница между покупкой и продажей невелика."
    )


def received(whom: str, region: str) -> str:
    """The same words about another official: only the names differ."""
    return (
        f"Глава государства принял {whom}. Президенту доложили о том, как развивается регион, о строительстве дорог и "
        "школ, о подготовке к зиме и о планах на следующий год. Особое внимание уделили питьевой воде и газу в "
        "отдалённых сёлах. По итогам встречи дан ряд поручений, которые касаются благополучия жителей "
        f"{region}. О том, как они исполняются, доложат через полгода."
    )


def goal(scorer: str, minute: int) -> str:
    return (
        "The league match in the capital was played in front of a full stadium on a cold evening. "
        f"The only goal was scored by {scorer} in minute {minute} after a corner from the left side. "
        "The coach said after the game that he was satisfied with the result and thanked the fans for coming. "
        "The next round of the championship will be held in a week, and tickets are already on sale."
    )


def crash(dead: str) -> str:
    return (
        f"Қала сыртындағы тас жолда жеңіл көлік пен автобус соқтығысып, {dead} қаза тапты. Зардап шеккендер аудандық "
        "ауруханаға жеткізілді, дәрігерлер олардың жағдайын бақылап отыр. Оқиға орнында полиция жұмыс істеп жатыр, "
        "сараптама тағайындалды. Жүргізушілерден көктайғақ кезінде жылдамдықты азайту сұралады."
    )


SAME = [
    (BRIDGE, BRIDGE.upper()),
    (BRIDGE, BRIDGE.replace(". ", ".\n\n").replace("ё", "е").replace("-", "–")),  # set otherwise
    (BRIDGE, f"УСТЬ-КАМЕНОГОРСК, 3 ноября — пример.kz. {BRIDGE}\n{LINES}"),  # what sites add at both ends
    (BRIDGE, " ".join(BRIDGE.split()[:45])),  # shortened
    (BRIDGE, f"{BRIDGE}\n\n{MARKET}"),  # another item behind it
    (BRIDGE, BRIDGE.replace("положили новый", "уложили свежий").replace("добирались", "ездили")),  # edited
    (KAZAKH, f"{KAZAKH}\nБіздің арнаға жазылыңыз."),
    (KAZAKH, " ".join(KAZAKH.split()[:40])),
    (ENGLISH, f"TALDYKORGAN (Example) - {ENGLISH}\nAll rights reserved."),
    (CHINESE, f"{CHINESE}更多消息请关注本网。"),
    (CHINESE, CHINESE[:90]),
    (received("акима Ержана Садыкова", "Алматы"), received("акима Ержана Садыкова", "города Алматы")),
    (goal("Marat Ibraev", 34), goal("Marat Ibrayev", 34)),  # spelled otherwise
    (goal("Marat Ibraev", 34), goal("Marat Ibraev of Kairat", 34)),  # a name was added
    (crash("3 адам"), crash("3 адам").replace("сараптама тағайындалды", "сот сараптамасы тағайындалды")),
]
OTHER = [
    (BRIDGE, MARKET),
    (BRIDGE, f"{MARKET}\n\n{BRIDGE}"),  # it stands there, as the second item: the article is another one's
    (MARKET, "\n\n".join((MARKET, BRIDGE, KAZAKH, ENGLISH))),  # a digest that begins with it
    (
        report("Тараз", "Б. Сейтов", 31, 412, "22", "Абая"),
        report("Атырау", "К. Омаров", 45, 97, "16", "Сатпаева"),
    ),
    (report("Тараз", "Б. Сейтов", 31, 412, "22", "Абая"), report("Тараз", "Б. Сейтов", 38, 95, "16", "Абая")),
    (rates(12, "521,30", "604,15", "6,41"), rates(13, "522,85", "603,02", "6,38")),
    (BRIDGE, BRIDGE.replace("46 фонарей", "52 фонаря").replace("780 миллионов", "1,3 миллиарда")),
    (BRIDGE, BRIDGE.replace("780 миллионов", "910 миллионов")),  # only a number
    (visit("Кызылорду", "Ерлан", "Садыков", "Арал"), visit("Петропавловск", "Марат", "Оспанов", "Айыртау")),
    (received("акима Ержана Садыкова", "Алматы"), received("акима Марата Ибраева", "Костаная")),
    (goal("Marat Ibraev", 34), goal("Daniyar Kasymov", 71)),
    (goal("Marat Ibraev", 34), goal("Daniyar Kasymov", 34)),
    (crash("3 адам"), crash("12 адам")),  # what is counted is the same, how many are not
    (SHORT, SHORT.replace("детский сад", "дом культуры").replace("сорок мест", "шестьдесят кресел")),
    (f"{BRIDGE}\n\n{KAZAKH}", " ".join((*BRIDGE.split()[:55], *MARKET.split()[:20]))),  # a part of either is in both
    (KAZAKH, KAZAKH.translate(str.maketrans("ақлтбсдрнмоеүғ", "aqltbsdrnmoeüğ"))),  # another script: a transliteration
]


def similarity(one: str, other: str) -> float | None:
    first, second = sketch(None, one), sketch(None, other)
    assert first is not None
    assert second is not None
    found = alike(first.packed, second.packed)
    assert found is None or len({*first.keys} & {*second.keys}) >= LEAST_SHARED  # an index finds it
    return found


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_news(one: str, other: str) -> None:
    assert similarity(one, other) is not None


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_news(one: str, other: str) -> None:
    assert similarity(one, other) is None


def test_the_similarity_is_the_share_of_the_shorter_one() -> None:
    assert similarity(BRIDGE, BRIDGE) == 1.0
    assert similarity(BRIDGE, f"{BRIDGE}\n\n{MARKET}") == 1.0
    edited = similarity(BRIDGE, BRIDGE.replace("положили новый", "уложили свежий"))
    assert edited is not None
    assert 0.9 < edited < 1.0


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (None, None),
        (None, ""),
        (None, "Завтра в школах отменят занятия первой смены из-за мороза."),  # a sentence
        (None, "да " * 5_000),  # always the same run
        (None, "а" * 300_000),
        ("Жылнама: 14 қараша", KAZAKH),
        ("Прогноз погоды на 3 дня", BRIDGE),
        ("Exchange rates for today", ENGLISH),
    ],
)
def test_what_is_never_compared(title: str | None, text: str | None) -> None:
    assert sketch(title, text) is None


def test_a_bulletin_without_title_is_known_by_its_beginning() -> None:
    assert sketch(None, f"Ауа райы болжамы. {KAZAKH}") is None
    assert sketch(None, f"{KAZAKH} Ауа райы болжамы ертең шығады.") is not None


WORDS = [*{*BRIDGE.split(), *MARKET.split(), *KAZAKH.split(), *ENGLISH.split(), "17", "4,5", "市政府"}]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), min_size=15, max_size=400).map(" ".join))


@given(TEXTS, TEXTS)
@settings(deadline=None, max_examples=80)
def test_whatever_is_compared(one: str, other: str) -> None:
    first, second = sketch(None, one), sketch(None, other)
    assert first == sketch(None, one)
    for each in (first, second):
        if each is not None:
            assert 0 < len(each.keys) <= KEYS
            assert all(0 <= key < 2**32 for key in each.keys)
            assert len(each.packed) <= 1_000
            assert alike(each.packed, each.packed) == 1.0
    if first is not None and second is not None:
        assert alike(first.packed, second.packed) == alike(second.packed, first.packed)


@pytest.mark.parametrize("sign", ["слово-{} ", "{}", "字{}", "{}.5 тенге "])
def test_a_hostile_text_has_a_small_sketch(sign: str) -> None:
    found = sketch(None, "".join(sign.format(number) for number in range(400_000)))
    assert found is None or len(found.packed) <= 1_000


def test_a_sketch_of_another_version_is_like_nothing() -> None:
    found = sketch(None, BRIDGE)
    assert found is not None
    assert alike(b"\0" + found.packed[1:], found.packed) is None


def test_the_first_published_is_the_original_of_its_group() -> None:
    noon = datetime(2026, 11, 3, 12, tzinfo=UTC)
    given = [
        (f"{BRIDGE}\n{LINES}", noon),
        (MARKET, None),
        (BRIDGE, noon - timedelta(hours=1)),
        (" ".join(BRIDGE.split()[:45]), None),
        (MARKET.upper(), None),
    ]
    found = repeats([compared(None, text, at) for text, at in given])
    assert [each and each.of for each in found] == [2, None, None, 2, 1]
    assert found[4] == Repeat(1, 1.0)


def test_the_order_does_not_matter() -> None:
    texts = [one for pair in (*SAME, *OTHER) for one in pair]
    texts = list(dict.fromkeys(texts))
    wanted = _together(texts)
    for seed in range(5):
        mixed = random.Random(seed).sample(texts, len(texts))
        assert _together(mixed) == wanted


def _together(texts: list[str]) -> set[frozenset[str]]:
    found = repeats([compared(None, text, None) for text in texts])
    groups: dict[int, set[str]] = {}
    for at, repeat in enumerate(found):
        groups.setdefault(repeat.of if repeat else at, set()).add(texts[at])
    return set(map(frozenset, groups.values()))


def test_short_texts_are_copies_only_under_one_title() -> None:
    short = "Занятия отменены."
    found = repeats([compared(title, short, None) for title in ("Мороз", "Буран", "МОРОЗ!", "Мороз")])
    assert [each and each.of for each in found] == [None, None, 0, 0]
    assert repeats([compared(None, "", None)] * 2) == [None, None]


END = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_no_two_events_of_the_newsroom_are_one() -> None:
    """Its articles are made of few sentences with other names and numbers; what it reprints is found."""
    since = END - timedelta(days=2)
    plans = [rows(site, since, END, slow=since.date(), share=0.4, seed=7) for site in SITES]
    stories = [story for seed in (1, 2) for story in publish(seed, END)]
    stories += [story for plan in plans for story in publish(7, END, plan=plan)]
    texts = [str(story.expected()["text"]) for story in stories]
    found = repeats([compared(story.title, text, story.at) for story, text in zip(stories, texts, strict=True)])
    groups: dict[int, list[int]] = {}
    for at, repeat in enumerate(found):
        groups.setdefault(repeat.of if repeat else at, []).append(at)
    pairs = {pair for group in groups.values() for pair in combinations(sorted(group), 2)}
    assert {pair for pair in pairs if texts[pair[0]] != texts[pair[1]]} <= _reprints(stories)
    assert _reprints(stories) <= pairs


def test_long_texts_that_differ_in_one_number() -> None:
    """However many numbers they state, and however few of their runs are kept."""
    archive = Archive(2 * PATTERNS)
    for number in range(PATTERNS):
        one, other = (archive.article(each).text for each in (number, number + PATTERNS))
        assert similarity(one, other) is None, one[:80]


def test_many_are_compared_at_once_as_two_are() -> None:
    archive = Archive(4 * PATTERNS)
    stories = [archive.article(number).text for number in range(0, 4 * PATTERNS, 2)]
    cut = [" ".join(text.split()[: len(text.split()) * share // 10]) for text in stories[:PATTERNS] for share in (4, 9)]
    counted = [" ".join(f"{number} тенге" for number in range(at, at + many)) for at in (0, 1) for many in (39, 40, 41)]
    texts = [*stories, *cut, *counted, *(text for pair in (*SAME, *OTHER) for text in pair)]
    texts += [f"{text} {counted[2]}" for text in texts[:40]] + [f"{text} {text.upper()[::-1]}" for text in texts[:40]]
    packed = [found.packed for text in texts if (found := sketch(None, text)) is not None]
    packed.append(b"\0" + packed[0][1:])  # of another version
    looked_at = found_alike = 0
    for one in packed[::13]:
        wanted = [alike(one, other) for other in packed]
        assert alike_of(one, packed) == wanted
        looked_at += len(shortlist(one, packed))
        found_alike += len(packed) - wanted.count(None)
    assert found_alike > 50
    assert looked_at < 2 * found_alike  # hardly more than what is alike
    assert alike_of(packed[-1], packed) == [None] * len(packed)
    assert alike_of(packed[0], []) == []


def _reprints(stories: list[Story]) -> set[tuple[int, int]]:
    """Of the same newsroom: two newsrooms have the same addresses, so the nearest one before is meant."""
    known: dict[str, int] = {}
    pairs = set()
    for at, story in enumerate(stories):
        if story.duplicate_of:
            pairs.add((known[story.duplicate_of], at))
        known[story.url] = at
    return pairs
