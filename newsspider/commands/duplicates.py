"""`scrapy duplicates`: which texts tell the same once more? Offline; with a manifest, it touches no state."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, ClassVar

import orjson
from scrapy.commands import ScrapyCommand

from newsspider.commands.arguments import UsedWrongly, report
from newsspider.commands.index_stored import index_all
from newsspider.commands.texts import texts_of
from newsspider.dedup.repeats import Compared, compared, repeats
from newsspider.store.errors import StoreError

EXAMPLES = """examples:
  scrapy duplicates --manifest texts.jsonl > duplicates.jsonl
  scrapy duplicates --index
  zcat texts.jsonl.gz | scrapy duplicates --manifest -

Each line of FILE is {"id", "text", "title"?, "published_at"?, "source"?}; plain or gzip. For each, in its order, one
line is printed: {"id", "duplicate_of", "similarity"}. "duplicate_of" is the id of what was published first (without
dates: what comes first in FILE) of all that tell the same, and null for that itself and for what repeats nothing.
"similarity": the share of the shorter one's runs of three words that the longer one has, 1.0 for copies.
--index compares with all others what was stored before newsspider compared articles; crawls do that too, half a minute
each. exit codes: 0 done; 1 something stored can't be read; 2 used wrongly or a file cannot be read"""


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "--manifest FILE | --index"

    def short_desc(self) -> str:
        return "Say which texts are near-duplicates of others, offline"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = EXAMPLES
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.add_argument("--manifest", metavar="FILE", help='JSON lines {"id", "text", …}; - is stdin')
        parser.add_argument(
            "--index", action="store_true", help="compare what was stored before articles were compared"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            if args or (opts.manifest is not None) is opts.index:
                raise UsedWrongly(
                    "name the texts: scrapy duplicates --manifest FILE; or, for what is stored, --index and no FILE"
                )
            if opts.index:
                assert self.settings is not None
                self.exitcode = index_all(Path(self.settings["OUTPUT"]), self.settings["STATE"] or None)
            else:
                print_duplicates(opts.manifest)
        except (StoreError, UsedWrongly) as problem:
            self.exitcode = report("duplicates", problem)
        except BrokenPipeError:
            sys.stderr.close()  # who reads us has seen enough; the interpreter would complain at its end


def print_duplicates(manifest: str) -> None:
    """Nothing is printed before all was read: a later line may be the original."""
    ids: list[str | int] = []
    articles: list[Compared] = []
    for given in texts_of(manifest):
        ids.append(given.id)
        articles.append(compared(given.title, given.text, given.published_at))
    for id_, repeat in zip(ids, repeats(articles), strict=True):
        line = {
            "id": id_,
            "duplicate_of": ids[repeat.of] if repeat else None,
            "similarity": repeat.similarity if repeat else None,
        }
        sys.stdout.buffer.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()
