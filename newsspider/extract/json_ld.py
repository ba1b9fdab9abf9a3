"""What does a page's JSON-LD say of the article?"""

from __future__ import annotations

import html
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

from newsspider.normalise.text import clean_line

_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|Recipe)$")
_ORGANISATION = frozenset({"Organization", "NewsMediaOrganization", "Corporation", "GovernmentOrganization"})
_MAX_NODES = 2_000
_MAX_DEPTH = 20
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_WRAPPING = re.compile(
    r"^\s*+(?:<!--|/\*\s*+<!\[CDATA\[\s*+\*/|//\s*+<!\[CDATA\[|<!\[CDATA\[)"
    r"|(?:-->|/\*\s*+\]\]>\s*+\*/|//\s*+\]\]>|\]\]>)\s*+;?\s*+$"
)
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")


@dataclass(slots=True)
class Described:
    """The article as JSON-LD describes it; raw strings, empty where it says nothing."""

    found: bool = False
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: list[str] = field(default_factory=list)
    section: str | None = None
    tags: list[str] = field(default_factory=list)
    image: str | None = None
    language: str | None = None
    text: str | None = None  # may be HTML, or HTML-escaped plain text
    sponsored: bool = False
    breadcrumbs: list[str] = field(default_factory=list)


def described(scripts: list[str], url: str) -> Described:
    """The article of the page (the one that names `url`, else the first) and the page's breadcrumbs."""
    nodes = [node for script in scripts for node in _nodes(_load(script))]
    articles = [node for node in nodes if any(map(_ARTICLE.search, _types(node)))]
    article = next((node for node in articles if _names(node, url)), articles[0] if articles else None)
    result = _read(article) if article else Described()
    result.breadcrumbs = _breadcrumbs(nodes)
    return result


def _load(script: str) -> Any:
    """JSON, or what mild repair makes of it: raw control characters, comment marks, trailing commas."""
    for text in (script, _TRAILING_COMMA.sub("", _CONTROL.sub(" ", _WRAPPING.sub("", script)))):
        try:
            return orjson.loads(text)
        except orjson.JSONDecodeError:
            continue  # broken JSON-LD is common, and the meta tags remain
    return None


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every object of the document, outer ones first; bounded."""
    queue, seen = deque([(data, 0)]), 0
    while queue and seen < _MAX_NODES:
        item, depth = queue.popleft()
        seen += 1
        if isinstance(item, dict):
            yield item
            inner = [
                item[key]
                for key in ("@graph", "mainEntity", "mainEntityOfPage", "breadcrumb", "hasPart")
                if key in item
            ]
        else:
            inner = item if isinstance(item, list) else []
        if depth < _MAX_DEPTH:
            queue.extend((value, depth + 1) for value in inner[:_MAX_NODES] if isinstance(value, dict | list))


def _types(node: dict[str, Any]) -> list[str]:
    return [kind for kind in _as_list(node.get("@type")) if isinstance(kind, str)]


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _names(node: dict[str, Any], url: str) -> bool:
    said = [_text(_one(node.get(key), "@id", "url")) for key in ("url", "mainEntityOfPage", "@id")]
    return any(one and one.split("#")[0].rstrip("/") == url.rstrip("/") for one in said)


def _read(node: dict[str, Any]) -> Described:
    body = node.get("articleBody") or node.get("text")
    return Described(
        found=True,
        title=_text(node.get("headline")) or _text(node.get("name")),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        modified=_text(node.get("dateModified")) or _text(node.get("coverageEndTime")),  # of a live report
        authors=_many(_people(node.get("author") or node.get("creator")), "name"),
        section=next(iter(_many(node.get("articleSection"), "name")), None),
        tags=_tags(node.get("keywords")),
        image=_text(_one(node.get("image") or node.get("thumbnailUrl"), "url", "contentUrl", "@id")),
        language=_text(_one(node.get("inLanguage"), "alternateName", "name")),
        text=body if isinstance(body, str) else None,
        sponsored="AdvertiserContentArticle" in _types(node),
    )


def _one(value: Any, *keys: str) -> Any:
    """The value itself, or what the first object says under one of the keys."""
    for item in _as_list(value):
        if isinstance(item, dict):
            if (inner := next((item[key] for key in keys if item.get(key)), None)) is not None:
                return inner
        elif item:
            return item
    return None


def _many(value: Any, key: str) -> list[str]:
    lines = (_text(item.get(key) if isinstance(item, dict) else item) for item in _as_list(value)[:_MAX_NODES])
    return list(dict.fromkeys(line for line in lines if line))


def _people(value: Any) -> list[Any]:
    """Without what says of itself that it is an organisation."""
    return [one for one in _as_list(value) if not (isinstance(one, dict) and _ORGANISATION.intersection(_types(one)))]


def _tags(value: Any) -> list[str]:
    tags = _many(value, "name")
    if len(tags) == 1:
        tags = [tag for part in tags[0].split(",") if (tag := clean_line(part))]
    return tags


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return clean_line(html.unescape(value[:5_000])) if isinstance(value, str) else None


def _breadcrumbs(nodes: list[dict[str, Any]]) -> list[str]:
    for node in nodes:
        if "BreadcrumbList" in _types(node):
            items = [item for item in _as_list(node.get("itemListElement"))[:_MAX_NODES] if isinstance(item, dict)]
            items.sort(key=lambda item: item["position"] if isinstance(item.get("position"), int) else 0)
            names = [_text(item.get("name")) or _text(_one(item.get("item"), "name")) for item in items]
            return [name for name in names if name and not name.startswith("http")]
    return []
