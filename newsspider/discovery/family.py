"""Which editions does a site have that differ in a code only, and of which a site file can't name all?"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from newsspider.discovery.editions import Edition


@dataclass(frozen=True, slots=True)
class Family:
    """A code stands in the address; each code has the same editions. `argument`: the name under which codes are asked
    for (`-a entities=…`). `usual`: those that a crawl reads that names none; `known`: others, worth a schedule of their
    own. `code`: what a code looks like, `address`: where it stands in a URL, as group `code`; `editions`: of one code.
    """

    argument: str
    usual: tuple[str, ...]
    known: tuple[str, ...]
    code: str
    address: str
    editions: Callable[[str], tuple[Edition, ...]]

    @property
    def declared(self) -> tuple[Edition, ...]:
        return tuple(edition for code in (*self.usual, *self.known) for edition in self.editions(code))

    def of(self, url: str) -> tuple[Edition, ...]:
        """The editions of the code in a URL of the site, declared or not."""
        match = re.match(self.address, url)
        return self.editions(match["code"]) if match and self.is_code(match["code"]) else ()

    def is_code(self, text: str) -> bool:
        return re.fullmatch(self.code, text) is not None
