"""Whatever is wrong with the file, the user reads one line that says what, where and how to mend it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.errors import LibraryError
from translate.library import CachedTranslation, Library, MemoryUnit

from .documents import ARTICLE, DE_WIJK, TEXT, TITLE


def assert_one_line(error: LibraryError, path: Path) -> None:
    assert str(error).startswith(f"{path}: ") and error.mend and "\n" not in str(error)


def make_nothing(path: Path) -> None: ...


def make_link_to_nowhere(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere" / "translations.db")


@pytest.mark.parametrize(
    ("name", "make", "message"),
    [
        ("folder", Path.mkdir, "a folder, not a library"),
        ("nowhere/translations.db", make_nothing, "its folder does not exist"),
        ("glossary.yaml", lambda path: path.write_text("- source: drone\n  target: drone\n" * 40), "not a library"),
        ("a.txt", lambda path: path.write_text("x"), "not a library"),
        ("ab.txt", lambda path: path.write_text("xy"), "not a library"),
        ("pipe", os.mkfifo, "not an ordinary file"),
        ("link", make_link_to_nowhere, "cannot be opened"),
        ("file.txt/translations.db", lambda path: path.parent.touch(), "its folder does not exist"),
    ],
)
def test_what_is_not_a_library_is_not_opened(tmp_path: Path, name: str, make: Callable, message: str) -> None:
    path = tmp_path / name
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(LibraryError, match=message) as caught:
        Library.open(path)
    assert_one_line(caught.value, path)
    assert before is None or path.read_bytes() == before


@pytest.mark.parametrize("name", [":memory:", "file:x?mode=memory", "naïef é.db"])
def test_no_name_has_a_meaning_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    Library.open(Path(name)).close()
    assert (tmp_path / name).is_file()


@pytest.fixture
def users_folder() -> Iterator[Path]:
    """A folder of an ordinary user, whom this process becomes: root may write anywhere."""
    with tempfile.TemporaryDirectory() as name:
        if os.geteuid() != 0:
            yield Path(name)
            return
        os.chown(name, 65534, 65534)
        os.seteuid(65534)
        try:
            yield Path(name)
        finally:
            os.seteuid(0)


@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "message"),
    [
        (0o444, 0o755, "read-only"),
        (0o644, 0o555, "read-only; make the file and its folder writable"),
        (0o000, 0o755, "read-only"),
        (None, 0o555, "cannot be opened"),
    ],
)
def test_a_file_that_may_not_be_written_is_refused_when_opened(
    users_folder: Path, file_mode: int | None, folder_mode: int, message: str
) -> None:
    path = users_folder / "translations.db"
    if file_mode is not None:
        Library.open(path).close()
        path.chmod(file_mode)
    users_folder.chmod(folder_mode)
    try:
        with pytest.raises(LibraryError, match=message) as caught:
            Library.open(path)
    finally:
        users_folder.chmod(0o755)
    assert_one_line(caught.value, path)


def test_a_lock_of_another_run_is_waited_for_and_then_reported(tmp_path: Path) -> None:
    path = tmp_path / "translations.db"
    with Library.open(path, timeout=0.01) as library:
        article_id = library.save_article(ARTICLE)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryError, match="in use by another run") as caught:
            library.save_paragraph(article_id, 0, TITLE)
        assert_one_line(caught.value, path)
        assert library.load_article(article_id) == ARTICLE  # reading goes on meanwhile
        other.execute("ROLLBACK")
        other.close()
        library.save_paragraph(article_id, 0, TITLE)


def test_a_new_file_locked_by_another_run_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "translations.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LibraryError, match="in use by another run"):
        Library.open(path, timeout=0.01)
    other.close()
    Library.open(path).close()


def test_a_library_read_by_another_run_before_it_is_in_wal_mode_is_opened_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "translations.db"
    Library.open(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    assert other.execute("PRAGMA journal_mode=DELETE").fetchone() == ("delete",)
    other.execute("BEGIN")
    other.execute("SELECT * FROM article").fetchall()
    with Library.open(path, timeout=0.01) as library:
        other.execute("COMMIT")
        article_id = library.save_article(ARTICLE)
    with Library.open(path) as library:
        assert library.load_article(article_id) == ARTICLE
    other.close()
    other = sqlite3.connect(path)
    assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    other.close()


def fill(library: Library) -> None:
    """Save articles until something gives way."""
    for number in range(10_000):
        library.save_article(replace(ARTICLE, sha256=f"{number:064x}"))


def test_a_full_disk_loses_nothing_but_the_step_that_did_not_fit(library: Library) -> None:
    library._connection.execute("PRAGMA max_page_count=60")
    with pytest.raises(LibraryError, match="disk is full") as caught:
        fill(library)
    assert_one_line(caught.value, library.path)
    kept = library.list_articles()
    assert kept and all(library.load_article(summary.id).paragraphs == ARTICLE.paragraphs for summary in kept)
    library._connection.execute("PRAGMA max_page_count=10000")
    library.save_article(replace(ARTICLE, sha256="ff" * 32))
    assert len(library.list_articles()) == len(kept) + 1


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("may not mount a disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_is_really_full(tiny_disk: Path) -> None:
    path = tiny_disk / "translations.db"
    with Library.open(path) as library:
        with pytest.raises(LibraryError, match=r"the disk (is full|refuses)") as caught:
            fill(library)
        assert_one_line(caught.value, path)
        kept = library.list_articles()
        assert kept
    with Library.open(path) as library:
        assert library.list_articles() == kept
        assert library.load_article(kept[-1].id).paragraphs == ARTICLE.paragraphs


def test_a_disk_with_no_room_for_a_new_library(tiny_disk: Path) -> None:
    path = tiny_disk / "translations.db"
    ballast = tiny_disk / "ballast"
    with pytest.raises(OSError, match="space"), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    with pytest.raises(LibraryError, match=r"the disk (is full|refuses)"):
        Library.open(path)
    ballast.unlink()
    Library.open(path).close()


def use_all(path: Path) -> None:
    """Call everything there is."""
    with Library.open(path) as library:
        library.cached(["k"])
        for summary in library.list_articles():
            library.load_article(summary.id)
            library.segments(summary.id)
            library.reviewed_segments(summary.id)
            library.history(summary.id, "2.2")
            library.save_paragraph(summary.id, 1, TEXT)
            library.confirm(summary.id, "2.1", "Russia.")
            library.dismiss(summary.id, "2.1", "length", "shorter than usual", True)
            library.undo(summary.id)
            library.undo(summary.id)
            library.redo(summary.id)
            library.paragraphs(summary.id, 0, 2)
            library.pairs(summary.id)
            library.matching(summary.id, warnings=True, missed=True)
            library.dismissals(summary.id)
            library.undoable(summary.id)
        library.add_units([MemoryUnit(0, "Ja.", "Yes.")])
        library.memory_exact([DE_WIJK.source])
        library.memory_version()
        library.delete_units([unit.id for unit in library.memory_units()])
        library.segments_with_entry("De Wijk")
        library.segments_with_source(DE_WIJK.source)
        library.save_article(ARTICLE)
        library.cache({"k": CachedTranslation("Yes.")})


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "translations.db"
    with Library.open(path) as library:
        article_id = library.save_article(ARTICLE)
        library.confirm(article_id, "2.2", "PAX counts twelve.")
        library.confirm(article_id, "2.1", "Russia gets drones.")
        library.undo(article_id)
        library.cache({"k": CachedTranslation("Yes.", -0.5, DE_WIJK.alignment, DE_WIJK.terms, DE_WIJK.issues)})
    return path


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_damaged_file_never_ends_in_a_traceback(sound: Path, data: st.DataObject) -> None:
    damaged = bytearray(sound.read_bytes())
    whole = len(damaged)
    for _ in range(data.draw(st.integers(1, 20))):
        start = data.draw(st.integers(0, whole - 1))
        junk = data.draw(st.binary(min_size=1, max_size=64))
        damaged[start : start + len(junk)] = junk
    size = data.draw(st.just(whole) | st.integers(1, whole))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "translations.db"
        path.write_bytes(damaged[:size])
        try:
            use_all(path)
        except LibraryError as error:
            assert str(error).startswith(f"{path}: ") and "\n" not in str(error)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("UPDATE segment SET alignment = '[1,2'", "damaged"),
        ("UPDATE segment SET alignment = '[1,2,3]'", "damaged"),
        ("UPDATE term SET source_end = -1", "damaged"),
        ("UPDATE segment SET gap = gap || 'x'", "damaged"),
        ("UPDATE article SET metadata = 'null'", "damaged"),
        ("UPDATE cache SET annotations = '[]'", "damaged"),
        ("DROP TABLE issue", "damaged: a part of it is missing"),
        ("UPDATE segment_history SET before = '[]'", "damaged"),
        ("UPDATE segment_history SET before = replace(before, 'target', 'tarjet')", "damaged"),
        ("DELETE FROM memory_version", "damaged"),
    ],
)
def test_a_file_changed_by_hand_is_called_damaged(tmp_path: Path, sound: Path, change: str, message: str) -> None:
    path = tmp_path / "translations.db"
    path.write_bytes(sound.read_bytes())
    connection = sqlite3.connect(path)
    connection.execute(change)
    connection.commit()
    connection.close()
    with pytest.raises(LibraryError, match=message) as caught:
        use_all(path)
    assert_one_line(caught.value, path)


def test_a_closed_library_says_so(library: Library) -> None:
    library.close()
    with pytest.raises(LibraryError, match="closed"):
        library.list_articles()
