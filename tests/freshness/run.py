"""How is one site's span lived and measured, in a process of its own?"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.freshness.figures import Figures, measure
from tests.freshness.fixed import fixed
from tests.freshness.kills import Kill
from tests.freshness.lane import Span, live
from tests.polling import Result
from tests.replica.written import read_output


@dataclass(frozen=True, slots=True)
class Run:
    span: Span
    figures: list[Figures]
    fixed: dict[str, Result]
    killed: list[Kill]
    crawls: int
    requests: int
    seconds: float


def run(span: Span, output: Path | None = None) -> Run:
    """`output`: an empty folder, kept; without it, what was written is thrown away."""
    with tempfile.TemporaryDirectory(prefix="newsspider-freshness-") as thrown_away:
        folder = output or Path(thrown_away)
        folder.mkdir(parents=True, exist_ok=True)
        world = span.world()
        lived = live(span, world, folder)
        seen = {story.url: story.at for story in world.stories}
        figures = measure(span, lived, world.truth(world.end), read_output(folder / "output"), seen)
        beside = {}
        for each in figures:
            moments = sorted(story.at for story in world.stories if story.edition == each.volume.edition)
            if (polled := fixed(each.volume, [at for at in moments if at < span.end], span.begin)) is not None:
                beside[each.volume.edition] = polled
        return Run(span, figures, beside, lived.killed, lived.crawls, len(lived.asked), lived.seconds)
