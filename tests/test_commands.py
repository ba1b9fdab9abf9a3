"""Do the commands do what a person types, and say in one line what was wrong with it?"""

from __future__ import annotations

import argparse
import gzip
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shlex import join, quote
from types import SimpleNamespace
from typing import Any

import orjson
import pytest
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError
from scrapy.spiderloader import get_spider_loader

from newsspider.commands import newsite, record, status
from newsspider.commands.cases import load, saved
from newsspider.commands.fetching import why
from newsspider.middlewares.refused import Refused
from tests.every_site import project_settings
from tests.replica.run import ROOT, Replica
from tests.replica.world import World

SCRAPY = (sys.executable, "-m", "scrapy")
URL = "https://polisia.kz/ru/politseyskie-nashli-velosiped/"
ADDRESS = "https://example.kz/news/politseyskie-nashli-velosiped-5012/"
TEXT = [
    "В Талдыкоргане полицейские нашли велосипед, который школьник потерял в парке прошлой осенью.",
    "Велосипед стоял в подвале соседнего дома, накрытый старым ковром. Жильцы решили, что его кто-то забыл.",
    "Теперь на раме написан номер телефона, чтобы находка в следующий раз заняла меньше времени.",
]


def page(url: str, *links: str) -> str:
    anchors = "".join(f'<li><a href="{link}">Новость</a></li>' for link in links)
    return f"""<!DOCTYPE html><html lang="ru"><head><title>Полицейские нашли велосипед | Пример</title>
<link rel="canonical" href="{url}"><meta property="og:site_name" content="Пример &quot;Таймс&quot;">
<link rel="alternate" type="application/rss+xml" href="/rss.xml"><meta property="og:type" content="article">
<meta property="article:published_time" content="2026-11-20T10:15:00+05:00"></head><body>
<header><ul>{anchors}</ul></header><main><article><h1>Полицейские нашли велосипед</h1>
{"".join(f"<p>{paragraph}</p>" for paragraph in TEXT)}</article></main></body></html>"""


@dataclass(frozen=True, slots=True)
class Result:
    code: int
    out: str
    err: str


