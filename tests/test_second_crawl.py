"""What does a crawl ask of each source of each site when there is nothing new?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsspider.discovery.editions import Edition
from newsspider.discovery.sources import FirstOf, Sitemap, Source
from newsspider.discovery.walk import Walk, walks
from newsspider.site import NewsSpider
from tests.every_site import SITES
from tests.replica.crawls import crawl
from tests.replica.journal import Entry, Journal
from tests.replica.run import Replica
from tests.replica.sites import tengrinews
from tests.replica.world import World

FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "PROGRESS_LIVE=0")
PAGES = 50  # more than any listing of the small world has
MOST = 2  # requests for each source
NOT_THERE = {401, 404}  # sources that are declared where one host has them
Asked = dict[str, list[Entry]]  # by the URL of a source


@pytest.fixture(scope="module", params=[False, True], ids=["", "etags everywhere"])
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Asked]]:
    """What the second of two crawls asked of each source, by site."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tengrinews, "PER_SITEMAP", 4)  # so that an index has many children
        world = World.make(small=True)
        world.etags_everywhere = request.param
        with Replica(world, output=tmp_path_factory.mktemp("output")) as replica:
            yield {name: _asked_again(replica, SITES[name], name) for name in SITES if name in _REPLICATED}


_REPLICATED = ("tengrinews", "kazinform", "polisia")


def test_every_site_is_tried() -> None:
    """But those whose pages are rendered: their pages say nothing by which to ask whether they changed."""
    assert set(_REPLICATED) == {name for name, site in SITES.items() if not site.renders}


@pytest.mark.parametrize("site", _REPLICATED)
def test_two_requests_a_source_at_most(asked: dict[str, Asked], site: str) -> None:
    too_many = {url: [f"{e.status} {e.url}" for e in found] for url, found in asked[site].items() if len(found) > MOST}
    assert not too_many
    assert len(asked[site]) >= len(SITES[site].editions)  # something was asked at all


@pytest.mark.parametrize("site", _REPLICATED)
def test_nothing_changed_where_the_server_can_say_so(
    asked: dict[str, Asked], site: str, request: pytest.FixtureRequest
) -> None:
    entries = [entry for found in asked[site].values() for entry in found]
    if "everywhere" in request.node.name:
        assert {entry.status for entry in entries} <= {304, *NOT_THERE}
    mapped = [
        entry for entry in entries if entry.target.endswith((".xml", ".gz", ".rss")) and entry.status not in NOT_THERE
    ]
    assert {entry.status for entry in mapped} <= {304}


def _asked_again(replica: Replica, site: type[NewsSpider], name: str) -> Asked:
    environment = replica.whole_environment()
    assert crawl(name, environment, *FAST) == 0
    replica.journal.clear()
    assert crawl(name, environment, *FAST) == 0
    return _by_source(replica.journal, site)


def _by_source(journal: Journal, site: type[NewsSpider]) -> Asked:
    source_of = {walk.page_url(page): walk.page_url(1) for walk in _walks(site) for page in range(PAGES, 0, -1)}
    found: Asked = {}
    for entry in journal:
        if entry.target == "/robots.txt":
            continue
        source = source_of.get(entry.url) or _index_of(entry, site)
        assert source, f"{entry.url} is of no source: a known article was asked for again"
        found.setdefault(source, []).append(entry)
    return found


def _index_of(entry: Entry, site: type[NewsSpider]) -> str | None:
    """The index that leads to a sitemap: the one that stands in the same folder of the same host, named like it."""
    indexes = [walk.page_url(1) for walk in _walks(site) if isinstance(walk.source, Sitemap)]
    near = [url for url in indexes if _common(url, entry.url) > len(f"https://{entry.host}/")]
    return max(near, key=lambda url: _common(url, entry.url), default=None) if "sitemap" in entry.target else None


def _common(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))


def _walks(site: type[NewsSpider]) -> Iterator[Walk]:
    for edition in site.editions:
        for source in edition.sources:
            yield from _of(edition, source)


def _of(edition: Edition, source: Source) -> Iterator[Walk]:
    each = source.sources if isinstance(source, FirstOf) else ()
    for one in each:
        yield from _of(edition, one)
    if not each:
        yield from walks(edition, source, frozenset())
