"""Does a packed archive hold what its own lists say, nothing that was taken down, and open in other readers?"""

from __future__ import annotations

import gzip
import hashlib
import io
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import orjson
import pytest
from fastwarc.warc import ArchiveIterator
from warcio.archiveiterator import ArchiveIterator as WarcioIterator
from warcio.checker import Checker

from newsspider.commands import export, takedown
from newsspider.dedup.exact import find_duplicate
from newsspider.export.wacz import pack
from newsspider.export.whole_folder import alone_in
from newsspider.spiders.polisia import PolisiaSpider
from newsspider.store.found import Found
from newsspider.store.session import Session
from newsspider.store.takedown import Takedown, decide
from newsspider.store.warc.archive import Archive
from newsspider.store.warc.exchange import Exchange, Kept
from newsspider.store.warc.growing import Growing
from newsspider.store.warc.index import SORTED, UNSORTED, WARC, beside
from tests.releases import article, put
from tests.replica.run import ROOT
from tests.test_archive import HEADERS, NOW, PAGE
from tests.test_commands import Folder, assert_one_line, folder  # noqa: F401

DAY = timedelta(days=1)
URL = "https://polisia.kz/ru/politseyskie-nashli-velosiped/"
ID = PolisiaSpider.addresses().id_of(URL)
SECRET = b"<p>the owner of the bicycle</p>" * 50


def answer(url: str, body: bytes = PAGE, **more: Any) -> Exchange:
    return replace(Exchange(url, NOW, 200, HEADERS[:1] if body is not PAGE else HEADERS, body), **more)


def keep(output: Path, *answers: Exchange, site: str = "polisia", close: bool = True) -> list[Kept]:
    archive = Archive(output, site, 10_000_000)
    kept = [archive.keep(each) for each in answers]
    archive.sync()
    if close:
        archive.close()
    return kept


def page(number: int) -> str:
    return f"https://polisia.kz/ru/{number}/"


def stored(output: Path, kept: dict[int, Kept]) -> None:
    """Articles whose pages stand there."""
    made = []
    for number, each in kept.items():
        one = article(number, url=page(number), id=PolisiaSpider.addresses().id_of(page(number)))
        one.fetch.archive = each.place
        made.append(one)
    put(output, made)


