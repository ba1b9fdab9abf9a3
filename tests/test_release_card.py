"""Does a data card say what is in a release, and does nothing in it act?"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from newsspider.commands import export
from newsspider.export.card.markdown import escaped
from newsspider.store.found import Found
from newsspider.store.session import Session
from tests.releases import article, change_line, put
from tests.test_commands import Folder, folder  # noqa: F401
from tests.test_store import NOW

HOSTILE = "<script>alert(1)</script> | `x` ](javascript:x) $\\frac & \"'"


class Parts(HTMLParser):
    """Tags that open, their attributes, and words between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "xlink:href", "srcset")]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture
def made(folder: Folder) -> Path:  # noqa: F811
    """Articles in two languages, one of them hostile; a page that is refused, one that is pending."""
    output = folder.path / "output"
    put(output, [article(number, language="kk" if number % 3 else "ru") for number in range(1, 31)])
    change_line(output, "polisia", 4, {"made_by": HOSTILE, "script": HOSTILE, "quality": [HOSTILE]})
    change_line(output, "polisia", 5, {"language": HOSTILE, "provenance": {"published_at": HOSTILE}})
    with Session.open(output, "polisia", now=NOW) as session:
        urls = {f"{number:016x}": f"https://polisia.kz/ru/{number}/" for number in (500, 501)}
        session.discover([Found(id, url, "ru", "feed") for id, url in urls.items()], NOW)
        session.refuse(f"{500:016x}", urls[f"{500:016x}"], "empty-body", NOW)
        session.close("finished", True, NOW)
    assert folder.run(export.Command(), "--format", "hf", "--release", "made").code == 0
    return output / "releases" / "made"


def test_the_page(made: Path) -> None:
    parts = Parts()
    text = (made / "card.html").read_text(encoding="utf-8")
    parts.feed(text)
    assert not {"script", "iframe", "object", "embed", "link", "form", "base", "img"} & set(parts.tags)
    assert all(link.startswith("#") for link in parts.links)  # signs of the plots
    assert parts.tags.count("svg") == 3
    assert "default-src 'none'" in text
    said = " ".join(parts.words)
    assert "30 articles of 1 site in 3 languages" in said
    assert HOSTILE in parts.words
    assert "empty-body 1" in said


def test_the_card_of_the_hub(made: Path) -> None:
    text = (made / "README.md").read_text(encoding="utf-8")
    _, metadata, card = text.split("---\n", 2)
    told = dict(line.split(": ", 1) for line in metadata.splitlines() if re.match(r"\w+: ", line))
    assert {name: json.loads(value) for name, value in told.items()} == {
        "pretty_name": "made",
        "language": [HOSTILE, "kk", "ru"],
        "license": "other",
        "task_categories": ["text-generation"],
        "tags": ["news", "kazakhstan"],
        "size_categories": ["n<1K"],
    }
    assert "<script" not in card
    assert escaped(HOSTILE) in card
    assert "| polisia | 32 | 30 | 0 | 1 | 0 | 1 | empty-body 1 |" in card
    plots = re.findall(r"!\[[^]]*\]\(([^)]*)\)", card)
    assert plots == ["plots/months.png", "plots/lengths.png", "plots/fields.png"]
    assert all((made / plot).read_bytes().startswith(b"\x89PNG") for plot in plots)


def test_cells_stay_cells(made: Path) -> None:
    """A table's rows have as many cells as its head."""
    card = (made / "README.md").read_text(encoding="utf-8")
    for table in re.findall(r"(?:^\|.*\n)+", card, re.M):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1
