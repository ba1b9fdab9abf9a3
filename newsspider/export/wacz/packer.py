"""How does a ZIP grow file by file, and know what it holds?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo


class Packer:
    """`resources`: of each file the name, length and checksum, as a data package lists them."""

    def __init__(self, to: ZipFile) -> None:
        self._zip, self.resources = to, list[dict[str, Any]]()

    def add(self, path: str, chunks: Iterable[bytes], *, packed: bool = False) -> None:
        """`packed`: deflated. What is compressed already must be stored as it is: readers look into it by offset."""
        info, digest, length = ZipInfo(path, (1980, 1, 1, 0, 0, 0)), hashlib.sha256(), 0
        info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
        with self._zip.open(info, "w", force_zip64=True) as file:
            for chunk in chunks:
                file.write(chunk)
                digest.update(chunk)
                length += len(chunk)
        told = {"name": path.rpartition("/")[2], "path": path, "hash": f"sha256:{digest.hexdigest()}", "bytes": length}
        self.resources.append(told)
