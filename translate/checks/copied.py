"""Sentences that were not translated at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.checks.registry import Finding, check
from translate.document import Segment, Span
from translate.words.lists import is_dutch, is_english

_WORD = re.compile(r"[^\W\d_]+")


@check(
    "identical to source",
    severity="error",
    explanation="The translation is the Dutch sentence itself. Names, and words that English has too, are left alone.",
    example=("Het leger groeit.", "Het leger groeit."),
    correct=(("Joe Biden, president", "Joe Biden, president"), ("Amsterdam, 12:30", "Amsterdam, 12:30")),
)
def identical_to_source(segment: Segment) -> Iterator[Finding]:
    """Find translations that are the Dutch, letters and digits alike, and hold a word that is not English."""
    if not segment.target[:1].isalnum() and not segment.target[1:]:
        return
    if len(segment.source) - len(segment.target) not in range(-4, 5):  # marks may have changed
        return
    dutch = _WORD.findall(segment.source)
    if dutch != _WORD.findall(segment.target):
        return
    if any(is_dutch(word.lower()) or (word.islower() and not is_english(word)) for word in dutch):
        yield Finding(f"“{segment.target.strip()}” is the Dutch", Span(0, len(segment.target)))
