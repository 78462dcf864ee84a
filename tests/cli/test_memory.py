"""The translation memory from the command line."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from translate.library import Library, MemoryUnit

from .conftest import Run, files_in
from .terminal import in_terminal

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="x"/>
<body>
<tu creationid="An" changedate="20240102T030405Z">
<tuv xml:lang="en-GB"><seg>In 2019 there were 2,400 of them.</seg></tuv>
<tuv xml:lang="nl-NL"><seg>In 2019 waren dat er <ph/>2.400.</seg></tuv></tu>
<tu><tuv xml:lang="nl"><seg>De regering viel.</seg></tuv><tuv xml:lang="en"><seg>De regering viel.</seg></tuv></tu>
<tu><tuv xml:lang="nl"><seg>Poetin zwijgt.</seg></tuv><tuv xml:lang="de"><seg>Putin schweigt.</seg></tuv></tu>
</body>
</tmx>
"""


@pytest.fixture
def tmx(folder: Path) -> Path:
    path = folder / "memory.tmx"
    path.write_text(TMX, encoding="utf-8")
    return path


@pytest.fixture
def memory(run: Run, tmx: Path, glossary: Path) -> Path:
    """A library beside the glossary, with what was imported, and a sentence that was approved."""
    assert run("memory", "import", tmx, "-q").out == ""
    article = Path("bericht.txt")
    article.write_text("De regering viel gisteren.\n", encoding="utf-8")
    assert run("article", article, "-o", "out", "-q").status == 0
    with Library.open(Path("translations.db")) as library:
        library.confirm(1, "1.1", "The cabinet fell yesterday.")
    return Path("translations.db")


def units(path: Path) -> list[MemoryUnit]:
    with Library.open(path) as library:
        return library.memory_units()


def test_import_says_what_is_new_and_what_is_left_out(run: Run, tmx: Path) -> None:
    result = run("memory", "import", tmx, "--library", "translations.db")
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines() == [
        f"{tmx}: 2 units, 2 new, 0 known already.",
        "  left out: an inline tag: ph (1 time)",
        "  left out: another language: de (1 time)",
        "  left out: a unit without Dutch or without English (1 time)",
    ]
    first = units(Path("translations.db"))[0]
    assert (first.source, first.target) == ("In 2019 waren dat er 2.400.", "In 2019 there were 2,400 of them.")
    assert (first.at, first.creator) == ("2024-01-02T03:04:05+00:00", "An")
    again = run("memory", "import", tmx, "--library", "translations.db", "--json").json
    assert (again["units"], again["new"]) == (2, 0) and again["left_out"]["another language: de"] == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Hij zwijgt.\tHe keeps silent.\n", "memory.tmx, line 1: not sound XML: "),
        (TMX[:-40], "memory.tmx, line 9: not sound XML: "),
        ("<xliff/>", "memory.tmx, line 1: XML, but not TMX (it begins with <xliff>); export the memory as TMX"),
        (f'<!DOCTYPE tmx [<!ENTITY a "b">]>\n{TMX.split(chr(10), 1)[1]}', "memory.tmx, line 1: it declares entities"),
        (TMX.replace("en-GB", "fr").replace('"en"><seg', '"fr"><seg'), "memory.tmx: no unit with Dutch and English"),
    ],
)
def test_a_bad_file_is_refused_in_one_line_and_nothing_is_added(run: Run, tmx: Path, text: str, message: str) -> None:
    tmx.write_text(text, encoding="utf-8")
    result = run("memory", "import", tmx.name, "--library", "translations.db")
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"translate: {message}") and result.err.count("\n") == 1
    assert files_in(Path()) == {"memory.tmx"}


def test_search_shows_percentage_difference_and_english(run: Run, memory: Path) -> None:
    result = run("memory", "search", "De", "regering", "viel", "vandaag.", "--least", "70")
    assert result.status == 0
    first, dutch, english, *_ = result.out.splitlines()
    assert re.fullmatch(r"7\d%  reviewed in bericht.txt \(1\), 1.1, \d{4}-\d\d-\d\d", first)
    assert dutch == "  nl  De regering viel [-gisteren-] {+vandaag+}."
    assert english == "  en  The cabinet fell yesterday."


