"""What article does a page hold?"""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newsspider.article import Article, Image, Link, Video
from newsspider.extract import fields, select
from newsspider.extract.body import Block, parts
from newsspider.extract.canonical import canonical
from newsspider.extract.chrome import without_chrome
from newsspider.extract.cites import fill_cites
from newsspider.extract.clean import unwanted
from newsspider.extract.compose import compose, without_headlines
from newsspider.extract.declared import Site as Site
from newsspider.extract.doubt import has_drifted, reconsidered
from newsspider.extract.edges import without_edges
from newsspider.extract.gallery import fill_media
from newsspider.extract.layout import Body, fitting, found_elsewhere
from newsspider.extract.listing import is_listing
from newsspider.extract.made_by import made_by
from newsspider.extract.metadata import read_metadata
from newsspider.extract.missing import is_missing
from newsspider.extract.page import read_page
from newsspider.extract.published import modified, published
from newsspider.extract.reading import Reading
from newsspider.extract.refusal import NotAnArticle as NotAnArticle
from newsspider.extract.rules import Rules
from newsspider.extract.said import Clock
from newsspider.extract.sponsored import is_sponsored
from newsspider.extract.told import ORIGIN, Told, told
from newsspider.extract.weighing import WEIGHED
from newsspider.normalise.dates import iso_utc
from newsspider.normalise.language import identify
from newsspider.normalise.text import lost_letters, text_hash

LONGEST = 1_000_000  # characters of a text; the longest article seen has 66,137


def extract_article(
    body: bytes,
    *,
    url: str,
    content_type: str | None = None,
    site: Site,
    link: Link | None = None,
    now: datetime,
    fetched: bool = True,
) -> Article:
    """Read one page. Raises NotAnArticle; fills neither `id`, `urls` nor `fetch`.

    `fetched`: whether `now` is when the page was got, so that "today" on it can be read.
    """
    tree = read_page(body, content_type)
    try:
        return _read(tree, url, site, link, Clock(site.zone, now, fetched))
    except RecursionError as error:  # nested just below the depth at which pages are flattened
        raise NotAnArticle("too-deep") from error


def _read(tree: HtmlElement, url: str, site: Site, link: Link | None, clock: Clock) -> Article:
    found = read_metadata(tree, url)
    article = Article(url=canonical(url, found.canonical, site), source=site.name, edition=site.edition)
    rules, said, scope, body = _layout(tree, url, site)
    page = Reading(tree, scope, found, rules, link, url, site.article_url, said)
    fields.fill_title(article, page)
    fields.fill_authors(article, page)
    fields.fill_place(article, page)
    fields.fill_tags(article, page)
    fields.fill_translations(article, page, dict(site.hosts))
    _fill_dates(article, page, clock)
    dated = article.provenance.get("published_at") not in (None, *WEIGHED)  # teasers have dates too
    if rules is None and is_listing(tree, found, url=url, dated=dated):
        raise NotAnArticle("listing")
    body = reconsidered(page, body if body.has_text else found_elsewhere(page, body))
    _fill_text(article, page, body)
    if rules is None and is_missing(article):
        raise NotAnArticle("not-found")
    fill_cites(article, page, site.hosts)
    lost = lost_letters(article.text or "")
    _fill_language(article, found.language, lost=lost)
    _judge(article, page, body, lost=lost)
    return article


def _layout(tree: HtmlElement, url: str, site: Site) -> tuple[Rules | None, Told | None, HtmlElement, Body]:
    """What a rendered page received counts before what it shows."""
    for rules in site.layouts:
        if rules.json and (said := told(tree, rules.json, _key(url, site))):
            if said.is_empty:
                raise NotAnArticle("no-translation")
            found, sponsored = without_chrome(said.body(rules, url), rules.drop_lines)
            return rules, said, tree, Body(found, ORIGIN, sponsored)
    rules_, scope, body = fitting(tree, url, site.layouts)
    return rules_, None, scope, body


def _key(url: str, site: Site) -> str:
    match = re.search(site.article_url, urlsplit(url).path) if site.article_url else None
    return (match.groupdict() if match else {}).get("key") or ""


def _fill_dates(article: Article, page: Reading, clock: Clock) -> None:
    if said := published(
        page.tree, page.found, url=page.url, rules=page.rules, link=page.link, clock=clock, told=page.told
    ):
        article.note("published_at", iso_utc(said.moment.at), said.origin)
        article.published_raw, article.published_precision = said.raw, said.moment.precision
    if said := modified(page.tree, page.found, rules=page.rules, link=page.link, clock=clock):
        article.note("modified_at", iso_utc(said.moment.at), said.origin)


def _fill_text(article: Article, page: Reading, body: Body) -> None:
    images = [part for part in body.parts if isinstance(part, Image)]
    fill_media(article, page, images, [part for part in body.parts if isinstance(part, Video)])
    blocks = [part for part in body.parts if isinstance(part, Block)]
    if page.rules is None:
        blocks = without_headlines(blocks, page.found.headings)
    lead, blocks = without_edges(article, _lead(page), blocks)
    article.note("lead", lead, page.by_rules)
    article.note(
        "text",
        compose(blocks, lead=article.lead),
        body.origin if body.has_text else page.by_rules,
    )
    if article.text is None:
        raise NotAnArticle("no-text")
    if len(article.text) > LONGEST:
        raise NotAnArticle("too-big")
    article.text_sha256 = text_hash(article.text)


def _lead(page: Reading) -> str | None:
    element = select.first(page.scope, page.rules.lead) if page.rules else None
    if element is None or page.rules is None:
        return None
    found, _ = without_chrome(
        parts(element, base=page.url, skip=unwanted(element, page.rules.drop)), page.rules.drop_lines
    )
    return " ".join(part.text.replace("\n", " ") for part in found if isinstance(part, Block)) or None


def _fill_language(article: Article, hint: str | None, *, lost: bool) -> None:
    readable = article.title if lost else None  # where letters of the text are lost, the title has them
    known = identify(readable or article.text or "", hint=hint)
    if known is not None:
        article.language, article.script, article.languages = known.language, known.script, list(known.shares)


def _judge(article: Article, page: Reading, body: Body, *, lost: bool) -> None:
    article.sponsored = body.sponsored or is_sponsored(article, page)
    flags = {
        "unknown-layout": page.rules is None,
        "empty-body": page.rules is not None and not body.has_text,
        "short-text": body.short,
        "layout-drift": has_drifted(article, page),
        "no-title": article.title is None,
        "no-date": article.published_at is None,
        "lost-letters": lost,
    }
    article.quality = [name for name, raised in flags.items() if raised]
    article.made_by = made_by()
