"""The steps that a person takes through an article, one segment or many at once, and how they are taken back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from translate.document import Segment, State
from translate.errors import LibraryError
from translate.library.articles import count_paragraphs, next_revision
from translate.library.memory import PARAMETERS, note_reviews
from translate.library.reviews import LibraryConflict, retarget
from translate.library.rows import (
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
from translate.library.segments import StoredSegment, read_segments, update_segment

_LAST_DONE: Final = (
    "SELECT revision FROM segment_history WHERE article=?1 AND NOT undone AND before IS NOT NULL"
    " ORDER BY revision DESC LIMIT 1"
)
_FIRST_UNDONE: Final = (
    "SELECT revision FROM segment_history WHERE article=?1 AND undone AND before IS NOT NULL ORDER BY revision LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Step:
    """What a person did at once: the revision it made, the ids of its segments, and when (UTC, ISO 8601)."""

    revision: int
    segments: tuple[str, ...]
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
    _, stored = _find(connection, article_id, [segment_id])[segment_id]
    old = stored.segment
    new = replace(old if target == old.target else retarget(old, target), state=state)
    return confirm_segments(connection, article_id, [(new, expected_revision)], now)[segment_id]


def confirm_segments(
    connection: sqlite3.Connection, article_id: int, segments: Sequence[tuple[Segment, int | None]], now: str
) -> dict[str, int]:
    """Take a step as `Library.confirm_segments` says, and return the revisions of its segments."""
    found = _find(connection, article_id, [segment.id for segment, _ in segments])
    for offered, expected in segments:
        _, stored = found[offered.id]
        if expected not in (None, stored.revision) or offered.source != stored.segment.source:
            raise LibraryConflict(offered.id, stored.segment.target, offered.target, stored.revision)
    if not segments:
        return {}
    # From here on the steps that were undone lie on a way not taken.
    _seal(connection, "article=? AND undone AND before IS NOT NULL", (article_id,))
    revision = next_revision(connection, article_id)
    for segment, _ in segments:
        row_id, old = found[segment.id]
        new = replace(old, segment=segment, revision=revision)
        if not _only_noted(old.segment, segment):
            new = replace(new, suggestion=None, before=None)
        update_segment(connection, row_id, new)
        _write_history(connection, old, new, now)
    note_reviews(connection, [found[segment.id][0] for segment, _ in segments], now)
    return {segment.id: revision for segment, _ in segments}


def _only_noted(old: Segment, new: Segment) -> bool:
    """Say whether a step says something about a segment and nothing of its English, so that what is offered stays."""
    return old.note != new.note and (old.target, old.state) == (new.target, new.state)


def read_undoable(connection: sqlite3.Connection, article_id: int) -> tuple[Step | None, Step | None]:
    """Return the step that undo takes back next, and the one that redo takes again."""
    count_paragraphs(connection, article_id)
    return _read_step(connection, article_id, _LAST_DONE), _read_step(connection, article_id, _FIRST_UNDONE)


def undo(connection: sqlite3.Connection, article_id: int, now: str) -> tuple[str, ...] | LibraryConflict:
    """Take the last step back; return its segments' ids, or why that step can never be taken back."""
    return _move(connection, article_id, _LAST_DONE, "after", "before", now)


def redo(connection: sqlite3.Connection, article_id: int, now: str) -> tuple[str, ...] | LibraryConflict:
    """Take the step again that was last taken back; return as `undo` does."""
    return _move(connection, article_id, _FIRST_UNDONE, "before", "after", now)


def _move(
    connection: sqlite3.Connection, article_id: int, query: str, here: str, there: str, now: str
) -> tuple[str, ...] | LibraryConflict:
    """Bring the segments of a step from one of its ends to the other.

    With its text a segment gets its revision back: so the step before can be undone next, and whoever saw that text may
    go on from it.
    """
    count_paragraphs(connection, article_id)
    step = _read_step(connection, article_id, query)
    if step is None:
        return ()
    found = _find(connection, article_id, step.segments, absent=True)
    moves = []
    for key, name, source, left, right in connection.execute(
        f"SELECT id, name, source, {here}, {there} FROM segment_history WHERE article=? AND revision=? ORDER BY id",
        (article_id, step.revision),
    ).fetchall():
        row_id, stored = found[name]
        entered, new = _read_snapshot(stored, left), _read_snapshot(stored, right)
        if (stored.segment.source, stored.revision) != (source, entered.revision):
            _seal(connection, "article=? AND revision=?", (article_id, step.revision))
            return LibraryConflict(name, stored.segment.target, new.segment.target, stored.revision, step=True)
        if stored.suggestion != entered.suggestion:  # a machine had something new to offer meanwhile
            offer = stored.suggestion if stored.suggestion != new.segment.target else None
            new = replace(new, suggestion=offer)
        moves.append((key, row_id, stored, new))
    next_revision(connection, article_id)  # tells whoever knows the article that it changed
    for key, row_id, stored, new in moves:
        update_segment(connection, row_id, new)
        connection.execute(
            f"UPDATE segment_history SET undone=?, {here}=? WHERE id=?", (there == "before", _snapshot(stored), key)
        )
    note_reviews(connection, [row_id for _, row_id, _, _ in moves], now)
    return step.segments


