"""How a term is asked of an engine: inline between marks, or written into the Dutch sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from translate.document import Span
from translate.engines.tokens import CLOSE_MARK, OPEN_MARK, disarm
from translate.glossary.matching import HYPHENS, Found
from translate.terminology.english import Wanted

_OPENING = "\"'“”„‘’«»([{"
# Before a hyphen these change the term behind it. The model copies them when it is asked for them in English.
_PREFIXES = {"anti": "anti-", "ex": "former ", "niet": "non-", "non": "non-", "oud": "former ", "pro": "pro-"}
_PREFIX = re.compile(rf"(?<![{HYPHENS}\w])({'|'.join(_PREFIXES)})[{HYPHENS}]\Z", re.IGNORECASE)
_TIED = re.compile(rf"(?<=\w)[{HYPHENS}](?=\w)")


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

    @property
    def is_copy(self) -> bool:
        """Whether it is the sentence's own text, character for character."""
        return self.request < 0 and self.asked.end - self.asked.start == self.source.end - self.source.start


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
            if piece.asked.end <= span.start or span.end <= piece.asked.start:  # overlaps(), written out: called a lot
                continue
            if not piece.is_copy:
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

    The hyphen of a compound becomes a space (``een ⦃ PAX ⦄ onderzoeker``): in English the parts are words. Terms with
    nothing but a hyphen between them are asked for as one (``de ⦃ Russian-Ukrainian ⦄ grens``).
    """
    return _write(sentence, requests, f"{OPEN_MARK} ", f" {CLOSE_MARK}")


def ask_by_substitution(sentence: str, requests: Sequence[Request]) -> Asked:
    """Write each wanted term in place of the Dutch, without marks."""
    return _write(sentence, requests, "", "")


@dataclass(slots=True)
class _Writer:
    """The asked text as far as it has been written."""

    sentence: str
    text: str = ""
    pieces: list[_Piece] = field(default_factory=list)

    def put(self, text: str, source: Span, request: int = -1) -> None:
        """Add a text that stands for a stretch of the sentence."""
        if text:
            self.pieces.append(_Piece(Span(len(self.text), len(self.text) + len(text)), source, request))
            self.text += text

    def copy(self, start: int, end: int) -> None:
        """Add a stretch of the sentence as it is."""
        if start < end:
            self.put(disarm(self.sentence[start:end]), Span(start, end))


def _write(sentence: str, requests: Sequence[Request], opening: str, closing: str) -> Asked:
    writer = _Writer(sentence)
    done = 0
    for group in _groups(sentence, requests):
        start, end = requests[group[0]].found.span.start, requests[group[-1]].found.span.end
        prefix = _PREFIX.search(sentence, done, start)
        begin = prefix.start() if prefix else start
        # An opening quote or bracket goes inside the marks with its word; a hyphen gives way to a space.
        quote = begin - len(sentence[done:begin].rstrip(_OPENING)) - done if opening else 0
        writer.copy(done, begin - 1 if _TIED.match(sentence, begin - 1) else begin - quote)
        if writer.text and not writer.text[-1].isspace() and (opening or writer.text[-1].isalnum()):
            writer.text += " "
        writer.text += opening
        writer.copy(begin - quote, begin)
        if prefix:
            english = _PREFIXES[prefix.group(1).lower()]
            writer.put(english.capitalize() if prefix.group(1)[0].isupper() else english, Span(begin, start))
        for index in group:
            span = requests[index].found.span
            if span.start > start:
                writer.put("-" if _is_pair(sentence, requests[index]) else " ", Span(span.start - 1, span.start))
            writer.put(disarm(requests[index].wanted.term), span, index)
        writer.text += closing
        done = end
        if _TIED.match(sentence, end) or sentence[end : end + 1].isalnum():
            writer.text += " "
            done += not sentence[end].isalnum()
    writer.copy(done, len(sentence))
    return Asked(writer.text, tuple(writer.pieces))


def _groups(sentence: str, requests: Sequence[Request]) -> list[list[int]]:
    """Return the indices of the requests in the order of the sentence, those tied by a hyphen together."""
    groups: list[list[int]] = []
    end = -1
    for index in sorted(range(len(requests)), key=lambda i: requests[i].found.span.start):
        span = requests[index].found.span
        if groups and span.start == end + 1 and _TIED.match(sentence, end):
            groups[-1].append(index)
        else:
            groups.append([index])
        end = span.end
    return groups


def _is_pair(sentence: str, request: Request) -> bool:
    """Say whether a term is one of two equals (Russia-Ukraine war, Moscow-Tehran) and not what the first is of."""
    is_name = request.wanted.term[:1].isupper()
    return is_name and (
        request.found.entry.kind in ("place", "person", "other")
        or _TIED.match(sentence, request.found.span.end) is not None
    )
