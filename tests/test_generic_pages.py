"""What is read of pages whose design nobody described."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsspider.extract.article import Site, extract_article

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
WORDS = (
    "Жаңа көпір арқылы күн сайын он мыңға жуық көлік өтеді, деп хабарлады қала әкімдігі.",
    "Құрылыс үш жылға созылды, ал оның жобасын жергілікті инженерлер жасаған болатын.",
    "Ауыл тұрғындары енді қалаға жиырма минутта жетеді, бұрын жол бір сағатқа созылатын.",
    "Келесі жылы көпірдің жанынан жаяу жүргіншілерге арналған өткел салынбақ.",
    "Жоба бюджеттен қаржыландырылды, қосымша шығын болған жоқ, деді бас инженер.",
    "Көпірдің ашылу салтанатына мыңнан астам адам қатысты, кешке концерт өтті.",
)
PROSE = tuple(f"{number}-бөлім. {WORDS[number % 6]} {WORDS[number % 5]}" for number in range(1, 14))


def text_of(page: str) -> str:
    body = f"<!doctype html><html><head><title>Көпір</title></head><body>{page}</body></html>"
    article = extract_article(body.encode(), url="https://example.kz/news/kopir-1/", site=Site(), now=NOW)
    return article.text or ""


def block(first: int, last: int, name: str = "article-body") -> str:
    return f'<div class="{name}">' + "".join(f"<p>{line}</p>" for line in PROSE[first:last]) + "</div>"


def test_a_text_in_three_containers_is_whole() -> None:
    advert = '<div class="ad"><a href="/x">Жарнама</a></div>'
    page = f"<article><h1>Көпір ашылды</h1>{block(0, 8)}{advert}{block(8, 11)}{advert}{block(11, 13)}</article>"
    assert text_of(page).split("\n\n") == list(PROSE[:13])


@pytest.mark.parametrize(
    "behind",
    [
        block(8, 11),  # outside the article: perhaps another one
        f"<article><h2>Басқа жаңалық</h2>{block(8, 11)}</article>",  # the next article
        f"<article>{block(8, 11, 'comment')}</article>",
    ],
)
def test_what_only_looks_alike_is_not_taken(behind: str) -> None:
    page = f"<main><article><h1>Көпір ашылды</h1>{block(0, 8)}</article><aside>…</aside>{behind}</main>"
    assert text_of(page).split("\n\n") == list(PROSE[:8])


@pytest.mark.parametrize(
    "headline",
    [
        "<h1>Көпір ашылды: он мың көлік</h1>",
        "<p>Қоғам</p><h1>Көпір ашылды: он мың көлік</h1>",
        "<h1><span>Көпір ашылды:</span><span>он мың көлік</span></h1>",  # no space between the two
    ],
)
def test_the_headline_is_no_part_of_the_text(headline: str) -> None:
    page = f"<article>{headline}{block(0, 8)}</article>"
    assert "Көпір ашылды" not in text_of(page)
    assert PROSE[0] in text_of(page)
