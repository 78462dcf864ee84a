"""Words of the translation that no one else uses."""

from __future__ import annotations

from collections.abc import Iterator

from translate.checks.registry import Finding, check
from translate.checks.words import Word, by_letters, inside_term, is_dutch, is_english, words_of
from translate.document import Segment


@check(
    "unknown word",
    severity="warning",
    explanation=(
        "A word of the translation is in no word list: the model may have made it up. Names, the terms of the glossary "
        "and words that the Dutch sentence has too are left alone."
    ),
    example=("De aanval was volledig mislukt.", "The attack had voloperate failed."),
)
def unknown_word(segment: Segment) -> Iterator[Finding]:
    """Find the words of a translation that are neither English nor copied."""
    unknown = [word for word in words_of(segment.target) if not _is_known(word)]
    dutch = by_letters(words_of(segment.source)) if unknown else {}
    for word in unknown:
        if word.letters not in dutch and not inside_term(word, segment):
            yield Finding(f"“{word.text}” is in no English word list", word.span)


def _is_known(word: Word) -> bool:
    """Say whether a word is English, a name, or Dutch, which is another check's business."""
    lower = word.text.lower()
    return word.is_name or word.text.isupper() or is_english(word.text) or is_dutch(lower) or is_dutch(word.text)
