"""Which site is it that an article names as its source?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from newsspider.normalise.known_sources import is_known_medium, known_domain
from newsspider.site import NewsSpider


@dataclass(frozen=True, slots=True, order=True)
class Cited:
    """`name`: of a site of this project, which is `own`, else a domain, else the name of a known medium."""

    name: str
    own: bool


class Sites:
    def __init__(self, sites: Iterable[type[NewsSpider]]) -> None:
        self._of = {host: site.name for site in sites for host in site.declared_hosts()}

    def cited(self, cite: Mapping[str, Any]) -> Cited | None:
        """None: a body or office, or nobody in particular; only what has a domain, or is known as a medium, is one."""
        name = str(cite.get("name") or "").strip()
        domain = str(cite.get("domain") or known_domain(name) or "").lower().removeprefix("www.")
        if domain:
            own = self._own(domain)
            return Cited(own, True) if own else Cited(domain, False)
        return Cited(name, False) if is_known_medium(name) else None

    def _own(self, domain: str) -> str | None:
        found = {site for host, site in self._of.items() if host == domain or host.endswith(f".{domain}")}
        return found.pop() if len(found) == 1 else None
