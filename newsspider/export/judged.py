"""Does a release keep all rules?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from newsspider.export import broken_rules
from newsspider.export.asked import Asked, Made, Source
from newsspider.export.broken_rules import Broken
from newsspider.export.damage import damaged
from newsspider.export.manifest import Manifest
from newsspider.export.writing import Writing
from newsspider.store import indexing

MOST_NAMED = 3


def broken_by(
    source: Source, asked: Asked, writing: Writing, made: Made, previous: tuple[Path, Manifest] | None, now: datetime
) -> list[Broken]:
    """`previous`: the release that this one is compared with."""
    rules, samples = asked.rules, writing.samples
    known = {edition: writing.cleaner.known(*edition).allowed for edition in samples.editions()}
    found = [
        *_schema(asked, writing),
        *_damage(source, asked),
        *_uncompared(source, asked),
        *broken_rules.counted(rules, writing.duck, now),
        *broken_rules.chrome(rules, samples, known),
        *(_fewer(source, asked, made, *previous) if previous else ()),
    ]
    return [each for each in found if each.rule not in asked.allowed]


def _schema(asked: Asked, writing: Writing) -> Iterator[Broken]:
    if writing.many_invalid > asked.rules.schema:
        named = "; ".join(writing.invalid)
        many = f"{writing.many_invalid:,} articles are not of the schema ({named})"
        yield Broken(
            "schema",
            f"{many}, at most {asked.rules.schema:,} may be, and be left out",
            f"schema = {writing.many_invalid}",
        )


def _damage(source: Source, asked: Asked) -> Iterator[Broken]:
    found = [path for site in source.sites for path in damaged(source.connection, source.output, source.known_as, site)]
    if len(found) > asked.rules.damage:
        named = ", ".join(found[:MOST_NAMED]) + (", …" if len(found) > MOST_NAMED else "")
        said = f"{len(found):,} files contradict the state ({named}), at most {asked.rules.damage:,} may"
        sites = sorted({path.split("/")[1] for path in found})
        how = f"{said} ('scrapy gaps {sites[0]} --offline' shows what is wrong, --repair mends it)"
        yield Broken("damage", how, f"damage = {len(found)}")


def _uncompared(source: Source, asked: Asked) -> Iterator[Broken]:
    left = indexing.left(source.connection, source.known_as)
    if left > asked.rules.uncompared:
        said = f"{left:,} articles are not compared with all others yet, at most {asked.rules.uncompared:,} may be"
        yield Broken("uncompared", f"{said} ('scrapy duplicates --index' does that)", f"uncompared = {left}")


def _fewer(source: Source, asked: Asked, made: Made, release: Path, said: Manifest) -> Iterator[Broken]:
    """What was taken down since is no loss; what was before, was counted in neither."""
    since = (each.source for each in source.taken_down.values() if each.at > said["made_at"])
    return broken_rules.fewer(asked.rules, said["by_source"], made.by_source, Counter(since), release.name)
