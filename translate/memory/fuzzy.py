"""Sentences that the memory knows nearly: how near, and where they differ.

The percentage is the mean of two Levenshtein similarities, of the words and of the characters::

    percent = 100 · ((1 - edits of words / words) + (1 - edits of characters / characters)) / 2

with the count of the longer sentence under each line, and words compared without case and punctuation, characters as
they are. Another word in a sentence of ten is about 90. Above stand what translation tools set apart: 101 for the very
sentence between the same neighbours, 100 for the very sentence, 99 for one that differs in its numbers alone, which
were adapted, and 95 to 99 for one that has the same words.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.memory.exact import Neighbours, rank, shared_neighbours
from translate.memory.numbers import adapt_numbers, differ_only_in_numbers, numbers_of

if TYPE_CHECKING:
    from translate.library import Library, MemoryUnit

IN_CONTEXT, EXACT, ADAPTED, SAME_WORDS = 101, 100, 99, (95, 99)  # percent
KEPT = 0.75  # of the units that were read: where fewer are left, the index is made anew
OTHER_WORDS = 98  # percent: the most for a sentence in which a word differs, however long it is

_WORD = re.compile(r"\w+(?:['’.,:-]\w+)*")
_IN_NUMBER = re.compile(r"(\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_NUMBER_CODE, _NO_WORD = "\0", "\1"


@dataclass(frozen=True, slots=True)
class FuzzyMatch:
    """A unit of the memory that is like a sentence.

    Attributes:
        unit: the unit as the memory has it.
        percent: how like, 0 to 100; 101 for the very sentence between the same neighbours.
        target: the unit's English, with the numbers of the sentence where they could be adapted.
        adapted: the sentences differ in their numbers alone, and every one of them is adapted in ``target``.
        note: what to look at: numbers that could not be adapted, or that differ; empty where there is nothing.
    """

    unit: MemoryUnit
    percent: int
    target: str
    adapted: bool = False
    note: str = ""


def match_percent(asked: str, known: str) -> int:
    """Return how like two sentences are, 0 to 100, by the formula above; 100 only for the very same."""
    from rapidfuzz.distance import Levenshtein

    if asked == known:
        return EXACT
    ours, theirs = _words(asked), _words(known)
    words = Levenshtein.normalized_similarity(ours, theirs)
    characters = Levenshtein.normalized_similarity(asked, known)
    percent = round(50 * (words + characters))
    if ours == theirs and ours:
        lowest, highest = SAME_WORDS
        return max(lowest, min(highest, percent))
    return min(percent, OTHER_WORDS)


class FuzzyIndex:
    """The sources of a library's memory, ready to be searched; threads may share it.

    Each word of a source is one character of its code (16 bits of a hash; each number the same), so that comparing
    words is comparing short strings. By the percentage asked for, some number of words must be the same; of all words
    but so many, the rarest, a match therefore has at least one, and only sources that do are looked at. Two words may
    share a character: that makes some candidates more, and candidates are measured by `match_percent`.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._turn = threading.Lock()
        self._version: int | None = None
        self._newest = 0  # the highest id of a unit that was read
        self._units = 0  # how many were read; some may have gone since
        self._codes: dict[str, str] = {}  # by source
        self._with: dict[str, list[str]] = {}  # sources by a character of their code

    def __len__(self) -> int:
        return len(self._codes)

    def search(
        self, source: str, least: int = 75, limit: int = 5, *, previous: str | None = None, following: str | None = None
    ) -> list[FuzzyMatch]:
        """Return the units most like a sentence, the best first; of units with the same English only the best.

        Of a memory that has changed since the last search only what is new is read.

        Args:
            source: the Dutch sentence.
            least: the lowest percentage, 1 to 101.
            limit: the most matches.
            previous: the sentence before it, empty where there is none; None where that is not known.
            following: the sentence after it, in the same way.
        """
        with self._turn:
            self._bring_up_to_date()
            near = sorted(self._near(source, least), key=lambda found: (-found[0], found[1]))
        units = self._read_units([source, *(known for _, known in near)], 2 * limit)
        neighbours = Neighbours(previous or "", source, following or "")
        in_context = previous is not None and following is not None
        matches = [_match(unit, neighbours, in_context=in_context) for unit in units]

        def worth(match: FuzzyMatch) -> tuple[int, int, bool, str, int]:
            unit = match.unit
            shared, is_reviewed = rank(unit, neighbours)
            return match.percent, shared if in_context else 0, is_reviewed, unit.at, unit.id

        matches.sort(key=worth, reverse=True)
        distinct: dict[str, FuzzyMatch] = {}
        for match in matches:
            if match.percent >= least:
                distinct.setdefault(match.target, match)
        return list(distinct.values())[:limit]

    def bring_up_to_date(self) -> None:
        """Read what is new in the memory; a search does so by itself."""
        with self._turn:
            self._bring_up_to_date()

    def _read_units(self, sources: Sequence[str], enough: int) -> list[MemoryUnit]:
        """Return the units of the first sources that still have any: so many sources, and the first."""
        units: dict[str, list[MemoryUnit]] = {}
        for start in range(0, len(sources), enough + 1):
            units |= self._library.memory_exact(sources[start : start + enough + 1])
            if len(units) > enough:
                break
        return [unit for known in units.values() for unit in known]

    def _bring_up_to_date(self) -> None:
        """Read what is new. What has gone is passed over when it is found; if it is much, all is read again."""
        version = self._library.memory_version()
        if version == self._version:
            return
        new = self._library.memory_sources(self._newest)
        if self._library.memory_count() < KEPT * (self._units + len(new)):
            self._codes, self._with, self._units = {}, {}, 0
            new = self._library.memory_sources()
        self._units += len(new)
        self._newest = max((self._newest, *(key for key, _ in new[-1:])))
        for _, source in new:
            if source not in self._codes:
                code = self._codes[source] = _code(source)
                for character in set(code or _NO_WORD):
                    self._with.setdefault(character, []).append(source)
        self._version = version

    def _near(self, source: str, least: int) -> Iterator[tuple[int, str]]:
        """Yield the other sources that may reach a percentage, with the one they have, or have once adapted."""
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        code = _code(source)
        # If the characters were all the same, and the percentage rounded up, the words would have to be so like:
        enough = max((2 * least - 1) / 100 - 1, 0.01)
        if enough > 1:
            return
        candidates = {known: self._codes[known] for known in self._candidates(code, enough)}
        scorer = Levenshtein.normalized_similarity
        for _, words, known in process.extract(code, candidates, scorer=scorer, limit=None, score_cutoff=enough):
            if known == source:
                continue
            percent = match_percent(source, known)
            if words == 1 and differ_only_in_numbers(known, source):
                percent = ADAPTED
            if percent >= least:
                yield percent, known

    def _candidates(self, code: str, enough: float) -> set[str]:
        """Return the sources that have one of the rarest words, so many that a match cannot be without them all."""
        found: set[str] = set()
        left = len(code)
        for character, times in sorted(
            Counter(code or _NO_WORD).items(), key=lambda item: len(self._with.get(item[0], ()))
        ):
            found.update(self._with.get(character, ()))
            left -= times
            if left < enough * len(code):
                break
        return found


