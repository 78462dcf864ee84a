"""Running the command: in this process where that will do, in one of its own for signals, pipes and terminals."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from translate.__main__ import main

Run = Callable[..., "Result"]


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: empty, and without a glossary above it. The user has translated nothing yet."""
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``translate`` with arguments and standard input, and return its exit status and what it printed."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["translate", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as caught:
            main()
        printed = capsys.readouterr()
        return Result(int(caught.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def article(folder: Path) -> Path:
    """An article of two paragraphs and three sentences, with Poetin in one and Oekraïne in two."""
    path = folder / "bericht.txt"
    path.write_text("Een bericht over Oekraïne\n\nPoetin sprak met de pers. Oekraïne zwijgt.\n", encoding="utf-8")
    return path


@pytest.fixture
def glossary(folder: Path) -> Path:
    """A glossary in the working folder."""
    path = folder / "glossary.yaml"
    path.write_text("- source: Poetin\n  target: Putin\n- source: Oekraïne\n  target: Ukraine\n", encoding="utf-8")
    return path


def files_in(folder: Path) -> set[str]:
    """Return every file under a folder, hidden ones too, by its path from there."""
    return {os.path.relpath(os.path.join(place, name), folder) for place, _, names in os.walk(folder) for name in names}
