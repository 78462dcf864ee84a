"""Segments as rows: written whole, read back with their terms and issues, and kept where a person reviewed them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from translate.document import Issue, Segment
from translate.library.rows import (
    ISSUE_COLUMNS,
    TERM_COLUMNS,
    Pair,
    PairTable,
    alignment_numbers,
    alignment_of,
    decoding,
    issue_of,
    issue_row,
    term_of,
    term_row,
    to_json,
)

REVIEWED: Final = ("reviewed", "final")  # the states that a person gives
SQL_REVIEWED: Final = "('reviewed', 'final')"
SQL_PERSONS: Final = f"(state IN {SQL_REVIEWED} OR origin = 'human')"  # of a segment: see `is_a_persons`
SQL_WARNING: Final = "NOT a.dismissed AND a.severity IN ('error', 'warning')"  # of an issue: somebody should look
SQL_MISSED: Final = "a.outcome IN ('missed', 'forbidden')"  # of a term: the glossary is not obeyed


@dataclass(frozen=True, slots=True)
class StoredSegment:
    """A segment and what the library knows about it.

    Attributes:
        article: the article's id.
        paragraph: the 0-based index of its paragraph; None for what a person made of a sentence that is no longer in
            the article (the paragraph reads differently now).
        segment: the segment.
        revision: what to give `Library.confirm` as ``expected_revision``.
        suggestion: what a machine would make of it now; None where it has nothing else to offer.
        glossary: fingerprint of the glossary that a machine last translated it with; empty for none.
        before: what it read before a refresh last changed it; None where none did since a person looked.
    """

    article: int
    paragraph: int | None
    segment: Segment
    revision: int
    suggestion: str | None
    glossary: str = ""
    before: str | None = None

    @property
    def reviewed(self) -> bool:
        """A person has reviewed it."""
        return self.segment.state in REVIEWED

    @property
    def kept(self) -> bool:
        """No machine changes its text; see `is_a_persons`."""
        return is_a_persons(self.segment)


def is_a_persons(segment: Segment) -> bool:
    """Say whether a person has reviewed or written a segment, so that no machine changes its text."""
    return segment.state in REVIEWED or segment.origin == "human"


def replace_segments(
    connection: sqlite3.Connection, article_id: int, paragraph_id: int, segments: Sequence[Segment], revision: int
) -> None:
    """Make ``segments`` the segments of a paragraph, keeping what a person reviewed or wrote.

    A new segment with the source of such a one (and its id, where there is a choice) gets what the person made of it;
    its own target, where it differs, becomes the suggestion. What was noted on a sentence stays with it. ``revision``
    is for the segments that change.
    """
    # An id that stands in another paragraph: that one was split differently and waits to be split again.
    for segment in segments:
        for (other,) in connection.execute(
            "SELECT paragraph FROM segment WHERE article=? AND name=? AND paragraph IS NOT NULL AND paragraph<>?",
            (article_id, segment.id, paragraph_id),
        ).fetchall():
            release_segments(connection, other)
    unchanged = {
        tuple(key): (old, suggestion, before)
        for *key, old, suggestion, before in connection.execute(
            "SELECT name, source, target, state, revision, suggestion, before FROM segment WHERE paragraph=?",
            (paragraph_id,),
        )
    }
    notes = {
        (name, source): note
        for name, source, note in connection.execute(
            "SELECT name, source, note FROM segment WHERE paragraph=? AND note<>''", (paragraph_id,)
        )
    }
    release_segments(connection, paragraph_id)
    kept = _find_kept(connection, article_id, segments)
    for position, segment in enumerate(segments):
        if position in kept:
            row_id, target = kept[position]
            connection.execute(
                "UPDATE segment SET paragraph=?, position=?, gap=?,"
                " revision=CASE name WHEN ? THEN revision ELSE ? END, name=? WHERE id=?",
                (paragraph_id, position, segment.gap, segment.id, revision, segment.id, row_id),
            )
            if segment.target and (segment.target != target or not is_a_persons(segment)):
                suggest(connection, row_id, segment.target)
        else:
            same = (segment.id, segment.source, segment.target, segment.state)
            place = (article_id, paragraph_id, position)
            noted = replace(segment, note=segment.note or notes.get((segment.id, segment.source), ""))
            _insert_segment(connection, place, noted, *unchanged.get(same, (revision, None, None)))


def release_segments(connection: sqlite3.Connection, paragraph_id: int) -> None:
    """Take the segments out of a paragraph: delete a machine's, keep a person's without a place."""
    connection.execute(f"DELETE FROM segment WHERE paragraph=? AND NOT {SQL_PERSONS}", (paragraph_id,))
    connection.execute("UPDATE segment SET paragraph=NULL WHERE paragraph=?", (paragraph_id,))


def _find_kept(
    connection: sqlite3.Connection, article_id: int, segments: Sequence[Segment]
) -> dict[int, tuple[int, str]]:
    """Return row id and target of a person's segment without a place that belongs at each position, if any."""
    loose = connection.execute(
        "SELECT id, name, source, target FROM segment WHERE paragraph IS NULL AND article=? ORDER BY id", (article_id,)
    ).fetchall()
    found: dict[int, tuple[int, str]] = {}
    for by_id in (True, False):  # first all that kept their id; what is left may have been renumbered
        for position, segment in enumerate(segments):
            for row in loose if position not in found else ():
                if row[2] == segment.source and (row[1] == segment.id or not by_id):
                    found[position] = row[0], row[3]
                    loose.remove(row)
                    break
    return found


