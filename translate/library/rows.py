"""How terms, issues and alignments become database rows and JSON, and come back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from translate.document import Inline, Issue, Span, TermMatch

Pair = tuple[Span, Span]
Quad = tuple[int, int, int, int]
TERM_COLUMNS = "entry, source_start, source_end, term, target_start, target_end, outcome, rung, why, note"
ISSUE_COLUMNS = "check_name, severity, message, source_start, source_end, target_start, target_end, dismissed"


@contextmanager
def decoding() -> Iterator[None]:
    """Call a row that makes no sense (changed behind our back: bad JSON, a span out of order) a malformed database."""
    try:
        yield
    except (ValueError, TypeError, KeyError) as error:
        raise sqlite3.DatabaseError(f"malformed row: {error}") from error


def term_row(term: TermMatch) -> tuple[object, ...]:
    """Return the values of `TERM_COLUMNS`."""
    source = (term.source.start, term.source.end)
    return (term.entry, *source, term.term, *_bounds(term.target), term.outcome, term.rung, term.why, term.note)


def term_of(row: Sequence[Any]) -> TermMatch:
    """Return the term whose `TERM_COLUMNS` are given."""
    entry, source_start, source_end, term, target_start, target_end, outcome, rung, why, note = row
    source = Span(source_start, source_end)
    return TermMatch(entry, source, term, _span(target_start, target_end), outcome, rung, why, note)


def issue_row(issue: Issue) -> tuple[object, ...]:
    """Return the values of `ISSUE_COLUMNS`."""
    spans = (*_bounds(issue.source), *_bounds(issue.target))
    return (issue.check, issue.severity, issue.message, *spans, issue.dismissed)


def issue_of(row: Sequence[Any]) -> Issue:
    """Return the issue whose `ISSUE_COLUMNS` are given."""
    check, severity, message, source_start, source_end, target_start, target_end, dismissed = row
    spans = _span(source_start, source_end), _span(target_start, target_end)
    return Issue(check, severity, message, *spans, bool(dismissed))


def alignment_numbers(alignment: Iterable[Pair]) -> list[int]:
    """Return the alignment as one flat list, four numbers a pair."""
    return [n for source, target in alignment for n in (source.start, source.end, target.start, target.end)]


class PairTable(dict[Quad, Pair]):
    """Pairs of spans by their four numbers, each made at its first use.

    One table serves the rows of one query: making spans is what costs, and most pairs of an article occur often.
    """

    def __missing__(self, quad: Quad) -> Pair:
        pair = self[quad] = (Span(quad[0], quad[1]), Span(quad[2], quad[3]))
        return pair


def alignment_of(numbers: Iterable[int], pairs: PairTable) -> tuple[Pair, ...]:
    """Return the alignment of which `alignment_numbers` made the list."""
    numbers = iter(numbers)
    return tuple(map(pairs.__getitem__, zip(numbers, numbers, numbers, numbers, strict=True)))


def inlines_json(inlines: Iterable[Inline]) -> str:
    """Return the mark-up of a paragraph as JSON."""
    return to_json([(i.id, i.kind, i.span.start, i.span.end, i.value) for i in inlines])


def inlines_of(text: str) -> tuple[Inline, ...]:
    """Return the mark-up of which `inlines_json` made the text."""
    if text == "[]":  # nearly all
        return ()
    return tuple(Inline(name, kind, Span(start, end), value) for name, kind, start, end, value in json.loads(text))


def to_json(value: object) -> str:
    """Return JSON without spaces, its text readable in any database browser."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _bounds(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.end) if span else (None, None)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
