"""How does the replica web answer over HTTPS?"""

from __future__ import annotations

import asyncio
import gzip
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from aiohttp import hdrs, web

from tests.replica import bodies
from tests.replica.answers import Answering, Listening, Web
from tests.replica.clock import Clock
from tests.replica.damage import DAMAGES, Circumstances, Reply
from tests.replica.faults import Fault, Faults
from tests.replica.journal import Entry, Journal

_SMALL = 500  # bytes; not worth compressing
_PIECES = 20  # of a body that trickles


class Server:
    """Virtual hosts of a world on one port of loopback."""

    def __init__(self, world: Web, clock: Clock, faults: Faults, journal: Journal, canary: Callable[[], str]) -> None:
        self._world, self._clock, self._faults, self._journal = world, clock, faults, journal
        self._canary = canary
        self._runner: web.ServerRunner | None = None
        self.port = 0

    async def start(self, context: ssl.SSLContext) -> None:
        self._runner = web.ServerRunner(web.Server(self._handle), shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=context).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        at, began = time.time(), time.monotonic()
        host = request.host.partition(":")[0].lower()
        fault = self._faults.strike(f"https://{host}{request.raw_path}")
        headers = {name.lower(): value for name, value in request.headers.items()}
        reply = _compressed(request, _conditional(request, self._reply(host, request.raw_path, headers, fault)))
        try:
            return await _send(request, reply)
        finally:
            self._journal.write(
                Entry(
                    at=at,
                    host=host,
                    target=request.raw_path,
                    status=0 if reply.dropped else reply.status,
                    method=request.method,
                    seconds=time.monotonic() - began,
                    size=0 if reply.dropped else len(reply.body) - reply.missing,
                    user_agent=request.headers.get(hdrs.USER_AGENT),
                    if_none_match=request.headers.get(hdrs.IF_NONE_MATCH),
                    if_modified_since=request.headers.get(hdrs.IF_MODIFIED_SINCE),
                    fault=fault.kind if fault else None,
                )
            )

    def _reply(self, host: str, target: str, headers: Mapping[str, str], fault: Fault | None) -> Reply:
        reply = self._undamaged(host, target, headers)
        if fault is None:
            return reply
        here = Circumstances(f"https://{host}{target}", self._canary(), fault.seconds, fault.to)
        return DAMAGES[fault.kind](reply, here)

    def _undamaged(self, host: str, target: str, asked: Mapping[str, str]) -> Reply:
        if host not in self._world.hosts:
            return Reply(421, bodies.page("No such host here"))
        answer = self._answer(host, target, asked)
        if answer is None:
            return Reply(404, bodies.page("There is no such page"))
        headers = dict(answer.headers)
        if etag := getattr(answer, "etag", None):
            headers.setdefault(hdrs.ETAG, etag if etag.startswith(('"', "W/")) else f'"{etag}"')
        if modified := getattr(answer, "last_modified", None):
            headers.setdefault(hdrs.LAST_MODIFIED, _http_date(modified))
        wait = float(getattr(answer, "wait", 0.0))
        return Reply(answer.status, answer.body, answer.content_type, headers, wait=wait)

    def _answer(self, host: str, target: str, asked: Mapping[str, str]) -> Answering | None:
        if isinstance(self._world, Listening):
            return self._world.answer_with(host, target, self._clock.now(), asked)
        return self._world.answer(host, target, self._clock.now())


def _http_date(moment: datetime | str) -> str:
    return moment if isinstance(moment, str) else format_datetime(moment.astimezone(UTC), usegmt=True)


def _conditional(request: web.BaseRequest, reply: Reply) -> Reply:
    """304 where the client has this very answer already (RFC 9110, section 13.2.2)."""
    if reply.as_is or reply.status != 200:
        return reply
    said = {name.lower(): value for name, value in reply.headers.items()}
    known = request.headers.get(hdrs.IF_NONE_MATCH)
    since = request.headers.get(hdrs.IF_MODIFIED_SINCE)
    if known is not None:
        etag = said.get("etag", "").removeprefix("W/")
        same = bool(etag) and etag in (tag.strip().removeprefix("W/") for tag in known.split(","))
    else:
        same = since is not None and _not_later(said.get("last-modified"), since)
    return Reply(304, headers=reply.headers, wait=reply.wait) if same else reply


def _not_later(modified: str | None, since: str) -> bool:
    try:
        return modified is not None and parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False


def _compressed(request: web.BaseRequest, reply: Reply) -> Reply:
    text = reply.content_type.startswith(("text/", "application/json", "application/xml", "application/rss"))
    asked = "gzip" in request.headers.get(hdrs.ACCEPT_ENCODING, "")
    if reply.as_is or not text or not asked or len(reply.body) < _SMALL:
        return reply
    headers = reply.headers | {hdrs.CONTENT_ENCODING: "gzip", hdrs.VARY: hdrs.ACCEPT_ENCODING}
    return replace(reply, body=gzip.compress(reply.body, 1, mtime=0), headers=headers)


async def _send(request: web.BaseRequest, reply: Reply) -> web.StreamResponse:
    await asyncio.sleep(reply.wait)
    headers = reply.headers | ({hdrs.CONTENT_TYPE: reply.content_type} if reply.status != 304 else {})
    if not (reply.dropped or reply.seconds or reply.missing):
        return web.Response(status=reply.status, body=reply.body, headers=headers)
    response = web.StreamResponse(status=reply.status, headers=headers)
    if not reply.dropped:
        response.content_length = len(reply.body)
        await response.prepare(request)
        await _trickle(response, reply)
    if request.transport is not None and (reply.dropped or reply.missing):
        request.transport.abort() if reply.dropped else request.transport.close()
    return response


async def _trickle(response: web.StreamResponse, reply: Reply) -> None:
    body = reply.body[: len(reply.body) - reply.missing]
    step = len(body) // _PIECES + 1
    for start in range(0, len(body), step):
        await asyncio.sleep(reply.seconds / _PIECES)
        await response.write(body[start : start + step])
