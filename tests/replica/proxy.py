"""How do programs come to the replica web: a CONNECT proxy on loopback."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from tests.replica.answers import Web
from tests.replica.journal import Entry, Journal

_PATIENCE = 30  # seconds for the head of a request
_CHUNK = 1 << 16
_REASONS = {301: "Moved Permanently", 400: "Bad Request", 403: "Forbidden", 502: "Bad Gateway"}


class Proxy:
    """Leads port 443 of every host of the world to the server, plain HTTP to HTTPS, and refuses the rest.

    A request sent to the proxy as if it were a web server is noted down too: it came to a private address.
    """

    def __init__(self, world: Web, journal: Journal, target_port: Callable[[], int]) -> None:
        self._world, self._journal, self._target_port = world, journal, target_port
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()
        self.port = 0

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        for task in tuple(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            with contextlib.suppress(OSError, asyncio.CancelledError):
                await self._converse(reader, writer)
        finally:
            self._open.discard(task)
            writer.close()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _PATIENCE)
            method, target, _ = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ")
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError, ValueError):
            await _reply(writer, 400)
            return
        agent = _header(head, "user-agent")
        if method != "CONNECT":
            await self._plain(writer, method, target, agent)
            return
        host, _, port = target.rpartition(":")
        if host.lower() not in self._world.hosts or port != "443":
            self._journal.write(Entry(time.time(), host.lower(), "", 403, method, user_agent=agent, refused=True))
            await _reply(writer, 403)
            return
        await self._tunnel(reader, writer)

    async def _plain(self, writer: asyncio.StreamWriter, method: str, target: str, agent: str | None) -> None:
        try:
            url = urlsplit(target)
            host, port = url.hostname or "", url.port
        except ValueError:
            await _reply(writer, 400)
            return
        path = target.removeprefix(f"{url.scheme}://{url.netloc}")
        path = path if path.startswith("/") else f"/{path}"
        known = url.scheme == "http" and host in self._world.hosts and port in (None, 80)
        status = 301 if known else 403
        self._journal.write(
            Entry(time.time(), host, path, status, method, scheme="http", user_agent=agent, refused=not known)
        )
        await _reply(writer, status, f"Location: https://{host}{path}\r\n" if known else "")

    async def _tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target_port())
        except OSError:
            await _reply(writer, 502)
            return
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        try:
            await asyncio.gather(_pipe(reader, far_writer), _pipe(far_reader, writer))
        finally:
            far_writer.close()


async def _pipe(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    """One way of a connection; its end is passed on, and so ends the other way."""
    with contextlib.suppress(OSError):
        while data := await source.read(_CHUNK):
            sink.write(data)
            await sink.drain()
    with contextlib.suppress(OSError):
        sink.close()


async def _reply(writer: asyncio.StreamWriter, status: int, headers: str = "") -> None:
    head = f"HTTP/1.1 {status} {_REASONS[status]}\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n"
    writer.write(head.encode("latin-1", "replace"))
    await writer.drain()


def _header(head: bytes, name: str) -> str | None:
    for line in head.decode("latin-1").split("\r\n")[1:]:
        key, _, value = line.partition(":")
        if key.strip().lower() == name:
            return value.strip()
    return None
