"""When has an article changed, when only its page, and how far?"""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from newsspider.article import Article, Image
from newsspider.dedup.versions import LONG, Verdict, compare, similarity
from newsspider.normalise.text import comparison_form, text_hash

TITLE = "Мост открыли"
FIRST = "Мост через реку открыли утром, движение уже началось."
SECOND = "Строители работали на нём три года."
THIRD = "Проезд по мосту останется бесплатным."
TEXT = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
RULES = "rules:2026"
GENERIC: dict[str, Any] = {"quality": ["unknown-layout"], "provenance": {"title": "og", "text": "prose"}}


def article(title: str | None = TITLE, text: str = TEXT, **more: Any) -> Article:
    values = {"provenance": {"title": RULES, "text": RULES}, "made_by": "newsspider/1", **more}
    return Article(id="1", url="https://a.kz/1", title=title, text=text, text_sha256=text_hash(text), **values)


def judged(before: Article, now: Article) -> Verdict:
    return compare(orjson.loads(before.to_json()), before, now, form=comparison_form)


CASES: list[tuple[Article, Article, str, tuple[str, ...]]] = [
    # before, now, what it is, what has changed
    (article(), article(), "unchanged", ()),
    (article(), article(TITLE.upper() + "!", TEXT.replace(". ", " ").replace("\n\n", "\n")), "unchanged", ()),
    (article(), article(tags=["мост"], lead=FIRST), "unchanged", ()),  # no version for these alone
    (article(), article("Мост закрыли"), "version", ("title",)),
    (article(), article(text=f"{TEXT}\n\nОбновлено: мост закрыт."), "version", ("text",)),
    (article(), article(text=TEXT.replace("три", "четыре")), "version", ("text",)),
    (article(text=FIRST), article(), "version", ("text",)),  # an urgent line became an article
    (
        article(published_at="2026-11-20T07:00:00Z", images=[Image("https://a.kz/1.jpg")]),
        article("Мост закрыли", "Иное.", lead="Иное.", published_at="2026-11-20T08:00:00Z", tags=["мост"]),
        "version",
        ("title", "lead", "text", "published_at", "tags", "images"),  # in the order of the record
    ),
    # Chrome, walls, designs, and a newsspider that reads better.
    (article(), article(text=FIRST), "doubtful", ("text",)),  # cut off
    (article(), article(text=FIRST[:30] + "…"), "doubtful", ("text",)),
    (article(), article(text=TEXT + "\n\nИ ещё.", quality=["short-text"]), "doubtful", ("text",)),
    (article(), article(text="Иное.", quality=["empty-body"]), "doubtful", ("text",)),
    (article(), article(None, quality=["no-title"]), "doubtful", ("title",)),
    (article(), article(text="Иное.", **GENERIC), "doubtful", ("text",)),  # a redesign that no rules know
    (article(**GENERIC), article(text="Иное."), "doubtful", ("text",)),  # rules were written for it
    (
        article(),
        article("Мост", provenance={"title": "og:title", "text": RULES}),
        "doubtful",
        ("title",),
    ),  # the headline is not found any more
    (article(), article(text="Иное.", made_by="newsspider/2"), "doubtful", ("text",)),
    (article(), article(text="Иное.", provenance={"title": RULES, "text": RULES + "+lines"}), "version", ("text",)),
    # Lines without the end of a sentence, in a layout that rules know.
    (
        article(),
        article(text=f"{FIRST}\n\nЧитайте также: Дорогу закрыли\n\n{SECOND}\n\n{THIRD}"),
        "doubtful",
        ("text",),
    ),
    (article(text=f"{TEXT}\n\nТоже об этом: Дорога"), article(), "doubtful", ("text",)),
    (article(), article(text=f"{FIRST}\n\n## Подробности\n\n{SECOND}\n\n{THIRD}"), "version", ("text",)),
    (article(text=f"{TEXT}\n\nДлина 120 метров"), article(text=f"{TEXT}\n\nДлина 130 метров"), "version", ("text",)),
    # In an unknown layout.
    (article(**GENERIC), article(text=f"{TEXT}\n\nПодпишитесь на наш канал!", **GENERIC), "doubtful", ("text",)),
    (article(**GENERIC), article(text=f"Главное за день.\n\n{TEXT}", **GENERIC), "doubtful", ("text",)),
    (article(text=f"{TEXT}\n\nЧитайте нас.", **GENERIC), article(**GENERIC), "doubtful", ("text",)),
    (
        article(**GENERIC),
        article(text=f"{FIRST}\n\nПоделиться 12\n\n{SECOND}\n\n{THIRD}", **GENERIC),
        "doubtful",
        ("text",),
    ),
    (article(**GENERIC), article(text=TEXT.replace(SECOND, "Строил его завод."), **GENERIC), "version", ("text",)),
    (
        article(**GENERIC),
        article(text=f"{FIRST}\n\nСначала его открыли для пешеходов.\n\n{SECOND}\n\n{THIRD}", **GENERIC),
        "version",
        ("text",),
    ),
    (article(**GENERIC), article("Мост закрыли", **GENERIC), "version", ("title",)),
]


@pytest.mark.parametrize(("before", "now", "kind", "changed"), CASES)
def test_changes(before: Article, now: Article, kind: str, changed: tuple[str, ...]) -> None:
    verdict = judged(before, now)
    assert (verdict.kind, verdict.changed) == (kind, changed)


def test_a_line_that_is_not_to_be_had_says_no_similarity() -> None:
    assert compare(None, article(), article(text="Иное.")) == Verdict("version", ("text",), None)
    assert compare(None, article(), article(text="Иное.", quality=["short-text"])).kind == "doubtful"


SIMILAR = [
    (TEXT, TEXT, 1.0, 1.0),
    ("", "", 1.0, 1.0),
    (TEXT, "", 0.0, 0.0),
    (TEXT, "Ничего общего здесь нет", 0.0, 0.01),
    (TEXT, TEXT.upper(), 1.0, 1.0),
    (TEXT, TEXT.replace("три", "четыре"), 0.8, 0.95),
    ("один два три четыре", "четыре три два один", 0.0, 0.3),  # the order counts
    ("桥梁今天上午正式通车", "桥梁今天下午正式通车", 0.6, 0.9),  # no spaces between words
]


@pytest.mark.parametrize(("one", "other", "least", "most"), SIMILAR)
def test_similarity(one: str, other: str, least: float, most: float) -> None:
    assert least <= similarity(one, other, form=comparison_form) <= most
    assert similarity(one, other, form=comparison_form) == similarity(other, one, form=comparison_form)


def test_title_alone_leaves_the_text_alike() -> None:
    assert judged(article(), article("Мост закрыли")).similarity == 1.0


def test_very_long_texts_are_compared_by_their_lines() -> None:
    lines = [f"Строка {number} о мосте" for number in range(LONG // 15)]
    changed = [*lines[:-500], "Мост закрыли"]
    assert 0.9 < similarity("\n".join(lines), "\n".join(changed), form=comparison_form) < 1
    assert similarity("\n".join(lines), "а" * LONG, form=comparison_form) == 0
