"""How do the articles of the police's portal look?"""

from __future__ import annotations

import json
from functools import partial
from urllib.parse import quote

from tests.replica.blocks import Block, markup
from tests.replica.chromes import words
from tests.replica.page import escape, render
from tests.replica.rendering import body_html
from tests.replica.shown import local
from tests.replica.sites.polisia_lists import PIXEL, ROOTS, card, category_slug, frame, times
from tests.replica.story import Story


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
        "times": times(story),
        "views": str(int(story.key) % 977),
        "featured": picture,
        "share": known["share"],
        "url": story.url,
        "body": body(story, lazy=True),
        "tags": "".join(
            f'<a href="{ROOTS[story.edition]}/tag/{quote(tag.lower())}/" rel="tag">{escape(tag)}</a>'
            for tag in story.tags
        ),
        "related": known["related"],
        "near": "\n".join(card(other) for other in near[3:6]),
    }
    return frame(
        story.edition, story.title, render("polisia/article.html", **values), near, _head(story), "single single-post"
    )


def body(story: Story, *, lazy: bool) -> str:
    """A plug-in moves `src` to `data-src` on pages; REST and feed have the pictures as they were written."""
    return body_html(story.blocks, partial(_picture, lazy=lazy), untidy="untidy" in story.has)


def _picture(block: Block, *, lazy: bool) -> str:
    source = f'data-src="{block.url}" src="{PIXEL}"' if lazy else f'src="{block.url}"'
    caption = "".join(f'<figcaption class="wp-caption-text">{markup(line)}</figcaption>' for line in block.lines)
    return f'<figure class="wp-block-image size-full"><img {source} alt="">{caption}</figure>'


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
