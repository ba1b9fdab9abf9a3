"""Is what README and docs/ say true of the code?"""

from __future__ import annotations

import re
import shlex
from dataclasses import fields
from datetime import UTC, datetime
from itertools import dropwhile, takewhile
from pathlib import Path
from types import ModuleType

import orjson
import pytest

from newsspider.article import FIELDS, Fetch
from newsspider.discovery.wanted import NAMES, BadArgument
from newsspider.extract.rules import Rules
from newsspider.monitor.schema import json_schema
from newsspider.site import NewsSpider
from newsspider.spiders.govkz import GovkzSpider
from newsspider.spiders.kazinform import KazinformSpider
from newsspider.store.retries import retry_time
from tests.replica.run import ROOT
from tests.valid import problems

PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXTS = {page: page.read_text(encoding="utf-8") for page in PAGES}
README, RECORD, OPERATIONS, ADD = (
    (ROOT / name).read_text(encoding="utf-8")
    for name in ("README.md", "docs/record.md", "docs/operations.md", "docs/add-a-site.md")
)
EVERYTHING = "\n".join(TEXTS.values())
CODE = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "newsspider").rglob("*.py"))}


def _block(name: str, language: str) -> str:
    match = re.search(rf"<!-- {name} -->\n```{language}\n(.*?)```", README, re.S)
    assert match is not None, f"README has no {name}"
    return match[1]


def _rows(text: str, beginning: str) -> list[list[str]]:
    """Cells of the table that begins with this line, or is the first after it; without its header."""
    lines = text[text.index(f"\n{beginning}") + 1 :].splitlines()
    rest = dropwhile(lambda line: not line.startswith("|"), lines)
    table = list(takewhile(lambda line: line.startswith("|"), rest))
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))] for line in table[2:]]


def _code(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", TEXTS[page]):
        name, _, anchor = target.partition("#")
        if "://" in name:
            continue
        file = (page.parent / name) if name else page
        assert file.exists(), target
        headings = {
            re.sub(r"[^\w -]", "", line.lstrip("# ")).lower().replace(" ", "-")
            for line in file.read_text(encoding="utf-8").splitlines()
            if line.startswith("#")
        }
        assert not anchor or anchor in headings, target


def test_the_contents_are_the_headings() -> None:
    """Of the longest page, in its order; a heading in a block of code is none."""
    contents, _, rest = OPERATIONS.partition("\n## ")
    listed = re.findall(r"^( *)- \[(.+?)\]\(#", contents, re.M)
    headings = re.findall(r"^##(#?) (.+)$", "## " + re.sub(r"```.*?```", "", rest, flags=re.S), re.M)
    assert [(bool(indent), name) for indent, name in listed] == [(bool(sub), name) for sub, name in headings]


def test_files_that_are_named_exist() -> None:
    made = {"newsspider/spiders/example_times.py"}
    for name in set(re.findall(r"`((?:newsspider|tests|docs)/[\w./-]+)`", EVERYTHING)) - made:
        if "example_times" not in name:
            assert (ROOT / name).exists(), name


def test_commands_that_are_named_exist() -> None:
    commands = {path.stem for path, text in CODE.items() if "class Command(" in text}
    assert set(re.findall(r"\bscrapy ([a-z]+)", EVERYTHING)) == commands | {"list"}
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"(?:`|^)make ([a-z]+)", EVERYTHING, re.M)) <= targets


def test_arguments_that_are_named_exist() -> None:
    named = set(re.findall(r"-a ([a-z]+)=", EVERYTHING))
    assert GovkzSpider.family is not None
    of_family = {GovkzSpider.family.argument, "discover"}
    assert named - {"edition"} == {*NAMES, *of_family}  # `edition` is the misspelt one
    assert [_code(row[0])[0] for row in _rows(README, "| argument |")] == list(NAMES)


def test_examples_of_arguments_are_accepted() -> None:
    for example in re.findall(r"scrapy crawl kazinform ([^`\n]*)", README):
        words = [word for word in shlex.split(example) if "=" in word and not word.isupper()]
        KazinformSpider.read_arguments(dict(word.split("=", 1) for word in words if word.partition("=")[0] in NAMES))


