"""What does `scrapy extract` print, and with which exit code does it end?"""

from __future__ import annotations

import gzip
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pytest
from scrapy.utils.project import get_project_settings

from newsspider.commands.extract import Command

URL = "https://polisia.kz/ru/most-otkryt/"
PAGE = f"""<html><head><link rel="canonical" href="{URL}"></head><body><div class="single-container">
<h1 class="single-post-title"><span class="post-title">Мост открыт</span></h1><div class="single-post-meta">
<time class="post-published" datetime="2024-08-14T09:54:41+05:00">Авг 14, 2024</time></div>
<div class="entry-content single-post-content"><p>Полиция города открыла мост для движения.</p></div></div>
</body></html>"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html.gz"
    path.write_bytes(gzip.compress(PAGE.encode()))
    return path


def run(*arguments: str) -> int:
    command = Command()
    command.settings = get_project_settings()
    parser = ArgumentParser()
    command.add_options(parser)
    opts, args = parser.parse_known_args(arguments)
    command.run(args, opts)
    return command.exitcode


def printed(capfd: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


@pytest.mark.parametrize("how", [("--url", URL), ("--source", "polisia"), ()])  # its own address, if none is given
def test_a_file(page: Path, how: tuple[str, ...], capfd: pytest.CaptureFixture[str]) -> None:
    assert run(str(page), *how) == 0
    (article,) = printed(capfd)
    assert (article["title"], article["source"], article["edition"]) == ("Мост открыт", "polisia", "ru")
    assert (article["url"], article["text"]) == (URL, "Полиция города открыла мост для движения.")


def test_a_manifest(page: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    rows: list[object] = [
        {"id": "1", "url": URL, "html": str(page), "source": "polisia"},
        {"url": URL, "html": str(tmp_path / "empty.html")},
        {"url": URL, "html": str(tmp_path / "missing.html")},
        {"url": URL, "html": str(page), "source": "nobody"},
        "no object",
    ]
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text("\n".join(map(json.dumps, rows)) + "\nno json\n", "utf-8")
    assert run("--manifest", str(manifest)) == 1
    told = capfd.readouterr()
    lines = [json.loads(line) for line in told.out.splitlines()]
    assert lines[0]["title"] == "Мост открыт"
    assert lines[1]["html"] == str(tmp_path / "empty.html")
    assert f"{manifest}, line 5: not an object" in told.err
    assert f"{manifest}, line 6: no JSON" in told.err
    assert [(line["url"], line["refused"]) for line in lines[1:]] == [
        (URL, "empty"),
        (URL, "unreadable"),
        (URL, "unknown-source"),
        (None, "unreadable"),
        (None, "unreadable"),
    ]


WRONG: list[tuple[tuple[str, ...], str]] = [
    ((), "give either files or --manifest"),
    (("PAGE", "--manifest", "PAGE"), "give either files or --manifest"),
    (("PAGE", "--source", "nobody"), "no site is called nobody"),
    (("PAGE", "--url", "not an address"), "--url takes"),
    (("PAGE", "PAGE", "--url", URL), "--url takes"),
    (("PAGE", "--now", "yesterday"), "a time is written like"),
    (("missing.html",), "cannot read missing.html: No such file"),
    (("--manifest", "missing.jsonl"), "cannot read missing.jsonl: No such file"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_used_wrongly(arguments: tuple[str, ...], said: str, page: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(*(str(page) if argument == "PAGE" else argument for argument in arguments)) == 2
    captured = capfd.readouterr()
    assert (captured.out, captured.err.count("\n")) == ("", 1)
    assert said in captured.err


def test_today_is_read_only_where_it_is_known_which_day_that_was(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<h1 class="head-single">Заголовок</h1><div class="date-time">Сегодня, 17:49</div>'
        '<div class="content_main_inner"><div class="content_main_text">'
        "<p>Первый абзац, в нём есть слова.</p></div></div>",
        encoding="utf-8",
    )
    address = ("--url", "https://tengrinews.kz/news/zagolovok-1/")
    assert run(str(page), *address) == 0
    (article,) = printed(capfd)
    assert (article["published_at"], article["quality"]) == (None, ["no-date"])
    assert run(str(page), *address, "--now", "2026-11-02T14:00:00Z") == 0
    (article,) = printed(capfd)
    assert article["published_at"] == "2026-11-02T12:49:00Z"
