"""Under which address is the article kept?"""

from __future__ import annotations

import re

from newsspider.extract.declared import Site
from newsspider.normalise.urls import host_of, normalise_url


def canonical(url: str, said: str | None, site: Site) -> str:
    """The page's own canonical address counts where it is of the same article: templates name wrong ones."""
    fetched = normalise_url(url, hosts=site.hosts) or url
    named = normalise_url(said, base=url, hosts=site.hosts) if said else None
    if named and (_form(named) == _form(fetched) or (site.id_of and site.id_of(named) == site.id_of(fetched))):
        return named
    return fetched


def _form(url: str) -> str:
    host = re.sub(r"^(?:www|m|amp)\.", "", host_of(url))
    path = re.sub(r"^https?://[^/]+|[?#].*$", "", url)
    return host + re.sub(r"(?:^/amp(?=/)|/amp/?$|\.amp$)", "", path).rstrip("/")
