"""What is a story called, so that it keeps its name while it grows?"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256


@dataclass(slots=True)
class Named:
    """`id` is certain once all of the story's articles are known; `was`: names of stories that it took in."""

    first: str
    began: str
    id: str = ""
    was: set[str] = field(default_factory=set)


class Names:
    """The name that the first article with one had, if no other story has it; else one made of the first article."""

    def __init__(self) -> None:
        self._taken: dict[str, str] = {}  # when the story began that has it

    def take(self, story: Named, earlier: str | None) -> None:
        """An article joins that was in the story `earlier` when stories were last told apart."""
        if earlier is None or earlier == story.id or earlier in self._taken:
            return
        self._taken[earlier] = story.began
        if story.id:
            story.was.add(earlier)
        else:
            story.id = earlier

    def settle(self, story: Named) -> None:
        number = 0
        while not story.id:
            name = story_id(f"{story.first}/{number}" if number else story.first)
            story.id, number = "" if name in self._taken else name, number + 1
        self._taken[story.id] = story.began

    def forget(self, day: str) -> None:
        """Stories that began before it: no article of now was in one of them."""
        self._taken = {name: began for name, began in self._taken.items() if began >= day}


def story_id(first: str) -> str:
    """`first`: the id of its first article."""
    return sha256(f"story/{first}".encode()).hexdigest()[:16]
