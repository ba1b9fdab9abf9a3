"""A small site with one key for an article in three languages, that needs no browser, and what goes wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from scrapy.http import Response
from scrapy.settings import BaseSettings

from newsspider.article import Article
from newsspider.discovery.editions import Edition
from newsspider.discovery.sources import Listing
from newsspider.settings import ITEM_PIPELINES
from newsspider.site import NewsSpider
from newsspider.store.found import Found
from tests.replica.page import Answer, answer, redirect

HOST = "ministry.example"
LANGUAGES = ("kk", "ru", "en")
WELL, UNREADABLE, UNWRITABLE, LED_AWAY, BOTH_LED_AWAY = 1, 2, 3, 4, 5
KEYS = (WELL, UNREADABLE, UNWRITABLE, LED_AWAY, BOTH_LED_AWAY)
_WORDS = {
    "kk": "Министрлік өзендегі су деңгейінің көтерілуі туралы халыққа хабарлады, ешкім зардап шеккен жоқ",
    "ru": "Министерство сообщило жителям о подъёме уровня воды в реке, никто из людей не пострадал",
    "en": "The ministry has told the people that the water of the river rises, and nobody was hurt",
}
_MOVED = {(LED_AWAY, "kk"): "ru", (BOTH_LED_AWAY, "kk"): "ru", (BOTH_LED_AWAY, "en"): "ru"}


def url(key: int, language: str) -> str:
    return f"https://{HOST}/news/{key}?lang={language}"


class Ministry(NewsSpider):
    """With a bug in its reading of one page, and one in what becomes of another."""

    name = "ministry"
    editions = tuple(
        Edition(
            language,
            home=f"https://{HOST}/",
            sources=(Listing(f"list/{{page}}?lang={language}"),),
            slash=False,
            query=f"lang={language}",
            language=language,
        )
        for language in LANGUAGES
    )
    article_url = r"^/news/(?P<key>\d+)$"
    shared_keys = True

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        settings.set("ITEM_PIPELINES", {**ITEM_PIPELINES, "tests.ministry.Faulty": 500}, priority="spider")

    def article_of(self, response: Response, url: str, found: Found) -> Article:
        article = super().article_of(response, url, found)
        _fail_at(article.url, UNREADABLE)
        return article


class Faulty:
    def process_item(self, item: Article) -> Article:
        _fail_at(item.url, UNWRITABLE)
        return item


def _fail_at(where: str, key: int) -> None:
    if where == url(key, "ru"):
        raise ZeroDivisionError


@dataclass
class Site:
    hosts: tuple[str, ...] = (HOST,)

    def answer(self, host: str, target: str, now: datetime) -> Answer | None:
        language = target[-2:]
        if target.startswith("/list/1?"):
            return answer("".join(f'<p><a href="/news/{key}?lang={language}">News {key}</a>' for key in KEYS))
        found = re.fullmatch(r"/news/(\d+)\?lang=(kk|ru|en)", target)
        if found is None:
            return None
        key = int(found[1])
        to = _MOVED.get((key, language))
        return redirect(url(key, to)) if to else answer(_page(key, language))


def _page(key: int, language: str) -> str:
    text = "".join(f"<p>{_WORDS[language]}: {key * 1000 + place}.</p>" for place in range(8))
    title = f"{_WORDS[language][:40]} {key}"
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="article:published_time" content="2026-11-19T0{key}:00:00Z"></head>'
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    )
