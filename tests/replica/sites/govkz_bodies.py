"""How do the editors' programs of the portal write the HTML of a body?"""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.replica.blocks import Block
from tests.replica.notice import Notice, Telling
from tests.replica.rendering import body_html

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_CELL = re.compile(r"<td>(.*?)</td>", re.DOTALL)


def body(notice: Notice, telling: Telling) -> str:
    """Empty where only the short description was filled in."""
    if not telling.blocks:
        return ""
    written = body_html(telling.blocks, _picture, untidy=notice.manner != "plain")
    written = written.replace("<table>", '<table style="border-collapse: collapse; width: 100%;" border="1">')
    return _MANNERS[notice.manner](written)


def _picture(block: Block) -> str:
    return f'<p><img src="{block.url}" alt="" width="1280" height="720" /></p>'


def _document(written: str) -> str:
    styled = _PARAGRAPH.sub(r'<p style="text-align: justify;"><span style="font-size: 12pt;">\1</span></p>', written)
    return f"<!DOCTYPE html>\n<html>\n<head>\n</head>\n<body>\n{styled}\n<p>&nbsp;</p>\n</body>\n</html>"


def _word(written: str) -> str:
    """Pasted from a word processor: its classes, its own elements, and an empty paragraph after each."""
    font = "font-size: 14.0pt; font-family: 'Times New Roman',serif;"
    paragraph = (
        '<p class="MsoNormal" style="margin-bottom: 0cm; text-indent: 35.45pt;">'
        rf'<span lang="RU" style="{font}">\1</span><o:p></o:p></p>'
    )
    spaced = written.replace("</p>\n<p>", "</p>\n<p>&nbsp;</p>\n<p>")
    cells = _CELL.sub(r'<td style="padding: 0cm 5.4pt;"><p>\1</p></td>', spaced)
    return f"<!-- [if gte mso 9]><xml></xml><![endif]-->{_PARAGRAPH.sub(paragraph, cells)}"


def _divs(written: str) -> str:
    return _PARAGRAPH.sub(r'<div dir="auto">\1</div>', written)


_MANNERS: dict[str, Callable[[str], str]] = {
    "document": _document,
    "word": _word,
    "divs": _divs,
    "plain": lambda written: written,
}
