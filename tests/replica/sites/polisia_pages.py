"""How do the pages of the police's portal look?"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import quote

from tests.replica.blocks import Block, markup
from tests.replica.chromes import words
from tests.replica.page import escape, render
from tests.replica.rendering import body_html
from tests.replica.shown import ZONE_CHANGE, local, offset
from tests.replica.spelling import slug
from tests.replica.story import Story

ROOTS = {"kk": "https://polisia.kz", "ru": "https://polisia.kz/ru", "en": "https://polisia.kz/en"}
LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-US"}
MONTHS = {
    "ru": "Янв Фев Мар Апр Май Июн Июл Авг Сен Окт Ноя Дек".split(),
    "kk": "Қаң Ақп Нау Сәу Мам Мау Шіл Там Қыр Қаз Қар Жел".split(),
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
}
PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="


def root(edition: str) -> str:
    return ROOTS[edition]


def category_slug(story: Story) -> str:
    return slug(story.section or "", "polisia")


def article(story: Story, latest: list[Story]) -> str:
    known = words(story.edition)
    near = [other for other in latest if other is not story]
    picture = ""
    if story.picture:
        small = story.picture.url.replace(".jpg", "-750x430.jpg")
        picture = (
            f'<div class="single-featured"><a class="post-thumbnail open-lightbox" href="{story.picture.url}">'
            f'<img width="750" height="430" alt="" data-src="{small}" src="{PIXEL}"></a></div>'
        )
    values = {
        "key": story.key,
        "thumbnail_class": " has-post-thumbnail" if story.picture else "",
        "title": escape(story.title),
        "root": ROOTS[story.edition],
        "category": escape(story.section),
        "category_slug": category_slug(story),
        "by": {"kk": "Авторы", "ru": "Автор", "en": "By"}[story.edition],
        "times": _times(story),
        "views": str(int(story.key) % 977),
        "featured": picture,
        "share": known["share"],
        "url": story.url,
        "body": body(story, lazy=True),
        "tags": "".join(f'<a href="{ROOTS[story.edition]}/tag/{quote(tag.lower())}/" rel="tag">{escape(tag)}</a>' for tag in story.tags),
        "related": known["related"],
        "near": "\n".join(_card(other) for other in near[3:6]),
    }
    return _frame(story.edition, story.title, render("polisia/article.html", **values), near, _head(story), "single single-post")


def body(story: Story, *, lazy: bool) -> str:
    """A plug-in moves `src` to `data-src` on pages; REST and feed have the pictures as they were written."""
    return body_html(story.blocks, partial(_picture, lazy=lazy), untidy="untidy" in story.has)


def _picture(block: Block, *, lazy: bool) -> str:
    source = f'data-src="{block.url}" src="{PIXEL}"' if lazy else f'src="{block.url}"'
    caption = "".join(f'<figcaption class="wp-caption-text">{markup(line)}</figcaption>' for line in block.lines)
    return f'<figure class="wp-block-image size-full"><img {source} alt="">{caption}</figure>'


def listing(edition: str, base: str, stories: list[Story], number: int, last: int) -> str:
    address = f"{ROOTS[edition]}{base}"
    numbers = "".join(
        f'<span class="page-numbers current">{page}</span>'
        if page == number
        else f'<a class="page-numbers" href="{address}page/{page}/">{page}</a>'
        for page in range(1, last + 1)
    )
    following = f'<a class="next page-numbers" href="{address}page/{number + 1}/">»</a>' if number < last else ""
    main = (
        f'<div class="listing listing-blog">{"".join(_card(story) for story in stories)}</div>'
        f'<div class="pagination bs-numbered-pagination">{numbers}{following}</div>'
    )
    return _frame(edition, "Polisia.kz", main, stories[:5], "", "archive")


def _frame(edition: str, title: str, main: str, latest: list[Story], head: str, body_class: str) -> str:
    known = words(edition)
    return render(
        "polisia/frame.html",
        locale=LOCALES[edition],
        og_locale=LOCALES[edition].replace("-", "_"),
        title=escape(title),
        head=head,
        root=ROOTS[edition],
        body_class=body_class,
        home_words=known["menu"][0],
        main=main,
        latest_words=known["latest"],
        sidebar="\n".join(f'<a class="post-title" href="{story.url}">{escape(story.title)}</a>' for story in latest[:5]),
        rights=known["rights"],
    )


def _card(story: Story) -> str:
    title = story.title if len(story.title) < 60 else story.title[:57] + "…"
    picture = story.picture.url.replace(".jpg", "-357x210.jpg") if story.picture else PIXEL
    return render(
        "polisia/card.html",
        root=ROOTS[story.edition],
        category=escape(story.section),
        title=escape(story.title),
        image=picture,
        url=story.url,
        shown_title=escape(title),
        datetime=_stamp(story, story.at),
        date=f"{local(story.at):%d.%m.%Y}",
        summary=escape(story.text[:90]) + "…",
    )


def _times(story: Story) -> str:
    """The page may show the time of the last change, and some pages show both."""
    both = int(story.key) % 2 == 0
    moments = [story.at, story.modified] if story.modified and both else [story.modified or story.at]
    return "".join(_time(story, moment) for moment in moments if moment)


def _time(story: Story, moment: datetime) -> str:
    shown = local(moment)
    written = f"{MONTHS[story.edition][shown.month - 1]} {shown.day}, {shown.year}"
    stamp = _stamp(story, moment)
    return f'<span class="time"><time class="post-published updated" datetime="{stamp}"><b>{written}</b></time></span>'


def _stamp(story: Story, moment: datetime) -> str:
    """The clock is right and the zone is not: +00:00 of old WordPress, +06:00 of old zone data."""
    clock = local(moment).replace(tzinfo=None).isoformat(timespec="seconds")
    if story.edition == "en":
        return f"{clock}+00:00"
    if story.edition == "ru" and moment >= ZONE_CHANGE + timedelta(days=30):
        return f"{clock}+06:00"
    return offset(moment)


def _head(story: Story) -> str:
    day = f"{local(story.at):%Y-%m-%d}"
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": day,
        "dateModified": f"{local(story.modified or story.at):%Y-%m-%d}",
        "author": {"@type": "Person", "name": "admin"},
    }
    parts = [
        '<meta property="og:type" content="article">',
        f'<meta property="og:title" content="{escape(story.title)}">',
        f'<link rel="canonical" href="{story.url}">',
        f'<link rel="shortlink" href="{ROOTS[story.edition]}/?p={story.key}">',
        *(f'<link rel="alternate" hreflang="{language}" href="{url}">' for language, url in story.alternates),
        f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>',
    ]
    if story.picture:
        parts.append(f'<meta property="og:image" content="{story.picture.url}">')
    return "\n".join(parts)
