"""Which paragraphs are aligned, and which are left alone?"""

from __future__ import annotations

import pytest

from newsspider.dedup.alignment import aligned, paragraphs
from tests.translated import STORIES


@pytest.mark.parametrize("languages", [("ru", "kk"), ("ru", "en"), ("kk", "en")])
@pytest.mark.parametrize("story", STORIES)
def test_texts_of_as_many_paragraphs_are_aligned(story: dict[str, str], languages: tuple[str, str]) -> None:
    one, other = (story[language] for language in languages)
    pairs = list(zip(paragraphs(one), paragraphs(other), strict=True))
    found = aligned(one, other, languages)
    assert set(found) <= set(pairs)
    assert len(found) >= len(pairs) - 1  # a short line may be too long in another language


@pytest.mark.parametrize("missing", range(4))
def test_what_one_text_lacks_is_left_out(missing: int) -> None:
    fire = STORIES[0]
    pairs = dict(zip(paragraphs(fire["ru"]), paragraphs(fire["kk"]), strict=True))
    left = [paragraph for number, paragraph in enumerate(pairs.values()) if number != missing]
    found = aligned(fire["ru"], "\n\n".join(left), ("ru", "kk"))
    assert found
    assert set(found) <= set(pairs.items())


@pytest.mark.parametrize("order", [(1, 0, 2, 3), (3, 2, 1, 0)])
def test_paragraphs_that_cross_are_not_believed(order: tuple[int, ...]) -> None:
    fire = STORIES[0]
    ru, kk = paragraphs(fire["ru"]), paragraphs(fire["kk"])
    found = aligned(fire["ru"], "\n\n".join(kk[number] for number in order), ("ru", "kk"))
    assert set(found) <= {(ru[number], kk[number]) for number in range(4) if order[number] == number}


def test_another_story_is_not_aligned() -> None:
    assert aligned(STORIES[0]["ru"], STORIES[1]["kk"], ("ru", "kk")) == []
    assert aligned("", "", ("ru", "kk")) == []
    assert aligned("а\n\n" * 5000, "b\n\n" * 5000, ("ru", "en")) == []
