"""How is an article taken down, and what is still to be done after it?"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from sqlalchemy import bindparam, select

from newsspider.commands.arguments import UsedWrongly
from newsspider.commands.takedown_meant import Meant, Store, meant_by
from newsspider.export.holding import holding
from newsspider.monitor.display import visible
from newsspider.site import NewsSpider
from newsspider.store import alike, folder, hand_over, purge
from newsspider.store.adopt import ask_again
from newsspider.store.pages import get
from newsspider.store.reading import reading_only
from newsspider.store.tables import pages
from newsspider.store.takedown import Takedown, decide, taken_down
from newsspider.store.times import stamp
from newsspider.store.warc.purge import purge_archive

_LEFT_OUT = (
    select(pages.c.id, pages.c.url)
    .where(pages.c.duplicate_of == bindparam("value"), pages.c.reason.in_(("text", "near")))
    .order_by(pages.c.id)
)


def take_down(store: Store, told: list[str], reason: str, *, purge: bool) -> int:
    """Written down first: from then on no export has it, whatever happens to the rest."""
    meant, at = meant_by(store, told), stamp(datetime.now(UTC))
    known = taken_down(store.output)
    new = [Takedown(each.id, each.url, each.source, reason, at, purge) for each in meant]
    decide(store.output, *(each for each in new if _says_more(each, known.get(each.id))))
    for each in meant:
        print(f"taken down: {each.id} {visible(each.url)}{'' if each.stored else ' (not stored)'}")
    _tell_copies(store, meant)
    if purge:
        _purge(store, meant)
    left = list(_left(store, meant)) if purge else []
    _tell_released(store, meant)
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


def _purge(store: Store, meant: Sequence[Meant]) -> None:
    """Site by site."""
    for source, some in groupby(sorted(meant, key=lambda each: each.source), key=lambda each: each.source):
        group = list(some)
        ids = [each.id for each in group]
        lock = hand_over.take(store.output, source)
        try:
            with closing(folder.open_state(store.output, store.state)) as state:
                state.hold(source)
                now = stamp(datetime.now(UTC))
                with state.writing() as connection:
                    purge.tell(connection, store.output, source, now)
                lines = purge.purge(state, store.output, folder.name(store.output, store.state), source, ids)
            records = purge_archive(store.output / "archive" / source, _belongs(store.sites.load(source), group))
            print(f"purged: {lines:,} lines of {source}, {records:,} records of its archive")
        finally:
            lock.close()
        known = taken_down(store.output)
        decide(store.output, *(replace(known[id], purged_at=now) for id in ids))


def _belongs(site: type[NewsSpider], meant: Sequence[Meant]) -> Callable[[str], bool]:
    """Whether a URL that was asked for is that of one of the articles, in whatever form; where a browser renders the
    pages, also whether it names an article's key: from there its page may have got the text."""
    addresses = site.addresses()
    ids = {each.id for each in meant}
    matches = [addresses.match(each.url) for each in meant] if site.renders else []
    keys = {match.groupdict().get("key") for match in matches if match}

    def belongs(url: str) -> bool:
        canonical = addresses.canonical(url)
        is_own = canonical is not None and addresses.id_of(canonical) in ids
        return is_own or not keys.isdisjoint(re.findall(r"\d+", url))

    return belongs


def _left(store: Store, meant: Sequence[Meant]) -> Iterator[str]:
    """Files that other commands write anew."""
    for path in sorted({*(store.output / "export").glob("*.jsonl"), *(store.output / "stories").rglob("*.jsonl")}):
        content = path.read_bytes()
        if any(each.id.encode() in content for each in meant):
            command = "scrapy export" if path.parent.name == "export" else "scrapy stories"
            yield f"{path} still names it: '{command}' writes that file anew"


def _tell_copies(store: Store, meant: Sequence[Meant]) -> None:
    """Other articles with that text are other articles: a person decides."""
    with reading_only(store.output, store.state) as connection:
        if connection is None:
            return
        down = taken_down(store.output)
        for each in meant:
            for other in alike.stored_others(connection, each.id):
                if other.id not in down:
                    print(f"the same text, or nearly, still stands in {other.id} {visible(other.url)}")
            for id, url in connection.execute(_LEFT_OUT, {"value": each.id}):
                if id not in down:
                    print(f"the same text was left out for it, and may come again: {id} {visible(url)}")


def _tell_released(store: Store, meant: Sequence[Meant]) -> None:
    for path in holding(store.output / "releases", [each.id for each in meant]):
        print(f"{path} was made before and still has it")


def _ask_again(store: Store, each: Meant, now: str) -> bool:
    with closing(folder.open_state(store.output, store.state)) as state, state.writing() as connection:
        rows = list(get(connection, [each.id]).values())
        ask_again(connection, rows, now)
    return bool(rows)
