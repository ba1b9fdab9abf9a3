"""How does the police's portal dress an article: WordPress slugs, categories, a featured picture?"""

from __future__ import annotations

from datetime import timedelta

from tests.replica.blocks import Block
from tests.replica.desks.order import Order
from tests.replica.events import sentences
from tests.replica.spelling import slug
from tests.replica.story import Picture, Story

ROOTS = {"kk": "", "ru": "/ru", "en": "/en"}
BLOGS = {"kk": "", "ru": "sites/2/", "en": "sites/3/"}


def dress(order: Order) -> Story:
    row, draft = order.row, order.draft
    story = Story(
        site=row.site,
        edition=row.edition,
        design=row.design,
        host=row.host,
        path=_path(order),
        key=str(4000 + 13 * order.number),
        at=order.at + timedelta(seconds=order.chosen.randrange(60)),
        language=row.edition,
        script="Latn" if row.edition == "en" else "Cyrl",
        title=draft.title,
        blocks=[Block("p", (draft.lead,)), *draft.blocks],
        section_name=sentences(order.language)[order.event.topic]["section"],
        tags=_tags(order),
        has=frozenset({"untidy"} if order.every(3) else ()),
    )
    story.section = story.section_name
    # A page that shows when it was last changed: only the feed, the listing and REST know when it appeared.
    if row.edition != "en" and order.every(4, 1):
        story.modified = story.at + timedelta(hours=5, minutes=order.chosen.randrange(60))
    uploads = f"https://polisia.kz{ROOTS[row.edition]}/wp-content/uploads/{BLOGS[row.edition]}{order.at:%Y/%m}"
    if not order.every(5, 3):
        story.picture = Picture(f"{uploads}/photo-{story.key}.jpg")
    if order.every(3, 1) and len(story.blocks) > 3:
        caption = order.event.tell(order.language, "caption", 2, topic="common")
        story.blocks.insert(3, Block("picture", (caption,), f"{uploads}/scene-{story.key}.jpg"))
    return story


def _path(order: Order) -> str:
    """WordPress numbers a slug that is taken, and editors do it, too."""
    name = slug(order.draft.title, "polisia", length=90)
    path = first = f"{ROOTS[order.row.edition]}/{name}" + (f"-{order.number + 2}" if order.every(7) else "")
    number = 2
    while path in order.taken:
        path, number = f"{first}-{number}", number + 1
    order.taken.add(path)
    return f"{path}/"


def _tags(order: Order) -> list[str]:
    known = sentences(order.language)[order.event.topic]["tags"]
    return order.chosen.sample(known, 0 if order.every(5, 2) else order.chosen.randint(1, len(known)))
