"""What does a crawl import? Loaded once by the process that crawls are forked from, so that none needs a second for
it."""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout, suppress
from importlib import import_module

from scrapy.cmdline import execute
from scrapy.settings import BaseSettings, Settings
from scrapy.utils.misc import load_object, walk_modules_iter
from scrapy.utils.project import get_project_settings

_WALKED = ("scrapy.commands", "newsspider")
_LATER = (  # imported within functions
    "asyncio",
    "scrapy.cmdline",
    "scrapy.core.engine",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.core.downloader.contextfactory",
    "sqlalchemy.dialects.sqlite",
    "trafilatura",
    "twisted.internet.asyncioreactor",
    "twisted.web.client",
)


def _load() -> None:
    for package in _WALKED:
        for _ in walk_modules_iter(package):
            pass
    for name in (*_LATER, "py3langid.langid"):
        import_module(name)
    for name in _components(get_project_settings()):
        load_object(name)
    with suppress(SystemExit), redirect_stdout(io.StringIO()):
        execute(["scrapy", "list"])  # finds all commands and sites
    gc.collect()
    gc.freeze()  # what is shared with the crawls is neither looked through by them nor copied
    if "twisted.internet.reactor" in sys.modules:
        raise RuntimeError("each crawl installs a reactor of its own")


def _components(settings: Settings) -> Iterator[str]:
    """Names of classes, wherever they stand in the settings."""
    for name in settings:
        value = settings[name]
        parts = [*value, *value.values()] if isinstance(value, BaseSettings) else [value]
        for part in parts:
            if isinstance(part, str) and part.startswith(("scrapy.", "newsspider.")) and _last(part)[:1].isupper():
                yield part


def _last(path: str) -> str:
    return path.rpartition(".")[2]


_load()
