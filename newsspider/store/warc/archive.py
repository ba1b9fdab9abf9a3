"""Where does a site's every answer go, so that everything can be made again?

`archive/<source>/<YYYY-MM-DD>-NN.warc.gz`, day of fetching (UTC), and beside each file its index. Who has the site's
lock writes; nothing else is needed to read or to go on with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from newsspider.article import Archive as Place
from newsspider.store.errors import unwritable
from newsspider.store.times import stamp
from newsspider.store.warc.exchange import Exchange, Kept, in_one_line
from newsspider.store.warc.growing import Growing, recover
from newsspider.store.warc.index import REVISIT, SORTED, UNSORTED, WARC, Entry, beside
from newsspider.store.warc.recent import Recent
from newsspider.store.warc.records import VERSION, warcinfo, written

NAME = re.compile(r"(\d{4}-\d\d-\d\d)-(\d{2,6})\.warc\.gz")


class Archive:
    """Of one site. `cut`: bytes of half a record that a crash left. Every method but `close` raises StoreError."""

    def __init__(self, output: Path, source: str, most: int) -> None:
        """`most`: bytes of a file, before the next one is begun."""
        self.folder, self._prefix, self._most = output / "archive" / source, f"archive/{source}", most
        self._open: Growing | None = None
        self._recent = Recent()
        self.cut = self._recover()
        self._recent.load(self.folder)

    def keep(self, exchange: Exchange) -> Kept:
        """On its way to the disk; `sync` says that it is there."""
        exchange = replace(exchange, url=in_one_line(exchange.url))
        file = self._file(stamp(exchange.at))
        before = None if exchange.rendered else self._recent.of(exchange.url)
        new = written(exchange, before)
        offset, name = file.append(new.members), file.path.name
        at = stamp(exchange.at)
        entry = Entry(exchange.url, at, new.mime, new.status, new.digest, offset, len(new.members[-1]), name)
        file.tell(entry)
        if not exchange.rendered:
            self._recent.note(entry)
        body = before if before and new.mime == REVISIT else entry
        return Kept(Place(f"{self._prefix}/{body.file}", body.offset, body.digest), exchange.at)

    def sync(self) -> None:
        """Before anything that points to it, or follows from it, is kept."""
        if self._open:
            self._open.sync()

    def close(self) -> None:
        if self._open:
            self._open.close()
            self._open = None

    def _file(self, at: str) -> Growing:
        day = at[:10]
        if self._open and (not self._open.path.name.startswith(day) or self._open.length >= self._most):
            self._open.sync()  # or what points to it would count as kept
            self.close()
        if self._open is None:
            self._open = self._begin(day, at)
        return self._open

    def _begin(self, day: str, at: str) -> Growing:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            number = max((int(found[2]) for found in self._names(day)), default=0)
            path = self._path(day, max(number, 1))
            if number and path.stat().st_size >= self._most:
                path = self._path(day, number + 1)
        except OSError as error:
            raise unwritable(self.folder, error) from error
        file = Growing(path)
        if not file.length:
            file.append((warcinfo(path.name, at, _about()),))
        return file

    def _path(self, day: str, number: int) -> Path:
        return self.folder / f"{day}-{number:02d}{WARC}"

    def _names(self, day: str) -> list[re.Match[str]]:
        found = (NAME.fullmatch(path.name) for path in self.folder.glob(f"{day}-*{WARC}"))
        return [name for name in found if name]

    def _recover(self) -> int:
        """Files that a crash left open, and those whose index is gone."""
        growing = {path.with_name(path.name.removesuffix(UNSORTED) + WARC) for path in self._all(UNSORTED)}
        bare = {path for path in self._all(WARC) if not beside(path, SORTED).exists()}
        return sum(map(recover, sorted(growing | bare)))

    def _all(self, ending: str) -> list[Path]:
        """Of files that are named as ours are."""
        found = self.folder.glob(f"*{ending}")
        return [path for path in found if NAME.fullmatch(path.name.removesuffix(ending) + WARC)]


def _about() -> Mapping[str, str]:
    return {
        "software": f"newsspider/{version('newsspider')} warcio/{version('warcio')}",
        "format": f"WARC File Format {VERSION}",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "robots": "obey",
    }
