"""How does a site's RSS feed look?"""

from __future__ import annotations

from tests.replica.blocks import plain
from tests.replica.chromes import visible
from tests.replica.page import Answer, answer, escape
from tests.replica.shown import rss_date
from tests.replica.story import Story

TRACKING = "?utm_source=rss&utm_medium=feed&utm_campaign=news"


def feed(stories: list[Story], *, title: str, home: str, full: bool, tracked: bool = False) -> Answer:
    """`full`: the whole article in `content:encoded`, as plain text with the lines of the page around it."""
    items = "\n".join(_item(story, full, tracked and number % 3 == 0) for number, story in enumerate(stories))
    return answer(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:atom="http://www.w3.org/2005/Atom"><channel>\n'
        f"<title>{escape(title)}</title><link>{home}</link><description>{escape(title)}</description>\n"
        f"{items}\n</channel></rss>\n",
        "application/rss+xml; charset=utf-8",
    )


def _item(story: Story, full: bool, tracked: bool) -> str:
    link = (story.fed or story.url) + (TRACKING if tracked else "")
    opening = plain(story.lead) if story.lead else story.text.split("\n\n")[0]
    content = f"<content:encoded><![CDATA[{_plain_text(story)}]]></content:encoded>" if full else ""
    return (
        f"<item><title>{escape(story.title)}</title><link>{escape(link)}</link>"
        f'<guid isPermaLink="false">{story.site}-{story.edition}-{story.key}</guid>'
        f"<pubDate>{rss_date(story.at)}</pubDate><description><![CDATA[{opening}]]></description>{content}"
        f"<category>{escape(story.section_name)}</category></item>"
    )


def _plain_text(story: Story) -> str:
    """As the site exports it: one line a paragraph, without marks, chrome and captions included."""
    lines = [plain(story.lead)] if story.lead else []
    for block in story.blocks:
        if block.kind == "chrome":
            lines += visible(block.lines[0])
        else:
            lines += [plain(line) for line in block.lines]
    return "\n".join(lines).replace("]]>", "")
