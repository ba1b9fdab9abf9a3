"""What is in a release, and which one does it follow? `manifest.json` says it to programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

import orjson

from newsspider.store.errors import Damaged

SCHEMA = "newsspider.release/1"
NAME = "manifest.json"
FULL, CHANGES = "full", "changes"
NAMES = ("release", "kind", "made_at", "format", "asked", "by_source", "files")

Manifest = Mapping[str, Any]


def write_manifest(folder: Path, said: Manifest, rows: Mapping[Path, int]) -> None:
    """`rows`: files, and how many articles are in each; of text files, the tables that name them."""
    files = [_file(folder, path, many) for path, many in sorted(rows.items())]
    told = orjson.dumps({**said, "files": files}, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    (folder / NAME).write_bytes(told)


def read_manifest(release: Path) -> Manifest:
    """Raises Damaged."""
    path = release / NAME
    try:
        told: Manifest = orjson.loads(path.read_bytes())
        if told["schema"] != SCHEMA:
            raise Damaged(f"{path}: {told['schema']!r} is not {SCHEMA}: update newsspider")
        if missing := [name for name in NAMES if name not in told]:
            raise Damaged(f"{path} is no manifest of a release (without {', '.join(missing)})")
        return told
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Damaged(f"{path} is no manifest of a release ({error})") from error


def releases(folder: Path) -> Iterator[tuple[Path, Manifest]]:
    """Those in a folder, oldest first."""
    found = (each.parent for each in folder.glob(f"[!.]*/{NAME}"))
    yield from sorted(((path, read_manifest(path)) for path in found), key=_age)


def last_alike(folder: Path, asked: Manifest) -> tuple[Path, Manifest] | None:
    """The newest release that was asked for in the same words."""
    return next((each for each in reversed(list(releases(folder))) if each[1]["asked"] == asked), None)


def last_release(folder: Path) -> Path | None:
    return next((path for path, _ in reversed(list(releases(folder)))), None)


def reference(release: Path) -> dict[str, str]:
    """How a manifest names the release before."""
    return {"release": release.name, "manifest_sha256": sha256((release / NAME).read_bytes()).hexdigest()}


def check_file(release: Path, name: str) -> None:
    """It is there, and as the manifest says it. Raises Damaged."""
    said = [each["sha256"] for each in read_manifest(release)["files"] if each["path"] == name]
    try:
        if said != [_sha256(release / name)]:
            raise Damaged(f"{release / name} is not what its manifest says: bring it back from a backup")
    except OSError as error:
        raise Damaged(f"{release / name} cannot be read ({error.strerror}): bring it back from a backup") from error


def _age(release: tuple[Path, Manifest]) -> tuple[str, str]:
    return release[1]["made_at"], release[0].name


def _file(folder: Path, path: Path, many: int) -> dict[str, Any]:
    said = {"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "sha256": _sha256(path)}
    return {**said, "articles": many}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
