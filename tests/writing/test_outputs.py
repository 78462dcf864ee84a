"""A run replaces its own files, and leaves everybody else's alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from translate.writing import write_article
from translate.writing.outputs import note_written, why_kept

from .articles import iran


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (path,) = write_article(iran(), tmp_path, ["txt"])
    note_written([path], iran())
    return path


def test_what_was_written_is_own_until_somebody_changes_it(written: Path) -> None:
    assert not why_kept(written, iran())
    assert not why_kept(written, replace(iran(), sha256="cd" * 32))  # the same file, its Dutch edited
    written.write_text(written.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert why_kept(written, iran())


def test_an_article_of_the_same_name_elsewhere_has_no_right_to_it(written: Path) -> None:
    assert why_kept(written, replace(iran(), path="elsewhere/iran-rusland-drones.txt"))


def test_the_article_that_it_was_written_for_is_named(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    other = replace(iran(), path="film.vtt")
    for path, named in [("film.srt", "film.srt"), ("/elders/film.srt", "/elders/film.srt"), ("-", "standard input")]:
        note_written([written], replace(iran(), path=path))
        assert why_kept(written, other) == f"is there already, written for {named}"
    (record,) = (tmp_path / "state").rglob("outputs/*")
    record.write_text(record.read_text(encoding="utf-8").split("\n")[0] + "\n", encoding="utf-8")
    assert why_kept(written, other) == "is there already, written for another article"
    assert not why_kept(written, replace(iran(), path="-"))
    written.write_text("changed", encoding="utf-8")
    assert why_kept(written, other) == "is there already, and not as this program wrote it"


def test_what_was_never_noted_is_not_own(written: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_bytes(written.read_bytes())
    assert why_kept(tmp_path / "other.txt", iran())
    assert why_kept(tmp_path / "not there", iran())


def test_a_link_to_a_file_of_ours_is_not_own(written: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(written)
    note_written([link], iran())
    assert why_kept(link, iran())


def test_a_state_folder_that_cannot_be_written_is_no_error(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    note_written([written], iran())
    assert why_kept(written, iran())
