"""A run replaces its own files, and leaves everybody else's alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from translate.writing import write_article
from translate.writing.outputs import is_own, note_written

from .articles import iran


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (path,) = write_article(iran(), tmp_path, ["txt"])
    note_written([path], iran())
    return path


def test_what_was_written_is_own_until_somebody_changes_it(written: Path) -> None:
    assert is_own(written, iran())
    assert is_own(written, replace(iran(), sha256="cd" * 32))  # the same file, its Dutch edited
    written.write_text(written.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert not is_own(written, iran())


def test_an_article_of_the_same_name_elsewhere_has_no_right_to_it(written: Path) -> None:
    assert not is_own(written, replace(iran(), path="elsewhere/iran-rusland-drones.txt"))


def test_what_was_never_noted_is_not_own(written: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_bytes(written.read_bytes())
    assert not is_own(tmp_path / "other.txt", iran())
    assert not is_own(tmp_path / "not there", iran())


def test_a_link_to_a_file_of_ours_is_not_own(written: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(written)
    note_written([link], iran())
    assert not is_own(link, iran())


def test_a_state_folder_that_cannot_be_written_is_no_error(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    note_written([written], iran())
    assert not is_own(written, iran())
