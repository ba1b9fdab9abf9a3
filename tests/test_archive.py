"""Do the answers of a site stand in its archive, whole, once, and where the index says?"""

from __future__ import annotations

import gzip
import os
import random
import resource
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastwarc.warc import ArchiveIterator
from warcio.checker import Checker

from newsspider.store.errors import Damaged, StoreError
from newsspider.store.warc.archive import Archive
from newsspider.store.warc.exchange import Exchange, Kept
from newsspider.store.warc.index import SORTED, UNSORTED, WARC, beside, read
from newsspider.store.warc.purge import purge_archive, put_aside
from newsspider.store.warc.reading import Captured, at, body_of, captured
from newsspider.store.warc.recent import Recent
from newsspider.store.warc.surt import surt

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MOST = 1_000_000
PAGE = gzip.compress("<p>Мәтін</p>".encode() * 50, mtime=0)
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip")]


def answer(url: str = "https://a.kz/1", body: bytes = PAGE, **more: object) -> Exchange:
    return replace(Exchange(url, NOW, 200, HEADERS, body), **more)  # type: ignore[arg-type]


def keep(output: Path, *answers: Exchange, most: int = MOST) -> list[Kept]:
    archive = Archive(output, "a", most)
    kept = [archive.keep(each) for each in answers]
    archive.close()
    return kept


def warcs(output: Path) -> list[Path]:
    return sorted((output / "archive" / "a").glob(f"*{WARC}"))


def check(path: Path) -> None:
    """With readers that others made."""
    assert Checker(SimpleNamespace(inputs=[str(path)], verbose=False)).process_all() == 0
    with path.open("rb") as file:
        records = [(record.headers["WARC-Type"], record.stream_pos) for record in ArchiveIterator(file)]
    offsets = {offset for kind, offset in records if kind in ("response", "revisit", "conversion")}
    assert {entry.offset for entry in read(beside(path, SORTED))} == offsets
    assert records[0] == ("warcinfo", 0)


def test_what_was_kept_is_read_again(tmp_path: Path) -> None:
    told = {"found": {"id": "1", "hint": {"title": "Тақырып"}}}
    page, robots = keep(tmp_path, answer(told=told), answer("https://a.kz/robots.txt", b"", status=404))
    (path,) = warcs(tmp_path)
    check(path)
    first, second = captured(path)
    assert (first.body, first.headers, first.status, first.told, first.at) == (PAGE, tuple(HEADERS), 200, told, NOW)
    assert page.place.file == "archive/a/2026-11-22-01.warc.gz"
    assert at(tmp_path / page.place.file, page.place.offset) == replace(first, told={})
    assert (second.status, second.offset, second.digest) == (404, robots.place.offset, robots.place.digest)
    assert sorted(read(beside(path, SORTED)), key=lambda entry: entry.offset) == [
        each.entry(path.name) for each in (first, second)
    ]


def test_secrets_and_what_breaks_lines_stay_out(tmp_path: Path) -> None:
    asked = [("User-Agent", "newsspider"), ("Proxy-Authorization", "Basic c2VjcmV0"), ("Cookie", "c2VjcmV0")]
    hostile = [("X-Title", "\xff\xfe; a=\u0100\r\nX-Evil: 1"), ("X-Long", "x" * 50_000), *HEADERS]
    keep(tmp_path, answer(request_headers=asked, headers=hostile))
    (path,) = warcs(tmp_path)
    check(path)
    plain = gzip.decompress(path.read_bytes())
    assert b"c2VjcmV0" not in plain
    assert b"User-Agent: newsspider" in plain
    (found,) = captured(path)
    assert found.body == PAGE
    assert [name for name, _ in found.headers] == ["X-Title", *(name for name, _ in HEADERS)]


SESSIONS = """Set-Cookie set-cookie2 Cookie Authorization Proxy-Authorization X-Auth-Token X-CSRF-Token x-xsrftoken
X-Api-Key apikey X-Session-Id Authentication-Info X-Amz-Security-Token""".split()
SAID = "Content-Type ETag Access-Control-Allow-Credentials Access-Control-Expose-Headers WWW-Authenticate Vary".split()


