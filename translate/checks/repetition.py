"""Words that are said over and over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from translate.checks.registry import Finding, check
from translate.checks.vocabulary import tokens
from translate.document import Segment, Span
from translate.terminology.repetition import find_repetition


@check(
    "repeated words",
    severity="warning",
    explanation="Words of the translation stand there twice or more in a row, and those of the Dutch sentence do not.",
    example=("Het leger groeit.", "The army the army the army is growing."),
    examples=(("Het leger groeit.", "The the army is growing."),),
    correct=(("Nee, nee, nee!", "No, no, no!"), ("Hij had gelijk gehad.", "He had had it right.")),
)
def repeated_words(segment: Segment) -> Iterator[Finding]:
    """Find the phrase that is repeated most often in a row."""
    repeated = find_repetition(segment.target) if _may_repeat(segment.target) else None
    if repeated is None:
        return
    in_dutch = find_repetition(segment.source)
    if repeated.times > (in_dutch.times if in_dutch else 1):
        match = re.search(re.escape(repeated.phrase), segment.target)
        yield Finding(f"“{repeated.phrase}” is repeated", Span(*match.span()) if match else None)


def _may_repeat(text: str) -> bool:
    """Say whether a word, or a phrase of two words or more, follows itself; most texts have no two words twice."""
    words = tokens(text)
    pairs = list(pairwise(words))
    if len(set(pairs)) == len(pairs):
        return any(one == other for one, other in pairs)
    seen: dict[tuple[str, str], list[int]] = {}
    for place, pair in enumerate(pairs):
        starts = seen.setdefault(pair, [])
        if pair[0] == pair[1] or any(words[at:place] == words[place : 2 * place - at] for at in starts):
            return True
        starts.append(place)
    return False
