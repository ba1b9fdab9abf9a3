"""Which sources does the article name, and does the page say their addresses?"""

from __future__ import annotations

import re
from collections.abc import Mapping

from newsspider.article import Article
from newsspider.extract.phrases import CHANNEL_HOSTS
from newsspider.extract.reading import Reading
from newsspider.normalise.citations import citations
from newsspider.normalise.text import comparison_form
from newsspider.normalise.urls import absolute, host_of

_MANY = 2000  # links of a page
_LONGEST = 300  # letters of a link that is a name


def fill_cites(article: Article, page: Reading, hosts: Mapping[str, str]) -> None:
    """A source whose very name is a link has the domain of that link, if it is neither the site's nor a network's."""
    own = {*hosts, *hosts.values(), host_of(page.url), article.source, page.found.one("og:site_name") or ""}
    cites = citations(article.text or "", own=own - {""})
    unknown = [cite for cite in cites if cite.domain is None]
    linked = _linked(page, [cite.name for cite in unknown])
    for cite in unknown:
        host = linked.get(comparison_form(cite.name), "")
        if host and host not in own and not CHANNEL_HOSTS.search(host):
            cite.domain = re.sub(r"^(?:www|m)\.", "", host)
    article.note("cites", cites, "text")


def _linked(page: Reading, names: list[str]) -> dict[str, str]:
    """The hosts to which links lead whose words are a name, and maybe others; the first link counts."""
    found: dict[str, str] = {}
    beginnings = {name.split()[0] for name in names}
    for link in page.scope.xpath(".//a[@href]")[:_MANY] if names else ():
        words = link.text_content()
        if len(words) > _LONGEST or not any(beginning in words for beginning in beginnings):
            continue  # most links of a page; comparing costs
        if target := absolute(link.get("href"), page.url):
            found.setdefault(comparison_form(words), host_of(target))
    return found
