"""Which sources does the article name, and does the page say their addresses?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urljoin

from newsspider.article import Article
from newsspider.extract import select
from newsspider.extract.phrases import CHANNEL_HOSTS
from newsspider.extract.reading import Reading
from newsspider.normalise.citations import citations
from newsspider.normalise.text import comparison_form
from newsspider.normalise.urls import host_of

_MANY = 2000  # links of a page


def fill_cites(article: Article, page: Reading, hosts: Mapping[str, str]) -> None:
    """A source whose very name is a link has the domain of that link, if it is neither the site's nor a network's."""
    own = {*hosts, *hosts.values(), host_of(page.url), article.source, page.found.one("og:site_name") or ""}
    cites = citations(article.text or "", own=own - {""})
    if any(cite.domain is None for cite in cites):
        linked = _linked(page)
        for cite in cites:
            host = linked.get(comparison_form(cite.name), "")
            if cite.domain is None and host and host not in own and not CHANNEL_HOSTS.search(host):
                cite.domain = re.sub(r"^(?:www|m)\.", "", host)
    article.note("cites", cites, "text")


def _linked(page: Reading) -> dict[str, str]:
    """The hosts to which the words of a link lead; the first link counts."""
    found: dict[str, str] = {}
    for link in page.scope.xpath(".//a[@href]")[:_MANY]:
        try:
            host = host_of(urljoin(page.url, link.get("href").strip()))
        except ValueError:
            continue  # `http://[`
        found.setdefault(comparison_form(select.text_of(link) or ""), host)
    return found
