"""What did the person type, and is it right?"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from newsspider.discovery.wanted import BadArgument
from newsspider.extract.refusal import NotAnArticle
from newsspider.normalise.dates import iso_utc
from newsspider.site import NewsSpider

POLICIES = ("drop", "label")


class UsedWrongly(Exception):
    """Said in one line; exit code 2."""


class Sites(Protocol):
    """Scrapy's spider loader."""

    def list(self) -> list[str]: ...
    def load(self, spider_name: str) -> type: ...


def site_of(sites: Sites, name: str) -> type[NewsSpider]:
    if name.startswith("-"):
        raise UsedWrongly(f"unknown option {name}: -h shows those that there are")
    spider = sites.load(name) if name in sites.list() else None
    if spider is None or not issubclass(spider, NewsSpider):
        raise UsedWrongly(f"unknown site {name!r}: this project has {', '.join(sites.list())}")
    return spider


def the_site(arguments: Sequence[str]) -> str:
    """Of a command that takes one."""
    for each in arguments:
        if each.startswith("-"):
            raise UsedWrongly(f"unknown option {each}: -h shows those that there are")
    if len(arguments) != 1:
        raise UsedWrongly("name one site; 'scrapy list' shows them")
    return arguments[0]


def policy_of(name: str, *, told: str = "NEWSSPIDER_DUPLICATES=") -> str:
    """What becomes of duplicates; `told`: where it was said. Raises UsedWrongly."""
    if name not in POLICIES:
        raise UsedWrongly(f"{told}{name}: use {' or '.join(POLICIES)}")
    return name


def address_of(spider: type[NewsSpider], url: str) -> str:
    """The canonical form of an address of the site."""
    canonical = spider.addresses().canonical(url)
    if canonical is None:
        hosts = ", ".join(sorted(spider.declared_hosts()))
        raise UsedWrongly(f"{url!r} is no address of {spider.name} ({hosts}); --url names that of a FILE")
    return canonical


def first_site(sites: Sites) -> str:
    """One to begin with: it needs nothing that may not be installed."""
    plain = (name for name in sorted(sites.list()) if not getattr(sites.load(name), "renders", None))
    return next(plain, "SITE")


def nothing_crawled(output: Path, site: str) -> str:
    """What to do where a command finds nothing in the output folder. `site`: one to begin with."""
    if output.is_dir():
        return f"nothing has been crawled into {output} yet: scrapy crawl {site}"
    what = "is no folder" if output.exists() else "does not exist"
    return f"{output} {what}, so nothing has been crawled into it: NEWSSPIDER_OUTPUT names the folder of your crawls"


def check_output(output: Path, site: str) -> None:
    """A folder that does not exist was mistyped: that nothing has been crawled is no news then. Raises UsedWrongly."""
    if not output.is_dir():
        raise UsedWrongly(nothing_crawled(output, site))


def moment(text: str | None) -> datetime:
    """Of `--now`, the present one by default; without a zone it is UTC."""
    try:
        now = datetime.fromisoformat(text) if text else datetime.now(UTC)
    except ValueError:
        raise UsedWrongly(f"--now {text}: a time is written like {iso_utc(datetime.now(UTC))}") from None
    return now.astimezone(UTC) if now.tzinfo else now.replace(tzinfo=UTC)


def report(command: str, problem: Exception) -> int:
    """Say in one line what went wrong; the exit code."""
    told = str(problem)
    if isinstance(problem, NotAnArticle):
        told = f"the page holds no article: {problem.reason}"
    elif isinstance(problem, OSError):
        told = f"{problem.filename}: {problem.strerror}"
    print(f"scrapy {command}: {told}", file=sys.stderr)
    return 2 if isinstance(problem, UsedWrongly | BadArgument) else 1
