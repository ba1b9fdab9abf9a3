"""Are failures raised by the next crawl, and nothing else? The short form of `make alarms`."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.replica.alarms import FAKETIME
from tests.replica.failures import FAILURES
from tests.replica.run import ROOT

SHORT = "empty feed,robots.txt closed,certificate expired,all titles the same,dated now"


@pytest.mark.skipif(FAKETIME is None, reason="libfaketime is not installed: crawls can't have the replica's time")
def test_some_failures() -> None:
    """In a process of its own: what it forks has another clock."""
    command = ("-m", "tests.replica.alarms", "--only", SHORT, "--weeks", "0", "--days", "4", "--per-day", "4")
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "5 of 5 raised by the next crawl" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0


def test_failures_have_names_of_their_own() -> None:
    names = [failure.name for failure in FAILURES]
    assert len(set(names)) == len(names) >= 20
    assert set(SHORT.split(",")) <= set(names)
