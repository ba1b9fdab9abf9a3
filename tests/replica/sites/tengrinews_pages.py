"""How do Tengrinews's articles look, in each design?"""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import quote

from tests.replica.blocks import Block, markup, paragraph, plain
from tests.replica.chromes import visible, words
from tests.replica.page import escape, render
from tests.replica.rendering import body_html
from tests.replica.shown import day_only, long_date, old_date
from tests.replica.sites.tengrinews_frame import frame, head
from tests.replica.story import Story


def article(story: Story, latest: list[Story], now: datetime) -> str:
    others = [other for other in latest if other is not story]
    page = {"tn": _article_tn, "2012": _article_2012}.get(story.design, _article)
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
        body=_body(story),
    )


def _article(story: Story, others: list[Story], now: datetime) -> str:
    known = words(story.edition)
    alike = [other for other in others if other.design == story.design]
    following = alike[0] if "next-article" in story.has and alike else None
    return render(
        "tengrinews/article-2024.html",
        date=_date(story, now),
        title=escape(story.title),
        authors=_authors(story),
        key=story.key,
        share=known["share"],
        url=story.url,
        thumb=_thumb(story),
        lead=f'<h2 class="content_main_desc"><p>{escape(plain(story.lead))}</p></h2>' if story.lead else "",
        summary=_summary(story) if "summary" in story.has else "",
        itemprop=' itemprop="articleBody"' if story.design == "2026" else "",
        body=_body(story),
        sponsored=_sponsored(story),
        tags="".join(f'<span><a href="{tag_path(tag)}">{escape(tag)}</a></span>' for tag in story.tags),
        comments=known["comments"],
        latest_words=known["latest"],
        sidebar="\n".join(_teaser(other) for other in others[:8]),
        next=_next(following, now) if following else "",
    )


def _article_tn(story: Story, others: list[Story], now: datetime) -> str:
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
        body=_body(story),
        tags="".join(f'<li><a href="{tag_path(tag)}">{escape(tag)}</a></li>' for tag in story.tags),
        latest_words=known["latest"],
        sidebar="\n".join(_teaser(other) for other in others[:8]),
    )


def _article_2012(story: Story, others: list[Story], now: datetime) -> str:
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


def tag_path(tag: str) -> str:
    return f"/tag/{quote(tag.lower().replace(' ', '-'))}/"


def tag_slugs(story: Story) -> list[str]:
    return [tag.lower().replace(" ", "-") for tag in story.tags]


def _body(story: Story) -> str:
    repeated = [paragraph(story.lead)] if story.lead and story.lead_repeated else []
    return body_html((*repeated, *story.blocks), _picture, untidy="untidy" in story.has)


def _picture(block: Block) -> str:
    caption = "".join(f"<p>{markup(line)}</p>" for line in block.lines)
    return f'<p><img src="{block.url}" alt="" width="1024"></p>{caption}'


def _date(story: Story, now: datetime) -> str:
    if story.design == "2026":
        shown = long_date(story.at, story.edition, now=now)
        return (
            f'<div class="breadcrumbs"><span class="breadcrumbs__item"><a href="/{story.section}/">{escape(story.section_name)}'
            f'</a></span><span class="breadcrumbs__item breadcrumbs__item--date">{shown}</span></div>'
        )
    if story.design == "2025":
        shown = long_date(story.at, story.edition, between=", ")
        return (
            f'<ol class="breadCrumb-ls date-time"><li><a href="/">Tengrinews</a></li><li><a href="/{story.section}/">'
            f"<span>{escape(story.section_name)}</span></a></li><li><span>{shown}</span></li></ol>"
        )
    between = " | " if int(story.key) % 3 == 0 else " "
    return f'<div class="date-time">{long_date(story.at, story.edition, between=between)}</div>'


def _authors(story: Story) -> str:
    return "".join(
        '<div class="content_main_meta_author_item"><span class="content_main_meta_author_item_name">'
        f'<a href="/author/{number}/">{escape(author)}</a></span></div>'
        for number, author in enumerate(story.authors, 1)
    )


def _thumb(story: Story) -> str:
    if story.video:
        source = f'<source src="{story.video}" type="video/mp4">'
        return f'<div class="content_main_thumb"><video playsinline controls>{source}</video></div>'
    if story.picture is None:
        return ""
    caption, url = escape(story.picture.caption), story.picture.url
    shown = f'<span class="content_main_thumb_alt">{caption}</span>' if caption else ""
    return (
        f'<div class="content_main_thumb"><picture class="content_main_thumb_img"><source srcset="{url}.webp" '
        f'type="image/webp"><img src="{url}" alt="{caption}"></picture>{shown}</div>'
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


def _teaser(story: Story) -> str:
    return (
        f'<div class="content_sidebar_item"><a href="{story.url}">{escape(story.title)}</a>'
        f"<p>{escape(plain(story.lead or ''))}</p><time>{day_only(story.at, story.edition)}</time></div>"
    )


def _next(story: Story, now: datetime) -> str:
    """A browser scrolls on into the next article: its whole markup stands on the page."""
    lead = f'<h2 class="content_main_desc"><p>{escape(plain(story.lead))}</p></h2>' if story.lead else ""
    return (
        f'<div class="next-article" data-url="{story.url}">{_date(story, now + timedelta(days=3))}'
        f'<h1 class="head-single">{escape(story.title)}</h1><div class="content"><div class="content_main">{_thumb(story)}{lead}'
        f'<div class="content_main_inner"><div class="content_main_text">{_body(story)}</div></div></div></div></div>'
    )


def chrome(story: Story) -> list[str]:
    """What this page says besides the article."""
    shown = [_summary(story)] if "summary" in story.has else []
    return [line for piece in (*shown, _sponsored(story)) for line in visible(piece)]
