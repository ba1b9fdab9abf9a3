"""Do articles that tell the same always stand in one split?"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import orjson
import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsspider.commands import export
from newsspider.export.splits import _Joined
from tests.releases import article, put
from tests.test_commands import Folder, folder  # noqa: F401

SAME = "Полиция Алматинской области нашла сорок велосипедов, которые пропали прошлой осенью в трёх дворах. " * 3


def split_of(root: str) -> str:
    """As docs/releases.md tells it."""
    number = int(sha256(root.encode()).hexdigest()[:8], 16) % 1000
    return "train" if number < 900 else "validation" if number < 950 else "test"


def write(output: Path, name: str, *rows: object) -> None:
    (output / "stories").mkdir(exist_ok=True)
    (output / "stories" / name).write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))


def pair(*ids: str) -> dict[str, object]:
    return {"ids": ids, "urls": ["https://x.kz/a", "https://x.kz/b"], "languages": ["kk", "ru"], "how": "content"}


@pytest.mark.parametrize("language", [(), ("--language", "kk")])
def test_groups_stay_together(folder: Folder, language: tuple[str, ...]) -> None:  # noqa: F811
    output = folder.path / "output"
    made = [article(number, language="kk" if number % 2 else "ru") for number in range(1, 120)]
    put(output, [*made, article(201, text=SAME, language="kk"), article(202, text=SAME, language="kk")])
    ids = [f"{number:016x}" for number in range(1, 120)]
    stories = [{"story": ids[at], "articles": [{"id": ids[at]}, {"id": ids[at + 9]}]} for at in range(0, 60, 10)]
    write(output, "stories.jsonl", *stories)
    write(output, "translations.jsonl", *(pair(ids[at + 9], ids[at + 4]) for at in range(0, 60, 10)))
    arguments = ("--format", "hf", "--duplicates", "label", "--release", "new", "--allow", "chrome")
    assert folder.run(export.Command(), *arguments, *language).code == 0
    found = {
        id: path.parent.name
        for path in (output / "releases" / "new" / "data").rglob("*.parquet")
        for id in polars.read_parquet(path)["id"]
    }
    roots = {id: id for id in found}
    for at in range(0, 60, 10):
        roots |= dict.fromkeys((ids[at], ids[at + 9], ids[at + 4]), ids[at])
    assert found == {id: split_of(roots[id]) for id in found}
    assert len(found) > (50 if language else 110)
    assert len(set(found.values())) > 1


@given(st.lists(st.lists(st.integers(0, 40), min_size=1, max_size=5), max_size=40))
def test_every_group_has_one_name(groups: list[list[int]]) -> None:
    joined = _Joined()
    for each in groups:
        joined.join(map(str, each))
    roots = joined.roots((str(number), f"{number:03}") for number in range(41))
    for each in groups:
        assert len({roots.get(str(number), str(number)) for number in each}) == 1
    for id, root in roots.items():
        assert int(root) == min(int(other) for other in roots if roots[other] == root)
        assert roots[root] == root, id
