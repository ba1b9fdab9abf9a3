"""What does newsspider find on this machine?"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies
from zoneinfo import ZoneInfo

import psutil

from newsspider.store.errors import StoreError
from newsspider.store.reading import reading_only

SHOWN = ("scrapy", "trafilatura", "lxml", "sqlalchemy", "playwright")
OLDEST = (3, 11)
ROOM, MEMORY = 2_000_000_000, 1_000_000_000  # bytes on the disk; free, for a crawl and its browser
PATIENCE = 10  # seconds
SLACK = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Finding:
    """`mend`: what to do; empty where nothing is wrong."""

    about: str
    told: str
    mend: str = ""


def python() -> Finding:
    told = f"{'.'.join(map(str, sys.version_info[:3]))} ({sys.executable})"
    return Finding("Python", told, "" if sys.version_info >= OLDEST else "make setup PYTHON=python3.12")


def packages() -> Finding:
    needed = [line.split(";")[0] for line in requires("newsspider") or () if "extra ==" not in line]
    names = ["".join(c for c in each.split(">")[0].split("=")[0].split("<")[0] if c not in " ()") for each in needed]
    missing = [name for name in names if _version(name) is None]
    if missing:
        return Finding("packages", f"missing: {', '.join(missing)}", "make setup")
    return Finding("packages", ", ".join(f"{name} {_version(name)}" for name in ("newsspider", *SHOWN)))


def contact(given: str, user_agent: str) -> Finding:
    if given:
        return Finding("contact", user_agent)
    return Finding("contact", "sites can't see whom to write to", "export NEWSSPIDER_CONTACT=mailto:you@example.org")


def output_folder(output: Path) -> Finding:
    there = next(each for each in (output.absolute(), *output.absolute().parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as problem:
        mend = "set NEWSSPIDER_OUTPUT to a folder of yours, or make this one writable"
        return Finding("output", f"{output.absolute()}: {problem.strerror}", mend)
    free = shutil.disk_usage(there).free
    told = f"{output.absolute()}, {free / 1e9:.0f} GB free" + ("" if there == output.absolute() else " (not made yet)")
    return Finding("output", told, "" if free > ROOM else "make room: crawls stop when the disk is full")


def state(output: Path, url: str | None) -> Finding:
    try:
        with reading_only(output, url) as connection:
            known = connection.dialect.name if connection is not None else "none yet, the first crawl makes it"
    except StoreError as problem:
        return Finding("state", str(problem), "see NEWSSPIDER_STATE, and 'What happens after …' in docs/operations.md")
    return Finding("state", known)


def clock(now: datetime, files: Iterable[Path]) -> Finding:
    """Nothing may be younger than now, and the zone must know that Kazakhstan has had one time since March 2024."""
    youngest = max((each.stat().st_mtime for each in files if each.exists()), default=0.0)
    told = f"{now:%Y-%m-%d %H:%M} UTC"
    if datetime.fromtimestamp(youngest, UTC) > now + SLACK:
        return Finding("clock", f"{told}, but files are younger", "sudo timedatectl set-ntp true")
    if datetime(2024, 4, 1, tzinfo=ZoneInfo("Asia/Almaty")).utcoffset() != timedelta(hours=5):
        return Finding("clock", f"{told}, zones of before March 2024", "sudo apt-get install --only-upgrade tzdata")
    return Finding("clock", told)


def memory() -> Finding:
    free = psutil.virtual_memory().available
    mend = "" if free > MEMORY else "a crawl with a browser takes up to 900 MB, one without 200: end something else"
    return Finding("memory", f"{free / 1e9:.1f} GB available", mend)


def network(host: str) -> Finding:
    """Asks no site for anything: the proxy is connected to, or a name looked up."""
    proxy = urlsplit(getproxies().get("https", ""))
    with ThreadPoolExecutor(1) as pool:
        try:
            if proxy.hostname:
                told = f"through the proxy {proxy.hostname}:{proxy.port or 80}"
                socket.create_connection((proxy.hostname, proxy.port or 80), PATIENCE).close()
            else:
                told = f"{host} is {pool.submit(socket.gethostbyname, host).result(PATIENCE)}"
        except (OSError, TimeoutError) as problem:
            what = f"the proxy {proxy.hostname}" if proxy.hostname else host
            mend = "see https_proxy" if proxy.hostname else "see /etc/resolv.conf; behind a proxy, set https_proxy"
            return Finding("network", f"{what} is not reached: {problem or 'no answer'}", mend)
    return Finding("network", told)


def newest(output: Path) -> Iterator[Path]:
    yield Path(__file__)
    yield output / "runs.jsonl"
    yield output / "state.sqlite"


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
