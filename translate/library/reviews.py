"""What a person says of a segment: confirmations, their history, and conflicts between two of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace

from translate.document import Origin, Segment, Span, State
from translate.errors import LibraryError
from translate.library.articles import count_paragraphs, next_revision
from translate.library.segments import read_segments, update_segment


class LibraryConflict(LibraryError):
    """Somebody else changed the segment since it was read. Nothing was saved.

    Attributes:
        stored: the target that the library has now.
        offered: the target that was to be confirmed.
        revision: the revision that the library has now.
    """

    def __init__(self, segment_id: str, stored: str, offered: str, revision: int) -> None:
        self.stored = stored
        self.offered = offered
        self.revision = revision
        what = f"segment {segment_id} was changed meanwhile: it now reads “{stored}”, yours is “{offered}”"
        super().__init__(what, mend="choose one and confirm it again")


@dataclass(frozen=True, slots=True)
class Change:
    """A confirmation: the segment's source and target then, what it became, and when (UTC, ISO 8601)."""

    revision: int
    source: str
    old_target: str
    new_target: str
    state: State
    origin: Origin
    at: str


def confirm(
    connection: sqlite3.Connection,
    article_id: int,
    segment_id: str,
    target: str,
    state: State,
    expected_revision: int | None,
    now: str,
) -> int:
    """Confirm a segment as `Library.confirm` says, and return its new revision."""
    count_paragraphs(connection, article_id)
    found = read_segments(connection, "s.article=? AND s.name=? AND s.paragraph IS NOT NULL", (article_id, segment_id))
    if not found:
        raise LibraryError(f"no segment {segment_id} in article {article_id}")
    row_id, stored = found[0]
    old = stored.segment
    if expected_revision is not None and expected_revision != stored.revision:
        raise LibraryConflict(segment_id, old.target, target, stored.revision)
    new = replace(old if target == old.target else retarget(old, target), state=state)
    revision = next_revision(connection, article_id)
    update_segment(connection, row_id, new, revision)
    connection.execute(
        "INSERT INTO segment_history (article, revision, name, source, old_target, new_target, state, origin, at)"
        " VALUES (?,?,?,?,?,?,?,?,?)",
        (article_id, revision, segment_id, old.source, old.target, new.target, new.state, new.origin, now),
    )
    return revision


def read_history(connection: sqlite3.Connection, article_id: int, segment_id: str) -> list[Change]:
    """Return the confirmations of a segment, oldest first."""
    rows = connection.execute(
        "SELECT revision, source, old_target, new_target, state, origin, at FROM segment_history"
        " WHERE article=? AND name=? ORDER BY revision",
        (article_id, segment_id),
    )
    return [Change(*row) for row in rows]


def retarget(segment: Segment, target: str) -> Segment:
    """Return the segment with a target that a person wrote.

    What stands before and after the changed stretch keeps its alignment and terms. A term inside it is missed until
    somebody looks: only the terminology knows whether the new words are the term.
    """
    carry = _carrier(segment.target, target)
    terms = []
    for term in segment.terms:
        span = term.target and carry(term.target)
        if term.target and not span:
            why = "changed by a person and not verified since"
            term = replace(term, outcome="missed", rung="flagged", why=why)
        terms.append(replace(term, target=span))
    alignment = ((source, carry(span)) for source, span in segment.alignment)
    return replace(
        segment,
        target=target,
        origin="human",
        confidence=None,
        alignment=tuple((source, span) for source, span in alignment if span),
        terms=tuple(terms),
        issues=tuple(replace(issue, target=issue.target and carry(issue.target)) for issue in segment.issues),
    )


def _carrier(old: str, new: str) -> Callable[[Span], Span | None]:
    """Return what takes a span of the old text to the same words in the new, None where they changed."""
    before = _same(old, new)
    after = min(_same(old[::-1], new[::-1]), len(old) - before, len(new) - before)
    shift = len(new) - len(old)

    def carry(span: Span) -> Span | None:
        if span.end <= before:
            return span
        if span.start >= len(old) - after:
            return Span(span.start + shift, span.end + shift)
        return None

    return carry


def _same(one: str, other: str) -> int:
    """Return how many code points the two begin with in common."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
