"""Sentences of a segment that the translation lost, or that it has and the Dutch has not.

Most segments are one sentence; a person may have made one of two, and some texts cannot be split.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from translate.checks.registry import Finding, check
from translate.document import Segment, Span
from translate.segmenting import split_sentences

_INNER_END = re.compile(r"[.!?…][^\w\s]*\s+\S")  # without it, there is one sentence
_LONGER = re.compile(r"\w{4,}")
_BEGINNING = 3  # letters: Rusland, Russia
_ENGLISH_BY_DUTCH = 0.91  # characters; the median of Flores-200 dev


@check(
    "sentence missing or added",
    severity="warning",
    explanation=(
        "The translation has another number of sentences than the Dutch, and by its length one was lost or added "
        "rather than joined with another or split in two."
    ),
    example=("Iran levert drones. Rusland bouwt ze na in een eigen fabriek.", "Iran supplies drones."),
    examples=[("Iran levert drones.", "Iran supplies drones. Russia copies them.")],
    correct=[
        (
            "Iran levert drones. Rusland bouwt ze na in een eigen fabriek.",
            "Iran supplies drones, and Russia copies them in a factory of its own.",
        ),
        ("Dr. De Wijk sprak met gen. Jansen.", "Dr. De Wijk spoke to Gen. Jansen."),
    ],
)
def sentence_missing_or_added(segment: Segment) -> Iterator[Finding]:
    """Compare the number of sentences, and where it differs how long they are."""
    source, target = segment.source, segment.target
    if not _INNER_END.search(source) and not _INNER_END.search(target):
        return
    dutch, english = split_sentences(source), split_sentences(target)
    extra = len(english) - len(dutch)
    numbers = f"{len(english)} English for {len(dutch)} Dutch"
    if extra > 0 and (added := _surplus(target, english, extra, source, len(source) * _ENGLISH_BY_DUTCH)):
        yield Finding(f"sentences: {numbers}", added)
    elif extra < 0 and (missing := _surplus(source, dutch, -extra, target, len(target) / _ENGLISH_BY_DUTCH)):
        yield Finding(f"sentences: {numbers}", source=missing)


def _surplus(text: str, sentences: Sequence[Span], number: int, other: str, expected: float) -> Span | None:
    """Return the neighbouring sentences of a text that the other text has not; None where it seems to have all.

    The other text seems to have all where the text is nearer to the length that it makes us expect with all sentences
    than without any ``number`` of them; lengths are compared as ratios. Those it has not are the ones whose words have
    least in common with its words, and of equal ones those without which the length fits best.
    """
    runs = [sentences[at : at + number] for at in range(len(sentences) - number + 1)]
    total = sum(map(_length, sentences))
    fits = [abs(math.log((total - sum(map(_length, run))) / expected)) for run in runs]
    if abs(math.log(total / expected)) < min(fits):
        return None
    known = _beginnings(other)
    spans = [Span(run[0].start, run[-1].end) for run in runs]
    common = [len(_beginnings(span.of(text)) & known) / _length(span) for span in spans]
    return spans[min(range(len(runs)), key=lambda at: (common[at], fits[at]))]


def _length(span: Span) -> int:
    return span.end - span.start


def _beginnings(text: str) -> set[str]:
    """Return the first letters of the longer words of a text, by which those of the two languages are compared."""
    return {word[:_BEGINNING].casefold() for word in _LONGER.findall(text)}
