"""How do Tengrinews's articles look, in each design?"""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.replica.blocks import plain
from tests.replica.chromes import visible, words
from tests.replica.page import escape, render
from tests.replica.shown import long_date
from tests.replica.sites import tengrinews_old as old
from tests.replica.sites import tengrinews_parts as parts
from tests.replica.sites.tengrinews_frame import frame, head
from tests.replica.story import Story


def article(story: Story, latest: list[Story], now: datetime) -> str:
    others = [other for other in latest if other is not story]
    page = {"tn": old.article_tn, "2012": old.article_2012}.get(story.design, _article)
    return frame(story.host, story.edition, story.title, page(story, others, now), head=head(story))


def amp(story: Story) -> str:
    """The page for telephones; it says which page it stands for."""
    return render(
        "tengrinews/amp.html",
        lang=story.edition,
        title=escape(story.title),
        url=story.url,
        data=f'{{"@type": "NewsArticle", "url": "{story.url}"}}',
        date=long_date(story.at, story.edition),
        share=words(story.edition)["share"],
        body=parts.body(story),
    )


def _article(story: Story, others: list[Story], now: datetime) -> str:
    known = words(story.edition)
    alike = [other for other in others if other.design == story.design]
    following = alike[0] if "next-article" in story.has and alike else None
    return render(
        "tengrinews/article-2024.html",
        date=parts.date(story, now),
        title=escape(story.title),
        authors=parts.authors(story),
        key=story.key,
        share=known["share"],
        url=story.url,
        thumb=parts.thumb(story),
        lead=f'<h2 class="content_main_desc"><p>{escape(plain(story.lead))}</p></h2>' if story.lead else "",
        summary=_summary(story) if "summary" in story.has else "",
        itemprop=' itemprop="articleBody"' if story.design == "2026" else "",
        body=parts.body(story),
        sponsored=_sponsored(story),
        tags="".join(f'<span><a href="{parts.tag_path(tag)}">{escape(tag)}</a></span>' for tag in story.tags),
        comments=known["comments"],
        latest_words=known["latest"],
        sidebar="\n".join(parts.teaser(other) for other in others[:8]),
        next=_next(following, now) if following else "",
    )


def _summary(story: Story) -> str:
    """What the site's machine makes of a long read: not the article."""
    points = "".join(f"<li>{text}</li>" for text in summary_points(story))
    return f'<div class="content_main_ai"><p>{words(story.edition)["summary"]}</p><ul>{points}</ul></div>'


def summary_points(story: Story) -> list[str]:
    said = {"ru": "Вкратце", "kk": "Қысқаша", "en": "In brief"}[story.edition]
    texts = [block.text for block in story.blocks if block.kind == "p" and block.text]
    return [f"{said}: {escape(text[: 60 + 10 * number].rsplit(' ', 1)[0])}…" for number, text in enumerate(texts[:3])]


def _sponsored(story: Story) -> str:
    if "sponsored" not in story.has:
        return ""
    return f'<div class="tn-pr tn-pr-3"><strong>{words(story.edition)["sponsored"]}</strong></div>'


def _next(story: Story, now: datetime) -> str:
    """A browser scrolls on into the next article: its whole markup stands on the page."""
    lead = f'<h2 class="content_main_desc"><p>{escape(plain(story.lead))}</p></h2>' if story.lead else ""
    return (
        f'<div class="next-article" data-url="{story.url}">{parts.date(story, now + timedelta(days=3))}'
        f'<h1 class="head-single">{escape(story.title)}</h1>'
        f'<div class="content"><div class="content_main">{parts.thumb(story)}{lead}'
        f'<div class="content_main_inner"><div class="content_main_text">{parts.body(story)}</div></div>'
        "</div></div></div>"
    )


def chrome(story: Story) -> list[str]:
    """What only this page says besides the article."""
    shown = [_summary(story)] if "summary" in story.has else []
    return [line for piece in (*shown, _sponsored(story)) for line in visible(piece)]
