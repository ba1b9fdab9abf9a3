"""What happens to what is known of a page when a source announces it (again)?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from newsspider.store.lines import storable
from newsspider.store.retries import BY_ARGUMENTS

FORMS = 50  # URL forms remembered per page: a hostile source can invent them without end
TAKEN_DOWN = "taken-down"  # `scrapy takedown --purge`: whatever announces it, nothing of it is written again
DONE = ("stored", "duplicate", TAKEN_DOWN)

Page = dict[str, Any]  # a row of the table pages


@dataclass(frozen=True, slots=True)
class Found:
    """An announced page. `id` as of the article; `order_key`: ISO time, newest is asked for first;
    `hint`: what the source says of it, JSON; `tried`: a crawl that wanted it asked for it, and got no article yet.
    `first_seen_at`, `forms`: of the page that the state has, when it was first announced and other forms of its URL."""

    id: str
    url: str
    edition: str = ""
    via: str = "urls"
    order_key: str = ""
    hint: Mapping[str, Any] = field(default_factory=dict)
    tried: bool = False
    first_seen_at: str = field(default="", compare=False)
    forms: tuple[str, ...] = field(default=(), compare=False)


def new_page(found: Found, source: str, now: str, *, in_backfill: bool = False) -> Page:
    order_key = storable(found.order_key)
    return {
        "id": found.id,
        "source": source,
        "edition": found.edition,
        "url": storable(found.url),
        "urls": [],
        "status": "pending",
        "reason": None,
        "duplicate_of": None,
        "attempts": 0,
        "next_at": now,
        "first_seen_at": now,
        "via": found.via,
        "hint": storable(found.hint),
        "order_key": order_key if "" < order_key < now else now,  # no page jumps the queue from the future
        "asked_in_run": None,
        "seen_in": found.via,
        "of_backfill": (in_backfill and bool(found.edition)) or None,  # it goes back edition by edition
    }


def see_again(page: Page, found: Found, now: str, *, in_backfill: bool = False) -> bool:
    """Add what is new to the page; whether its URL is a form not seen before."""
    new_form = add_forms(page, [found.url])
    _add_kind(page, found.via)
    if not in_backfill:
        page["of_backfill"] = None
    if new_form and page["status"] in ("refused", "gone"):  # moved, perhaps: ask for the new form, now
        page.update(url=page["urls"][-1], urls=[*page["urls"][:-1], page["url"]], next_at=now, asked_in_run=None)
    if page["status"] not in DONE:
        page["hint"] = {**storable(found.hint), **{key: value for key, value in (page["hint"] or {}).items() if value}}
    return new_form


def _add_kind(page: Page, via: str) -> None:
    """What an earlier version wrote says only who announced it first."""
    kinds = set((page["seen_in"] or page["via"] or "").split())
    if via not in kinds:
        page["seen_in"] = " ".join(sorted({*kinds, via}))


@dataclass(slots=True)
class Taken:
    """What a batch of announced pages comes to. `repeated`: new forms of URLs of pages that are done."""

    new: list[Page] = field(default_factory=list)
    changed: list[Page] = field(default_factory=list)
    ask: list[Page] = field(default_factory=list)
    repeated: list[tuple[Page, str]] = field(default_factory=list)


def take_in(
    batch: Sequence[Found],
    known: dict[str, Page],
    source: str,
    run: int,
    now: str,
    room: int | None = None,
    *,
    in_backfill: bool = False,
) -> Taken:
    """`known`: the pages that the state already has of the batch; changed in place. `room`: how many to ask for.
    `in_backfill`: what no other crawl has announced is left to backfills."""
    taken = Taken()
    before = {page_id: dict(page) for page_id, page in known.items()}
    for found in batch:
        page = known.get(found.id)
        if page is None:
            page = known[found.id] = new_page(found, source, now, in_backfill=in_backfill)
            taken.new.append(page)
        elif see_again(page, found, now, in_backfill=in_backfill) and page["status"] in DONE[:2]:
            taken.repeated.append((page, found.url))
        if (room is None or len(taken.ask) < room) and to_ask(page, run, now):
            page["asked_in_run"] = run
            taken.ask.append(page)
    taken.changed = [known[page_id] for page_id, page in before.items() if known[page_id] != page]
    return taken


def add_forms(page: Page, urls: Iterable[str]) -> bool:
    """Remember under which URLs the page was seen; whether one of them is new."""
    new = [url for url in dict.fromkeys(storable(list(urls))) if url != page["url"] and url not in page["urls"]]
    new = new[: max(0, FORMS - len(page["urls"]))]
    page["urls"] = [*page["urls"], *new]
    return bool(new)


def to_ask(page: Page, run: int, now: str) -> bool:
    """Whether the page is to be asked for now. Nothing is handed out twice in one run."""
    return page["next_at"] is not None and page["next_at"] <= now and page["asked_in_run"] != run


def finish(page: Page, status: str, *, reason: str | None = None, duplicate_of: str | None = None) -> None:
    """The page is done: it is not asked for again, and what its source said of it is dropped."""
    page.update(status=status, reason=reason, duplicate_of=duplicate_of, next_at=None, hint=None, of_backfill=None)


def as_found(page: Mapping[str, Any]) -> Found:
    tried = page["attempts"] > 0 and page["reason"] not in BY_ARGUMENTS
    return Found(
        page["id"],
        page["url"],
        page["edition"],
        page["via"] or "",
        page["order_key"],
        page["hint"] or {},
        tried,
        page["first_seen_at"],
        tuple(page["urls"]),
    )
