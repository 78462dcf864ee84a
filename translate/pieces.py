"""A sentence longer than the model takes: cut at clause boundaries, translated in pieces, joined again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from translate.document import Issue, Span, TermMatch
from translate.engines.base import Engine
from translate.segmenting import split_clauses
from translate.terminology.candidate import Translation
from translate.terminology.request import Request


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence that the model takes, and the terms that lie in it, counted from its start."""

    text: str
    start: int
    requests: tuple[Request, ...]


def cut_sentence(sentence: str, requests: Sequence[Request], engine: Engine) -> list[Piece]:
    """Cut a sentence into pieces that fit the engine; one piece when it fits as it is.

    Pieces without a letter or digit are left out: a model makes words up for them.
    """
    room = engine.max_tokens
    if len(sentence.encode()) <= room or engine.count_tokens([sentence])[0] <= room:
        return [Piece(sentence, 0, tuple(requests))]
    pieces = []
    for span in split_clauses(sentence, lambda text: engine.count_tokens([text])[0] <= room):
        text = span.of(sentence)
        start = span.start + len(text) - len(text.lstrip())
        text = text.strip()
        if any(c.isalnum() for c in text):
            inside = tuple(
                _moved(r, -start)
                for r in requests
                if start <= r.found.span.start and r.found.span.end <= start + len(text)
            )
            pieces.append(Piece(text, start, inside))
    return pieces


def join_translations(
    requests: Sequence[Request], pieces: Sequence[Piece], parts: Sequence[Translation]
) -> Translation:
    """Join the translations of a sentence's pieces; spans count from the start of the whole again."""
    if len(pieces) == 1 and pieces[0].start == 0:
        return parts[0]
    text = ""
    alignment: list[tuple[Span, Span]] = []
    terms: list[TermMatch] = []
    issues: list[Issue] = []
    for piece, part in zip(pieces, parts, strict=True):
        at = len(text) + 1 if text else 0
        text = f"{text} {part.text}" if text else part.text
        alignment += [(_shift(s, piece.start), _shift(t, at)) for s, t in part.alignment]
        terms += [
            replace(m, source=_shift(m.source, piece.start), target=m.target and _shift(m.target, at))
            for m in part.terms
        ]
        issues += [
            replace(i, source=i.source and _shift(i.source, piece.start), target=i.target and _shift(i.target, at))
            for i in part.issues
        ]
    found = {match.source for match in terms}
    for request in requests:
        if request.found.span not in found:
            why = "the sentence is too long for the model and was cut in the middle of this term"
            lost = TermMatch(request.found.entry.id, request.found.span, request.wanted.term, why=why)
            terms.append(lost)
            issues.append(Issue("term missed", "error", why, lost.source))
    weights = [len(piece.text) for piece in pieces]
    confidence = sum(p.confidence * w for p, w in zip(parts, weights, strict=True)) / max(sum(weights), 1)
    cut = Issue("long sentence", "info", f"too long for the model: translated in {len(pieces)} pieces")
    in_order = tuple(sorted(terms, key=lambda match: match.source))
    return Translation(text, confidence, tuple(alignment), in_order, (*issues, cut))


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _moved(request: Request, by: int) -> Request:
    return replace(request, found=replace(request.found, span=_shift(request.found.span, by)))
