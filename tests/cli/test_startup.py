"""The command line answers at once, and every part of it is documented."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from translate import __version__
from translate.cli import app

from .conftest import Run

HEAVY = {
    "ctranslate2",
    "docx",
    "fastapi",
    "httpx",
    "huggingface_hub",
    "jinja2",
    "lxml",
    "markdown_it",
    "numpy",
    "openpyxl",
    "pydantic",
    "pypdfium2",
    "rapidfuzz",
    "rich",
    "ruamel",
    "safetensors",
    "sentencepiece",
    "sqlite3",
    "starlette",
    "torch",
    "trafilatura",
    "transformers",
    "uvicorn",
    "yaml",
}


def commands(command: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every command with the words that call it."""
    command = command or typer.main.get_command(app)
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        yield from commands(child, (*path, name))


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_nothing_heavy_is_loaded_before_a_command_runs(arguments: list[str]) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "translate", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}
    assert {name.split(".")[0] for name in loaded} & HEAVY == set()
    assert {name for name in loaded if name.startswith("translate.") and ".cli" not in name} == {"translate.errors"}


def test_to_read_text_nothing_is_loaded_that_takes_a_pdf_apart() -> None:
    code = (
        "import sys; from translate.reading import read_bytes; read_bytes(b'Hallo wereld.', 'a.txt');"
        "print(*(name for name in sys.modules if 'reading.pdf' in name))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["translate.reading.pdf"]


@pytest.mark.parametrize("path", [path for path, _ in commands()], ids=" ".join)
def test_help_documents_every_option_and_argument_in_a_sentence(run: Run, path: tuple[str, ...]) -> None:
    result = run(*path, "--help")
    assert (result.status, result.err) == (0, "")
    text = "".join(result.out.split())  # lines end at hyphens too
    command = dict(commands())[path]
    assert command.help and re.search(r"[.]$", command.help.strip())
    for parameter in command.params:
        assert parameter.help and parameter.help.endswith("."), parameter.name
        assert parameter.help[0].isupper()
        assert "".join(parameter.help.split()) in text
        assert all(option in text for option in parameter.opts if option.startswith("-"))
    assert max(map(len, result.out.splitlines())) <= 80


@pytest.mark.parametrize("path", [path for path, one in commands() if hasattr(one, "commands")], ids=" ".join)
def test_help_names_the_commands_each_with_a_whole_sentence(run: Run, path: tuple[str, ...]) -> None:
    listed = run(*path, "--help").out.partition("Commands:\n")[2]
    assert [line.split()[0] for line in listed.splitlines()] == list(dict(commands())[path].commands)
    assert "..." not in listed


def test_the_version_is_the_packages(run: Run) -> None:
    assert run("--version").out == f"translate {__version__}\n"


def test_the_shell_completes_commands_and_options() -> None:
    def completed(*words: str) -> list[str]:
        environment = {
            **os.environ,
            "_TRANSLATE_COMPLETE": "complete_bash",
            "COMP_WORDS": " ".join(words),
            "COMP_CWORD": str(len(words) - 1),
        }
        command = [sys.executable, "-m", "translate"]
        return subprocess.run(command, env=environment, capture_output=True, text=True).stdout.split()

    assert completed("translate", "art") == ["article"]
    assert completed("translate", "article", "--no") == ["--no-glossary"]
    assert completed("translate", "model", "u") == ["use"]


@pytest.mark.skipif(not Path("/bin/bash").exists(), reason="no bash here")
def test_the_completion_for_the_shell_can_be_shown() -> None:
    # The colon keeps the shell from becoming the command: it must be there to be recognised.
    command = ["/bin/bash", "-c", f"{sys.executable} -m translate --show-completion; :"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert "_TRANSLATE_COMPLETE=complete_bash" in done.stdout and done.stderr == ""
