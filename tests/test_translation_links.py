"""Which articles does a site link as translations, and which of its links contradict each other?"""

from __future__ import annotations

import pytest

from newsspider.dedup.translation_links import Linked, linked

TO = "hreflang"


def article(id: str, *links: str, shared: str | None = None) -> Linked:
    """The id begins with the language."""
    return Linked(id, id[:2], tuple((link, TO) for link in links), shared)


@pytest.mark.parametrize(
    ("articles", "wanted"),
    [
        ([article("kk1", "ru1"), article("ru1", "kk1")], {("kk1", "ru1"): TO}),
        ([article("kk1", "ru1"), article("ru1")], {("kk1", "ru1"): TO}),  # one of them is enough
        ([article("kk1", "ru1"), article("ru1", "kk2"), article("kk2")], {}),  # they contradict each other
        ([article("kk1", "ru1"), article("kk2", "ru1"), article("ru1")], {}),
        ([article("kk1", "ru1", "en1"), article("ru1"), article("en1")], {("en1", "kk1"): TO, ("kk1", "ru1"): TO}),
        ([article("kk1", "kk2"), article("kk2")], {}),  # not another language
        ([article("kk1", "ru9"), article("ru1")], {}),  # never stored
        ([article("kk1", shared="7"), article("ru1", shared="7")], {("kk1", "ru1"): "shared-id"}),
        ([article("kk1", "ru1", shared="7"), article("ru1", shared="7")], {("kk1", "ru1"): TO}),
        ([article("kk1", shared="7"), article("ru1", shared="8")], {}),
        ([article("kk1", shared="7"), article("kk2", shared="7"), article("ru1", shared="7")], {}),
    ],
)
def test_links(articles: list[Linked], wanted: dict[tuple[str, str], str]) -> None:
    assert linked(articles) == wanted
    assert linked(articles[::-1]) == wanted
