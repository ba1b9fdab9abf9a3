"""Does an exported article say its story and the ids of its translations, as far as they were told?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from newsspider.export.together import read_together
from newsspider.store.errors import Damaged

URL = "https://kaz.example.kz/n/"
STORY = {"story": "a1", "articles": [{"id": "a1"}, {"id": "b2"}]}


def pair(ids: tuple[str, str], languages: tuple[str, str], how: str) -> dict[str, Any]:
    return {"ids": ids, "urls": [URL + id for id in ids], "languages": languages, "how": how, "similarity": None}


def link(language: str, url: str, how: str = "hreflang", id: str | None = None) -> dict[str, Any]:
    return {"url": url, "language": language, "id": id, "how": how}


def write(output: Path, name: str, *rows: Any) -> None:
    (output / "stories").mkdir(exist_ok=True)
    (output / "stories" / name).write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))


def labels(output: Path, id: str, *links: dict[str, Any]) -> tuple[Any, Any]:
    told = read_together(output).labels({"id": id, "story": None, "translations": list(links)})
    return told["story"], told["translations"]


def test_nothing_was_told(tmp_path: Path) -> None:
    assert labels(tmp_path, "a1", link("ru", URL)) == (None, [link("ru", URL)])


def test_stories(tmp_path: Path) -> None:
    write(tmp_path, "stories.jsonl", STORY)
    assert [labels(tmp_path, id)[0] for id in ("a1", "b2", "c3")] == ["a1", "a1", None]


CASES = [
    ("content", (), [link("ru", URL + "b2", "content", "b2")]),  # the page links nothing
    ("content", (link("ru", URL + "b2"),), [link("ru", URL + "b2", "hreflang", "b2")]),  # it links the same article
    # the site's link is in another form than the canonical one
    ("hreflang", (link("ru", URL + "?b=2"),), [link("ru", URL + "?b=2", "hreflang", "b2")]),
    # the site says another article: nobody decides between the two
    ("content", (link("ru", URL + "z9"),), [link("ru", URL + "z9"), link("ru", URL + "b2", "content", "b2")]),
    ("shared-id", (link("en", URL + "e5"),), [link("en", URL + "e5"), link("ru", URL + "b2", "shared-id", "b2")]),
]


@pytest.mark.parametrize(("how", "links", "wanted"), CASES)
def test_translations(how: str, links: Any, wanted: Any, tmp_path: Path) -> None:
    write(tmp_path, "translations.jsonl", pair(("a1", "b2"), ("kk", "ru"), how))
    assert labels(tmp_path, "a1", *links)[1] == wanted
    assert labels(tmp_path, "b2")[1] == [link("kk", URL + "a1", how, "a1")]


def test_a_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "stories.jsonl").write_bytes(b'{"story": "a')
    with pytest.raises(Damaged, match="scrapy stories"):
        read_together(tmp_path)
