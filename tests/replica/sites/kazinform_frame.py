"""What stands around Kazinform's articles and lists, and in which words?"""

from __future__ import annotations

from typing import Any

from tests.replica.chromes import words
from tests.replica.page import escape, render
from tests.replica.spelling import qaz, slug
from tests.replica.story import Story


def chrome(edition: str) -> dict[str, Any]:
    if edition != "qz":
        return words(edition)
    return {
        name: qaz(value) if isinstance(value, str) else [qaz(one) for one in value]
        for name, value in words("kk").items()
    }


def frame(edition: str, title: str, main: str, head: str) -> str:
    known = chrome(edition)
    return render(
        "kazinform/frame.html",
        lang={"qz": "kk-Latn"}.get(edition, edition),
        title=escape(title),
        head=head,
        main=main,
        menu="".join(f'<a href="/category/{slug(name, "kazinform")}_s1/">{name}</a>' for name in known["menu"]),
        course_words=known["course"],
        weather_words=known["weather"],
        city=known["city"],
        rights=known["rights"],
        social_words=known["social"],
        office=known["office"],
        ads_words=known["ads"],
    )


def months(story: Story) -> str:
    # Russian months stand in the nominative until summer 2026, in the genitive since.
    if story.edition == "ru":
        return "ru" if story.design == "gen4" and story.at.month >= 7 else "ru-nominative"
    return story.edition