@dataclass
class Folder:
    """A folder of a project, and what commands do in it, in this process."""

    path: Path
    capsys: pytest.CaptureFixture[str]

    def write(self, name: str, content: str | bytes) -> str:
        (self.path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return name

    def run(self, command: ScrapyCommand, *arguments: str, **more: Any) -> Result:
        """As Scrapy runs it, without its start of a second and a half."""
        settings = project_settings()
        settings.setdict({"OUTPUT": str(self.path / "output"), "STATE": "", **more}, priority="cmdline")
        command.settings = settings
        loader = get_spider_loader(settings)
        command.crawler_process = SimpleNamespace(spider_loader=loader)  # type: ignore[assignment]
        parser = argparse.ArgumentParser()
        command.add_options(parser)
        options, rest = parser.parse_known_args(list(arguments))
        command.process_options(rest, options)
        command.run(rest, options)
        shown = self.capsys.readouterr()
        return Result(command.exitcode, shown.out, shown.err)

    def site(self, name: str) -> Path:
        return self.path / "tests" / "sites" / name


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Folder:
    shutil.copy(ROOT / "scrapy.cfg", tmp_path)
    monkeypatch.chdir(tmp_path)
    return Folder(tmp_path, capsys)


def assert_one_line(result: Result, words: str, *, code: int) -> None:
    assert result.err.count("\n") == 1
    assert words in result.err
    assert (result.code, "Traceback" in result.err) == (code, False)


# record


def test_record_a_file(folder: Folder) -> None:
    file = folder.write("page.html", page(URL))
    result = folder.run(record.Command(), "polisia", file, "--now", "2026-11-20T12:00:00+05:00")
    assert (result.code, result.err) == (0, "")
    assert all(words in result.out for words in (*TEXT, "Полицейские нашли велосипед", "2026-11-20T05:15:00Z"))
    (case_file,) = saved(folder.site("polisia"))
    assert case_file.name == "politseyskie-nashli-velosiped.json"
    body, case = load(case_file)
    assert body.decode() == page(URL)
    assert (case.url, case.now.isoformat()) == (URL, "2026-11-20T07:00:00+00:00")
    assert case.article["text"] == "\n\n".join(TEXT)
    assert not {"fetch", "made_by", "text_sha256", "tags", "sponsored"} & case.article.keys()


def test_record_gives_the_same_bytes_again(folder: Folder) -> None:
    packed = folder.write("page.html.gz", gzip.compress(page(URL).encode()))
    command = ("polisia", packed, "--name", "bike", "--now", "2026-11-20")
    folder.run(record.Command(), *command)
    files = [folder.site("polisia") / f"bike{ending}" for ending in (".html.gz", ".json")]
    before = [file.read_bytes() for file in files]
    assert_one_line(folder.run(record.Command(), *command), "--force", code=2)
    assert folder.run(record.Command(), *command, "--force").code == 0
    assert [file.read_bytes() for file in files] == before


def test_record_with_what_the_feed_says(folder: Folder) -> None:
    undated = page(URL).replace("article:published_time", "nothing")
    file = folder.write("page.html", undated)
    assert folder.run(record.Command(), "polisia", file, "--published", "2026-11-20T05:15:00Z").code == 0
    _, case = load(saved(folder.site("polisia"))[0])
    assert case.link == {"via": "feed", "published": "2026-11-20T05:15:00Z"}
    assert case.article["published_at"] == "2026-11-20T05:15:00Z"


def test_record_shows_nothing_that_a_terminal_obeys(folder: Folder) -> None:
    file = folder.write("page.html", page(URL).replace("Талдыкоргане", "Талды\x1b]0;x\x07[red]кор\u009bгане"))
    assert not {"\x1b", "\x07", "\u009b"} & set(folder.run(record.Command(), "polisia", file).out)


@pytest.mark.parametrize(
    ("arguments", "words", "code"),
    [
        ((), "name a site and one page", 2),
        (("polisia",), "name a site and one page", 2),
        (("polisia", "page.html", "--nonsense"), "name a site and one page", 2),
        (("nosuch", "page.html"), "unknown site 'nosuch': this project has", 2),
        (("polisia", "missing.html"), "missing.html: No such file", 2),
        (("polisia", "."), "Is a directory", 2),
        (("polisia", "broken.html.gz"), "cannot read broken.html.gz", 2),
        (("polisia", "page.html", "--url", "https://[/"), "no address of polisia", 2),
        (("polisia", "page.html", "--url", "https://example.kz/a/"), "no address of polisia", 2),
        (("polisia", "page.html", "--url", "https://polisia.kz/ru/"), "does not match the site's article_url", 2),
        (("polisia", "page.html", "--name", "../../x"), "a-z, 0-9", 2),
        (("polisia", "page.html", "--now", "yesterday"), "--now yesterday", 2),
        (("polisia", "https://example.kz/a/"), "no address of polisia", 2),
        (("polisia", URL, "--url", URL), "--url is for a FILE", 2),
        (("polisia", "empty.html", "--url", URL), "holds no article: empty", 1),
        (("polisia", "picture.html", "--url", URL), "holds no article: not-html", 1),
    ],
)
def test_record_used_wrongly(folder: Folder, arguments: tuple[str, ...], words: str, code: int) -> None:
    folder.write("page.html", page(URL))
    folder.write("empty.html", b"")
    folder.write("picture.html", b"\x89PNG\r\n\x1a\n")
    folder.write("broken.html.gz", b"no gzip")
    assert_one_line(folder.run(record.Command(), *arguments), words, code=code)
    assert not (folder.path / "tests").exists()


# newsite


@pytest.fixture
def sites(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A package for new sites."""
    (folder.path / "new_sites").mkdir()
    folder.write("new_sites/__init__.py", "")
    monkeypatch.syspath_prepend(folder.path)
    yield "new_sites"
    for name in [name for name in sys.modules if name.startswith("new_sites")]:
        del sys.modules[name]


def test_newsite_from_saved_pages(folder: Folder, sites: str) -> None:
    links = [f"/{section}/novost-dnya-{number}/" for section in ("sport", "gorod") for number in range(5000, 5004)]
    home = folder.write("home.html", page("https://example.kz/", "/about/", *links))
    article = folder.write("article.html", page(ADDRESS))
    arguments = ("example_times", "https://example.kz/", "--page", home, "--page", article)
    result = folder.run(newsite.Command(), *arguments, NEWSPIDER_MODULE=sites)
    assert_one_line(result, "no article was found", code=1)  # none of the links is among the pages
    arguments = ("example_city", ADDRESS, "--page", article, "--page", home)
    result = folder.run(newsite.Command(), *arguments, NEWSPIDER_MODULE=sites)
    assert (result.code, result.err) == (0, "")
    declared = (folder.path / "new_sites" / "example_city.py").read_text()
    assert len(declared.splitlines()) <= 60
    assert max(map(len, declared.splitlines())) <= 120
    assert "class ExampleCitySpider(NewsSpider):" in declared
    assert '"""Пример \'Таймс\'."""' in declared
    assert 'Feed("rss.xml")' in declared
    assert r'article_url = r"^/(?P<section>[^/]+)/[^/]+[-_]\d+/?$"' in declared
    _, case = load(saved(folder.site("example_city"))[0])
    assert case.article["text"] == "\n\n".join(TEXT)
    assert (case.article["edition"], case.article["section"]) == ("ru", "news")


@pytest.mark.parametrize("title", ['"""', "\\", "\n\nimport os\n", "{name}", "", "\x00", "Ж" * 500])
def test_newsite_with_a_hostile_title(folder: Folder, sites: str, title: str) -> None:
    hostile = page(ADDRESS).replace("Пример &quot;Таймс&quot;", title.replace('"', "&quot;"))
    file = folder.write("article.html", hostile)
    arguments = ("example", ADDRESS, "--page", file, *(("--title", title) if title else ()))
    assert folder.run(newsite.Command(), *arguments, NEWSPIDER_MODULE=sites).code == 0
    declared = (folder.path / "new_sites" / "example.py").read_text()
    assert "import os" not in declared.splitlines()
    assert max(map(len, declared.splitlines())) <= 120


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "give a name and an address"),
        (("example",), "give a name and an address"),
        (("Example", ADDRESS), "is no name for a site"),
        (("24kz", ADDRESS), "is no name for a site"),
        (("../x", ADDRESS), "is no name for a site"),
        (("import", ADDRESS), "is no name for a site"),
        (("kazinform", ADDRESS), "there is a site 'kazinform' already"),
        (("taken", ADDRESS), "there is a site 'taken' already"),
        (("example", "example.kz"), "is no address of a site"),
        (("example", "https://[/"), "is no address of a site"),
        (("example", "https://localhost/"), "is no address of a site"),
        (("example", "ftp://example.kz/"), "is no address of a site"),
        (("example", ADDRESS, "--page", "missing.html"), "missing.html: No such file"),
        (("example", ADDRESS, "--page", "page.html", "--page", "nameless.html"), "does not say where it is"),
        (("example", ADDRESS, "--page", "page.html", "--now", "noon"), "--now noon"),
    ],
)
def test_newsite_used_wrongly(folder: Folder, sites: str, arguments: tuple[str, ...], words: str) -> None:
    folder.write("page.html", page(ADDRESS))
    folder.write("nameless.html", "<html><body><p>Здесь ничего нет</p></body></html>")
    folder.write("new_sites/taken.py", "")
    assert_one_line(folder.run(newsite.Command(), *arguments, NEWSPIDER_MODULE=sites), words, code=2)
    assert not (folder.path / "tests").exists()
    assert not (folder.path / "new_sites" / "example.py").exists()


