"""How do Tengrinews's pages look, in each design?"""

from __future__ import annotations

import json
from datetime import datetime
from urllib.parse import quote

from tests.replica.blocks import Block, block_html, markup, paragraph, plain
from tests.replica.chromes import words
from tests.replica.page import escape, render
from tests.replica.shown import day_only, long_date, offset
from tests.replica.story import Story

LOCALES = {"ru": "ru_RU", "kk": "kk_KZ", "en": "en_US"}


def article(story: Story, latest: list[Story]) -> str:
    known = words(story.edition)
    return frame(
        story.host,
        story.edition,
        story.title,
        render(
            "tengrinews/article-2024.html",
            date=_date(story),
            title=escape(story.title),
            authors=_authors(story),
            key=story.key,
            share=known["share"],
            url=story.url,
            thumb=_thumb(story),
            lead=f'<h2 class="content_main_desc"><p>{escape(plain(story.lead))}</p></h2>' if story.lead else "",
            summary="",
            itemprop=' itemprop="articleBody"' if story.design == "2026" else "",
            body="\n".join(_block(block) for block in _body(story)),
            sponsored=_sponsored(story),
            tags="".join(f'<span><a href="{tag_path(tag)}">{escape(tag)}</a></span>' for tag in story.tags),
            comments=known["comments"],
            latest_words=known["latest"],
            sidebar="\n".join(_teaser(other) for other in latest[:8] if other is not story),
            next="",
        ),
        head=_head(story),
    )


def frame(host: str, edition: str, title: str, main: str, *, head: str = "") -> str:
    known = words(edition)
    return render(
        "tengrinews/frame.html",
        lang=edition,
        locale=LOCALES[edition],
        token=str(abs(hash_of(title))),
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


def hash_of(text: str) -> int:
    return sum(ord(letter) * (place + 1) for place, letter in enumerate(text))


def tag_path(tag: str) -> str:
    return f"/tag/{quote(tag.lower().replace(' ', '-'))}/"


def tag_slugs(story: Story) -> list[str]:
    return [tag.lower().replace(" ", "-") for tag in story.tags]


def _body(story: Story) -> list[Block]:
    return [paragraph(story.lead), *story.blocks] if story.lead and story.lead_repeated else story.blocks


def _block(block: Block) -> str:
    if block.kind == "picture":
        caption = "".join(f"<p>{markup(line)}</p>" for line in block.lines)
        return f'<p><img src="{block.url}" alt="" width="1024"></p>{caption}'
    return block_html(block)


def _date(story: Story) -> str:
    between = " | " if int(story.key) % 3 == 0 else " "
    return f'<div class="date-time">{long_date(story.at, story.edition, between=between)}</div>'


def _authors(story: Story) -> str:
    return "".join(
        '<div class="content_main_meta_author_item"><span class="content_main_meta_author_item_name">'
        f'<a href="/author/{number}/">{escape(author)}</a></span></div>'
        for number, author in enumerate(story.authors, 1)
    )


def _thumb(story: Story) -> str:
    if story.video:
        return f'<div class="content_main_thumb"><video playsinline><source src="{story.video}" type="video/mp4"></video></div>'
    if story.picture is None:
        return ""
    caption = escape(story.picture.caption)
    shown = f'<span class="content_main_thumb_alt">{caption}</span>' if caption else ""
    url = story.picture.url
    return (
        f'<div class="content_main_thumb"><picture class="content_main_thumb_img"><source srcset="{url}.webp" '
        f'type="image/webp"><img src="{url}" alt="{caption}"></picture>{shown}</div>'
    )


def _sponsored(story: Story) -> str:
    if "sponsored" not in story.has:
        return ""
    return f'<div class="tn-pr tn-pr-3"><strong>{words(story.edition)["sponsored"]}</strong></div>'


def _teaser(story: Story) -> str:
    shown = day_only(story.at, story.edition)
    return (
        f'<div class="content_sidebar_item"><a href="{story.url}">{escape(story.title)}</a>'
        f"<p>{escape(plain(story.lead or ''))}</p><time>{shown}</time></div>"
    )


def _head(story: Story) -> str:
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
        f'<link href="{story.url}amp/" rel="amphtml">',
        *(f'<meta name="article:tag" content="{escape(tag)}">' for tag in story.tags),
    ]
    return "\n".join(parts + _machine(story))


def _machine(story: Story) -> list[str]:
    if story.design == "2024" and story.edition != "kk":
        return []  # this design dates its pages for people only
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": offset(story.at),
        "dateModified": offset(story.modified or story.at),
        "mainEntityOfPage": story.url,
        "author": {"@type": "Organization", "name": "tengrinews.kz"},
        "publisher": {"@type": "Organization", "name": "Tengrinews.kz"},
    }
    return [
        f'<meta name="article:published_time" content="{offset(story.at)}">',
        f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>',
    ]


def listing(host: str, base: str, stories: list[Story], number: int, last: int, now: datetime) -> str:
    edition = stories[0].edition
    return frame(
        host,
        edition,
        base.strip("/"),
        render(
            "tengrinews/listing-2024.html",
            heading=escape(base.strip("/")),
            items="\n".join(card(story, now) for story in stories),
            pages=_pager(host, base, number, last),
        ),
    )


def card(story: Story, now: datetime) -> str:
    image = story.picture.url.replace("thumb_b", "thumb_m") if story.picture else "/img/tn.png"
    return render(
        "tengrinews/card-2024.html",
        url=story.listed or story.url,
        image=image,
        alt=escape(story.picture.caption if story.picture else ""),
        title=escape(story.title),
        announce=escape(plain(story.lead or "")[:150]),
        date=day_only(story.at, story.edition, now=now),
        key=story.key,
    )


def _pager(host: str, base: str, number: int, last: int) -> str:
    def item(page: int, label: str) -> str:
        return f'<li class="page-item"><a class="page-link" href="https://{host}{quote(base)}page/{page}/">{label}</a></li>'

    items = [
        f'<li class="page-item active"><span class="page-link">{page}</span></li>' if page == number else item(page, str(page))
        for page in range(1, last + 1)
        if page in (1, last) or abs(page - number) < 4
    ]
    back = '<li class="page-item"><span class="page-link"><img src="/tengri_new/img/paginate-last.svg"></span></li>'
    forward = item(number + 1, '<span><img src="/tengri_new/img/paginate-next.svg"></span>') if number < last else ""
    return "\n".join([back, *items, forward])


def home(host: str, stories: list[Story], now: datetime) -> str:
    edition = stories[0].edition if stories else "ru"
    items = "".join(
        f'<div class="main-news_super_item"><a href="{story.url}"></a><span class="main-news_super_item_title">'
        f'<a href="{story.url}">{escape(story.title)}</a></span><div class="main-news_super_item_meta">'
        f"<span><time>{long_date(story.at, edition, now=now)}</time></span></div></div>"
        for story in stories[:15]
    )
    return frame(host, edition, "Tengrinews", f'<div class="three-column_main main-news_super">{items}</div>')
