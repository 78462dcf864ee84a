"""The translation memory: sentences whose English a person answers for, from reviews and from elsewhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from translate.library.rows import decoding, to_json
from translate.library.segments import SQL_REVIEWED

PARAMETERS: Final = 500  # in one query; SQLite before 3.32 takes at most 999

_UNITS: Final = (
    "SELECT u.id, u.source, u.target, u.previous, u.following, u.at, s.article, s.name, u.creator"
    " FROM memory_unit u LEFT JOIN segment s ON s.id = u.segment"
)
_SEGMENTS_OF_ARTICLE: Final = "SELECT o.source FROM paragraph q CROSS JOIN segment o ON o.paragraph = q.id"
_NEIGHBOURS: Final = f"""
    SELECT
        ({_SEGMENTS_OF_ARTICLE} WHERE q.article = p.article AND q.position <= p.position
            AND (q.position < p.position OR o.position < s.position)
            ORDER BY q.position DESC, o.position DESC LIMIT 1),
        ({_SEGMENTS_OF_ARTICLE} WHERE q.article = p.article AND q.position >= p.position
            AND (q.position > p.position OR o.position > s.position)
            ORDER BY q.position, o.position LIMIT 1)
    FROM segment s JOIN paragraph p ON p.id = s.paragraph WHERE s.id = ?
"""


@dataclass(frozen=True, slots=True)
class MemoryUnit:
    """A sentence and its English. Another text, of the same segment too, is another unit with another id.

    Attributes:
        id: the library's number of it, never given to another; `Library.add_units` does not look at it.
        source: the Dutch sentence.
        target: the English.
        previous: the source sentence before it in its article, empty where there is none.
        following: the source sentence after it, empty where there is none.
        at: when it was reviewed or, elsewhere, last changed (UTC, ISO 8601).
        article: id of the article in which it was reviewed; None for an imported unit.
        segment: the segment's id there; None for an imported unit.
        creator: who made it, where an import says so.
    """

    id: int
    source: str
    target: str
    previous: str = ""
    following: str = ""
    at: str = ""
    article: int | None = None
    segment: str | None = None
    creator: str = ""


def note_reviews(connection: sqlite3.Connection, row_ids: Sequence[int], now: str) -> None:
    """Bring the memory up to date with segments of which the state or the target changed.

    A unit is as old as the last step that gave the segment its target, else it is made ``now``.
    """
    changed = 0
    for row_id in row_ids:
        changed += connection.execute("DELETE FROM memory_unit WHERE segment=?", (row_id,)).rowcount
        previous, following = connection.execute(_NEIGHBOURS, (row_id,)).fetchone() or (None, None)
        changed += connection.execute(
            "INSERT INTO memory_unit (source, target, previous, following, at, segment, creator)"
            " SELECT s.source, s.target, ?, ?, coalesce((SELECT max(h.at) FROM segment_history h"
            " WHERE h.article = s.article AND h.name = s.name AND h.source = s.source AND h.new_target = s.target"
            " AND NOT h.undone), ?), s.id, ''"
            f" FROM segment s WHERE s.id=? AND s.state IN {SQL_REVIEWED} AND s.target <> ''",
            (previous or "", following or "", now, row_id),
        ).rowcount
    if changed:
        _new_version(connection)


def note_unknown_reviews(connection: sqlite3.Connection, article_id: int, now: str) -> None:
    """Put reviewed segments that were saved with their article into the memory."""
    rows = connection.execute(
        f"SELECT id FROM segment s WHERE article=? AND state IN {SQL_REVIEWED} AND target <> ''"
        " AND NOT EXISTS (SELECT 1 FROM memory_unit u WHERE u.segment = s.id)",
        (article_id,),
    )
    note_reviews(connection, [row_id for (row_id,) in rows.fetchall()], now)


def read_exact(connection: sqlite3.Connection, sources: Iterable[str]) -> dict[str, list[MemoryUnit]]:
    """Return the units of sentences, the newest first; sentences that have none are left out."""
    found: dict[str, list[MemoryUnit]] = {}
    asked = list(dict.fromkeys(sources))
    for start in range(0, len(asked), PARAMETERS):
        chunk = asked[start : start + PARAMETERS]
        query = f"{_UNITS} WHERE u.source IN ({','.join('?' * len(chunk))}) ORDER BY u.at DESC, u.id DESC"
        for row in connection.execute(query, chunk):
            unit = MemoryUnit(*row)
            found.setdefault(unit.source, []).append(unit)
    return found


def read_units(connection: sqlite3.Connection, ids: Iterable[int] | None) -> list[MemoryUnit]:
    """Return the units with these ids, or all, in the order of their ids."""
    condition, values = "", list[object]()
    if ids is not None:
        condition, values = "WHERE u.id IN (SELECT value FROM json_each(?))", [to_json(list(ids))]
    return [MemoryUnit(*row) for row in connection.execute(f"{_UNITS} {condition} ORDER BY u.id", values)]


def read_unit_sources(connection: sqlite3.Connection, since: int = 0) -> list[tuple[int, str]]:
    """Return id and source of each unit with a higher id than ``since``, in the order of their ids."""
    return connection.execute("SELECT id, source FROM memory_unit WHERE id>? ORDER BY id", (since,)).fetchall()


def count_units(connection: sqlite3.Connection) -> int:
    """Return how many units there are."""
    return int(connection.execute("SELECT count(*) FROM memory_unit").fetchone()[0])


def read_version(connection: sqlite3.Connection) -> int:
    """Return a number that is another after each change of the memory."""
    with decoding():
        return int(connection.execute("SELECT version FROM memory_version").fetchone()[0])


def add_units(connection: sqlite3.Connection, units: Iterable[MemoryUnit], now: str) -> int:
    """Add units as `Library.add_units` says, and return how many are new."""
    rows = (
        (
            unit.source,
            unit.target,
            unit.previous,
            unit.following,
            unit.at or now,
            unit.creator,
            unit.source,
            unit.target,
        )
        for unit in units
        if unit.source.strip() and unit.target.strip()
    )
    added = connection.executemany(
        "INSERT INTO memory_unit (source, target, previous, following, at, creator) SELECT ?,?,?,?,?,?"
        " WHERE NOT EXISTS (SELECT 1 FROM memory_unit WHERE source=? AND target=?)",
        rows,
    ).rowcount
    if added > 0:
        _new_version(connection)
    return max(added, 0)


def delete_units(connection: sqlite3.Connection, ids: Iterable[int]) -> int:
    """Delete imported units, and return how many there were."""
    deleted = connection.execute(
        "DELETE FROM memory_unit WHERE segment IS NULL AND id IN (SELECT value FROM json_each(?))",
        (to_json(list(ids)),),
    ).rowcount
    if deleted:
        _new_version(connection)
    return deleted


def _new_version(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE memory_version SET version = version + 1")
