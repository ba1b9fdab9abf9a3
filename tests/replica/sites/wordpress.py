"""What do WordPress's REST interface and feed say?"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from tests.replica.page import Answer, answer, escape, validated
from tests.replica.shown import local, rss_date
from tests.replica.sites import polisia_pages as pages
from tests.replica.sites.polisia_lists import category_slug
from tests.replica.story import Story

PER_FEED = 10


def rest(shown: list[Story], asked: dict[str, str]) -> Answer:
    """Newest first; past the last page an error, as WordPress says it."""
    per_page = int(asked.get("per_page", "10"))
    if not 1 <= per_page <= 100:
        return _error("rest_invalid_param", "per_page")
    wanted = [story for story in shown if _after(story, asked.get("after"), asked.get("before"))]
    number, last = int(asked.get("page", "1")), -(-len(wanted) // per_page)
    if number > max(last, 1):
        return _error("rest_post_invalid_page_number", "page")
    part = wanted[(number - 1) * per_page : number * per_page]
    reply = answer(json.dumps([_post(story) for story in part], ensure_ascii=False), "application/json; charset=UTF-8")
    reply.headers |= {"X-WP-Total": str(len(wanted)), "X-WP-TotalPages": str(last)}
    return reply


def _error(code: str, message: str) -> Answer:
    return answer(
        json.dumps({"code": code, "message": message, "data": {"status": 400}}), "application/json", status=400
    )


def _after(story: Story, after: str | None, before: str | None) -> bool:
    """WordPress compares with its local clock where the time has no zone."""
    return (after is None or _moment(after) < _clock(story, after)) and (
        before is None or _clock(story, before) < _moment(before)
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text.replace(" ", "+"))
    return moment.astimezone(UTC) if moment.tzinfo else moment


def _clock(story: Story, like: str) -> datetime:
    return story.at if _moment(like).tzinfo else local(story.at).replace(tzinfo=None)


def _post(story: Story) -> dict[str, Any]:
    modified = story.modified or story.at
    body = pages.body(story, lazy=False)
    term = {"taxonomy": "category", "name": story.section, "slug": category_slug(story)}
    tags = [{"taxonomy": "post_tag", "name": tag, "slug": tag.lower()} for tag in story.tags]
    embedded: dict[str, Any] = {"author": [{"name": "admin"}], "wp:term": [[term], tags]}
    if story.picture:
        embedded["wp:featuredmedia"] = [{"source_url": story.picture.url, "alt_text": "", "caption": {"rendered": ""}}]
    return {
        "id": int(story.key),
        "date": _plain(local(story.at)),
        "date_gmt": _plain(story.at),
        "modified": _plain(local(modified)),
        "modified_gmt": _plain(modified),
        "slug": story.path.rstrip("/").rpartition("/")[2],
        "status": "publish",
        "type": "post",
        "link": story.url,
        "title": {"rendered": wordpress_escape(story.title)},
        "content": {"rendered": body, "protected": False},
        "excerpt": {"rendered": f"<p>{escape(story.text[:120])} [&hellip;]</p>"},
        "featured_media": int(story.key) + 1 if story.picture else 0,
        "_embedded": embedded,
    }


def wordpress_escape(text: str) -> str:
    """Titles come as HTML with typographic entities."""
    return (
        escape(text).replace("«", "&#171;").replace("»", "&#187;").replace("—", "&#8212;").replace("&#x27;", "&#8217;")
    )


def _plain(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def wordpress_feed(shown: list[Story], asked: dict[str, str], root: str) -> Answer | None:
    paged = asked.get("paged", "1")
    number = int(paged) if paged.isdecimal() else 1
    part = shown[(number - 1) * PER_FEED : number * PER_FEED]
    if not part:
        return None
    items = "\n".join(_item(story, root) for story in part)
    return validated(
        answer(
            '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<channel><title>Polisia.kz</title><link>{root}</link>\n{items}\n</channel></rss>",
            "application/rss+xml; charset=UTF-8",
        )
    )


def _item(story: Story, root: str) -> str:
    categories = "".join(f"<category><![CDATA[{name}]]></category>" for name in (story.section, *story.tags))
    link = f'<a href="{story.url}">{escape(story.title)}</a>'
    footer = f'<p>Запись {link} впервые появилась <a href="{root}">Polisia.kz</a>.</p>'
    return (
        f"<item><title>{escape(story.title)}</title><link>{story.url}</link><dc:creator><![CDATA[admin]]></dc:creator>"
        f"<pubDate>{rss_date(story.at, utc=True)}</pubDate>{categories}"
        f'<guid isPermaLink="false">{root}/?p={story.key}</guid>'
        f"<description><![CDATA[<p>{escape(story.text[:120])} [&#8230;]</p>\n{footer}]]></description>"
        f"<content:encoded><![CDATA[{pages.body(story, lazy=False)}\n{footer}]]></content:encoded></item>"
    )
