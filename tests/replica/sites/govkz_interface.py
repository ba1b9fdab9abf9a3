"""What JSON does the portal give to its own application, and to nobody else?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson

from tests.replica.bodies import NOT_ALLOWED
from tests.replica.notice import LANGUAGES, Notice
from tests.replica.page import Answer
from tests.replica.sites.govkz_bodies import body
from tests.replica.sites.govkz_words import words

API = "/api/v1/public/content"
NONCE, TOKEN = "X-Page-Nonce", "X-Page-Token"
JSON = "application/json; charset=utf-8"
SECRET = "k7f2-q9wd-31xz-m4tr"
PER_PAGE = 10
_ARTICLE = re.compile(r"/news/(\d+)")
_COUNTERS = re.compile(r"/counters/(\d+)")


def token(target: str, nonce: str) -> str:
    """As the page's script computes it; the crawler has no such thing."""
    return sha256(f"{nonce}|{target}|{SECRET}".encode()).hexdigest()


def interface(target: str, headers: Mapping[str, str], shown: list[Notice]) -> Answer:
    """`shown`: newest first. `headers`: by their names in small letters."""
    nonce = headers.get(NONCE.lower(), "")
    if not nonce or headers.get(TOKEN.lower()) != token(target, nonce):
        return Answer(403, NOT_ALLOWED, JSON)
    split = urlsplit(target)
    asked = {name: values[0] for name, values in parse_qs(split.query).items()}
    said = _said(split.path.removeprefix(API), asked, shown)
    if said is None:
        return Answer(404, b'{"error":"notFound"}', JSON)
    return Answer(body=orjson.dumps(said), content_type=JSON)


def _said(path: str, asked: dict[str, str], shown: list[Notice]) -> dict[str, Any] | None:
    entity, language = asked.get("projects", "").removeprefix("eq:"), asked.get("lang", "")
    if language not in LANGUAGES:
        return None
    own = [notice for notice in shown if notice.entity == entity]
    if path == "/news":
        return _listing(
            [notice for notice in own if language in notice.tellings], int(asked.get("page", "1")), language
        )
    if path == "/menu":
        return _menu(entity, language)
    if path == "/popular":
        return _popular(own, language)
    if found := _COUNTERS.fullmatch(path):
        return {"counters": {"id": int(found[1]), "views": int(found[1]) % 7919, "title": words()[language]["views"]}}
    if found := _ARTICLE.fullmatch(path):
        read = next((notice for notice in own if notice.key == int(found[1])), None)
        return {"status": "ok", "data": {"news": _article(read, language), "related": []}} if read else None
    return None


def _listing(told: list[Notice], number: int, language: str) -> dict[str, Any]:
    part = told[(number - 1) * PER_PAGE : number * PER_PAGE]
    return {
        "content": [_card(notice, language) for notice in part],
        "totalElements": len(told),
        "totalPages": -(-len(told) // PER_PAGE),
    }


def _card(notice: Notice, language: str) -> dict[str, Any]:
    telling = notice.tellings[language]
    return {
        "id": notice.key,
        "title": telling.title,
        "short_description": telling.summary,
        "created_date": notice.created,
        "heropic": notice.hero,
        "directions": _directions(notice, language),
    }


def _article(notice: Notice, language: str) -> dict[str, Any]:
    """An empty version has the fields all the same."""
    telling = notice.tellings.get(language)
    if telling is None:
        return {
            "id": notice.key,
            "title": "",
            "body": "",
            "short_description": "",
            "created_date": notice.created,
            "heropic": notice.hero,
            "directions": [],
        }
    return _card(notice, language) | {"body": body(notice, telling)}


def _directions(notice: Notice, language: str) -> list[dict[str, Any]]:
    return [{"id": 40 + notice.direction, "name": notice.directed(language)}]


def _menu(entity: str, language: str) -> dict[str, Any]:
    """Pages that are no news have ids, titles and bodies, too."""
    titles = words()[language]["menu"]
    path = f"/memleket/entities/{entity}"
    return {
        "items": [
            {"id": 300 + place, "title": title, "path": f"{path}/about/structure/{place}", "body": f"<p>{title}</p>"}
            for place, title in enumerate(titles)
        ]
    }


def _popular(own: list[Notice], language: str) -> dict[str, Any]:
    """The news that is being read may be among it, without its text."""
    told = [notice for notice in own if language in notice.tellings][:PER_PAGE]
    return {
        "popular": [
            {"id": notice.key, "title": notice.tellings[language].title, "views": notice.key % 7919} for notice in told
        ]
    }
