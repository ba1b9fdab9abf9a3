"""Which sentences of a text look as if they were in one language?"""

from __future__ import annotations

import re

from newsspider.normalise.scripts import script_of

_SENTENCE = re.compile(r"[^\n.!?…。！？]*+[\n.!?…。！？]*+")
_NOT_ASCII = re.compile(r"[^\W\d_A-Za-z]")
_NO_LETTERS = bytes(sign for sign in range(128) if not chr(sign).isalpha())
_LEAST = 60  # characters; shorter ones go with the next

# Letters of no Russian or English word (`qu` aside), and how many a sentence of another language has.
_MARKS = {"Cyrl": ("әғқңөұүһіўҳҷҙҡҗїє", 0.03), "Latn": ("qǵńğñıūşáúýó", 0.02)}
_SMALL_WORDS = {
    "Cyrl": re.compile(r"(?<!\w)(?:в|на|и|с|по|для|от|из|не|что)(?!\w)", re.IGNORECASE),
    "Latn": re.compile(r"(?<!\w)(?:the|of|and|to|in|is|for|with)(?!\w)", re.IGNORECASE),
}


def passages_by_look(text: str) -> tuple[str, ...]:
    """The text's sentences, put together by script and by whether they look Russian or English in it.

    Sentences that could be either go with the others of their script.
    """
    looks: dict[tuple[str, str], list[str]] = {}
    for sentence in _sentences(text):
        script = _script(sentence)
        looks.setdefault((script, _look(sentence, script)), []).append(sentence)
    for script in {script for script, look in looks if look == "either"}:
        either = looks.pop((script, "either"))
        others = [sentences for (other, _), sentences in looks.items() if other == script]
        if others:
            max(others, key=len).extend(either)
        else:
            looks[script, "plain"] = either
    return tuple(map("".join, looks.values()))


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


def _look(sentence: str, script: str) -> str:
    if script not in _MARKS:
        return ""
    marks, share = _MARKS[script]
    if sum(map(sentence.lower().count, marks)) > share * len(sentence):
        return "marked"
    return "plain" if _SMALL_WORDS[script].search(sentence) else "either"
