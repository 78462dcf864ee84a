"""Is every requested term in the translation, in its place, and is the sentence otherwise whole?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.document import Issue, Span
from translate.engines.base import Hypothesis
from translate.engines.tokens import CLOSE_MARK, OPEN_MARK
from translate.terminology.request import Asked, Request

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Below this share of attention an occurrence that could belong to several requests is not given to this one. It decides
# only between candidates: a term that is there once, for one request, is taken wherever the attention looks.
LEAST_ATTENTION = 0.05
SHORT_SENTENCE = 6  # words: shorter ones vary too much in length to be judged by it
LENGTH_RATIO = (0.45, 2.2)  # English words by Dutch words; outside lies 0.3 % of the Flores-200 dev references
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_REPEATED = re.compile(r"\b(\w+(?:\W+\w+){0,4})(?:\W+\1\b)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """For each request the span of its term in the translation (None: missing), and what else is wrong.

    ``forbidden`` holds the spans of English that the glossary forbids; ``faults`` holds what is not right about the
    sentence as a whole, terms apart.
    """

    places: tuple[Span | None, ...]
    forbidden: tuple[Span, ...]
    faults: tuple[Issue, ...]

    @property
    def missing(self) -> int:
        """How many requests have no place, forbidden ones counted too."""
        return sum(place is None for place in self.places) + len(self.forbidden)


def verify(sentence: str, requests: Sequence[Request], asked: Asked, hypothesis: Hypothesis) -> Verdict:
    """Judge one translation of a sentence.

    Args:
        sentence: the Dutch.
        requests: its terms.
        asked: what the engine was given.
        hypothesis: what it gave back.
    """
    places = find_places(requests, asked, hypothesis)
    text = hypothesis.text
    forbidden = tuple(
        span
        for phrase in dict.fromkeys(p for request in requests for p in request.wanted.forbidden)
        for span in occurrences(phrase, text, exact=True)
        if not any(place is not None and place.overlaps(span) for place in places)
    )
    return Verdict(places, forbidden, tuple(find_faults(sentence, requests, text, places)))


def occurrences(phrase: str, text: str, *, exact: bool) -> list[Span]:
    """Return where a phrase stands in an English text, as whole words.

    A space may be a hyphen and the first letter a capital; ``exact`` asks for the case as it is otherwise.
    """
    words = phrase.split()
    if not words or words[-1].casefold() not in text.casefold():
        return []
    first = words[0]
    start = f"[{re.escape(first[0])}{re.escape(first[0].upper())}]{re.escape(first[1:])}"
    between = r"\s+" if exact else r"[\s-]+"
    pattern = between.join([start, *map(re.escape, words[1:])])
    flags = 0 if exact else int(re.IGNORECASE)
    return [Span(m.start(), m.end()) for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, flags)]


def find_places(requests: Sequence[Request], asked: Asked, hypothesis: Hypothesis) -> tuple[Span | None, ...]:
    """Give each request one occurrence of its term: longer terms first, then by attention."""
    candidates: list[tuple[int, float, int, Span]] = []
    for index, request in enumerate(requests):
        seen: set[Span] = set()
        for phrase in request.wanted.accepted:
            for span in occurrences(phrase, hypothesis.text, exact=request.found.entry.case == "exact"):
                if span not in seen:
                    seen.add(span)
                    weight = attention_between(hypothesis, span, source_place(asked, request, index))
                    candidates.append((span.start - span.end, -weight, index, span))
    places: list[Span | None] = [None] * len(requests)
    taken: list[Span] = []
    for _, _, index, span in sorted(candidates, key=lambda c: c[:3]):
        if places[index] is None and not any(span.overlaps(other) for other in taken):
            places[index] = span
            taken.append(span)
    return tuple(places)


def source_place(asked: Asked, request: Request, index: int) -> Span:
    """Return where a request's term stands in the asked text, in English or still in Dutch."""
    written = asked.place_of(index)
    if written is not None:
        return written
    source = request.found.span
    for piece in asked.pieces:
        if piece.request < 0 and piece.source.start <= source.start and source.end <= piece.source.end:
            shift = piece.asked.start - piece.source.start
            return Span(source.start + shift, source.end + shift)
    return Span(0, 0)


def attention_between(hypothesis: Hypothesis, target: Span, source: Span) -> float:
    """Return the share of the target span's attention that falls on the source span, 0 to 1."""
    if hypothesis.attention is None or source.start == source.end:
        return 0.0
    rows = [i for i, span in enumerate(hypothesis.tokens) if span.overlaps(target)]
    columns = [j for j, span in enumerate(hypothesis.source_tokens) if span.overlaps(source)]
    if not rows or not columns:
        return 0.0
    matrix: NDArray[np.float32] = hypothesis.attention
    return float(matrix[rows][:, columns].sum() / len(rows))


def find_faults(
    sentence: str, requests: Sequence[Request], text: str, places: Sequence[Span | None]
) -> Iterator[Issue]:
    """Yield what is wrong with a translation as a whole, its terms apart."""
    lost = _numbers(_without(sentence, [r.found.span for r in requests]))
    lost.subtract(_numbers(_without(text, [place for place in places if place is not None])))
    if missing := [number for number, count in lost.items() if count > 0]:
        yield Issue("number lost", "warning", f"not in the English: {', '.join(missing)}")
    if repeated := _REPEATED.search(text):
        words = repeated.group(1)
        if not _REPEATED.search(sentence) and not words.isdigit() and words.lower() not in ("had", "that", "very"):
            yield Issue("repeated words", "warning", f"repeated: {words}")
    dutch, english = len(sentence.split()), len(text.split())
    if dutch >= SHORT_SENTENCE and not LENGTH_RATIO[0] <= english / dutch <= LENGTH_RATIO[1]:
        yield Issue("length", "warning", f"{english} English words for {dutch} Dutch ones")
    if "⁇" in text or OPEN_MARK in text or CLOSE_MARK in text:
        yield Issue("unknown character", "warning", "the model could not write a character of this sentence")


def _without(text: str, spans: Sequence[Span]) -> str:
    """Blank out spans, so that the digits of a term are not counted as numbers."""
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _numbers(text: str) -> Counter[str]:
    """Count the numbers of a text by their digits: 2.400 and 2,400 are the same."""
    return Counter(re.sub(r"\D", "", number) for number in _NUMBER.findall(text))
