"""Does a live report keep every entry, its time on a line of its own, in the page's order?"""
# ruff: noqa: E501  markup reads better unbroken

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from newsspider.article import Article
from newsspider.extract.article import Site, extract_article
from newsspider.spiders.kazinform import KazinformSpider
from newsspider.spiders.tengrinews import TengrinewsSpider

SAID = "Құтқарушылар қардан тағы отыз адамды алып шықты, деп хабарлады баспасөз қызметі {}."
ENTRIES = "".join(
    f"{form.format(time=f'{23 - hour:02}:{hour:02}', said=SAID.format(hour))}\n"
    for hour, form in enumerate(
        (
            '<div class="live-item"><time datetime="2026-01-01T12:45:00+05:00">{time}</time><p>{said}</p></div>',
            "<p><time>{time}</time> {said}</p>",
            "<p><strong>{time}</strong></p><p>{said}</p>",
            "<p><b>{time}</b><br>{said}</p>",
            "<div><p><time>{time}</time></p><p>{said}</p></div>",
        )
        * 4
    )
)
WANTED = [f"{23 - hour:02}:{hour:02} {SAID.format(hour)}" for hour in range(20)]
SENTENCE = "<p>Бұл сағат <time>11:00</time> болды, сосын жол жабылды деп хабарлады полиция.</p>"

PAGES = [
    ('<h1 class="article__title">Көпір</h1><time>21:38, 18 Тамыз 2025</time><div class="article__content">{}</div>', "gen4"),
    (
        '<div class="article__body"><div class="article__body-main"><div class="article__time">11:20, 20 Қаңтар 2025</div>'
        '<h1 class="article__title">Көпір</h1></div><div class="article__body-text">{}</div></div>',
        "gen3",
    ),
    ('<div class="content_main"><h1 class="head-single">Көпір</h1><div class="content_main_meta"></div>'
     '<div class="content_main_text">{}</div></div>', "2024"),
    ("<article><h1>Көпір</h1>{}</article>", None),
]  # fmt: skip


def read(html: str, design: str | None) -> Article:
    sites = {"2024": (TengrinewsSpider, "https://kaz.tengrinews.kz/news/kopir-1/"), None: (None, "https://a.kz/n-1/")}
    spider, url = sites.get(design, (KazinformSpider, "https://kaz.inform.kz/news/kopir-1ec948/"))
    page = f"<!doctype html><meta charset=utf-8><title>Көпір</title><body>{html}"
    site = spider.reading(url) if spider else Site()
    return extract_article(page.encode(), url=url, site=site, now=datetime(2026, 1, 2, tzinfo=UTC))


@pytest.mark.parametrize(("page", "design"), PAGES)
def test_every_entry(page: str, design: str | None) -> None:
    article = read(page.format(ENTRIES + SENTENCE), design)
    *entries, last = re.split(r"\n+(?=\d\d:\d\d\n|Бұл)", article.text or "")
    assert [" ".join(entry.split()) for entry in entries] == WANTED
    assert last == "Бұл сағат 11:00 болды, сосын жол жабылды деп хабарлады полиция."