@pytest.mark.parametrize("rendered", [False, True])
def test_what_opens_doors_is_not_kept(tmp_path: Path, rendered: bool) -> None:
    """Of requests and answers, whatever letters are large; the body and its digest are as they came."""
    headers = [(name, "c2VjcmV0") for name in SESSIONS] + [(name, "text/html") for name in SAID]
    (kept,) = keep(tmp_path, answer(body=b"x", headers=headers, request_headers=headers, rendered=rendered))
    (path,) = warcs(tmp_path)
    check(path)
    assert b"c2VjcmV0" not in gzip.decompress(path.read_bytes())
    (found,) = captured(path)
    assert [name for name, _ in found.headers] == SAID
    assert (found.body, found.digest) == (b"x", kept.place.digest)


def test_a_hostile_answer_is_one_record(tmp_path: Path) -> None:
    """A name that would go on with the header before it, lines in a URL, a coding that was taken off."""
    hostile = [
        ("Content-Type", "text/html"),
        ("\tevil", "x"),
        ("", "x"),
        ("Transfer-Encoding", "chunked"),
        ("A\nB", "x"),
    ]
    url = "https://u:c2VjcmV0@a.kz/a b\r\nWARC-Type: warcinfo\r\n\r\nе"
    keep(tmp_path, answer(url, b"body", headers=hostile), answer("https://[a.kz:x/", b"x", status=404, rendered=True))
    (path,) = warcs(tmp_path)
    check(path)
    first, second = captured(path)
    assert (first.url, second.url) == (
        "https://u:c2VjcmV0@a.kz/a%20b%0D%0AWARC-Type:%20warcinfo%0D%0A%0D%0A%D0%B5",
        "https://[a.kz:x/",
    )
    assert (list(first.headers), first.body) == (
        [("Content-Type", "text/html"), ("evil", "x"), ("A B", "x")],
        b"body",
    )
    assert b"Host: a.kz\r\n" in gzip.decompress(path.read_bytes())


def test_a_body_that_is_what_it_was_is_written_once(tmp_path: Path) -> None:
    later = NOW + timedelta(minutes=5)
    (first,) = keep(tmp_path, answer())
    same, not_modified, other = keep(
        tmp_path,
        answer(at=later, headers=[*HEADERS, ("ETag", '"2"')]),
        answer(at=later, status=304, body=b""),
        answer("https://a.kz/2", at=later),
    )
    (path,) = warcs(tmp_path)
    check(path)
    kinds = {found.offset: found for found in captured(path)}
    assert [found.kind for found in kinds.values()] == ["response", "revisit", "revisit", "response"]
    assert same.place == not_modified.place == first.place != other.place
    assert same.at == later
    revisit = list(kinds.values())[1]
    assert revisit.headers[-1] == ("ETag", '"2"')
    assert body_of(revisit, path.parent) == PAGE


def test_a_revisit_finds_its_body_in_an_older_file(tmp_path: Path) -> None:
    keep(tmp_path, answer(at=NOW - timedelta(days=1)))
    keep(tmp_path, answer())
    old, new = warcs(tmp_path)
    (found,) = captured(new)
    assert (found.kind, found.original) == ("revisit", (old.name, at_first(old).offset))
    assert body_of(found, old.parent) == PAGE


def at_first(path: Path) -> Captured:
    return next(captured(path))


def test_a_hostile_file_name_is_not_followed(tmp_path: Path) -> None:
    keep(tmp_path, answer(), answer())
    (path,) = warcs(tmp_path)
    plain = gzip.decompress(path.read_bytes())
    plain = plain.replace(b"Filename: 2026-11-22-01.warc.gz", b"Filename: ../../2026-11.warc.gz")
    path.write_bytes(gzip.compress(plain))
    assert [found.original for found in captured(path) if found.kind == "revisit"] == [None]