def _insert_segment(
    connection: sqlite3.Connection,
    place: tuple[int, int, int],
    segment: Segment,
    revision: int,
    suggestion: str | None,
    before: str | None,
) -> None:
    row_id = connection.execute(
        "INSERT INTO segment (glossary, article, paragraph, position, name, source, gap, target, state, origin,"
        " confidence, alignment, note, revision, suggestion, before) VALUES ((SELECT glossary FROM article WHERE id=?),"
        "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            place[0],
            *place,
            segment.id,
            segment.source,
            segment.gap,
            segment.target,
            segment.state,
            segment.origin,
            segment.confidence,
            to_json(alignment_numbers(segment.alignment)),
            segment.note,
            revision,
            suggestion,
            before,
        ),
    ).lastrowid
    assert row_id is not None  # an INSERT has one
    _insert_annotations(connection, row_id, place[0], segment)


def suggest(connection: sqlite3.Connection, row_id: int, target: str) -> None:
    """Offer what a machine makes of a person's segment; nothing, where it is what the person wrote."""
    connection.execute(
        "UPDATE segment SET suggestion=nullif(?, target),"
        " glossary=(SELECT glossary FROM article WHERE article.id=segment.article) WHERE id=?",
        (target, row_id),
    )


def update_segment(connection: sqlite3.Connection, row_id: int, new: StoredSegment) -> None:
    """Replace what is known of a segment but its place and its source."""
    segment = new.segment
    alignment = to_json(alignment_numbers(segment.alignment))
    made = (segment.target, segment.state, segment.origin, segment.confidence, alignment, segment.note)
    connection.execute(
        "UPDATE segment SET target=?, state=?, origin=?, confidence=?, alignment=?, note=?, revision=?, suggestion=?,"
        " glossary=?, before=? WHERE id=?",
        (*made, new.revision, new.suggestion, new.glossary, new.before, row_id),
    )
    update_annotations(connection, row_id, new.article, segment)


def update_annotations(connection: sqlite3.Connection, row_id: int, article_id: int, segment: Segment) -> None:
    """Replace the terms and issues of a segment."""
    for table in ("term", "issue"):
        connection.execute(f"DELETE FROM {table} WHERE segment=?", (row_id,))
    _insert_annotations(connection, row_id, article_id, segment)


