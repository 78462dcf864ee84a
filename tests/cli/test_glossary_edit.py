from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from translate.cli.glossary_edit import register
from translate.document import Article, Outcome, Paragraph, Segment, Span, TermMatch
from translate.errors import GlossaryError
from translate.library import Library

ROOT = Path(__file__).parents[2]
MINE = """\
terms:
  # --- people
  - source: De Wijk
    target: De Wijk  # a capital
    kind: person
    forbidden: [The District]

  # --- the rest
  - source: fregat
    target: frigate
"""


USED = (
    "- {source: drone, target: drone}\n- {source: Kyiv, target: Kyiv, kind: place}\n"
    "- {source: fregat, target: frigate}\n"
)
ARTICLES: tuple[tuple[tuple[str, tuple[tuple[str, Outcome], ...]], ...], ...] = (
    (
        ("Een drone bij Kyiv.", (("drone", "applied"), ("Kyiv", "repaired"))),
        ("Drones boven Kyiv.", (("drone", "missed"), ("Kyiv", "forbidden"))),
        ("Kyiv!", (("Kyiv", "missed"),)),
    ),
    (("Kyiv!", (("Kyiv", "missed"),)), ("Kyivs drone.", ())),
)


def save_articles(path: Path) -> None:
    """Save the two articles, with what became of their terms, in a library."""
    with Library.open(path) as library:
        for number, sentences in enumerate(ARTICLES):
            paragraphs = []
            for index, (source, outcomes) in enumerate(sentences):
                terms = tuple(TermMatch(entry, Span(0, 1), entry, None, outcome) for entry, outcome in outcomes)
                segment = Segment(f"{index + 1}.1", source, target="English.", state="translated", terms=terms)
                paragraphs.append(Paragraph("text", source, segments=(segment,)))
            library.save_article(Article(tuple(paragraphs), path=f"{number}.txt", sha256=f"{number:064}"))


@pytest.fixture(autouse=True)
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (tmp_path / "glossary.yaml").write_text(MINE, encoding="utf-8")
    return tmp_path / "glossary.yaml"


def run(*arguments: str) -> Any:
    app = typer.Typer()
    register(app)
    return CliRunner().invoke(app, list(arguments))


def error(*arguments: str) -> str:
    """The one line that the program prints before it exits with 2."""
    result = run(*arguments)
    assert isinstance(result.exception, GlossaryError)
    return str(result.exception)


# --- adding ----------------------------------------------------------------------------------------------------------


def test_add_writes_an_entry_into_the_nearest_glossary(mine: Path) -> None:
    result = run(
        "add", "Xi", "Xi", "--kind", "person", "--note", "Family name.", "--variant", "Xi J.", "--forbid", "Eleven"
    )
    assert (result.stdout, result.exit_code) == (f"Added Xi → Xi: {mine}, line 8\n", 0)
    assert mine.read_text(encoding="utf-8") == MINE.replace(
        "[The District]\n",
        "[The District]\n\n  - source: Xi\n    target: Xi\n    kind: person\n    note: Family name.\n"
        "    variants: [Xi J.]\n    forbidden: [Eleven]\n",
    )


def test_add_takes_every_field_and_prints_the_entry_as_json(mine: Path) -> None:
    options = "--also zeehaven --form havensteden --form zeehavens --case exact --compounds --expand city"
    result = run("add", "havenstad", "port city", *options.split(), "--after", "de wijk", "--json")
    assert json.loads(result.stdout) == {
        "source": ["havenstad", "zeehaven"],
        "target": "port city",
        "translate": True,
        "forms": ["havensteden", "zeehavens"],
        "kind": "other",
        "case": "exact",
        "compounds": True,
        "note": "",
        "expand": "city",
        "variants": [],
        "forbidden": [],
        "line": 8,
        "file": str(mine),
    }


