"""Is an archive cut where nothing is lost, is damage told, and does what is handed over say what is worked out anew?"""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsspider.article import Article
from newsspider.dedup.fingerprint import fingerprint
from newsspider.normalise.text import comparison_form, text_hash
from newsspider.normalise.text_lines import counted_lines
from newsspider.rebuild.cutting import shards
from newsspider.rebuild.drawn import HandedOver, drawn
from newsspider.rebuild.pages import Rebuilt
from newsspider.rebuild.records import dumped, loaded
from newsspider.rebuild.shard import Shard, rebuild
from newsspider.spiders.polisia import PolisiaSpider
from newsspider.store.errors import Damaged
from newsspider.store.found import Found
from newsspider.store.warc.archive import Archive
from newsspider.store.warc.exchange import Exchange
from newsspider.store.warc.index import SORTED, WARC, beside

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip")]
TEXT = "В городе открылась новая школа, где будут учиться 1200 детей, сообщает управление образования.\n\n" * 5


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    """Thirty pages."""
    archive = Archive(tmp_path, "polisia", 100_000_000)
    for number in range(30):
        url, at = f"https://polisia.kz/ru/novost-{number}/", NOW + timedelta(minutes=number)
        page = f"<html><body><h1>Новость {number}</h1><p>{TEXT} {number}</p></body></html>".encode()
        told = {"found": {"id": f"{number:016x}", "url": url, "edition": "ru", "via": "feed"}, "wanted": {}}
        archive.keep(Exchange(url, at, 200, HEADERS, gzip.compress(page), told=told))
    archive.close()
    return next((tmp_path / "archive" / "polisia").glob(f"*{WARC}"))


def cut(warc: Path, to: Path, piece: int) -> list[Shard]:
    return shards(PolisiaSpider, warc.parent, to, piece)


def read(pieces: list[Shard]) -> bytes:
    return b"".join(rebuild(each).read_bytes() for each in pieces)


def test_pieces_are_the_whole(warc: Path, tmp_path: Path) -> None:
    whole, pieces = cut(warc, tmp_path / "whole", 1 << 30), cut(warc, tmp_path / "pieces", 5_000)
    assert len(whole) == 1
    assert len(pieces) > 3
    assert [each.end for each in pieces[:-1]] == [each.start for each in pieces[1:]]
    assert (pieces[0].start, pieces[-1].end) == (0, warc.stat().st_size)
    assert read(pieces) == read(whole)
    assert read(whole).count(b"\n") == 30


@pytest.mark.parametrize("index", [b"", b"noise\n"])
def test_without_its_index_a_file_is_one_piece(index: bytes, warc: Path, tmp_path: Path) -> None:
    beside(warc, SORTED).write_bytes(index)
    assert [(each.start, each.end) for each in cut(warc, tmp_path, 5_000)] == [(0, warc.stat().st_size)]


def test_an_index_of_another_file_cuts_nothing(warc: Path, tmp_path: Path) -> None:
    index = beside(warc, SORTED)
    index.write_bytes(index.read_bytes().replace(b'"length":"', b'"length":"1'))  # ends are elsewhere
    with pytest.raises(Damaged, match="its index tells of"):
        cut(warc, tmp_path, 5_000)


def test_a_file_that_was_cut_off_is_told(warc: Path, tmp_path: Path) -> None:
    warc.write_bytes(warc.read_bytes()[:-100])
    with pytest.raises(Damaged, match="bring the file back from a backup, or move it away"):
        cut(warc, tmp_path, 5_000)


def test_half_a_page_is_no_article(warc: Path, tmp_path: Path) -> None:
    """Also where no index tells of it."""
    warc.write_bytes(warc.read_bytes()[:-100])
    beside(warc, SORTED).unlink()
    with pytest.raises(Damaged, match="is not what was kept"):
        read(cut(warc, tmp_path / "parts", 5_000))
    assert not list((tmp_path / "parts").glob("*.jsonl"))


@pytest.mark.parametrize("text", [TEXT, "Коротко.", TEXT + "\n\n## Подробности\n\n- раз\n- два"])
def test_what_is_handed_over_is_what_is_worked_out(text: str) -> None:
    article = Article(id="1", url="https://polisia.kz/1", source="polisia", edition="ru", title="Школа", text=text)
    article.text_sha256 = text_hash(text)
    rebuilt = Rebuilt(NOW, Found("1", article.url, "ru", "feed"), False, 200, article, drawn=drawn(article))
    again = loaded(dumped(rebuilt))
    handed = HandedOver()
    assert again.article is not None
    handed.take([(again.article, again.drawn)])
    assert again.drawn is not None
    assert handed.lines(text) == counted_lines(text) == again.drawn.lines
    assert handed.fingerprint(article, article.text_sha256) == fingerprint(
        article, article.text_sha256, form=comparison_form
    )
    assert again.drawn.fingerprint == handed.fingerprint(article, article.text_sha256)


def test_a_text_that_lines_were_dropped_from_is_worked_out_anew() -> None:
    article = Article(id="1", url="https://polisia.kz/1", source="polisia", edition="ru", title="Школа", text=TEXT)
    whole = article.text_sha256 = text_hash(TEXT)
    handed = HandedOver()
    handed.take([(article, drawn(article))])
    rest = Article(id="1", url=article.url, source="polisia", edition="ru", title="Школа", text=TEXT[:200])
    rest.text_sha256 = text_hash(TEXT[:200])
    assert handed.fingerprint(rest, whole) == fingerprint(rest, whole, form=comparison_form)
