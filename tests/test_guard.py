"""Does no request leave the declared hosts, however its address is written?"""

from __future__ import annotations

import pytest
from scrapy import Request, Spider
from scrapy.utils.test import get_crawler

from newsspider.middlewares.guard import Guard, is_allowed
from newsspider.middlewares.refused import Refused

HOSTS = frozenset({"example.kz", "kaz.example.kz"})

ALLOWED = [
    "https://example.kz/",
    "http://example.kz:80/a",
    "https://kaz.example.kz:443/a?b=c",
    "https://EXAMPLE.kz/a",
    "https://example.kz/@evil.kz/",
]
FORBIDDEN = [
    "https://evil.kz/",
    "https://sub.example.kz/",
    "https://example.kz.evil.kz/",
    "https://evil.kz/https://example.kz/",
    "https://evil.kz#@example.kz/",
    "https://example.kz@evil.kz/",
    "https://user:password@example.kz/",
    "https://@example.kz/",
    "https://evil.kz\\@example.kz/",
    "https://example.kz\\@evil.kz/",
    "https://example.kz:8443/",
    "https://example.kz:80/",
    "http://example.kz:443/",
    "https://example.kz:22/",
    "https://example.kz:x/",
    "https://example.kz./",
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://metadata.google.internal/",
    "http://localhost/",
    "ftp://example.kz/",
    "file:///etc/passwd",
    "file://example.kz/etc/passwd",
    "data:text/html,x",
    "javascript:alert(1)",
    "//example.kz/",
    "",
]


@pytest.mark.parametrize("url", ALLOWED)
def test_allowed(url: str) -> None:
    assert is_allowed(url, HOSTS)


@pytest.mark.parametrize("url", FORBIDDEN)
def test_forbidden(url: str) -> None:
    assert not is_allowed(url, HOSTS)
    assert not is_allowed(url, frozenset())


def test_a_spider_that_declares_no_hosts_asks_none() -> None:
    guard = Guard.from_crawler(get_crawler(Spider))
    with pytest.raises(Refused) as raised:
        guard.process_request(Request("https://example.kz/"))
    assert raised.value.reason == "forbidden-address"
