"""Terms proposed on the command line, and added on a terminal."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from translate.cli.glossary_accept import walk_through
from translate.cli.glossary_propose import register
from translate.errors import GlossaryError, ReadingError, TranslateError
from translate.glossary.candidates import Candidate, propose
from translate.glossary.model import Glossary
from translate.glossary.store import load_glossary
from translate.reading import read_article

from .conftest import files_in

PROGRAM = (
    "import typer; from translate.cli.glossary_propose import register; "
    "app = typer.Typer(); app.callback()(lambda: None); register(app); app()"
)
NEWS = "De ANVS keurt twee kernreactoren in Borssele goed.\n\nDe kernreactor draait, zegt Nienke Agterberg.\n"
MINE = "# mine\nterms:\n  - source: Borssele\n    translate: false\n    kind: place  # in Zeeland\n"


def propose_terms(*arguments: str | Path) -> str:
    """Run the command as a script would and return what it prints; its errors are raised."""
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    result = CliRunner().invoke(app, ["propose", *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def news(folder: Path) -> Path:
    path = folder / "nieuws.txt"
    path.write_text(NEWS, encoding="utf-8")
    (folder / "glossary.yaml").write_text(MINE, encoding="utf-8")
    return path


def test_terms_are_proposed_without_a_translation(news: Path) -> None:
    lines = propose_terms(news, "--no-translate").splitlines()
    table = {line[:18].strip(): line[18:].split() for line in lines}
    assert table["ANVS"] == ["acronym", "1×"]
    assert table["kernreactor"] == ["concept", "2×"]
    assert table["Nienke Agterberg"] == ["person", "1×"]
    assert "Borssele" not in table
    assert files_in(news.parent) == {"nieuws.txt", "glossary.yaml"}


def test_terms_are_proposed_with_what_the_model_makes_of_them(news: Path) -> None:
    found = json.loads(propose_terms(news, "--json"))
    assert found["articles"] == [str(news)]
    (reactor,) = [c for c in found["candidates"] if c["dutch"] == "kernreactor"]
    assert reactor["forms"] == ["kernreactor", "kernreactoren"]
    assert sum(rendering["count"] for rendering in reactor["translations"]) <= reactor["count"] == 2
    for context in reactor["contexts"]:
        start, end = context["span"]
        assert context["sentence"][start:end] in reactor["forms"]
    assert any(c["translations"] for c in found["candidates"])


def test_an_article_in_the_library_is_not_translated_again(news: Path) -> None:
    first = propose_terms(news, "--json")
    assert "translations.db" in files_in(news.parent)
    # A model that is not there would be an error, were it needed.
    assert propose_terms(news, "--json", "--model", "no-such-model") == first


def test_no_more_terms_are_proposed_than_asked_and_those_of_all_articles(news: Path) -> None:
    other = news.with_name("ander.txt")
    other.write_text("De ANVS zwijgt over Flamanville.\n", encoding="utf-8")
    found = json.loads(propose_terms(news, other, "--no-translate", "--json", "--top", "3"))["candidates"]
    assert len(found) == 3
    (anvs,) = [c for c in found if c["dutch"] == "ANVS"]
    assert [Path(context["article"]).name for context in anvs["contexts"]] == ["nieuws.txt", "ander.txt"]


def test_nothing_to_propose_is_said(folder: Path) -> None:
    path = folder / "niets.txt"
    path.write_text("Hij is er niet.\n", encoding="utf-8")
    assert propose_terms(path, "--no-translate") == "no terms that the glossary lacks\n"


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        (["--accept"], TranslateError, "--accept: it asks questions, and needs a terminal; use --json in a script"),
        (["--accept", "--json"], TranslateError, "--accept: it asks questions; leave out --json"),
        (["gone.txt"], ReadingError, "gone.txt"),
        (["--glossary", "gone.yaml"], GlossaryError, "gone.yaml"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    news: Path, arguments: list[str], error: type[TranslateError], says: str
) -> None:
    with pytest.raises(error) as caught:
        propose_terms(news, "--no-translate", *arguments)
    assert says in caught.value.line() and "\n" not in caught.value.line()


# --- adding ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def candidates(news: Path) -> list[Candidate]:
    """ANVS, Nienke Agterberg and kernreactor, in an order of our own, none of them translated."""
    found = {c.dutch: c for c in propose([read_article(news)], Glossary())}
    return [found["ANVS"], found["Nienke Agterberg"], found["kernreactor"]]


def walk(candidates: list[Candidate], glossary: Path, *answers: str) -> tuple[int, str]:
    """Walk through candidates with these answers; what the user would see comes back too."""
    seen: list[str] = []
    left = iter(answers)

    def ask(question: str) -> str:
        seen.append(question)
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    added = walk_through(candidates, glossary, ask=ask, say=seen.append)
    assert next(left, None) is None, "not every answer was asked for"
    return added, "\n".join(seen)


def test_chosen_terms_are_added_and_the_rest_of_the_file_stays(news: Path, candidates: list[Candidate]) -> None:
    path = news.with_name("glossary.yaml")
    added, seen = walk(candidates, path, "y", "n", "e", "nuclear reactor", "y")
    assert added == 2
    entries = {entry.id: entry for entry in load_glossary(path)}
    assert set(entries) == {"Borssele", "ANVS", "kernreactor"}
    assert entries["kernreactor"].target == "nuclear reactor" and entries["kernreactor"].kind == "concept"
    assert not entries["ANVS"].translate and entries["ANVS"].kind == "acronym"
    assert path.read_text(encoding="utf-8").startswith("# mine\n") and "# in Zeeland" in path.read_text("utf-8")
    assert "De »ANVS« keurt" in seen and "Added 2 terms" in seen


def test_dutch_kind_and_english_can_be_changed(news: Path, candidates: list[Candidate]) -> None:
    path = news.with_name("glossary.yaml")
    answers = ("k", "zzz", "k", "org", "d", "Autoriteit ANVS", "e", "ANVS Authority", "y", "q")
    added, seen = walk(candidates, path, *answers)
    assert added == 1 and "'zzz' is no kind" in seen
    entry = load_glossary(path).entries[-1]
    assert (entry.id, entry.target, entry.kind) == ("Autoriteit ANVS", "ANVS Authority", "organisation")


def test_english_is_asked_for_where_none_is_known(news: Path, candidates: list[Candidate]) -> None:
    path = news.with_name("glossary.yaml")
    assert walk(candidates[2:], path, "y", "reactor")[0] == 1
    assert load_glossary(path).entries[-1].target == "reactor"


def test_an_entry_that_is_refused_can_be_mended(news: Path, candidates: list[Candidate]) -> None:
    path = news.with_name("glossary.yaml")
    added, seen = walk(candidates[:1], path, "d", "Borssele", "e", "Borssele town", "y", "d", "ANVS", "y")
    assert added == 1 and "Borssele" in seen
    assert [entry.id for entry in load_glossary(path)] == ["Borssele", "ANVS"]


@pytest.mark.parametrize("answers", [("q",), (), ("n", "q"), ("?", "q")])
def test_stopping_leaves_the_file_alone(news: Path, candidates: list[Candidate], answers: tuple[str, ...]) -> None:
    path = news.with_name("glossary.yaml")
    added, seen = walk(candidates, path, *answers)
    assert added == 0 and "Added 0 terms" in seen
    assert path.read_text(encoding="utf-8") == MINE


def test_terms_are_added_on_a_terminal(news: Path) -> None:
    ours, its = pty.openpty()
    command = [sys.executable, "-c", PROGRAM, "propose", str(news), "--no-translate", "--accept", "--top", "3"]
    process = subprocess.Popen(command, stdin=its, stdout=its, stderr=its)
    os.close(its)
    os.write(ours, b"y\nq\n")
    shown = b""
    try:
        while block := os.read(ours, 65536):
            shown += block
    except OSError:  # Linux's way to say that the other side is closed
        pass
    os.close(ours)
    assert process.wait() == 0, shown.decode()
    assert b"Added 1 term to" in shown
    assert len(load_glossary(news.with_name("glossary.yaml"))) == 2
