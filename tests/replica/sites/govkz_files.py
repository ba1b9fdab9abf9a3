"""Which files make up the portal's application: the shell that answers every address, scripts, style, font, logo?"""

from __future__ import annotations

from functools import cache
from hashlib import sha256

import orjson

from tests.replica.page import TEMPLATES, Answer, answer, render
from tests.replica.sites.govkz_interface import API, NONCE, SECRET, TOKEN
from tests.replica.sites.govkz_words import words

TRACKER = "metrics.example.kz"
_FONT = b"wOF2" + bytes(range(256)) * 8
_LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18"/></svg>'
_SCRIPT, _STYLE, _SVG = "application/javascript; charset=utf-8", "text/css; charset=utf-8", "image/svg+xml"


@cache
def shell() -> bytes:
    """The same for every address, whether there is such a page or not."""
    order = ("runtime", "vendor", "main")
    scripts = "\n".join(f'<script defer src="{_addresses()[name]}"></script>' for name in order)
    style = next(path for path in files() if path.endswith(".css"))
    return render(
        "govkz/shell.html", style=style, scripts=scripts, tracker=f"https://{TRACKER}/tag.js?id=5150"
    ).encode()


@cache
def files() -> dict[str, Answer]:
    """By path; the names change with what is in them."""
    made = {_addresses()[name]: answer(_script(name), _SCRIPT) for name in ("runtime", "vendor", "main", *_LATER)}
    style = _filled("main.css", {"%FONT%": _font(), "%PATTERN%": _logo()})
    made[_named("/static/css/main.{}.chunk.css", style)] = answer(style, _STYLE)
    made[_font()] = Answer(body=_FONT, content_type="font/woff2")
    made[_logo()] = answer(_LOGO, _SVG)
    made["/favicon.ico"] = Answer(body=_LOGO.encode(), content_type=_SVG)
    for reply in made.values():
        reply.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return made


_LATER = {"listing": "3", "article": "4"}  # chunks that are asked for when a page needs them
_PATTERNS = {"runtime": "/static/js/runtime-main.{}.js", "vendor": "/static/js/2.{}.chunk.js"}


@cache
def _addresses() -> dict[str, str]:
    later = {name: _named(f"/static/js/{number}.{{}}.chunk.js", _script(name)) for name, number in _LATER.items()}
    return later | {
        name: _named(_PATTERNS.get(name, "/static/js/main.{}.chunk.js"), _script(name))
        for name in ("runtime", "vendor", "main")
    }


@cache
def _script(name: str) -> str:
    known: dict[str, str] = {"%API%": API, "%NONCE%": NONCE, "%TOKEN%": TOKEN, "%LOGO%": _logo()}
    if name == "runtime":
        chunks = {part: _named(f"/static/js/{number}.{{}}.chunk.js", _script(part)) for part, number in _LATER.items()}
        known['"%CHUNKS%"'] = orjson.dumps(chunks).decode()
    if name == "vendor":
        known['"%PIECES%"'] = orjson.dumps([SECRET[at : at + 5] for at in range(0, len(SECRET), 5)][::-1]).decode()
    if name == "main":
        known['"%WORDS%"'] = orjson.dumps(words()).decode()
    return _filled(f"{name}.js", known)


def _filled(name: str, known: dict[str, str]) -> str:
    text = (TEMPLATES / "govkz" / name).read_text(encoding="utf-8")
    for mark, value in known.items():
        text = text.replace(mark, value)
    return text


def _named(pattern: str, content: str) -> str:
    return pattern.format(sha256(content.encode()).hexdigest()[:8])


def _font() -> str:
    return _named("/static/media/portal-sans.{}.woff2", _FONT.decode("latin-1"))


def _logo() -> str:
    return _named("/static/media/logo.{}.svg", _LOGO)
