"""Which words are English and which Dutch.

The lists are made by tools/build_word_list.py, which says what is in them; they are read when first asked for.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from functools import cache
from importlib import resources

# Parts that make a new word of any other. Not re-, un- and pre-: models make words with them that are none.
_COMBINING = re.compile(
    "(?:aero|agro|anti|astro|bio|counter|cyber|eco|electro|euro|geo|hydro|hyper|inter|macro|mega|micro|mini|multi|nano"
    "|neuro|petro|photo|psycho|semi|socio|super|techno|thermo|ultra)(?P<rest>[a-z]{4,})"
)
_ENDINGS = ("", "s", "d", "ll", "ve")  # the boys', the boy's, there'd, there'll, who've
_PART = 4  # letters of a part of a compound


def plain(word: str) -> str:
    """Return a word without accents and with straight apostrophes."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word.replace("’", "'"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@cache
def _english() -> frozenset[str]:
    return frozenset(_lines("english_words.txt.gz"))


@cache
def _dutch() -> frozenset[str]:
    return frozenset(_lines("dutch_words.txt.gz"))


def _lines(name: str) -> list[str]:
    packed = resources.files("translate.words").joinpath("data", name).read_bytes()
    return gzip.decompress(packed).decode().split("\n")


def is_english(word: str) -> bool:
    """Say whether a word is English in some spelling, or with a capital a name; ``'s`` and ``cyber`` may be added."""
    word = plain(word)
    if len(word) == 1:
        return True
    known = _english()
    if word.lower() in known or word in known or (word.isupper() and word.title() in known):
        return True
    stem, apostrophe, ending = word.partition("'")
    if apostrophe:
        return ending.lower() in _ENDINGS and is_english(stem)
    combined = _COMBINING.fullmatch(word.lower())
    return combined is not None and combined["rest"] in known


def is_compound(word: str) -> bool:
    """Say whether a word is two English words of four letters or more in one: ``crewmembers``, ``backcountry``."""
    lower, known = plain(word).lower(), _english()
    return any(lower[:at] in known and lower[at:] in known for at in range(_PART, len(lower) - _PART + 1))


def is_dutch(word: str) -> bool:
    """Say whether a word is Dutch and not English too; case matters (``Rusland``, ``NAVO``, ``aanval``)."""
    word = word.replace("’", "'")
    return word in _dutch() or (word.endswith("'s") and word[:-2] in _dutch())


def is_false_friend(word: str) -> bool:
    """Say whether a word in lower case is English, but Dutch when the Dutch sentence has it: ``die``, ``romp``."""
    return f"{word}=" in _dutch()


def is_dutch_word(word: str) -> bool:
    """Say whether a word in lower case is Dutch, whether or not English has one that is spelt so."""
    return is_dutch(word) or is_false_friend(word)
