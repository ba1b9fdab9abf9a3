"""How does a site's archive become one file that ReplayWeb.page opens?

WACZ 1.1.1 (https://specs.webrecorder.net/wacz/1.1.1/): a ZIP of the archive files; one compressed index of what they
can show; the pages that hold articles; and what is in it, with checksums.
"""

from __future__ import annotations

import os
from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

import orjson

from newsspider.export.wacz.answers import Answers
from newsspider.export.wacz.contents import contents_of, files_of
from newsspider.export.wacz.index import META, NAME, index
from newsspider.export.wacz.packer import Packer
from newsspider.export.wacz.pages import Pages
from newsspider.export.whole_folder import UNFINISHED, WORK
from newsspider.store.days import Period
from newsspider.store.errors import StoreError, unwritable
from newsspider.store.segment import sync_folder
from newsspider.store.takedown import decisions
from newsspider.store.times import stamp
from newsspider.store.warc.blank import without
from newsspider.store.warc.purge import Goes


@dataclass(frozen=True, slots=True)
class Site:
    """`gone`: ids of articles that were taken down; `goes`: whether a record is of one of them."""

    output: Path
    name: str
    goes: Goes
    gone: Container[str]
    period: Period


@dataclass(slots=True)
class Packed:
    """How much of what there is."""

    files: int = 0
    answers: int = 0
    pages: int = 0
    left_out: int = 0


def pack(site: Site, to: Path, now: datetime) -> Packed | None:
    """Write it whole or not at all; None: there is nothing to pack. The caller is alone in the folder. Raises
    StoreError."""
    before, packed = decisions(site.output), Packed()
    unfinished = to.with_name(f"{UNFINISHED}{to.name}")
    try:
        with Answers.open(to.with_name(f"{WORK}{to.name}")) as answers, unfinished.open("wb") as file:
            with ZipFile(file, "w") as zip_file:
                _fill(Packer(zip_file), site, answers, packed, stamp(now))
            file.flush()
            os.fsync(file.fileno())
        if not packed.files:
            return None
        if decisions(site.output) != before:
            raise StoreError(f"{to.name}: something was taken down while it was made: run it again")
        unfinished.rename(to)
        sync_folder(to.parent)
    except OSError as error:
        raise unwritable(to, error) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return packed


def _fill(packer: Packer, site: Site, answers: Answers, packed: Packed, now: str) -> None:
    for warc in files_of(site.output / "archive" / site.name, site.period):
        contents = contents_of(warc, site.goes)
        if contents is not None:
            packer.add(f"archive/{warc.name}", without(warc, contents.gone, contents.end))
            answers.add(contents)
            packed.files += 1
            packed.left_out += len(contents.gone)
    answers.finish()
    blocks = [META]
    packer.add(f"indexes/{NAME}", index(answers.lines(), blocks))
    packer.add("indexes/index.idx", blocks, packed=True)
    pages = Pages(site.output, site.name, answers, site.gone)
    packer.add("pages/pages.jsonl", pages, packed=True)
    packed.answers, packed.pages = answers.count(), pages.count
    _describe(packer, site, now)


def _describe(packer: Packer, site: Site, now: str) -> None:
    about = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": site.name,
        "created": now,
        "software": f"newsspider/{version('newsspider')}",
        "resources": list(packer.resources),
    }
    said = orjson.dumps(about, option=orjson.OPT_INDENT_2)
    packer.add("datapackage.json", [said], packed=True)
    digest = {"path": "datapackage.json", "hash": packer.resources[-1]["hash"]}
    packer.add("datapackage-digest.json", [orjson.dumps(digest)], packed=True)
