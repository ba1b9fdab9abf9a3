"""Was every page that is no article said to be none, and for the right reason?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from tests.replica.findings import Problem
from tests.replica.truth import Refusal
from tests.replica.written import Written


def unrefused(expected: Iterable[Refusal], written: Written, sources: Collection[str] | None) -> Iterator[Problem]:
    """`sources`: the sites that were crawled (`None`: all)."""
    reasons: dict[str, set[str]] = defaultdict(set)
    for record in written.refused:
        reasons[str(record.get("url"))].add(f"{record.get('edition')}: {record.get('reason')}")
    for refusal in expected:
        wanted = f"{refusal.edition}: {refusal.reason}"
        if (sources is None or refusal.source in sources) and wanted not in reasons[refusal.url]:
            said = ", ".join(sorted(reasons[refusal.url])) or "no trace of it"
            yield Problem("unrefused", refusal.url, f"expected {wanted}; {said}")
