"""A sentence longer than the model takes: cut at clause boundaries, translated in pieces, joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from translate.document import Issue, Span, TermMatch
from translate.engines.base import Engine
from translate.segmenting import split_clauses
from translate.terminology.candidate import Translation
from translate.terminology.request import Request, ask_by_substitution, ask_with_marks

LEAST_ROOM = 4  # tokens: smaller pieces are not made to let terms fit


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence that the model takes, and the terms that lie in it, counted from its start."""

    text: str
    start: int
    requests: tuple[Request, ...]


def cut_sentence(sentence: str, requests: Sequence[Request], engine: Engine) -> list[Piece]:
    """Cut a sentence into pieces that fit the engine, terms asked for; one piece when it fits as it is.

    Pieces without a letter or digit are left out: a model makes words up for them.
    """
    whole = Piece(sentence, 0, tuple(requests))
    if _fits(whole, engine):
        return [whole]
    room = engine.max_tokens
    while True:
        pieces = _cut(sentence, requests, engine, room)
        if room <= LEAST_ROOM or all(_fits(piece, engine) for piece in pieces):
            return pieces
        room = room * 3 // 4  # the marks and the English of the terms need room too


def _fits(piece: Piece, engine: Engine) -> bool:
    ask = ask_with_marks if engine.marks_terms else ask_by_substitution
    text = ask(piece.text, piece.requests).text
    return len(text.encode()) <= engine.max_tokens or engine.count_tokens([text])[0] <= engine.max_tokens


def _cut(sentence: str, requests: Sequence[Request], engine: Engine, room: int) -> list[Piece]:
    """Cut a sentence into pieces of at most ``room`` tokens, and not within a term where that can be helped."""
    starts: list[int] = []
    for span in split_clauses(sentence, lambda text: engine.count_tokens([text])[0] <= room):
        cuts = (r.found.span.start for r in requests if r.found.span.start < span.start < r.found.span.end)
        start = next(cuts, span.start)
        starts.append(start if not starts or start > starts[-1] else span.start)
    pieces = []
    for start, end in pairwise([*starts, len(sentence)]):
        text = sentence[start:end]
        start += len(text) - len(text.lstrip())
        end = start + len(text.strip())
        if any(c.isalnum() for c in text):
            inside = [r for r in requests if start <= r.found.span.start and r.found.span.end <= end]
            pieces.append(Piece(sentence[start:end], start, tuple(moved(r, -start) for r in inside)))
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
        english = _within(piece, part, first=piece is pieces[0], last=piece is pieces[-1])
        text = f"{text} {english}" if text else english
        alignment += [(shifted(s, piece.start), shifted(t, at)) for s, t in part.alignment]
        terms += [
            replace(m, source=shifted(m.source, piece.start), target=m.target and shifted(m.target, at))
            for m in part.terms
        ]
        issues += [
            replace(i, source=i.source and shifted(i.source, piece.start), target=i.target and shifted(i.target, at))
            for i in part.issues
        ]
    whole = {shifted(request.found.span, piece.start) for piece in pieces for request in piece.requests}
    for request in requests:
        if request.found.span not in whole:
            why = "the sentence is too long for the model and was cut in the middle of this term"
            entry = "" if request.found.verbatim else request.found.entry.id
            terms.append(TermMatch(entry, request.found.span, request.wanted.term, why=why))
    weights = [len(piece.text) for piece in pieces]
    confidence = sum(p.confidence * w for p, w in zip(parts, weights, strict=True)) / max(sum(weights), 1)
    cut = Issue("long sentence", "info", f"too long for the model: translated in {len(pieces)} pieces")
    in_order = tuple(sorted(terms, key=lambda match: match.source))
    return Translation(text, confidence, tuple(alignment), in_order, (*issues, cut))


def _within(piece: Piece, part: Translation, *, first: bool, last: bool) -> str:
    """Write a piece as a part of its sentence: without the capital and the full stop that models give to each."""
    text = part.text
    term_ends = {end for match in part.terms if match.target for end in (match.target.start, match.target.end)}
    if not first and piece.text[0].islower() and text.split(" ", 1)[0].lower() in _SMALL and 0 not in term_ends:
        text = text[0].lower() + text[1:]
    if not last and text.endswith(".") and piece.text[-1] != "." and len(text) not in term_ends:
        text = text[:-1] + (piece.text[-1] if piece.text[-1] in ",;:?!…" else "")
    return text


# English words that have a capital only at the beginning of a sentence.
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a although an and as at because but for if in on or since so that the to when where which while who with",
    )
)


def shifted(span: Span, by: int) -> Span:
    """Return a span so many characters further on."""
    return Span(span.start + by, span.end + by)


def moved(request: Request, by: int) -> Request:
    """Return a request whose term stands so many characters further on."""
    return replace(request, found=replace(request.found, span=shifted(request.found.span, by)))
