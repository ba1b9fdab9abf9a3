"""Is every kind of sitemap read, however broken, and does a hostile one do no harm?"""

from __future__ import annotations

import gzip
import time
import tracemalloc

import pytest

from newsspider.discovery import sitemap as module
from newsspider.discovery.reading import Follow, Reading, Unreadable
from newsspider.discovery.sitemap import read_sitemap

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
A = "https://example.kz/a-1/"


def urlset(entries: str, attributes: str = NS) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {attributes}>{entries}</urlset>'


ENTRY = f"<url><loc>{A}</loc></url>"
PICTURE = "<image:image><image:loc>https://i.kz/1.jpg</image:loc><image:title>Су</image:title></image:image>"

READABLE = {
    "usual": (urlset(ENTRY), A),
    "no namespace": (urlset(ENTRY, ""), A),
    "another namespace": (urlset(ENTRY, 'xmlns="http://example.kz/other"'), A),
    "a prefix for all": (
        f"<s:urlset xmlns:s='x'>{ENTRY}</s:urlset>".replace("<url>", "<s:url>")
        .replace("<loc>", "<s:loc>")
        .replace("/loc>", "/s:loc>")
        .replace("</url>", "</s:url>"),
        A,
    ),
    "capitals": (urlset(ENTRY.replace("loc>", "LOC>").replace("url>", "URL>")), A),
    "an image first": (urlset(ENTRY.replace("<loc>", f"{PICTURE}<loc>"), f"{NS} {IMAGE}"), A),
    "an image, its prefix undeclared": (urlset(ENTRY.replace("<loc>", f"{PICTURE}<loc>")), A),
    "spaces and line breaks": (urlset(ENTRY.replace(A, f"\n\t {A} \n")), A),
    "CDATA": (urlset(ENTRY.replace(A, "<![CDATA[https://example.kz/?a=1&b=2]]>")), "https://example.kz/?a=1&b=2"),
    "escaped ampersand": (urlset(ENTRY.replace(A, "https://example.kz/?a=1&amp;b=2")), "https://example.kz/?a=1&b=2"),
    "raw ampersand": (urlset(ENTRY.replace(A, "https://example.kz/?a=1&b=2")), "https://example.kz/?a=1&b=2"),
    "entity of HTML": (urlset(ENTRY.replace(A, "https://example.kz/&ccedil;")), "https://example.kz/ç"),
    "comments before": (f"<!-- <url><loc>x</loc></url> --><!-- y -->{urlset(ENTRY)[38:]}", A),
    "spaces before": ("\n\n" + urlset(ENTRY), A),
    "a tag not closed": (urlset(f"<url><x>{ENTRY}"), A),
    "windows-1251": (
        urlset(ENTRY.replace("a-1", "су-1")).replace("UTF-8", "windows-1251").encode("cp1251"),
        "https://example.kz/су-1/",
    ),
    "UTF-16": (urlset(ENTRY).replace("UTF-8", "UTF-16").encode("utf-16"), A),
    "relative": (urlset(ENTRY.replace("https://example.kz", "")), A),
    "host twice": (
        urlset(ENTRY.replace(A, "https://example.kzhttps://other.kz/b-2/")),
        "https://example.kzhttps://other.kz/b-2/",
    ),
}


@pytest.mark.parametrize(("body", "url"), READABLE.values(), ids=READABLE)
def test_readable(body: str | bytes, url: str) -> None:
    assert [link.url for link in _read(body).links] == [url]


def test_news_and_dates() -> None:
    news = (
        "<news:news><news:publication><news:name>X</news:name><news:language>kk</news:language></news:publication>"
        "<news:publication_date>2025-11-17T09:05:00+05:00</news:publication_date><news:title>Су &amp; от</news:title>"
        "</news:news>"
    )
    entry = f"<url>{PICTURE}<loc>{A}</loc><lastmod>2025-11-18</lastmod>{news}</url>"
    for attributes in (f"{NS} {NEWS} {IMAGE}", NS, ""):  # prefixes may be undeclared
        (link,) = _read(urlset(entry, attributes)).links
        assert (link.title, link.published, link.modified, link.language, link.via) == (
            "Су & от",
            "2025-11-17T09:05:00+05:00",
            "2025-11-18",
            "kk",
            "sitemap",
        )


