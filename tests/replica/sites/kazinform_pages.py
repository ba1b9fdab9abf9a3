"""How do Kazinform's articles look, in each generation?"""

from __future__ import annotations

import json
from urllib.parse import quote

from tests.replica.blocks import Block, markup, plain
from tests.replica.page import escape, render
from tests.replica.rendering import body_html
from tests.replica.shown import kazinform_date, offset
from tests.replica.sites.kazinform_frame import chrome, frame, months
from tests.replica.story import Story


def page(story: Story, latest: list[Story], *, amp: bool = False) -> str:
    known = chrome(story.edition)
    body = body_html(story.blocks, _picture, untidy="untidy" in story.has)
    title = escape(story.title)
    if amp:
        return (
            f'<!doctype html><html amp><head><meta charset="utf-8"><title>{title}</title>'
            f'<link rel="canonical" href="{story.url}"></head><body><h1>{title}</h1>{body}</body></html>'
        )
    values = {
        "title": title,
        "date": _date(story),
        "url": story.url,
        "share": known["share"],
        "lead": markup(story.lead or ""),
        "thumb": _thumb(story),
        "body": body,
        "tags": "".join(f'<a href="/tag/{quote(tag)}/">{escape(tag)}</a>' for tag in story.tags),
        "latest_words": known["latest"],
        "sidebar": "\n".join(
            f'<div class="side-card"><a href="{other.path}">{escape(other.title)}</a></div>'
            for other in latest[:8]
            if other is not story
        ),
    }
    article = render(f"kazinform/article-{story.design}.html", **values)
    return frame(story.edition, story.title, article, _head(story))


def _date(story: Story) -> str:
    return kazinform_date(story.at, months(story), zone=story.design in ("gen3", "gen2"))


def _thumb(story: Story) -> str:
    if story.picture is None:
        return ""
    url, caption = story.picture.url, story.picture.caption
    if story.design == "gen1":
        return f'<p><img src="{url}"></p>'
    if story.design == "gen2":
        return f'<img src="{url}" alt="">'
    said = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    source = f'<source srcset="{url}?w=800" type="image/webp">'
    return f'<figure><picture>{source}<img src="{url}" alt=""></picture>{said}</figure>'


def _picture(block: Block) -> str:
    caption = "".join(f"<figcaption>{markup(line)}</figcaption>" for line in block.lines)
    return f'<figure class="image"><img src="{block.url}">{caption}</figure>'


def _head(story: Story) -> str:
    opening = plain(story.lead) if story.lead else story.text.split("\n\n")[0]
    parts = [
        f'<meta name="description" content="{escape(opening)}">',
        f'<meta property="og:title" content="{escape(story.title)}">',
        f'<meta property="og:description" content="{escape(opening)}">',
        '<meta property="og:type" content="article">',
        f'<meta property="og:url" content="{story.url}">',
        f'<link rel="canonical" href="{story.url}">',
    ]
    if story.picture and story.design != "gen1":
        parts.append(f'<meta property="og:image" content="{story.picture.url}">')
    if story.design in ("gen3", "gen4"):
        parts.append(f'<meta name="article:published_time" content="{offset(story.at)}">')
        parts += [f'<meta name="author" content="{escape(author)}">' for author in story.authors]
    if story.section and story.design == "gen3":
        parts.append(f'<meta name="article:section" content="{escape(story.section)}">')
    if story.section and story.design == "gen4":
        data = {"@context": "https://schema.org", "@type": "NewsArticle", "articleSection": story.section}
        parts.append(f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>')
    return "\n".join(parts)
