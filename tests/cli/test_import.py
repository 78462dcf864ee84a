"""``translate export`` and ``translate import``: an article goes out for review and comes back."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from .conftest import Run, files_in

Translated = Path


@pytest.fixture
def translated(run: Run, folder: Path, article: Path, glossary: Path) -> Path:
    """The article, translated, and what it was exported to."""
    run("article", "bericht.txt", "--to", "txt", "--quiet")
    assert run("export", "--to", "xlsx,docx").status == 0
    return folder / "bericht.nl-en.xlsx"


def write(path: Path, cells: dict[str, str]) -> None:
    workbook = load_workbook(path)
    for cell, text in cells.items():
        workbook["Sentences"][cell] = text
    workbook.save(path)


def english(path: Path) -> list[str]:
    return [row[3] for row in load_workbook(path)["Sentences"].iter_rows(min_row=2, values_only=True)]


def test_what_a_reviewer_changed_goes_out_again_in_every_format(run: Run, folder: Path, translated: Path) -> None:
    write(translated, {"D3": "Putin talked to the press.", "E4": "final", "H2": "Report?"})
    shown = run("import", translated.name)
    assert shown.status == 1
    assert "2.1  edited, reviewed (row 3)" in shown.out
    assert "talked" in shown.out and "[-" in shown.out and "{+" in shown.out
    assert "2.2  final (row 4)" in shown.out and "note: Report?" in shown.out
    assert "1 edited, 1 approved, 1 only commented." in shown.out
    assert "Nothing is applied; --yes does it." in shown.out
    applied = run("import", translated.name, "--yes")
    assert (applied.status, applied.out.splitlines()[-1]) == (0, "Applied 3 as one step.")
    assert run("import", translated.name).status == 0
    assert run("export", "bericht.txt", "--to", "txt,json,docx,xlsx,html,md,md-table", "-o", "out").status == 0
    assert "Putin talked to the press." in (folder / "out/bericht.en.txt").read_text(encoding="utf-8")
    assert english(folder / "out/bericht.nl-en.xlsx")[1] == "Putin talked to the press."


def test_a_conflict_stays_open_until_a_side_is_taken(run: Run, folder: Path, translated: Path) -> None:
    (folder / "mine.xlsx").write_bytes(translated.read_bytes())
    write(translated, {"D3": "Putin talked to the press."})
    write(folder / "mine.xlsx", {"D3": "Putin met the press."})
    assert run("import", "mine.xlsx", "--yes").status == 0
    both = run("import", translated.name, "--yes")
    assert both.status == 1
    assert "2.1  conflict (row 3): changed in the file and in the library since the export" in both.out
    assert "      library  Putin met the press." in both.out
    assert run("import", translated.name, "--yes", "--take", "ours").status == 0
    assert run("import", translated.name, "--yes", "--take", "theirs").status == 0
    run("export", "--to", "txt", "-o", "out")
    assert "Putin talked to the press." in (folder / "out/bericht.en.txt").read_text(encoding="utf-8")


def test_json_says_all_and_changes_nothing_unasked(run: Run, translated: Path) -> None:
    write(translated, {"D3": "Putin talked to the press.", "C4": "Iets anders."})
    result = run("import", translated.name, "bericht.nl-en.docx", "--json")
    assert result.status == 1
    sheet, word = result.json
    assert (sheet["format"], sheet["counts"]) == ("workbook", {"unchanged": 1, "edited": 1, "refused": 1})
    assert (word["format"], word["counts"], word["changes"]) == ("Word table", {"unchanged": 3}, [])
    edited, refused = sheet["changes"]
    assert (edited["kind"], edited["segment"], edited["theirs"]) == ("edited", "2.1", "Putin talked to the press.")
    assert (refused["dutch"], refused["where"]) == ("Iets anders.", "row 4")
    assert sheet["applied"] == []
    assert run("import", translated.name, "--json", "--yes").json[0]["applied"] == ["2.1"]


def test_the_comment_of_a_row_that_is_refused_is_shown(run: Run, translated: Path) -> None:
    write(translated, {"D3": "", "H3": "Is this right?"})
    shown = run("import", translated.name, "--yes")
    assert "2.1  refused (row 3): the English is empty" in shown.out
    assert "note (not taken over): Is this right?" in shown.out
    assert run("import", translated.name).out == shown.out


def test_quiet_says_it_with_the_exit_code(run: Run, translated: Path) -> None:
    write(translated, {"D3": "Putin talked to the press."})
    assert (run("import", translated.name, "--quiet").status, run("import", translated.name, "-q").out) == (1, "")
    assert (run("import", translated.name, "-q", "--yes").status, run("import", translated.name, "-q").status) == (0, 0)


@pytest.mark.parametrize(
    ("answer", "status", "last"), [("y", 0, "Applied 1 as one step."), ("n", 1, "Nothing is applied")]
)
def test_on_a_terminal_it_asks(run: Run, translated: Path, answer: str, status: int, last: str) -> None:
    write(translated, {"D3": "Putin talked to the press."})
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "translate", "import", translated.name]
    process = subprocess.Popen(command, stdin=its, stdout=its, stderr=its)
    os.close(its)
    os.write(ours, f"{answer}\n".encode())
    data = b""
    try:
        while block := os.read(ours, 65536):
            data += block
    except OSError:  # Linux's way to say that the other side is closed
        pass
    os.close(ours)
    assert process.wait() == status
    assert "Apply 1 change? [Y/n]" in data.decode() and last in data.decode().splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["import", "there-is-none.docx"], "there-is-none.docx: no such file"),
        (["import", "bericht.txt"], "bericht.txt: not a file that is taken back"),
        (["import", "bericht.nl-en.xlsx", "--take", "both"], "--take: no side 'both'"),
        (["import", "bericht.nl-en.xlsx", "--article", "nothing"], "no article is called 'nothing'"),
        (["import", "bericht.nl-en.xlsx", "--library", "none.db"], "none.db: there is no library"),
        (["export", "--to", "nothing"], "--to: no format 'nothing'"),
        (["export", "--to", "terminal,pdf"], "--to: no format 'pdf'"),
        (["export", "--to", "terminal", "--json"], "both print on standard output"),
        (["export", "nothing"], "no article is called 'nothing'"),
        (["export", "--library", "none.db"], "none.db: there is no library"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(run: Run, translated: Path, arguments: list[str], says: str) -> None:
    result = run(*arguments)
    assert result.status == 2 and result.err.count("\n") == 1
    assert says in result.err


def test_terminal_prints_and_writes_nothing(run: Run, folder: Path, translated: Path) -> None:
    before = files_in(folder)
    result = run("export", "--to", "terminal")
    assert "Poetin sprak met de pers." in result.out and "Ukraine" in result.out
    again = run("article", "bericht.txt", "--to", "terminal")
    assert again.out == result.out
    assert {name for name in files_in(folder) if "translations.db" not in name} == {
        name for name in before if "translations.db" not in name
    }


def test_only_own_files_are_overwritten(run: Run, folder: Path, translated: Path) -> None:
    output = folder / "bericht.en.txt"
    own = output.read_text(encoding="utf-8")
    assert run("article", "bericht.txt", "--to", "txt").status == 0
    assert run("export", "--to", "txt").status == 0
    output.write_text("My own work.\n", encoding="utf-8")
    for command in (["article", "bericht.txt"], ["export"]):
        result = run(*command, "--to", "txt")
        assert result.status == 2
        assert "bericht.en.txt: is there already, and not as this program wrote it; move it" in result.err
    assert output.read_text(encoding="utf-8") == "My own work.\n"
    assert run("article", "bericht.txt", "--to", "txt", "--force").status == 0
    assert output.read_text(encoding="utf-8") == own


def test_a_link_in_the_place_of_an_output_is_replaced_with_force_and_never_followed(
    run: Run, folder: Path, translated: Path
) -> None:
    output, elsewhere = folder / "bericht.en.txt", folder / "elsewhere.txt"
    output.rename(elsewhere)
    output.symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    assert run("export", "--to", "txt").status == 2
    assert run("export", "--to", "txt", "--force").status == 0
    assert not output.is_symlink() and elsewhere.read_bytes() == before


def test_all_articles_are_exported_each_under_a_name_of_its_own(run: Run, folder: Path, translated: Path) -> None:
    (folder / "b").mkdir()
    (folder / "b" / "bericht.txt").write_text("Het regent.\n", encoding="utf-8")
    run("article", "b/bericht.txt", "--to", "json", "-o", "b", "--quiet")
    assert run("export", "--to", "txt", "-o", "all", "--json").json[1]["written"] == ["all/bericht-2.en.txt"]
    assert files_in(folder / "all") == {"bericht.en.txt", "bericht-2.en.txt"}
    assert run("export", "b/bericht.txt", "--to", "md", "-o", "all").out == "wrote all/bericht-2.en.md\n"


def test_the_same_kind_of_document_is_written_from_the_library_alone(run: Run, folder: Path) -> None:
    page = folder / "brief.md"
    page.write_text("# Brief\n\nHet **regent** hier.\n", encoding="utf-8")
    run("article", "brief.md", "--quiet")
    page.unlink()
    assert run("export", "--to", "same", "-o", "out").out == "wrote out/brief.en.md\n"
    assert "**" in (folder / "out" / "brief.en.md").read_text(encoding="utf-8")
