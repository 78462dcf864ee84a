"""How common a Dutch word is, what it is made of, and what a dictionary lists it under.

The list of frequencies comes from tools/build_frequencies.py, which says what is in it; it is read when first asked
for. Words are in lower case, names as they are written.
"""

from __future__ import annotations

import gzip
import re
from functools import cache, lru_cache
from importlib import resources
from typing import Literal, cast

from translate.glossary.inflection import base_forms
from translate.glossary.stopwords import STOPWORDS

WordClass = Literal["n", "m", "a", "o", "u", "g", "l"]
RAREST = 1.5  # Zipf value of a word that the list lacks; the rarest in it has 1.9
TRUSTED = 3.5  # Zipf value; of a rarer word the list saw too little to be sure of its class
WHOLE = 4.5  # Zipf value; a word as common as this is not taken apart
REMEMBERED = 50_000  # words whose answer is kept; an article has a few hundred
_LEAST_USED = 2.6  # Zipf value; rarer words stand in manuals alone, and many are slips or English
_AS_COMMON = 1.2  # what a singular's Zipf value may be below its plural's
_COMMONEST = 8.0  # Zipf value of the commonest word of a language

_SHORTEST_PART = 3  # letters of either half of a compound
_SHORTEST_SURE_TAIL = 4  # of a last part that makes a capitalised word an ordinary one: Moskou is not mos and kou
_SHORTEST_VERB_TAIL = 5  # of a last part that is no noun
_SHORTEST_TAIL_ALONE = 5  # of the last part, where the first is no word we know
_LONGEST = 60  # letters; what is longer is no word
_LINKS = ("s", "en", "e", "n")  # what ties the halves of a compound: regeringsleider, bommenwerper, zonnepaneel
_LINKED = ("ings", "heids", "teits", "schaps", "ions")  # endings that a first half has, known or not
_SUFFIXES = frozenset(("lijk", "baar", "zaam", "loos", "achtig"))  # of adjectives, though some are nouns too
_AGENTS = re.compile(r".{3,}(?:er|eur|aar|tor)s")  # uithalers
_PLURALS = ("plural", "s", "diminutive plural")
_NOUN_FEATURES = frozenset(("plain", "plural", "s", "diminutive", "diminutive plural"))


@cache
def _list() -> dict[str, str]:
    packed = resources.files("translate.glossary").joinpath("data", "dutch_frequencies.txt.gz").read_bytes()
    lines = gzip.decompress(packed).decode().split("\n")
    return {word: value for word, _, value in (line.partition(" ") for line in lines)}


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


def noun_bases(word: str) -> list[str]:
    """Return the nouns that a word may be a plural, genitive or diminutive of; they need not exist."""
    return [form.text for form in base_forms(word)[1:] if form.feature in _NOUN_FEATURES]


def zipf(word: str) -> float:
    """Return how common a word is: the logarithm of its occurrences in a thousand million words, 1.5 to 8."""
    found = _list().get(word)
    return int(found[:-1]) / 10 if found else RAREST


def word_class(word: str) -> WordClass | None:
    """Return the class of a word or a name (see tools/build_frequencies.py), None for one that the list lacks."""
    found = _list().get(word)
    return cast(WordClass, found[-1]) if found else None


@lru_cache(REMEMBERED)
def halves(word: str) -> tuple[str, str] | None:
    """Take a closed compound apart: what stands before its last part (links and all), and its last part.

    None where it is common as it is, or no compound. The longest last part that leaves a word counts; where none does,
    the longest noun that leaves what may be one.

    >>> halves("munitievoorraden")
    ('munitie', 'voorraden')
    """
    if zipf(word) >= WHOLE or len(word) > _LONGEST:
        return None
    likely: tuple[str, str] | None = None
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        first, tail = word[:cut], word[cut:]
        if not _is_tail(tail):
            continue
        if _is_first(first):
            return first, tail
        if likely is None and word_class(tail) == "n" and _may_be_first(first, tail):
            likely = first, tail
    return likely


def _is_tail(tail: str) -> bool:
    if tail in _SUFFIXES or tail in STOPWORDS:
        return False
    own = word_class(tail)
    if own is not None:
        return own == "n" or len(tail) >= _SHORTEST_VERB_TAIL
    return any(word_class(base) == "n" for base in noun_bases(tail))


def _is_first(first: str) -> bool:
    parts = (first, *(first.removesuffix(link) for link in _LINKS if first.endswith(link)))
    return any(len(part) > 1 and part in _list() for part in parts) or halves(first) is not None


def _may_be_first(first: str, tail: str) -> bool:
    """Say whether what stands before a noun may be a word that the list lacks: ontnemings in ontnemingszaak."""
    has_vowel = any(c in "aeiouyëïéèö" for c in first)
    return (len(tail) >= _SHORTEST_TAIL_ALONE and has_vowel) or first.endswith(_LINKED)


@lru_cache(REMEMBERED)
def is_word(word: str) -> bool:
    """Say whether a word is Dutch: in the list, inflected from one that is, or made of two."""
    from translate.words.lists import is_dutch

    if word in STOPWORDS or is_dutch(word) or any(zipf(form.text) >= _LEAST_USED for form in base_forms(word)):
        return True
    cut = halves(word)
    return cut is not None and len(cut[1]) >= _SHORTEST_SURE_TAIL and _is_first(cut[0])


@lru_cache(REMEMBERED)
def dictionary_form(word: str) -> str:
    """Return the singular of a noun, where that is a noun we know; else the word itself.

    >>> dictionary_form("munitievoorraden"), dictionary_form("uithalers"), dictionary_form("kosten")
    ('munitievoorraad', 'uithaler', 'kosten')
    """
    rare = zipf(word) < TRUSTED
    for form in base_forms(word)[1:]:
        known = form.feature in _PLURALS and word_class(form.text) in ("n", "m")
        if known and (rare or zipf(form.text) > zipf(word) - _AS_COMMON):
            return form.text
    cut = halves(word)
    if cut is not None:
        return cut[0] + dictionary_form(cut[1])
    return word[:-1] if rare and _AGENTS.fullmatch(word) else word


def rarity(words: tuple[str, ...]) -> float:
    """Return how rare the words are that mean something: the mean of 8 minus their Zipf values, 0 to 6.5."""
    values = [_COMMONEST - max(zipf(word), zipf(dictionary_form(word))) for word in words if word not in STOPWORDS]
    return sum(values) / len(values) if values else 0.0