def test_add_to_a_glossary_that_is_named(tmp_path: Path) -> None:
    Path("my.yaml").write_text("")
    assert (
        run("add", "PAX", "--keep", "--kind", "organisation", "-g", "my.yaml").stdout
        == "Added PAX → PAX: my.yaml, line 2\n"
    )
    assert Path("my.yaml").read_text() == "terms:\n  - source: PAX\n    translate: false\n    kind: organisation\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add"], "nothing to add; give the Dutch and the English"),
        (["add", "vloot"], "no English for vloot; give it after the Dutch, or keep the Dutch with --keep"),
        (["add", "fregat", "frigate"], ':9: "fregat" is there already; change it with: translate glossary edit fregat'),
        (["add", "vloot", "fleet", "--keep"], 'translate is false, yet target is "fleet"'),
        (["add", "vloot", "fleet", "--kind", "schip"], 'unknown kind "schip"; known are: person, organisation'),
        (["add", "vloot", "fleet", "--group", "schip"], 'unknown kind "schip"; known are: person, organisation'),
        (["add", "vloot", "fleet", "--case", "free-ish"], 'unknown case "free-ish"'),
        (["add", "vloot", "fleet", "--after", "schip"], 'there is no entry "schip"; look for it with'),
        (["add", "vloot", "fleet", "-g", "none.yaml"], "none.yaml: there is no such glossary; make one with"),
        (["edit", "fregat"], "nothing to change; say what: --target, --set, --unset, --add or --drop"),
        (["edit", "fregatten", "--target", "x"], 'there is no entry "fregatten"; did you mean fregat?'),
        (["edit", "fregat", "--set", "note"], "--set: no = in 'note'; write it as KEY=VALUE"),
        (["edit", "fregat", "--set", "note=a", "--set", "note=b"], "--set: note is given twice; give it once"),
        (["edit", "fregat", "--target", "a", "--set", "target=b"], "--set: target is given twice; give it once"),
        (["edit", "fregat", "--set", "nota=a"], 'unknown key "nota"; did you mean note?'),
        (["remove", "fregat"], "not sure that fregat is to go; say so with --yes"),
        (["show", "vloot"], 'there is no entry "vloot"'),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(mine: Path, arguments: list[str], said: str) -> None:
    assert said in error(*arguments)
    assert mine.read_text(encoding="utf-8") == MINE


def test_without_a_glossary_it_says_how_to_get_one(mine: Path) -> None:
    mine.unlink()
    for command in ("add vloot fleet", "edit x --target y", "remove x", "show x", "search x", "check", "stats"):
        assert error(*command.split()) == (
            "no glossary.yaml here or above; make one with: translate glossary init, or name one with --glossary"
        )


# --- on a terminal ---------------------------------------------------------------------------------------------------

PROGRAM = (
    "import sys, typer; from translate.cli.glossary_edit import register; app = typer.Typer(); register(app); app()"
)


