"""Sentences all in capitals: put into ordinary case, in which models know words, and back.

Headings, heads of tables and subtitles are often written so; a model spells such words out letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from translate.document import Span
from translate.words.lists import is_dutch, is_dutch_word, is_english

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LONGEST_ACRONYM = 5  # letters
_LEAST_LETTERS = 10  # of a sentence of three words, none of which is known


def is_in_capitals(dutch: str) -> bool:
    """Say whether a Dutch text has words all in capitals, and not only acronyms and names."""
    if not dutch.isupper():
        return False
    words = [word for word in _WORD.findall(dutch) if len(word) > 1]
    if any(is_dutch_word(word.lower()) or len(word) > _LONGEST_ACRONYM + 1 for word in words):
        return True
    return len(words) > 2 and sum(map(len, words)) >= _LEAST_LETTERS


def ordinary_dutch(dutch: str, names: Collection[str] = (), spelt: Mapping[Span, str] | None = None) -> str:
    """Return a Dutch text in capitals as it would be written without, letter for letter.

    Args:
        dutch: the text.
        names: words with a capital that belong so: those of the article.
        spelt: how stretches of it are spelt; one with other letters is passed over.
    """
    by_letters = {name.upper(): name for name in names}

    def spell(word: str) -> str:
        return by_letters.get(word) or _spelt(word, is_dutch_word, str.lower)

    text = _spell_words(dutch, spell)
    for span, spelling in (spelt or {}).items():
        if spelling.upper() == span.of(dutch) and len(spelling) == span.end - span.start:
            text = text[: span.start] + spelling + text[span.end :]
    return _begun(text)


def ordinary_english(english: str, dutch: str) -> str:
    """Return an English text in capitals as it would be written without, letter for letter.

    A word in no list is taken for a name where the Dutch has it too.
    """
    same = frozenset(_WORD.findall(dutch))

    def spell(word: str) -> str:
        return _spelt(word, lambda lower: False, str.title if word in same else str.lower)

    text = _spell_words(english, spell)
    return _begun(text)


def in_capitals(text: str, kept: Iterable[Span] = ()) -> str:
    """Return a text in capitals, letter for letter, but for some stretches of it."""
    letters = [_upper(one) for one in text]
    for span in kept:
        letters[span.start : span.end] = span.of(text)
    return "".join(letters)


def _begun(text: str) -> str:
    """Return a text whose first word has a capital."""
    first = _WORD.search(text)
    return text if first is None else text[: first.start()] + _upper(first[0][0]) + text[first.start() + 1 :]


def _upper(letter: str) -> str:
    return letter.upper() if len(letter.upper()) == 1 else letter


def _spell_words(text: str, spell: Callable[[str], str]) -> str:
    def one(match: re.Match[str]) -> str:
        spelling = spell(match[0])
        return spelling if len(spelling) == len(match[0]) else match[0]

    return _WORD.sub(one, text)


def _spelt(word: str, is_ordinary: Callable[[str], bool], unknown: Callable[[str], str]) -> str:
    """Return how a word in capitals is spelt: an ordinary word, a name, an acronym, or none that is known."""
    lower, title = word.lower(), word.capitalize()
    if len(word) == 1 or is_ordinary(lower) or is_english(lower):
        return lower
    if is_dutch(title) or is_english(title):
        return title
    if is_dutch(word) or is_english(word) or len(word) <= _LONGEST_ACRONYM:
        return word
    return unknown(word)
