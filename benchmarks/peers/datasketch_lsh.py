"""What do datasketch's MinHash and its index in memory cost? Reads texts as JSON lines."""

from __future__ import annotations

import json
import resource
import sys
import time

from datasketch import MinHash, MinHashLSH


def main() -> None:
    texts = [json.loads(line) for line in sys.stdin]
    start = time.process_time()
    drawn = [_drawn(text) for text in texts]
    drawing = time.process_time() - start
    before = _memory()
    index, start = MinHashLSH(threshold=0.5, num_perm=128), time.process_time()
    for number, each in enumerate(drawn):
        index.query(each)
        index.insert(str(number), each)
    took, memory = time.process_time() - start, _memory()
    told = {"microseconds": took, "drawing": drawing, "bytes": memory - before}
    print(
        json.dumps(
            {**{name: value / len(texts) * _UNITS[name] for name, value in told.items()}, "memory": memory / 1e6}
        )
    )


def _drawn(text: str) -> MinHash:
    words = text.split()
    drawn = MinHash(num_perm=128)
    drawn.update_batch([" ".join(words[at : at + 3]).encode() for at in range(max(1, len(words) - 2))])
    return drawn


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


_UNITS = {"microseconds": 1e6, "drawing": 1e6, "bytes": 1.0}

if __name__ == "__main__":
    main()