def at_terminal(answers: str, *arguments: str) -> tuple[str, int]:
    """Run a command with a terminal for its input; return its standard output and exit code."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PROGRAM, *arguments]
    os.write(ours, answers.encode())
    done = subprocess.run(command, stdin=theirs, capture_output=True, text=True, env=environment, timeout=60)
    os.close(theirs)
    os.close(ours)
    return done.stdout, done.returncode


def test_at_a_terminal_it_asks_for_what_is_missing(mine: Path) -> None:
    out, code = at_terminal("\nvloot\nfleet\nschip\nconcept\nShips: many.\n", "add")
    assert (out, code) == (f"Added vloot → fleet: {mine}, line 12\n", 0)
    new = '\n  - source: vloot\n    target: fleet\n    kind: concept\n    note: "Ships: many."\n'
    assert mine.read_text(encoding="utf-8") == MINE + new


def test_no_english_keeps_the_dutch(mine: Path) -> None:
    at_terminal("\n\n\n", "add", "Xi", "--variant", "Xi Jinping")
    assert mine.read_text(encoding="utf-8").endswith(
        "\n  - source: Xi\n    translate: false\n    variants: [Xi Jinping]\n"
    )


@pytest.mark.parametrize(("answer", "code", "gone"), [("y\n", 0, True), ("\n", 1, False)])
def test_at_a_terminal_it_asks_before_it_removes(mine: Path, answer: str, code: int, gone: bool) -> None:
    assert at_terminal(answer, "remove", "fregat")[1] == code
    assert ("fregat" not in mine.read_text(encoding="utf-8")) == gone


# --- editing and looking ---------------------------------------------------------------------------------------------


def test_edit_changes_fields(mine: Path) -> None:
    result = run(
        "edit", "fregat", "--target", "Frigate", "--set", "variants=[ship, 'a, b']", "--add", "forms=fregatten"
    )
    assert result.stdout == f"Changed fregat (target, variants, forms): {mine}, line 9\n"
    assert mine.read_text(encoding="utf-8") == MINE.replace(
        "target: frigate\n", 'target: Frigate\n    forms: [fregatten]\n    variants: [ship, "a, b"]\n'
    )
    run(
        "edit", "fregat", "--drop", "variants=ship", "--unset", "forms", "--set", "source=Fregat", "--set", "note=a = b"
    )
    assert mine.read_text(encoding="utf-8") == MINE.replace(
        "source: fregat\n    target: frigate\n",
        'source: Fregat\n    target: Frigate\n    note: a = b\n    variants: ["a, b"]\n',
    )
    assert run("edit", "fregat", "--target", "Frigate").stdout == f"Fregat is so already: {mine}, line 9\n"


def test_a_list_may_be_given_item_by_item(mine: Path) -> None:
    result = run(
        "edit", "fregat", "--set", "source=fregat", "--set", "source=korvet", "--set", "compounds=true", "--json"
    )
    shown = json.loads(result.stdout)
    assert (shown["source"], shown["compounds"]) == (["fregat", "korvet"], True)
    assert "  - source: [fregat, korvet]\n" in mine.read_text(encoding="utf-8")


def test_remove_takes_the_entry_out(mine: Path) -> None:
    assert run("remove", "fregat", "--yes").stdout == f"Removed fregat → frigate: {mine}, line 9\n"
    assert mine.read_text(encoding="utf-8") == MINE.partition("  - source: fregat")[0]


def test_show_prints_the_lines_of_the_file(mine: Path) -> None:
    assert run("show", "de wijk").stdout == f"{mine}, line 3:\n" + "".join(MINE.splitlines(keepends=True)[2:6])
    assert json.loads(run("show", "de wijk", "--json").stdout)["forbidden"] == ["The District"]


def test_search_prints_a_line_an_entry(mine: Path) -> None:
    assert run("search", "wijk").stdout == "3  De Wijk → De Wijk  (person)\n"
    assert run("search", "the", "dist").stdout == "3  De Wijk → De Wijk  (person)  forbidden: The District\n"
    close = run("search", "frigatte")
    assert (close.stdout, close.exit_code) == ("9  fregat → frigate  (other)\n", 0)
    assert close.stderr == "translate: nothing has frigatte; this is like it:\n"
    none = run("search", "xyzzy")
    assert (none.stdout, none.exit_code) == ("", 1)
    found = json.loads(run("search", "frigate", "--json").stdout)
    assert [(one["source"], one["found_in"], one["close"]) for one in found] == [(["fregat"], "target", False)]


# --- reports ---------------------------------------------------------------------------------------------------------


def test_check_without_a_library_says_so(mine: Path) -> None:
    result = run("check")
    library = mine.with_name("translations.db")
    assert (result.stdout, result.exit_code) == (
        f"0 errors, 0 warnings, 0 infos\nno library {library}: which terms are found in articles was not looked at\n",
        0,
    )
    assert not library.exists()


def test_check_looks_into_the_library(mine: Path) -> None:
    mine.write_text(USED)
    save_articles(mine.with_name("translations.db"))
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f'{mine}:2: warning: entry "Kyiv": missed 3 of 4 times (75%); list other English that is right under variants,'
        " and translate the articles again",
        f'{mine}:3: info: entry "fregat": found in no article; see whether its Dutch is spelt as in the articles',
        "0 errors, 1 warning, 1 info",
        f"library {mine.with_name('translations.db')}: 2 articles, 5 sentences",
    ]
    assert run("check", "--strict").exit_code == 1
    report = json.loads(run("check", "--json").stdout)
    assert (report["articles"], report["sentences"]) == (2, 5)
    assert [(one["kind"], one["entry"], one["line"]) for one in report["findings"]] == [
        ("missed often", "Kyiv", 2),
        ("never found", "fregat", 3),
    ]


def test_check_tells_terms_that_were_never_found_in_one_line(mine: Path) -> None:
    mine.write_text("".join(f"- {{source: woord{n}, target: word}}\n" for n in range(20)))
    save_articles(mine.with_name("other.db"))
    lines = run("check", "--library", str(mine.with_name("other.db"))).stdout.splitlines()
    assert lines[0].startswith(f"{mine}: info: 20 entries were found in no article: woord0, woord1, ")
    assert lines[0].endswith(" and 8 more (--json lists them)")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- {source: PAX, nte: x}\n", '1: error: entry "PAX": unknown key "nte"; did you mean note?'),
        ("- {source: Geran 2, target: a}\n- {source: Geran-2, target: b}\n", '2: error: entry "Geran-2": "Geran-2" is'),
        ("- source: 'x\n", "1: error: not YAML: "),
    ],
)
def test_check_exits_with_1_where_something_is_wrong(mine: Path, text: str, line: str) -> None:
    mine.write_text(text)
    result = run("check")
    assert result.exit_code == 1
    assert f"{mine}:{line}" in result.stdout
    report = json.loads(run("check", "--json").stdout)
    assert report["findings"][0]["severity"] == "error"


def test_stats_count_entries_and_their_use(mine: Path) -> None:
    assert run("stats").stdout.splitlines() == [
        f"{mine}: 2 entries",
        "  person 1, other 1",
        "  forbidden 1, exact case 1",
        f"no library {mine.with_name('translations.db')}: which terms are found in articles was not looked at",
    ]
    mine.write_text(USED)
    save_articles(mine.with_name("translations.db"))
    assert run("stats").stdout.splitlines()[3:] == [
        "2 of 3 entries were found:",
        "  entry  found  applied  repaired  missed",
        "  Kyiv       5        0         1       3",
        "  drone      3        1         0       1",
        f"library {mine.with_name('translations.db')}: 2 articles, 5 sentences",
    ]
    report = json.loads(run("stats", "--json").stdout)
    assert report["entries"] == 3
    assert report["usage"][0] == {"entry": "Kyiv", "matches": 5, "applied": 0, "repaired": 1, "missed": 3}


def test_every_command_has_help() -> None:
    for command in ("add", "edit", "remove", "show", "search", "check", "stats"):
        assert run(command, "--help").exit_code == 0
