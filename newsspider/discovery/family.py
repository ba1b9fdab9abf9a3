"""Which editions does a site have that differ in a code only, and of which a site file can't name all?"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from newsspider.discovery.editions import Edition


@dataclass(frozen=True, slots=True)
class Family:
    """A code follows `home` in an address, and each code has the same editions. `argument`: the name under which codes
    are asked for (`-a entities=…`). `usual`: those that a crawl reads that names none; `known`: others, also worth a
    place in the schedule. `code`: what one looks like; `editions`: those of one code.
    """

    argument: str
    home: str
    usual: tuple[str, ...]
    known: tuple[str, ...]
    code: str
    editions: Callable[[str], tuple[Edition, ...]]

    @property
    def declared(self) -> tuple[Edition, ...]:
        return tuple(edition for code in (*self.usual, *self.known) for edition in self.editions(code))

    def code_of(self, url: str) -> str | None:
        if not url.startswith(self.home):
            return None
        code = re.split(r"[/?#]", url.removeprefix(self.home), maxsplit=1)[0]
        return code if self.is_code(code) else None

    def of(self, url: str) -> tuple[Edition, ...]:
        """The editions of the code in a URL of the site, declared or not."""
        code = self.code_of(url)
        return self.editions(code) if code else ()

    def is_code(self, text: str) -> bool:
        return re.fullmatch(self.code, text) is not None
