"""How does Tengrinews write the parts of an article's page: date, authors, picture, body?"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from tests.replica.blocks import Block, markup, paragraph, plain
from tests.replica.page import escape
from tests.replica.rendering import body_html
from tests.replica.shown import day_only, long_date
from tests.replica.story import Story


def tag_path(tag: str) -> str:
    return f"/tag/{quote(tag.lower().replace(' ', '-'))}/"


def tag_slugs(story: Story) -> list[str]:
    return [tag.lower().replace(" ", "-") for tag in story.tags]


def body(story: Story) -> str:
    repeated = [paragraph(story.lead)] if story.lead and story.lead_repeated else []
    return body_html((*repeated, *story.blocks), _picture, untidy="untidy" in story.has)


def _picture(block: Block) -> str:
    caption = "".join(f"<p>{markup(line)}</p>" for line in block.lines)
    return f'<p><img src="{block.url}" alt="" width="1024"></p>{caption}'


def date(story: Story, now: datetime) -> str:
    if story.design == "2026":
        shown = long_date(story.at, story.edition, now=now)
        section = f'<a href="/{story.section}/">{escape(story.section_name)}</a>'
        return (
            f'<div class="breadcrumbs"><span class="breadcrumbs__item">{section}</span>'
            f'<span class="breadcrumbs__item breadcrumbs__item--date">{shown}</span></div>'
        )
    if story.design == "2025":
        shown = long_date(story.at, story.edition, between=", ")
        return (
            f'<ol class="breadCrumb-ls date-time"><li><a href="/">Tengrinews</a></li><li><a href="/{story.section}/">'
            f"<span>{escape(story.section_name)}</span></a></li><li><span>{shown}</span></li></ol>"
        )
    between = " | " if int(story.key) % 3 == 0 else " "
    return f'<div class="date-time">{long_date(story.at, story.edition, between=between)}</div>'


def authors(story: Story) -> str:
    return "".join(
        '<div class="content_main_meta_author_item"><span class="content_main_meta_author_item_name">'
        f'<a href="/author/{number}/">{escape(author)}</a></span></div>'
        for number, author in enumerate(story.authors, 1)
    )


def thumb(story: Story) -> str:
    if story.video:
        source = f'<source src="{story.video}" type="video/mp4">'
        return f'<div class="content_main_thumb"><video playsinline controls>{source}</video></div>'
    if story.picture is None:
        return ""
    caption, url = escape(story.picture.caption), story.picture.url
    shown = f'<span class="content_main_thumb_alt">{caption}</span>' if caption else ""
    return (
        f'<div class="content_main_thumb"><picture class="content_main_thumb_img"><source srcset="{url}.webp" '
        f'type="image/webp"><img src="{url}" alt="{caption}"></picture>{shown}</div>'
    )


def teaser(story: Story) -> str:
    return (
        f'<div class="content_sidebar_item"><a href="{story.url}">{escape(story.title)}</a>'
        f"<p>{escape(plain(story.lead or ''))}</p><time>{day_only(story.at, story.edition)}</time></div>"
    )
