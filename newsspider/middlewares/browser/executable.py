"""Which browser is there, and which command installs one?"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser", "google-chrome-stable")
# Where Playwright keeps what it has downloaded, and what it calls it, the small one first.
_DOWNLOADS = {"linux": ".cache/ms-playwright", "darwin": "Library/Caches/ms-playwright"}
_DOWNLOADED = ("chromium_headless_shell-*/*/*headless*shell*", "chromium-*/*/chrome", "chromium-*/*/*.app/*/MacOS/*")


class NoBrowser(Exception):
    """In words, with the command that mends it."""


def find_browser(wanted: str = "") -> str:
    """The path of the browser. `wanted`: a path or name (NEWSSPIDER_BROWSER); empty: the first that is known."""
    if wanted:
        found = shutil.which(wanted)
        if found is None:
            raise NoBrowser(f"NEWSSPIDER_BROWSER={wanted}: there is no such program")
        return found
    installed = filter(None, map(shutil.which, NAMES))
    found = next(installed, None) or next(_downloads(), None)
    if found is None:
        raise NoBrowser(f"no browser is installed; install one: {how_to_install()}")
    return found


def how_to_install() -> str:
    if shutil.which("apt-get"):
        return "sudo apt-get install chromium-headless-shell"
    return f"{sys.executable} -m playwright install --only-shell chromium"


def _downloads() -> Iterator[str]:
    folder = Path.home() / _DOWNLOADS.get(sys.platform, "none")
    for pattern in _DOWNLOADED:
        for path in sorted(folder.glob(pattern), reverse=True):
            if path.is_file() and os.access(path, os.X_OK):
                yield str(path)
