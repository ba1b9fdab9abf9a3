"""Does the replica web answer everything it published, the same each time, and nothing that it did not?"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from datetime import datetime, timedelta
from html import unescape
from itertools import count
from urllib.parse import urljoin, urlsplit

import pytest

from tests.replica.redesign import Redesign
from tests.replica.truth import Truth
from tests.replica.world import END, FORBIDDEN_HOSTS, World

HOMES = {
    "tengrinews": ("https://tengrinews.kz/", "https://kaz.tengrinews.kz/", "https://en.tengrinews.kz/"),
    "kazinform": (
        "https://www.inform.kz/",
        "https://kaz.inform.kz/",
        "https://qz.inform.kz/",
        "https://cn.inform.kz/",
        "https://qazinform.com/",
    ),
    "polisia": ("https://polisia.kz/", "https://polisia.kz/ru/", "https://polisia.kz/en/"),
}
DESIGNS = {
    ("tengrinews", "2026"),
    ("tengrinews", "2025"),
    ("tengrinews", "2024"),
    ("tengrinews", "tn"),
    ("tengrinews", "2012"),
    ("kazinform", "gen4"),
    ("kazinform", "gen3"),
    ("kazinform", "gen2"),
    ("kazinform", "gen1"),
    ("polisia", "publisher"),
}


@pytest.fixture(scope="module")
def world() -> World:
    return World.make()


@pytest.fixture(scope="module")
def small() -> World:
    return World.make(small=True)


def get(world: World, url: str) -> str | None:
    split = urlsplit(url)
    reply = world.answer(split.netloc, split.path + (f"?{split.query}" if split.query else ""), END)
    if reply is None or reply.status != 200:
        return None
    body = gzip.decompress(reply.body) if url.endswith(".gz") else reply.body
    return body.decode()


def links(world: World, url: str) -> set[str]:
    found = re.findall(r"<loc>([^<]+)|<link>([^<]+)|href=\"([^\"]+)|\"link\": \"([^\"]+)", get(world, url) or "")
    return {unescape(urljoin(url, next(filter(None, groups)))) for groups in found}


def test_the_same_seed_tells_the_same_stories(small: World) -> None:
    assert World.make(small=True).truth(END) == small.truth(END)
    assert World.make(2, small=True).truth(END) != small.truth(END)


@pytest.mark.parametrize(("name", "least", "most"), [("small", 60, 100), ("world", 300, 450)])
def test_size(name: str, least: int, most: int, request: pytest.FixtureRequest) -> None:
    truths = request.getfixturevalue(name).truth(END)
    assert least <= len(truths) <= most
    assert {(truth.source, truth.design) for truth in truths} == DESIGNS
    assert {(truth.source, truth.edition) for truth in truths} >= {
        *(("tengrinews", edition) for edition in ("kk", "ru", "en")),
        *(("kazinform", edition) for edition in ("kk", "ru", "qz", "zh", "en")),
        *(("polisia", edition) for edition in ("kk", "ru", "en")),
    }


def test_lengths_are_those_of_news(world: World) -> None:
    lengths = sorted(len(truth.expected["text"]) for truth in world.truth(END))
    assert 1000 < lengths[len(lengths) // 2] < 1800
    assert lengths[len(lengths) // 10] < 600
    assert lengths[-1] > 7000


def test_only_reprints_say_the_same(world: World) -> None:
    truths = world.truth(END)
    texts = Counter(truth.expected["text"] for truth in truths)
    repeated = {truth.expected["text"] for truth in truths if truth.duplicate_of}
    assert {text for text, times in texts.items() if times > 1} == repeated
    by_url = {truth.url: truth for truth in truths}
    assert all(by_url[truth.duplicate_of].expected["text"] in repeated for truth in truths if truth.duplicate_of)


def test_urls_are_unique(world: World) -> None:
    forms = Counter(url for truth in world.truth(END) for url in {truth.url, *truth.urls})
    assert not [url for url, times in forms.items() if times > 1]


def test_ids_are_unique_in_their_sequence(world: World) -> None:
    urls = [truth.url for truth in world.truth(END) if truth.source == "tengrinews"]
    keys = [(urlsplit(url).netloc[:3], "/article/" in url, url.rstrip("/").rpartition("-")[2]) for url in urls]
    russian = [(host if host in ("kaz", "en.") else "ten", *rest) for host, *rest in keys]
    assert not [key for key, times in Counter(russian).items() if times > 1]


def test_no_paragraph_stands_twice_in_a_text(world: World) -> None:
    for truth in world.truth(END):
        paragraphs = Counter(truth.expected["text"].split("\n\n"))
        assert not [text for text, times in paragraphs.items() if times > 1 and len(text) > 5], truth.url


def test_pages_hold_their_articles(world: World) -> None:
    for truth in world.truth(END):
        page = get(world, truth.url)
        assert page is not None, truth.url
        shown = " ".join(re.sub(r"[\u00ad\u200b]", "", unescape(re.sub(r"<[^>]+>", "", page))).split())
        for paragraph in truth.expected["text"].split("\n"):
            words = re.sub(r"^(?:## |- |> )", "", paragraph)
            assert "|" in words or " ".join(words.split()) in shown, (truth.url, words)


def test_nothing_appears_before_its_time(world: World) -> None:
    newest = max(world.truth(END), key=lambda truth: str(truth.expected["published_at"]))
    split = urlsplit(newest.url)
    before = END - timedelta(days=3, hours=1)
    assert world.answer(split.netloc, split.path, END) is not None
    assert world.answer(split.netloc, split.path, before) is None
    assert newest.url not in {truth.url for truth in world.truth(before)}


def reachable(world: World, source: str) -> set[str]:
    """Every link of the feeds, sitemaps and listings of a site's editions."""
    found: set[str] = set()
    for home in HOMES[source]:
        if source == "tengrinews":
            prefix = {"kaz": "kk-", "en.": "en-"}.get(home[8:11], "")
            children = links(world, f"{home}{prefix}sitemap-index.xml")
            pages = [f"{home}news.rss", *(url for url in children if "sitemap-news" in url)]
        elif source == "kazinform":
            pages = [f"{home}lenta/?page={number}" for number in range(1, 9)]
        else:
            pages = [f"{home}page/{number}/" for number in range(1, 9)]
        found |= {link for page in pages for link in links(world, page)}
    return found