def test_what_a_browser_made_stands_beside_the_answers(tmp_path: Path) -> None:
    rendered = answer(body=b"<p>rendered</p>", headers=HEADERS[:1], rendered=True, told={"found": {"id": "1"}})
    _, kept = keep(tmp_path, answer(), rendered)
    (path,) = warcs(tmp_path)
    check(path)
    _, found = captured(path)
    assert (found.kind, found.status, found.body) == ("conversion", 200, b"<p>rendered</p>")
    assert list(found.headers) == HEADERS[:1]
    assert found.told == {"found": {"id": "1"}}
    assert kept.place.offset == found.offset


def test_files_are_begun_by_size_and_day(tmp_path: Path) -> None:
    bodies = [random.Random(n).randbytes(40_000) for n in range(6)]
    answers = [answer(f"https://a.kz/{n}", body) for n, body in enumerate(bodies)]
    keep(tmp_path, *answers[:3], most=100_000)
    keep(tmp_path, *answers[3:5], replace(answers[5], at=NOW + timedelta(days=1)), most=100_000)
    names = [path.name.removesuffix(WARC) for path in warcs(tmp_path)]
    assert names == ["2026-11-22-01", "2026-11-22-02", "2026-11-23-01"]
    assert [found.body for path in warcs(tmp_path) for found in captured(path)] == bodies
    for path in warcs(tmp_path):
        check(path)


def test_half_a_record_is_cut_and_whole_ones_stay(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "a", MOST)
    archive.keep(answer())
    archive.sync()
    archive.keep(answer("https://a.kz/2"))  # whole, and nobody was told
    (path,) = warcs(tmp_path)
    whole = path.stat().st_size
    with path.open("ab") as file:
        file.write(gzip.compress(b"WARC/1.1\r\n" + os.urandom(1_000))[:700])
    again = Archive(tmp_path, "a", MOST)
    assert again.cut == 700
    assert path.stat().st_size == whole
    kept = again.keep(answer("https://a.kz/2"))
    again.close()
    check(path)
    assert [found.url[-1] for found in captured(path)] == ["1", "2", "2"]
    assert at(path, kept.place.offset).kind == "response"
    assert not beside(path, UNSORTED).exists()


def test_an_index_is_made_anew(tmp_path: Path) -> None:
    keep(tmp_path, answer(), answer("https://a.kz/2"), answer())
    (path,) = warcs(tmp_path)
    before = beside(path, SORTED).read_bytes()
    beside(path, SORTED).unlink()
    keep(tmp_path)
    assert beside(path, SORTED).read_bytes() == before


def test_a_file_that_lost_records_is_damage(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "a", MOST)
    archive.keep(answer())
    archive.sync()
    (path,) = warcs(tmp_path)
    os.truncate(path, 100)
    with pytest.raises(Damaged, match="bring the file back"):
        Archive(tmp_path, "a", MOST)


def test_a_flipped_bit_costs_no_record_behind_it(tmp_path: Path) -> None:
    keep(tmp_path, answer(), answer("https://a.kz/2"), answer("https://a.kz/3"))
    (path,) = warcs(tmp_path)
    first, second, third = captured(path)
    whole = bytearray(path.read_bytes())
    whole[first.end + 40] ^= 0xFF
    path.write_bytes(whole)
    beside(path, SORTED).unlink()
    foreign = path.with_name(f"of-somebody-else{WARC}")
    foreign.write_bytes(b"not ours")
    keep(tmp_path)
    assert foreign.read_bytes() == b"not ours"
    (aside,) = path.parent.glob("*.damaged-*")
    assert path.read_bytes() + aside.read_bytes() == bytes(whole)
    assert third.body in gzip.decompress(aside.read_bytes()[third.offset - path.stat().st_size :])
    assert [found.url for found in captured(path)] == [first.url] != [second.url]


def test_half_a_line_of_an_index_costs_no_other(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "a", MOST)
    archive.keep(answer())
    archive.sync()
    archive.keep(answer("https://a.kz/2"))
    (path,) = warcs(tmp_path)
    with beside(path, UNSORTED).open("ab") as file:
        file.write(b"kz,a)/2 20261122")
    keep(tmp_path)
    check(path)


