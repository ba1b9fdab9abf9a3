"""Which sentences of a text look as if they were in one language?"""

from __future__ import annotations

import re

from newsspider.normalise.scripts import script_of

_SENTENCE = re.compile(r"[^\n.!?…。！？]*+[\n.!?…。！？]*+")
_NOT_ASCII = re.compile(r"[^\W\d_A-Za-z]")
_NO_LETTERS = bytes(sign for sign in range(128) if not chr(sign).isalpha())
_LEAST = 60  # characters; shorter ones go with the next
_MARKS = {
    "Cyrl": ("әғқңөұүһіўҳҷҙҡҗїє", 0.03),  # of no Russian word; one letter in six of Kazakh
    "Latn": ("qǵńğñıūşáúýó", 0.02),  # of no English word but `qu`
}


def passages_by_look(text: str) -> tuple[str, ...]:
    """The text's sentences, put together by script and by the letters that Russian and English lack."""
    passages: dict[tuple[str, bool], list[str]] = {}
    for sentence in _sentences(text):
        script = _script(sentence)
        passages.setdefault((script, _is_marked(sentence.lower(), script)), []).append(sentence)
    return tuple(map("".join, passages.values()))


def _sentences(text: str) -> list[str]:
    sentences = [""]
    for match in _SENTENCE.finditer(text):
        if len(sentences[-1]) >= _LEAST:
            sentences.append("")
        sentences[-1] += match[0]
    if len(sentences) > 1 and len(sentences[-1]) < _LEAST:
        sentences[-2:] = ["".join(sentences[-2:])]
    return sentences


def _script(sentence: str) -> str:
    """Latin, or the script of the first other letter; counting every letter would cost most of the time."""
    ascii_signs = sentence.encode("ascii", "ignore")
    other = _NOT_ASCII.search(sentence)
    if other is None or len(ascii_signs.translate(None, _NO_LETTERS)) > len(sentence) - len(ascii_signs):
        return "Latn"
    return script_of(other[0]) or ""


def _is_marked(sentence: str, script: str) -> bool:
    marks, share = _MARKS.get(script, ("", 0.0))
    return sum(map(sentence.count, marks)) > share * len(sentence)
