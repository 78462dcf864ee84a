"""The glossaries that translations were made with, and translating again where one has changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from translate.document import Segment
from translate.glossary.model import Entry, Glossary
from translate.library.articles import next_revision
from translate.library.rows import decoding, to_json
from translate.library.segments import SQL_PERSONS, StoredSegment, suggest, update_annotations, update_segment


def remember_glossary(connection: sqlite3.Connection, glossary: Glossary) -> None:
    """Keep a glossary's entries, and forget those of glossaries that nothing was made with."""
    if not is_remembered(connection, glossary.fingerprint()):
        entries = to_json([_as_json(entry) for entry in glossary])
        connection.execute("INSERT INTO glossary VALUES (?,?)", (glossary.fingerprint(), entries))
    connection.execute(
        "DELETE FROM glossary WHERE fingerprint<>? AND fingerprint NOT IN (SELECT glossary FROM segment)"
        " AND fingerprint NOT IN (SELECT glossary FROM article)",
        (glossary.fingerprint(),),
    )


def _as_json(entry: Entry) -> dict[str, Any]:
    """Return an entry as JSON can hold it, without what translates nothing."""
    return {each.name: getattr(entry, each.name) for each in fields(entry)} | {"note": "", "line": 0}


def is_remembered(connection: sqlite3.Connection, fingerprint: str) -> bool:
    """Say whether a glossary's entries were kept."""
    return bool(connection.execute("SELECT count(*) FROM glossary WHERE fingerprint=?", (fingerprint,)).fetchone()[0])


def read_glossary(connection: sqlite3.Connection, fingerprint: str) -> Glossary | None:
    """Return the glossary with a fingerprint, without notes; None for one that was not kept."""
    if not fingerprint:
        return Glossary()
    row = connection.execute("SELECT entries FROM glossary WHERE fingerprint=?", (fingerprint,)).fetchone()
    if row is None:
        return None
    with decoding():
        return Glossary(tuple(Entry(**_values(fields)) for fields in json.loads(row[0])))


def glossaries_in_use(connection: sqlite3.Connection) -> dict[str, list[int]]:
    """Return which glossaries the segments were last translated with: fingerprints, each with the articles' ids."""
    found: dict[str, list[int]] = {}
    for fingerprint, article_id in connection.execute(
        "SELECT DISTINCT glossary, article FROM segment ORDER BY glossary, article"
    ):
        found.setdefault(fingerprint, []).append(article_id)
    return found


def save_again(
    connection: sqlite3.Connection,
    article_id: int,
    segments: Mapping[str, Segment],
    fingerprint: str,
    judged: Mapping[str, Segment],
) -> None:
    """Save new translations as `Library.save_again` says."""
    connection.execute("UPDATE article SET glossary=? WHERE id=?", (fingerprint, article_id))
    revision = next_revision(connection, article_id)
    for name, segment in segments.items():
        row = connection.execute(
            f"SELECT id, {SQL_PERSONS}, target, before FROM segment"
            " WHERE article=? AND name=? AND source=? AND paragraph IS NOT NULL",
            (article_id, name, segment.source),
        ).fetchone()
        if row is None:  # the article was read again meanwhile, and has another sentence there
            continue
        row_id, a_persons, target, before = row
        if not a_persons:
            if target not in ("", segment.target):
                before = target
            update_segment(
                connection, row_id, StoredSegment(article_id, None, segment, revision, None, fingerprint, before)
            )
            continue
        if segment.target:
            suggest(connection, row_id, segment.target)
        if name in judged and judged[name].target == target:
            update_annotations(connection, row_id, article_id, judged[name])


def mark_current(connection: sqlite3.Connection, fingerprint: str, older: Mapping[str, Sequence[int]]) -> None:
    """Note that a glossary asks the same of segments as the older ones that they were made with.

    ``older`` says which segments: for each fingerprint the articles' ids.
    """
    for past, article_ids in older.items():
        ids = to_json(list(article_ids))
        connection.execute(
            "UPDATE segment SET glossary=? WHERE glossary=? AND article IN (SELECT value FROM json_each(?))"
            " AND paragraph IS NOT NULL",
            (fingerprint, past, ids),
        )
        connection.execute(
            "UPDATE article SET glossary=? WHERE id IN (SELECT value FROM json_each(?))", (fingerprint, ids)
        )


def _values(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
