"""OmegaT itself opens what we write, and what it gives back is taken: skipped where it is not installed.

OmegaT runs in console mode on a project made here. Its XLIFF filter before version 6 shows the text of ``target``, so
that a project edits the English; a memory from English to English in ``tm/auto`` stands for the person who does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.writing.articles import iran
from tests.writing.exchanged import all_segments
from tests.writing.test_xliff import marked_up
from translate.importing.registry import read_incoming
from translate.library import MemoryUnit
from translate.memory.tmx_writing import write_tmx
from translate.writing import render, write_article

OMEGAT = shutil.which("omegat")
pytestmark = pytest.mark.skipif(OMEGAT is None, reason="OmegaT is not installed")

FOLDERS = ("source", "target", "tm/auto", "glossary", "dictionary", "omegat")
PROJECT = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>NL</source_lang><target_lang>EN</target_lang>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    for name in FOLDERS:
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(PROJECT, encoding="utf-8")
    return folder


def translated(project: Path) -> None:
    """Let OmegaT make the translated documents of a project."""
    home = project.parent / "home"
    home.mkdir()
    command = [str(OMEGAT), str(project), "--mode=console-translate", f"--config-dir={home}"]
    environment = os.environ | {"HOME": str(home), "JAVA_TOOL_OPTIONS": f"-Duser.home={home}"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


def test_omegat_opens_xliff_and_gives_back_what_was_edited(project: Path) -> None:
    """Two articles, one with mark-up; in the other a sentence is edited."""
    write_article(iran(), project / "source", ["xliff12"])
    write_article(marked_up(), project / "source", ["xliff12"], stem="bold")
    write_tmx([MemoryUnit(1, "Less dependent", "Less reliant")], project / "tm" / "auto" / "edit.tmx")
    translated(project)
    back = read_incoming(project / "target" / "iran-rusland-drones.nl-en.xliff12.xlf")
    sent = all_segments(iran())
    assert (back.article, back.problems, len(back.rows)) == ("2c" * 32, (), len(sent))
    changed = [(row.segment, row.target) for row, s in zip(back.rows, sent, strict=True) if row.target != s.target]
    assert changed == [(next(s.id for s in sent if s.source == "Minder afhankelijk"), "Less reliant")]
    assert [row.source for row in back.rows] == [segment.source for segment in sent]
    bold = project / "target" / "bold.nl-en.xliff12.xlf"
    assert [row.target for row in read_incoming(bold).rows] == ["This is bold.", "Read this."]
    assert bold.read_bytes().count(b"<g ") == render(marked_up(), "xliff12").count(b"<g ")


def test_omegat_translates_with_our_memory_and_its_own_comes_back(project: Path) -> None:
    """The Dutch as a text, a sentence a line, and our TMX: every sentence of it is found."""
    sent = [segment for segment in all_segments(iran()) if segment.target]
    (project / "source" / "iran.txt").write_text("\n\n".join(s.source for s in sent), encoding="utf-8")
    write_article(iran(), project / "tm" / "auto", ["tmx"])
    translated(project)
    english = (project / "target" / "iran.txt").read_text(encoding="utf-8")
    assert english.replace("\n", "") == "".join(segment.target for segment in sent)
    back = read_incoming(project / "project-omegat.tmx")
    assert {(row.source, row.target) for row in back.rows} == {(s.source, s.target) for s in sent}
    assert {row.segment for row in back.rows} == {""}
