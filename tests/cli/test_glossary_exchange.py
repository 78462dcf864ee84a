from __future__ import annotations

from pathlib import Path

import pytest
import typer

from translate.cli.glossary_exchange import register
from translate.glossary.exchange import read_terms
from translate.glossary.store import load_glossary

from .conftest import Run, files_in

OURS = """\
terms:
  - source: schip
    target: ship
  - source: De Wijk
    target: De Wijk
    kind: person
    forbidden: [The District]
"""


@pytest.fixture(autouse=True)
def commands(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command line with these two commands."""
    app, group = typer.Typer(pretty_exceptions_enable=False), typer.Typer()
    register(group)
    app.add_typer(group, name="glossary")
    monkeypatch.setattr("translate.cli.app", app)


@pytest.fixture
def ours(folder: Path) -> Path:
    path = folder / "glossary.yaml"
    path.write_text(OURS)
    return path


@pytest.fixture
def csv(folder: Path) -> Path:
    path = folder / "desk.csv"
    path.write_text(
        "nl,en,note,page\nfregat,frigate,a warship,3\nSchip,vessel,,4\nover,over,,5\nDe Wijk,De Wijk,HCSS,6\nzee,,,\n"
    )
    return path


SHOWN = """\
desk.csv: CSV, 4 terms
+ fregat → frigate
~ De Wijk (line 4): note: HCSS
! schip (line 2): target is "ship" here and "vessel" in the file; yours is kept
refused: line 4: entry "over": "over" is a Dutch stop word; write the whole term it belongs to
left out: column 4 (page) is passed over
left out: row 6: a row without English
"""
FIGURES = (
    "1 new, 1 changed, 0 the same, 1 conflict, 1 kept as yours (--prefer theirs or ask decides otherwise), 1 refused."
)


def test_a_dry_run_shows_all_and_changes_nothing(run: Run, ours: Path, csv: Path, folder: Path) -> None:
    result = run("glossary", "import", "desk.csv", "--dry-run")
    assert (result.status, result.err) == (0, "")
    assert result.out == SHOWN + f"Nothing is written: {FIGURES}\n"
    assert ours.read_text() == OURS
    assert files_in(folder) == {"glossary.yaml", "desk.csv"}


def test_an_import_adds_completes_and_keeps_what_is_ours(run: Run, ours: Path, csv: Path, folder: Path) -> None:
    result = run("glossary", "import", "desk.csv")
    assert result.out == SHOWN + f"Wrote {ours}: {FIGURES}\n"
    assert [(e.id, e.target, e.note) for e in load_glossary(ours)] == [
        ("schip", "ship", ""),
        ("De Wijk", "De Wijk", "HCSS"),
        ("fregat", "frigate", "a warship"),
    ]
    assert ours.read_text().startswith(OURS + "    note: HCSS\n\n  # Imported from desk.csv on 20")
    assert files_in(folder) == {"glossary.yaml", "desk.csv"}
    again = run("glossary", "import", "desk.csv")
    assert again.out.endswith(
        f"{ours} stays as it is: {FIGURES.replace('1 new, 1 changed, 0 the', '0 new, 0 changed, 2 the')}\n"
    )


@pytest.mark.parametrize(
    ("prefer", "answers", "target", "asked"),
    [("theirs", b"", "vessel", 0), ("ask", b"t\n", "vessel", 1), ("ask", b"what?\nOURS\n", "ship", 2)],
)
def test_a_conflict_is_decided_as_the_user_says(
    run: Run, ours: Path, csv: Path, prefer: str, answers: bytes, target: str, asked: int
) -> None:
    result = run("glossary", "import", "desk.csv", "--prefer", prefer, stdin=answers)
    assert result.status == 0
    question = 'schip (line 2): target is "ship" here and "vessel" in the file. Keep [o]urs or take [t]heirs? '
    assert result.err == question * asked
    assert load_glossary(ours).entries[0].target == target


def test_json_tells_a_program_everything(run: Run, ours: Path, csv: Path) -> None:
    told = run("glossary", "import", "desk.csv", "--json").json
    assert told["written"] is True and told["format"] == "CSV"
    assert [entry["sources"] for entry in told["added"]] == [["fregat"]]
    assert told["changed"] == [
        {"entry": "De Wijk", "line": 4, "fields": {"note": {"before": "", "after": "HCSS"}}},
    ]
    (conflict,) = told["conflicts"]
    assert (conflict["field"], conflict["ours"], conflict["theirs"], conflict["taken"]) == (
        "target",
        "ship",
        "vessel",
        "ours",
    )
    assert (len(told["refused"]), len(told["left_out"])) == (1, 2)


def test_a_long_list_is_cut_and_json_is_not(run: Run, ours: Path, folder: Path) -> None:
    (folder / "long.csv").write_text("nl,en\n" + "".join(f"woord{i},word{i}\n" for i in range(100)))
    shown = run("glossary", "import", "long.csv", "--dry-run").out
    assert shown.count("\n+ woord") == 40 and "+ … and 60 more" in shown
    assert len(run("glossary", "import", "long.csv", "--dry-run", "--json").json["added"]) == 100


def test_a_glossary_can_begin_with_an_import(run: Run, csv: Path, folder: Path) -> None:
    result = run("glossary", "import", "desk.csv", "--glossary", "new.yaml")
    assert result.status == 0
    assert [entry.id for entry in load_glossary(folder / "new.yaml")] == ["fregat", "Schip", "De Wijk"]


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.tbx", "tbx"),
        ("a.csv", "csv"),
        ("a.tsv", "tsv"),
        ("a.txt", "omegat"),
        ("a.xlsx", "xlsx"),
        ("a.bin", "tbx-dct"),
    ],
)
def test_an_export_says_what_it_wrote_and_what_is_lost(
    run: Run, ours: Path, folder: Path, name: str, format: str
) -> None:
    options = ["--to", format] if name == "a.bin" else []
    result = run("glossary", "export", name, *options)
    first, *lost = result.out.splitlines()
    assert (result.status, result.err) == (0, "")
    assert first == f"Wrote {name} ({format}) with 2 entries."
    whole = format in ("tbx", "tbx-dct", "xlsx")
    missing = ["The format has no place for:", "  De Wijk: case", "  De Wijk: kind", "  De Wijk: forbidden"]
    assert lost == ([] if whole else missing)
    columns = "nl,en" if format == "tsv" else ""
    assert [entry.id for entry in read_terms(folder / name, columns).entries] == ["schip", "De Wijk"]


def test_an_export_of_one_kind(run: Run, ours: Path, folder: Path) -> None:
    told = run("glossary", "export", "people.csv", "--only", "person", "--json").json
    assert told == {
        "file": "people.csv",
        "format": "csv",
        "entries": 1,
        "lost": ["De Wijk: case", "De Wijk: kind", "De Wijk: forbidden"],
    }
    assert (folder / "people.csv").read_text() == "De Wijk,De Wijk,NL,EN\n"


BAD = [
    (["import", "none.csv"], "none.csv: cannot be read: No such file or directory"),
    (["import", "pairs.csv"], "does not say which column is Dutch and which is English; say which column is which"),
    (["import", "pairs.csv", "--columns", "nl,fr"], "--columns: unknown column 'fr'"),
    (["import", "desk.csv", "--prefer", "mine"], "--prefer: no side 'mine'; choose ours, theirs or ask"),
    (["import", "desk.csv", "--prefer", "ask"], "--prefer ask: no answer; choose --prefer ours or --prefer theirs"),
    (["import", "desk.csv", "--glossary", "broken.yaml"], "broken.yaml:1: "),
    (["import", "binary"], "binary data, not text"),
    (["import", "bomb.tbx"], "bomb.tbx: it declares entities"),
    (["export", "terms"], "terms: its name does not say which format; choose one with --to: tbx, tbx-dct, csv"),
    (["export", "a.csv", "--to", "pdf"], "--to: no format 'pdf'"),
    (["export", "a.csv", "--only", "boats"], "--only: no kind 'boats'"),
    (["export", "a.csv", "--only", "weapon"], "a.csv: no entries to write"),
    (["export", "glossary.yaml", "--to", "csv"], "glossary.yaml: this is the glossary itself"),
    (["export", "none/a.csv"], "none/a.csv: cannot be written"),
]


@pytest.mark.parametrize(("arguments", "said"), BAD, ids=[" ".join(arguments) for arguments, _ in BAD])
def test_bad_input_is_one_line_and_nothing_is_written(
    run: Run, ours: Path, csv: Path, folder: Path, arguments: list[str], said: str
) -> None:
    (folder / "pairs.csv").write_text("schip,ship\n")
    (folder / "broken.yaml").write_text("- source: x\n")
    (folder / "binary").write_bytes(bytes(range(256)) * 4)
    (folder / "bomb.tbx").write_text('<!DOCTYPE tbx [<!ENTITY a "b">]><tbx>&a;</tbx>')
    before = {name: (folder / name).read_bytes() for name in files_in(folder)}
    result = run("glossary", *arguments)
    assert result.status == 2
    last = result.err.splitlines()[-1]
    assert last.startswith("translate: ") and said in last
    assert {name: (folder / name).read_bytes() for name in files_in(folder)} == before


def test_without_a_glossary_anywhere_there_is_one_line(run: Run, csv: Path) -> None:
    for arguments in (["import", "desk.csv"], ["export", "a.csv"]):
        result = run("glossary", *arguments)
        assert result.status == 2
        assert result.err.startswith(
            "translate: no glossary.yaml here or above; make one with: translate glossary init"
        )
        assert result.err.count("\n") == 1


def test_a_strangers_file_cannot_steer_the_terminal(run: Run, ours: Path, folder: Path) -> None:
    (folder / "odd.tbx").write_text(
        "<tbx><text><body><conceptEntry id='a\u009b2J'><descrip type='subjectField'>\u009b31m</descrip>"
        "<langSec xml:lang='nl'><termSec><term>sch\u009bip</term></termSec></langSec>"
        "<langSec xml:lang='en'><termSec><term>b\u009boat</term></termSec></langSec>"
        "</conceptEntry></body></text></tbx>",
        encoding="utf-8",
    )
    result = run("glossary", "import", "odd.tbx")
    assert "\u009b" not in result.out + result.err
    assert "invisible character (U+009B)" in result.out
