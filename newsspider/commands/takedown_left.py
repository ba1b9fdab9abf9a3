"""What has an article still, after it was taken down, and what can be done about it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import bindparam, select

from newsspider.commands.records_of import records_of
from newsspider.commands.takedown_meant import Meant, Store
from newsspider.export.holding import holding
from newsspider.export.wacz.holding import holding_records
from newsspider.monitor.display import visible
from newsspider.rebuild.purging import rebuilt
from newsspider.store import alike
from newsspider.store.reading import reading_only
from newsspider.store.tables import pages
from newsspider.store.takedown import taken_down

_UNTOLD = (
    "can't be read: whether that release still has it is not known; bring the file back from a backup, or delete the"
    " release"
)
_LEFT_OUT = (
    select(pages.c.id, pages.c.url)
    .where(pages.c.duplicate_of == bindparam("value"), pages.c.reason.in_(("text", "near")))
    .order_by(pages.c.id)
)


def still_naming(store: Store, meant: Sequence[Meant]) -> Iterator[str]:
    """Files that other commands write anew."""
    for output in (store.output, *rebuilt(store.output)):
        before = "" if output == store.output else f"NEWSSPIDER_OUTPUT={output} "
        for path in sorted({*(output / "export").glob("*.jsonl"), *(output / "stories").rglob("*.jsonl")}):
            content = path.read_bytes()
            if any(each.id.encode() in content for each in meant):
                command = "scrapy export" if path.parent.name == "export" else "scrapy stories"
                yield f"{path} still names it: '{before}{command}' writes that file anew"


def still_published(store: Store, meant: Sequence[Meant]) -> tuple[list[str], list[str]]:
    """What was made to be given away, and may have been; and of what that can't be told."""
    found: list[Path] = []
    unreadable: list[Path] = []
    for output in (store.output, *rebuilt(store.output)):
        found += holding(output / "releases", [each.id for each in meant], unreadable.append)
    return [f"{path} was made before and still has it" for path in found], [f"{path} {_UNTOLD}" for path in unreadable]


def still_packed(store: Store, meant: Sequence[Meant]) -> Iterator[str]:
    """Archives that were packed before."""
    with reading_only(store.output, store.state) as connection:
        for source in sorted({each.source for each in meant}):
            of_site = {each.id: each.url for each in meant if each.source == source}
            goes = records_of(store.sites.load(source), connection, of_site)
            for path in holding_records(store.output / "wacz", source, goes):
                yield f"{path} was made before and still has it: delete it, and 'scrapy export --wacz {source}'"


def tell_copies(store: Store, meant: Sequence[Meant]) -> None:
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
