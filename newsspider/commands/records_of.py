"""Which records of a site's archive are of articles that were taken down?"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from newsspider.discovery.belonging import Belonging
from newsspider.site import NewsSpider
from newsspider.store.forms import forms
from newsspider.store.warc.index import Entry
from newsspider.store.warc.purge import Goes
from newsspider.store.warc.reading import Standing


def records_of(site: type[NewsSpider], connection: Connection | None, articles: Mapping[str, str]) -> Goes:
    """`articles`: id → URL. What was asked and answered under their addresses, and what the crawl knew of them."""
    known = forms(connection, site.name, tuple(articles)) if connection is not None else {}
    urls = {id: {*known.get(id, ()), *([articles[id]] if id in articles else [])} for id in {*articles, *known}}
    belonging = Belonging.of(site.addresses(), urls, rendered=bool(site.renders))

    def goes(record: Standing | Entry) -> bool:
        about = record.about if isinstance(record, Standing) else ""
        return about in belonging.ids or belonging.has(record.url)

    return goes
