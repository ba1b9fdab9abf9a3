"""Are the lines of a manifest read as they are meant, and is what is wrong with one said?"""

from __future__ import annotations

from pathlib import Path

import pytest

from newsspider.commands.arguments import UsedWrongly
from newsspider.commands.texts import GivenText, texts_of

ID = '"id" must be a string that is not empty, or a whole number'
WRONG = [
    (b'{"id": 1, "text": "a", "published_at": "0001-01-01T00:00:00+05:00"}', "no ISO 8601 time"),
    (b'{"id": 1, "text": "a", "published_at": "9999-12-31T23:59:59-05:00"}', "no ISO 8601 time"),
    (b'{"id": 1.5, "text": "a"}', ID),
    (b'{"id": 123456789012345678901234567890, "text": "a"}', ID),
    (b'{"id": true, "text": "a"}', ID),
    (b'{"id": "", "text": "a"}', ID),
    (b'{"text": "a"}', ID),
    (b'{"id": 1, "text": null}', '"text" must be a string'),
    (b'{"id": 1, "text": 5}', '"text" must be a string'),
    (b'{"id": 1, "text": "a", "title": 5}', '"title" must be a string or null'),
    (b'{"id": 1, "text": "a", "source": []}', '"source" must be a string or null'),
    (b"[]", "not an object"),
    (b'{"id": 1, "text": "\xff"}', "not UTF-8"),
    (b"{", "no JSON"),
]


def read(tmp_path: Path, manifest: bytes) -> list[GivenText]:
    file = tmp_path / "texts.jsonl"
    file.write_bytes(manifest)
    return list(texts_of(str(file)))


@pytest.mark.parametrize(("line", "words"), WRONG)
def test_what_is_wrong_is_named(tmp_path: Path, line: bytes, words: str) -> None:
    with pytest.raises(UsedWrongly) as problem:
        read(tmp_path, line)
    assert words in str(problem.value)
    assert "line 1" in str(problem.value)


def test_a_number_and_its_digits_are_one_id(tmp_path: Path) -> None:
    with pytest.raises(UsedWrongly, match="line 2: the id '1' stands there twice"):
        read(tmp_path, b'{"id": 1, "text": "a"}\n{"id": "1", "text": "b"}\n')


def test_a_byte_order_mark_and_nulls_are_no_matter(tmp_path: Path) -> None:
    given = read(tmp_path, b'\xef\xbb\xbf{"id": 0, "text": "a", "title": null}\n')
    assert given == [GivenText(0, "a")]


@pytest.mark.parametrize("manifest", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_no_texts(tmp_path: Path, manifest: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    assert read(tmp_path, manifest) == []
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"{tmp_path / 'texts.jsonl'} holds no texts\n"
