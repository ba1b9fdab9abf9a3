"""How is an article taken down, and what is still to be done after it?"""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from newsspider.commands.arguments import UsedWrongly
from newsspider.commands.takedown_left import still_naming, still_packed, still_published, tell_copies
from newsspider.commands.takedown_meant import Meant, Store, meant_by
from newsspider.commands.takedown_purge import purge_everywhere
from newsspider.monitor.display import visible
from newsspider.store import folder
from newsspider.store.adopt import ask_again
from newsspider.store.pages import get
from newsspider.store.takedown import Takedown, decide, taken_down
from newsspider.store.times import stamp


def take_down(store: Store, told: list[str], reason: str, *, purge: bool) -> int:
    """Written down first: from then on no export has it, whatever happens to the rest."""
    meant, at = meant_by(store, told), stamp(datetime.now(UTC))
    known = taken_down(store.output)
    new = [Takedown(each.id, each.url, each.source, reason, at, purge) for each in meant]
    decide(store.output, *(each for each in new if _says_more(each, known.get(each.id))))
    for each in meant:
        print(f"taken down: {each.id} {visible(each.url)}{'' if each.stored else ' (not stored)'}")
    tell_copies(store, meant)
    left = [*purge_everywhere(store, meant), *still_naming(store, meant)] if purge else []
    packed = list(still_packed(store, meant))
    published, untold = still_published(store, meant)
    for what in (*published, *([] if purge else packed)):
        print(what)
    left += [*untold, *(packed if purge else [])]
    for what in left:
        print(what, file=sys.stderr)
    return int(bool(left))


def undo(store: Store, told: list[str]) -> int:
    known = taken_down(store.output)
    meant = meant_by(store, told)
    for each in meant:
        if each.id not in known:
            raise UsedWrongly(f"--undo {each.id}: it was not taken down ('scrapy takedown --list' shows what was)")
    at = stamp(datetime.now(UTC))
    decide(store.output, *(replace(known[each.id], at=at, undone=True) for each in meant))
    for each in meant:
        again = known[each.id].purge and _ask_again(store, each, at)
        print(f"may be had again: {each.id} {visible(each.url)}{'; the next crawl asks for it' if again else ''}")
    return 0


def print_list(output: Path) -> int:
    for each in taken_down(output).values():
        how = f"purged {each.purged_at}" if each.purged_at else "purge not finished" if each.purge else "left out"
        print(f"{each.id}  {each.at}  {each.source}  {how}  {visible(each.url)}  {visible(each.reason)}")
    return 0


def _says_more(new: Takedown, known: Takedown | None) -> bool:
    return known is None or (new.purge and not known.purge)


def _ask_again(store: Store, each: Meant, now: str) -> bool:
    with closing(folder.open_state(store.output, store.state)) as state, state.writing() as connection:
        rows = list(get(connection, [each.id]).values())
        ask_again(connection, rows, now)
    return bool(rows)
