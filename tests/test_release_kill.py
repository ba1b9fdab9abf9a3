"""Does a release stand there whole or not at all, also where its export is killed?"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsspider.commands import export
from newsspider.export.whole_folder import alone_in
from tests.releases import article, manifest, put
from tests.replica.run import ROOT
from tests.test_commands import Folder, assert_one_line, folder  # noqa: F401

# At the n-th time that one of these is called, the process is killed.
DYING = """
import os, signal, sys
from newsspider.export import manifest, parquet, whole_folder, writing
left = int(sys.argv[1])
def dying(call):
    def instead(*given, **more):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*given, **more)
    return instead
parquet.read_staged = dying(parquet.read_staged)
writing.write_index = dying(writing.write_index)
whole_folder._sync = dying(whole_folder._sync)
whole_folder.sync_folder = dying(whole_folder.sync_folder)
manifest.write_manifest = dying(manifest.write_manifest)
from scrapy.cmdline import execute
execute(["scrapy", "export", "--format", "parquet", "--release", "new"])
"""


@pytest.fixture
def stored(folder: Folder) -> Folder:  # noqa: F811
    put(folder.path / "output", [article(number) for number in range(0, 84, 6)])
    assert folder.run(export.Command(), "--format", "parquet", "--release", "old").code == 0
    return folder


def seen(releases: Path) -> dict[str, bytes]:
    """What is visible."""
    found = (path for path in releases.rglob("*") if path.is_file())
    names = {path.relative_to(releases).as_posix(): path.read_bytes() for path in found}
    return {name: content for name, content in names.items() if not name.startswith(".")}


def dying(stored: Folder, at: int) -> int:
    environment = os.environ | {"NEWSSPIDER_OUTPUT": str(stored.path / "output"), "NEWSSPIDER_STATE": ""}
    command = (sys.executable, "-c", DYING, str(at))
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False).returncode


def test_killed_at_every_step(stored: Folder) -> None:
    releases = stored.path / "output" / "releases"
    before = seen(releases)
    for at in (2, 4, 5, 8):
        assert dying(stored, at) == -signal.SIGKILL
        assert seen(releases) == before
        assert [path.name for path in releases.iterdir() if path.name[:2] == ".u"] == [".unfinished-new"]
    assert stored.run(export.Command(), "--format", "parquet", "--release", "new").code == 0
    assert manifest(releases / "new")["articles"] == 14
    assert {path.name for path in releases.iterdir()} == {".lock", "old", "new"}
    assert {name: each for name, each in seen(releases).items() if name.startswith("old/")} == before


def test_killed_at_any_moment(stored: Folder) -> None:
    """What was killed too early or too late for it tells nothing, and does no harm."""
    releases = stored.path / "output" / "releases"
    before = seen(releases)
    environment = os.environ | {"NEWSSPIDER_OUTPUT": str(stored.path / "output"), "NEWSSPIDER_STATE": ""}
    command = (sys.executable, "-m", "scrapy", "export", "--format", "csv", "--release", "new")
    chosen = random.Random(7)
    for _ in range(2):
        running = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        until = time.monotonic() + 60
        while running.poll() is None and not list(releases.glob(".work-*")) and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(chosen.uniform(0, 0.1))
        running.kill()
        running.wait()
        whole = (releases / "new").exists()
        assert whole or seen(releases) == before
        if whole:
            assert manifest(releases / "new")["articles"] == 14
            break
    assert stored.run(export.Command(), "--format", "csv", "--release", "last-one").code == 0
    assert not [path for path in releases.iterdir() if path.name.startswith((".unfinished", ".work"))]


def test_one_at_a_time(stored: Folder) -> None:
    with alone_in(stored.path / "output" / "releases"):
        result = stored.run(export.Command(), "--format", "parquet")
    assert_one_line(result, "is already running", code=1)


def test_a_folder_that_cannot_be_written(stored: Folder) -> None:
    (stored.path / "file").write_text("")
    result = stored.run(export.Command(), "--format", "parquet", "--output", "file/releases")
    assert_one_line(result, "cannot be written", code=1)
