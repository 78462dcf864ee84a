"""A library made by the first version is brought to this one when it is opened, and nothing in it is lost."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from translate.document import Inline, Segment, Span
from translate.library import Change, Library
from translate.library.schema import APPLICATION_ID, VERSION_1, VERSION_2, count_words

# An article of three paragraphs in which 1.1, 2.2 and a sentence that is there no more (3.9) were reviewed, and 2.2 was
# reviewed twice; 2.3 was approved without a word.
ROWS = {
    "article": [
        (1, "ab", "ab", "iran.txt", "Iran", "2023", "", "[]", "m@1", "f1", "[]", "2023-01-09T10:00:00+00:00", 9),
    ],
    "paragraph": [
        (10, 1, 0, "title", "Iran levert drones", 1, "", 1),
        (11, 1, 1, "text", "Rusland wint.  PAX telt 12. Ja.", 0, "", 3),
        (12, 1, 2, "text", "Nog niet vertaald.", 0, "", 5),
    ],
    "segment": [
        (20, 1, 10, 0, "1.1", "Iran levert drones", "", "Iran", "final", "human", None, "[]", "", 7, None, "f1"),
        (
            21,
            1,
            11,
            0,
            "2.1",
            "Rusland wint.",
            "  ",
            "Russia.",
            "translated",
            "mt",
            -0.5,
            "[0,7,0,6]",
            "",
            1,
            None,
            "f1",
        ),
        (22, 1, 11, 1, "2.2", "PAX telt 12.", " ", "12.", "reviewed", "human", None, "[]", "", 8, "PAX: 12.", "f1"),
        (23, 1, 11, 2, "2.3", "Ja.", "", "", "reviewed", "mt", None, "[]", "", 9, None, "f1"),
        (24, 1, None, 3, "3.9", "Weg.", "", "Gone.", "reviewed", "human", None, "[]", "n", 4, None, "f0"),
    ],
    "term": [(22, 0, "pax", 0, 3, "PAX", 0, 3, "applied", "asked", "", "")],
    "issue": [
        (21, 0, "length", "warning", "short", None, None, 0, 3, 0),
        (22, 0, "number", "info", "12", 0, 1, 2, 3, 1),
    ],
    "glossary": [("f1", "[]")],
    "segment_history": [
        (1, 3, "2.2", "PAX telt 12.", "PAX: 12", "PAX 12.", "reviewed", "human", "2023-01-10T08:00:00"),
        (1, 4, "3.9", "Weg.", "Away.", "Gone.", "reviewed", "human", "2023-01-10T08:01:00"),
        (1, 7, "1.1", "Iran levert drones", "Drones", "Iran", "final", "human", "2023-01-10T08:02:00"),
        (1, 8, "2.2", "PAX telt 12.", "PAX 12.", "12.", "reviewed", "human", "2023-01-10T08:03:00"),
    ],
    "cache": [("k", "Yes.", -0.1, "[[],[],[]]")],
}


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    path = tmp_path / "translations.db"
    with sqlite3.connect(path) as connection:
        for statement in VERSION_1:
            connection.execute(statement)
        for table, rows in ROWS.items():
            connection.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("PRAGMA user_version=1")
        connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    return path


def test_every_row_of_every_table_is_kept(old_file: Path) -> None:
    with sqlite3.connect(old_file) as before:
        columns = {table: ", ".join(row[1] for row in before.execute(f"PRAGMA table_info({table})")) for table in ROWS}
    before.close()
    Library.open(old_file).close()
    with sqlite3.connect(old_file) as after:
        for table, rows in ROWS.items():
            assert after.execute(f"SELECT {columns[table]} FROM {table} ORDER BY 1, 2").fetchall() == rows
        assert after.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert after.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = {name for (name,) in after.execute("SELECT name FROM sqlite_master WHERE type='table'")}
        assert tables - set(ROWS) == {"dismissal", "memory_unit", "memory_version", "original", "sqlite_sequence"}
    after.close()


def test_what_was_reviewed_becomes_memory_with_its_neighbours(old_file: Path) -> None:
    with Library.open(old_file) as library:
        units = library.memory_units()
        assert [(u.source, u.target, u.previous, u.following, u.at, u.article, u.segment) for u in units] == [
            ("Iran levert drones", "Iran", "", "Rusland wint.", "2023-01-10T08:02:00", 1, "1.1"),
            ("PAX telt 12.", "12.", "Rusland wint.", "Ja.", "2023-01-10T08:03:00", 1, "2.2"),
            ("Weg.", "Gone.", "", "", "2023-01-10T08:01:00", 1, "3.9"),
        ]


def test_the_history_is_shown_and_goes_on(old_file: Path) -> None:
    with Library.open(old_file) as library:
        old = [Change(row[1], *row[3:]) for row in ROWS["segment_history"] if row[2] == "2.2"]  # type: ignore[arg-type]
        assert library.history(1, "2.2") == old
        assert library.undoable(1) == (None, None) and library.undo(1) == () == library.redo(1)
        before = library.segments(1)
        revision = library.confirm(1, "2.2", "PAX counts a dozen.")
        assert revision == 10 and [c.revision for c in library.history(1, "2.2")] == [3, 8, 10]
        assert library.undo(1) == ("2.2",)
        assert library.segments(1) == before
        assert library.undo(1) == ()


def test_its_articles_are_shown_as_ever(old_file: Path) -> None:
    with Library.open(old_file) as library:
        (summary,) = library.list_articles()
        assert (summary.segments, summary.translated, summary.reviewed, summary.words) == (4, 4, 3, 3 + 6 + 3)
        assert library.paragraphs(1, 1, 2)[0].segments[0].segment.target == "Russia."
        assert library.reviewed_segments(1)["3.9", "Weg."] == Segment(
            "3.9", "Weg.", "", "Gone.", "reviewed", "human", note="n"
        )
        assert library.cached(["k"])["k"].target == "Yes."


def test_a_library_of_the_second_version_takes_mark_up_and_documents(tmp_path: Path) -> None:
    path = tmp_path / "translations.db"
    with sqlite3.connect(path) as connection:
        connection.create_function("word_count", 1, count_words, deterministic=True)
        for statement in (*VERSION_1, *VERSION_2):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("PRAGMA user_version=2")
        columns = "identity, sha256, path, title, date, byline, metadata, model, glossary, options, added, revision"
        connection.execute(
            f"INSERT INTO article ({columns}) VALUES ('ab', 'ab', 'a.md', '', '', '', '[]', 'm', '', '[]', '2026', 0)"
        )
        connection.execute(
            "INSERT INTO paragraph (article, position, kind, text, level, marker, line, words)"
            " VALUES (1, 0, 'text', 'Oorlog.', 0, '', 1, 1)"
        )
    connection.close()
    with Library.open(path) as library:
        before = library.load_article(1)
        assert (before.format, before.paragraphs[0].inlines, library.original(1)) == ("", (), None)
        bold = Inline("1", "bold", Span(0, 6))
        after = replace(before, format="Markdown", paragraphs=(replace(before.paragraphs[0], inlines=(bold,)),))
        assert library.save_article(after) == 1
        library.save_original(1, b"**Oorlog**.")
        assert (library.load_article(1), library.original(1)) == (after, b"**Oorlog**.")
