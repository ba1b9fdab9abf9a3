"""How do Kazinform's pages look, in each generation?"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from tests.replica.blocks import Block, markup, plain
from tests.replica.chromes import words
from tests.replica.page import escape, render
from tests.replica.rendering import body_html
from tests.replica.shown import kazinform_date, offset
from tests.replica.spelling import qaz, slug
from tests.replica.story import Story

# Two hosts have not moved to the newest listing yet.
OLD_LISTINGS = ("qz.inform.kz", "cn.inform.kz", "en.inform.kz")


def cards_per_page(host: str) -> int:
    return 30 if host in OLD_LISTINGS else 24


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
    return _frame(story.edition, story.title, article, _head(story))


def listing(host: str, path: str, stories: list[Story], page: int, last: int) -> str:
    edition = stories[0].edition if stories else "ru"
    design = "gen3" if host in OLD_LISTINGS else "gen4"
    cards = "\n".join(_card(story, design, host, path) for story in stories)
    pages = "".join(
        f'<li class="page-item{" active" if number == page else ""}">'
        f'<a class="page-link" href="{quote(path)}?page={number}">{number}</a></li>'
        for number in range(1, last + 1)
    )
    return _frame(edition, "Kazinform", f'<div class="news-category">{cards}</div><ul class="pagination">{pages}</ul>', "")


def category(story: Story) -> str:
    return slug(story.section_name, "kazinform")


def chrome(edition: str) -> dict[str, Any]:
    if edition != "qz":
        return words(edition)
    return {name: qaz(value) if isinstance(value, str) else [qaz(one) for one in value] for name, value in words("kk").items()}


def _frame(edition: str, title: str, main: str, head: str) -> str:
    known = chrome(edition)
    return render(
        "kazinform/frame.html",
        lang={"qz": "kk-Latn"}.get(edition, edition),
        title=escape(title),
        head=head,
        main=main,
        menu="".join(f'<a href="/category/{slug(name, "kazinform")}_s1/">{name}</a>' for name in known["menu"]),
        course_words=known["course"],
        weather_words=known["weather"],
        city=known["city"],
        rights=known["rights"],
        social_words=known["social"],
        office=known["office"],
        ads_words=known["ads"],
    )


def _months(story: Story) -> str:
    # Russian months stand in the nominative until summer 2026, in the genitive since.
    if story.edition == "ru":
        return "ru" if story.design == "gen4" and story.at.month >= 7 else "ru-nominative"
    return story.edition


def _date(story: Story) -> str:
    return kazinform_date(story.at, _months(story), zone=story.design in ("gen3", "gen2"))


def _thumb(story: Story) -> str:
    if story.picture is None:
        return ""
    url, caption = story.picture.url, story.picture.caption
    if story.design == "gen1":
        return f'<p><img src="{url}"></p>'
    if story.design == "gen2":
        return f'<img src="{url}" alt="">'
    said = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f'<figure><picture><source srcset="{url}?w=800" type="image/webp"><img src="{url}" alt=""></picture>{said}</figure>'


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


def _card(story: Story, design: str, host: str, path: str) -> str:
    kind = "tagpageCard" if path.startswith("/tag/") else "catpageCard" if path.startswith("/category/") else "allNewsCard"
    card = render(
        f"kazinform/card-{design}.html",
        path=story.listed or (story.path if story.host == host else story.url),
        image=story.picture.url if story.picture else "/static/none.webp",
        date=kazinform_date(story.at, _months(story)),
        title=escape(story.title),
    )
    return card.replace("allNewsCard", kind)
