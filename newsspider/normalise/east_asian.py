"""Chinese, Japanese or Korean, and which Chinese script?"""

from __future__ import annotations

from collections import Counter

# Frequent signs that the simplification of 1956 changed, in the same order.
_SIMPLIFIED = "们这来时说国会为对发个经开长关门问间东车马员业产进电现实动务报义总统议华书见"
_TRADITIONAL = "們這來時說國會為對發個經開長關門問間東車馬員業產進電現實動務報義總統議華書見"


def east_asian(scripts: dict[str, Counter[str]]) -> tuple[str, str] | None:
    """Language and script, if a third of the letters are Han, kana or hangul: one says as much as two Latin ones."""
    han, kana, hangul = (scripts.get(script, Counter()) for script in ("Hani", "Kana", "Hang"))
    ours = han.total() + kana.total() + hangul.total()
    if ours * 3 <= sum(letters.total() for letters in scripts.values()):
        return None
    if hangul.total() * 2 > ours:
        return "ko", "Kore"
    if kana.total() * 10 > ours:  # particles and endings, in every Japanese sentence
        return "ja", "Jpan"
    simplified, traditional = (sum(han[sign] for sign in signs) for signs in (_SIMPLIFIED, _TRADITIONAL))
    return "zh", "Hant" if traditional > simplified else "Hans"
