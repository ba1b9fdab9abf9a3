"""Which pictures and videos belong to an article, and with which captions?"""

from __future__ import annotations

from lxml.html import HtmlElement

from newsspider.article import Article, Image, Video
from newsspider.extract import media, select
from newsspider.extract.credits import split_credit
from newsspider.extract.reading import Reading
from newsspider.extract.rules import Rules
from newsspider.extract.told import ORIGIN

_MANY = 100  # pictures or videos that are believed


def fill_media(article: Article, page: Reading, images: list[Image], videos: list[Video]) -> None:
    """The lead picture first, then those of the body, in order, each once."""
    lead, origin = _lead_image(page)
    every: dict[str, Image] = {}
    for image in ([lead] if lead else []) + images:
        known = every.setdefault(image.url, image)
        known.caption = known.caption or image.caption
    for pictured in every.values():
        pictured.caption, credit = split_credit(pictured.caption)
        pictured.credit = pictured.credit or credit
    shown = select.elements(page.scope, page.rules.video) if page.rules else []
    films = {film.url: film for film in (*(media.video(one, page.url) for one in shown), *videos) if film}
    by = ORIGIN if page.told else page.by_rules or "trafilatura"
    article.note("images", list(every.values())[:_MANY], origin or by)
    article.note("videos", list(films.values())[:_MANY], by)


def _lead_image(page: Reading) -> tuple[Image | None, str]:
    if page.told and (url := media.web_url(page.told.image, page.url)) and not _is_logo(url, page):
        return Image(url), ORIGIN
    if page.rules:
        for found in select.found(page.scope, page.rules.image):
            url = media.web_url(found, page.url) if isinstance(found, str) else media.image_url(found, page.url)
            if url and not _is_logo(url, page):
                return Image(url, _caption(found, page, page.rules)), page.by_rules
    for said, origin in (
        (page.found.json_ld.image, "json-ld"),
        (page.found.one("og:image", "og:image:url", "twitter:image"), "meta"),
    ):
        if (url := media.web_url(said, page.url)) and not _is_logo(url, page):
            return Image(url), origin
    return None, ""


def _caption(found: HtmlElement | str, page: Reading, rules: Rules) -> str | None:
    """A picture's own figure says it, where it stands in one."""
    figure = None if isinstance(found, str) else next(found.iterancestors("figure"), None)
    if figure is not None:
        return next((line for one in figure.iter("figcaption") if (line := media.caption_of(one))), None)
    return select.value(page.scope, rules.caption)


def _is_logo(url: str, page: Reading) -> bool:
    """A site's own sign stands for pages without a picture."""
    return media.is_logo(url) or url in {media.web_url(icon, page.url) for icon in page.found.icons}
