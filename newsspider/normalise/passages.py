"""Which sentences of a text look as if they were in one language?"""

from __future__ import annotations

import re

from newsspider.normalise.scripts import script_of

_SENTENCE = re.compile(r"[^\n.!?…。！？]*+[\n.!?…。！？]*+")
_QUOTATION = re.compile(r"(?=«[^«»\n]{40})")  # a sentence of its own, perhaps in another language
_NOT_ASCII = re.compile(r"[^\W\d_A-Za-z]")
_NO_LETTERS = bytes(sign for sign in range(128) if not chr(sign).isalpha())
_LEAST = 20  # characters; shorter ones go with the one before
_MOST = 4_000  # sentences, far more than an article has; the rest is one

# Letters of no Russian or English word (`qu` aside), and how many a sentence of another language has.
_MARKS = {
    "Cyrl": (re.compile("[әғқңөұүһіўҳҷҙҡҗїєӘҒҚҢӨҰҮҺІЎҲҶҘҠҖЇЄ]"), 0.03),
    "Latn": (re.compile("[qǵńğñıūşáúýóQǴŃĞÑŪŞÁÚÝÓ]"), 0.02),
}
_SMALL_WORDS = {
    "Cyrl": re.compile(r"(?<!\w)(?:в|на|и|с|по|для|от|из|не|что)(?!\w)", re.IGNORECASE),
    "Latn": re.compile(r"(?<!\w)(?:the|of|and|to|in|is|for|with)(?!\w)", re.IGNORECASE),
}
# Small words and endings of Turkic sentences that happen to have no such letters; many in Kyrgyz have none.
_TURKIC = re.compile(
    r"(?<!\w)(?:жана|менен|бул|деп|экен|анын|алар|болгон|бир|жок|ол|мен|пен|бен)(?!\w)"
    r"|(?:нын|дын|нун|дун|уу|ында|инде|ылган|илген)(?!\w)",
    re.IGNORECASE,
)

Look = tuple[str, str]


def passages_by_look(text: str) -> tuple[str, ...]:
    """The text's sentences, put together by script and by whether they look Russian or English in it.

    A sentence that could be either goes with those around it: languages change with a quotation or a paragraph.
    """
    sentences = _sentences(text)
    looks: dict[Look, list[str]] = {}
    for sentence, look in zip(sentences, _settled([_look(sentence) for sentence in sentences]), strict=True):
        looks.setdefault(look, []).append(sentence)
    return tuple(map("".join, looks.values()))


def _sentences(text: str) -> list[str]:
    sentences = [""]
    for match in _SENTENCE.finditer(text):
        for piece in _QUOTATION.split(match[0]) if "«" in match[0] else (match[0],):
            if len(piece) >= _LEAST and sentences[-1] and len(sentences) < _MOST:
                sentences.append("")
            sentences[-1] += piece
    return sentences


def _settled(looks: list[Look]) -> list[Look]:
    """Where a sentence looks like either: the look of the one before it in its script, else of the one after."""
    settled = looks[:]
    for order in (range(len(looks)), reversed(range(len(looks)))):
        last: dict[str, Look] = {}
        for i in order:
            script, look = settled[i]
            if look == "either":
                settled[i] = last.get(script, settled[i])
            else:
                last[script] = settled[i]
    return settled


def _look(sentence: str) -> Look:
    script = _script(sentence)
    if script not in _MARKS:
        return script, ""
    marks, share = _MARKS[script]
    if len(marks.findall(sentence)) > max(1.0, share * len(sentence)):
        return script, "marked"
    if _SMALL_WORDS[script].search(sentence):
        return script, "plain"
    return script, "marked" if script == "Cyrl" and len(_TURKIC.findall(sentence)) > 1 else "either"


def _script(sentence: str) -> str:
    """Latin, or the script of the first other letter; counting every letter would cost most of the time."""
    ascii_signs = sentence.encode("ascii", "ignore")
    other = _NOT_ASCII.search(sentence)
    if other is None or len(ascii_signs.translate(None, _NO_LETTERS)) > len(sentence) - len(ascii_signs):
        return "Latn"
    return script_of(other[0]) or ""
