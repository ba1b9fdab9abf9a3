"""`scrapy export`: the stored articles, each once, as clean as is known today."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import orjson
from scrapy.commands import ScrapyCommand
from scrapy.spiderloader import get_spider_loader
from sqlalchemy import Connection

from newsspider.commands.arguments import UsedWrongly, policy_of, report, site_of
from newsspider.commands.export_together import Together, read_together
from newsspider.normalise.cleaned import changed_fields
from newsspider.normalise.recurring import Known, known_of, least
from newsspider.store import alike, folder, indexing, line_counts
from newsspider.store.errors import Damaged, Locked, StoreError
from newsspider.store.lines import line_of
from newsspider.store.reading import reading_only
from newsspider.store.stored import Stored, sources, stored
from newsspider.store.whole_file import write_whole

ALL = "'scrapy duplicates --index' does that, and so do the next crawls"

Labels = dict[str, Any]  # fields of a record that say what it repeats


@dataclass(slots=True)
class Tally:
    """`repeats`: articles that one published before has; left out, unless they are only labelled."""

    articles: int = 0
    changed: int = 0
    lines: int = 0
    repeats: int = 0
    left_out: bool = True

    def told(self, site: str, file: Path) -> str:
        changed = f"{self.changed:,} of them changed, {self.lines:,} lines dropped"
        what = "duplicate" if self.repeats == 1 else "duplicates"
        became = "left out" if self.left_out else "labelled"
        repeats = f", {self.repeats:,} {what} {became}" if self.repeats else ""
        return f"{site}: {self.articles:,} articles in {file}, {changed}{repeats}"


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[SITE …] [--output FOLDER] [--duplicates drop|label]"

    def short_desc(self) -> str:
        return "Write what is stored into one file a site, without the lines learnt to be the site's own"

    def long_desc(self) -> str:
        return (
            "Writes FOLDER/SITE.jsonl: every stored article in its newest version. Lines that recur in the site's "
            "articles go, also from articles that were crawled before that was known ('scrapy lines SITE' shows them). "
            "An article that repeats one which was published before, of whatever site, is left out, also where it was "
            "crawled first; with '--duplicates label' it is written, and says what it repeats. Without the option, "
            "NEWSSPIDER_DUPLICATES counts. Articles stand in the order of publication. 'story' and the ids of "
            "'translations' are what 'scrapy stories' and 'scrapy stories --translations' said last. "
            "A crawl may be running; an export that is killed leaves the last one as it was. "
            "Examples: 'scrapy export', 'scrapy export kazinform polisia --output /srv/corpus', "
            "'scrapy export --duplicates label'. "
            "Exit codes: 0 done, 1 nothing is stored of a site that was named, or something can't be read or "
            "written, or not all stored articles are compared yet, 2 used wrongly."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--output", metavar="FOLDER", help="where to (default: export/ in the output folder)")
        parser.add_argument("--duplicates", metavar="POLICY", help="drop or label articles that repeat another one")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            self.exitcode = self._export(args, opts.output, opts.duplicates)
        except (UsedWrongly, StoreError) as problem:
            self.exitcode = report("export", problem)

    def _export(self, names: list[str], target: str | None, duplicates: str | None) -> int:
        assert self.settings is not None
        policy = policy_of(duplicates, told="--duplicates ") if duplicates else policy_of(self.settings["DUPLICATES"])
        loader = get_spider_loader(self.settings)
        wanted = [site_of(loader, name).name for name in names]
        output, state = Path(self.settings["OUTPUT"]), self.settings["STATE"] or None
        to = Path(target) if target else output / "export"
        done: list[str] = []
        failed = False
        with reading_only(output, state) as connection:
            if connection is not None and output.is_dir():
                known_as = folder.name(output, state)
                done = [name for name in sources(connection, known_as) if not wanted or name in wanted]
                for name in done:
                    try:
                        with folder.exporting(output, name):
                            file = to / f"{name}.jsonl"
                            tally = export(connection, output, known_as, name, file, drop=policy == "drop")
                    except Locked as locked:  # the other sites need not wait
                        print(locked, file=sys.stderr)
                        failed = True
                        continue
                    print(tally.told(name, file))
                if left := indexing.left(connection, known_as):
                    print(f"{left:,} articles are not compared with all others yet: {ALL}", file=sys.stderr)
                    failed = True
        missing = [name for name in wanted if name not in done]
        for name in missing or ([] if done else ["any site"]):
            print(f"Nothing is stored of {name} in {output}")
        return int(failed or bool(missing))


def export(connection: Connection, output: Path, known_as: str, site: str, file: Path, *, drop: bool = True) -> Tally:
    """`known_as`: what the state calls the output folder. `drop`: leave out what repeats an article published before.
    Of each article, no more than what belongs together is in memory. Raises StoreError."""
    known = {edition: _known(connection, site, edition) for edition in line_counts.editions(connection, site)}
    tally = Tally(left_out=drop)
    told = (_said(connection, article, tally) for article in stored(connection, output, known_as, site))
    write_whole(file, _cleaned(told, known, read_together(output), tally))
    return tally


def _known(connection: Connection, site: str, edition: str) -> Known:
    counted = line_counts.get(connection, site, edition, ()).articles
    return known_of(line_counts.often(connection, site, edition, least(counted)))


def _said(connection: Connection, article: Stored, tally: Tally) -> tuple[Stored, Labels | None]:
    """The article, and what it repeats as is known today; None: it is left out."""
    original = alike.original(connection, article.id) if article.may_repeat else None
    tally.repeats += original is not None
    if original is None:
        return article, {"duplicate_of": None}
    return article, None if tally.left_out else {"duplicate_of": original.id, "similarity": original.similarity}


def _cleaned(
    articles: Iterator[tuple[Stored, Labels | None]], known: dict[str, Known], together: Together, tally: Tally
) -> Iterator[bytes]:
    for article, labels in articles:
        if labels is not None:
            tally.articles += 1
            yield _clean(article.line, known.get(article.edition), labels, together, tally)


def _clean(line: bytes, known: Known | None, labels: Labels, together: Together, tally: Tally) -> bytes:
    try:
        record = orjson.loads(line)
    except ValueError as error:
        raise Damaged(f"a stored line is no JSON: {line[:80]!r}") from error
    changes, dropped = changed_fields(record, known) if known else ({}, 0)
    tally.changed += bool(changes)
    tally.lines += dropped
    if record["duplicate_of"] and not labels["duplicate_of"] and record["version"] == 1:
        labels = {**labels, "similarity": None}  # it was labelled, and its original is gone
    labels = {**labels, **together.labels(record)}
    changes = changes | {name: value for name, value in labels.items() if record[name] != value}
    return line_of(record | changes) if changes else line
