"""Does a request leave the hosts that the site declares?"""

from __future__ import annotations

from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler

from newsspider.middlewares.refused import Refused

PORTS = {"http": (None, 80), "https": (None, 443)}


class Guard:
    """Stops requests, redirected ones too, to anything but http(s) on a declared host's usual port."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        declared = getattr(self.crawler.spider, "declared_hosts", None)
        if not is_allowed(request.url, declared() if declared else frozenset()):
            raise Refused("forbidden-address")


def is_allowed(url: str, hosts: frozenset[str]) -> bool:
    """A spider that declares no hosts asks none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    return parts.hostname in hosts and port in PORTS.get(parts.scheme, ()) and "@" not in parts.netloc
