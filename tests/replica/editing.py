"""What happens to articles after they were published: late edits, deletions, and how their pages are validated."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.replica.blocks import Block, paragraph
from tests.replica.chromes import read_also
from tests.replica.events import Event
from tests.replica.spelling import qaz
from tests.replica.story import Removal, Story

_MORE = {"ru": " — подробности", "kk": " — толығырақ", "en": ": what is known", "zh": "：最新消息"}
_VALIDATORS = {
    "tengrinews": frozenset({"page-etag"}),
    "kazinform": frozenset({"etag", "last-modified"}),
    "polisia": frozenset[str](),
}


@dataclass(frozen=True, slots=True)
class Editing:
    """`share`, `removed`, `chrome`: of all articles; `again`: of the edited ones, how many twice.

    `within`: an edit comes so long after publication at the latest; a removal, within twice as long. `chrome`: among
    the paragraphs comes and goes what belongs to the site. `validators`: by site; see `Story`.
    """

    share: float = 0.15
    again: float = 0.25
    within: timedelta = timedelta(hours=24)
    removed: float = 0.02
    chrome: float = 0.1
    since: datetime | None = None  # older articles stay as they are
    validators: Mapping[str, frozenset[str]] = field(default_factory=lambda: dict(_VALIDATORS))


def edit_stories(stories: Sequence[Story], seed: int, editing: Editing) -> None:
    """Reprints and what they repeat stay alike, and texts that lost their letters lost."""
    repeated = {story.duplicate_of for story in stories if story.duplicate_of}
    for story in stories:
        story.validators = editing.validators.get(story.site, frozenset())
        fixed = story.duplicate_of or story.url in repeated or "lost-letters" in story.has
        if not fixed and (editing.since is None or story.at >= editing.since):
            _befall(story, random.Random(f"{seed}/edits/{story.url}"), editing)


def _befall(story: Story, chosen: random.Random, editing: Editing) -> None:
    dice = chosen.random()
    if dice < editing.share:
        count = 2 if chosen.random() < editing.again else 1
        for at in sorted(_moment(story, chosen, editing.within) for _ in range(count)):
            _edit(story, at, chosen)
    elif dice < editing.share + editing.chrome:
        _adorn(story, _moment(story, chosen, editing.within), chosen)
    elif dice < editing.share + editing.chrome + editing.removed:
        story.removed = Removal(_moment(story, chosen, 2 * editing.within), chosen.choice(("404", "410", "section")))


def _moment(story: Story, chosen: random.Random, within: timedelta) -> datetime:
    """Most corrections come early: half of them in the first sixth of the time."""
    part: float = chosen.random() ** 2.6
    return (story.at + timedelta(minutes=2) + part * (within - timedelta(minutes=2))).replace(microsecond=0)


def _edit(story: Story, at: datetime, chosen: random.Random) -> None:
    """Another title, a further paragraph, or a paragraph told anew."""
    last = story.as_of(at)
    blocks, title = list(last.blocks), None
    places = [place for place, block in enumerate(blocks) if place > 1 and block.kind == "p" and len(block.lines) == 1]
    kind = chosen.choice(("title", "further", "anew", "both"))
    if kind in ("title", "both") or not places:
        more = _MORE.get(last.language, "")
        more = qaz(more) if last.edition == "qz" else more
        title = last.title.removesuffix(more) if last.title.endswith(more) else last.title + more
    if kind != "title" and places:
        place = chosen.choice(places)
        blocks[place : place + (kind == "anew")] = [paragraph(_sentence(story, at, chosen))]
    story.edit(at, title=title, blocks=blocks)


def _sentence(story: Story, at: datetime, chosen: random.Random) -> str:
    told = Event(f"edit/{story.url}/{at:%d%H%M%S}", "common")
    sentence = told.tell(story.language, "body", chosen.randrange(100))
    return qaz(sentence) if story.edition == "qz" else sentence


def _adorn(story: Story, at: datetime, chosen: random.Random) -> None:
    """A link to another article among the paragraphs, as editors put it in; the text stays."""
    words = "kk" if story.edition == "qz" else story.language
    title = Event(f"adorn/{story.url}", "weather").tell(words, "title", chosen.randrange(100))
    link = read_also(words, chosen.randrange(4), title, f"https://{story.host}/")
    blocks: list[Block] = list(story.blocks)
    blocks.insert(max(1, len(blocks) // 2), link)
    story.edit(at, blocks=blocks)