def update_alignment(
    connection: sqlite3.Connection, article_id: int, segment_id: str, revision: int, alignment: Iterable[Pair]
) -> bool:
    """Replace the alignment of a segment if it has this revision, and say whether it has."""
    cursor = connection.execute(
        "UPDATE segment SET alignment=? WHERE article=? AND name=? AND revision=? AND paragraph IS NOT NULL",
        (to_json(alignment_numbers(alignment)), article_id, segment_id, revision),
    )
    return cursor.rowcount == 1


def _insert_annotations(connection: sqlite3.Connection, row_id: int, article_id: int, segment: Segment) -> None:
    """Save the terms and issues of a segment that has none yet."""
    for table, columns, rows in (
        ("term", TERM_COLUMNS, [term_row(term) for term in segment.terms]),
        ("issue", ISSUE_COLUMNS, [issue_row(issue) for issue in _decided(connection, article_id, segment)]),
    ):
        marks = ",?" * columns.count(",") + ",?"
        connection.executemany(
            f"INSERT INTO {table} (segment, position, {columns}) VALUES (?,?{marks})",
            [(row_id, position, *row) for position, row in enumerate(rows)],
        )


def _decided(connection: sqlite3.Connection, article_id: int, segment: Segment) -> Iterable[Issue]:
    """Return a segment's issues, dismissed as a person decided for its sentence, else as they are given."""
    if not segment.issues:
        return ()
    decisions = {
        (check, message): bool(dismissed)
        for check, message, dismissed in connection.execute(
            "SELECT check_name, message, dismissed FROM dismissal WHERE article=? AND source=?",
            (article_id, segment.source),
        )
    }
    return [
        replace(issue, dismissed=decisions.get((issue.check, issue.message), issue.dismissed))
        for issue in segment.issues
    ]


def read_segments(
    connection: sqlite3.Connection, where: str, parameters: Sequence[object]
) -> list[tuple[int, StoredSegment]]:
    """Return row id and segment for the rows of ``segment s`` that a condition picks, in the order of the article."""
    rows = connection.execute(
        "SELECT s.id, s.article, p.position, s.revision, s.suggestion, s.name, s.source, s.gap, s.target, s.state,"
        " s.origin, s.confidence, s.alignment, s.note, s.glossary, s.before"
        " FROM segment s LEFT JOIN paragraph p ON p.id = s.paragraph"
        f" WHERE {where} ORDER BY s.article, p.position, s.position, s.id",
        parameters,
    ).fetchall()
    terms = _read_annotations(connection, "term", TERM_COLUMNS, where, parameters)
    issues = _read_annotations(connection, "issue", ISSUE_COLUMNS, where, parameters)
    pairs = PairTable()
    found = []
    with decoding():
        for row_id, article, paragraph, revision, suggestion, *fields in rows:
            name, source, gap, target, state, origin, confidence, numbers, note, glossary, before = fields
            alignment = alignment_of(json.loads(numbers), pairs)
            marks = tuple(map(term_of, terms[row_id])), tuple(map(issue_of, issues[row_id]))
            segment = Segment(name, source, gap, target, state, origin, confidence, alignment, *marks, note)
            stored = StoredSegment(article, paragraph, segment, revision, suggestion, glossary, before)
            found.append((row_id, stored))
    return found


def _read_annotations(
    connection: sqlite3.Connection, table: str, columns: str, where: str, parameters: Sequence[object]
) -> defaultdict[int, list[tuple[Any, ...]]]:
    """Return the rows of ``term`` or ``issue`` of the picked segments, in order, by segment."""
    named = ", ".join(f"a.{column}" for column in columns.split(", "))
    query = (
        f"SELECT a.segment, {named} FROM segment s JOIN {table} a ON a.segment = s.id WHERE {where} ORDER BY a.position"
    )
    found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row_id, *row in connection.execute(query, parameters):
        found[row_id].append(tuple(row))
    return found