def test_malformed_arguments_are_answered_as_told() -> None:
    rows = _rows(README, "| you type |")
    assert len(rows) > 5
    for typed, answer in rows:
        with pytest.raises(BadArgument) as raised:
            KazinformSpider.read_arguments(dict(re.findall(r"-a (\w+)=(\S+)", typed.strip("`"))))
        assert str(raised.value) == answer


def test_variables_of_the_environment() -> None:
    names = set(re.findall(r"NEWSSPIDER_[A-Z_]+", EVERYTHING))
    settings = CODE[ROOT / "newsspider" / "settings.py"]
    assert names == set(re.findall(r'"(NEWSSPIDER_[A-Z_]+)"', settings))
    for name in re.findall(r"-s ([A-Z_]+)=", EVERYTHING):
        assert re.search(rf"^{name} = ", settings, re.M), name


def test_the_sample_is_a_line_of_ours() -> None:
    sample = orjson.loads(_block("sample", "json"))
    schema = json_schema()
    assert tuple(sample) == FIELDS
    assert not list(problems(sample, schema, schema))


def test_every_field_is_explained() -> None:
    assert tuple(_code(row[0])[0] for row in _rows(RECORD, "## Fields of an article")) == FIELDS
    explained = [name for row in _rows(RECORD, "## Fetch") for name in _code(row[0])]
    assert explained == [each.name for each in fields(Fetch)]
    rules = {name for row in _rows(ADD, "| rule |") for name in _code(row[0])}
    assert rules == {each.name for each in fields(Rules)}


def test_every_flag_is_explained() -> None:
    judging = "\n".join(text for text in CODE.values() if "article.quality = " in text)
    flags = set(re.findall(r'^ +"([a-z]+-[a-z]+)": ', judging, re.M))
    flags |= set(re.findall(r'^FLAG = "([a-z]+-[a-z]+)"', "\n".join(CODE.values()), re.M))
    assert {_code(row[0])[0] for row in _rows(RECORD, "## Quality")} == flags


def test_every_reason_is_explained() -> None:
    explained = [name for row in _rows(OPERATIONS, "| reason |") for name in _code(row[0])]
    assert len(explained) == len(set(explained))
    code = "\n".join(CODE.values())
    raised = set(re.findall(r'(?:NotAnArticle|Refused)\("([a-z-]+)"', code))
    raised |= set(re.findall(r'refuse\(found, "([a-z-]+)"', code))
    failures = CODE[ROOT / "newsspider" / "middlewares" / "failures.py"]
    raised |= {name for pair in re.findall(r'Error, "([a-z-]+)"\)|return "([a-z-]+)"', failures) for name in pair}
    assert {reason for reason in raised if reason} <= set(explained)


def test_reasons_are_asked_again_as_told() -> None:
    """By the waits, in hours, after the first tries."""
    now = datetime(2026, 11, 20, tzinfo=UTC)
    told = {
        "temporary": [1, 2, 4, 8],
        "content": [24, 24, None, None],
        "missing": [24, 48, None, None],
        "untranslated": [48, 96, 192, 384],
        "forbidden": [720] * 4,
        "never": [None] * 4,
        "next": [0] * 4,
    }
    assert [row[0] for row in _rows(OPERATIONS, "| asked again |")] == list(told)
    for reasons, _, again in _rows(OPERATIONS, "| reason |"):
        for reason in _code(reasons):
            times = [retry_time(reason.replace("…", "22"), tries, now) for tries in range(1, 5)]
            assert [time and (time - now).total_seconds() / 3600 for time in times] == told[again], reason


def test_the_worked_example_is_a_site() -> None:
    code = _block("site", "python")
    assert len(code.splitlines()) <= 60
    module = ModuleType("example_times")
    exec(compile(code, "README.md", "exec"), module.__dict__)
    site = next(each for each in vars(module).values() if isinstance(each, type) and each.__module__ == "example_times")
    assert issubclass(site, NewsSpider)
    assert site.name in README
    addresses = site.addresses()
    for url in re.findall(rf"scrapy record {site.name} (\S+)", README):
        assert addresses.is_article(url)
        assert addresses.section_of(url) == "society"
        assert site.reading(url).edition == "ru"
