"""How far is a backfill with one edition, and does it want more?"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsspider.discovery.course import Course
from newsspider.monitor.reach import Reach

FEW, SOME = 24, 48  # requests of an edition in memory: when there are so few, so many are added


@dataclass(slots=True, eq=False)
class Lane:
    """An edition: its sources still to be read, and its requests that are under way."""

    name: str
    courses: deque[Course]
    under_way: int = 0
    reading: bool = False
    dry: bool = False  # nothing announced was left when its next page was asked for
    read: bool = False
    missed: bool = False
    ended: bool = False
    began_at: datetime | None = None  # when its first article was published, and its last one
    reached: datetime | None = None

    @property
    def is_busy(self) -> bool:
        return bool(self.under_way) or self.reading

    @property
    def wants_more(self) -> bool:
        return not (self.ended or self.under_way > FEW or (self.dry and self.reading))

    def rest(self) -> None:
        """Nothing is under way."""
        self.under_way, self.reading, self.dry = 0, False, False

    def got(self) -> None:
        """One of its articles, or why there is none."""
        self.under_way = max(0, self.under_way - 1)

    def note(self, published: datetime) -> None:
        self.began_at = max(self.began_at or published, published)
        self.reached = min(self.reached or published, published)

    def take_first(self, following: Iterable[Course]) -> None:
        """Before what else is to be read."""
        self.courses.extendleft(reversed(list(following)))


def reach_of(lanes: Sequence[Lane], since: datetime | None, *, begun: bool) -> Reach:
    going = [lane for lane in lanes if not lane.ended]
    return Reach(
        since,
        {lane.name: lane.reached for lane in going if lane.reached},
        {lane.name: lane.began_at for lane in going if lane.began_at},
        known=begun and not any(lane.courses for lane in going),
    )
