"""Segments to check, and what was found in them."""

from __future__ import annotations

from translate.checks import run_checks
from translate.document import Segment, Span, TermMatch


def segment(dutch: str, english: str, *terms: str, aligned: tuple[tuple[str, str], ...] = ()) -> Segment:
    """Make a segment; ``terms`` are stretches of the English, ``aligned`` pairs of a Dutch and an English one."""
    matches = tuple(TermMatch(term, Span(0, 1), term, place(term, english), "applied") for term in terms)
    alignment = tuple((place(a, dutch), place(b, english)) for a, b in aligned)
    return Segment("1.1", dutch, target=english, terms=matches, alignment=alignment)


def place(part: str, text: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def found(check: str, given: Segment) -> list[str]:
    """Return the stretches of the translation in which a check found something."""
    return [issue.target.of(given.target) for issue in run_checks(given) if issue.check == check and issue.target]