NOT_GOT = [
    (CannotResolveHostError("no-such.kz"), "the host no-such.kz is not found (no such name, or"),
    (Refused("robots-unreachable", because="dns"), "the host no-such.kz is not found (no such name, or"),
    (Refused("robots-unreachable", because="timeout"), "robots-unreachable (timeout)"),
    (Refused("robots"), "robots"),
    (DownloadTimeoutError("…"), "timeout"),
]


@pytest.mark.parametrize(("error", "words"), NOT_GOT)
def test_why_a_page_was_not_fetched(error: Exception, words: str) -> None:
    """A mistyped host shows first in that its robots.txt can't be had."""
    assert why(error, "https://no-such.kz/a").startswith(words)


# status


def test_status_without_a_state(folder: Folder) -> None:
    (folder.path / "output").mkdir()
    result = folder.run(status.Command())
    assert (result.code, result.err) == (0, "")
    assert "Start with: scrapy crawl kazinform" in result.out
    assert list((folder.path / "output").iterdir()) == []


def test_status_of_a_folder_that_is_none(folder: Folder) -> None:
    """Mistyped: that nothing has been crawled is no news then."""
    words = "output does not exist, so nothing has been crawled into it: NEWSSPIDER_OUTPUT names"
    assert_one_line(folder.run(status.Command()), words, code=2)
    assert_one_line(folder.run(status.Command(), "--json"), words, code=2)
    assert not (folder.path / "output").exists()
    assert_one_line(folder.run(status.Command(), OUTPUT=folder.write("file", "")), "file is no folder", code=2)


