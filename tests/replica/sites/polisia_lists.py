"""What stands around the police's articles, and how do their lists look?"""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.replica.chromes import words
from tests.replica.page import escape, render
from tests.replica.shown import ZONE_CHANGE, local, offset
from tests.replica.spelling import slug
from tests.replica.story import Story

ROOTS = {"kk": "https://polisia.kz", "ru": "https://polisia.kz/ru", "en": "https://polisia.kz/en"}
LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-US"}
MONTHS = {
    "ru": "Янв Фев Мар Апр Май Июн Июл Авг Сен Окт Ноя Дек".split(),
    "kk": "Қаң Ақп Нау Сәу Мам Мау Шіл Там Қыр Қаз Қар Жел".split(),
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
}
PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="


def category_slug(story: Story) -> str:
    return slug(story.section or "", "polisia")


def listing(edition: str, base: str, stories: list[Story], number: int, last: int) -> str:
    address = f"{ROOTS[edition]}{base}"
    numbers = "".join(
        f'<span class="page-numbers current">{page}</span>'
        if page == number
        else f'<a class="page-numbers" href="{address}page/{page}/">{page}</a>'
        for page in range(1, last + 1)
    )
    following = f'<a class="next page-numbers" href="{address}page/{number + 1}/">»</a>' if number < last else ""
    main = (
        f'<div class="listing listing-blog">{"".join(card(story) for story in stories)}</div>'
        f'<div class="pagination bs-numbered-pagination">{numbers}{following}</div>'
    )
    return frame(edition, "Polisia.kz", main, stories[:5], "", "archive")


def frame(edition: str, title: str, main: str, latest: list[Story], head: str, body_class: str) -> str:
    known = words(edition)
    return render(
        "polisia/frame.html",
        locale=LOCALES[edition],
        og_locale=LOCALES[edition].replace("-", "_"),
        title=escape(title),
        head=head,
        root=ROOTS[edition],
        body_class=body_class,
        home_words=known["menu"][0],
        main=main,
        latest_words=known["latest"],
        sidebar="\n".join(
            f'<a class="post-title" href="{story.url}">{escape(story.title)}</a>' for story in latest[:5]
        ),
        rights=known["rights"],
    )


def card(story: Story) -> str:
    title = story.title if len(story.title) < 60 else story.title[:57] + "…"
    picture = story.picture.url.replace(".jpg", "-357x210.jpg") if story.picture else PIXEL
    return render(
        "polisia/card.html",
        root=ROOTS[story.edition],
        category=escape(story.section),
        title=escape(story.title),
        image=picture,
        url=story.url,
        shown_title=escape(title),
        datetime=_stamp(story, story.at),
        date=f"{local(story.at):%d.%m.%Y}",
        summary=escape(story.text[:90]) + "…",
    )


def times(story: Story) -> str:
    """The page may show the time of the last change, and some pages show both."""
    both = int(story.key) % 2 == 0
    moments = [story.at, story.modified] if story.modified and both else [story.modified or story.at]
    return "".join(_time(story, moment) for moment in moments if moment)


def _time(story: Story, moment: datetime) -> str:
    shown = local(moment)
    written = f"{MONTHS[story.edition][shown.month - 1]} {shown.day}, {shown.year}"
    stamp = _stamp(story, moment)
    return f'<span class="time"><time class="post-published updated" datetime="{stamp}"><b>{written}</b></time></span>'


def _stamp(story: Story, moment: datetime) -> str:
    """The clock is right and the zone is not: +00:00 of old WordPress, +06:00 of old zone data."""
    clock = local(moment).replace(tzinfo=None).isoformat(timespec="seconds")
    if story.edition == "en":
        return f"{clock}+00:00"
    if story.edition == "ru" and moment >= ZONE_CHANGE + timedelta(days=30):
        return f"{clock}+06:00"
    return offset(moment)
