"""What does the JSON that a rendered page received say of its article?

Where in an answer it lies, and at which address it was asked for, is the application's own affair and changes with it:
the object is known by the article's key. What was received is a stranger's: search and sizes are bounded.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from newsspider.extract.body import Block, Part, parts
from newsspider.extract.clean import unwanted
from newsspider.extract.page import MAX_TAGS, parse
from newsspider.extract.plain import text_parts
from newsspider.extract.received import received
from newsspider.extract.refusal import NotAnArticle
from newsspider.extract.rules import FromJson, Rules
from newsspider.normalise.text import clean_line

ORIGIN = "received"  # stands in provenance
MOST = 100_000  # values looked at
DEEPEST = 30
LONGEST = 2_000  # characters of a value that is no text
MANY = 100  # values of a list
_TAG = re.compile(r"<[/!a-zA-Z]")
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?")


@dataclass(frozen=True, slots=True)
class Told:
    """The object of an article, and the names of its fields."""

    names: FromJson
    said: Mapping[str, Any]

    @property
    def title(self) -> str | None:
        return _line(self.said.get(self.names.title))

    @property
    def published(self) -> tuple[str, str] | None:
        """What can be read, and what was written: midnight is what a site fills in where it knows only the day."""
        raw = _line(self.said.get(self.names.published))
        if raw is None:
            return None
        midnight = _MIDNIGHT.fullmatch(raw)
        return (midnight[1] if midnight else raw), raw

    @property
    def image(self) -> str | None:
        return _line(self.said.get(self.names.image))

    @property
    def tags(self) -> list[str]:
        return list(_labels(self.said.get(self.names.tags)))

    @property
    def is_empty(self) -> bool:
        """A version that nobody has written: neither a title nor a text."""
        return not any(_line(self.said.get(name)) for name in (self.names.title, self.names.body, self.names.summary))

    def body(self, rules: Rules, url: str) -> list[Part]:
        """The parts of the text; an empty one is its summary. Raises NotAnArticle."""
        found = _parts(self.said.get(self.names.body), rules, url)
        if any(isinstance(part, Block) for part in found):
            return found
        return found + _parts(self.said.get(self.names.summary), rules, url)


def told(tree: HtmlElement, names: FromJson, key: str) -> Told | None:
    """The object with the article's key that says most of it."""
    best, most = None, 0
    for said in _objects(tree, names, key):
        values = sum(bool(_line(said.get(name))) for name in (names.title, names.body, names.summary))
        if best is None or values > most:
            best, most = said, values
    return Told(names, best) if best is not None else None


def _objects(tree: HtmlElement, names: FromJson, key: str) -> Iterator[Mapping[str, Any]]:
    """Those that have the key and a place for a text: lists and counters name the article, too."""
    waiting = deque((answer.value, 0) for answer in received(tree))
    for _ in range(MOST):
        if not waiting:
            return
        value, depth = waiting.popleft()
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if isinstance(value, dict) and _key(value.get(names.key)) == key and names.body in value:
            yield value
        if depth < DEEPEST and len(waiting) < MOST:
            waiting.extend((each, depth + 1) for each in inner if isinstance(each, dict | list))


def _key(value: Any) -> str | None:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None


def _parts(value: Any, rules: Rules, url: str) -> list[Part]:
    if not isinstance(value, str) or not value.strip():
        return []
    if _TAG.search(value) is None:
        return text_parts(value, url)
    if value.count("<") > MAX_TAGS:
        raise NotAnArticle("too-big")
    element = parse(value)
    return parts(element, base=url, skip=unwanted(element, rules.drop))


def _line(value: Any) -> str | None:
    """A value on one line, without markup."""
    if not isinstance(value, str) or not value.strip():
        return None
    return clean_line(_shown(value[:LONGEST]) if _TAG.search(value) or "&" in value else value[:LONGEST])


def _shown(text: str) -> str:
    try:
        return "".join(parse(f"<div>{text}</div>").itertext())
    except NotAnArticle:
        return ""


def _labels(value: Any) -> Iterator[str]:
    """Strings, or objects with a name."""
    for each in value[:MANY] if isinstance(value, list) else ():
        said = each if isinstance(each, str) else each.get("name") if isinstance(each, dict) else None
        if line := _line(said):
            yield line
