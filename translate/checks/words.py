"""The words of a sentence, and which of them are English and which Dutch.

The lists are made by tools/build_word_list.py, which says what is in them; they are read when first asked for.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from translate.document import Segment, Span

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Addresses, file names and abbreviations with dots hold no words: https://a.nl, jan@a.nl, #oorlog, a.m., n_jobs.
_NO_WORDS = re.compile(r"\S*(?:://|@|\w\.\w|_)\S*|[#$\\]\S+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…])[\s\"“”„‘’'«»()\[\]*–—-]*$|[\"“„‘«'][\s(\[*]*$")
_LOOK_BACK = 8  # characters before a word that tell whether it begins a sentence; quotes and blanks are few


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence.

    ``starts`` says that it begins a sentence, a quotation or what stands behind a colon, so that its capital means
    nothing. ``joined`` says that a hyphen ties it to another word.
    """

    text: str
    span: Span
    starts: bool
    joined: bool

    @property
    def letters(self) -> str:
        """The word in lower case and without ``'s``, to compare words of the two sentences."""
        return self.text.lower().replace("’", "'").removesuffix("'s")

    @property
    def capital(self) -> bool:
        """The word begins with a capital."""
        return self.text[0].isupper()

    @property
    def is_name(self) -> bool:
        """The word has a capital that it does not owe to its place: Moskou, iPhone."""
        inside = self.text[1:]
        return (self.capital and not self.starts) or (inside != inside.lower() and not self.text.isupper())


def words_of(sentence: str) -> Iterator[Word]:
    """Yield the words of a sentence in order; the parts of a hyphenated word are words of their own.

    What holds a digit, and what belongs to an address or an abbreviation with full stops, is no word.
    """
    skipped = [match.span() for match in _NO_WORDS.finditer(sentence)]
    for match in _WORD.finditer(sentence):
        start, end = match.span()
        text = match.group()
        if any(character.isdigit() for character in text) or any(a <= start < b for a, b in skipped):
            continue
        before = sentence[max(start - _LOOK_BACK, 0) : start]
        starts = not start or (text[0].isupper() and _SENTENCE_START.search(before) is not None)
        joined = before.endswith("-") or sentence[end : end + 1] == "-"
        yield Word(text, Span(start, end), starts, joined)


def by_letters(words: Iterable[Word]) -> dict[str, list[Word]]:
    """Return words by their letters, those with the same letters in the order they came."""
    found: dict[str, list[Word]] = {}
    for word in words:
        found.setdefault(word.letters, []).append(word)
    return found


def inside_term(word: Word, segment: Segment) -> bool:
    """Say whether a word of the translation belongs to a term of the glossary."""
    return any(term.target is not None and term.target.overlaps(word.span) for term in segment.terms)


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
    packed = resources.files("translate.checks").joinpath("data", name).read_bytes()
    return gzip.decompress(packed).decode().split("\n")


def is_english(word: str) -> bool:
    """Say whether a word is English in some spelling; a capital makes names count too, ``'s`` is left out of account."""
    word = plain(word)
    if len(word) == 1:
        return True
    known = _english()
    if word.lower() in known or word in known or (word.isupper() and word.title() in known):
        return True
    stem, apostrophe, ending = word.partition("'")
    return bool(apostrophe) and ending.lower() in ("", "s") and is_english(stem)


def is_dutch(word: str) -> bool:
    """Say whether a word is Dutch and not English too; case matters (``Rusland``, ``NAVO``, ``aanval``)."""
    return word.replace("’", "'") in _dutch()


def is_false_friend(word: str) -> bool:
    """Say whether a word in lower case is English, but Dutch when the Dutch sentence has it: ``die``, ``romp``."""
    return f"{word}=" in _dutch()
