"""Do the benchmarks count right? (They themselves are no part of the tests.)"""

from __future__ import annotations

import pytest

from benchmarks.language import is_right
from benchmarks.score import Quality, date_verdict, foreign, quality, shingles

ZONE = "Asia/Almaty"


def test_shingles_are_runs_of_four_words_and_chinese_signs_are_words() -> None:
    assert shingles("a b, c d e") == {("a", "b", "c", "d"): 1, ("b", "c", "d", "e"): 1}
    assert shingles("a b") == {("a", "b"): 1}
    assert shingles("市政府将 x") == {("市", "政", "府", "将"): 1, ("政", "府", "将", "x"): 1}
    assert not shingles(" – ")


def test_quality_is_averaged_over_pages_before_f1() -> None:
    assert quality([("a b c d e", "a b c d e")]) == Quality(1.0, 1.0)
    assert quality([("a b c d e f g h", "a b c d e")]) == Quality(1.0, 0.4)
    assert quality([("a b c d e", "a b c d e"), ("a b c d", "")]) == Quality(0.5, 0.5)
    assert quality([("a b c d", "a b c d e")]).f1 == pytest.approx(2 / 3)
    assert quality([]).f1 == 0


def test_what_the_article_says_itself_is_not_foreign() -> None:
    assert foreign("text. Share", "text.", ["Share"])
    assert not foreign("Share it", "Share it", ["Share"])


@pytest.mark.parametrize(
    ("found", "wanted", "verdict"),
    [
        (None, "2026-01-02", "none"),
        ("2026-01-02", "2026-01-02", "day"),
        ("2026-01-03", "2026-01-02", "wrong"),
        ("nonsense", "2026-01-02", "wrong"),
        ("2026-01-01T20:30:00Z", "2026-01-01T20:30:10Z", "minute"),
        ("2026-01-01T20:31:00Z", "2026-01-01T20:30:00Z", "day"),
        ("2026-01-02", "2026-01-01T20:30:00Z", "day"),  # the day it was where the page was published
        ("2026-01-01", "2026-01-01T20:30:00Z", "wrong"),
    ],
)
def test_dates(found: str | None, wanted: str, verdict: str) -> None:
    assert date_verdict(found, wanted, zone=ZONE) == verdict


def test_only_ours_must_name_the_script() -> None:
    assert is_right("zh-cn", "zh-Hans", script=False)
    assert is_right("kk-Latn", "kk-Latn", script=True)
    assert not is_right("kk-Cyrl", "kk-Latn", script=True)
    assert is_right("uz-Latn", "uz", script=True)
    assert not is_right(None, "uz", script=True)