class Read:
    """As a reader of WACZ does it: list of blocks, block, line, file, offset. All that it says is checked."""

    def __init__(self, path: Path) -> None:
        with ZipFile(path) as package:
            assert package.testzip() is None
            self.files = {info.filename: package.read(info) for info in package.infolist()}
            stored = {info.filename for info in package.infolist() if info.compress_type == ZIP_STORED}
        assert {name for name in self.files if name.endswith(".gz")} <= stored
        about, digest = (orjson.loads(self.files[name]) for name in ("datapackage.json", "datapackage-digest.json"))
        assert digest["hash"] == f"sha256:{hashlib.sha256(self.files['datapackage.json']).hexdigest()}"
        told = {each["path"]: (each["bytes"], each["hash"]) for each in about["resources"]}
        assert told == {
            name: (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
            for name, content in self.files.items()
            if not name.startswith("datapackage")
        }
        self.warcs = {name.removeprefix("archive/"): each for name, each in self.files.items() if "archive/" in name}
        self.lines = list(self._lines())
        self.pages = [orjson.loads(line) for line in self.files["pages/pages.jsonl"].splitlines()[1:]]
        self._check()

    def _lines(self) -> Iterator[dict[str, Any]]:
        index, before = self.files["indexes/index.cdx.gz"], b""
        for block in self.files["indexes/index.idx"].splitlines()[1:]:
            told = orjson.loads(block.split(b" ", 2)[2])
            for line in gzip.decompress(index[told["offset"] : told["offset"] + told["length"]]).splitlines():
                assert before < line
                before = line
                _, at, json = line.split(b" ", 2)
                yield orjson.loads(json) | {"at": at.decode()}

    def _check(self) -> None:
        for line in self.lines:
            offset, length = int(line["offset"]), int(line["length"])
            member = self.warcs[line["filename"]][offset : offset + length]
            (record,) = WarcioIterator(io.BytesIO(member))  # nothing but that record
            assert record.rec_headers["WARC-Target-URI"] == line["url"]
            assert "".join(filter(str.isdigit, record.rec_headers["WARC-Date"])) == line["at"]
            assert record.rec_headers["WARC-Payload-Digest"] == line["digest"]
        shown = {(line["url"], line["at"]) for line in self.lines}
        for each in self.pages:
            assert (each["url"], "".join(filter(str.isdigit, each["ts"]))) in shown
        assert len({each["id"] for each in self.pages}) == len(self.pages)

    def unpack(self, to: Path) -> None:
        for name, content in self.warcs.items():
            (to / name).write_bytes(content)
            assert Checker(SimpleNamespace(inputs=[str(to / name)], verbose=False)).process_all() == 0

    @property
    def records(self) -> list[tuple[str, str]]:
        """Type and URL of each, but for those that say nothing."""
        every = (record for warc in self.warcs.values() for record in ArchiveIterator(io.BytesIO(warc)))
        return [
            (record.headers["WARC-Type"], url) for record in every if (url := record.headers.get("WARC-Target-URI"))
        ]

    @property
    def plain(self) -> bytes:
        return b"".join(gzip.decompress(each) if name.endswith(".gz") else each for name, each in self.files.items())


def made(folder: Folder, *arguments: str) -> Read:  # noqa: F811
    result = folder.run(export.Command(), "--wacz", *arguments)
    assert (result.code, result.err) == (0, ""), result.err
    return Read(only(folder.path / "output" / "wacz"))


def only(packages: Path) -> Path:
    (path,) = packages.glob("*.wacz")
    return path


DYING = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from newsspider.export.wacz import pack
setattr(pack, sys.argv[1], lambda *given: os.kill(os.getpid(), signal.SIGKILL))
site = pack.Site(Path(sys.argv[2]), "polisia", lambda record: False, (), pack.Period())
pack.pack(site, Path(sys.argv[3]), datetime.now(UTC))
"""


def test_all_that_can_be_shown(folder: Folder) -> None:  # noqa: F811
    """Over two days and several blocks; what a browser made and 304 stand in the files only."""
    output = folder.path / "output"
    answers = [answer(page(number), at=NOW + DAY * (number // 750)) for number in range(1_500)]
    rendered = answer(page(7), b"<p>rendered</p>", rendered=True, at=NOW + timedelta(minutes=1))
    kept = keep(output, *answers, rendered, answer(page(9), at=NOW + DAY), answer(page(8), b"", status=304))
    stored(output, {3: kept[3], 800: kept[800], 7: kept[1_500]})
    read = made(folder, "polisia")
    read.unpack(folder.path)
    assert len(read.lines) == 1_501
    assert {kind for kind, _ in read.records} == {"request", "response", "revisit", "conversion"}
    assert sorted(each["url"] for each in read.pages) == sorted([page(3), page(7), page(800)])
    assert only(output / "wacz").name.startswith("polisia-20")
    for name, content in read.warcs.items():
        assert (output / "archive" / "polisia" / name).read_bytes() == content


@pytest.mark.parametrize("purge", [(), ("--purge",)])
def test_without_what_was_taken_down(folder: Folder, purge: tuple[str, ...]) -> None:  # noqa: F811
    """In whatever form it was asked for, and however the crawl came to know of it; all else stands where it stood."""
    output = folder.path / "output"
    forms = (URL, "http://www.polisia.kz/ru/politseyskie-nashli-velosiped/?utm_source=tg#a", URL.rstrip("/"))
    hidden = [answer(form, SECRET + form.encode(), at=NOW + timedelta(hours=n)) for n, form in enumerate(forms)]
    again = answer(URL, hidden[0].body, at=NOW + DAY)  # a revisit
    moved = answer("https://polisia.kz/ru/", b"moved", told={"found": {"id": ID, "hint": {"title": "a bicycle"}}})
    _, *first, last = keep(output, answer(page(1)), *hidden, again, moved, answer(page(2)))
    bike = article(0, id=ID, url=URL)
    bike.fetch.archive = first[0].place
    put(output, [bike])
    assert folder.run(takedown.Command(), URL, "--reason", "x", *purge).code == 0
    read = made(folder)
    read.unpack(folder.path)
    for words in (b"owner of the bicycle", b"a bicycle", b"velosiped", b"politseyskie"):
        assert words not in read.plain
    assert [url for kind, url in read.records if kind != "request"] == [page(1), "https://polisia.kz/ru/", page(2)]
    assert (read.pages, {line["url"] for line in read.lines}) == ([], {page(1), page(2), "https://polisia.kz/ru/"})
    assert {int(line["offset"]) for line in read.lines} >= {last.place.offset}


def test_a_form_that_only_the_state_knows(folder: Folder) -> None:  # noqa: F811
    """A page that leads to the article by its own word: it has another id."""
    output, other = folder.path / "output", page(77)
    keep(output, answer(other, SECRET), answer(page(2)))
    with Session.open(output, "polisia", now=NOW) as session:
        detour = PolisiaSpider.addresses().id_of(other)
        session.discover([Found(detour, other, "ru", "feed")], NOW)
        session.put(article(0, id=ID, url=URL), find_duplicate, NOW, asked_as=detour)
    assert folder.run(takedown.Command(), ID, "--reason", "x").code == 0
    assert {url for _, url in made(folder).records} == {page(2)}


def test_days_of_fetching(folder: Folder) -> None:  # noqa: F811
    """A revisit of a page that was got before stays in the file, and can't be shown."""
    output = folder.path / "output"
    keep(output, *(answer(page(n), at=NOW + DAY * n) for n in range(3)), answer(page(0), at=NOW + DAY))
    day = (NOW + DAY).strftime("%Y-%m-%d")
    read = made(folder, "--source", "polisia", "--since", day, "--until", day)
    assert list(read.warcs) == [f"{day}-01{WARC}"]
    assert [line["url"] for line in read.lines] == [page(1)]
    assert only(output / "wacz").stem.endswith(f"-since-{day}-until-{day}")
    result = folder.run(export.Command(), "--wacz", "--until", "2020-01-01")
    assert (result.code, "No archive of any site" in result.err, "of these days" in result.err) == (1, True, True)


def test_while_a_crawl_writes(folder: Folder) -> None:  # noqa: F811
    """What its index does not tell of yet is not there: a record, half of one, half a line."""
    output = folder.path / "output"
    keep(output, answer(page(1)))
    archive = Archive(output, "polisia", 10_000_000)
    archive.keep(answer(page(2)))
    archive.sync()
    archive.keep(answer(page(3)))
    (warc,) = (output / "archive" / "polisia").glob(f"*{WARC}")
    with warc.open("ab") as file, beside(warc, UNSORTED).open("ab") as index:
        file.write(b"\x1f\x8b\x08\x00half a record")
        index.write(b"kz,polisia)/ru/3/ 2026")
        file.flush()
        index.flush()
        read = made(folder)
    assert {url for _, url in read.records} == {line["url"] for line in read.lines} == {page(1), page(2)}
    read.unpack(folder.path)


def test_an_index_that_is_gone(folder: Folder) -> None:  # noqa: F811
    output = folder.path / "output"
    keep(output, answer(page(1)), answer(page(2)))
    (index,) = (output / "archive" / "polisia").glob(f"*{SORTED}")
    index.unlink()
    assert [line["url"] for line in made(folder).lines] == [page(1), page(2)]


@pytest.mark.parametrize("harm", ["cut", "flipped"])
def test_a_damaged_archive_is_named_and_the_others_are_packed(folder: Folder, harm: str) -> None:  # noqa: F811
    output = folder.path / "output"
    keep(output, answer(page(1)), answer(page(2)), answer(page(3)))
    keep(output, answer("https://tengrinews.kz/x/"), site="tengrinews")
    (warc,) = (output / "archive" / "polisia").glob(f"*{WARC}")
    whole = bytearray(warc.read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    warc.write_bytes(whole if harm == "flipped" else whole[:-10])
    result = folder.run(export.Command(), "--wacz")
    assert_one_line(result, str(warc), code=1)
    assert [path.name[:10] for path in (output / "wacz").glob("*.wacz")] == ["tengrinews"]


def test_a_file_that_is_there_stays(folder: Folder) -> None:  # noqa: F811
    output = folder.path / "output"
    keep(output, answer(URL, SECRET), answer(page(1)))
    stored(output, {1: keep(output, answer(page(1)))[0]})
    made(folder)
    path = only(output / "wacz")
    before = path.read_bytes()
    keep(output, answer(page(2)))
    assert_one_line(folder.run(export.Command(), "--wacz"), "is there already and stays as it is", code=0)
    result = folder.run(takedown.Command(), URL, "--reason", "x")
    assert (result.code, f"{path} was made before and still has it" in result.out) == (0, True)
    assert_one_line(folder.run(export.Command(), "--wacz"), "has what was taken down: delete it", code=1)
    result = folder.run(takedown.Command(), URL, "--reason", "x", "--purge")
    assert (result.code, f"{path} was made before and still has it" in result.err) == (1, True)
    assert path.read_bytes() == before
    path.unlink()
    assert {line["url"] for line in made(folder).lines} == {page(1), page(2)}


def test_what_is_taken_down_meanwhile(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    output = folder.path / "output"
    stored(output, {1: keep(output, answer(URL, SECRET), answer(page(1)))[1]})
    describe = pack._describe

    def late(*given: Any) -> None:
        decide(output, Takedown(ID, URL, "polisia", "x", "2026-11-22T12:00:00Z"))
        describe(*given)

    monkeypatch.setattr(pack, "_describe", late)
    assert_one_line(folder.run(export.Command(), "--wacz"), "taken down while it was made: run it again", code=1)
    assert not list((output / "wacz").glob("*.wacz"))
    monkeypatch.undo()
    assert SECRET not in made(folder).plain


@pytest.mark.parametrize("call", ["contents_of", "index", "Pages", "_describe", "sync_folder"])
def test_killed(folder: Folder, call: str) -> None:  # noqa: F811
    """Nothing half is seen, and the next run finishes and leaves nothing else."""
    output = folder.path / "output"
    keep(output, *(answer(page(number)) for number in range(20)))
    with alone_in(output / "wacz"):
        path = output / "wacz" / f"polisia-{datetime.now(UTC):%Y-%m-%d}.wacz"
    done = subprocess.run((sys.executable, "-c", DYING, call, output, path), cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    seen = [path for path in (output / "wacz").iterdir() if not path.name.startswith(".")]
    assert len(seen) == (call == "sync_folder")
    assert folder.run(export.Command(), "--wacz").code == 0
    assert len(Read(only(output / "wacz")).lines) == 20
    assert sorted(path.name for path in (output / "wacz").iterdir())[1:] == [only(output / "wacz").name]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--format", "parquet"), "--format with --wacz: that takes SITE, --since, --until and --output"),
        (("--duplicates", "drop"), "--duplicates with --wacz"),
        (("--since-release", "last"), "--since-release with --wacz"),
        (("nosuch",), "unknown site 'nosuch'"),
        (("--source", "nosuch"), "unknown site 'nosuch'"),
        (("--since", "2026"), "--since 2026"),
        (("--since", "2026-02-01", "--until", "2026-01-01"), "is after --until"),
    ],
)
def test_used_wrongly(folder: Folder, arguments: tuple[str, ...], words: str) -> None:  # noqa: F811
    keep(folder.path / "output", answer(page(1)))
    assert_one_line(folder.run(export.Command(), "--wacz", *arguments), words, code=2)
    assert not (folder.path / "output" / "wacz").exists()


def test_nothing_is_there(folder: Folder) -> None:  # noqa: F811
    assert_one_line(folder.run(export.Command(), "--wacz"), "No archive of any site is in", code=1)
    output = folder.path / "output"
    (output / "archive" / "polisia").mkdir(parents=True)
    Growing(output / "archive" / "polisia" / f"2026-11-22-01{WARC}").close()
    assert_one_line(folder.run(export.Command(), "--wacz"), "The archive of polisia has no answer yet", code=1)
    assert not list((output / "wacz").glob("*.wacz"))
