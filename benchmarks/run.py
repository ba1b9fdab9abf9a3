"""Who answers what? Starts one worker for each reader, one after another, on the same inputs."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PEERS = ROOT / ".venv-bench" / "bin" / "python"
LIMIT = 10.0  # seconds for one input
PATIENCE = 1800  # seconds for a reader


@dataclass(slots=True)
class Answers:
    """Of one reader to all inputs, in order; `problem` where it did not run at all. `cpu`: seconds an input."""

    name: str
    found: list[Any] = field(default_factory=list)
    version: str = ""
    cpu: float = 0.0
    failed: int = 0
    problem: str = ""


def ask(task: str, name: str, rows: Iterable[dict[str, Any]]) -> Answers:
    """`newsspider…` runs in this environment, its peers in theirs."""
    python = Path(sys.executable) if name.startswith("newsspider") else PEERS
    if not python.exists():
        return Answers(name, problem="not installed (make bench installs it)")
    print(f"  {task}: {name}", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        inputs, outputs = Path(folder, "inputs.jsonl"), Path(folder, "answers.jsonl")
        inputs.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        command = [str(python), "-m", "benchmarks.worker", task, name, str(inputs), str(outputs), str(LIMIT)]
        try:
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired:
            return Answers(name, problem=f"not finished after {PATIENCE} s")
        if done.returncode or not outputs.exists():
            return Answers(name, problem=(done.stderr.strip().splitlines() or ["no answer"])[-1])
        *lines, account = map(json.loads, outputs.read_text("utf-8").splitlines())
    found = [line.get("found") for line in lines]
    failed = sum("failed" in line for line in lines)
    return Answers(name, found, account["version"], account["cpu"], failed)
