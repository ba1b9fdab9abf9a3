"""Which article does a person mean, by a URL or an id?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, bindparam, select

from newsspider.commands.arguments import Sites, UsedWrongly, first_site, nothing_crawled
from newsspider.site import NewsSpider
from newsspider.store.forms import ELSEWHERE
from newsspider.store.reading import reading_only
from newsspider.store.tables import articles, pages
from newsspider.store.takedown import taken_down

_ID = re.compile(r"[0-9a-f]{16}")
_STORED = select(articles.c.id, articles.c.url, articles.c.source).where(articles.c.id == bindparam("value"))
_PAGE = select(pages.c.id, pages.c.url, pages.c.source, pages.c.status, pages.c.reason, pages.c.duplicate_of)


@dataclass(frozen=True, slots=True)
class Store:
    output: Path
    state: str | None
    sites: Sites


@dataclass(frozen=True, slots=True)
class Meant:
    id: str
    url: str
    source: str
    stored: bool = True


def meant_by(store: Store, told: list[str]) -> list[Meant]:
    """Raises UsedWrongly where one of them is nothing that could be meant."""
    with reading_only(store.output, store.state) as connection:
        if connection is None:
            raise UsedWrongly(nothing_crawled(store.output, first_site(store.sites)))
        return list({each.id: each for each in (_meant(store, connection, name) for name in told)}.values())


def _meant(store: Store, connection: Connection, told: str) -> Meant:
    if told.startswith("-"):
        raise UsedWrongly(f"unknown option {told}: -h shows those that there are")
    announced = Meant(told, "", "", stored=False) if _ID.fullmatch(told) else _announced(store, told)
    found = _known(connection, announced.id)
    if found is not None:
        return found
    if known := taken_down(store.output).get(announced.id):
        return Meant(known.id, known.url, known.source, stored=False)
    if not announced.source:
        raise UsedWrongly(f"{told}: no article of that id was ever announced; name its URL to keep it out")
    return announced


def _announced(store: Store, url: str) -> Meant:
    """By what the sites say of their URLs; it need not be stored."""
    for name in store.sites.list():
        spider = store.sites.load(name)
        if issubclass(spider, NewsSpider) and (canonical := spider.addresses().canonical(url)) is not None:
            return Meant(spider.addresses().id_of(canonical), canonical, name, stored=False)
    raise UsedWrongly(f"{url!r} is no id (16 hex digits) and no address of {', '.join(store.sites.list())}")


def _known(connection: Connection, id: str) -> Meant | None:
    row = connection.execute(_STORED, {"value": id}).first()
    if row is not None:
        return Meant(row.id, row.url, row.source)
    page = connection.execute(_PAGE.where(pages.c.id == id)).first()
    if page is None:
        return None
    if page.status == "duplicate" and page.reason in ELSEWHERE and page.duplicate_of not in (None, id):
        return _known(connection, page.duplicate_of)
    return Meant(page.id, page.url, page.source, stored=False)
