"""What a page about an article shows: some paragraphs, how long the others are, which segments to look at."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from translate.document import Paragraph, Segment
from translate.library.rows import decoding, inlines_of, to_json
from translate.library.segments import SQL_MISSED, SQL_REVIEWED, SQL_WARNING, StoredSegment, read_segments

_IN_ORDER = "FROM segment s JOIN paragraph p ON p.id = s.paragraph WHERE s.article=? {} ORDER BY p.position, s.position"


@dataclass(frozen=True, slots=True)
class StoredParagraph:
    """A paragraph of an article: its 0-based index, what it is (without segments), and its segments as stored."""

    index: int
    paragraph: Paragraph
    segments: tuple[StoredSegment, ...]


def read_sizes(connection: sqlite3.Connection, article_id: int) -> list[tuple[int, int]]:
    """Return how many segments each paragraph has, and how many code points its source."""
    return connection.execute(
        "SELECT (SELECT count(*) FROM segment s WHERE s.paragraph = p.id), length(p.text)"
        " FROM paragraph p WHERE p.article=? ORDER BY p.position",
        (article_id,),
    ).fetchall()


def read_paragraphs(connection: sqlite3.Connection, article_id: int, start: int, stop: int) -> list[StoredParagraph]:
    """Return the paragraphs from index ``start`` to before ``stop``, as far as there are any."""
    slice_ = (article_id, start, stop)
    condition = "article=? AND position>=? AND position<?"
    segments: dict[int, list[StoredSegment]] = {}
    picked = f"s.paragraph IN (SELECT id FROM paragraph WHERE {condition})"
    for _, stored in read_segments(connection, picked, slice_):
        if stored.paragraph is not None:
            segments.setdefault(stored.paragraph, []).append(stored)
    rows = connection.execute(
        f"SELECT position, kind, text, level, marker, line, inlines FROM paragraph WHERE {condition} ORDER BY position",
        slice_,
    )
    with decoding():
        return [
            StoredParagraph(
                index,
                Paragraph(kind, text, level, marker, line, inlines=inlines_of(inlines)),
                tuple(segments.get(index, ())),
            )
            for index, kind, text, level, marker, line, inlines in rows
        ]


def read_pairs(connection: sqlite3.Connection, article_id: int, ids: Iterable[str] | None = None) -> list[Segment]:
    """Return the segments in order, or those with these ids; they have only id, source, target and state."""
    chosen, values = "", list[object]([article_id])
    if ids is not None:
        chosen = "AND s.name IN (SELECT value FROM json_each(?))"
        values.append(to_json(list(ids)))
    rows = connection.execute(f"SELECT s.name, s.source, '', s.target, s.state {_IN_ORDER.format(chosen)}", values)
    return [Segment(*row) for row in rows]


def find_matching(
    connection: sqlite3.Connection, article_id: int, *, unreviewed: bool, warnings: bool, missed: bool, refreshed: bool
) -> list[str]:
    """Return the ids of the segments that fulfil every condition that is set, in order."""
    conditions = (
        (unreviewed, f"s.state NOT IN {SQL_REVIEWED}"),
        (warnings, f"EXISTS (SELECT 1 FROM issue a WHERE a.segment = s.id AND {SQL_WARNING})"),
        (missed, f"EXISTS (SELECT 1 FROM term a WHERE a.segment = s.id AND {SQL_MISSED})"),
        (refreshed, "(s.before IS NOT NULL OR s.suggestion IS NOT NULL)"),
    )
    chosen = "".join(f" AND {condition}" for asked, condition in conditions if asked)
    return [name for (name,) in connection.execute(f"SELECT s.name {_IN_ORDER.format(chosen)}", (article_id,))]