def test_status_used_wrongly(folder: Folder) -> None:
    assert_one_line(folder.run(status.Command(), "nosuch"), "unknown site 'nosuch'", code=2)
    assert_one_line(folder.run(status.Command(), STATE="nonsense"), "state URL", code=1)


# as a person types them


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, for sites to be added to."""
    copy = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "newsspider", copy / "newsspider", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "scrapy.cfg", copy)
    return copy


def test_one_line_and_code_2(project: Path) -> None:
    wrong = {
        ("record", "polisia", "missing.html"): "missing.html: No such file",
        ("newsite", "kazinform", "https://example.kz/"): "there is a site 'kazinform' already",
        ("status", "nosuch"): "unknown site 'nosuch'",
    }
    for arguments, words in wrong.items():
        done = subprocess.run((*SCRAPY, *arguments), cwd=project, capture_output=True, text=True, check=False)
        assert_one_line(Result(done.returncode, done.stdout, done.stderr), words, code=2)


def test_a_site_from_nothing_to_articles(project: Path) -> None:
    """Add, crawl, look: over HTTPS, with nothing but an address."""
    fast = "-s DOWNLOAD_DELAY=0 -s AUTOTHROTTLE_ENABLED=0"
    scrapy = join(SCRAPY)
    with Replica(World.make(small=True)) as replica:
        steps = (
            f"{scrapy} newsite portal https://www.inform.kz/ {fast}",
            f"{scrapy} crawl portal -a limit=2 {fast} --nolog",
            f"{scrapy} status portal --json",
        )
        done = replica.run("sh", "-ec", f"cd {quote(str(project))}; {'; '.join(steps)}")
        hosts = {entry.host for entry in replica.journal}
        assert (done.returncode, done.stderr) == (0, "")
    assert hosts == {"www.inform.kz"}
    assert len(saved(project / "tests" / "sites" / "portal")) == 1
    (told,) = orjson.loads(done.stdout[done.stdout.index("\n[\n") :])
    assert (told["site"], told["health"]["word"], told["kept"]["stored"]) == ("portal", "ok", 2)


def test_record_asks_politely(project: Path) -> None:
    world = World.make(small=True)
    url = next(truth.url for truth in world.truth(world.end) if truth.design == "gen4" and truth.edition == "ru")
    scrapy = join((*SCRAPY, "record", "kazinform"))
    with Replica(world) as replica:
        steps = f"cd {quote(str(project))}; {scrapy} {quote(url)} --name first; {scrapy} https://www.inform.kz/ru/none-12ab/"
        done = replica.run("sh", "-c", steps)
        asked = [entry.target for entry in replica.journal]
        assert not replica.output.exists(), "no state is touched"
    assert asked[0] == "/robots.txt"
    assert len([target for target in asked if target != "/robots.txt"]) == 2
    assert_one_line(Result(done.returncode, done.stdout, done.stderr), "was not fetched: http-404", code=1)
    assert (project / "tests" / "sites" / "kazinform" / "first.html.gz").exists()
