"""How do Kazinform's listings look, on hosts that have the newest design and on those that have not?"""

from __future__ import annotations

from urllib.parse import quote

from tests.replica.page import escape, render
from tests.replica.shown import kazinform_date
from tests.replica.sites.kazinform_frame import frame, months
from tests.replica.spelling import slug
from tests.replica.story import Story

# Two hosts have not moved to the newest listing yet.
OLD_LISTINGS = ("qz.inform.kz", "cn.inform.kz", "en.inform.kz")


def cards_per_page(host: str) -> int:
    return 30 if host in OLD_LISTINGS else 24


def listing(host: str, path: str, stories: list[Story], page: int, last: int) -> str:
    edition = stories[0].edition if stories else "ru"
    design = "gen3" if host in OLD_LISTINGS else "gen4"
    cards = "\n".join(_card(story, design, host, path) for story in stories)
    pages = "".join(
        f'<li class="page-item{" active" if number == page else ""}">'
        f'<a class="page-link" href="{quote(path)}?page={number}">{number}</a></li>'
        for number in range(1, last + 1)
    )
    return frame(
        edition, "Kazinform", f'<div class="news-category">{cards}</div><ul class="pagination">{pages}</ul>', ""
    )


def category(story: Story) -> str:
    return slug(story.section_name, "kazinform")


def _card(story: Story, design: str, host: str, path: str) -> str:
    kind = (
        "tagpageCard" if path.startswith("/tag/") else "catpageCard" if path.startswith("/category/") else "allNewsCard"
    )
    card = render(
        f"kazinform/card-{design}.html",
        path=story.listed or (story.path if story.host == host else story.url),
        image=story.picture.url if story.picture else "/static/none.webp",
        date=kazinform_date(story.at, months(story)),
        title=escape(story.title),
    )
    return card.replace("allNewsCard", kind)
