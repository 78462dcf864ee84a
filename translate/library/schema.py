"""The tables of a library, and the way from each version of them to the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Final

from translate.errors import LibraryError
from translate.library.connection import transaction

APPLICATION_ID: Final = 0x4E4C454E  # "NLEN", in the file's header: how `file` and we know our own

# What a person has reviewed stays: a segment in state reviewed or final whose paragraph is read or split differently
# is not deleted but loses its place (paragraph is NULL) until a segment with the same source comes for it.
VERSION_1 = (
    """
    CREATE TABLE article (
        id INTEGER PRIMARY KEY,
        identity TEXT NOT NULL UNIQUE,  -- sha256, or a hash of the text where the input's bytes are unknown
        sha256 TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL, date TEXT NOT NULL, byline TEXT NOT NULL,
        metadata TEXT NOT NULL,         -- JSON: [[name, value], ...]
        model TEXT NOT NULL, glossary TEXT NOT NULL,
        options TEXT NOT NULL,          -- JSON, as metadata
        added TEXT NOT NULL,            -- UTC, ISO 8601
        revision INTEGER NOT NULL       -- grows with every change to a segment; never repeats
    )
    """,
    """
    CREATE TABLE paragraph (
        id INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL, text TEXT NOT NULL, level INTEGER NOT NULL, marker TEXT NOT NULL, line INTEGER NOT NULL,
        UNIQUE (article, position)
    )
    """,
    """
    CREATE TABLE segment (
        id INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article,
        paragraph INTEGER REFERENCES paragraph,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,             -- Segment.id
        source TEXT NOT NULL, gap TEXT NOT NULL, target TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('initial', 'translated', 'reviewed', 'final')),
        origin TEXT NOT NULL CHECK (origin IN ('mt', 'memory', 'fuzzy', 'human')),
        confidence REAL,
        alignment TEXT NOT NULL,        -- JSON: [source start, source end, target start, target end, ...]
        note TEXT NOT NULL,
        revision INTEGER NOT NULL,      -- article.revision when its text or state last changed
        suggestion TEXT,                -- what a machine would make of a reviewed segment, where it differs
        glossary TEXT NOT NULL          -- fingerprint of the glossary that a machine last translated it with
    )
    """,
    "CREATE UNIQUE INDEX segment_name ON segment (article, name) WHERE paragraph IS NOT NULL",
    "CREATE INDEX segment_paragraph ON segment (paragraph, article)",
    "CREATE INDEX segment_reviewed ON segment (article) WHERE state IN ('reviewed', 'final')",
    "CREATE INDEX segment_source ON segment (source, article)",
    "CREATE INDEX segment_glossary ON segment (glossary, article)",
    """
    CREATE TABLE term (
        segment INTEGER NOT NULL REFERENCES segment ON DELETE CASCADE,
        position INTEGER NOT NULL,
        entry TEXT NOT NULL, source_start INTEGER NOT NULL, source_end INTEGER NOT NULL,
        term TEXT NOT NULL, target_start INTEGER, target_end INTEGER,
        outcome TEXT NOT NULL, rung TEXT NOT NULL, why TEXT NOT NULL, note TEXT NOT NULL,
        PRIMARY KEY (segment, position)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX term_entry ON term (entry)",
    """
    CREATE TABLE issue (
        segment INTEGER NOT NULL REFERENCES segment ON DELETE CASCADE,
        position INTEGER NOT NULL,
        check_name TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL,
        source_start INTEGER, source_end INTEGER, target_start INTEGER, target_end INTEGER,
        dismissed INTEGER NOT NULL,
        PRIMARY KEY (segment, position)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE glossary (
        fingerprint TEXT PRIMARY KEY,
        entries TEXT NOT NULL           -- JSON: [{field: value, ...}, ...], without notes
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE segment_history (
        article INTEGER NOT NULL REFERENCES article,
        revision INTEGER NOT NULL,
        name TEXT NOT NULL, source TEXT NOT NULL,
        old_target TEXT NOT NULL, new_target TEXT NOT NULL, state TEXT NOT NULL, origin TEXT NOT NULL,
        at TEXT NOT NULL,               -- UTC, ISO 8601
        PRIMARY KEY (article, revision)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE cache (
        key TEXT PRIMARY KEY,
        target TEXT NOT NULL, confidence REAL,
        annotations TEXT NOT NULL       -- JSON: [alignment as in segment, rows of term, rows of issue]
    ) WITHOUT ROWID
    """,
)
# Review in the browser: steps of several segments that can be undone, dismissals that outlive a translation, and the
# translation memory. Version 1 kept no snapshots; its steps stay in the history and cannot be undone.
VERSION_2 = (
    "ALTER TABLE segment ADD COLUMN before TEXT",  # what it read before a refresh changed it, until a person looks
    "ALTER TABLE paragraph ADD COLUMN words INTEGER NOT NULL DEFAULT 0",
    "UPDATE paragraph SET words = word_count(text)",
    "ALTER TABLE segment_history RENAME TO segment_history_1",
    """
    CREATE TABLE segment_history (
        id INTEGER PRIMARY KEY,         -- in a step, the order of its segments
        article INTEGER NOT NULL REFERENCES article,
        revision INTEGER NOT NULL,      -- one number a step, and the revision of its segments
        name TEXT NOT NULL, source TEXT NOT NULL,
        old_target TEXT NOT NULL, new_target TEXT NOT NULL, state TEXT NOT NULL, origin TEXT NOT NULL,
        at TEXT NOT NULL,               -- UTC, ISO 8601
        undone INTEGER NOT NULL,        -- taken back
        before TEXT, after TEXT,        -- JSON: the whole segment; NULL where the step can be neither undone nor redone
        UNIQUE (article, revision, name)
    )
    """,
    "CREATE INDEX segment_history_name ON segment_history (article, name)",
    "CREATE INDEX segment_history_undone ON segment_history (article, revision) WHERE undone",
    """
    INSERT INTO segment_history (article, revision, name, source, old_target, new_target, state, origin, at, undone)
    SELECT article, revision, name, source, old_target, new_target, state, origin, at, 0 FROM segment_history_1
    ORDER BY article, revision
    """,
    "DROP TABLE segment_history_1",
    """
    CREATE TABLE dismissal (
        article INTEGER NOT NULL REFERENCES article,
        source TEXT NOT NULL, check_name TEXT NOT NULL, message TEXT NOT NULL,
        dismissed INTEGER NOT NULL,     -- 0 where a person wants to see it again
        PRIMARY KEY (article, source, check_name, message)
    ) WITHOUT ROWID
    """,
    # AUTOINCREMENT: an id never means another unit, so that an index of the memory can be kept by id.
    """
    CREATE TABLE memory_unit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source TEXT NOT NULL, target TEXT NOT NULL,
        previous TEXT NOT NULL, following TEXT NOT NULL,    -- the source sentences around it
        at TEXT NOT NULL,               -- UTC, ISO 8601
        segment INTEGER UNIQUE REFERENCES segment,          -- the reviewed segment; NULL for an imported unit
        creator TEXT NOT NULL
    )
    """,
    "CREATE INDEX memory_unit_source ON memory_unit (source, target)",
    "CREATE TABLE memory_version (version INTEGER NOT NULL)",
    "INSERT INTO memory_version VALUES (1)",
    """
    INSERT INTO memory_unit (source, target, previous, following, at, segment, creator)
    SELECT s.source, s.target, CASE WHEN s.placed THEN s.previous ELSE '' END,
        CASE WHEN s.placed THEN s.following ELSE '' END,
        coalesce(
            (SELECT max(h.at) FROM segment_history h
             WHERE h.article = s.article AND h.name = s.name AND h.source = s.source AND h.new_target = s.target),
            a.added),
        s.id, ''
    FROM (
        SELECT segment.*, segment.paragraph IS NOT NULL AS placed,
            lag(source, 1, '') OVER run AS previous, lead(source, 1, '') OVER run AS following
        FROM segment LEFT JOIN paragraph ON paragraph.id = segment.paragraph
        WINDOW run AS (
            PARTITION BY segment.article, segment.paragraph IS NULL ORDER BY paragraph.position, segment.position
        )
    ) s JOIN article a ON a.id = s.article
    WHERE s.state IN ('reviewed', 'final') AND s.target <> '' ORDER BY s.id
    """,
)
# Documents with mark-up: what stands off from the text, which reader read the article, and the document itself, to be
# written again in English.
VERSION_3 = (
    "ALTER TABLE article ADD COLUMN format TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE paragraph ADD COLUMN inlines TEXT NOT NULL DEFAULT '[]'",  # JSON: [[id, kind, start, end, value], ...]
    """
    CREATE TABLE original (
        article INTEGER PRIMARY KEY REFERENCES article,
        data BLOB NOT NULL              -- zlib
    )
    """,
)
MIGRATIONS: Final = (VERSION_1, VERSION_2, VERSION_3)


def migrate(connection: sqlite3.Connection, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> None:
    """Bring a library, or an empty file, to the newest version, each step in one transaction.

    Raises:
        LibraryError: the file is another program's database, or a newer version made it. It is unchanged.
    """
    connection.create_function("word_count", 1, count_words, deterministic=True)  # for version 2
    with transaction(connection, "DEFERRED"):  # one look at the file: another run may just be making it
        version = _pragma(connection, "user_version")
        owner = _pragma(connection, "application_id")
        tables = _pragma(connection, "schema_version")  # 0 while there never was any
    if owner != APPLICATION_ID and (owner or version or tables):
        raise LibraryError("a database of another program, not a library", mend="name another file")
    if version > len(migrations):
        raise LibraryError(
            f"made by a newer version (format {version}, this one knows {len(migrations)})",
            mend="update nl-en-translate",
        )
    for step in range(version, len(migrations)):
        with transaction(connection, durable=True):
            if _pragma(connection, "user_version") != step:  # another run was quicker
                continue
            for statement in migrations[step]:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={step + 1}")


def count_words(text: str) -> int:
    """Return how many words a text has: what stands between white space."""
    return len(text.split())


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
