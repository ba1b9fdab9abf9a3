"""Is every kind of feed read, however broken, and does a hostile one do no harm?"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from newsspider.discovery import feed as module
from newsspider.discovery.feed import read_feed
from newsspider.discovery.reading import Reading, Unreadable

URL = "https://example.kz/rss/news.xml"
CONTENT = "http://purl.org/rss/1.0/modules/content/"


def rss(items: str, *, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    return f'{head}<rss version="2.0" xmlns:content="{CONTENT}"><channel><title>Х</title>{items}</channel></rss>'


ITEM = "<item><title>Өзен тасыды</title><link>https://example.kz/a-1/</link></item>"
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="https://example.kz/a-1/"><title>Өзен тасыды</title>
 <link>https://example.kz/a-1/</link><dc:date>2025-11-17T09:05:00+05:00</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">Өзен &lt;b&gt;тасыды&lt;/b&gt;</title>
 <link rel="self" href="/x"/><link rel="alternate" href="/a-1/"/><published>2025-11-17T09:05:00+05:00</published>
 <updated>2025-11-18T10:00:00Z</updated></entry></feed>"""

READABLE = {
    "RSS 2": rss(ITEM),
    "RSS 1": RDF,
    "Atom": ATOM,
    "spaces before the declaration": "\n  " + rss(ITEM),
    "raw ampersand": rss(f"<description>a & b</description>{ITEM}"),
    "entities of HTML": rss(f"<description>&laquo;a&raquo;&nbsp;&mdash;</description>{ITEM}"),
    "broken off": rss(ITEM + "<item><title>Тағы")[:-30],
    "tags that do not fit": rss(f"<item><title>x</title><description><p>a<br>b</description></item>{ITEM}"),
    "relative link": rss(ITEM.replace("https://example.kz/a-1/", "/a-1/")),
    "spaces and CDATA": rss(ITEM.replace("https://example.kz/a-1/", "\n <![CDATA[ https://example.kz/a-1/ ]]>\n")),
    "only a guid": rss(ITEM.replace("link>", "guid>")),
    "the declaration lies": rss(ITEM, head='<?xml version="1.0" encoding="windows-1251"?>'),
    "UTF-16": rss(ITEM, head='<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16"),
    "a letter cut in half": rss(ITEM + "<item><title>Тағы").encode()[:-1],
}


@pytest.mark.parametrize("body", READABLE.values(), ids=READABLE)
def test_readable(body: str | bytes) -> None:
    links = _read(body).links
    assert [(link.url, link.title, link.via) for link in links if link.title == "Өзен тасыды"] == [
        ("https://example.kz/a-1/", "Өзен тасыды", "feed")
    ]


@pytest.mark.parametrize("declared", ['<?xml version="1.0" encoding="windows-1251"?>', '<?xml version="1.0"?>', ""])
@pytest.mark.parametrize("content_type", ["application/rss+xml; charset=windows-1251", "text/xml", None])
def test_letters_of_windows_1251(declared: str, content_type: str | None) -> None:
    body = rss("<item><title>Новая школа</title><link>/a-1/</link></item>", head=declared).encode("cp1251")
    assert read_feed(body, URL, content_type).links[0].title == "Новая школа"


def test_cyrillic_links_are_kept_as_they_are() -> None:
    body = rss("<item><title>a</title><link>https://example.kz/жаңалық/су-12/</link></item>")
    assert _read(body).links[0].url == "https://example.kz/жаңалық/су-12/"


DATES = [  # given, published, modified
    (
        rss("<item><link>/a</link><pubDate>Mon, 17 Nov 2025 14:05:00 +0500</pubDate></item>"),
        "Mon, 17 Nov 2025 14:05:00 +0500",
        None,
    ),
    (rss("<item><link>/a</link></item>"), None, None),
    (RDF, "2025-11-17T09:05:00+05:00", "2025-11-17T09:05:00+05:00"),  # RSS 1.0 has one date
    (ATOM, "2025-11-17T09:05:00+05:00", "2025-11-18T10:00:00Z"),
    (ATOM.replace("published", "other"), None, "2025-11-18T10:00:00Z"),  # changed is not published
]


@pytest.mark.parametrize(("body", "published", "modified"), DATES)
def test_dates_are_as_written(body: str, published: str | None, modified: str | None) -> None:
    (link,) = _read(body).links
    assert (link.published, link.modified) == (published, modified)


TEXTS = [
    ("<![CDATA[<p>Бір.</p><p>Екі<br>үш &amp; төрт.</p><script>x()</script>]]>", "Бір.\nЕкі\nүш & төрт."),
    ("&lt;p&gt;Бір.&lt;/p&gt;сөз&lt;ul&gt;&lt;li&gt;екі&lt;/li&gt;&lt;/ul&gt;", "Бір.\nсөз\nекі"),
    ("Бір.\nЕкі.", "Бір.\nЕкі."),
    ("<![CDATA[A &amp; B &laquo;C&raquo;]]>", "A & B «C»"),
    ("<![CDATA[</div>Бір.<div>]]>", "Бір."),
    ("", None),
]


@pytest.mark.parametrize(("given", "wanted"), TEXTS)
def test_text(given: str, wanted: str | None) -> None:
    item = f"<item><link>/a</link><content:encoded>{given}</content:encoded></item>"
    assert _read(rss(item)).links[0].text == wanted


UNREADABLE = {
    "HTML": "<!DOCTYPE html><html><head><title>x</title></head><body><a href='/a'>a</a></body></html>",
    "a sitemap": "<urlset><url><loc>https://example.kz/a</loc></url></urlset>",
    "nothing": "",
    "JSON": '{"items": []}',
    "zeros": "\0" * 1000,
    "no end of tags": rss("")[:-20] + "<a>" * 100_000,
    "no end of entities": rss("<item><title>" + "&a" * 600_000),
    "too large": b" " * (module.MAX_BYTES + 1),
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_unreadable(body: str | bytes) -> None:
    began = time.process_time()
    with pytest.raises(Unreadable):
        _read(body)
    assert time.process_time() - began < 5


def test_the_bytes_are_never_taken_for_a_file_or_an_address(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(rss(ITEM))
    for body in (str(file), file.as_uri(), "http://169.254.169.254/latest/"):
        with pytest.raises(Unreadable):
            _read(body)


ENTITIES = {
    "a local file": '<!ENTITY a SYSTEM "file://{file}">',
    "the network": '<!ENTITY a SYSTEM "http://169.254.169.254/">',
    "laughs": '<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;"><!ENTITY a "&c;&c;&c;&c;">',
    "a large one": '<!ENTITY a "' + "secret" * 20_000 + '">',
    "parameters": '<!ENTITY % p SYSTEM "file://{file}"> %p;',
}


@pytest.mark.parametrize("declared", ENTITIES.values(), ids=ENTITIES)
def test_entities_are_not_resolved(declared: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("secret")
    doctype = f"<!DOCTYPE rss [{declared.replace('{file}', str(tmp_path / 'file'))}]>"
    item = f"<item><title>t{'&a;' * 1000}</title><link>/a</link></item>"
    (link,) = _read(rss(item, head=f'<?xml version="1.0"?>{doctype}')).links
    assert "secret" not in (link.title or "")
    assert "ha" not in (link.title or "")


@pytest.mark.parametrize(("body", "complete"), [(rss(ITEM), True), (rss(ITEM)[:-8], False), (ATOM, True)])
def test_what_breaks_off_is_not_complete(body: str, complete: bool) -> None:
    assert _read(body).complete is complete


def test_no_more_items_than_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ITEMS", 3)
    reading = _read(rss(ITEM * 5))
    assert (len(reading.links), reading.complete) == (3, False)


def test_items_without_an_address_of_the_web_are_left_out() -> None:
    items = "".join(f"<item><link>{url}</link></item>" for url in ("javascript:x()", "mailto:a@b.kz", "http://[x", ""))
    assert _read(rss(items + ITEM)).links == _read(rss(ITEM)).links


def _read(body: str | bytes) -> Reading:
    return read_feed(body.encode() if isinstance(body, str) else body, URL)
