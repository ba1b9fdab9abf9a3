"""Which pages mark their article as an advertisement?"""
# ruff: noqa: E501  markup reads better unbroken

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsspider.article import Article
from newsspider.extract.article import Site, extract_article
from newsspider.extract.rules import Rules

NOW = datetime(2026, 1, 1, tzinfo=UTC)
BODY = "".join(f"<p>Жаңа көпір көктемде ашылады, деп хабарлады құрылысшылар {n}-ші рет.</p>" for n in range(6))
TITLE = "<h1>Көпір ашылды</h1>"


def read(body: str, site: Site) -> Article:
    page = f"<!doctype html><meta charset=utf-8><title>Көпір ашылды</title><body>{body}"
    return extract_article(page.encode(), url="https://a.kz/n/1-2/", site=site, now=NOW)


SECTIONS = [
    *("Реклама", "Жарнама", "PR", "Промо", "На правах рекламы", "Партнёрский материал", "Серіктес материалы", "Advertorial", "Sponsored"),
]  # fmt: skip


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_says_it(name: str) -> None:
    trail = f'<ul class=breadcrumb><li><a href="/">Басты бет</a></li><li><a href="/x/">{name}</a></li></ul>'
    layouts = (Rules(name="a", body=".body", breadcrumbs=".breadcrumb li"),)
    for known in (layouts, ()):
        page = f"{trail}<article>{TITLE}<div class=body>{BODY}</div></article>"
        assert read(page, Site(layouts=known)).sponsored


UNKNOWN = [
    # a badge at the headline
    (f"<article><div><span class=badge>Партнерский материал</span>{TITLE}</div>{BODY}</article>", True),
    (f"<article><span>На правах рекламы</span>{TITLE}{BODY}</article>", True),
    (f"<article>{TITLE}<div class=meta><a href='/pr/'>Партнёрский материал</a></div>{BODY}</article>", True),
    (f"<article><header><span class=label>Жарнама</span>{TITLE}</header>{BODY}</article>", True),
    (f"<article><a class='post-category' href='/reklama/'>Реклама</a>{TITLE}{BODY}</article>", True),
    (f"<article>{TITLE}<span class='badge'>Sponsored</span>{BODY}</article>", True),
    # a line of the text
    (f"<article>{TITLE}{BODY}<p>На правах рекламы</p></article>", True),
    (f"<article>{TITLE}{BODY}<p><em>Серіктес материалы</em></p></article>", True),
    # structured data
    (f'<script type="application/ld+json">{{"@type": "AdvertiserContentArticle"}}</script><article>{TITLE}{BODY}</article>', True),
    # the page's frame
    (f"<div class=banner>Реклама</div><article>{TITLE}{BODY}</article>", False),
    (f"<article>{TITLE}<div class='ad label'>Реклама</div>{BODY}</article>", False),
    (f"<article>{TITLE}{BODY}</article><aside><h3>Реклама</h3><a href='/x/'>Купите</a></aside>", False),
    (f"<nav><a href='/pr/'>PR</a><a href='/ads/'>Реклама</a></nav><article>{TITLE}{BODY}</article>", False),
    (f"<ul class=menu><li>Реклама</li></ul>{TITLE}<div>{BODY}</div>", False),
    (f"<header><a class='menu-tag' href='/ads/'>Реклама</a></header><article>{TITLE}{BODY}</article>", False),
    (f"<article>{TITLE}{BODY}<div class='adv'><span>Реклама</span><iframe src='/b'></iframe></div></article>", False),
    (f"<article>{TITLE}{BODY}<p><a rel=sponsored href='https://b.kz/'>Сілтеме</a> туралы сөйлем осылай аяқталады.</p></article>", False),
    # an advertisement beside the headline, a menu before it
    (f"<div class=box><div class=tag>Реклама</div><a href='//ads.kz/'><img src='/a.png'></a></div>{TITLE}<div>{BODY}</div>", False),
    (f"<div class=box><div class=tag>Реклама</div><a href='https://b.kz/'>Көр</a></div>{TITLE}<div>{BODY}</div>", False),
    (f"<div class=box><div class=tag>Реклама</div><iframe src='/b'></iframe></div>{TITLE}<div>{BODY}</div>", False),
    (f"<div class=tag>Реклама</div><div><ins></ins></div>{TITLE}<div>{BODY}</div>", False),
    (f"{TITLE}<div class=labeled><span class=ad-label>Реклама</span><img src='/a.png'></div><div>{BODY}</div>", False),
    (f"{TITLE}<div class=tag><span class=adlabel>Реклама</span></div><div>{BODY}</div>", False),
    (f"<div class=tags><a href='/r/'>PR</a></div>{TITLE}<div>{BODY}</div>", False),
    (f"<div><a href='/r/'>Партнёрский материал</a></div>{TITLE}<div>{BODY}</div>", False),
    (f"<div class=tag>Реклама</div>{TITLE}<img src='/a.png'><div>{BODY}</div>", True),
    (f"<article>{TITLE}<div><span class=tag>Реклама</span><a href='https://t.me/share'>↗</a></div>{BODY}</article>", True),
    (f"{TITLE}<div class=tag><a href='http://['>Реклама</a></div><div>{BODY}</div>", True),
    # what an article is about is no mark
    (f'<meta property="article:tag" content="реклама"><meta property="article:tag" content="PR"><article>{TITLE}{BODY}</article>', False),
    (f'<meta property="article:tag" content="Партнёрский материал"><article>{TITLE}{BODY}</article>', True),
    (f"<article><span class=badge>Қоғам</span>{TITLE}{BODY}</article>", False),
]  # fmt: skip


@pytest.mark.parametrize(("body", "sponsored"), UNKNOWN)
def test_unknown_page(body: str, sponsored: bool) -> None:
    article = read(body, Site())
    assert article.sponsored is sponsored
    assert "рекламы" not in (article.text or "")
