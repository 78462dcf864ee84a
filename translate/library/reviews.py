"""What a person says of a segment: texts and their history, conflicts between two people, issues to be ignored."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace

from translate.document import Origin, Segment, Span, State
from translate.errors import LibraryError
from translate.library.articles import count_paragraphs


class LibraryConflict(LibraryError):
    """Somebody else changed the segment since it was read. Nothing was saved.

    Attributes:
        segment: the segment's id.
        stored: the target that the library has now.
        offered: the target that was to be saved.
        revision: the revision that the library has now.
    """

    def __init__(self, segment_id: str, stored: str, offered: str, revision: int, *, step: bool = False) -> None:
        self.segment = segment_id
        self.stored = stored
        self.offered = offered
        self.revision = revision
        reads = f"it now reads “{stored}”"
        if step:
            super().__init__(f"segment {segment_id} was changed since: {reads}", mend="this step stays as it is")
        else:
            what = f"segment {segment_id} was changed meanwhile: {reads}, yours is “{offered}”"
            super().__init__(what, mend="choose one and confirm it again")


@dataclass(frozen=True, slots=True)
class Change:
    """What a person did to a segment, with its source and target then, what it became, and when (UTC, ISO 8601).

    ``revision`` is that of the step; segments changed in one step have it in common. ``undone`` says that it was taken
    back.
    """

    revision: int
    source: str
    old_target: str
    new_target: str
    state: State
    origin: Origin
    at: str
    undone: bool = False


def read_history(connection: sqlite3.Connection, article_id: int, segment_id: str) -> list[Change]:
    """Return what people did to a segment, oldest first."""
    rows = connection.execute(
        "SELECT revision, source, old_target, new_target, state, origin, at, undone FROM segment_history"
        " WHERE article=? AND name=? ORDER BY revision",
        (article_id, segment_id),
    )
    return [replace(Change(*row), undone=bool(undone)) for *row, undone in rows]


def dismiss(
    connection: sqlite3.Connection, article_id: int, segment_id: str, check: str, message: str, dismissed: bool
) -> None:
    """Dismiss an issue or bring it back, as `Library.dismiss` says."""
    count_paragraphs(connection, article_id)
    row = connection.execute(
        "SELECT source FROM segment WHERE article=? AND name=? AND paragraph IS NOT NULL", (article_id, segment_id)
    ).fetchone()
    if row is None:
        raise LibraryError(f"no segment {segment_id} in article {article_id}")
    issue = (article_id, row[0], check, message)
    connection.execute("INSERT OR REPLACE INTO dismissal VALUES (?,?,?,?,?)", (*issue, dismissed))
    connection.execute(
        "UPDATE issue SET dismissed=? WHERE segment IN (SELECT id FROM segment WHERE article=? AND source=?)"
        " AND check_name=? AND message=?",
        (dismissed, *issue),
    )


def read_dismissals(connection: sqlite3.Connection, article_id: int) -> frozenset[tuple[str, str, str]]:
    """Return source, check and message of what a person dismissed in an article."""
    return frozenset(
        connection.execute(
            "SELECT source, check_name, message FROM dismissal WHERE article=? AND dismissed", (article_id,)
        )
    )


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
