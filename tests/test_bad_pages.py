"""Does a crawl go on over everything that a server can answer, and count each page under its reason?"""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from tests.replica.faults import Fault
from tests.replica.run import Replica
from tests.replica.world import World

CRAWL = ("scrapy", "crawl", "tengrinews", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")
FAST = ("-s", "BACKOFF_START=0.1", "-s", "DOWNLOAD_TIMEOUT=3", "-s", "RETRY_TIMES=1")

# The kind of fault, and the reason under which its page is refused; None: the article comes out whole all the same.
KINDS = [
    ("404", "http-404"),
    ("410", "http-410"),
    ("500", "http-500"),
    ("503", "http-503"),
    ("redirect-loop", "redirect-loop"),
    ("redirect-loopback", "forbidden-address"),
    ("redirect-metadata", "forbidden-address"),
    ("redirect-foreign", "forbidden-address"),
    ("dropped", "connection"),
    ("truncated", "truncated"),
    ("empty-body", "empty"),
    ("gzip-bomb", "too-big"),
    ("huge-page", "too-big"),
    ("pdf", "not-html"),
    ("pdf-as-html", "not-html"),
    ("nested-tags", "too-deep"),
    ("cp1251-as-utf8", None),
    ("cp1251-undeclared", None),
    ("broken-json-ld", None),
    ("challenge", "challenge"),
]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], dict[str, str], set[str]]:
    """The kind of fault of each URL, the reasons under which URLs were refused, and the URLs that have a line."""
    world = World.make()
    output = tmp_path_factory.mktemp("bad") / "output"
    articles = [truth.url for truth in world.truth(world.end) if truth.source == "tengrinews" and truth.edition == "ru"]
    kinds = dict(zip(articles, [kind for kind, _ in KINDS], strict=False))
    assert len(kinds) == len(KINDS), "the world is too small for all faults"
    faults = [Fault(f"^{url}$", kind, seconds=0) for url, kind in kinds.items()]
    with Replica(world, faults=faults, output=output) as replica:
        done = replica.run(*CRAWL, "-a", "editions=ru", *FAST)
        assert done.returncode == 0, done.stderr[-3000:]
        assert "Traceback" not in done.stderr
    refused = {line["url"]: line["reason"] for line in _lines(output / "refused")}
    return kinds, refused, {line["url"] for line in _lines(output / "articles")}


def _lines(folder: Path) -> list[dict[str, str]]:
    return [orjson.loads(line) for file in folder.rglob("*.jsonl") for line in file.read_bytes().splitlines()]


@pytest.mark.parametrize(("kind", "reason"), KINDS)
def test_page_is_counted_under_its_reason(
    crawled: tuple[dict[str, str], dict[str, str], set[str]], kind: str, reason: str | None
) -> None:
    kinds, refused, written = crawled
    url = next(url for url, its in kinds.items() if its == kind)
    assert refused.get(url) == reason
    assert (url in written) == (reason is None)


def test_all_other_pages_became_articles(crawled: tuple[dict[str, str], dict[str, str], set[str]]) -> None:
    kinds, refused, written = crawled
    assert set(refused) <= set(kinds)
    assert written - set(kinds)