def test_a_full_disk_costs_no_line_of_an_index(tmp_path: Path) -> None:
    """Half of the first line is there when the others come."""
    archive = Archive(tmp_path, "a", MOST)
    archive.keep(answer())
    (path,) = warcs(tmp_path)
    size, limits = path.stat().st_size, resource.getrlimit(resource.RLIMIT_FSIZE)
    with beside(path, UNSORTED).open("ab") as file:
        file.write(b"\n" * (size - 20))  # so that the limit is met within a line of the index
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        with pytest.raises(StoreError, match="disk full"):
            archive.sync()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    archive.close()
    check(path)


def test_what_a_power_cut_took_of_an_index_comes_back(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "a", MOST)
    for number in range(3):
        archive.keep(answer(f"https://a.kz/{number}"))
    archive.sync()
    (path,) = warcs(tmp_path)
    first, *_, last = beside(path, UNSORTED).read_bytes().splitlines(keepends=True)
    beside(path, UNSORTED).write_bytes(bytes(len(first)) + last)
    keep(tmp_path)
    check(path)


def test_a_server_that_speaks_of_revisits_is_not_believed(tmp_path: Path) -> None:
    (first,) = keep(tmp_path, answer())
    (other,) = keep(tmp_path, answer(body=b"new", headers=[("Content-Type", "warc/revisit")]))
    assert other.place != first.place
    assert at(tmp_path / other.place.file, other.place.offset).body == b"new"


def test_only_whole_answers_that_are_there_are_referred_to(tmp_path: Path) -> None:
    keep(tmp_path, answer(at=NOW - timedelta(days=1)))
    warcs(tmp_path)[0].unlink()
    keep(tmp_path, answer(body=b"busy", status=503), answer(status=304, body=b""))
    failed, unchanged = captured(warcs(tmp_path)[0])
    assert (failed.kind, unchanged.kind, unchanged.original) == ("response", "revisit", None)


def test_a_purged_page_is_gone_and_the_others_stand_where_they_stood(tmp_path: Path) -> None:
    secret = answer("https://a.kz/2", body=b"secret" * 999, told={"found": {"id": "2"}})
    first, _, third = keep(tmp_path, answer(), secret, answer("https://a.kz/3"))
    (path,) = warcs(tmp_path)
    length = path.stat().st_size
    assert (
        purge_archive(path.parent, lambda record: record.url == "https://a.kz/2") == 3
    )  # what was asked, told, answered
    assert path.stat().st_size == length
    check(path)
    assert b"a.kz/2" not in gzip.decompress(path.read_bytes()) + beside(path, SORTED).read_bytes()
    assert [found.url for found in captured(path)] == ["https://a.kz/1", "https://a.kz/3"]
    for kept in (first, third):
        assert at(path, kept.place.offset).digest == kept.place.digest
    assert purge_archive(path.parent, lambda record: record.url == "https://a.kz/2") == 0
    keep(tmp_path, answer("https://a.kz/2"))
    assert [found.kind for found in captured(path)] == ["response"] * 3


def test_a_purge_after_a_crash(tmp_path: Path) -> None:
    """The index was growing, and half a record stands behind it: no line and no byte of them comes back."""
    archive = Archive(tmp_path, "a", MOST)
    archive.keep(answer())
    archive.keep(answer("https://a.kz/2"))
    archive.sync()
    (path,) = warcs(tmp_path)
    with path.open("ab") as file:
        file.write(gzip.compress(b"WARC/1.1\r\nWARC-Target-URI: https://a.kz/2" + os.urandom(500))[:300])
    assert purge_archive(path.parent, lambda record: record.url == "https://a.kz/2") == 2
    keep(tmp_path)
    check(path)
    assert b"a.kz/2" not in gzip.decompress(path.read_bytes()) + beside(path, SORTED).read_bytes()


