"""What can a person say of a release, and is it right?"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path

from newsspider.commands.arguments import UsedWrongly
from newsspider.commands.stories_stored import day_of
from newsspider.export.asked import Asked
from newsspider.export.engine import MEMORY, is_memory, small_engine
from newsspider.export.formats import FEED, FORMATS
from newsspider.export.manifest import Manifest, last_release, read_manifest
from newsspider.export.matching import NoPattern, check_pattern
from newsspider.export.rules import BadRules, Rules, names_of_rules, read_rules
from newsspider.export.selection import Selection
from newsspider.store.days import Period

SELECTING = ("source", "language", "section", "tag", "since", "until", "match", "versions")
OPTIONS = (*SELECTING, "format", "release", "since_release", "memory", "rules", "allow")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
LAST = "last"


def add_release_options(parser: argparse.ArgumentParser) -> None:
    of = parser.add_argument_group("releases (docs/releases.md)")
    of.add_argument("--format", metavar="FORMAT", help=f"{', '.join(FORMATS)} (default: jsonl)")
    of.add_argument("--release", metavar="NAME", help="its name (default: the day)")
    of.add_argument("--source", metavar="SITES", help="as SITE …: names, a comma between them")
    of.add_argument("--language", metavar="CODES", help="of the text: kk,ru")
    of.add_argument("--since", metavar="DAY", help="articles published from this day on, YYYY-MM-DD, the site's time")
    of.add_argument("--until", metavar="DAY", help="articles published up to this day")
    several = "; may stand there several times"
    of.add_argument("--section", metavar="NAME", action="append", help="articles of this section" + several)
    of.add_argument("--tag", metavar="TAG", action="append", help="articles with this tag" + several)
    of.add_argument("--match", metavar="REGEX", help="articles in whose title or text it finds something (RE2)")
    of.add_argument("--versions", metavar="WHICH", help="newest (default) or all versions of each article")
    of.add_argument("--since-release", metavar="NAME", help="only what has changed since that release, or the 'last'")
    of.add_argument("--memory", metavar="SIZE", help=f"that DuckDB may take (default: {MEMORY})")
    of.add_argument("--rules", metavar="FILE", help="TOML (default: [tool.newsspider.release] in pyproject.toml)")
    of.add_argument("--allow", metavar="RULE", action="append", help="a rule that may be broken this time" + several)


def is_release(opts: argparse.Namespace) -> bool:
    return any(getattr(opts, name) is not None for name in OPTIONS)


def asked_of(
    opts: argparse.Namespace, sites: Sequence[str], zones: Mapping[str, str], folder: Path, *, drop: bool
) -> Asked:
    """`folder`: of the releases. Raises UsedWrongly."""
    since = since_of(opts, sites, folder)
    told = read_manifest(since) if since else None
    selection = selection_again(told) if told else selection_of(opts, sites, zones)
    return Asked(
        format=format_of(opts, told),
        selection=selection,
        zones=zones,
        newest=told["asked"]["versions"] == "newest" if told else versions_of(opts.versions),
        drop=told["asked"]["duplicates"] == "drop" if told else drop,
        memory=memory_of(opts.memory),
        rules=rules_of(opts.rules),
        allowed=allowed_of(opts.allow or ()),
        since=since,
        made_by=f"newsspider/{version('newsspider')}",
    )


def name_of(opts: argparse.Namespace, folder: Path, now: datetime) -> str:
    """Raises UsedWrongly."""
    if opts.release is None:
        day = f"{now:%Y-%m-%d}"
        return next(name for name in (day, *(f"{day}-{n}" for n in range(2, 10_000))) if not (folder / name).exists())
    if not NAME.fullmatch(opts.release) or opts.release == LAST:
        raise UsedWrongly(f"--release {opts.release}: a name has letters of a-z, digits, and . _ - between them")
    if (folder / opts.release).exists():
        raise UsedWrongly(f"--release {opts.release}: {folder / opts.release} is there already; choose another name")
    return str(opts.release)


def since_of(opts: argparse.Namespace, sites: Sequence[str], folder: Path) -> Path | None:
    name = opts.since_release
    if name is None:
        return None
    given = ["SITE"] if sites else [f"--{each}" for each in (*SELECTING, "duplicates") if getattr(opts, each)]
    if given:
        raise UsedWrongly(f"{given[0]} with --since-release: what is selected is what that release has selected")
    if name == LAST:
        found = last_release(folder)
        if found is None:
            raise UsedWrongly(
                f"--since-release last: there is no release in {folder} yet: scrapy export --format parquet"
            )
        return found
    if not NAME.fullmatch(name) or not (folder / name).is_dir():
        raise UsedWrongly(f"--since-release {name}: there is no such release in {folder}")
    return Path(folder / name)


def selection_of(opts: argparse.Namespace, sites: Sequence[str], zones: Mapping[str, str]) -> Selection:
    for name in words_of(opts.source):
        if name not in zones:
            raise UsedWrongly(f"--source {name}: this project has {', '.join(sorted(zones))}")
    for code in words_of(opts.language):
        if not re.fullmatch(r"[a-z]{2,3}", code):
            raise UsedWrongly(f"--language {code}: use codes of ISO 639-1, for example --language kk,ru")
    return Selection(
        sources=tuple(sorted({*sites, *words_of(opts.source)})),
        languages=tuple(sorted(words_of(opts.language))),
        sections=_said("--section", opts.section),
        tags=_said("--tag", opts.tag),
        period=period_of(opts),
        match=_pattern(opts.match),
    )


def selection_again(told: Manifest) -> Selection:
    asked = told["asked"]
    days = {name: date.fromisoformat(asked[name]) if asked[name] else None for name in ("since", "until")}
    lists = {name: tuple(asked[name]) for name in ("sources", "languages", "sections", "tags")}
    return Selection(**lists, period=Period(**days), match=asked["match"])


def format_of(opts: argparse.Namespace, told: Manifest | None) -> str:
    name = opts.format or (told["format"] if told and told["format"] in FEED else "jsonl")
    if name not in FORMATS:
        raise UsedWrongly(f"--format {name}: use {', '.join(FORMATS)}")
    if told and name not in FEED:
        raise UsedWrongly(f"--format {name}: changes are told in {', '.join(FEED)}")
    return str(name)


def versions_of(name: str | None) -> bool:
    if name not in (None, "newest", "all"):
        raise UsedWrongly(f"--versions {name}: use newest or all")
    return name != "all"


def memory_of(size: str | None) -> str:
    if size is not None and not is_memory(size):
        raise UsedWrongly(f"--memory {size}: a size is written like 500MB or 2GB")
    return size or MEMORY


def rules_of(file: str | None) -> Rules:
    try:
        return read_rules(Path(file), table=False) if file else read_rules(Path("pyproject.toml"), table=True)
    except BadRules as problem:
        raise UsedWrongly(str(problem)) from problem


def allowed_of(names: Sequence[str]) -> frozenset[str]:
    for name in names:
        if name not in names_of_rules():
            raise UsedWrongly(f"--allow {name}: rules are {', '.join(names_of_rules())}")
    return frozenset(names)


def period_of(opts: argparse.Namespace) -> Period:
    since, until = day_of("--since", opts.since), day_of("--until", opts.until)
    if since and until and since > until:
        raise UsedWrongly(f"--since {opts.since} is after --until {opts.until}")
    return Period(since, until)


def _pattern(text: str | None) -> str | None:
    if text is not None:
        with small_engine() as engine:
            try:
                check_pattern(engine, text)
            except NoPattern as problem:
                raise UsedWrongly(f"--match {problem}") from problem
    return text


def _said(option: str, names: Sequence[str] | None) -> tuple[str, ...]:
    """A terminal passes on bytes that are no UTF-8; no article says them, and no manifest could."""
    for name in names or ():
        if not name.isprintable():
            raise UsedWrongly(f"{option} {name!r}: use signs that can be read")
    return tuple(names or ())


def words_of(text: str | None) -> list[str]:
    return [word for word in (each.strip() for each in (text or "").split(",")) if word]
