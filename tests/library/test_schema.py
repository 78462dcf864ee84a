from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from translate.errors import LibraryError
from translate.library import Library
from translate.library.schema import APPLICATION_ID, MIGRATIONS, migrate

from .documents import ARTICLE


def query(path: Path, statement: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def test_the_file_says_whose_it_is_and_which_version(library: Library) -> None:
    assert query(library.path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert query(library.path, "PRAGMA user_version") == [(len(MIGRATIONS),)]
    assert query(library.path, "PRAGMA journal_mode") == [("wal",)]
    assert library._connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    (tmp_path / "translations.db").touch()
    with Library.open(tmp_path / "translations.db") as library:
        assert library.list_articles() == []


def test_a_step_is_taken_whole_or_not_at_all(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    broken = (*MIGRATIONS, ("CREATE TABLE extra (x)",), ("CREATE TABLE more (x)", "SELECT * FROM nowhere"))
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(library._connection, broken)
    tables = {name for (name,) in query(library.path, "SELECT name FROM sqlite_master")}
    assert "extra" in tables and "more" not in tables
    assert query(library.path, "PRAGMA user_version") == [(len(MIGRATIONS) + 1,)]
    assert library.load_article(article_id) == ARTICLE


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "translations.db"
    Library.open(path).close()
    query(path, "PRAGMA user_version=99")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match=r"made by a newer version .*; update nl-en-translate"):
        Library.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    ["CREATE TABLE notes (x)", "CREATE TABLE a (x); DROP TABLE a", "PRAGMA user_version=1", "PRAGMA application_id=7"],
)
def test_another_programs_database_is_left_alone(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "notes.db"
    for part in statement.split("; "):
        query(path, part)
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="database of another program"):
        Library.open(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["notes.db"]


@pytest.mark.parametrize("moment", ["PRAGMA application_id", "PRAGMA schema_version", "BEGIN IMMEDIATE", "COMMIT"])
def test_two_runs_may_make_the_library_in_the_same_moment(tmp_path: Path, moment: str) -> None:
    path = tmp_path / "translations.db"

    class Overtaken(sqlite3.Connection):
        """A connection before whose every ``moment`` another run tries to open the library."""

        def execute(self, statement: str, *parameters: Any) -> sqlite3.Cursor:
            if statement == moment:
                with suppress(LibraryError):
                    Library.open(path, timeout=0).close()
            return super().execute(statement, *parameters)

    connection = sqlite3.connect(path, isolation_level=None, factory=Overtaken)
    migrate(connection)
    connection.close()
    with Library.open(path) as library:
        assert library.list_articles() == []