def test_index_in_its_order() -> None:
    body = (
        f"<sitemapindex {NS}><sitemap><loc>/s-1.xml</loc><lastmod>2025-11-17</lastmod></sitemap>"
        "<sitemap><loc>https://example.kz/s-2.xml.gz</loc></sitemap><sitemap><loc>javascript:x</loc></sitemap>"
        "</sitemapindex>"
    )
    reading = _read(body)
    assert reading.follow == [
        Follow("https://example.kz/s-1.xml", "2025-11-17"),
        Follow("https://example.kz/s-2.xml.gz"),
    ]
    assert not reading.links


UNREADABLE = {
    "HTML": b"<!DOCTYPE html><html><body><url><loc>https://example.kz/</loc></url></body></html>",
    "RSS": b"<rss><channel><image><url>https://example.kz/i.png</url></image></channel></rss>",
    "nothing": b"",
    "text": b"https://example.kz/a-1/\n",
    "broken gzip": b"\x1f\x8b" + b"x" * 100,
    "gzip without end": gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"<urlset/>")))),
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read_sitemap(body)


WHOLE = urlset(ENTRY * 1000).encode()
COMPLETE = [  # given, number of links, complete
    (WHOLE, 1000, True),
    (b"<urlset/>", 0, True),
    (urlset("").encode(), 0, True),
    (WHOLE[:-9], 1000, False),  # the root is not closed
    (WHOLE[: len(WHOLE) // 2], 500, False),
    (gzip.compress(WHOLE), 1000, True),
    (gzip.compress(gzip.compress(WHOLE)), 1000, True),  # as some servers do
    (gzip.compress(WHOLE[:20_000]) + gzip.compress(WHOLE[20_000:]), 1000, True),  # two members
    (gzip.compress(WHOLE) + b"\0" * 100, 1000, True),  # filled up
    (gzip.compress(WHOLE)[:-100], None, False),
]


@pytest.mark.parametrize(("body", "number", "complete"), COMPLETE)
def test_what_breaks_off_is_not_complete(body: bytes, number: int | None, complete: bool) -> None:
    reading = read_sitemap(body)
    assert number is None or abs(len(reading.links) - number) <= (0 if complete else 1)
    assert reading.complete is complete


def test_location_cut_in_half_is_no_location() -> None:
    assert _read(f"<urlset>{ENTRY}<url><loc>https://example.kz/b").links == _read(urlset(ENTRY)).links


def test_bomb_is_refused_before_it_is_in_memory() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * (module.MAX_BYTES * 3))
    tracemalloc.start()
    with pytest.raises(Unreadable, match="more than"):
        read_sitemap(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < module.MAX_BYTES * 2.5


def test_entities_are_not_resolved() -> None:
    doctype = '<!DOCTYPE urlset [<!ENTITY a "secret"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    (link,) = _read(f"{doctype}<urlset><url><loc>{A}&a;&f;</loc></url></urlset>").links
    assert "secret" not in link.url
    assert link.url.startswith(A)


HEAVY = {
    "50,000 entries": (
        urlset("".join(f"<url>\n<loc>{A}{i}</loc>\n<lastmod>2025-11-17</lastmod></url>" for i in range(50_000))),
        50_000,
    ),
    "junk without end": ("<urlset>" + "<x/>" * 500_000 + ENTRY + "</urlset>", 1),
    "deep": ("<urlset>" + "<x>" * 100_000 + ENTRY, None),  # libxml2 may give up
    "one long location": (f"<urlset><url><loc>{A}{'x' * 5_000_000}</loc></url>{ENTRY}</urlset>", 1),
}


@pytest.mark.parametrize(("body", "number"), HEAVY.values(), ids=HEAVY)
def test_heavy_ones_take_seconds_at_most(body: str, number: int | None) -> None:
    began = time.process_time()
    assert len(_read(body).links) == number or number is None
    assert time.process_time() - began < 10


def test_no_more_entries_than_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ENTRIES", 3)
    reading = _read(urlset(ENTRY * 5))
    assert (len(reading.links), reading.complete) == (3, False)


def _read(body: str | bytes) -> Reading:
    return read_sitemap(body.encode() if isinstance(body, str) else body, "https://example.kz/sitemap.xml")
