"""How a term is asked of an engine: inline between marks, or written into the Dutch sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translate.document import Span
from translate.engines.tokens import CLOSE_MARK, OPEN_MARK, disarm
from translate.glossary.matching import Found
from translate.terminology.english import Wanted

_OPENING = "\"'“”„‘’«»([{"
_HYPHENS = "-\u2010\u2011"


@dataclass(frozen=True, slots=True)
class Request:
    """One occurrence of a term and the English it wants.

    ``doubtful`` says that the word may be an ordinary one that only looks like the name (see ``doubt``).
    """

    found: Found
    wanted: Wanted
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the asked text and the stretch of the sentence it came from; ``request`` is -1 outside terms."""

    asked: Span
    source: Span
    request: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What the engine is given, and how to find the way back to the sentence."""

    text: str
    pieces: tuple[_Piece, ...]

    def to_source(self, span: Span) -> Span | None:
        """Return the stretch of the sentence behind a stretch of ``text``; None for what only the request put there."""
        low: int | None = None
        high = 0
        for piece in self.pieces:
            if not piece.asked.overlaps(span):
                continue
            if piece.request >= 0:
                start, end = piece.source.start, piece.source.end
            else:
                shift = piece.source.start - piece.asked.start
                start, end = max(span.start, piece.asked.start) + shift, min(span.end, piece.asked.end) + shift
            low, high = (start if low is None else min(low, start)), max(high, end)
        return None if low is None else Span(low, high)

    def place_of(self, request: int) -> Span | None:
        """Return where a request's term stands in ``text``; None when it was not written there."""
        return next((piece.asked for piece in self.pieces if piece.request == request), None)


def ask_plainly(sentence: str) -> Asked:
    """Give the sentence as it is."""
    text = disarm(sentence)
    whole = Span(0, len(text))
    return Asked(text, (_Piece(whole, whole, -1),))


def ask_with_marks(sentence: str, requests: Sequence[Request]) -> Asked:
    """Write each wanted term between spaced marks in place of the Dutch: ``volgens ⦃ De Wijk ⦄, die``.

    The hyphen of a compound becomes a space (``een ⦃ PAX ⦄ onderzoeker``): in English the parts are words.
    """
    return _write(sentence, requests, f"{OPEN_MARK} ", f" {CLOSE_MARK}")


def ask_by_substitution(sentence: str, requests: Sequence[Request]) -> Asked:
    """Write each wanted term in place of the Dutch, without marks."""
    return _write(sentence, requests, "", "")


def _write(sentence: str, requests: Sequence[Request], opening: str, closing: str) -> Asked:
    text = ""
    pieces: list[_Piece] = []
    done = 0

    def copy(start: int, end: int) -> None:
        nonlocal text
        if start < end:
            pieces.append(_Piece(Span(len(text), len(text) + end - start), Span(start, end), -1))
            text += disarm(sentence[start:end])

    for index, request in sorted(enumerate(requests), key=lambda item: item[1].found.span.start):
        span = request.found.span
        joined = _joins(sentence, span)
        # An opening quote or bracket goes inside the marks with its word; a hyphen gives way to a space.
        quote = _opening_before(sentence, span.start, done) if opening else ""
        dropped = 1 if joined and sentence[span.start - 1 : span.start] in tuple(_HYPHENS) else len(quote)
        copy(done, span.start - dropped)
        if text and not text[-1].isspace() and (opening or text[-1] not in _OPENING):
            text += " "
        text += opening
        copy(span.start - len(quote), span.start)
        pieces.append(_Piece(Span(len(text), len(text) + len(request.wanted.term)), span, index))
        text += request.wanted.term + closing
        done = span.end
        following = sentence[done : done + 1]
        if following and (following.isalnum() or (joined and following in _HYPHENS)):
            done += 0 if following.isalnum() else 1
            text += " "
    copy(done, len(sentence))
    return Asked(text, tuple(pieces))


def _opening_before(sentence: str, end: int, start: int) -> str:
    """Return the opening quotes and brackets that stand right before a term."""
    low = end
    while low > start and sentence[low - 1] in _OPENING:
        low -= 1
    return sentence[low:end]


def _joins(sentence: str, span: Span) -> bool:
    """Say whether a hyphen ties the span to a neighbouring word."""
    left, right = sentence[max(0, span.start - 2) : span.start], sentence[span.end : span.end + 2]
    return (len(left) == 2 and left[0].isalnum() and left[1] in _HYPHENS) or (
        len(right) == 2 and right[0] in _HYPHENS and right[1].isalnum()
    )
