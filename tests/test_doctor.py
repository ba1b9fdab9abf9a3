"""Does `scrapy doctor` find what is wrong, and say what mends it?"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsspider.commands import doctor_findings as findings
from newsspider.commands.doctor import browser
from tests.rendering.world import Application
from tests.replica.run import Replica

SCRAPY = (sys.executable, "-m", "scrapy")


def test_all_is_well() -> None:
    """Here, where the tests run, with a contact; the proxy is the replica's, and is asked for nothing."""
    with Replica(Application()) as replica:
        done = replica.run(*SCRAPY, "doctor", env={"NEWSSPIDER_CONTACT": "mailto:a@example.org"})
        assert not len(replica.journal)
    assert done.returncode == 0, done.stdout
    assert [line.split()[:2] for line in done.stdout.splitlines()] == [
        ["ok", name] for name in "Python packages browser output state contact clock network memory".split()
    ]
    assert "chrom" in done.stdout


def test_what_is_wrong_is_told_with_what_mends_it() -> None:
    env = {"NEWSSPIDER_STATE": "nonsense", "NEWSSPIDER_BROWSER": "/none", "NEWSSPIDER_CONTACT": ""}
    with Replica(Application()) as replica:
        done = replica.run(*SCRAPY, "doctor", env=env)
        wrong = replica.run(*SCRAPY, "doctor", "kazinform")
    assert done.returncode == 1
    assert "--  contact   sites can't see whom to write to\n" in done.stdout
    assert "→ export NEWSSPIDER_CONTACT=mailto:you@example.org" in done.stdout
    assert "--  state" in done.stdout
    assert "NEWSSPIDER_BROWSER=/none: there is no such program" in done.stdout
    assert (wrong.returncode, wrong.stderr.strip()) == (2, "scrapy doctor: kazinform: it takes no arguments")


def test_a_missing_browser() -> None:
    found = browser("/none", ["govkz"])
    assert "needed by govkz" in found.told
    assert found.mend.startswith("unset NEWSSPIDER_BROWSER, or: ")
    assert not browser("/none", []).mend  # no site needs one


def test_a_browser_that_does_not_start(tmp_path: Path) -> None:
    (program := tmp_path / "chromium").write_text("#!/bin/sh\necho 'libnss3.so: not found' >&2\nexit 127\n")
    program.chmod(0o755)
    found = browser(str(program), [])
    assert "does not start: libnss3.so: not found" in found.told
    assert found.mend


def test_the_clock(tmp_path: Path) -> None:
    (file := tmp_path / "runs.jsonl").touch()
    now = datetime.now(UTC)
    assert not findings.clock(now, [file, tmp_path / "none"]).mend
    assert findings.clock(now - timedelta(hours=1), [file]).mend == "sudo timedatectl set-ntp true"


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (file := tmp_path / "file").touch()
    assert findings.output_folder(file).mend
    told = findings.output_folder(tmp_path / "a" / "b").told
    assert told.endswith("(not made yet)")


def test_a_proxy_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://user:secret@127.0.0.1:1")
    found = findings.network("a.kz")
    assert found.mend == "see https_proxy"
    assert "127.0.0.1 is not reached" in found.told
    assert "secret" not in found.told
