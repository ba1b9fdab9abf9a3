"""What does a process load once, of which many crawls are forked? Importing this takes its time."""

from __future__ import annotations

import importlib
import pkgutil

import newsspider

for _module in pkgutil.walk_packages(newsspider.__path__, "newsspider."):
    importlib.import_module(_module.name)

from newsspider.commands.cases import load, read, saved  # noqa: E402
from tests.every_site import FOLDER, SITES  # noqa: E402

for _name, _site in SITES.items():
    for _file in saved(FOLDER / _name):
        read(_site, *load(_file))