def _find(
    connection: sqlite3.Connection, article_id: int, names: Sequence[str], *, absent: bool = False
) -> dict[str, tuple[int, StoredSegment]]:
    """Return row and contents of segments by id; with ``absent`` an empty one for each that is not there."""
    count_paragraphs(connection, article_id)
    if len(set(names)) < len(names):
        raise ValueError("a segment is named twice")
    found: dict[str, tuple[int, StoredSegment]] = {}
    for start in range(0, len(names), PARAMETERS):
        chunk = names[start : start + PARAMETERS]
        condition = f"s.article=? AND s.paragraph IS NOT NULL AND s.name IN ({','.join('?' * len(chunk))})"
        for row_id, stored in read_segments(connection, condition, (article_id, *chunk)):
            found[stored.segment.id] = row_id, stored
    for name in names:
        if name not in found:
            if not absent:
                raise LibraryError(f"no segment {name} in article {article_id}")
            found[name] = 0, StoredSegment(article_id, None, Segment(name, ""), 0, None)
    return found


def _read_step(connection: sqlite3.Connection, article_id: int, query: str) -> Step | None:
    rows = connection.execute(
        f"SELECT revision, name, at FROM segment_history WHERE article=?1 AND revision=({query}) ORDER BY id",
        (article_id,),
    ).fetchall()
    return Step(rows[0][0], tuple(name for _, name, _ in rows), rows[0][2]) if rows else None


def _write_history(connection: sqlite3.Connection, old: StoredSegment, new: StoredSegment, now: str) -> None:
    segment = new.segment
    what = (segment.id, segment.source, old.segment.target, segment.target, segment.state, segment.origin)
    connection.execute(
        "INSERT INTO segment_history (article, revision, name, source, old_target, new_target, state, origin, at,"
        " undone, before, after) VALUES (?,?,?,?,?,?,?,?,?,0,?,?)",
        (new.article, new.revision, *what, now, _snapshot(old), _snapshot(new)),
    )


def _seal(connection: sqlite3.Connection, condition: str, values: Sequence[object]) -> None:
    """Let steps be neither undone nor redone from now on."""
    connection.execute(f"UPDATE segment_history SET before=NULL, after=NULL WHERE {condition}", values)


def _snapshot(stored: StoredSegment) -> str:
    """Return everything that a step may change of a segment, as JSON."""
    segment = stored.segment
    return to_json(
        {
            "revision": stored.revision,
            "suggestion": stored.suggestion,
            "glossary": stored.glossary,
            "before": stored.before,
            "target": segment.target,
            "state": segment.state,
            "origin": segment.origin,
            "confidence": segment.confidence,
            "note": segment.note,
            "alignment": alignment_numbers(segment.alignment),
            "terms": [term_row(term) for term in segment.terms],
            "issues": [issue_row(issue) for issue in segment.issues],
        }
    )


def _read_snapshot(stored: StoredSegment, snapshot: str) -> StoredSegment:
    """Return a segment with what `_snapshot` once saw of it."""
    with decoding():
        values = json.loads(snapshot)
        segment = replace(
            stored.segment,
            target=values["target"],
            state=values["state"],
            origin=values["origin"],
            confidence=values["confidence"],
            alignment=alignment_of(values["alignment"], PairTable()),
            terms=tuple(map(term_of, values["terms"])),
            issues=tuple(map(issue_of, values["issues"])),
            note=values.get("note", stored.segment.note),  # steps of earlier versions left notes alone
        )
        revision, suggestion = values["revision"], values["suggestion"]
        glossary, before = values["glossary"], values["before"]
    return replace(stored, segment=segment, revision=revision, suggestion=suggestion, glossary=glossary, before=before)
