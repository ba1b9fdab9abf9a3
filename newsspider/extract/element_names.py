"""What are the elements of a page called?"""

from __future__ import annotations

from lxml.html import HtmlElement

_LONGEST = 300  # letters; a page may make them as long as it likes


def names_of(element: HtmlElement) -> str:
    """Its classes and its id."""
    return f"{(element.get('class') or '')[:_LONGEST]} {(element.get('id') or '')[:_LONGEST]}"
