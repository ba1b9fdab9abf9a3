"""What of a source has been read already, and is its end in sight?"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from newsspider.discovery.reading import Follow

MAX_PAGES = 20_000  # a listing without end is a trap
MAX_SITEMAPS = 10_000  # so is an index
REMEMBERED = 100  # pages whose links are known again: a site repeats its last page, and what stands beside each list
IDLE_PAGES = 2  # one that brings nothing may be a mishap; two in a row are the end


@dataclass(slots=True)
class Trail:
    """`lost`: something of the source was missed."""

    lost: bool = False
    _recent: deque[set[str]] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    _pages: set[str] = field(default_factory=set)
    _ends: set[bool] = field(default_factory=set)
    _idle: int = 0

    def is_unseen(self, link: str) -> bool:
        return not any(link in links for links in self._recent)

    def saw(self, page: str, links: Iterable[str]) -> bool:
        """Note a page that was read; whether one of its links was not on an earlier one."""
        shown = set(links)
        unseen = any(self.is_unseen(link) for link in shown)
        self._recent.append(shown)
        self._pages.add(page)
        return unseen

    def brought(self, something: bool) -> None:
        self._idle = 0 if something else self._idle + 1

    def joined(self) -> None:
        """A page had nothing but what is known: what is new lies before it."""
        self._idle = IDLE_PAGES

    def ended(self, properly: bool) -> None:
        """Note whether a page of HTML has its end: some sites never write it, so that only the odd page out is cut."""
        self._ends.add(properly)
        self.lost = self.lost or len(self._ends) > 1

    def page_after(self, number: int, named: Iterable[Follow], usual: str) -> str | None:
        """The URL of the next page: as the page itself names it, else the usual one. None: the walk is over."""
        if self._idle >= IDLE_PAGES:
            return None
        if number >= MAX_PAGES:
            self.lost = True
            return None
        url = next((follow.url for follow in named if follow.url not in self._pages), usual)
        self._pages.add(url)
        return url

    def not_asked(self, pages: Iterable[str]) -> list[str]:
        """Those of the pages that were not asked for, each once, and no more than a walk may have."""
        unasked = [page for page in dict.fromkeys(pages) if page not in self._pages]
        room = max(MAX_SITEMAPS - len(self._pages), 0)
        self.lost = self.lost or len(unasked) > room
        self._pages.update(unasked[:room])
        return unasked[:room]
