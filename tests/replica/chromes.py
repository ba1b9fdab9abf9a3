"""What stands on the pages besides the articles?"""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from tests.replica.blocks import Block, chrome

_TAG = re.compile(r"<script.*?</script>|<style.*?</style>|<!--.*?-->", re.DOTALL)
_BREAK = re.compile(r"</?(?:p|div|li|ul|h\d|blockquote|br|aside|section)\b[^>]*>")


@cache
def words(language: str) -> dict[str, Any]:
    texts = tomllib.loads(Path(__file__).with_name("texts").joinpath("chrome.toml").read_text(encoding="utf-8"))
    found: dict[str, Any] = texts[language]
    return found


def visible(markup: str) -> list[str]:
    """The lines that a reader sees of a piece of chrome."""
    lines = _BREAK.sub("\n", _TAG.sub("", markup)).split("\n")
    shown = (" ".join(html.unescape(re.sub(r"<[^>]+>", "", line)).split()) for line in lines)
    return [line for line in shown if line]


def chrome_lines(blocks: Iterable[Block]) -> list[str]:
    return [line for block in blocks if block.kind == "chrome" for line in visible(block.lines[0])]


def advertisement(number: int) -> Block:
    box = f"adfox_{160136414229977809 + number}"
    return chrome(
        f'<div id="{box}"></div><script>window.yaContextCb.push(() => {{'
        f" Ya.adfoxCode.create({{ownerId: 1, containerId: '{box}', params: {{p1: 'news'}}}}) }})</script>"
    )


def line(language: str, number: int) -> Block:
    """A line that asks to subscribe."""
    lines = words(language)["lines"]
    return chrome(lines[number % len(lines)])


def read_also(language: str, number: int, title: str, url: str) -> Block:
    opening = words(language)["also"][number % len(words(language)["also"])]
    link = f'<a href="{url}">{html.escape(title)}</a>'
    return chrome((f"<p>{opening} {link}</p>", f"<p><strong>{opening}</strong> {link}</p>")[number // 2 % 2])


def widget(language: str, number: int, title: str, url: str) -> Block:
    """A box of links in the body, as the site's editors and scripts put it there."""
    known = words(language)
    link = f'<a href="{url}">{html.escape(title)}</a>'
    boxes = (
        f'<div class="tn-continuation"><div class="tn-continuation-title">{known["continuation"]}</div>{link}</div>',
        f'<div class="tn-related-news"><p>{known["related"]}</p><ul><li>{link}</li></ul></div>',
        f'<div class="tn-recommendations"><h3>{known["recommended"]}</h3><p>{link}</p></div>',
        f'<div class="tn-discussed-now-block"><p>{known["discussed"]}</p>{link}</div>',
        f'<div class="tn-inpage"><script>var inpage = "{number}";</script><p>{known["ads"]}</p></div>',
        f'<div class="content_main_readalso"><p>{known["also"][0]}</p><p>{link}</p></div>',
        f'<div data-id="{number}" data-model="poll"><p>{known["discussed"]}</p></div>',
        f"<p hidden>{known['comments']} {number}</p>",
        f"<div data-nosnippet><p>{known['recommended']} {number}</p></div>",
    )
    return chrome(boxes[number % len(boxes)])
