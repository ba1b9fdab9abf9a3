"""Does the command line of the replica web run, check and exit as it says?"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.replica.__main__ import main

ASK = "import urllib.request as r, sys; sys.exit(r.urlopen('https://kaz.tengrinews.kz/robots.txt').status != {})"


def test_a_command_runs_in_the_replica_and_its_exit_code_is_kept(tmp_path: Path) -> None:
    log = tmp_path / "requests.jsonl"
    options = ["--small", "--output", str(tmp_path), "--log", str(log), "--", sys.executable, "-c"]
    assert main([*options, ASK.format(200)]) == 0
    assert main([*options, ASK.format(0)]) == 1
    assert [json.loads(line)["target"] for line in log.read_text().splitlines()] == ["/robots.txt"] * 2


def test_faults_come_from_a_file(tmp_path: Path) -> None:
    faults = tmp_path / "faults.json"
    faults.write_text('[{"pattern": "/robots.txt", "kind": "500"}]')
    options = ["--small", "--output", str(tmp_path), "--faults", str(faults), "--", sys.executable, "-c"]
    assert main([*options, ASK.format(200)]) == 1


def test_the_check_fails_when_nothing_was_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--small", "--check", "--output", str(tmp_path), "--", sys.executable, "-c", ""]) == 1
    assert "FAILED" in capsys.readouterr().out.splitlines()[-1]


def test_the_check_tells_of_urls_that_may_not_be_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask = "import urllib.request as r; r.urlopen('https://kaz.tengrinews.kz/robots.txt'); r.urlopen('{}')"
    for url in ("https://test.tengrinews.kz/a", "http://169.254.169.254/latest"):
        options = ["--small", "--check", "--output", str(tmp_path), "--", sys.executable, "-c"]
        assert main([*options, ask.format(url)]) == 1
        assert f"forbidden: 1\n  {url}\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [[], ["--serve", "--", "true"], ["--faults", "/nonexistent", "--", "true"], ["--end", "soon", "--", "true"]],
)
def test_wrong_use(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        main(arguments)
    assert raised.value.code == 2


def test_a_command_that_does_not_exist(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--small", "--output", str(tmp_path), "--", "no-such-program"]) == 127
    assert "no-such-program" in capsys.readouterr().err