def test_search_adapts_numbers(run: Run, memory: Path) -> None:
    lines = run("memory", "search", "In 2021 waren dat er 950.").out.splitlines()
    assert lines[0] == "99%  imported of An, 2024-01-02, numbers adapted"
    assert lines[2] == "  en  In 2021 there were 950 of them."
    (match,) = run("memory", "search", "In 2021 waren dat er 950.", "--json").json
    assert (match["percent"], match["adapted"], match["unit"]["creator"]) == (99, True, "An")


def test_search_that_finds_nothing_exits_with_1(run: Run, memory: Path) -> None:
    result = run("memory", "search", "Het regent.")
    assert (result.status, result.out) == (1, "Nothing is like it by 75% or more.\n")
    assert run("memory", "search", "Het regent.", "--json").json == []


def test_the_difference_is_coloured_on_a_terminal_only(run: Run, memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = in_terminal("memory", "search", "De regering viel morgen.", "--least", "60")
    assert shown.status == 0 and "\x1b[32m" in shown.raw and "{+" not in shown.raw


def test_stats(run: Run, memory: Path) -> None:
    lines = run("memory", "stats").out.splitlines()
    assert lines[0] == "units      3 (1 reviewed, 2 imported)"
    assert lines[3].startswith("from       2024-01-02 to 20")
    figures = run("memory", "stats", "--json").json
    assert (figures["units"], figures["reviewed"], figures["articles"], figures["words"]) == (3, 1, 1, 13)


def test_export_can_be_imported_elsewhere(run: Run, memory: Path) -> None:
    assert run("memory", "export", "all.tmx").out == "Wrote all.tmx with 3 units.\n"
    assert run("memory", "export", "mine.tmx", "--reviewed", "--json").json["units"] == 1
    assert run("memory", "import", "all.tmx", "--library", "other.db").status == 0
    assert [(u.source, u.target) for u in units(Path("other.db"))] == [(u.source, u.target) for u in units(memory)]


@pytest.mark.parametrize("name", ["translations.db", "none/all.tmx"])
def test_export_overwrites_no_library_and_makes_no_folder(run: Run, memory: Path, name: str) -> None:
    result = run("memory", "export", name)
    assert (result.status, result.out) == (2, "") and result.err.startswith(f"translate: {name}: ")
    assert len(units(memory)) == 3


def test_clean_shows_first_and_removes_when_told(run: Run, memory: Path) -> None:
    shown = run("memory", "clean")
    assert shown.status == 0 and len(units(memory)) == 3
    assert shown.out.splitlines() == ["identical: 1 unit", "  2  De regering viel. → De regering viel."]
    assert shown.err == "translate: 1 unit would go: `translate memory clean --yes` removes them\n"
    assert run("memory", "clean", "--json").json["units"][0]["reason"] == "identical"
    assert run("memory", "clean", "--reason", "length", "--yes").err == "translate: nothing to clean\n"
    removed = run("memory", "clean", "--yes")
    assert removed.err == "translate: removed 1 unit\n"
    assert [unit.source for unit in units(memory)] == ["In 2019 waren dat er 2.400.", "De regering viel gisteren."]
    assert run("memory", "clean", "-q").err == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["stats"], "translations.db: there is no library"),
        (["search", "Hij zwijgt."], "translations.db: there is no library"),
        (["export", "all.tmx"], "translations.db: there is no library"),
        (["clean"], "translations.db: there is no library"),
        (["clean", "--reason", "ugly"], "--reason: no reason 'ugly'; choose one of empty,"),
        (["import", "none.tmx"], "none.tmx: cannot be read (No such file or directory)"),
        (["search"], "Missing argument"),
        (["search", "x", "--least", "200"], "Invalid value"),
    ],
)
def test_bad_input_is_one_line_and_makes_nothing(run: Run, glossary: Path, arguments: list[str], message: str) -> None:
    result = run("memory", *arguments)
    assert (result.status, result.out) == (2, "")
    assert message in result.err and result.err.count("\n") == 1
    assert os.listdir() == ["glossary.yaml"]
