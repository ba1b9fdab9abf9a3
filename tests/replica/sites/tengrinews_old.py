"""How did Tengrinews's articles look until 2024, and in 2012?"""

from __future__ import annotations

from datetime import datetime

from tests.replica.blocks import markup
from tests.replica.chromes import words
from tests.replica.page import escape, render
from tests.replica.shown import day_only, long_date, old_date
from tests.replica.sites import tengrinews_parts as parts
from tests.replica.story import Story


def article_tn(story: Story, others: list[Story], now: datetime) -> str:
    known = words(story.edition)
    return render(
        "tengrinews/article-tn.html",
        section=story.section or "news",
        section_name=escape(story.section_name),
        title=escape(story.title),
        date=long_date(story.at, story.edition, between=", " if int(story.key) % 2 else " | "),
        key=story.key,
        url=story.url,
        share=known["share"],
        thumb=f'<picture><img src="{story.picture.url}" alt=""></picture>' if story.picture else "",
        body=parts.body(story),
        tags="".join(f'<li><a href="{parts.tag_path(tag)}">{escape(tag)}</a></li>' for tag in story.tags),
        latest_words=known["latest"],
        sidebar="\n".join(parts.teaser(other) for other in others[:8]),
    )


def article_2012(story: Story, others: list[Story], now: datetime) -> str:
    """Paragraphs are lines here, and the text comes a second time for the printer."""
    parts = []
    for block in story.blocks:
        if block.kind == "chrome":
            parts.append(block.lines[0])
        else:
            parts.append("<br />".join(markup(line) for line in block.lines))
    thumb = ""
    if story.picture:
        caption = escape(story.picture.caption)
        thumb = (
            f'<div class="slidesBlock"><div class="block"><img src="{story.picture.url}" alt="{escape(story.title)}" '
            f'title="{caption}" /><div class="sliderText png"><div class="vmiddle">{caption}</div></div></div></div>'
        )
    return render(
        "tengrinews/article-2012.html",
        title=escape(story.title),
        date=old_date(story.at),
        thumb=thumb,
        body=" <br />\n<br />\n".join(parts),
        tags=", ".join(f'<a href="/tag/{escape(tag)}">{escape(tag)}</a>' for tag in story.tags),
        section=story.section or "news",
        section_name=escape(story.section_name),
        views=story.key[-4:],
        print_date=day_only(story.at, "ru"),
        url=story.url.replace("https:", "http:"),
        latest_words=words(story.edition)["latest"],
        sidebar="\n".join(f'<a href="{other.url}">{escape(other.title)}</a>' for other in others[:8]),
    )
