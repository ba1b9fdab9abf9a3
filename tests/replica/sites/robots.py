"""What may a crawler ask for?"""

from __future__ import annotations

from collections.abc import Iterable

from tests.replica.page import Answer, answer


def robots(host: str, disallowed: Iterable[str], *, delay: float | None = None, sitemaps: Iterable[str] = ()) -> Answer:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in disallowed)]
    lines += [f"Crawl-delay: {delay:g}"] if delay is not None else []
    lines += [f"Sitemap: https://{host}{path}" for path in sitemaps]
    return answer("\n".join(lines) + "\n", "text/plain; charset=utf-8")
