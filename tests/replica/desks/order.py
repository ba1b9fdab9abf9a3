"""What does the newsroom hand to a site's desk?"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime

from tests.replica.compose import Draft
from tests.replica.events import Event
from tests.replica.plan import Row


@dataclass(slots=True)
class Order:
    row: Row
    event: Event
    draft: Draft
    at: datetime
    number: int  # of the article in its row, oldest first
    chosen: random.Random
    language: str
    length: str = "usual"
    headline: int = 0
    taken: set[str] = field(default_factory=set)  # ids and paths of the world that are given away
    reprint: bool = False  # the words are another newsroom's: none is added

    def every(self, step: int, rest: int = 0) -> bool:
        """Is this one of the articles with a peculiarity? Small worlds have some of each, too."""
        return self.number % step == rest % step
