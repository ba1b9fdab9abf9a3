"""What do the rules, JSON-LD, the meta tags and the link say of an article, in this order?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newsspider.article import Article, Translation
from newsspider.extract import microdata, people, select
from newsspider.extract.metadata import titles
from newsspider.extract.reading import Reading
from newsspider.extract.told import ORIGIN
from newsspider.normalise.text import clean_line, comparison_form
from newsspider.normalise.urls import absolute, host_of, normalise_url

_MANY = 100  # values of one field that are believed
_HOME = frozenset({"главная", "главная страница", "басты бет", "home", "басты", "basty bet", "首页"})


def fill_title(article: Article, page: Reading) -> None:
    if page.told:
        article.note("title", page.told.title, ORIGIN)
    if page.rules:
        article.note("title", select.value(page.tree, page.rules.title), page.by_rules)
    if article.title is None:
        article.note("title", *next(titles(page.found), (None, "")))
    if page.link:
        article.note("title", clean_line(page.link.title), page.via)


def fill_authors(article: Article, page: Reading) -> None:
    own = (
        host_of(page.url),
        host_of(page.url).removeprefix("www."),
        article.source,
        page.found.one("og:site_name"),
        page.found.one("article:publisher"),
    )
    if page.rules and page.rules.authors is not None:
        article.note("authors", people.authors(select.values(page.scope, page.rules.authors), site=own), page.by_rules)
        if not page.rules.authors:
            return
    article.note("authors", people.authors(page.found.json_ld.authors, site=own)[:_MANY], "json-ld")
    for names in (
        page.found.many("author", "dc.creator", "parsely-author", "sailthru.author"),
        page.found.many("article:author"),
    ):
        article.note("authors", people.authors(names, site=own)[:_MANY], "meta")


def fill_place(article: Article, page: Reading) -> None:
    """Section and breadcrumbs."""
    if page.rules:
        found = select.elements(page.tree, page.rules.breadcrumbs)
        article.note("breadcrumbs", _crumbs(found, page.url)[:_MANY], page.by_rules)
        article.note("section", select.value(page.scope, page.rules.section), page.by_rules)
    said = [crumb for crumb in page.found.json_ld.breadcrumbs if comparison_form(crumb) not in _HOME]
    article.note("breadcrumbs", said[:_MANY], "json-ld")
    if page.rules is None and not article.breadcrumbs:
        marked = _crumbs(microdata.breadcrumbs(page.tree), page.url)
        article.note("breadcrumbs", [crumb for crumb in marked if comparison_form(crumb) not in _HOME], "microdata")
    if article.breadcrumbs and comparison_form(article.breadcrumbs[-1]) == comparison_form(article.title or ""):
        article.breadcrumbs = article.breadcrumbs[:-1]
    match = re.search(page.section_pattern, urlsplit(page.url).path) if page.section_pattern else None
    article.note("section", (match.groupdict() if match else {}).get("section"), "url")
    article.note("section", page.found.one("article:section"), "meta")
    article.note("section", page.found.json_ld.section, "json-ld")
    if page.rules is None and article.section is None:
        article.note("section", microdata.section(page.tree), "microdata")
    if page.link:
        article.note("section", clean_line(page.link.section), page.via)
    article.note("section", next(reversed(article.breadcrumbs), None), article.provenance.get("breadcrumbs", ""))


def _crumbs(found: list[HtmlElement], url: str) -> list[str]:
    """Of the first trail only, since another article may follow on the page, and without the home page."""
    box = (
        next((above for above in found[0].iterancestors() if above.tag not in ("a", "li", "span")), None)
        if found
        else None
    )
    own = [crumb for crumb in found if box in crumb.iterancestors()]
    lines = (select.text_of(crumb) for crumb in own if not _leads_home(crumb, url))
    return list(dict.fromkeys(line for line in lines if line))


def _leads_home(crumb: HtmlElement, url: str) -> bool:
    links = (*crumb.iter("a"), *islice(crumb.iterancestors("a"), 1))
    targets = (absolute(link.get("href"), url) for link in links)
    return any(target and urlsplit(target).path in ("", "/") for target in targets)


def fill_tags(article: Article, page: Reading) -> None:
    if page.told:
        article.note("tags", _labels(page.told.tags), ORIGIN)
    if page.rules:
        article.note("tags", _labels(select.values(page.scope, page.rules.tags)), page.by_rules)
    article.note("tags", _labels(page.found.json_ld.tags), "json-ld")
    said = page.found.many("article:tag", "news_keywords", "og:article:tag")
    said = [part for line in said for part in line.split(",")] if len(said) == 1 else said
    sections = {comparison_form(section) for section in page.found.many("article:section")}
    article.note("tags", [tag for tag in _labels(said) if comparison_form(tag) not in sections], "meta")
    if page.rules is None and not article.tags:
        article.note("tags", _labels(microdata.tags(page.tree, article.title)), "microdata")
    if page.link:
        article.note("tags", _labels(page.link.tags), page.via)


def _labels(lines: Iterable[str]) -> list[str]:
    cleaned = (clean_line(line.strip().lstrip("#")) for line in lines)
    return list(dict.fromkeys(line for line in cleaned if line and len(line) <= 150))[:_MANY]


def fill_translations(article: Article, page: Reading, hosts: dict[str, str]) -> None:
    found: dict[str, Translation] = {}
    for code, href in page.found.alternates[:_MANY]:
        url = normalise_url(href, base=page.url, hosts=hosts)
        language = {"kz": "kk", "cn": "zh"}.get(short := code.lower().replace("_", "-").split("-")[0], short)
        if (
            url
            and url != article.url
            and re.fullmatch(r"[a-z]{2,3}", language)
            and url.count("/") > 3
            and not url.endswith(host_of(url) + "/")
        ):
            found.setdefault(url, Translation(url, language))
    article.note("translations", list(found.values()), "hreflang")
