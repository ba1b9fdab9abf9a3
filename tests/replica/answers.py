"""What does the server need to know of a world and its answers?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol, runtime_checkable


class Answering(Protocol):
    """What a world says to a request."""

    @property
    def status(self) -> int: ...
    @property
    def body(self) -> bytes: ...
    @property
    def content_type(self) -> str: ...
    @property
    def headers(self) -> Mapping[str, str]: ...


class Web(Protocol):
    """Hosts, and what each says at a moment."""

    @property
    def hosts(self) -> tuple[str, ...]: ...
    def answer(self, host: str, target: str, now: datetime) -> Answering | None: ...


@runtime_checkable
class Listening(Protocol):
    """A web that hears the headers of a request, too, by their names in small letters."""

    def answer_with(self, host: str, target: str, now: datetime, headers: Mapping[str, str]) -> Answering | None: ...
