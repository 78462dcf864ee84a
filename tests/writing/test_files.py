from __future__ import annotations

import os
import resource
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from translate.document import Article
from translate.errors import WritingError
from translate.writing import WRITERS, render, write_article, writer

from .articles import iran

ALL = ["html", "md", "txt", "json"]


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let this process write no file larger than that many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize(
    ("path", "stem", "name"),
    [
        ("dir/iran.txt", None, "iran"),
        ("iran", None, "iran"),
        ("iran.v2.docx", None, "iran.v2"),
        ("-", None, "article"),
        ("", None, "article"),
        ("dir/iran.txt", "iran-2", "iran-2"),
    ],
)
def test_files_are_named_after_the_input(tmp_path: Path, path: str, stem: str | None, name: str) -> None:
    article = replace(iran(), path=path)
    written = write_article(article, tmp_path / "new" / "out", ALL, stem=stem)
    assert [file.name for file in written] == [f"{name}.en.{format}" for format in ALL]
    assert sorted(os.listdir(tmp_path / "new" / "out")) == sorted(file.name for file in written)
    for file, format in zip(written, ALL, strict=True):
        assert file.read_bytes() == render(article, format).encode()


def test_a_format_asked_for_twice_is_written_once(tmp_path: Path) -> None:
    assert len(write_article(iran(), tmp_path, ["txt", "txt"])) == 1


def test_permissions_are_what_the_umask_gives(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        (file,) = write_article(iran(), tmp_path, ["txt"])
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_file_that_is_there_is_replaced_or_kept(tmp_path: Path) -> None:
    (file,) = write_article(iran(), tmp_path, ["txt"])
    file.write_text("mine")
    with pytest.raises(WritingError, match="is there already"):
        write_article(iran(), tmp_path, ["html", "txt"], force=False)
    assert file.read_text() == "mine" and len(os.listdir(tmp_path)) == 1
    write_article(iran(), tmp_path, ["txt"])
    assert file.read_text().startswith("Iran and Russia")


@pytest.mark.parametrize("link", [None, "symlink", "hard link"])
def test_the_input_is_never_overwritten(tmp_path: Path, link: str | None) -> None:
    target = tmp_path / "iran.en.txt"
    original = target if link is None else tmp_path / "original.txt"
    original.write_text("Het origineel.")
    if link == "symlink":
        target.symlink_to(original)
    elif link == "hard link":
        target.hardlink_to(original)
    article = replace(iran(), path=str(target))
    with pytest.raises(WritingError, match="is the article itself"):
        write_article(article, tmp_path, ["html", "txt"], stem="iran")
    assert original.read_text() == "Het origineel." and not (tmp_path / "iran.en.html").exists()


def test_a_link_in_the_way_is_replaced_and_its_end_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "iran-rusland-drones.en.txt").symlink_to(outside)
    (file,) = write_article(iran(), tmp_path / "out", ["txt"])
    assert outside.read_text() == "mine" and not file.is_symlink()


@pytest.mark.parametrize(
    ("folder", "formats", "stem", "says"),
    [
        (".", ["pdf"], None, "no format 'pdf'; choose from "),
        ("file", ["txt"], None, "file: is a file, not a folder"),
        ("file/below", ["txt"], None, "file: is a file, not a folder"),
        (".", ["txt"], "a/b", "cannot be the name"),
        (".", ["txt"], "", "cannot be the name"),
        (".", ["txt"], "x" * 300, "is too long a name"),
        (".", ["html", "txt"], "taken", "taken.en.txt: is a folder, not a file"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line_and_leaves_nothing(
    tmp_path: Path, folder: str, formats: list[str], stem: str | None, says: str
) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "taken.en.txt").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(WritingError) as caught:
        write_article(iran(), tmp_path / folder, formats, stem=stem)
    assert says in caught.value.line() and caught.value.mend
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.skipif(sys.platform != "linux", reason="limits and /sys as on Linux")
def test_no_room_leaves_the_old_files_and_nothing_half_written(tmp_path: Path) -> None:
    written = write_article(iran(), tmp_path, ["txt", "html"])
    for file in written:
        file.write_text("old")
    with largest_file(4_000), pytest.raises(WritingError, match=r"iran-rusland-drones\.en\.html: no room"):
        write_article(iran(), tmp_path, ["txt", "html"])
    assert [file.read_text() for file in written] == ["old", "old"] and len(os.listdir(tmp_path)) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="limits and /sys as on Linux")
def test_a_folder_that_may_not_be_written_in_is_named() -> None:
    with pytest.raises(WritingError, match=r"/sys/iran-rusland-drones\.en\.txt: .*; choose"):
        write_article(iran(), Path("/sys"), ["txt"])


def test_a_file_name_that_is_no_text_does_not_stop_the_writing(tmp_path: Path) -> None:
    article = replace(iran(), path=os.fsdecode(b"dir/iran\xff.txt"))
    assert all(file.stat().st_size for file in write_article(article, tmp_path, ALL))


def test_every_writer_has_a_name_a_suffix_and_a_sentence_of_help() -> None:
    assert set(WRITERS) >= set(ALL)
    for name, each in WRITERS.items():
        assert each.name == name and all(s.startswith(".") for s in each.suffixes) and each.about.endswith(".")


def test_a_second_writer_of_the_same_name_is_refused() -> None:
    with pytest.raises(ValueError, match="two writers"):
        writer("txt", suffix=".txt", about="Again.")(lambda article: str(Article))
