"""How does an exchange become records of WARC 1.1?

The body stays in the Content-Encoding that it came in, and so does the header that says which: WARC's payload is what
was sent, its digest can be compared with other archives', and readers (warcio, fastwarc, ReplayWeb.page) decode it.
What a browser made of a page is no answer of a server: it is a `conversion`, beside the answers that it was made from.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import responses
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import orjson
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsspider.store.times import stamp
from newsspider.store.warc.exchange import Exchange, header, mime_of, writable
from newsspider.store.warc.index import REVISIT, Entry

VERSION = "1.1"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
TOLD = "application/json"  # of the metadata record: what the crawl knew of a page
LEVEL = 6  # most bodies come compressed; the last percent of the others costs twice the time


@dataclass(frozen=True, slots=True)
class Written:
    """Records, each a gzip member of its own, the one of the answer last. `mime`, `status`: for the index."""

    members: tuple[bytes, ...]
    mime: str
    status: int
    digest: str


def written(exchange: Exchange, before: Entry | None) -> Written:
    """`before`: where the last whole answer of this URL stands: the body is not written twice."""
    digest = payload_digest(exchange.body)
    answer, mime = _answer(exchange, before, digest)
    said = answer.rec_headers.get_header("WARC-Record-ID")
    beside = {} if exchange.rendered else {"request": _request(exchange)}
    if exchange.told:
        beside["metadata"] = _told(exchange)
    for record in beside.values():
        record.rec_headers.add_header("WARC-Concurrent-To", said)
    return Written(tuple(map(member, (*beside.values(), answer))), mime, exchange.status, digest)


def warcinfo(name: str, at: str, told: Mapping[str, str]) -> bytes:
    record = _writer().create_warcinfo_record(name, told)
    record.rec_headers.replace_header("WARC-Date", at)
    return member(record)


def payload_digest(body: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


def member(record: ArcWarcRecord) -> bytes:
    """One record as one member of gzip."""
    plain = BytesIO()
    WARCWriter(plain, gzip=False, warc_version=VERSION).write_record(record)
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, zlib.MAX_WBITS + 16)
    return packer.compress(plain.getbuffer()) + packer.flush()


def _answer(exchange: Exchange, before: Entry | None, digest: str) -> tuple[ArcWarcRecord, str]:
    said = dict(_of_warc(exchange))
    if exchange.ip:
        said["WARC-IP-Address"] = exchange.ip
    if exchange.rendered:
        return _conversion(exchange, said)
    phrase = responses.get(exchange.status, "")
    http = StatusAndHeaders(f"{exchange.status} {phrase}".strip(), writable(exchange.headers), protocol="HTTP/1.1")
    if exchange.status == 304:
        return _not_modified(exchange, before, http, said), REVISIT
    if before and exchange.body and (before.digest, before.status) == (digest, exchange.status):
        said |= _original(before)
        record = _writer().create_revisit_record(
            exchange.url, digest, before.url, before.at, http_headers=http, warc_headers_dict=said
        )
        return record, REVISIT
    record = _record(exchange, "response", exchange.body, http_headers=http, warc_headers_dict=said)
    return record, mime_of(exchange.headers)


def _not_modified(
    exchange: Exchange, before: Entry | None, http: StatusAndHeaders, said: dict[str, str]
) -> ArcWarcRecord:
    said["WARC-Profile"] = NOT_MODIFIED
    if before:
        said |= {"WARC-Refers-To-Target-URI": before.url, "WARC-Refers-To-Date": before.at, **_original(before)}
    return _record(exchange, "revisit", b"", http_headers=http, warc_headers_dict=said)


def _original(before: Entry) -> dict[str, str]:
    """Beyond the standard, as some crawlers write it: the body is found without an index."""
    return {"WARC-Refers-To-Filename": before.file, "WARC-Refers-To-File-Offset": str(before.offset)}


def _conversion(exchange: Exchange, said: dict[str, str]) -> tuple[ArcWarcRecord, str]:
    http = {"status": exchange.status, "headers": writable(exchange.headers)}
    said["WARC-JSON-Metadata"] = orjson.dumps(http).decode()
    mime = header(writable(exchange.headers), "content-type") or "text/html"
    record = _record(exchange, "conversion", exchange.body, warc_content_type=mime, warc_headers_dict=said)
    return record, mime_of(exchange.headers)


def _request(exchange: Exchange) -> ArcWarcRecord:
    parts = urlsplit(exchange.url)
    target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    own = [(name, value) for name, value in exchange.request_headers if name.lower() != "host"]
    headers = writable([("Host", parts.netloc.rpartition("@")[2]), *own])
    http = StatusAndHeaders(f"{exchange.method} {target} HTTP/1.1", headers, is_http_request=True)
    said = dict(_of_warc(exchange))
    return _record(exchange, "request", exchange.request_body, http_headers=http, warc_headers_dict=said)


def _told(exchange: Exchange) -> ArcWarcRecord:
    body = orjson.dumps(exchange.told)
    return _record(exchange, "metadata", body, warc_content_type=TOLD, warc_headers_dict=dict(_of_warc(exchange)))


def _record(exchange: Exchange, kind: str, body: bytes, **more: Any) -> ArcWarcRecord:
    return _writer().create_warc_record(exchange.url, kind, payload=BytesIO(body), length=len(body), **more)


def _of_warc(exchange: Exchange) -> Iterator[tuple[str, str]]:
    yield "WARC-Date", stamp(exchange.at)


def _writer() -> WARCWriter:
    return WARCWriter(BytesIO(), gzip=False, warc_version=VERSION)
