"""How do systemd and cron start newsspider?"""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from newsspider.schedule.process import GRACE

EVERY = 2  # minutes from one `scrapy due` to the next: it looks, and mostly has nothing to do
STOP = int((GRACE + timedelta(seconds=30)).total_seconds())


@dataclass(frozen=True, slots=True)
class Installation:
    """`scrapy`: what runs Scrapy, absolute. `folder`: the project's. `environment`: what is to be set."""

    scrapy: Sequence[str]
    folder: Path
    user: str
    environment: Mapping[str, str] = field(default_factory=dict)


def schedule_units(here: Installation) -> dict[str, str]:
    """By file name: one service that runs for years."""
    # Only the schedule gets the signal to stop: it passes it on, once, and a second one would make crawls drop pages.
    service = ("Restart=always", "RestartSec=30", "KillMode=mixed", f"TimeoutStopSec={STOP}")
    install = _section("Install", ["WantedBy=multi-user.target"])
    unit = "\n".join((_service(here, "newsspider: crawls by their schedule", "schedule", service), install))
    return {"newsspider.service": unit}


def due_units(here: Installation) -> dict[str, str]:
    """By file name: a timer, and what it starts."""
    service = _service(
        here, "newsspider: crawls that are due", "due", ("Type=oneshot", "KillMode=mixed", f"TimeoutStopSec={STOP}")
    )
    lines = [f"OnCalendar=*:0/{EVERY}", "AccuracySec=1s", "Persistent=true"]
    timer = "\n".join(
        (
            _section("Unit", [f"Description=newsspider, every {EVERY} minutes"]),
            _section("Timer", lines),
            _section("Install", ["WantedBy=timers.target"]),
        )
    )
    return {"newsspider-due.service": service, "newsspider-due.timer": timer}


def cron_lines(here: Installation) -> str:
    """For `crontab -e` of the user."""
    settings = " ".join(f"{name}={shlex.quote(value)}" for name, value in here.environment.items())
    command = f"cd {shlex.quote(str(here.folder))} && {settings} {shlex.join((*here.scrapy, 'due'))}".replace("  ", " ")
    # For cron, an unescaped percent sign ends the command.
    return f"*/{EVERY} * * * * {command.replace('%', chr(92) + '%')}\n"


def _service(here: Installation, description: str, command: str, lines: Sequence[str]) -> str:
    unit = [f"Description={description}", "Wants=network-online.target", "After=network-online.target"]
    service = [
        *lines,
        f"User={here.user}",
        f"WorkingDirectory={_specifiers(str(here.folder))}",
        *(f"Environment={_quoted(f'{name}={value}')}" for name, value in here.environment.items()),
        f"ExecStart={_command((*here.scrapy, command))}",
    ]
    return "\n".join((_section("Unit", unit), _section("Service", service)))


def _command(words: Sequence[str]) -> str:
    """systemd refuses to start a program whose name has these characters, and takes any in its arguments."""
    whole = ("/usr/bin/env", *words) if set(words[0]) & set("\"'\\$") else tuple(words)
    return " ".join(_quoted(word).replace("$", "$$") for word in whole)


def _section(name: str, lines: Sequence[str]) -> str:
    return "\n".join((f"[{name}]", *lines, ""))


def _specifiers(text: str) -> str:
    return text.replace("%", "%%")


def _quoted(text: str) -> str:
    """A word of a unit file."""
    escaped = _specifiers(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return escaped if escaped and not set(escaped) & set(" \t'\"\\;") else f'"{escaped}"'
