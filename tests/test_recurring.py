"""Are lines that recur dropped, and only where nothing of the article goes with them?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsspider.article import Article, LanguageShare
from newsspider.normalise.cleaned import changed_fields, clean_article
from newsspider.normalise.recurring import Known, same_but_for_recurring, verdict, without_recurring
from newsspider.normalise.text import text_hash
from newsspider.normalise.text_lines import counted_lines, is_dateline, line_key, lines_of

PROSE = "Қалада жаңа көпір ашылды, оны мыңдаған тұрғын ұзақ күтті."
MORE = "Құрылыс екі жылға созылды, енді жаңа бағыт пайда болды."
JOIN = "Telegram арнамызға жазылыңыз!"
SHARE = "Бөлісу"


@dataclass(frozen=True)
class Seen:
    articles: int = 0
    decision: str | None = None


@dataclass(frozen=True)
class Counts:
    articles: int = 100
    lines: dict[str, Seen] = field(default_factory=dict)


def known(*learnt: str, forbidden: tuple[str, ...] = ()) -> Known:
    return Known(frozenset(map(line_key, learnt)), frozenset(map(line_key, forbidden)))


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


SAME_LINE = [
    ("Бөлісу", "БӨЛІСУ:", True),
    ("- Бөлісу", "> ## Бөлісу", True),  # however it is set
    ("Подпишитесь на наш Telegram-канал", "Подпишитесь на наш «Telegram — канал»", True),
    ("Просмотров: 15", "Просмотров: 16", False),  # or tables of figures would recur
    ("Бөлісу", "Бөлісу керек", False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME_LINE)
def test_keys(one: str, other: str, same: bool) -> None:
    assert (line_key(one) == line_key(other)) is same
    assert len(line_key(one)) == 16


def test_lines() -> None:
    given = "АСТАНА. KAZINFORM\n\n## Ауа райы\n\n> - Астана\nҚала | Күн\n***"
    lines = lines_of(given)
    assert [line.kind for line in lines] == ["plain", "plain", "heading", "plain", "item", "row", "plain"]
    assert [line.text for line in lines if line.key] == ["АСТАНА. KAZINFORM", "Ауа райы", "Астана", "Қала | Күн"]
    assert list(counted_lines(given).values()) == ["Ауа райы", "Астана", "Қала | Күн"]
    assert counted_lines("") == {}


def test_a_text_of_lines_without_end_is_counted_at_both_ends() -> None:
    lines = list(counted_lines("\n".join(map(str, range(100_000)))).values())
    assert (len(lines), lines[0], lines[-1]) == (400, "0", "99999")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("АСТАНА. KAZINFORM", True),
        ("ASTANA.QAZINFORM", True),
        ("ASTANA. QAZINFORM –", True),
        ("НҰР-СҰЛТАН. ҚазАқпарат –", True),
        ("АЛМАТЫ. 5 қараша. KAZINFORM", True),
        ("ТҮРКІСТАН ОБЛЫСЫ, KAZINFORM", True),
        ("АЛМАТЫ (Интерфакс-Казахстан)", True),
        ("ПОДЕЛИТЬСЯ", False),
        ("ЧИТАЙТЕ ТАКЖЕ:", False),
        ("Читайте также. Новости", False),
        ("ПОДЕЛИТЬСЯ. 0", False),
        ("РЕКЛАМА. 12+", False),
        ("АСТАНА. KAZINFORM – Үкімет отырысында көктемгі су тасқынына дайындық қаралды", False),
        ("", False),
        ("...", False),
    ],
)
def test_datelines(line: str, wanted: bool) -> None:
    assert is_dateline(line) is wanted


@pytest.mark.parametrize(
    ("articles", "decision", "of", "wanted"),
    [
        (9, None, 9, "kept"),  # all of nine: too few to know
        (10, None, 10, "learnt"),
        (10, None, 33, "learnt"),
        (10, None, 34, "kept"),
        (30, None, 100, "learnt"),
        (29, None, 100, "kept"),
        (0, "learnt", 900, "learnt"),  # for good
        (100, "allowed", 100, "allowed"),
        (0, "forbidden", 100, "forbidden"),
    ],
)
def test_verdicts(articles: int, decision: str | None, of: int, wanted: str) -> None:
    assert verdict(Seen(articles, decision), of) == wanted


LIST = ("- Астана: ашық", "- Алматы: бұлтты", "- Ақтау")
CASES = [
    # the text, what was learnt, what is left
    (text(PROSE, MORE, JOIN), (JOIN,), text(PROSE, MORE)),
    (text(JOIN, PROSE, MORE), (JOIN,), text(PROSE, MORE)),
    (text(PROSE, f"{MORE}\n{JOIN}"), (JOIN,), text(PROSE, MORE)),  # a line of a paragraph
    (text(PROSE, JOIN, MORE, JOIN), (JOIN,), text(PROSE, MORE)),
    (text(PROSE, MORE), (JOIN,), None),
    # datelines stay, at the beginning
    (text("АСТАНА. KAZINFORM", PROSE, MORE), ("АСТАНА. KAZINFORM",), None),
    (text(PROSE, MORE, MORE, "АСТАНА. KAZINFORM"), ("АСТАНА. KAZINFORM",), text(PROSE, MORE, MORE)),
    # headings stay where something stands under them
    (text(PROSE, "## Толығырақ", MORE), ("Толығырақ",), None),
    (text(PROSE, MORE, "## Толығырақ"), ("Толығырақ",), text(PROSE, MORE)),
    (text(PROSE, MORE, "## Толығырақ", JOIN), ("Толығырақ", JOIN), text(PROSE, MORE)),
    (text(PROSE, "## Толығырақ", "## Құрылыс", MORE), ("Толығырақ",), text(PROSE, "## Құрылыс", MORE)),
    (text(PROSE, MORE, "## Құрылыс", JOIN), (JOIN,), text(PROSE, MORE, "## Құрылыс")),
    # lists and tables go as a whole or stay
    (text(PROSE, *LIST, MORE), ("Ақтау",), None),
    (text(PROSE, *LIST, MORE), LIST, text(PROSE, MORE)),
    (text(PROSE, "Қала | Күн\nАстана | ашық", MORE), ("Қала | Күн",), None),
    (text(PROSE, MORE, "Telegram | Instagram"), ("Telegram | Instagram",), text(PROSE, MORE)),
    (text(PROSE, "> " + JOIN, MORE), (JOIN,), text(PROSE, MORE)),
]


@pytest.mark.parametrize(("given", "learnt", "wanted"), CASES)
def test_what_is_left(given: str, learnt: tuple[str, ...], wanted: str | None) -> None:
    rest = without_recurring(given, known(*learnt))
    assert rest.text == (wanted or given)
    assert bool(rest.dropped) is (wanted is not None)
    assert without_recurring(rest.text, known(*learnt)).text == rest.text


def test_signatures_of_the_authors_stay() -> None:
    given = text(PROSE, MORE, "Автор: Айгерим Абилмажитова")
    learnt = known("Автор: Айгерим Абилмажитова")
    assert without_recurring(given, learnt, ["Айгерим АБИЛМАЖИТОВА"]).text == given
    assert without_recurring(given, learnt, ["Айгерим Абил", ""]).text == text(PROSE, MORE)


def test_a_text_keeps_most_of_its_letters() -> None:
    rest = without_recurring(text(PROSE, MORE), known(MORE))
    assert (rest.text, rest.held_back) == (PROSE, False)
    rest = without_recurring(text(MORE, PROSE), known(PROSE))
    assert (rest.text, rest.dropped, rest.held_back) == (text(MORE, PROSE), (), True)


def test_what_a_person_forbids_goes_whatever_speaks_for_it() -> None:
    given = text("АСТАНА. KAZINFORM", "## Толығырақ", *LIST, PROSE, PROSE)
    for line in ("АСТАНА. KAZINFORM", "Толығырақ", "Ақтау", PROSE):
        rest = without_recurring(given, known(forbidden=(line,)))
        assert line_key(line) not in counted_lines(rest.text)
        assert rest.dropped
    assert without_recurring(PROSE, known(forbidden=(PROSE,))).text == PROSE  # but nothing is emptied
    assert without_recurring(f"{PROSE}\n\n***", known(forbidden=(PROSE,))).text.startswith(PROSE)


def test_forbidden_lines_go_where_learnt_ones_are_held_back() -> None:
    rest = without_recurring(text(PROSE, JOIN, "Толық"), known(PROSE, forbidden=(JOIN,)))
    assert (rest.text, rest.dropped, rest.held_back) == (text(PROSE, "Толық"), (line_key(JOIN),), True)


@given(st.text(st.sampled_from("аб |-#>\n."), max_size=60), st.lists(st.sampled_from(["а", "б", "аб", "- а", "## б"])))
def test_any_text(given: str, learnt: list[str]) -> None:
    assert without_recurring(given, Known()).text == given
    rest = without_recurring(given, known(*learnt))
    assert bool(rest.text) is bool(given)
    assert not rest.dropped or set(rest.dropped) <= known(*learnt).learnt


def article(**more: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"authors": [], "cites": [], "lead": None}
    empty |= {"languages": [], "language": "kk", "quality": []}
    return empty | {"provenance": {"text": "rules:2026", "lead": "rules:2026"}} | more


def test_what_changes_with_the_text() -> None:
    changes, dropped = changed_fields(article(text=text(PROSE, MORE, JOIN)), known(JOIN))
    assert dropped == 1
    assert changes == {
        "text": text(PROSE, MORE),
        "text_sha256": text_hash(text(PROSE, MORE)),
        "provenance": {"text": "rules:2026+lines", "lead": "rules:2026"},
    }
    again = article(text=text(PROSE, MORE, JOIN), provenance={"text": "trafilatura+lines"})
    assert changed_fields(again, known(JOIN))[0]["provenance"] == {"text": "trafilatura+lines"}
    assert changed_fields(article(text=text(PROSE, MORE)), known(JOIN)) == ({}, 0)
    assert changed_fields(article(text=None), known(JOIN)) == ({}, 0)


def test_a_lead_that_recurs_is_none() -> None:
    changes, _ = changed_fields(article(text=text(JOIN, PROSE, MORE), lead=JOIN), known(JOIN))
    assert (changes["lead"], changes["provenance"]) == (None, {"text": "rules:2026+lines"})


def test_sources_that_only_a_dropped_line_names_go_with_it() -> None:
    line = "Толығырақ Polisia.kz сайтында, деп хабарлайды ІІМ."
    named = {"name": "ІІМ", "domain": None, "phrase": "деп хабарлайды ІІМ"}
    kept = {"name": "Polisia.kz", "domain": "polisia.kz", "phrase": PROSE[:20]}
    changes, _ = changed_fields(article(text=text(PROSE, MORE, line), cites=[named, kept]), known(line))
    assert changes["cites"] == [kept]


def test_a_text_that_recurs_is_flagged_once() -> None:
    changes, dropped = changed_fields(article(text=JOIN, quality=["no-date"]), known(JOIN))
    assert (changes, dropped) == ({"quality": ["no-date", "mostly-recurring"]}, 0)
    assert changed_fields(article(text=JOIN, **changes), known(JOIN)) == ({}, 0)


def test_a_line_in_another_language_makes_no_text_a_mixed_one() -> None:
    russian = "Подписывайтесь на наш канал, чтобы первыми узнавать все новости страны, региона и города. " * 2
    kazakh = text(*[f"{PROSE} {MORE}"] * 3)
    mixed = Article(text=text(kazakh, russian), language="kk", script="Cyrl", provenance={"text": "trafilatura"})
    mixed.languages = [LanguageShare("kk", "Cyrl", 0.7), LanguageShare("ru", "Cyrl", 0.3)]
    clean_article(mixed, Counts(100, {line_key(russian): Seen(50)}))
    assert (mixed.text, mixed.language, mixed.languages) == (kazakh, "kk", [])
    assert mixed.text_sha256 == text_hash(kazakh)


COMPARED = [
    (text(PROSE, MORE), text(PROSE, MORE, JOIN), True),  # learnt in between
    (text(PROSE, MORE, SHARE), text(JOIN, PROSE, MORE), True),  # allowed in between
    (text(PROSE, MORE), text(MORE, PROSE), False),
    (text(PROSE, MORE), text(PROSE, JOIN), False),
    (JOIN, SHARE, False),  # nothing equals nothing
]


@pytest.mark.parametrize(("one", "other", "same"), COMPARED)
def test_same_page(one: str, other: str, same: bool) -> None:
    counts = Counts(100, {line_key(JOIN): Seen(50), line_key(SHARE): Seen(1, "allowed"), line_key(PROSE): Seen(1)})
    assert same_but_for_recurring(one, other, counts) is same
