"""Is what a person asks for understood, and what can't be meant refused in one clear sentence?"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsspider.discovery import wanted as module
from newsspider.discovery.editions import Edition
from newsspider.discovery.sources import Feed, FirstOf, Sitemap
from newsspider.discovery.wanted import BadArgument, Wanted, read_arguments
from newsspider.spiders.kazinform import KazinformSpider
from newsspider.spiders.polisia import PolisiaSpider
from newsspider.spiders.tengrinews import TengrinewsSpider

A = "https://tengrinews.kz/news/su-1/"


def read(**arguments: str) -> Wanted:
    spider = TengrinewsSpider
    return read_arguments(arguments, spider.editions, zone="Asia/Almaty", hosts=spider.hosts)


def test_nothing_said_means_all() -> None:
    wanted = read()
    assert [edition.name for edition in wanted.editions] == ["kk", "ru", "en"]
    assert wanted == Wanted(wanted.editions)


def test_everything_said() -> None:
    wanted = read(editions="ru, kk,ru", since="2024-02-29", until="2025-11-01", limit="100", sections="crime, news")
    assert [edition.name for edition in wanted.editions] == ["ru", "kk"]
    assert wanted.since == datetime(2024, 2, 28, 18, 0, tzinfo=UTC)  # midnight of Almaty, UTC+6 until March 2024
    assert wanted.until == datetime(2025, 11, 1, 18, 59, 59, tzinfo=UTC)  # the day itself counts, now UTC+5
    assert (wanted.limit, wanted.sections) == (100, frozenset({"crime", "news"}))


def test_urls(tmp_path: Path) -> None:
    file = tmp_path / "urls.txt"
    file.write_text(f"\ufeff# three\n\n  {A} \n  # no more\n{A}\nhttps://test.tengrinews.kz/news/su-2/\n")
    assert read(urls=str(file)).urls == (A, "https://test.tengrinews.kz/news/su-2/")  # the mirror means the real host
    assert read(urls=f"{A}, https://tengrisport.kz/football/su-3/").urls == (A, "https://tengrisport.kz/football/su-3/")
    assert read(urls="HTTPS://tengrinews.kz/news/su-1/").urls == ("HTTPS://tengrinews.kz/news/su-1/",)


WRONG = [
    ({"colour": "red"}, "unknown argument 'colour': use one of editions, since, until, limit, sections, sources, urls"),
    ({"editions": "xx"}, "unknown edition 'xx': this site has kk, ru, en"),
    ({"editions": "kk,xx"}, "unknown edition 'xx'"),
    ({"editions": ""}, "unknown edition ''"),
    ({"since": "1.11.2025"}, "since=1.11.2025: a date is written YYYY-MM-DD"),
    ({"since": ""}, "since=: a date is written"),
    ({"since": "2025-02-29"}, "a date is written"),
    ({"since": "20251101"}, "a date is written"),  # Python would read it
    ({"since": "2025-W44-6"}, "a date is written"),
    ({"since": "٢٠٢٥-11-01"}, "a date is written"),
    ({"until": "0001-01-01"}, "until=0001-01-01: a year from 1990 to 2100"),
    ({"until": "9999-12-31"}, "a year from 1990 to 2100"),
    ({"since": "2025-11-02", "until": "2025-11-01"}, "since=2025-11-02 is later than until=2025-11-01"),
    ({"limit": "0"}, "limit=0: a number of articles from 1"),
    ({"limit": "-1"}, "a number of articles"),
    ({"limit": "1.5"}, "a number of articles"),
    ({"limit": "٣"}, "a number of articles"),
    ({"limit": "9" * 5000}, "a number of articles"),
    ({"limit": ""}, "a number of articles"),
    ({"sections": " , "}, "sections=: names of sections"),
    ({"sections": "//evil.kz"}, "can't be the name of a section"),
    ({"sections": "../admin"}, "can't be the name of a section"),
    ({"sources": "rss"}, "sources=rss: use feed, sitemap, listing, for example sources=feed"),
    ({"sources": " , "}, "sources= , : use feed"),
    ({"urls": ""}, "can't be read (Is a directory)"),
    ({"urls": "no/such/file"}, "urls=no/such/file: can't be read (No such file or directory)"),
    ({"urls": "a\0b"}, "can't be read"),
    ({"urls": "https://example.org/a"}, "urls: 'https://example.org/a' is not of this site"),
    ({"urls": "https://tengrinews.kz.evil.kz/a-1/"}, "is not of this site"),
    ({"urls": "https://user@tengrinews.kz/a-1/"}, "is no URL"),
    ({"urls": "http://[x/"}, "is no URL"),
    ({"urls": f"{A},,ftp://tengrinews.kz/"}, "is no URL"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_used_wrongly(arguments: dict[str, str], said: str) -> None:
    with pytest.raises(BadArgument) as raised:
        read(**arguments)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


# of kazinform's Russian edition and of polisia: those that say the same stay together
SOURCES = [
    ("feed", [Feed], [FirstOf]),
    ("listing", [FirstOf], [FirstOf]),
    ("sitemap, feed", [Feed, Sitemap, Sitemap], [FirstOf]),
]


@pytest.mark.parametrize(("text", "kazinform", "polisia"), SOURCES)
def test_kinds_of_sources(text: str, kazinform: list[type], polisia: list[type]) -> None:
    for spider, wanted in ((KazinformSpider, kazinform), (PolisiaSpider, polisia)):
        (edition,) = spider.read_arguments({"editions": "ru", "sources": text}).editions
        assert [type(source) for source in edition.sources] == wanted
        assert edition.all_hosts == spider.editions[1].all_hosts


def test_an_edition_without_such_a_source() -> None:
    edition = Edition("ru", "https://e.kz/", (Feed("rss"),))
    with pytest.raises(BadArgument, match="sources=listing: edition 'ru' has no such source"):
        read_arguments({"sources": "listing"}, [edition], zone="UTC")


FILES = [(b"\xff\xfe\x00\xd8", "not a text file in UTF-8"), (b"# nothing\n\n", "no URL in it"), (b"x" * 2000, "more")]


@pytest.mark.parametrize(("body", "said"), FILES)
def test_wrong_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: bytes, said: str) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 1000)
    (tmp_path / "urls").write_bytes(body)
    with pytest.raises(BadArgument, match=said):
        read(urls=str(tmp_path / "urls"))


PARTIAL = [({}, False), ({"since": "2025-11-01"}, False), ({"editions": "kk"}, False), ({"limit": "5"}, False)]
PARTIAL += [
    ({"until": "2025-11-01"}, True),
    ({"sections": "news"}, True),
    ({"sources": "feed"}, False),
    ({"urls": A}, True),
]


@pytest.mark.parametrize(("arguments", "partial"), PARTIAL)
def test_partial(arguments: dict[str, str], partial: bool) -> None:
    assert read(**arguments).partial is partial
