"""Is no address believed public that is not?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from scrapy.resolver import dnscache
from twisted.internet.error import DNSLookupError
from twisted.python.failure import Failure

from newsspider.middlewares.resolver import PublicResolver, is_public

PUBLIC = ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1", "2002:101:101::1"]
PRIVATE = [
    *("127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3"),
    *("10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
    *("169.254.169.254", "169.254.0.1"),  # link-local: where clouds keep their secrets
    *("100.64.0.1", "100.127.255.255"),  # carrier-grade NAT
    *("192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1"),
    *("224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1", "::ffff:0:127.0.0.1"),
    *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "64:ff9b:1::101:101"),  # NAT64, RFC 6052 and 8215
    *("2002:7f00:1::1", "2002:a9fe:a9fe::1", "2002:c0a8:101::"),  # 6to4
    *("2001::1", "2001:db8::1", "3fff::1", "100::1", "5f00::1"),  # Teredo, documentation, discard, segments
    *("example.kz", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "", "1.1.1.1.1"),  # no addresses at all
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_private(address: str) -> None:
    assert not is_public(address)


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> Iterator[PublicResolver]:
    """Knows some names already, and so asks no name server."""
    from twisted.internet import reactor

    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    made = PublicResolver(reactor, 100, 1.0)
    names = {"public.kz": "1.1.1.1", "rebound.kz": "127.0.0.1", "2130706433": "127.0.0.1", "proxy.lan": "10.0.0.1"}
    dnscache.update(names)
    yield made
    for name in names:
        dnscache.pop(name)


def answer_of(resolver: PublicResolver, name: str) -> object:
    answers: list[object] = []
    resolver.getHostByName(name).addBoth(answers.append)
    return answers[0]


@pytest.mark.parametrize("name", ["rebound.kz", "2130706433", "proxy.lan"])
def test_names_that_lead_to_private_machines(resolver: PublicResolver, name: str) -> None:
    answer = answer_of(resolver, name)
    assert isinstance(answer, Failure)
    assert isinstance(answer.value, DNSLookupError)
    assert answer_of(resolver, "public.kz") == "1.1.1.1"


def test_the_proxy_of_the_user_may_be_anywhere(resolver: PublicResolver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://Proxy.lan:3128")
    assert answer_of(resolver, "PROXY.lan".lower()) == "10.0.0.1"
    assert isinstance(answer_of(resolver, "rebound.kz"), Failure)
