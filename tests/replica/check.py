"""Is what was written what the replica web published: each article once, equal to the letter?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Protocol

import orjson

from tests.replica.difference import difference, is_equal
from tests.replica.findings import Problem, Result, Row
from tests.replica.links import Links, wrong_links
from tests.replica.truth import Refusal
from tests.replica.unrefused import unrefused
from tests.replica.written import Record, Written


class Published(Protocol):
    """What the world knows of an article that it published."""

    @property
    def source(self) -> str: ...
    @property
    def edition(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def urls(self) -> Sequence[str]: ...
    @property
    def expected(self) -> Mapping[str, Any]: ...
    @property
    def duplicate_of(self) -> str | None: ...
    @property
    def design(self) -> str: ...
    @property
    def translations(self) -> Links | None:
        """Language and URL of the same article in others; `None` where the site does not say."""

    @property
    def earlier(self) -> Sequence[Mapping[str, Any]]:
        """What was expected of it before it was edited, the first version first."""

    @property
    def chrome(self) -> Sequence[str]:
        """Strings of its page that belong to no article."""


def compare(
    published: Iterable[Published],
    written: Written,
    *,
    sources: Collection[str] | None = None,
    refusals: Iterable[Refusal] = (),
) -> Result:
    """`sources`: the sites that were crawled (`None`: all). `refusals`: the pages that are no articles."""
    truths = list(published)
    result = Result(problems=list(written.problems))
    lines: dict[str, list[Record]] = defaultdict(list)
    forms = {_key(url): truth.url for truth in truths for url in (truth.url, *truth.urls)}
    for record in written.articles:
        url = next((forms[key] for key in _keys(record) if key in forms), None)
        if url is None:
            result.problems.append(Problem("unknown", str(record.get("url")), str(record.get("title"))))
        else:
            lines[url].append(record)
    for family in _families(truths):
        crawled = [truth for truth in family if sources is None or truth.source in sources]
        _compare_family(family, crawled, lines, written, result)
    result.problems += unrefused(refusals, written, sources)
    return result


def _compare_family(
    family: list[Published],
    crawled: list[Published],
    lines: Mapping[str, list[Record]],
    written: Written,
    result: Result,
) -> None:
    """An article and its exact reprints: one of them is written, the others say that they repeat it."""
    kept = [truth for truth in family if lines.get(truth.url)]
    for truth in crawled:
        row = result.rows.setdefault((truth.source, truth.edition, truth.design), Row())
        row.expected += 1
        records = lines.get(truth.url, [])
        row.written += bool(records)
        if records:
            if max(Counter(record.get("version") for record in records).values()) > 1:
                result.problems.append(Problem("twice", truth.url, f"{len(records)} lines"))
            elif truth is not kept[0]:
                result.problems.append(Problem("twice", truth.url, f"a reprint of {kept[0].url}, written too"))
            *earlier, newest = sorted(records, key=lambda record: int(record.get("version") or 0))
            result.problems += _unequal(truth, newest, row)
            result.problems += _wrong_versions(truth, earlier, newest)
            result.problems += wrong_links(truth.url, truth.translations, newest, lines, row)
            result.problems += _chrome(truth, newest)
        elif not kept:
            result.problems.append(Problem("missing", truth.url, _fate(truth, written)))
        elif _is_traced(truth, [record for other in kept for record in lines[other.url]], written):
            row.duplicates += 1
        else:
            result.problems.append(Problem("untraced", truth.url, f"repeats {kept[0].url}; {_fate(truth, written)}"))


def _unequal(truth: Published, record: Record, row: Row) -> Iterator[Problem]:
    expected = orjson.loads(orjson.dumps(dict(truth.expected)))
    expected = {"url": truth.url, "source": truth.source, "edition": truth.edition} | expected
    for name, value in expected.items():
        equal = is_equal(name, value, record.get(name))
        row.count(name, equal=equal)
        if not equal:
            yield Problem("unequal", truth.url, difference(value, record.get(name)), name)


def _wrong_versions(truth: Published, earlier: list[Record], newest: Record) -> Iterator[Problem]:
    """Each line says what the article was once, later than the line before it."""
    left = iter(truth.earlier)
    for record, following in pairwise([*earlier, newest]):
        version = f"version {record.get('version')}"
        if all(record.get(name) == following.get(name) for name in ("title", "text")):
            yield Problem("twice", truth.url, f"{version} and the next one are the same")
        elif not any(all(is_equal(name, was[name], record.get(name)) for name in ("title", "text")) for was in left):
            yield Problem("unequal", truth.url, f"{version} was not published before the next one", "version")


def _chrome(truth: Published, record: Record) -> Iterator[Problem]:
    for name in ("title", "lead", "text"):
        own, got = truth.expected.get(name) or "", record.get(name) or ""
        yield from (
            Problem("chrome", truth.url, words, name) for words in truth.chrome if words in got and words not in own
        )


def _families(truths: list[Published]) -> Iterator[list[Published]]:
    parents = {truth.url: truth.duplicate_of for truth in truths}
    families: dict[str, list[Published]] = defaultdict(list)
    for truth in truths:
        root, seen = truth.url, {truth.url}
        while (parent := parents.get(root)) and parent not in seen:
            root = parent
            seen.add(root)
        families[root].append(truth)
    yield from families.values()


def _is_traced(truth: Published, kept: list[Record], written: Written) -> bool:
    names = {str(record.get("id")) for record in kept} | {key for record in kept for key in _keys(record)}
    own = {_key(url) for url in (truth.url, *truth.urls)}
    return any(
        own & set(_keys(record)) and {str(record.get("duplicate_of")), _key(str(record.get("duplicate_of")))} & names
        for record in written.duplicates
    )


def _fate(truth: Published, written: Written) -> str:
    """What the output folder says of an article that was not written."""
    own = {_key(url) for url in (truth.url, *truth.urls)}
    refused = [str(record.get("reason")) for record in written.refused if own & set(_keys(record))]
    repeats = [str(record.get("duplicate_of")) for record in written.duplicates if own & set(_keys(record))]
    words = [f"refused: {reason}" for reason in refused] + [f"called a duplicate of {other}" for other in repeats]
    return "; ".join(words) or "no trace of it"


def _keys(record: Record) -> list[str]:
    return [_key(str(url)) for url in (record.get("url"), *(record.get("urls") or ())) if url]


def _key(url: str) -> str:
    return url.partition("://")[2].rstrip("/").lower()
