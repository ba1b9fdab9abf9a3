"""Where does Kazinform put an article: keys and slugs of each generation, with their defects?"""

from __future__ import annotations

from tests.replica.desks.order import Order
from tests.replica.events import Event
from tests.replica.spelling import slug

SYLLABLES = "zhong guo ha sa ke si tan xin wen jing ji wen hua tian qi da hui".split()


def address(order: Order) -> tuple[str, str]:
    """Key and path: 6 hex digits, 8 since spring 2026, `_a` and 7 digits before; some ids and slugs are missing."""
    row, number = order.row, order.number
    words = _slug(order)
    if row.design in ("gen1", "gen2"):
        key = f"a{3000000 + int(order.at.timestamp() / 1000) % 1000000}"
        tail = f"{words}_{key}"
    else:
        digits = 8 if row.design == "gen4" else 6
        key = order.chosen.randbytes(4).hex()[:digits]
        tail = f"{words}-{key}"
        if order.every(9, 7) and row.edition != "zh":
            tail = f"-{key}"  # the slug can be empty
        elif row.edition == "ru" and order.every(15, 6):
            tail = key = f"{words}-{number}"  # the id can be missing
    if row.host == "www.inform.kz":
        return key, f"/ru/{tail}"
    return key, f"/news/{tail}" + ("" if row.host == "qazinform.com" else "/")


def _slug(order: Order) -> str:
    if order.row.edition == "zh":
        return "".join(order.chosen.choice(SYLLABLES) for _ in range(4))
    title = order.draft.title
    if order.every(8, 3):  # the slug of another story
        title = Event(order.event.seed + "/slug", order.event.topic).tell(order.language, "title", order.number + 1)
    return slug(title, "kazinform", length=80 if order.row.design == "gen4" else 120)
