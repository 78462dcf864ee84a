"""Words of the translation that are still Dutch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from translate.checks.registry import Finding, check
from translate.document import Segment, Span
from translate.words.lists import is_compound, is_dutch, is_english, is_false_friend
from translate.words.sentences import Word, by_letters, inside_term, words_of

# Words that stand in lower case within names: Partij voor de Dieren, Bergen op Zoom, Hoek van Holland.
_WITHIN_NAMES = frozenset(
    ("aan", "bij", "de", "den", "der", "het", "in", "onder", "op", "te", "ten", "ter", "tot", "uit", "van", "voor")
)

_CONSONANTS = re.compile("[bcdfghjklmnpqrstvwxz]+")  # an abbreviation: plc

# Dutch before the hyphen of a name, so left in Dutch when the rest was translated: Oost-Oekraïne, Oost Ukraine.
_FIRST_PARTS = frozenset(
    ("centraal", "midden", "noord", "noordoost", "noordwest", "oost", "zuid", "zuidoost", "zuidwest")
)


@check(
    "left in Dutch",
    severity="warning",
    explanation=(
        "A word of the translation is still Dutch: it was copied from the Dutch sentence and is no English word, or it "
        "is a Dutch word that English does not have. Names and the terms of the glossary are left alone."
    ),
    example=("Minder afhankelijk van olie.", "Minder dependent on oil."),
    examples=(("De NAVO vergadert in Brussel.", "NAVO meets in Brussels."),),
    correct=(("De president zag een drone.", "The president saw a drone."),),
    details=(
        "Neighbouring words make one finding. Names that English spells otherwise (Rusland, NAVO) are found as well. A "
        "word that is spelt like an English one (`romp`, `die`, `met`) counts as Dutch when it was made from the same "
        "letters in the Dutch sentence. Not found: Dutch in a sentence all in capitals, a rare Dutch compound that "
        "begins the sentence in both languages, for it may be a name, and a rare one of two English words (windpark)."
    ),
)
def left_in_dutch(segment: Segment) -> Iterator[Finding]:
    """Find the Dutch words of a translation; neighbours make one finding."""
    words = words_of(segment.target)
    if not any(_is_doubtful(word.text) for word in words):
        return
    dutch = by_letters(words_of(segment.source))
    left = [
        _is_doubtful(word.text)
        and not inside_term(word, segment)
        and _is_dutch(word, dutch.get(word.letters, ()), segment.alignment)
        and not _is_within_name(words, position, segment)
        for position, word in enumerate(words)
    ]
    for run in _runs(words, left, segment.target):
        span = Span(run[0].start, run[-1].span.end)
        yield Finding(f"“{span.of(segment.target)}” is Dutch", span, _source_of(run, dutch))


@lru_cache(maxsize=8192)
def _is_doubtful(word: str) -> bool:
    """Say whether a word may be Dutch, whatever the Dutch sentence is; most are not, so this saves time."""
    lower = word.lower()
    return not is_english(word) or is_dutch(word) or is_dutch(lower) or is_false_friend(lower)


def _is_dutch(word: Word, copies: Sequence[Word], alignment: Sequence[tuple[Span, Span]]) -> bool:
    """Say whether a word is Dutch, given the words of the Dutch sentence with the same letters."""
    if word.capital and is_dutch(word.text):
        return True
    if word.text.isupper():  # an abbreviation: Dutch writes ngo, English NGO
        return False
    lower = word.text.lower()
    if any(copy.is_name for copy in copies):
        return lower in _FIRST_PARTS and not word.leads and all(copy.leads for copy in copies)
    if is_english(word.text):
        return not word.is_name and is_false_friend(lower) and _is_copy(word, copies, alignment)
    if is_dutch(lower):
        return True
    return bool(copies) and not word.capital and not is_compound(lower) and not _CONSONANTS.fullmatch(lower)


def _is_copy(word: Word, copies: Sequence[Word], alignment: Sequence[tuple[Span, Span]]) -> bool:
    """Say whether a word was made from one with the same letters; without an alignment, that there is one will do."""
    if not alignment:
        return bool(copies)
    origins = [source for source, target in alignment if target.overlaps(word.span)]
    return any(origin.overlaps(copy.span) for origin in origins for copy in copies)


def _is_within_name(words: Sequence[Word], position: int, segment: Segment) -> bool:
    """Say whether a word stands in lower case between capitals in a name that the Dutch sentence spells alike."""
    if words[position].text not in _WITHIN_NAMES:
        return False
    first = last = position
    while first >= 0 and words[first].text in _WITHIN_NAMES:
        first -= 1
    while last < len(words) and words[last].text in _WITHIN_NAMES:
        last += 1
    if first < 0 or last == len(words) or not words[first].capital or not words[last].capital:
        return False
    return segment.target[words[first].start : words[last].span.end] in segment.source


def _runs(words: Sequence[Word], wanted: Sequence[bool], text: str) -> Iterator[list[Word]]:
    """Yield the wanted words, those with nothing but white space between them together."""
    run: list[Word] = []
    for word, is_wanted in zip(words, wanted, strict=True):
        if run and (not is_wanted or text[run[-1].span.end : word.start].strip()):
            yield run
            run = []
        if is_wanted:
            run.append(word)
    if run:
        yield run


def _source_of(run: Sequence[Word], dutch: Mapping[str, Sequence[Word]]) -> Span | None:
    """Return where the words stand in the Dutch sentence, None when they were not copied from one place."""
    first, last = (dutch.get(word.letters, ()) for word in (run[0], run[-1]))
    if not first or not last or last[0].start < first[0].start:
        return None
    return Span(first[0].start, last[0].span.end)