@pytest.mark.parametrize("name", ["small", "world"])
@pytest.mark.parametrize("source", list(HOMES))
def test_every_article_can_be_found(source: str, name: str, request: pytest.FixtureRequest) -> None:
    world: World = request.getfixturevalue(name)
    found = {re.sub(r"^https://[\w.]+(?=https://)|\?utm_.*$", "", link) for link in reachable(world, source)}
    lost = [truth.url for truth in world.truth(END) if truth.source == source and not found & {truth.url, *truth.urls}]
    assert not lost


def test_tengrinews_listings_page_until_404(world: World) -> None:
    seen: set[str] = set()
    for number in count(1):
        address = "https://tengrinews.kz/news/" + (f"page/{number}/" if number > 1 else "")
        page = get(world, address)
        if page is None:
            break
        assert page.count('class="content_main_item"') <= 20
        seen |= links(world, address)
    assert number > 5
    ours = [truth for truth in world.truth(END) if truth.source == "tengrinews" and truth.edition == "ru"]
    staged = {url.replace("https://test.", "https://") for url in seen}
    assert not [truth.url for truth in ours if not staged & {truth.url, *truth.urls}]


def test_kazinform_serves_its_last_page_again(world: World) -> None:
    pages = [get(world, f"https://www.inform.kz/lenta/?page={number}") for number in range(1, 10)]
    assert pages[-1] == pages[-2] != pages[0]


def test_wordpress_pages_its_posts(world: World) -> None:
    first = world.answer("polisia.kz", "/wp-json/wp/v2/posts?per_page=10&page=1&_embed=1", END)
    assert first is not None
    total = int(first.headers["X-WP-TotalPages"])
    past = world.answer("polisia.kz", f"/wp-json/wp/v2/posts?per_page=10&page={total + 1}", END)
    assert past is not None
    assert past.status == 400
    closed = world.answer("polisia.kz", "/ru/wp-json/wp/v2/posts", END)
    assert closed is not None
    assert closed.status == 401
    assert world.answer("polisia.kz", "/en/feed/", END) is None


def test_what_must_not_be_asked_for_is_remembered() -> None:
    world = World.make(small=True)
    for host, target in (("counter.tengrinews.kz", "/inc/1"), ("tengrinews.kz", "/search/?text=a"), ("c.tn.kz", "/")):
        assert world.answer(host, target, END) is None
    assert len(world.forbidden_hits) == 3
    assert set(FORBIDDEN_HOSTS) <= set(world.hosts)


def test_sitemaps_list_nothing_that_is_not_there(world: World) -> None:
    for address in ("https://tengrinews.kz/sitemap-index.xml", "https://polisia.kz/wp-sitemap.xml"):
        children = links(world, address)
        assert len(children) > 2
        assert not [child for child in children if get(world, child) is None]


def test_chrome_is_in_no_text(world: World) -> None:
    for truth in world.truth(END):
        assert truth.chrome
        assert not [line for line in truth.chrome if line in truth.expected["text"]]


def kinds(truths: list[Truth]) -> set[str]:
    found = {name for truth in truths for name in truth.has}
    found |= {f"videos-{video['kind']}" for truth in truths for video in truth.expected["videos"]}
    found |= {f"authors-{len(truth.expected['authors'])}" for truth in truths}
    found |= {name for truth in truths for name in ("duplicate_of", "translation_of") if getattr(truth, name)}
    marks = {"> ": "quotation", "- ": "list", "## ": "heading"}
    return found | {
        marks[mark] for truth in truths for mark in re.findall(r"^(?:> |- |## )", truth.expected["text"], re.M)
    }


def test_every_oddity_is_there(world: World, small: World) -> None:
    wanted = {
        *("sponsored", "lost-letters", "next-article", "summary", "untidy", "prose", "duplicate_of", "translation_of"),
        *("quotation", "list", "heading", "authors-0", "authors-1", "authors-2"),
        *("videos-file", "videos-youtube"),
    }
    assert wanted | {"authors-3"} <= kinds(world.truth(END))
    assert wanted - {"authors-2", "videos-youtube", "videos-file"} <= kinds(small.truth(END))


@pytest.mark.parametrize("lists", [False, True])
def test_a_redesign_comes_at_its_moment(lists: bool) -> None:
    at = END - timedelta(days=1)
    world = World.make(small=True, redesign=Redesign(at, lists))
    for url, name in (("https://tengrinews.kz/news/", "Story_"), ("https://www.inform.kz/lenta/", "ki-")):
        site = {"Story_": "tengrinews", "ki-": "kazinform"}[name]
        old = next(truth for truth in world.truth(at) if truth.source == site)
        before, after = (page(world, old.url, moment) for moment in (at - timedelta(minutes=1), at))
        assert (name in before, name in after) == (False, True)  # whenever it was published
        assert ('class="pager"' in page(world, url, END)) is lists


def page(world: World, url: str, moment: datetime) -> str:
    split = urlsplit(url)
    reply = world.answer(split.netloc, split.path, moment)
    assert reply is not None
    return reply.body.decode()
