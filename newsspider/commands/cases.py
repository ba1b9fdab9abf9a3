"""What is a test case: a saved page, and the article that it must become?"""

from __future__ import annotations

import gzip
import re
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import orjson
from scrapy.utils.conf import closest_scrapy_cfg

from newsspider.article import Article, Link
from newsspider.commands.arguments import UsedWrongly
from newsspider.extract.article import extract_article
from newsspider.normalise.dates import iso_utc
from newsspider.site import NewsSpider

PAGE, WANTED = ".html.gz", ".json"
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
# What depends on the moment or the machine, or follows from other fields.
LEFT_OUT = ("schema", "version", "fetch", "made_by", "text_sha256")


@dataclass(frozen=True, slots=True)
class Case:
    """`now`: when the page was got, relative dates count from it. `link`: what a feed or listing says of it.
    `article`: the filled fields only."""

    url: str
    now: datetime
    link: dict[str, Any] = field(default_factory=dict)
    article: dict[str, Any] = field(default_factory=dict)


def read(spider: type[NewsSpider], body: bytes, case: Case) -> Article:
    """The article of a page, as a crawl of the site would write it. Raises NotAnArticle."""
    addresses = spider.addresses()
    url = addresses.canonical(case.url) or case.url
    link = Link(case.url, **case.link)
    article = extract_article(body, url=url, site=spider.reading(url), link=link, now=case.now)
    article.url = addresses.canonical(article.url) or url
    article.id = addresses.id_of(article.url)
    return article


def filled(article: Article) -> dict[str, Any]:
    fields = {name: value for name, value in asdict(article).items() if name not in LEFT_OUT}
    return {name: _pruned(value) for name, value in fields.items() if value}


def files(folder: Path, name: str) -> tuple[Path, Path]:
    """Page and JSON of a case."""
    return folder / f"{name}{PAGE}", folder / f"{name}{WANTED}"


def cases_folder(site: str) -> Path:
    return Path(closest_scrapy_cfg()).parent / "tests" / "sites" / site


def case_name(url: str) -> str:
    """From the last part of the path: `budget-kabyldandy-123`."""
    last = next((part for part in reversed(urlsplit(url).path.split("/")) if part), "home")
    return re.sub(r"[^a-z0-9]+", "-", unquote(last).lower()).strip("-")[:60].strip("-") or "page"


def check_name(folder: Path, name: str, *, force: bool) -> None:
    """Raises UsedWrongly for what is no name, and for a case that is not to be replaced."""
    if not NAME.fullmatch(name):
        raise UsedWrongly(f"--name {name!r}: a-z, 0-9, - and _ are allowed, at most 80")
    for file in files(folder, name):
        if file.exists() and not force:
            raise UsedWrongly(f"{file} exists: choose another --name, or --force replaces it")


def save(folder: Path, name: str, body: bytes, case: Case) -> None:
    """Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    page, wanted = files(folder, name)
    page.write_bytes(gzip.compress(body, mtime=0))  # the same page, the same bytes
    told = {"url": case.url, "now": iso_utc(case.now), "link": case.link, "article": case.article}
    told = {key: value for key, value in told.items() if value}
    wanted.write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def load(wanted: Path) -> tuple[bytes, Case]:
    """The page's bytes, and what they must become, by the case's JSON file."""
    told = orjson.loads(wanted.read_bytes())
    page, _ = files(wanted.parent, wanted.name.removesuffix(WANTED))
    now = datetime.fromisoformat(told["now"]).astimezone(UTC)
    return gzip.decompress(page.read_bytes()), Case(told["url"], now, told.get("link", {}), told["article"])


def saved(folder: Path) -> list[Path]:
    """The JSON files of a site's cases."""
    return sorted(folder.glob(f"*{WANTED}"))


def _pruned(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: inner for name, inner in value.items() if inner is not None}
    return [_pruned(inner) for inner in value] if isinstance(value, list) else value
