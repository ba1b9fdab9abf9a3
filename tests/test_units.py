"""Do systemd and cron start what is meant, whatever the names of folders?"""

from __future__ import annotations

import configparser
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from newsspider.schedule.units import Installation, cron_lines, due_units, schedule_units

ODD = 'a "b" $HOME %n 100% \\x;'
PLAIN = Installation(("/srv/newsspider/.venv/bin/python", "-m", "scrapy"), Path("/srv/newsspider"), "news")


def test_a_plain_unit() -> None:
    unit = schedule_units(PLAIN)["newsspider.service"]
    assert "\nExecStart=/srv/newsspider/.venv/bin/python -m scrapy schedule\n" in unit
    assert "\nWorkingDirectory=/srv/newsspider\nExecStart" in unit
    assert "\nUser=news\n" in unit
    assert "\nKillMode=mixed\n" in unit, "crawls get the signal once, from the schedule"


def test_a_plain_line_for_cron() -> None:
    line = cron_lines(PLAIN)
    assert line == "*/2 * * * * cd /srv/newsspider && /srv/newsspider/.venv/bin/python -m scrapy due\n"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    program = tmp_path / ODD / "python"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    here = Installation((str(program), "-m", "scrapy"), program.parent, "root", {"NEWSSPIDER_CONTACT": ODD})
    for name, unit in {**schedule_units(here), **due_units(here)}.items():
        (tmp_path / name).write_text(unit)
    files = [str(file) for file in tmp_path.glob("newsspider*")]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *files], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_odd_names_are_escaped_for_systemd() -> None:
    here = Installation((f"/srv/{ODD}/python", "-m", "scrapy"), Path(f"/srv/{ODD}"), "news", {"NEWSSPIDER_OUTPUT": ODD})
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(schedule_units(here)["newsspider.service"])
    service = parser["Service"]
    escaped = 'a \\"b\\" $HOME %%n 100%% \\\\x;'
    assert service["Environment"] == f'"NEWSSPIDER_OUTPUT={escaped}"'
    assert service["ExecStart"] == f'/usr/bin/env "/srv/{escaped.replace("$", "$$")}/python" -m scrapy schedule'
    assert service["WorkingDirectory"] == "/srv/" + ODD.replace("%", "%%")


def test_odd_names_are_escaped_for_cron(tmp_path: Path) -> None:
    """As cron does it: a percent sign ends the command, unless it is escaped; then a shell reads it."""
    folder = tmp_path / ODD
    folder.mkdir()
    here = Installation(
        ("sh", "-c", 'echo "$NEWSSPIDER_OUTPUT"; pwd; echo "$0"'), folder, "news", {"NEWSSPIDER_OUTPUT": ODD}
    )
    line = cron_lines(here)
    command = line.split(maxsplit=5)[5].replace("\\%", "\0")
    assert "%" not in command
    shown = subprocess.run(["sh", "-c", command.replace("\0", "%")], capture_output=True, text=True, check=True).stdout
    assert shown.splitlines() == [ODD, str(folder), "due"]
    assert shlex.split(line)
