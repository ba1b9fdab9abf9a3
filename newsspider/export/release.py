"""How is a release made: whole, and only if it keeps the rules?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from newsspider.export import manifest
from newsspider.export.asked import Asked, Made, Source
from newsspider.export.changes import Before
from newsspider.export.cleaned import Cleaner
from newsspider.export.engine import Engine, engine
from newsspider.export.facts import by_source
from newsspider.export.index import NAME, read_index
from newsspider.export.judged import broken_by
from newsspider.export.whole_folder import Building, building
from newsspider.export.writing import Writing
from newsspider.normalise.dates import iso_utc

# Writes what tells people of the release into its folder, and says which files these are.
Describe = Callable[[Building, Engine, Source, Asked, Made], Iterable[Path]]


class NotMade(Exception):
    """Nothing is to stand there."""


def make_release(path: Path, source: Source, asked: Asked, now: datetime, describe: Describe | None = None) -> Made:
    """At `path`; the caller is alone in its folder. It does not stand there at the end where rules are broken, or where
    changes were asked for and there are none. Raises StoreError."""
    cleaner = Cleaner(source.connection, source.output, asked.drop, source.taken_down)
    made = Made(cleaner.tally)
    with suppress(NotMade), building(path) as parts, engine(parts.work, asked.memory) as duck:
        before = _before(duck, asked)
        writing = Writing(source, asked, cleaner, parts, duck, before)
        made.files = writing.write()
        made.articles, made.counts, made.by_source = writing.articles, writing.counts(), by_source(duck)
        made.broken = broken_by(source, asked, writing, made, _previous(path, asked), now)
        if made.broken or (before is not None and not any(made.counts.values())):
            raise NotMade
        made.files |= dict.fromkeys(describe(parts, duck, source, asked, made) if describe else (), 0)
        manifest.write_manifest(parts.folder, _said(path, asked, made, now), made.files)
    return made


def _before(duck: Engine, asked: Asked) -> Before | None:
    if asked.since is None:
        return None
    manifest.check_file(asked.since, NAME)  # a wrong one would tell wrong changes, and nobody would know
    return Before(read_index(duck, asked.since), by_version=not asked.newest)


def _previous(path: Path, asked: Asked) -> tuple[Path, manifest.Manifest] | None:
    """The release that this one is compared with."""
    if asked.since is not None:
        return asked.since, manifest.read_manifest(asked.since)
    return manifest.last_alike(path.parent, asked.told())


def _said(path: Path, asked: Asked, made: Made, now: datetime) -> manifest.Manifest:
    return {
        "schema": manifest.SCHEMA,
        "release": path.name,
        "kind": manifest.CHANGES if asked.since else manifest.FULL,
        "follows": manifest.reference(asked.since) if asked.since else None,
        "made_at": iso_utc(now),
        "made_by": asked.made_by,
        "format": asked.format,
        "asked": asked.told(),
        "articles": made.articles,
        "by_source": made.by_source,
        "changes": made.counts if asked.since else None,
    }
