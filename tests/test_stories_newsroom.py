"""Are events told by three sites in three languages found again in a week of news of the same topics and places?"""

from __future__ import annotations

import pytest

from benchmarks.stories import b_cubed, newsroom, pair_scores
from tests.replica import retold

B_CUBED = [  # of a, b, c, d: truth, found; precision, recall
    ("1122", "1122", 1.0, 1.0),
    ("1122", "1111", 0.5, 1.0),
    ("1122", "1234", 1.0, 0.5),
    ("1112", "1122", 0.75, 2 / 3),  # (1 + 1 + .5 + .5) / 4; (2/3 + 2/3 + 1/3 + 1) / 4
]


@pytest.mark.parametrize(("truth", "found", "precision", "recall"), B_CUBED)
def test_b_cubed(truth: str, found: str, precision: float, recall: float) -> None:
    scores = b_cubed(dict(zip("abcd", truth, strict=True)), dict(zip("abcd", found, strict=True)))
    assert scores[:2] == pytest.approx((precision, recall))
    assert scores[2] == pytest.approx(2 * precision * recall / (precision + recall))


def test_scores_of_pairs() -> None:
    judged = [(True, True), (True, False), (False, True), (False, False), (True, True)]
    assert pair_scores(judged) == pytest.approx((2 / 3, 2 / 3, 2 / 3))


def test_the_newsroom_tells_an_event_in_other_words() -> None:
    articles = retold.week(1, 60)
    told = [each for each in articles if each.event == next(a.event for a in articles if a.id.endswith("kazinform-kk"))]
    assert len({each.text for each in told}) == len(told)
    assert {each.site for each in articles} == set(retold.SITES)
    assert {each.language for each in articles} == set(retold.LANGUAGES)


def test_events_are_found_again() -> None:
    count, (precision, recall, f1) = newsroom(seed=3, events=60)
    assert count > 100
    assert f1 >= 0.95, (precision, recall)
