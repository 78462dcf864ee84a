"""What a change to the glossary touches, told and applied from the command line."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from translate.library import Library

from .conftest import Run, files_in
from .terminal import in_terminal

INSERTED = re.compile(r"\{\+(?:\w+ )?the")  # as the wording is shown without colours

UKRAINE = "- source: Poetin\n  target: Putin\n- source: Oekraïne\n  target: the Ukraine\n"


@pytest.fixture
def translated(run: Run, article: Path, glossary: Path) -> Path:
    """The article, translated with the glossary and nothing written but the library."""
    assert run("article", article, "-o", "out", "-q").status == 0
    shutil.rmtree("out")
    return article


def test_impact_says_what_is_touched_and_changes_nothing(run: Run, translated: Path, glossary: Path) -> None:
    glossary.write_text(UKRAINE, encoding="utf-8")
    with Library.open(Path("translations.db")) as library:
        before = library.load_article(1)
    result = run("glossary", "impact")
    assert result.status == 0
    title, first, wording, second, _, cost = result.out.splitlines()
    assert title == "Een bericht over Oekraïne (1)"
    assert first == "  1.1  Oekraïne: Ukraine → the Ukraine" and second == "  2.2  Oekraïne: Ukraine → the Ukraine"
    assert INSERTED.search(wording) and "\x1b" not in result.out
    assert re.fullmatch(
        r"2 of 3 segments \(66\.67%\) in 1 article; 2 sentences translated in \d+\.\d s \(\d+ a second\)", cost
    )
    assert result.err == "translate: `translate refresh` applies it\n"
    with Library.open(Path("translations.db")) as library:
        assert library.load_article(1) == before
    assert files_in(Path()) >= {"bericht.txt", "glossary.yaml", "translations.db"}


def test_impact_as_json(run: Run, translated: Path, glossary: Path) -> None:
    glossary.write_text(UKRAINE, encoding="utf-8")
    report = run("glossary", "impact", "--json").json
    row = report["segments"][1]
    assert row["new"] != row["old"] and row["new"]
    assert {key: row[key] for key in row if key not in ("old", "new")} == {
        "article": 1,
        "title": "Een bericht over Oekraïne",
        "path": str(translated),
        "segment": "2.2",
        "state": "translated",
        "terms": [{"entry": "Oekraïne", "dutch": "Oekraïne", "old": "Ukraine", "new": "the Ukraine"}],
        "source": "Oekraïne zwijgt.",
    }
    cost = report["cost"]
    assert cost.pop("seconds") >= 0
    assert cost == {
        "segments": 2,
        "articles": 1,
        "segments_in_library": 3,
        "translated_now": 2,
        "estimated": False,
    }
    assert run("glossary", "impact", "--json").json["cost"]["translated_now"] == 0  # they are known now


def test_impact_without_translating(run: Run, translated: Path, glossary: Path) -> None:
    glossary.write_text(UKRAINE, encoding="utf-8")
    result = run("glossary", "impact", "--no-translate", "--model", "no such model")
    assert result.status == 0
    assert "    Oekraïne zwijgt." in result.out.splitlines()
    assert "to translate them takes about" in result.out.splitlines()[-1]
    report = run("glossary", "impact", "--no-translate", "--json").json
    assert [row["new"] for row in report["segments"]] == [None, None] and report["cost"]["estimated"]


def test_impact_since_a_file_and_a_revision(run: Run, translated: Path, glossary: Path) -> None:
    for arguments in (["init", "-q"], ["add", "glossary.yaml"], ["commit", "-q", "-m", "terms"]):
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b.c", *arguments], check=True)
    Path("old.yaml").write_text(UKRAINE.replace("the Ukraine", "Ukraina"), encoding="utf-8")
    assert run("glossary", "impact", "--since", "HEAD").out == "No segment is touched.\n"
    result = run("glossary", "impact", "--since", "old.yaml")
    assert "  2.2  Oekraïne: Ukraina → Ukraine" in result.out and result.err == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--since", "nowhere"], "--since: no file 'nowhere', and .*glossary.yaml is in no git repository; give"),
        (["--library", "other.db"], "other.db: there is no library; translate an article first, or name"),
        (["--glossary", "other.yaml"], "other.yaml: there is no such glossary"),
    ],
)
def test_bad_input_is_one_line(run: Run, translated: Path, arguments: list[str], message: str) -> None:
    result = run("glossary", "impact", *arguments)
    assert (result.status, result.out) == (2, "")
    assert re.fullmatch(f"translate: {message}.*\n", result.err)


@pytest.mark.parametrize("command", [["glossary", "impact"], ["refresh"]])
def test_without_a_glossary_there_is_nothing_to_compare(run: Run, command: list[str]) -> None:
    result = run(*command)
    assert (result.status, result.err) == (2, "translate: no glossary.yaml here or above; name one with --glossary\n")


@pytest.mark.parametrize("command", [["glossary", "impact"], ["refresh"], ["consistency"]])
def test_without_a_library_none_is_made(run: Run, glossary: Path, command: list[str]) -> None:
    result = run(*command)
    assert result.status == 2 and result.err.count("\n") == 1 and "there is no library" in result.err
    assert files_in(Path()) == {"glossary.yaml"}


def test_refresh_applies_it_and_writes_no_file(run: Run, translated: Path, glossary: Path) -> None:
    glossary.write_text(UKRAINE, encoding="utf-8")
    new = run("glossary", "impact", "--json").json["segments"]
    dry = run("refresh", "--dry-run")
    assert "  2.2  Oekraïne: Ukraine → the Ukraine" in dry.out
    result = run("refresh")
    assert (result.status, result.err) == (0, "")
    assert re.fullmatch(r"2 of 3 segments .*; 0 sentences translated in 0\.\d s, 2 known already\n", result.out)
    with Library.open(Path("translations.db")) as library:
        stored = {one.segment.id: one.segment.target for one in library.segments(1)}
    assert {row["segment"]: row["new"] for row in new}.items() <= stored.items()
    assert not any(name.startswith("bericht.en") for name in files_in(Path()))
    assert run("refresh").out == "No segment is touched: all articles agree with the glossary.\n"
    assert run("refresh", "-q").out == ""


def test_refresh_writes_what_was_touched_or_named_when_told_to(run: Run, translated: Path, glossary: Path) -> None:
    other = Path("ander.txt")
    other.write_text("Poetin zwijgt.\n", encoding="utf-8")
    run("article", other, "-o", "out", "-q")
    shutil.rmtree("out")
    glossary.write_text(UKRAINE, encoding="utf-8")
    result = run("refresh", "-o", "english", "--json")
    assert result.json["written"] == ["english/bericht.en.html", "english/bericht.en.txt"]
    assert "the Ukraine" in Path("english/bericht.en.txt").read_text(encoding="utf-8")
    assert run("refresh", "ander", "--to", "md").out.splitlines()[-1] == "  wrote ander.en.md"
    assert {name for name in files_in(Path()) if ".en." in name} == {
        "english/bericht.en.html",
        "english/bericht.en.txt",
        "ander.en.md",
    }


def test_files_of_two_articles_of_one_name_are_not_mixed_up(run: Run, glossary: Path) -> None:
    for folder, text in (("a", "Poetin zwijgt."), ("b", "Oekraïne zwijgt.")):
        os.mkdir(folder)
        Path(folder, "nieuws.txt").write_text(text, encoding="utf-8")
    run("article", "a/nieuws.txt", "b/nieuws.txt", "-o", "out", "--to", "txt", "-q")
    first = Path("out/nieuws.en.txt").read_text(encoding="utf-8")
    glossary.write_text(UKRAINE, encoding="utf-8")
    assert run("refresh", "-o", "out", "--to", "txt", "--json").json["written"] == ["out/nieuws-2.en.txt"]
    assert Path("out/nieuws.en.txt").read_text(encoding="utf-8") == first


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["Groningen"], "no article is called 'Groningen'; give its path"),
        (["--to", "pdf"], "--to: no format 'pdf'"),
        (["--to", ""], "--to: no output format"),
        (["-o", "glossary.yaml"], "glossary.yaml: is a file, not a folder"),
        (["--model", "no such model"], "no such model: no model of this name"),
    ],
)
def test_refresh_refuses_before_it_begins(run: Run, translated: Path, arguments: list[str], message: str) -> None:
    Path("glossary.yaml").write_text(UKRAINE, encoding="utf-8")
    result = run("refresh", *arguments)
    assert result.status == 2 and result.err.startswith(f"translate: {message}") and result.err.count("\n") == 1
    assert run("refresh", "--dry-run", "--json").json["cost"]["segments"] == 2


def test_consistency_finds_it_and_exits_with_1(run: Run, translated: Path) -> None:
    assert run("consistency").out == "Nothing is inconsistent.\n"
    other = Path("ander.txt")
    other.write_text("Oekraïne zwijgt.\n", encoding="utf-8")
    run("article", other, "-o", "out", "-q")
    with Library.open(Path("translations.db")) as library:
        library.confirm(2, "1.1", "Kyiv keeps silent.")
        stored = library.segments(1, ["2.2"])[0].segment.target
    result = run("consistency")
    assert (result.status, result.err) == (1, "")
    lines = result.out.splitlines()
    assert lines[0] == "sentence: Oekraïne zwijgt."
    assert f"  {stored}" in lines and "  Kyiv keeps silent." in lines
    assert "    Een bericht over Oekraïne (1), 2.2" in lines and "    ander.txt (2), 1.1" in lines
    found = run("consistency", "ander", "--json")
    assert found.status == 1
    assert {use["segment"] for rendering in found.json[0]["renderings"] for use in rendering["uses"]} == {"2.2", "1.1"}


def test_wording_is_coloured_on_a_terminal_only(
    run: Run, translated: Path, glossary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    glossary.write_text(UKRAINE, encoding="utf-8")
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = in_terminal("glossary", "impact")
    assert shown.status == 0 and "\x1b[32m" in shown.raw and "{+" not in shown.raw
    monkeypatch.setenv("NO_COLOR", "1")
    shown = in_terminal("glossary", "impact")
    assert "\x1b[3" not in shown.raw and INSERTED.search(shown.raw)
