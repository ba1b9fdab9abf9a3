"""Does a host's name lead to the public internet?"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.exceptions import CannotResolveHostError
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred

NAT64 = IPv6Network("64:ff9b::/96")


class PublicResolver(CachingThreadedResolver):
    """Refuses names of private machines, whoever's name server says so. The user's own proxy may be anywhere."""

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:
        found = super().getHostByName(name, timeout)
        if name not in _proxies():
            found.addCallback(_public, name)
        return found


def is_public(address: str) -> bool:
    """No loopback, private, link-local or metadata address, nor one of these inside IPv6 (mapped, NAT64, 6to4)."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        inner = IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else ip.ipv4_mapped or ip.sixtofour
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return ip.is_global and not ip.is_multicast


def _public(address: str, name: str) -> str:
    if not is_public(address):
        raise CannotResolveHostError(f"{name} leads to {address}, which is not on the public internet")
    return address


def _proxies() -> set[str | None]:
    return {urlsplit(url if "//" in url else f"//{url}").hostname for url in getproxies().values()}
