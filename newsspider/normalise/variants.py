"""Which ways of writing one word are slips of type or of paper? For comparing only."""

from __future__ import annotations

import re

_ZERO = re.compile(r"[OoОо](?<=\d.)(?=\d)")  # `2О24`; the letter goes first, as it is rarer than digits
_NUMBER_SIGN = re.compile("№[ \u00a0]?")
_OTHER_KEYBOARD = str.maketrans({"Ѳ": "Ө", "ѳ": "ө", "ک": "ك"})  # fita in old Kazakh fonts; the Persian kaf

# A word that the end of a printed line cut: `инфор- мация`. One alone may be a slip (`казахско- русский`), or a pair of
# words (`ата- ана`): nothing but a dictionary could tell. Where a page was made from paper, there are many.
_SMALL = "[^\\W\\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]"
_CUT = re.compile(rf"-[ \n](?<=[^\W\d_][^\W\d_]-[ \n])(?!(?:и|или|либо|және|мен|пен|and|or)\b)(?={_SMALL}{{2}})")
_MANY = 3


def fold_variants(text: str) -> str:
    """Number signs, zeros typed as letters, letters of other keyboards; words cut by lines, where there are many."""
    if "№" in text:
        text = _NUMBER_SIGN.sub("No ", text)
    if "ѳ" in text or "Ѳ" in text or "ک" in text:
        text = text.translate(_OTHER_KEYBOARD)
    text = _ZERO.sub("0", text)
    if text.count("- ") + text.count("-\n") < _MANY or len(_CUT.findall(text)) < _MANY:
        return text
    return _CUT.sub("", text)
