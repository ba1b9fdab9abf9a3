"""How does a person get to see an article on a terminal?"""

from __future__ import annotations

import unicodedata

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsspider.article import Article

FIELDS = ("url", "id", "edition", "language", "script", "published_at", "published_raw", "modified_at", "section")
LISTS = ("breadcrumbs", "tags", "authors")


def show(article: Article, console: Console) -> None:
    """Title, fields with where each came from, and the whole text. Pages are hostile: nothing of them is a command."""
    console.print(_safe(article.title or "(no title)"), style="bold", soft_wrap=True)
    console.print(_fields(article))
    console.print(_safe(article.text or ""), soft_wrap=not console.is_terminal)


def _fields(article: Article) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(style="dim", no_wrap=True)
    for name in (*FIELDS, *LISTS):
        value = ", ".join(getattr(article, name)) if name in LISTS else getattr(article, name)
        table.add_row(name, _safe(value or "—"), _safe(article.provenance.get(name, "")))
    for image in article.images:
        table.add_row("image", _safe(image.url), _safe(article.provenance.get("images", "")))
        if image.caption:
            table.add_row("caption", _safe(image.caption), "")
    for video in article.videos:
        table.add_row("video", _safe(f"{video.url} ({video.kind})"), _safe(article.provenance.get("videos", "")))
    flags = ["sponsored"] * article.sponsored + article.quality
    table.add_row("flags", _safe(", ".join(flags) or "—"), "")
    table.add_row("text", f"{len(article.text or ''):,} characters", _safe(article.provenance.get("text", "")))
    return table


def _safe(text: str) -> Text:
    """Without the characters that terminals obey; as Text, in which rich looks for no markup."""
    return Text("".join(char for char in text if char == "\n" or unicodedata.category(char) != "Cc"))
