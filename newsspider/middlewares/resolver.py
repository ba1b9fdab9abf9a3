"""Does a host's name lead to the public internet?"""

from __future__ import annotations

import logging
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

# Python's own lists of what is not global differ from version to version: only this much is believed public.
PUBLIC = IPv6Network("2000::/3")
NOT_PUBLIC = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "3fff::/20")))  # Teredo, documentation, …
NAT64 = IPv6Network("64:ff9b::/96")

logger = logging.getLogger(__name__)


class PublicResolver(CachingThreadedResolver):
    """Refuses names of private machines, whoever's name server says so. The user's own proxy may be anywhere."""

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:
        found = super().getHostByName(name, timeout)
        if name.lower() not in _proxies():
            found.addCallback(_public, name)
        return found


def is_public(address: str) -> bool:
    """No loopback, private, link-local or metadata address, nor one of these inside IPv6 (mapped, NAT64, 6to4)."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv4Address):
        return ip.is_global and not ip.is_multicast and not ip.is_reserved
    inner = _inside(ip)
    if inner is not None:
        return is_public(str(inner))
    return ip in PUBLIC and ip.is_global and not any(ip in network for network in NOT_PUBLIC)


def _inside(ip: IPv6Address) -> IPv4Address | None:
    return IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else ip.ipv4_mapped or ip.sixtofour


def _public(address: str, name: str) -> str:
    if not is_public(address):
        logger.warning("%s leads to %s, which is not on the public internet: not asked", name, address)
        raise DNSLookupError(f"{name} leads to {address}")  # what Twisted expects of a resolver
    return address


def _proxies() -> set[str | None]:
    return {urlsplit(url if "//" in url else f"//{url}").hostname for url in getproxies().values()}
