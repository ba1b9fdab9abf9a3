"""How does a page come out of a template? `$name` is replaced, `$$` is a dollar sign."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from string import Template

TEMPLATES = Path(__file__).with_name("templates")


@dataclass(slots=True)
class Answer:
    status: int = 200
    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0  # seconds before it comes


@cache
def _template(name: str) -> Template:
    return Template((TEMPLATES / name).read_text(encoding="utf-8"))


def render(name: str, **values: str) -> str:
    """Values are HTML already; a name that the template has and the caller has not is an error."""
    return _template(name).substitute(values)


def answer(text: str, content_type: str = "text/html; charset=utf-8", *, status: int = 200) -> Answer:
    return Answer(status=status, body=text.encode(), content_type=content_type)


def validated(reply: Answer) -> Answer:
    """With an ETag, so that the server can say 304."""
    reply.headers["ETag"] = f'"{sha256(reply.body).hexdigest()[:16]}"'
    return reply


def redirect(url: str) -> Answer:
    return Answer(status=301, headers={"Location": url})


def escape(text: str | None) -> str:
    return html.escape(text or "")
