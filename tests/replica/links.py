"""Does an article name its translations, and only those, by the ids under which they were written?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tests.replica.findings import Problem, Row
from tests.replica.written import Record

Links = Sequence[tuple[str, str]]  # language and URL


def wrong_links(
    url: str, links: Links | None, record: Record, lines: Mapping[str, list[Record]], row: Row
) -> Iterator[Problem]:
    """`links`: those of the article at `url`; of a site that says nothing of them, `None`. `lines`: by URL."""
    if links is None:
        return
    expected = sorted((other, language, "id", _id(lines, other)) for language, other in links)
    named = [{name: link.get(name) for name in ("url", "language", "how", "id")} for link in _named(record)]
    got = sorted(tuple(str(value) for value in link.values()) for link in named)
    row.count("translations", equal=got == expected)
    if got != expected:
        yield Problem("unlinked", url, f"expected {expected}\nwritten  {got}", "translations")


def _named(record: Record) -> list[Record]:
    return [link for link in record.get("translations") or () if isinstance(link, dict)]


def _id(lines: Mapping[str, list[Record]], url: str) -> str:
    return next((str(record.get("id")) for record in lines.get(url, ())), "not written")
