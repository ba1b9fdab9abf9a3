"""Which pattern do the addresses of a site's articles follow?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

_END = r"(?:\.(?:html?|php|aspx))?"
# How the last part of an article's path looks, the surest first: recognised by, and declared as.
_TAILS = tuple(
    (re.compile(rf"(?:{seen}){_END}"), declared)
    for seen, declared in (
        (r"[^/]*[^/\d][-_]\d{3,}", r"[^/]+[-_]\d+"),  # slug-123456
        (r"\d{3,}[-_][^/]*[^\W\d_][^/]*", r"\d+[-_][^/]+"),  # 123456-slug
        (r"(?=[^/]*-[a-f]*\d)[^/]+-[0-9a-f]{6,12}", r"[^/]*-[0-9a-f]+"),  # slug-1ec9489a
        (r"\d{4,}", r"\d+"),  # 123456
        (r"[^/.]+(?:[-_][^/.]+){3,}", r"[^/]+[-_][^/]+"),  # a-slug-of-some-words
        (r"[^/.]*[^\W\d_][^/.]*", r"[^/]+"),  # anything: only behind a date
    )
)
_DATE = re.compile(r"/(\d{4})/(\d\d?)(?:/(\d\d?))?(?=/)")
_LISTS = re.compile(
    r"/(?:tags?|category|categories|page|pages|search|authors?|rubrics?|archive|topics?|user|login|comments|feed|rss)/",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[\w.~-]+")  # what may stand in a pattern as it is
_LANGUAGES = frozenset({"ru", "kz", "kk", "kaz", "en", "rus", "eng", "qz", "qaz"})
_CERTAIN = 5  # addresses that agree in a part of the path, before it is taken for constant


@dataclass(frozen=True, slots=True)
class Pattern:
    """`regex` is searched in the path of a URL. `seen`: how many addresses follow it."""

    regex: str
    seen: int

    def fits(self, url: str) -> bool:
        return re.search(self.regex, urlsplit(url).path) is not None


def guess_pattern(urls: Iterable[str], *, article: str | None = None) -> Pattern | None:
    """The pattern that most of the addresses follow, or that of `article`, which is known to be one."""
    by_kind: dict[tuple[int, int], set[str]] = defaultdict(set)
    for url in (*urls, *([article] if article else [])):
        if kind := _kind(urlsplit(url).path):
            by_kind[kind].add(urlsplit(url).path)
    of_article = _kind(urlsplit(article).path) if article else None
    kind = of_article or max(by_kind, key=lambda each: (len(by_kind[each]), each[1], -each[0]), default=None)
    if kind is None:
        return None
    paths = sorted(by_kind[kind])
    heads = [_head(path) for path in paths]
    date = r"\d{4}/\d+/" + (r"\d+/" if kind[1] == 3 else "") if kind[1] else ""
    regex = f"^/{_declared(heads)}{date}{_TAILS[kind[0]][1]}{_ending(paths)}/?$"
    return Pattern(regex, len(paths))


def _kind(path: str) -> tuple[int, int] | None:
    """Which of the tails, and of how many parts the date in the path is (0: no date)."""
    if _LISTS.search(path):
        return None
    tail, date = path.rstrip("/").rpartition("/")[2], _DATE.search(path)
    parts = sum(part is not None for part in date.groups()) if date and _is_date(date) else 0
    kind = next((number for number, (seen, _) in enumerate(_TAILS) if seen.fullmatch(tail)), None)
    return None if kind is None or (kind == len(_TAILS) - 1 and not parts) else (kind, parts)


def _is_date(match: re.Match[str]) -> bool:
    year, month = int(match[1]), int(match[2])
    return 1990 <= year <= 2100 and 1 <= month <= 12


def _head(path: str) -> tuple[str, ...]:
    """The parts before the date, or before the last part."""
    date = _DATE.search(path)
    before = path[: date.start()] if date and _is_date(date) else path.rstrip("/").rpartition("/")[0]
    return tuple(part for part in before.split("/") if part)


def _declared(heads: Sequence[tuple[str, ...]]) -> str:
    if len({len(head) for head in heads}) != 1:
        return "(?:[^/]+/)*"
    columns = [sorted(set(column)) for column in zip(*heads, strict=True)]
    parts = [_part(names, len(heads), last=number == len(columns)) for number, names in enumerate(columns, 1)]
    return "".join(f"{part}/" for part in parts)


def _part(names: Sequence[str], seen: int, *, last: bool) -> str:
    constant = len(names) == 1 and (seen >= _CERTAIN or names[0] in _LANGUAGES)
    if constant and _PLAIN.fullmatch(names[0]):
        return re.escape(names[0]).replace(r"\-", "-")
    return "(?P<section>[^/]+)" if last else "[^/]+"


def _ending(paths: Sequence[str]) -> str:
    endings = {match[0] for path in paths if (match := re.search(r"\.(?:html?|php|aspx)$", path.rstrip("/")))}
    return re.escape(endings.pop()) if len(endings) == 1 else _END if endings else ""
