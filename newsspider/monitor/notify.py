"""Who is told that a site's health has changed, and how?"""

from __future__ import annotations

import logging
import os
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import orjson

TIMEOUT = 10.0  # seconds that a server may take to answer
PATIENCE = 30.0  # seconds that a command may take
LONGEST = 1_000  # characters of a variable
PAUSES = (1.0, 3.0)  # seconds before the second and the third try
SOURCE = "newsspider"  # the prefix of a command's variables, and what the request says of itself

Told = Mapping[str, str | int | None]

logger = logging.getLogger(__name__)


class NotTold(Exception):
    """The message says why, and shows no address: it may hold a secret."""


@dataclass(frozen=True, slots=True)
class Target:
    """`url`: http(s), where JSON is posted. `command`: words as for a shell, which does not run it. Empty: neither."""

    url: str = ""
    command: str = ""

    def __bool__(self) -> bool:
        return bool(self.url or self.command)

    def each(self) -> Iterator[tuple[str, Target]]:
        """By a name: one that can't be told is no reason to tell the other one twice."""
        if self.url:
            yield "url", Target(url=self.url)
        if self.command:
            yield "command", Target(command=self.command)

    def mistakes(self) -> dict[str, str]:
        """What can be seen to be wrong before there is something to tell, by the name of the target. An address is not
        shown: it may hold a secret."""
        found = {"url": _wrong_address(self.url), "command": _wrong_command(self.command)}
        return {name: what for name, what in found.items() if what and getattr(self, name)}

    def tell(self, told: Told, pause: Callable[[float], None] = time.sleep) -> None:
        """Both, if there are both. Raises NotTold after the last try."""
        for number, wait in enumerate((*PAUSES, None)):
            try:
                if self.url:
                    post(self.url, told)
                if self.command:
                    run(self.command, told)
                return
            except NotTold as problem:
                if wait is None:
                    raise
                logger.info("try %d: %s", number + 1, problem)
                pause(wait)


def _wrong_address(url: str) -> str:
    """Empty: nothing is."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    return "" if sound and url.isprintable() and " " not in url else "is no http(s) address"


def _wrong_command(command: str) -> str:
    try:
        words = shlex.split(command)
    except ValueError as problem:
        return f"can't be read: {problem}"
    if not words:
        return "names no command"
    return "" if shutil.which(words[0]) else f"names a command that is not there or may not be run: {words[0]}"


class _Stay(HTTPRedirectHandler):
    """A redirect may lead anywhere; what was configured is meant."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def post(url: str, told: Told, timeout: float = TIMEOUT) -> None:
    """Raises NotTold unless the answer is 2xx."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise NotTold("the address to notify is neither http nor https")
    headers = {"Content-Type": "application/json", "User-Agent": SOURCE}
    try:
        request = Request(url, orjson.dumps(dict(told)), headers, method="POST")
        with build_opener(_Stay).open(request, timeout=timeout) as answer:
            answer.read(1)
    except HTTPError as problem:
        problem.close()
        raise NotTold(f"the notified server answered {problem.code}") from None
    except (OSError, HTTPException, ValueError) as problem:
        raise NotTold(f"the server to notify can't be reached: {type(problem).__name__}") from None


def run(command: str, told: Told, patience: float = PATIENCE) -> None:
    """With the JSON on its standard input, and each value in a variable. Raises NotTold unless it ends well."""
    name = "the command to notify"
    variables = {f"{SOURCE}_{key}".upper(): str(value or "").replace("\0", "")[:LONGEST] for key, value in told.items()}
    try:
        words = shlex.split(command)
        process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, process_group=0, env={**os.environ, **variables}
        )
    except (OSError, ValueError) as problem:
        raise NotTold(f"{name} can't be started: {problem}") from None
    with process:
        try:
            process.communicate(orjson.dumps(dict(told)) + b"\n", timeout=patience)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            raise NotTold(f"{name} took more than {patience:g} seconds and was killed") from None
    if process.returncode:
        raise NotTold(f"{name} ended with exit code {process.returncode}")
