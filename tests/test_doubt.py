"""Does a layout that fits say so when the page shows more, or its title and date stand elsewhere?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsspider.article import Article
from newsspider.extract.article import NotAnArticle, Site, extract_article
from newsspider.extract.page import parse
from newsspider.extract.prose import longest_prose
from newsspider.extract.rules import Rules

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
RULES = Rules("2024", body=".text", title="h1.title", published=".date", lead=".lead")
WORDS = "мост река город утро автобус школа улица снег ремонт дорога станция площадь парк берег вокзал".split()


def paragraphs(number: int, start: int = 0) -> str:
    """Sentences of some hundred letters, none like another."""
    said = (
        f"Житель номер {n} рассказал, что {WORDS[n % 15]} и {WORDS[(n * 7 + 3) % 15]} изменились за {n + 2} года, "
        f"а {WORDS[(n * 4 + 1) % 15]} остался таким, каким был."
        for n in range(start, start + number)
    )
    return "".join(f"<p>{text}</p>" for text in said)


def page(body: str, after: str = "", *, title: str = '<h1 class="title">Мост открыли</h1>') -> str:
    return f"""<html><head><meta property="og:title" content="Мост открыли">
    <meta property="article:published_time" content="2026-11-19T10:00:00+05:00"></head><body>{title}
    <div class="date">19.11.2026 10:00</div><div class="text">{body}</div>{after}</body></html>"""


def read(html: str) -> Article:
    site = Site("a", "ru", "Asia/Almaty", (RULES,))
    return extract_article(html.encode(), url="https://a.kz/1", site=site, now=NOW)


FEW, MANY = paragraphs(2), paragraphs(14)
OTHERS = paragraphs(14, 40)
PART = page("").replace('<div class="text"></div>', f'<div class="story"><div class="text">{FEW}</div>{OTHERS}</div>')
CASES = [
    (page(MANY), [], "rules:2024"),
    (page(FEW), [], "rules:2024"),  # short news are normal
    (page(FEW, f'<div class="story">{MANY}</div>'), ["short-text"], "trafilatura"),  # the class is another box's now
    (page(paragraphs(8), f'<div class="story">{paragraphs(22)}</div>'), ["short-text"], "rules:2024"),  # no fraction
    (page(FEW, f'<div class="story">{OTHERS}</div>'), ["short-text"], "rules:2024"),  # not the same article
    (page(FEW, f'<h1>Другая новость</h1><div class="story">{FEW}{OTHERS}</div>'), ["short-text"], "rules:2024"),
    (page(FEW, f'<h1 class="title">Другая</h1><div class="text">{OTHERS}</div>'), [], "rules:2024"),  # the next one
    (page(FEW, f"<aside>{OTHERS}</aside>"), [], "rules:2024"),
    (page(FEW, f"<footer><div>{OTHERS}</div></footer>"), [], "rules:2024"),
    (page(FEW, f'<div class="comments-list"><div>{OTHERS}</div></div>'), [], "rules:2024"),
    (page(FEW, OTHERS.replace("<p>", "<div><p>").replace("</p>", "</p></div>")), [], "rules:2024"),  # teasers
    (page(FEW, OTHERS.replace("<p>", '<p><a href="/2">').replace("</p>", "</a></p>")), [], "rules:2024"),
    (PART, ["short-text"], "trafilatura"),  # the class is that of a part now
    (page(MANY, title="<h1>Мост открыли</h1>"), ["layout-drift"], "rules:2024"),
    (page(MANY).replace('class="date"', 'class="when"'), ["layout-drift"], "rules:2024"),
]


@pytest.mark.parametrize(("html", "quality", "origin"), CASES)
def test_flags(html: str, quality: list[str], origin: str) -> None:
    article = read(html)
    assert article.quality == quality
    assert article.provenance["text"] == origin


def test_the_longer_text_is_the_article() -> None:
    text = read(page(FEW, f'<div class="story">{MANY}</div>')).text or ""
    assert text.count("Житель номер") == 14


def test_an_empty_body_beside_prose_is_not_filled_with_it() -> None:
    with pytest.raises(NotAnArticle, match="no-text"):
        read(page("", f'<div class="story">{MANY}</div>'))


PROSE = [
    (paragraphs(5), 5),
    (paragraphs(2), 0),  # too few
    (paragraphs(2) + f"<div>{paragraphs(4)}</div>", 4),  # side by side
    (paragraphs(4).replace("<p>", "<br>").replace("</p>", ""), 4),
    (f"<nav>{paragraphs(9)}</nav>{paragraphs(3)}", 3),
]


@pytest.mark.parametrize(("html", "number"), PROSE)
def test_prose(html: str, number: int) -> None:
    _, letters = longest_prose(parse(f"<html><body><div>{html}</div></body></html>"))
    assert letters == pytest.approx(110 * number, rel=0.25)
