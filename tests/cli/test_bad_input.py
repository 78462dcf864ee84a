"""Whatever is wrong: exit status 2, one line that says what, where and how to mend it, and nothing half-written."""

from __future__ import annotations

import functools
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from translate.engines.models import built_in_folder
from translate.library import Library

from .conftest import Run, files_in

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89"


def assert_one_line(result: object, start: str) -> None:
    """Check that a run printed one line and no table; ``result`` is what ``run`` gave."""
    status, out, err = result.status, result.out, result.err  # type: ignore[attr-defined]
    assert (status, out) == (2, "")
    assert err.startswith(f"translate: {start}"), err
    assert err.count("\n") == 1 and err.endswith("\n"), err
    assert len(err) < 300


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("leeg.txt", b"", "leeg.txt: empty"),
        ("blank.txt", b" \r\n\t\n\xc2\xa0\n", "blank.txt: blank"),
        ("bom.txt", b"\xef\xbb\xbf", "bom.txt: blank"),
        ("foto.txt", PNG, "foto.txt: looks like a PNG picture"),
        ("foto.md", PNG, "foto.md: looks like a PNG picture"),
        ("utf16.txt", "Het regent al dagen.".encode("utf-16-le"), "utf16.txt: looks like UTF-16 without"),
        ("cut.txt", "Het regent. Eén café".encode()[:-1], "cut.txt, line 1: UTF-8 that ends in the middle"),
        ("broken.txt", "café\n".encode() + b"\xff" + " café\n".encode(), "broken.txt, line 2: UTF-8 with"),
        ("greek.txt", "Καλημέρα κόσμε, τι κάνεις".encode("iso8859-7"), "greek.txt: in an encoding"),
        ("line.txt", b"woord " * 1_700_000, "line.txt, line 1: a paragraph of 10,199,999 characters"),
        ("word.txt", b"woord" * 2_000_000, "word.txt, line 1: a paragraph of 10,000,000 characters"),
        ("code.md", b"```\nprint()\n```\n", "code.md: no text to translate (left out: code block"),
    ],
)
def test_an_article_that_cannot_be_read(run: Run, folder: Path, name: str, content: bytes, message: str) -> None:
    (folder / name).write_bytes(content)
    assert_one_line(run("article", name), message)
    if name.endswith(".txt"):  # the name of a Markdown file says what it is
        assert_one_line(run("article", "-", stdin=content), "standard input")
    assert files_in(folder) == {name}


def test_one_bad_article_among_good_ones_stops_the_run_before_it_begins(run: Run, folder: Path, article: Path) -> None:
    assert_one_line(run("article", "bericht.txt", "none.txt"), "none.txt: no such file")
    assert files_in(folder) == {"bericht.txt"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.txt"], "none.txt: no such file"),
        ([""], "'': "),
        (["."], ".: a folder, not a file"),
        (["/dev/null"], "/dev/null: a pipe or a device"),
        (["a\nb.txt"], "a b.txt: no such file"),
        ([], "Missing argument 'FILE'; see `translate article --help`"),
        (["bericht.txt", "--to", "pdf"], "--to: no format 'pdf'; choose from "),
        (["bericht.txt", "--to", "html,,docs"], "--to: no format 'docs'"),
        (["bericht.txt", "--to", " ,"], "--to: no output format"),
        (["bericht.txt", "--beam", "0"], "Invalid value for '--beam'"),
        (["bericht.txt", "--beam", "many"], "Invalid value for '--beam'"),
        (["bericht.txt", "--backend", "none"], "--backend: no backend 'none'; choose ctranslate2 or pytorch"),
        (["bericht.txt", "--nothing"], "No such option: --nothing"),
        (["bericht.txt", "--glossary", "none.yaml"], "none.yaml: there is no such glossary; make one"),
        (["bericht.txt", "--glossary", "."], ".: cannot read the glossary"),
        (["bericht.txt", "--model", "none"], "none: no model of this name, and no folder"),
        (["bericht.txt", "--library", "no/where.db"], "no/where.db: its folder does not exist"),
        (["bericht.txt", "--library", "."], ".: a folder, not a library"),
        (["bericht.txt", "--library", "bericht.txt"], "bericht.txt: not a library"),
        (["bericht.txt", "-o", "bericht.txt"], "bericht.txt: is a file, not a folder"),
        (["bericht.txt", "-o", "bericht.txt/in/it"], "bericht.txt: is a file, not a folder"),
    ],
)
def test_arguments_that_cannot_be_used(
    run: Run, folder: Path, article: Path, arguments: list[str], message: str
) -> None:
    before = article.read_bytes()
    assert_one_line(run("article", *arguments), message)
    assert files_in(folder) == {"bericht.txt"} and article.read_bytes() == before


def test_commands_and_options_that_there_are_not(run: Run) -> None:
    assert_one_line(run("nothing"), "No such command 'nothing'")
    assert_one_line(run("--nothing"), "No such option: --nothing")


@pytest.mark.parametrize("arguments", [[], ["glossary"], ["model"]])
def test_a_command_alone_shows_its_help(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"Usage: {' '.join(['translate', *arguments])} [OPTIONS] COMMAND")


