"""What does an archive file hold?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import UnsupportedOperation
from pathlib import Path
from typing import Any, BinaryIO

import orjson
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from newsspider.store.errors import Damaged
from newsspider.store.warc.exchange import Headers, mime_of
from newsspider.store.warc.index import REVISIT, WARC, Entry

_ANSWERS = (WarcRecordType.response, WarcRecordType.revisit, WarcRecordType.conversion)


@dataclass(frozen=True, slots=True)
class Captured:
    """An answer as it was kept, the body still in its Content-Encoding. `told`: what the crawl knew before it asked.
    `original`: of a revisit, where the body stands (file, offset)."""

    url: str
    at: datetime
    status: int
    headers: Headers
    body: bytes
    digest: str
    offset: int
    end: int = 0
    kind: str = "response"
    told: dict[str, Any] = field(default_factory=dict)
    original: tuple[str, int] | None = None

    def entry(self, file: str) -> Entry:
        mime = REVISIT if self.kind == "revisit" else mime_of(self.headers)
        at = f"{self.at:%Y-%m-%dT%H:%M:%SZ}"
        return Entry(self.url, at, mime, self.status, self.digest, self.offset, self.end - self.offset, file)


@dataclass(frozen=True, slots=True)
class Standing:
    """A record of any kind, and from where to where it stands. `url`: "" where it is of none. `about`: of what the
    crawl knew of a page, the id of that. `original`: as of `Captured`."""

    start: int
    end: int
    url: str
    kind: str
    about: str = ""
    original: tuple[str, int] | None = None


def standing(path: Path, end: int) -> Iterator[Standing]:
    """All records in their order, up to a place where one ends. Raises Damaged."""
    last: Standing | None = None
    for start, record in _records(path, 0, end):
        if last:
            yield replace(last, end=start)
        url, kind = _said(record, "WARC-Target-URI"), str(record.record_type)
        last = Standing(start, end, url, kind, _about(record), _original(record))
    if last:
        yield last


def captured(path: Path, start: int = 0, end: int | None = None) -> Iterator[Captured]:
    """The answers in their order, from a place where a record begins, to one where one ends. Raises Damaged."""
    told: tuple[str, dict[str, Any]] = ("", {})
    last: Captured | None = None
    for offset, record in _records(path, start, end):
        if last:
            yield replace(last, end=offset)
            last = None
        if record.record_type == WarcRecordType.metadata:
            told = _said(record, "WARC-Concurrent-To"), _json(record.reader.read())
        elif record.record_type in _ANSWERS:
            known = told[1] if told[0] == _said(record, "WARC-Record-ID") else {}
            try:
                last = _captured(record, offset, known)
            except OSError as error:
                raise _unreadable(path, error) from error
    if last:
        yield replace(last, end=end or path.stat().st_size)


def at(path: Path, offset: int) -> Captured:
    """The answer at this place. Raises Damaged."""
    found = next(captured(path, offset), None)
    if found is None or found.offset != offset:
        raise Damaged(f"{path}: no answer stands at {offset}")
    return found


def body_of(found: Captured, folder: Path) -> bytes:
    """Of a revisit, that of the answer it refers to. `folder`: of the site's archive. Raises Damaged."""
    if found.kind != "revisit" or found.original is None:
        return found.body
    file, offset = found.original
    return at(folder / file, offset).body


def _records(path: Path, start: int, end: int | None) -> Iterator[tuple[int, WarcRecord]]:
    """Each with the place where it stands."""
    try:
        with path.open("rb") as file:
            file.seek(start)
            # Behind the end of a file that is being written, half a record may stand.
            for record in ArchiveIterator(file if end is None else _Until(file, end - start)):
                yield record.stream_pos, record
    except OSError as error:
        raise _unreadable(path, error) from error


class _Until:
    """A file, as far as it is to be read."""

    def __init__(self, file: BinaryIO, left: int) -> None:
        self._file, self._left = file, left

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        raise UnsupportedOperation("it is read from its beginning to its end")

    def tell(self) -> int:
        return self._file.tell()

    def close(self) -> None:
        self._file.close()


def _unreadable(path: Path, error: OSError) -> Damaged:
    return Damaged(f"{path} cannot be read: {error.strerror or error}")


def _captured(record: WarcRecord, offset: int, told: dict[str, Any]) -> Captured:
    return Captured(
        url=_said(record, "WARC-Target-URI"),
        at=datetime.fromisoformat(_said(record, "WARC-Date")),
        status=_status(record),
        headers=_headers(record),
        body=record.reader.read(),
        digest=_said(record, "WARC-Payload-Digest"),
        offset=offset,
        kind=str(record.record_type),
        told=told,
        original=_original(record),
    )


def _http(record: WarcRecord) -> dict[str, Any]:
    """Of what a browser made, which is no answer of a server."""
    return _json((record.headers.get("WARC-JSON-Metadata") or "").encode())


def _status(record: WarcRecord) -> int:
    return (record.http_headers.status_code if record.is_http else _http(record).get("status")) or 0


def _headers(record: WarcRecord) -> Headers:
    if record.is_http:
        return record.http_headers.items()
    return [(str(name), str(value)) for name, value in _http(record).get("headers", [])]


def _original(record: WarcRecord) -> tuple[str, int] | None:
    file, offset = _said(record, "WARC-Refers-To-Filename"), _said(record, "WARC-Refers-To-File-Offset")
    ours = file.endswith(WARC) and Path(file).name == file and offset.isdecimal()
    return (file, int(offset)) if ours else None


def _about(record: WarcRecord) -> str:
    found = _json(record.reader.read()).get("found") if record.record_type == WarcRecordType.metadata else None
    return str(found.get("id", "")) if isinstance(found, dict) else ""


def _said(record: WarcRecord, name: str) -> str:
    return record.headers.get(name) or ""


def _json(body: bytes) -> dict[str, Any]:
    try:
        value = orjson.loads(body)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