def _match(unit: MemoryUnit, asked: Neighbours, *, in_context: bool) -> FuzzyMatch:
    known, source = unit.source, asked.source
    if known == source:
        same = in_context and shared_neighbours(unit, asked) == 2
        return FuzzyMatch(unit, IN_CONTEXT if same else EXACT, unit.target)
    percent = match_percent(source, known)
    if differ_only_in_numbers(known, source):
        adapted = adapt_numbers(known, source, unit.target)
        if not adapted.problems:
            return FuzzyMatch(unit, ADAPTED, adapted.target, adapted=True)
        return FuzzyMatch(unit, percent, adapted.target, note=f"not adapted: {'; '.join(adapted.problems)}")
    theirs, ours = numbers_of(known), numbers_of(source)
    if theirs == ours:
        return FuzzyMatch(unit, percent, unit.target)
    note = f"other numbers: {', '.join(theirs) or 'none'} there, {', '.join(ours) or 'none'} here"
    return FuzzyMatch(unit, percent, unit.target, note=note)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _code(text: str) -> str:
    """Return a character for each word of a text; the hashes of words are those of this run."""
    words = _words(_IN_NUMBER.sub(r"\1", text))
    return "".join([_NUMBER_CODE if word[0].isdigit() else chr(hash(word) & 0xFFFF) for word in words])