def test_a_broken_glossary_has_each_of_its_problems_on_a_line(run: Run, folder: Path, article: Path) -> None:
    glossary = folder / "glossary.yaml"
    glossary.write_text("terms:\n- source: De Wijk\n- sorce: x\n  target: y\n- source: a\n  target: [1]\n")
    for command in (["article", "bericht.txt"], ["text", "Het regent."]):
        result = run(*command)
        assert (result.status, result.out) == (2, "")
        lines = result.err.splitlines()
        assert len(lines) >= 4 and all(line.startswith(f"translate: {glossary}:") for line in lines)
        numbers = [int(line.removeprefix(f"translate: {glossary}:").split(":")[0]) for line in lines]
        assert numbers == sorted(numbers) and set(numbers) == {2, 3, 6}
    glossary.write_bytes(b"terms: [\xff")
    assert_one_line(run("article", "bericht.txt"), f"{glossary}:1: not UTF-8")
    assert files_in(folder) == {"bericht.txt", "glossary.yaml"}


def cut_weights(model: Path) -> None:
    with (model / "model.safetensors").open("r+b") as file:
        file.truncate(1_000_000)


def cut_vocabulary(model: Path) -> None:
    with (model / "vocab.json").open("r+b") as file:
        file.truncate(70_000)


def spoil_pieces(model: Path) -> None:
    (model / "source.spm").write_bytes(b"not a model")


def remove_weights(model: Path) -> None:
    (model / "model.safetensors").unlink()


def spoil_configuration(model: Path) -> None:
    (model / "config.json").write_text("{")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (cut_weights, "model.safetensors: the weights are cut short"),
        (cut_vocabulary, "vocab.json: not a readable vocabulary"),
        (spoil_pieces, "source.spm: not a readable SentencePiece model"),
        (remove_weights, ": no weights"),
        (spoil_configuration, "config.json: not a readable model configuration"),
    ],
)
def test_a_damaged_model(
    run: Run, folder: Path, article: Path, glossary: Path, spoil: object, message: str, users_folders: Path
) -> None:
    model = folder / "model"
    shutil.copytree(built_in_folder(), model)
    spoil(model)  # type: ignore[operator]
    before = files_in(users_folders / "cache")
    result = run("article", "bericht.txt", "--model", "model", "--library", str(folder.parent / "library.db"))
    assert_one_line(result, str(model))
    assert message in result.err
    assert not [name for name in files_in(folder) if ".en." in name or name.startswith(".")]
    assert {name for name in files_in(users_folders / "cache") - before if "hashes" not in name} == set()


def test_a_library_that_another_run_holds(
    run: Run, folder: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Library, "open", functools.partial(Library.open, timeout=0.01))
    other = sqlite3.connect(folder / "library.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        assert_one_line(run("article", "bericht.txt", "--library", "library.db"), "library.db: in use by another run")
    finally:
        other.close()
    assert run("article", "bericht.txt", "--library", "library.db", "-q").status == 0


def test_a_users_folder_that_cannot_be_made(
    run: Run, folder: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(article))
    result = run("article", "bericht.txt")
    assert_one_line(result, f"{article}/nl-en-translate: cannot be made (Not a directory); name a file with --library")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc here")
def test_an_output_folder_that_cannot_be_written(run: Run, folder: Path, article: Path) -> None:
    assert_one_line(run("article", "bericht.txt", "-o", "/proc/english"), "/proc/english: cannot be written")
    # Nobody can tell beforehand that nothing can be written here; what was translated is kept all the same.
    assert_one_line(run("article", "bericht.txt", "--no-glossary", "-o", "/proc"), "/proc/bericht.en.html: cannot be")
    assert run("article", "bericht.txt", "--no-glossary", "--json").json[0]["translated_now"] == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_folder_that_may_not_be_written(run: Run, folder: Path, article: Path) -> None:
    (folder / "english").mkdir(mode=0o555)
    assert_one_line(run("article", "bericht.txt", "-o", "english"), "english: may not be written in")


def test_a_folder_in_the_place_of_an_output(run: Run, folder: Path, article: Path) -> None:
    (folder / "bericht.en.txt").mkdir()
    assert_one_line(run("article", "bericht.txt"), "bericht.en.txt: is a folder, not a file")
    assert files_in(folder) == {"bericht.txt"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 32 KB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(place)]
    if os.geteuid() != 0 or not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("only root may mount a small disk, and not everywhere")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_under_the_output(run: Run, folder: Path, small_disk: Path, article: Path) -> None:
    run("article", "bericht.txt", "--no-glossary", "--to", "txt", "-o", small_disk)
    old = small_disk / "bericht.en.txt"
    before = old.read_bytes()
    (small_disk / "filler").write_bytes(b"x" * 24_000)
    result = run("article", "bericht.txt", "--no-glossary", "-o", small_disk)
    assert_one_line(result, f"{small_disk}/bericht.en.html: no room to write it")
    assert files_in(small_disk) == {"bericht.en.txt", "filler"}
    assert old.read_bytes() == before
    assert run("article", "bericht.txt", "--no-glossary", "--json").json[0]["translated_now"] == 0


def test_a_full_disk_under_the_library(run: Run, folder: Path, small_disk: Path, article: Path) -> None:
    library = small_disk / "library.db"
    assert_one_line(run("article", "bericht.txt", "--library", library), f"{library}: the disk is full")
    assert files_in(folder) == {"bericht.txt"}
