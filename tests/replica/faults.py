"""Which requests shall go wrong, how, and how often?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

import orjson

from tests.replica.damage import DAMAGES

EXPIRED_CERTIFICATE = "expired-certificate"
KINDS = frozenset(DAMAGES) | {EXPIRED_CERTIFICATE}


@dataclass(frozen=True, slots=True)
class Fault:
    """`times` requests (`None`: all) whose URL contains `pattern` fail as `kind` says, after `skip` that do not.

    `pattern` is a regular expression searched in `https://host/path?query`. `kind` is a name of `DAMAGES`, or
    `expired-certificate`, which strikes at the handshake, when only `https://host/` is known. `seconds` is the
    Retry-After of 429 and 503, and how long a slow body takes. `to` is where a redirect leads.
    """

    pattern: str
    kind: str
    times: int | None = None
    skip: int = 0
    seconds: int | None = None
    to: str | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of fault {self.kind!r}; known: {', '.join(sorted(KINDS))}")
        try:
            re.compile(self.pattern)
        except re.error as error:
            raise ValueError(f"fault pattern {self.pattern!r}: {error}") from error


class Faults:
    """The faults in force. The first one that matches and is not used up strikes."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._met: list[tuple[Fault, list[int]]] = []
        for fault in faults:
            self.add(fault)

    def add(self, fault: Fault) -> None:
        self._met.append((fault, [0]))

    def clear(self) -> None:
        self._met.clear()

    def strike(self, url: str) -> Fault | None:
        """The fault that this request meets; counts it."""
        return self._strike(url, handshake=False)

    def strike_handshake(self, host: str) -> bool:
        """Whether this handshake is shown an expired certificate; counts it."""
        return self._strike(f"https://{host}/", handshake=True) is not None

    def _strike(self, url: str, *, handshake: bool) -> Fault | None:
        for fault, met in self._met:
            if (fault.kind == EXPIRED_CERTIFICATE) is not handshake or not re.search(fault.pattern, url):
                continue
            if fault.times is not None and met[0] >= fault.skip + fault.times:
                continue
            met[0] += 1
            if met[0] > fault.skip:
                return fault
        return None


def load_faults(path: Path) -> list[Fault]:
    """Read `[{"pattern": "…", "kind": "503", "times": 2}, …]`; ValueError says what is wrong with it."""
    known = {field.name for field in fields(Fault)}
    entries = orjson.loads(path.read_bytes())
    for entry in entries if isinstance(entries, list) else [entries]:
        if not isinstance(entry, dict) or not {"pattern", "kind"} <= entry.keys() <= known:
            raise ValueError(f"{path}: not a list of faults (their fields: {', '.join(sorted(known))}): {entry}")
    return [Fault(**entry) for entry in entries]
