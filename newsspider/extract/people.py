"""Who wrote the article, of the names a page gives?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from newsspider.normalise.text import clean_line, comparison_form

_BY = re.compile(
    r"^\W*(?:автор(?:ы)?(?: текста| статьи| материала)?|(?:мақала|мәтін|материал)(?:ның|нің|дың)? авторы|текст|мәтін"
    r"|мақала|жазған|(?:maqala |mátin )?avtory?|mátin|authors?|(?:written |story |text )?by|от)"
    r"\s*(?:[:：–—]\s*|\s+)(?=\w)",
    re.I,
)
_NOT_WRITTEN = re.compile(r"(?:фото|сурет|súret|foto|photo|видео|video|инфографика|иллюстрация)\w*\s*[:：©]", re.I)
_BETWEEN = re.compile(r"\s*[,;|]\s*|\s+(?:и|және|мен|jáne|and|&)\s+")
_LOGIN = re.compile(r"^[a-z0-9_.@+-]+$")
_URL = re.compile(r"^(?:https?:)?//|^www\.|@|\.(?:kz|com|ru|org|net)\b", re.I)
_NOBODY = frozenset(
    {
        "admin",
        "administrator",
        "редактор",
        "editor",
        "editorial",
        "редакция",
        "web master",
        "webmaster",
        "unknown",
        "none",
        "null",
        "автор",
    }
)
_LONGEST = 100
_MANY = 100  # names that are believed


def authors(names: Iterable[str], *, site: Iterable[str | None] = ()) -> list[str]:
    """Names of people, each once: no addresses, logins, or the site's own name."""
    names = list(islice(names, _MANY))
    own = {_form_of_site(name) for name in site if name} if names else set()
    found: dict[str, str] = {}
    for given in names:
        for part in _split(given):
            name = clean_line(_BY.sub("", part))
            if name and _is_person(name, own):
                found.setdefault(comparison_form(name), name)
    return list(found.values())


_form_of_site = lru_cache(maxsize=256)(comparison_form)  # the same few on every page


def _split(given: str) -> list[str]:
    """`A B, C D` and `A B және C D` are two people, `Lee, Jr.` is one, `A B, корреспондент` one and what he is."""
    parts = [part for part in _BETWEEN.split(given) if part]
    parts = [part for part in parts if not part[0].islower()] or parts
    return parts if parts and all(" " in part for part in parts) else [given]


def _is_person(name: str, own: set[str]) -> bool:
    form = comparison_form(name)
    if not form or len(name) > _LONGEST or form in _NOBODY or form in own:
        return False
    return not (_URL.search(name) or _LOGIN.match(name) or _NOT_WRITTEN.match(name))
