"""Words of the translation that no one else uses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from translate.checks.registry import Finding, check
from translate.document import Segment
from translate.words.lists import is_compound, is_dutch, is_english
from translate.words.sentences import by_letters, inside_term, words_of


@check(
    "unknown word",
    severity="warning",
    explanation=(
        "A word of the translation is in no word list: the model may have made it up. Names, the terms of the glossary "
        "and words that the Dutch sentence has too are left alone."
    ),
    example=("De aanval was volledig mislukt.", "The attack had voloperate failed."),
    correct=(("De crewleden zijn veilig.", "The crewmembers are safe."),),
    details=(
        "British and American spellings are known alike, and so is a word of two English ones. Names inside a sentence "
        "are not looked at, so an invented one is not found."
    ),
)
def unknown_word(segment: Segment) -> Iterator[Finding]:
    """Find the words of a translation that are neither English nor copied."""
    unknown = [word for word in words_of(segment.target) if not _is_listed(word.text) and not word.is_name]
    dutch = by_letters(words_of(segment.source)) if unknown else {}
    for word in unknown:
        copied = word.letters in dutch or f"{word.letters}s" in dutch  # Bakkers, Bakker's
        if not copied and not inside_term(word, segment):
            yield Finding(f"“{word.text}” is in no English word list", word.span)


@lru_cache(maxsize=8192)
def _is_listed(word: str) -> bool:
    """Say whether a word is English, an abbreviation, or Dutch, which is another check's business."""
    return word.isupper() or is_english(word) or is_compound(word) or is_dutch(word.lower()) or is_dutch(word)
