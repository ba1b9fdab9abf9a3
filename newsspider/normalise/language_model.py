"""What does the statistical model say a text's language is?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

# Languages with news of their own, by script, as far as py3langid knows them. Small, dead and made-up ones
# (Latin, Esperanto, Pidgin …) only take short headlines from the others.
_LANGUAGES = {
    script: frozenset(languages.split())
    for script, languages in {
        "Latn": "af az bs ca crh cs da de en es et eu fi fr ga gl hr hu id is it ku lt lv ms mt nl no pl pt ro sk sl "
        "so sq sv sw tk tl tr uz vi",
        "Cyrl": "ba be bg kk ky mk mn ru sr tg tt uk uz uzs",
        "Arab": "ar fa ps ug ur",
        "Deva": "hi mr ne",
        "Beng": "bn",
        "Guru": "pa",
        "Gujr": "gu",
        "Orya": "or",
        "Taml": "ta",
        "Telu": "te",
        "Knda": "kn",
        "Mlym": "ml",
        "Sinh": "si",
        "Thai": "th",
        "Laoo": "lo",
        "Tibt": "dz",
        "Mymr": "my",
        "Khmr": "km",
        "Ethi": "am",
        "Grek": "el",
        "Armn": "hy",
        "Geor": "ka",
        "Hebr": "he",
    }.items()
}
_ALIASES = {"uzs": "uz"}
_ENOUGH = 400  # characters; more costs time and changes nothing


def guess(
    text: str, script: str, *, among: Collection[str] = (), favoured: Mapping[str, float] | None = None
) -> str | None:
    """Most likely language with news in the script, of those allowed (none named: all).

    `favoured` adds to a language's score (a log-likelihood): it decides what the text leaves open.
    """
    candidates = _LANGUAGES.get(script, frozenset())
    if len(candidates) == 1:
        return next(iter(candidates))
    best: dict[str, float] = {}
    for label, score in _model().rank(text[:_ENOUGH]) if candidates else ():
        language = _ALIASES.get(label, label)
        if label in candidates and (not among or language in among):
            best.setdefault(language, score + (favoured or {}).get(language, 0.0))
    return max(best, key=lambda language: best[language], default=None)


@cache
def _model() -> Any:
    """Loaded with the first doubtful text: a second and 100 MB that most crawls never need."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    model.set_languages(frozenset().union(*_LANGUAGES.values()).intersection(model.labels))
    return model
