"""The words of a sentence, and what their capitals and hyphens say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from translate.document import Segment, Span

_WORD = re.compile(r"\b[^\W\d_²³]+(?:['’][^\W\d_²³]+)*\b")  # with a digit in it, it is none
# What is in addresses, file names, abbreviations with dots, tags and mended quotations: https://a.nl, jan@a.nl, a.m.,
# n_jobs, #oorlog, con[c]essions.
_NO_WORD = re.compile(r"://|[@_#$\\]|\w\.\w|\w\[|\]\w")
_MARKS = frozenset("@_#$\\[]")
_DOT = re.compile(r"\.\w")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…])[\s\"“”„‘’'«»()\[\]*–—-]*$|[\"“„‘«'][\s(\[*]*$")
_LOOK_BACK = 8  # characters before a word that tell whether it begins a sentence; quotes and blanks are few


class Word(NamedTuple):  # not a dataclass: there are many, and these are made faster
    """A word of a sentence.

    ``starts`` says that it begins a sentence, a quotation or what stands behind a colon, so that its capital means
    nothing. ``leads`` says that a hyphen ties it to the word behind it.
    """

    text: str
    start: int
    starts: bool
    leads: bool

    @property
    def span(self) -> Span:
        """Where the word stands in its sentence."""
        return Span(self.start, self.start + len(self.text))

    @property
    def letters(self) -> str:
        """The word in lower case and without ``'s``, to compare words of the two sentences."""
        return _letters(self.text)

    @property
    def capital(self) -> bool:
        """The word begins with a capital."""
        return self.text[0].isupper()

    @property
    def is_name(self) -> bool:
        """The word has a capital that it does not owe to its place: Moskou, iPhone."""
        inside = self.text[1:]
        return (self.capital and not self.starts) or (inside != inside.lower() and not self.text.isupper())


@lru_cache(maxsize=8192)
def _letters(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s")


@lru_cache(maxsize=8)  # all checks ask for the words of the same two sentences
def words_of(sentence: str) -> tuple[Word, ...]:
    """Return the words of a sentence in order; the parts of a hyphenated word are words of their own.

    What holds a digit, and what belongs to an address or an abbreviation with full stops, is no word.
    """
    return tuple(_find_words(sentence))


def _find_words(sentence: str) -> Iterator[Word]:
    skipped = list(_no_words(sentence))
    for match in _WORD.finditer(sentence):
        text, (start, end) = match.group(), match.span()
        if skipped and any(span.start <= start < span.end for span in skipped):
            continue
        starts = not start or (text[0].isupper() and _starts_sentence(sentence, start))
        yield Word(text, start, starts, leads=sentence[end : end + 1] == "-")


def _no_words(sentence: str) -> Iterator[Span]:
    """Yield what stands between white space around the marks of an address, a file name or the like."""
    if _MARKS.isdisjoint(sentence) and "://" not in sentence and not _DOT.search(sentence):
        return
    for mark in _NO_WORD.finditer(sentence):
        start, end = sentence.rfind(" ", 0, mark.start()) + 1, sentence.find(" ", mark.end())
        yield Span(start, len(sentence) if end < 0 else end)


def _starts_sentence(sentence: str, start: int) -> bool:
    return _SENTENCE_START.search(sentence[max(start - _LOOK_BACK, 0) : start]) is not None


def by_letters(words: Iterable[Word]) -> dict[str, list[Word]]:
    """Return words by their letters, those with the same letters in the order they came."""
    found: dict[str, list[Word]] = {}
    for word in words:
        found.setdefault(word.letters, []).append(word)
    return found


def neighbours(words: Iterable[Word], sentence: str) -> Iterator[list[Word]]:
    """Yield some words of a sentence in order, those with nothing but white space between them together."""
    run: list[Word] = []
    for word in words:
        if run and sentence[run[-1].span.end : word.start].strip():
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def inside_term(word: Word, segment: Segment) -> bool:
    """Say whether a word of the translation belongs to a term of the glossary."""
    return any(term.target is not None and term.target.overlaps(word.span) for term in segment.terms)