def test_a_purge_of_files_that_were_moved_away(tmp_path: Path) -> None:
    keep(tmp_path, answer(), answer("https://a.kz/2"))
    (path,) = warcs(tmp_path)
    path.rename(tmp_path / path.name)
    path.symlink_to(tmp_path / path.name)
    assert purge_archive(path.parent, lambda record: record.url == "https://a.kz/2") == 2
    assert path.is_symlink()
    check(path)
    assert b"a.kz/2" not in gzip.decompress((tmp_path / path.name).read_bytes())


def test_a_purge_says_what_it_cannot_read(tmp_path: Path) -> None:
    """And purges the other files."""
    keep(tmp_path, *(answer(f"https://a.kz/{number}") for number in range(3)))
    keep(tmp_path, answer("https://a.kz/2", at=NOW + timedelta(days=1)))
    damaged, sound = warcs(tmp_path)
    whole = bytearray(damaged.read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    damaged.write_bytes(whole)
    with pytest.raises(Damaged, match="may hold what is to go"):
        purge_archive(damaged.parent, lambda record: record.url == "https://a.kz/2")
    assert damaged.read_bytes() == whole
    assert b"a.kz/2" not in gzip.decompress(sound.read_bytes())
    beside(damaged, SORTED).unlink()
    keep(tmp_path)
    assert purge_archive(damaged.parent, lambda record: record.url == "https://a.kz/2") == 0
    assert len(put_aside(damaged.parent)) == 1


def test_a_full_disk_leaves_whole_records(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "a", MOST)
    archive.keep(answer())
    (path,) = warcs(tmp_path)
    size = path.stat().st_size
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 300, limits[1]))
    try:
        with pytest.raises(StoreError, match="disk full"):
            archive.keep(answer("https://a.kz/2", os.urandom(5_000)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.stat().st_size == size
    archive.close()
    check(path)


def test_memory_of_urls_is_bounded(tmp_path: Path) -> None:
    keep(tmp_path, *(answer(f"https://a.kz/{n}") for n in range(30)))
    recent = Recent(most=10)
    recent.load(tmp_path / "archive" / "a")
    assert [n for n in range(30) if recent.of(f"https://a.kz/{n}")] == list(range(20, 30))


def write_on(output: Path) -> None:
    """A crawl in a process of its own; tells of an answer when it is on the disk, as a line would."""
    archive = Archive(output, "a", 60_000)
    number = sum(len(list(read(beside(path, SORTED)))) for path in warcs(output))
    while True:
        number += 1
        kept = [archive.keep(answer(f"https://a.kz/{number}", random.randbytes(3_000))) for _ in range(3)]
        archive.sync()
        for each in kept:
            print(each.place.file, each.place.offset, each.place.digest, flush=True)


def test_killed_again_and_again(tmp_path: Path) -> None:
    pointed: list[str] = []
    for _ in range(3):
        command = [sys.executable, "-m", "tests.test_archive", str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]) as writer:
            assert writer.stdout is not None
            pointed += [writer.stdout.readline() for _ in range(random.randint(1, 40))]
            writer.kill()
            pointed += writer.stdout.read().splitlines(keepends=True)
    keep(tmp_path)
    for path in warcs(tmp_path):
        check(path)
    for file, offset, digest in (line.split() for line in pointed if line.endswith("\n")):
        assert at(tmp_path / file, int(offset)).digest == digest
    assert len(warcs(tmp_path)) > 1


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Tengrinews.kz/news/a-1/", "kz,tengrinews)/news/a-1/"),  # as ReplayWeb.page makes it
        ("https://polisia.kz", "kz,polisia)/"),
        ("https://a.kz/x?b=1&a=2", "kz,a)/x?a=2&b=1"),  # order does not matter
        ("http://a.kz:8080/x", "kz,a:8080)/x"),
        ("https://a.kz/a b", "kz,a)/a%20b"),  # no space, or the line has another part
    ],
)
def test_key(url: str, key: str) -> None:
    assert surt(url) == key


if __name__ == "__main__":
    write_on(Path(sys.argv[1]))
