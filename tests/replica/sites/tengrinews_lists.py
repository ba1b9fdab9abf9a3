"""How do Tengrinews's listings look, of today and of the design before?"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from tests.replica.blocks import plain
from tests.replica.page import escape, render
from tests.replica.shown import day_only, long_date
from tests.replica.sites.tengrinews_frame import frame
from tests.replica.story import Story


def listing(host: str, base: str, stories: list[Story], number: int, last: int, now: datetime) -> str:
    """Tag pages of the Kazakh host still have the older design."""
    edition = stories[0].edition
    old = edition == "kk" and base.startswith("/tag/")
    heading = escape(base.strip("/"))
    items = "\n".join(card(story, now, "tn" if old else "2024") for story in stories)
    if old:
        main = f'<h1 class="tn-section-title">{heading}</h1><div class="tn-article-list">{items}</div>'
        main += f'<ul class="tn-pagination">{_old_pager(base, number, last)}</ul>'
    else:
        pages = _pager(host, base, number, last)
        main = render("tengrinews/listing-2024.html", heading=heading, items=items, pages=pages)
    return frame(host, edition, heading, main)


def card(story: Story, now: datetime, design: str) -> str:
    values = {
        "url": story.listed or story.url,
        "image": story.picture.url.replace("thumb_b", "thumb_m") if story.picture else "/img/tn.png",
        "alt": escape(story.picture.caption if story.picture else ""),
        "title": escape(story.title),
        "announce": escape(plain(story.lead or "")[:150]),
        "date": day_only(story.at, story.edition, now=now),
        "key": story.key,
    }
    if design == "tn":
        values["date"] = long_date(story.at, story.edition, between=", ", now=now)
    return render(f"tengrinews/card-{design}.html", **values)


def _pager(host: str, base: str, number: int, last: int) -> str:
    def item(page: int, label: str) -> str:
        address = f"https://{host}{quote(base)}page/{page}/"
        return f'<li class="page-item"><a class="page-link" href="{address}">{label}</a></li>'

    current = f'<li class="page-item active"><span class="page-link">{number}</span></li>'
    items = [
        current if page == number else item(page, str(page))
        for page in range(1, last + 1)
        if page in (1, last) or abs(page - number) < 4
    ]
    back = '<li class="page-item"><span class="page-link"><img src="/tengri_new/img/paginate-last.svg"></span></li>'
    arrow = '<span><img src="/tengri_new/img/paginate-next.svg"></span>'
    # On the last page the last item is the page itself, without a link.
    ahead = (
        item(number + 1, arrow)
        if number < last
        else f'<li class="page-item"><span class="page-link">{arrow}</span></li>'
    )
    return "\n".join([back, *items, ahead])


def _old_pager(base: str, number: int, last: int) -> str:
    pages = "".join(
        f'<li class="tn-active"><span>{page}</span></li>'
        if page == number
        else f'<li><a href="{quote(base)}page/{page}/">{page}</a></li>'
        for page in range(1, last + 1)
    )
    ahead = f'<li><a href="{quote(base)}page/{number + 1}/"><i class="tn-icon-arrow-right-dark"></i></a></li>'
    return pages + (ahead if number < last else "")


def home(host: str, stories: list[Story], now: datetime) -> str:
    edition = stories[0].edition if stories else "ru"
    items = "".join(
        f'<div class="main-news_{"super" if place < 5 else "top"}_item"><a href="{story.url}"></a>'
        f'<span class="main-news_super_item_title"><a href="{story.url}">{escape(story.title)}</a></span>'
        f'<div class="main-news_super_item_meta"><time>{long_date(story.at, edition, now=now)}</time></div></div>'
        for place, story in enumerate(stories[:15])
    )
    return frame(host, edition, "Tengrinews", f'<div class="three-column_main main-news_super">{items}</div>')
