"""Which sources does a story name? The newsroom knows what it wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.replica.blocks import plain
from tests.replica.events import names
from tests.replica.houses import HOUSES
from tests.replica.spelling import qaz

# What the endings of leads name.
NAMED = {
    "Tengrinews.kz": "tengrinews.kz",
    "Qazinform News Agency": "inform.kz",
    "Kazinform": "inform.kz",
    "Polisia.kz": "polisia.kz",
    "Reuters": "reuters.com",
    "пресс-службу Акорды": "akorda.kz",
    "пресс-службу ведомства": None,
    "Департаменте полиции": None,
    "Полиция департаменті": None,
}
OWN = {"tengrinews": "tengrinews.kz", "kazinform": "inform.kz", "polisia": "polisia.kz", "govkz": "gov.kz"}
SAYS = {"ru": "Об этом сообщает {}.", "kk": "Бұл туралы {} хабарлады.", "en": "according to {}."}


def cites(text: str, *, site: str, language: str, latin: bool) -> list[dict[str, str | None]]:
    """Name and domain of each source in the order of the text, without the site itself."""
    spelled: Callable[[str], str] = qaz if latin else str
    text = text.replace("і", "i") if latin else text  # an editor's keyboard
    found: dict[tuple[str, ...], dict[str, str | None]] = {}
    for _, name, domain in sorted(_written(text, language, spelled)):
        if domain != OWN[site]:
            key = tuple(word[:5] for word in name.lower().split())  # one body, whatever case it stands in
            found.setdefault(key, {"name": name, "domain": domain})
    return list(found.values())


def _written(text: str, language: str, spelled: Callable[[str], str]) -> Iterator[tuple[int, str, str | None]]:
    """Where it stands, name and domain."""
    houses = [house for (_, spoken), house in HOUSES.items() if spoken == language]
    endings = {spelled(plain(ending).strip(" ,.-。")) for house in houses for ending in house.endings} - {""}
    ending = max((ending for ending in endings if ending in text), key=len, default="")
    for name, domain in NAMED.items():
        if spelled(name) in ending and not (name == "Kazinform" and "Qazinform" in ending):
            yield text.find(ending) + ending.find(spelled(name)), spelled(name), domain
    for body in names(language)["bodies"] if language in SAYS else ():
        sentence = spelled(SAYS[language].format(body))
        if (at := text.find(sentence)) >= 0:
            yield at, spelled(body).removeprefix("the "), None
