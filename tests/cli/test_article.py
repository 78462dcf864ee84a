"""``translate article`` as its user sees it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from translate.engines.models import built_in_folder
from translate.library import Library
from translate.writing import WRITERS

from .conftest import Run, files_in
from .terminal import in_terminal

COMMAND = [sys.executable, "-m", "translate"]


def test_a_page_and_the_plain_english_are_written_and_a_table_ends_the_run(
    run: Run, folder: Path, article: Path, glossary: Path
) -> None:
    result = run("article", "bericht.txt")
    assert result.status == 0
    assert result.err == f"translate: glossary: {glossary} (2 terms)\n"
    headings, figures, *written = result.out.splitlines()
    assert " ".join(headings.split()) == "article paragraphs sentences words applied repaired missed warnings time"
    assert figures.split()[:4] == ["bericht.txt", "2", "3", "11"]
    assert sum(map(int, figures.split()[4:7])) == 3
    assert written[-2:] == ["  wrote bericht.en.html", "  wrote bericht.en.txt"]
    inputs = {"bericht.txt", "glossary.yaml"}
    assert files_in(folder) - inputs == {"bericht.en.html", "bericht.en.txt", "translations.db"}
    english = (folder / "bericht.en.txt").read_text(encoding="utf-8")
    assert len(english.strip().split("\n\n")) == 2
    page = (folder / "bericht.en.html").read_text(encoding="utf-8")
    assert "Poetin" in page and english.split("\n")[0][:10] in page


def test_a_second_run_translates_nothing_and_writes_the_same(run: Run, folder: Path, article: Path) -> None:
    first = run("article", "bericht.txt", "--json").json
    page = (folder / "bericht.en.html").read_bytes()
    (folder / "bericht.en.html").unlink()
    second = run("article", "bericht.txt", "--json").json
    assert [first[0]["translated_now"], second[0]["translated_now"]] == [3, 0]
    assert (folder / "bericht.en.html").read_bytes() == page
    assert "bericht.txt: nothing to translate, everything was known" in run("article", "bericht.txt").out


def test_a_new_sentence_is_the_only_one_translated(run: Run, article: Path) -> None:
    run("article", "bericht.txt")
    article.write_text(article.read_text(encoding="utf-8") + "\nHet regent.\n", encoding="utf-8")
    assert run("article", "bericht.txt", "--json").json[0]["translated_now"] == 1


def test_json_holds_the_figures_and_nothing_else_is_printed(run: Run, article: Path, glossary: Path) -> None:
    result = run("article", "bericht.txt", "--json", "--to", "txt")
    assert result.err == ""
    (summary,) = result.json
    terms = summary.pop("terms")
    assert sum(terms.values()) == 3 == sum(summary.pop("rungs").values())
    assert len(summary.pop("misses")) == terms["missed"]
    assert summary.pop("seconds") >= 0 and summary.pop("warnings") >= 0
    assert summary == {
        "article": "bericht.txt",
        "paragraphs": 2,
        "sentences": 3,
        "words": 11,
        "translated_now": 3,
        "left_out": [],
        "written": ["bericht.en.txt"],
    }


def test_quiet_prints_nothing(run: Run, folder: Path, article: Path) -> None:
    result = run("article", "bericht.txt", "--quiet")
    assert (result.status, result.out, result.err) == (0, "", "")
    assert (folder / "bericht.en.txt").exists()


def test_every_format_goes_into_the_folder_that_was_named(run: Run, folder: Path, article: Path) -> None:
    formats = sorted(WRITERS)
    result = run("article", "bericht.txt", "-o", "out/of/here", "--to", ", ".join([*formats, "txt"]))
    written = {f"bericht{WRITERS[name].infix}{suffix}" for name in formats for suffix in WRITERS[name].suffixes}
    assert files_in(folder / "out") == {f"of/here/{name}" for name in written}
    assert result.out.count("\n  wrote ") == len(written)
    made = json.loads((folder / "out/of/here/bericht.en.json").read_text(encoding="utf-8"))
    assert [len(paragraph["segments"]) for paragraph in made["paragraphs"]] == [1, 2]


def test_inputs_of_one_name_do_not_overwrite_each_other(run: Run, folder: Path) -> None:
    for place, name in (("a", "kort.txt"), ("b", "kort.txt"), ("c", "KORT.md"), ("d", "kort-2.txt")):
        (folder / place).mkdir()
        (folder / place / name).write_text(f"Dit is {place}.\n", encoding="utf-8")
    summaries = run("article", "a/kort.txt", "b/kort.txt", "c/KORT.md", "d/kort-2.txt", "--json", "--to", "txt").json
    written = [path for summary in summaries for path in summary["written"]]
    assert written == ["kort.en.txt", "kort-2.en.txt", "KORT-3.en.txt", "kort-2-2.en.txt"]
    assert files_in(folder) >= set(written)


def test_an_input_is_never_overwritten_not_even_that_of_another_article(run: Run, folder: Path) -> None:
    (folder / "kort.txt").write_text("Het regent.\n", encoding="utf-8")
    (folder / "kort.en.txt").write_text("It rains.\n", encoding="utf-8")
    result = run("article", "kort.txt", "kort.en.txt")
    assert result.status == 2
    assert result.err.startswith("translate: kort.en.txt: is the article itself and is not overwritten;")
    assert (folder / "kort.en.txt").read_text(encoding="utf-8") == "It rains.\n"
    assert run("article", "kort.txt", "kort.en.txt", "-o", "english").status == 0


def test_standard_input_is_an_article_too(run: Run, folder: Path, article: Path) -> None:
    result = run("article", "-", "--json", stdin=article.read_bytes())
    assert result.json[0]["written"] == ["article.en.html", "article.en.txt"]
    assert run("article", "bericht.txt", "--json").json[0]["translated_now"] == 0  # the same bytes


def test_the_glossary_is_the_nearest_the_named_one_or_none(run: Run, folder: Path, article: Path) -> None:
    other = folder / "other.yaml"
    other.write_text("- source: pers\n  target: press\n", encoding="utf-8")

    def terms(*options: str) -> int:
        return sum(run("article", "bericht.txt", "--json", *options).json[0]["terms"].values())

    assert terms() == 0
    assert run("article", "bericht.txt").err.startswith("translate: no glossary.yaml here or above")
    assert terms("--glossary", "other.yaml") == 1
    (folder.parent / "glossary.yaml").write_text("- source: Poetin\n  target: Putin\n", encoding="utf-8")
    assert terms() == 1
    assert terms("--no-glossary") == 0
    assert run("article", "bericht.txt", "--no-glossary").err == ""


def test_translations_are_kept_beside_the_glossary_where_asked_or_in_the_users_folder(
    run: Run, folder: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    run("article", "bericht.txt", "--no-glossary")
    assert "data/nl-en-translate/translations.db" in files_in(folder)
    run("article", "bericht.txt", "--library", "mine.db")
    with Library.open(folder / "mine.db") as library:
        assert [one.path for one in library.list_articles()] == ["bericht.txt"]
    (folder / "terms").mkdir()
    (folder / "terms" / "glossary.yaml").write_text("- source: pers\n  target: press\n", encoding="utf-8")
    run("article", "bericht.txt", "-g", "terms/glossary.yaml")
    assert "terms/translations.db" in files_in(folder)


def test_beam_and_model_make_another_translation(run: Run, folder: Path, article: Path) -> None:
    shutil.copytree(built_in_folder(), folder / "model")
    run("article", "bericht.txt", "--to", "json")
    for options in (["--beam", "1"], ["--model", "model"], ["--model", "model", "--beam", "1"]):
        (summary,) = run("article", "bericht.txt", "--to", "json", "--json", *options).json
        assert summary["translated_now"] == 3
    made = json.loads((folder / "bericht.en.json").read_text(encoding="utf-8"))
    assert made["model"].startswith(f"{folder / 'model'}@") and ["beam", "1"] in made["options"]


def test_output_that_nobody_reads_is_no_accident(article: Path) -> None:
    for arguments in (["article", "bericht.txt"], ["article", "bericht.txt", "--json"], ["--help"]):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([*COMMAND, *arguments], stdout=writer, stderr=subprocess.PIPE, text=True)
        os.close(writer)
        assert done.returncode == 1
        assert "Error" not in done.stderr and "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_standard_output_on_a_full_disk_is_one_line(folder: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run([*COMMAND, "--version"], stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (2, "translate: standard output: No space left on device\n")


def test_closed_standard_streams_are_no_accident(folder: Path) -> None:
    for closing, status in ((">&-", 0), ("2>&-", 0), (">&- 2>&-", 0)):
        done = subprocess.run(["sh", "-c", f'"$0" -m translate text -q "..." {closing}', sys.executable], stderr=-1)
        assert (done.returncode, done.stderr) == (status, b"")
    done = subprocess.run(["sh", "-c", '"$0" -m translate article - <&-', sys.executable], stderr=-1)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


def test_a_terminal_shows_progress_and_the_hint_once_and_a_pipe_neither(
    folder: Path, article: Path, glossary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    piped = subprocess.run([*COMMAND, "article", "bericht.txt"], capture_output=True, text=True, check=True)
    assert "\x1b" not in piped.stdout + piped.stderr
    assert "model pull" not in piped.stdout + piped.stderr and "words/s" not in piped.stderr

    first = in_terminal("article", "bericht.txt", "--beam", "1")
    assert first.status == 0
    assert "translate: nl-en-compact is compact; `translate model pull` fetches" in first.plain
    assert "0/2 paragraphs" in first.plain and "2/2 paragraphs" in first.plain and " words/s" in first.plain
    assert "\x1b[3" in first.raw  # colour
    assert "translate: glossary: " in first.plain
    assert first.plain.rstrip().endswith("wrote bericht.en.txt")

    monkeypatch.setenv("NO_COLOR", "1")
    second = in_terminal("article", "bericht.txt", "--beam", "1")
    assert second.status == 0 and "model pull" not in second.plain
    assert "2/2 paragraphs" in second.plain and "\x1b[3" not in second.raw

    quiet = in_terminal("article", "bericht.txt", "--quiet")
    assert (quiet.status, quiet.raw) == (0, "")
