"""How do tests start the replica web and run commands in it?"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Coroutine, Iterable, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from tests.replica.answers import Web
from tests.replica.certificates import choose_certificate, make_certificates
from tests.replica.clock import Clock
from tests.replica.faults import Fault, Faults
from tests.replica.journal import Journal
from tests.replica.proxy import Proxy
from tests.replica.server import Server

ROOT = Path(__file__).resolve().parents[2]
# Those of the machine that would lead past the replica, in either case.
_SET_ASIDE = (
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "no_proxy",
    "ssl_cert_dir",
    "curl_ca_bundle",
    "requests_ca_bundle",
)


class Replica:
    """A world on loopback, from `with` to the end of the block, in a thread of its own.

    `clock`, `faults` and `journal` may be looked at and changed while commands run.
    Without `output`, what the commands write is thrown away at the end.
    """

    def __init__(
        self,
        world: Web,
        *,
        faults: Iterable[Fault] = (),
        output: Path | None = None,
        clock: Clock | None = None,
        log: Path | None = None,
    ) -> None:
        self.world = world
        self.clock = clock or Clock(getattr(world, "end", None) or datetime.now(UTC))
        self.faults = Faults(faults)
        self.journal = Journal(log)
        self.environment: dict[str, str] = {}
        self._output = output
        self._server = Server(world, self.clock, self.faults, self.journal, lambda: f"{self.proxy}/canary")
        self._proxy = Proxy(world, self.journal, lambda: self._server.port)
        self._loop = asyncio.new_event_loop()
        self._exit = ExitStack()

    @property
    def proxy(self) -> str:
        return f"http://127.0.0.1:{self._proxy.port}"

    @property
    def output(self) -> Path:
        return Path(self.environment["NEWSSPIDER_OUTPUT"])

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="replica-")))
            stack.enter_context(self.journal)
            certificates = make_certificates(self.world.hosts, folder)
            thread = threading.Thread(target=self._loop.run_forever, name="replica", daemon=True)
            thread.start()
            stack.callback(self._end, thread)
            self._do(self._server.start(choose_certificate(certificates, self.faults.strike_handshake)))
            stack.callback(lambda: self._do(self._server.stop()))
            self._do(self._proxy.start())
            stack.callback(lambda: self._do(self._proxy.stop()))
            self.environment = {
                "http_proxy": self.proxy,
                "https_proxy": self.proxy,
                "no_proxy": "",
                "SSL_CERT_FILE": str(certificates.authority),
                "NEWSSPIDER_OUTPUT": str((self._output or folder / "output").resolve()),
            }
            self._exit = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._exit.close()

    def run(
        self, *command: str, timeout: float | None = 600, env: Mapping[str, str] | None = None, capture: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end in the project's folder, with this Python's programs first on the path."""
        return subprocess.run(
            command,
            cwd=ROOT,
            env=self.whole_environment(env),
            capture_output=capture,
            text=True,
            timeout=timeout,
            check=False,
        )

    def start(
        self, *command: str, env: Mapping[str, str] | None = None, log: Path | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a command, to be killed or waited for by the caller; what it says is added to `log`."""
        with open(log or os.devnull, "ab") as file:
            return subprocess.Popen(
                command, cwd=ROOT, env=self.whole_environment(env), stdout=file, stderr=subprocess.STDOUT
            )

    def whole_environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """The machine's environment, its proxies and certificates replaced by ours."""
        kept = {name: value for name, value in os.environ.items() if name.lower() not in _SET_ASIDE}
        path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
        return kept | {"PATH": path} | self.environment | dict(more or {})

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=30)

    def _end(self, thread: threading.Thread) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        thread.join()
        self._loop.close()
