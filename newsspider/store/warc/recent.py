"""When was a URL last answered with a whole body, and where does that stand?"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path

from newsspider.store.warc.index import REVISIT, SORTED, WARC, Entry, read

MOST = 20_000  # URLs; of one that falls out, the body is written once more
FILES = 100  # indexes that are looked at, the newest ones


class Recent:
    """Bounded: what was met last stays."""

    def __init__(self, most: int = MOST) -> None:
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._most = most

    def of(self, url: str) -> Entry | None:
        if url in self._entries:
            self._entries.move_to_end(url)
        return self._entries.get(url)

    def note(self, entry: Entry) -> None:
        if entry.mime == REVISIT or not 200 <= entry.status < 300:
            return
        self._entries[entry.url] = entry
        self._entries.move_to_end(entry.url)
        if len(self._entries) > self._most:
            self._entries.popitem(last=False)

    def load(self, folder: Path) -> None:
        """What the newest files hold."""
        found: list[list[Entry]] = []
        for path in sorted(folder.glob(f"*{SORTED}"), reverse=True)[:FILES]:
            if sum(map(len, found)) < self._most:
                found.append(sorted(_whole(path), key=lambda entry: entry.offset))
        for entries in reversed(found):
            for entry in entries:
                self.note(entry)


def _whole(index: Path) -> Iterator[Entry]:
    """Answers that stand in the archive file beside the index, as long as it is now."""
    file = index.with_name(index.name.removesuffix(SORTED) + WARC)
    size = file.stat().st_size if file.exists() else 0
    return (entry for entry in read(index) if entry.mime != REVISIT and entry.end <= size)
