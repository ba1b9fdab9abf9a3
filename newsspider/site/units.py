"""How are the languages of one article fetched together, and what does each say of the others?

Where one key is an article in several languages, its pages are asked for one after the other, and their articles go on
when all have answered: each names the others as its translations, and a text that only repeats another language's is
none, as is an address that leads to another language's. A page that fails holds back none of them: it is asked for
again as any other, and its article names those that were stored before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newsspider.article import Article, Translation
from newsspider.dedup.copies import Told, copies
from newsspider.extensions.unit import Unit
from newsspider.normalise.text import comparison_form
from newsspider.site.answers import present
from newsspider.store.found import Found
from newsspider.store.newest import Newest

if TYPE_CHECKING:
    from newsspider.site.news_spider import NewsSpider

HOW = "id"  # provenance of the links: the site's own key
UNTRANSLATED = "untranslated"


def units(spider: NewsSpider, found: Sequence[Found]) -> list[Unit]:
    """In the order of the first page of each. With pages of the same articles that nobody has asked for yet, unless a
    person named the pages."""
    places = {each.id: _ids(spider, each.url) for each in found}
    missing = {id for ids in places.values() for id in ids} - places.keys()
    missing = set() if spider.wanted.urls else missing
    left = spider.session.due_of(sorted(missing), present()) if missing else []
    together: dict[tuple[str, ...], list[Found]] = {}
    for each in [*found, *left]:
        ids = places.get(each.id) or _ids(spider, each.url) or (each.id,)
        together.setdefault(ids, []).append(each)
    places_of = {ids: {id: at for at, id in enumerate(ids)} for ids in together}
    return [
        Unit.of(sorted(pages, key=lambda each: places_of[ids].get(each.id, len(ids))))
        for ids, pages in together.items()
    ]


def settled(spider: NewsSpider, unit: Unit) -> Iterator[Article]:
    """The articles of a unit of which nothing is missing any more."""
    away = led_away(spider, [(page.found, page.article) for page in unit.read])
    copied = linked(spider, [page.article for page in unit.read if page.found.id not in away])
    for page in unit.read:
        if page.found.id in away or page.article.id in copied:
            spider.refuse(page.found, UNTRANSLATED, page.response.status)
        else:
            yield page.article


def led_away(spider: NewsSpider, pages: Sequence[tuple[Found, Article]]) -> set[str]:
    """The ids of pages that lead to their article in another language, where that is written without them."""
    strays = [(found.id, article.id) for found, article in pages if _leads_away(spider, found, article)]
    if not strays:
        return set()
    known = {article.id for found, article in pages if article.id == found.id}
    known |= {each.id for each in spider.session.newest(sorted({id for _, id in strays}))}
    away = set()
    for page, id in strays:
        if id in known:
            away.add(page)
        known.add(id)
    return away


def _leads_away(spider: NewsSpider, found: Found, article: Article) -> bool:
    return article.id != found.id and article.id in _ids(spider, found.url, wanted=False)


def linked(spider: NewsSpider, articles: Sequence[Article]) -> set[str]:
    """Each names the others, and those that were stored before. The ids of those that only repeat another one."""
    stored = stored_siblings(spider, articles)
    copied = copies([*_told(spider, articles), *_told(spider, stored, kept=True)], form=comparison_form)
    own = [article for article in articles if article.id not in copied]
    for article in own:
        link(article, [*own, *stored])
    return copied


def stored_siblings(spider: NewsSpider, articles: Sequence[Article]) -> list[Newest]:
    """The same article in other languages, as earlier crawls wrote it."""
    ids = {id for article in articles for id in _ids(spider, article.url, wanted=False)}
    return spider.session.newest(sorted(ids - {article.id for article in articles}))


def link(article: Article, others: Sequence[Article | Newest]) -> None:
    links = [Translation(each.url, each.language, each.id, HOW) for each in others if each.id != article.id]
    if links:
        article.translations = sorted(links, key=lambda each: each.url)
        article.provenance["translations"] = HOW


def _ids(spider: NewsSpider, url: str, *, wanted: bool = True) -> tuple[str, ...]:
    """In the order of the editions; none where an article has no siblings."""
    addresses = spider.addresses()
    urls = addresses.siblings(url)
    if wanted:
        urls = tuple(each for each in urls if each == url or spider.is_of_wanted_edition(each))
    return tuple(addresses.id_of(each) for each in urls)


def _told(spider: NewsSpider, articles: Sequence[Article | Newest], *, kept: bool = False) -> Iterator[Told]:
    for each in articles:
        edition = spider.addresses().edition_of(each.url)
        if edition is not None and edition.language:
            yield Told(each.id, edition.language, each.language, each.text or "", kept)
