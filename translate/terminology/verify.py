"""Is every requested term in the translation, in its place, and is the sentence otherwise whole?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from translate.document import Issue, Span
from translate.engines.base import Hypothesis
from translate.engines.tokens import CLOSE_MARK, OPEN_MARK
from translate.glossary.matching import HYPHENS
from translate.terminology.numbers import lost_numbers
from translate.terminology.repetition import find_repetition
from translate.terminology.request import Asked, Request

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Share of a place's attention that must fall on the Dutch term, else the English belongs to other Dutch words. Of the
# seed's 130 terms none is below 0.59; renderings of other words that happened to be alike were below 0.1.
LEAST_ATTENTION = 0.2
SHORT_SENTENCE = 6  # words: shorter ones vary too much in length to be judged by it
LENGTH_RATIO = (0.45, 2.2)  # English words by Dutch words; outside lies none of the Flores-200 dev references


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

    A space may be a hyphen, an apostrophe curly, and the first letter a capital. ``exact`` asks for the case as it is
    otherwise; so do acronyms, for ``IT`` is not ``it``.
    """
    longest, pattern = _pattern_of(phrase, exact=exact)
    if not pattern or longest not in text.casefold():
        return []
    return [Span(*match.span()) for match in pattern.finditer(text)]


@lru_cache(maxsize=4096)
def _pattern_of(phrase: str, *, exact: bool) -> tuple[str, re.Pattern[str] | None]:
    """Return the longest word of a phrase, casefolded, and what finds the phrase; None for one without words."""
    words = phrase.split()
    if not words:
        return "", None
    first, *others = words
    start = _as_written(first, exact=exact)
    if not _is_acronym(first):
        start = f"[{re.escape(first[0] + first[0].upper())}]{_as_written(first[1:], exact=exact)}"
    pattern = (r"\s+" if exact else rf"[{HYPHENS}\s]+").join([start, *(_as_written(w, exact=exact) for w in others)])
    before = r"(?<!\w)" if first[0].isalnum() else r"(?<![\w@#])"  # a handle's sign must not stand there twice
    longest = max(re.findall(r"\w+", phrase), key=len, default="").casefold()
    return longest, re.compile(rf"{before}{pattern}(?!\w)")


def _as_written(word: str, *, exact: bool) -> str:
    pattern = re.sub("['’]", "['’]", re.sub(r"\\-", f"[{HYPHENS}]", re.escape(word)))
    return pattern if exact or _is_acronym(word) else f"(?i:{pattern})"


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def find_places(requests: Sequence[Request], asked: Asked, hypothesis: Hypothesis) -> tuple[Span | None, ...]:
    """Give each request one occurrence of its term: longer terms first, then by attention.

    A request that is left without one takes another's where the other has a second choice.
    """
    choices: list[list[tuple[int, float, Span]]] = []
    for index, request in enumerate(requests):
        exact = request.found.entry.case == "exact"
        spans = {s for phrase in request.wanted.accepted for s in occurrences(phrase, hypothesis.text, exact=exact)}
        source = source_place(asked, request, index)
        weights = ((s.start - s.end, -attention_between(hypothesis, s, source), s) for s in spans)
        choices.append(sorted(choice for choice in weights if not _renders_other_words(hypothesis, choice)))
    places: dict[int, Span] = {}
    for _, index, span in sorted((choice, index, choice[2]) for index, own in enumerate(choices) for choice in own):
        if index not in places and not any(span.overlaps(other) for other in places.values()):
            places[index] = span
    for index in range(len(requests)):
        if index not in places:
            _make_room(index, choices, places, set())
    return tuple(places.get(index) for index in range(len(requests)))


def _renders_other_words(hypothesis: Hypothesis, choice: tuple[int, float, Span]) -> bool:
    """Say whether the attention shows that a place is the rendering of other Dutch words than the term."""
    _, weight, span = choice
    whole = Span(0, max((token.end for token in hypothesis.source_tokens), default=0))
    return -weight < LEAST_ATTENTION and attention_between(hypothesis, span, whole) + weight >= 1 - 2 * LEAST_ATTENTION


def _make_room(
    index: int, choices: Sequence[Sequence[tuple[int, float, Span]]], places: dict[int, Span], tried: set[int]
) -> bool:
    """Place a request by moving the one in its way to another choice, and so on; say whether that worked."""
    tried.add(index)
    for _, _, span in choices[index]:
        holders = [other for other, place in places.items() if place.overlaps(span)]
        if len(holders) > 1 or not tried.isdisjoint(holders):
            continue
        before = dict(places)
        places[index] = span
        for holder in holders:
            del places[holder]
        if all(_make_room(holder, choices, places, tried) for holder in holders):
            return True
        places.clear()
        places.update(before)
    return False


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
    rows, columns = _within(hypothesis.tokens, target), _within(hypothesis.source_tokens, source)
    if not rows or not columns:
        return 0.0
    matrix: NDArray[np.float32] = hypothesis.attention
    return float(matrix[rows][:, columns].sum() / len(rows))


def _within(tokens: Sequence[Span], span: Span) -> list[int]:
    """Return the indices of the tokens that overlap a span; written out, for it is called for every word."""
    start, end = span.start, span.end
    return [i for i, token in enumerate(tokens) if token.start < end and start < token.end and token.start < token.end]


def find_faults(
    sentence: str, requests: Sequence[Request], text: str, places: Sequence[Span | None]
) -> Iterator[Issue]:
    """Yield what is wrong with a translation as a whole, its terms apart."""
    placed = [place for place in places if place is not None]
    if lost := lost_numbers(_without(sentence, [r.found.span for r in requests]), _without(text, placed)):
        yield Issue("number lost", "warning", f"not in the English: {', '.join(lost)}")
    repeated, source = find_repetition(text), find_repetition(sentence)
    if repeated and repeated.times > (source.times if source else 1):
        yield Issue("repeated words", "warning", f"repeated: {repeated.phrase}")
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
