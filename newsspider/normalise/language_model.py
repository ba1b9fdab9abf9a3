"""What does the statistical model say a text's language is?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

# Languages with news of their own, as far as py3langid knows them. Small, dead and made-up ones
# (Latin, Esperanto, Pidgin …) only take short headlines from the others.
_LANGUAGES = frozenset(
    (
        "af am ar az ba be bg bn bs ca crh cs da de dz el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it "
        "ja ka kk km kn ko ku ky lo lt lv mk ml mn mr ms mt my ne nl no or pa pl ps pt ro ru si sk sl so sq sr sv "
        "sw ta te tg th tk tl tr tt ug uk ur uz uzs vi zh"
    ).split()
)
_ALIASES = {"uzs": "uz"}
_ENOUGH = 600  # characters; more costs time and changes nothing


def guess(text: str, *, among: Collection[str] = (), favoured: Mapping[str, float] | None = None) -> str | None:
    """Most likely language, of those allowed (none named: of all).

    `favoured` adds to a language's score (a log-likelihood): it decides what the text leaves open.
    """
    favoured = favoured or {}
    best: dict[str, float] = {}
    for label, score in _model().rank(text[:_ENOUGH]):
        language = _ALIASES.get(label, label)
        if not among or language in among:
            best.setdefault(language, score + favoured.get(language, 0.0))
    return max(best, key=lambda language: best[language], default=None)


@cache
def _model() -> Any:
    """Loaded with the first doubtful text: a second and 100 MB that most crawls never need."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    model.set_languages(_LANGUAGES.intersection(model.labels))
    return model
