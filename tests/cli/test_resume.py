"""A run that was stopped: what is translated is kept, and the same command goes on from there."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run, files_in

SENTENCES = Path(__file__).parents[1] / "data" / "sentences" / "dev.txt"
ARTICLE = ("article", "lang.txt", "--beam", "2", "--to", "json")
NOTE = "translate: no glossary.yaml"  # comes with the first paragraph, when that is saved


@pytest.fixture
def long_article(folder: Path) -> Path:
    lines = [line for line in SENTENCES.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"][:90]
    path = folder / "lang.txt"
    path.write_text("\n\n".join(lines), encoding="utf-8")
    return path


def stopped_by(signal_number: signal.Signals) -> tuple[int, str, str]:
    """Send a signal once the first paragraph is saved; return the exit status and what was printed after it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "translate", *ARTICLE, "--library", "stopped.db"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert process.stderr.readline().startswith(NOTE)
    process.send_signal(signal_number)
    out, err = process.communicate()
    return process.returncode, out, err


def content(path: Path) -> list[Any]:
    """Return what an article's JSON says of its segments; a confidence may differ in its last digits."""
    paragraphs = json.loads(path.read_text(encoding="utf-8"))["paragraphs"]
    return [
        {key: value for key, value in segment.items() if key != "confidence"}
        for paragraph in paragraphs
        for segment in paragraph["segments"]
    ]


def test_ctrl_c_says_how_to_go_on(folder: Path, long_article: Path) -> None:
    assert stopped_by(signal.SIGINT) == (
        130,
        "",
        "translate: interrupted; what is translated is kept: the same command goes on from there\n",
    )
    assert not [name for name in files_in(folder) if ".en." in name or name.startswith(".")]


def test_what_a_killed_run_saved_is_not_translated_again(run: Run, folder: Path, long_article: Path) -> None:
    status, out, _ = stopped_by(signal.SIGKILL)
    assert (status, out) == (-signal.SIGKILL, "")
    assert not [name for name in files_in(folder) if ".en." in name or name.startswith(".")]

    (rest,) = run(*ARTICLE, "--library", "stopped.db", "--json").json
    resumed = content(folder / "lang.en.json")
    (whole,) = run(*ARTICLE, "--library", "whole.db", "--json").json
    assert 0 < rest["translated_now"] < whole["translated_now"]
    assert resumed == content(folder / "lang.en.json")
