"""What stands around Tengrinews's articles and lists: head, menus, footer?"""

from __future__ import annotations

import json

from tests.replica.blocks import plain
from tests.replica.chromes import words
from tests.replica.page import escape, render
from tests.replica.shown import offset
from tests.replica.story import Story

LOCALES = {"ru": "ru_RU", "kk": "kk_KZ", "en": "en_US"}


def frame(host: str, edition: str, title: str, main: str, *, head: str = "") -> str:
    known = words(edition)
    return render(
        "tengrinews/frame.html",
        lang=edition,
        locale=LOCALES[edition],
        token=str(sum(map(ord, title))),
        title=escape(title),
        head=head,
        home=f"https://{host}",
        main=main,
        menu="".join(f'<a class="menu_nav_item" href="https://{host}/news/">{name}</a>' for name in known["menu"]),
        weather_now=known["weather_now"],
        weather_words=known["weather"],
        course_words=known["course"],
        office=known["office"],
        ads_words=known["ads"],
        social_words=known["social"],
        city=known["city"],
        map_words=known["map"],
        rights=known["rights"],
    )


def head(story: Story) -> str:
    if story.design == "2012":
        return f'<link rel="canonical" href="{story.url.replace("https:", "http:")}" />'
    image = story.picture.url if story.picture else "/img/tn.png"
    described = escape(plain(story.lead or story.title))
    parts = [
        f'<meta name="description" content="{described}">',
        f'<meta property="og:title" content="{escape(story.title)}">',
        f'<meta property="og:description" content="{described}">',
        '<meta property="og:type" content="article">',
        f'<meta property="og:url" content="{story.url}">',
        f'<meta property="og:image" content="{image}">',
        f'<meta name="article:section" content="{escape(story.section_name)}">',
        f'<link href="{story.url}" rel="canonical">',
        *(f'<meta name="article:tag" content="{escape(tag)}">' for tag in story.tags),
    ]
    if story.design != "tn":
        parts.append(f'<link href="{story.url}amp/" rel="amphtml">')
    return "\n".join(parts + _machine(story))


def _machine(story: Story) -> list[str]:
    if story.design == "tn" or (story.design == "2024" and story.edition != "kk"):
        return []  # these pages are dated for people only
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": offset(story.at),
        "dateModified": offset(story.modified or story.at),
        "mainEntityOfPage": story.url,
        "author": {"@type": "Organization", "name": "tengrinews.kz"},
        "publisher": {"@type": "Organization", "name": "Tengrinews.kz"},
        "articleSection": story.section_name,
    }
    if story.design != "2024":
        data["articleBody"] = escape(story.text)
    written = json.dumps(data, ensure_ascii=False)
    if story.design == "2025" and int(story.key) % 4 == 0:
        written = written.replace('", "', '",\n "', 1)[:-1] + ",}"  # broken, as it is now and then
    crumbs = {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Tengrinews", "item": f"https://{story.host}/"},
            {
                "@type": "ListItem",
                "position": 2,
                "name": story.section_name,
                "item": f"https://{story.host}/{story.section}/",
            },
        ],
    }
    return [
        f'<meta name="article:published_time" content="{offset(story.at)}">',
        f'<script type="application/ld+json">{written}</script>',
        f'<script type="application/ld+json">{json.dumps(crumbs, ensure_ascii=False)}</script>',
    ]
