"""Are releases and takedowns the same where the state is elsewhere, and two output folders share it?"""

from __future__ import annotations

from pathlib import Path

import orjson

from newsspider.commands import export, takedown
from newsspider.dedup.exact import find_duplicate
from newsspider.store.session import Session
from tests.releases import LIKE, article, manifest, put, read_lines
from tests.test_commands import Folder, Result, folder  # noqa: F401
from tests.test_store import NOW

SAME = "Полиция Алматинской области нашла сорок велосипедов, которые пропали прошлой осенью в трёх дворах. " * 3


def ids(of: Path) -> list[int]:
    return [int(each["id"], 16) for each in read_lines(of)]


def test_released_followed_taken_down(folder: Folder, url: str) -> None:  # noqa: F811
    output = folder.path / "output"
    releases = output / "releases"

    def run(command: export.Command | takedown.Command, *arguments: str) -> Result:
        result = folder.run(command, *arguments, STATE=url)
        assert (result.code, result.err) == (0, "")
        return result

    made = [article(1), article(2, published_at=None), article(3, text=SAME), article(4, text=SAME), article(60)]
    put(output, made, state=url)
    put(folder.path / "beside", [article(70, "kazinform")], "kazinform", state=url)  # another machine's
    assert "4 articles as hf" in run(export.Command(), "--format", "hf", "--release", "hub").out
    run(export.Command(), "--format", "jsonl", "--release", "one")
    assert manifest(releases / "one")["by_source"] == {"polisia": 4}  # 4 repeats 3
    assert ids(releases / "one" / "data") == [1, 3, 60, 2]  # by publication, undated last
    run(takedown.Command(), f"{3:016x}", "--reason", "x")
    run(takedown.Command(), f"{60:016x}", "--reason", "x", "--purge")
    put(output, [article(5)], state=url)
    told = run(export.Command(), "--since-release", "one", "--release", "two").out
    assert "1 added, 0 changed, 2 removed" in told
    removed = [orjson.loads(line) for line in (releases / "two" / "removed.jsonl").read_bytes().splitlines()]
    assert [(int(each["id"], 16), each["why"]) for each in removed] == [(3, "taken-down"), (60, "taken-down")]
    assert (manifest(releases / "two")["articles"], ids(releases / "two" / "added")) == (3, [5])
    with Session.open(output, "polisia", now=NOW, state_url=url) as session:
        assert session.put(article(60), find_duplicate, NOW, like=LIKE).kind == "taken-down"
    run(takedown.Command(), "--undo", f"{3:016x}")
    assert "1 added, 0 changed, 0 removed" in run(export.Command(), "--since-release", "two").out
