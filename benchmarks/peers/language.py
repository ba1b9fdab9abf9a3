"""Who names a text's language, and how is each asked? Every function takes a text and gives an ISO 639 code."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any


def _py3langid(text: str) -> str | None:
    import py3langid

    return str(py3langid.classify(text)[0])


def _lingua(text: str) -> str | None:
    language = _lingua_detector().detect_language_of(text)
    return str(language.iso_code_639_1.name.lower()) if language else None


@cache
def _lingua_detector() -> Any:
    from lingua import LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_all_languages().with_preloaded_language_models().build()


def _pycld2(text: str) -> str | None:
    import pycld2

    code = pycld2.detect(text, bestEffort=True)[2][0][1]
    return None if code == "un" else str(code)


def _langdetect(text: str) -> str | None:
    import langdetect

    langdetect.DetectorFactory.seed = 0  # its answers are drawn by lot
    return str(langdetect.detect(text))


IDENTIFIERS: dict[str, tuple[str, Callable[[str], str | None]]] = {
    "py3langid": ("py3langid", _py3langid),
    "lingua": ("lingua-language-detector", _lingua),
    "pycld2": ("pycld2", _pycld2),
    "langdetect": ("langdetect", _langdetect),
}
