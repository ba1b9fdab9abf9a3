"""How does a site look after a redesign that no rules know?"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from tests.replica.blocks import Block, markup, plain
from tests.replica.page import escape, render
from tests.replica.rendering import body_html
from tests.replica.shown import day_only, long_date, offset
from tests.replica.sites.kazinform_frame import chrome
from tests.replica.story import Story

_CLASS = re.compile(r'class="([^"]*)"')
_ZONED = {"ru", "kk", "en"}


@dataclass(frozen=True, slots=True)
class Redesign:
    """From `at` on, every article's page is in the new design, whenever it was published; `lists`: the lists too."""

    at: datetime
    lists: bool = False

    def has_come(self, now: datetime) -> bool:
        return now >= self.at


def article(story: Story, others: list[Story], now: datetime) -> str:
    known = chrome(story.edition)
    values = {
        **_frame(story.edition, story.host, story.title),
        "head": _head(story),
        "section": escape(story.section_name),
        "title": escape(story.title),
        "lead": f'<p class="{_named(story, "standfirst")}">{markup(story.lead)}</p>' if story.lead else "",
        "byline": "".join(f'<a rel="author" href="/people/{quote(name)}">{escape(name)}</a>' for name in story.authors),
        "machine_date": offset(story.at),
        "date": _date(story),
        "hero": _hero(story),
        "body": _renamed(body_html(story.blocks, _picture, untidy="untidy" in story.has), story.site),
        "tags": "".join(f'<li><a href="/topics/{quote(tag)}">{escape(tag)}</a></li>' for tag in story.tags),
        "url": story.url,
        "readers": "".join(
            f'<li class="c-item"><b>user{n}</b><p>{line}</p></li>' for n, line in enumerate(known["readers"])
        ),
        "latest": "".join(map(_teaser, [other for other in others if other is not story][:6])),
    }
    return render(f"{story.site}/redesigned-article.html", **values)


def listing(site: str, host: str, edition: str, stories: list[Story], pages: list[str]) -> str:
    """`pages`: the addresses of the list's pages."""
    cards = "".join(map(_card, stories))
    numbers = "".join(f'<a href="{escape(page)}">{number}</a>' for number, page in enumerate(pages, 1))
    return render("redesigned-list.html", **_frame(edition, host, site.title()), cards=cards, pages=numbers)


def _frame(edition: str, host: str, title: str) -> dict[str, str]:
    known = chrome(edition)
    menu = "".join(f'<li><a href="https://{host}/">{name}</a></li>' for name in known["menu"])
    names = ("share", "comments", "newsletter", "minutes", "cookies", "legal", "rights", "related", "office")
    language = {"qz": "kk-Latn"}.get(edition, edition)
    more = {"lang": language, "page_title": escape(title), "menu": menu, "latest_words": known["latest"]}
    return {name: known[name] for name in names} | more


def _date(story: Story) -> str:
    return long_date(story.at, story.edition, between=", ") if story.edition in _ZONED else f"{story.at:%d.%m.%Y}"


def _head(story: Story) -> str:
    opening = plain(story.lead) if story.lead else story.text.split("\n\n")[0]
    data: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": offset(story.at),
        "dateModified": offset(story.modified or story.at),
        "mainEntityOfPage": {"@type": "WebPage", "@id": story.url},
        "articleSection": story.section_name,
        "keywords": story.tags,
        "author": [{"@type": "Person", "name": name} for name in story.authors],
        "image": [story.picture.url] if story.picture else [],
        "publisher": {"@type": "Organization", "name": story.site.title()},
    }
    written = json.dumps({"@context": "https://schema.org", "@graph": [data]}, ensure_ascii=False)
    parts = [
        f'<link rel="canonical" href="{story.url}">',
        '<meta property="og:type" content="article">',
        f'<meta property="og:title" content="{escape(story.title)}">',
        f'<meta property="og:description" content="{escape(opening)}">',
        f'<meta property="og:url" content="{story.url}">',
        f'<meta property="article:published_time" content="{offset(story.at)}">',
        f'<script type="application/ld+json">{written}</script>',
    ]
    if story.picture:
        parts.append(f'<meta property="og:image" content="{story.picture.url}">')
    return "\n".join(parts)


def _hero(story: Story) -> str:
    if story.picture is None:
        return ""
    caption = f"<figcaption>{escape(story.picture.caption)}</figcaption>" if story.picture.caption else ""
    return f'<figure><img src="{story.picture.url}" alt="" loading="eager">{caption}</figure>'


def _picture(block: Block) -> str:
    caption = "".join(f"<figcaption>{markup(line)}</figcaption>" for line in block.lines)
    return f'<figure><img src="{block.url}" alt="" loading="lazy">{caption}</figure>'


def _named(story: Story, name: str) -> str:
    return _rename(name, story.site)


def _renamed(markup: str, site: str) -> str:
    """The boxes between the paragraphs have other class names now."""
    return _CLASS.sub(lambda match: f'class="{_rename(match[1], site)}"', markup)


def _rename(name: str, site: str) -> str:
    plainer = re.sub(r"^(?:tn|content_main)[-_]", "", name)
    return f"Story_{plainer}__x7Qp" if site == "tengrinews" else f"ki-{plainer}"


def _teaser(story: Story) -> str:
    return f'<li><a href="{story.url}">{escape(story.title)}</a><p>{escape(plain(story.lead or ""))}</p></li>'


def _card(story: Story) -> str:
    image = story.picture.url if story.picture else "/static/none.webp"
    date = day_only(story.at, story.edition) if story.edition in _ZONED else f"{story.at:%d.%m.%Y}"
    return (
        f'<li class="grid-item"><a href="{story.listed or story.url}"><img src="{image}" alt="">'
        f"<h3>{escape(story.title)}</h3></a><span>{date}</span></li>"
    )
