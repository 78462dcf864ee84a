"""``translate text``: a text in, its English out, and nothing kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run, files_in
from .terminal import in_terminal


def test_a_text_is_translated_to_standard_output(run: Run, folder: Path) -> None:
    result = run("text", "Het regent.", "--no-glossary")
    assert (result.status, result.err) == (0, "")
    assert result.out.strip() and result.out.count("\n") == 1
    assert run("text", "Het", "regent.").out == result.out
    assert files_in(folder) == set()


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input_is_translated_line_by_line(run: Run, arguments: list[str]) -> None:
    result = run("text", *arguments, "--beam", "1", stdin="\nHet regent.\r\n\r\n12,5\r\n… 😀\r\n\n".encode())
    first, *others = result.out.split("\n")
    assert first and others == ["", "12.5", "… 😀", ""]


def test_the_glossary_is_used(run: Run, glossary: Path, folder: Path) -> None:
    sentence = "Poetin sprak met de pers."
    (folder / "zin.txt").write_text(sentence, encoding="utf-8")
    run("article", "zin.txt", "--to", "txt")
    assert run("text", sentence).out == (folder / "zin.en.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [([], b""), (["-"], b""), ([""], b""), (["  \n"], b""), ([], b" \r\n\t\n"), (["", " "], b"Het regent.")],
)
def test_nothing_to_translate_is_said_in_one_line(run: Run, arguments: list[str], stdin: bytes) -> None:
    result = run("text", *arguments, stdin=stdin)
    assert (result.status, result.out) == (2, "")
    assert result.err == "translate: nothing to translate; give Dutch text as an argument or on standard input\n"


@pytest.mark.parametrize(
    ("arguments", "stdin", "message"),
    [
        ([], b"\x89PNG\r\n\x1a\n\0\0", "standard input: "),
        ([], "Eén café, één crème brûlé".encode()[:-1], "standard input, line 1: UTF-8 that ends in the middle"),
        ([], b"woord" * 2_000_000, "line 1: a line of 10,000,000 characters"),
        (["Het regent.", "--glossary", "none.yaml"], b"", "none.yaml: there is no such glossary"),
        (["Het regent.", "--model", "none"], b"", "none: no model of this name"),
        (["Het regent.", "--beam", "0"], b"", "Invalid value for '--beam'"),
        (["Het regent.", "--backend", "none"], b"", "--backend: no backend 'none'"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(run: Run, arguments: list[str], stdin: bytes, message: str) -> None:
    result = run("text", *arguments, stdin=stdin)
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert result.err.startswith(f"translate: {message}")


def test_a_terminal_is_told_of_the_glossary_and_a_pipe_is_not(run: Run, glossary: Path) -> None:
    assert run("text", "Het regent.").err == ""
    shown = in_terminal("text", "Het regent.")
    assert shown.status == 0 and f"translate: glossary: {glossary} (2 terms)" in shown.plain


def test_an_encoding_that_lacks_a_sign_gets_a_question_mark(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    shown = in_terminal("text", "😀", "--no-glossary")
    assert (shown.status, shown.plain.strip().splitlines()[-1]) == (0, "?")
