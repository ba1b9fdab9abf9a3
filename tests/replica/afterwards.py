"""What does the address of an article answer later: the same page with its validators, or none any more?"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256

from tests.replica.page import Answer, answer, redirect
from tests.replica.story import Removal, Story

_LISTS = {"tengrinews": "/{section}/", "kazinform": "/lenta/", "polisia": "/"}


def with_validators(reply: Answer, story: Story, now: datetime) -> Answer:
    """`story`: as it is now. What the site says of its page, so that the server can answer 304."""
    if reply.status != 200:
        return reply
    if "page-etag" in story.validators:
        reply.headers["ETag"] = f'"{sha256(reply.body + repr(now).encode()).hexdigest()[:16]}"'  # of its counters
        return reply
    if "etag" in story.validators:
        said = repr((story.title, story.blocks, story.lead)).encode()
        reply.headers["ETag"] = f'W/"{sha256(said).hexdigest()[:16]}"'
    if "last-modified" in story.validators:
        changed = _whole_seconds(story.modified or story.at)
        reply.headers["Last-Modified"] = format_datetime(changed, usegmt=True)
    return reply


def vanished(story: Story, removal: Removal) -> Answer:
    if removal.how == "section":
        return redirect(f"https://{story.host}{_LISTS[story.site].format(section=story.section)}")
    return answer("<!doctype html><html><body><h1>404</h1></body></html>", status=int(removal.how))


def _whole_seconds(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
