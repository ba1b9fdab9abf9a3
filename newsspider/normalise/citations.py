"""Which sources does a text name, and in which words?"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache, lru_cache

from newsspider.article import Cite
from newsspider.normalise import citation_chinese, citation_english, citation_kazakh, citation_russian
from newsspider.normalise.citation_names import DOMAIN, Mention, has
from newsspider.normalise.homoglyphs import fold_homoglyphs
from newsspider.normalise.known_sources import any_media, known_domain
from newsspider.normalise.no_sources import is_no_source
from newsspider.normalise.text import comparison_form

_LANGUAGES: tuple[tuple[tuple[str, ...], Callable[[str], Iterator[Mention]]], ...] = tuple(
    (module.FRAGMENTS, module.mentions)
    for module in (citation_russian, citation_kazakh, citation_english, citation_chinese)
)
_LONGEST_LINE = 5000  # letters; a longer line is no sentence that names a source
_LONGEST = 300  # letters of a phrase
_MANY = 100
_WORD = re.compile(r"[^\W\d_]{3,40}")
_CYRILLIC, _LATIN = re.compile("[\u0400-\u052f]"), re.compile("[A-Za-z]")
_MIXED = re.compile("[A-Za-z][\u0400-\u052f]|[\u0400-\u052f][A-Za-z]")
_DOMAIN = re.compile(DOMAIN)


_form_of_outlet = lru_cache(maxsize=256)(comparison_form)  # the same few for every article


def citations(text: str, *, own: Collection[str] = ()) -> list[Cite]:
    """Each source once, in the order of the text. `own`: hosts and names of the outlet, which does not cite itself."""
    hosts = {host.lower().removeprefix("www.") for host in own if "." in host}
    names = {_form_of_outlet(name) for name in own}
    found: dict[tuple[str, ...], Cite] = {}
    for mention, phrase in _mentions(text):
        cite = Cite(mention.name, _domain(mention.name), phrase)
        if not cite.name or is_no_source(cite.name) or _is_own(cite, hosts, names):
            continue
        key = _key(cite)
        if not any(other[: len(key)] == key for other in found):  # the same, or the same cut short
            found[key] = cite
        if len(found) == _MANY:
            break
    return list(found.values())


def _mentions(text: str) -> Iterator[tuple[Mention, str]]:
    present = [([piece for piece in fragments if piece in text], read) for fragments, read in _LANGUAGES]
    languages = [(pieces, read) for pieces, read in present if pieces]
    bracketed = [pattern for sign, pattern in _bracketed() if sign in text]
    for line in text.split("\n") if languages or bracketed else ():
        if len(line) > _LONGEST_LINE:
            continue
        readers = [read for pieces, read in languages if has(line, pieces)]
        folded = _WORD.sub(_one_script, line) if readers and _MIXED.search(line) else line
        here = [mention for read in readers for mention in read(folded)]
        here += [Mention(*match.span(), match["name"]) for pattern in bracketed for match in pattern.finditer(line)]
        for mention in sorted(here, key=lambda mention: (mention.end, mention.start)):
            phrase = line[mention.start : mention.end].strip().rstrip(".,;:")
            if len(phrase) <= _LONGEST:
                yield mention, phrase


@cache
def _bracketed() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """`(Reuters)`, `/ТАСС/`: as agencies sign their dispatches."""
    name = rf"(?P<name>{any_media()})"
    return ("(", re.compile(rf"\({name}\)")), ("/", re.compile(rf"/(?<![\w/:]/){name}/(?!\w)"))


def _one_script(word: re.Match[str]) -> str:
    """A look-alike letter hides a name: `Tengrinews` with a Cyrillic `е`."""
    mixed = _CYRILLIC.search(word[0]) and _LATIN.search(word[0])
    return fold_homoglyphs(word[0]) if mixed else word[0]


def _domain(name: str) -> str | None:
    match = _DOMAIN.search(name)
    return match[0].lower().removeprefix("www.") if match else known_domain(name)


def _is_own(cite: Cite, hosts: set[str], names: set[str]) -> bool:
    if cite.domain and any(f".{host}".endswith(f".{cite.domain}") for host in hosts):
        return True
    return comparison_form(cite.name) in names


def _key(cite: Cite) -> tuple[str, ...]:
    """The same for one name in different cases: words without their ends."""
    words = comparison_form(cite.name).split()
    return tuple(word[:5] for word in words)
