from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from translate.errors import GlossaryError, WritingError
from translate.glossary.exchange import Imported, read_terms, write_terms
from translate.glossary.exchange import xlsx as module
from translate.glossary.model import Entry, Glossary


def workbook(*rows: list[Any], title: str = "terms") -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(tmp_path: Path, data: bytes, columns: str = "") -> Imported:
    path = tmp_path / "terms.xlsx"
    path.write_bytes(data)
    return read_terms(path, columns)


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook with one part changed, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, change(old.read(name) if name in old.namelist() else b""))
    return out.getvalue()


# --- read ------------------------------------------------------------------------------------------------------------


def test_a_sheet_of_pairs_with_the_english_first(tmp_path: Path) -> None:
    imported = read(tmp_path, workbook(["English", "Dutch", "Page"], ["ship", "schip", 3], [None], [112, "112", None]))
    assert imported.entries == (Entry(("schip",), "ship"), Entry(("112",), "112"))
    assert imported.left_out == ("column 3 (Page) is passed over",)
    assert imported.terms[0].entry.line == 2


def test_the_first_sheet_that_names_the_languages_is_read(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "About"
    book.active.append(["Terms of the defence desk"])
    terms = book.create_sheet("Terms")
    terms.append(["nl", "en", "variants", "Note", "translate"])
    terms.append(["schip\nvaartuig", "ship", "vessel\ncraft", "line 1\nline 2", True])
    terms.append(["Zwijnenburg", None, None, None, False])
    book.create_sheet("More").append(["nl", "en"])
    imported = read(tmp_path, saved(book))
    assert imported.entries == (
        Entry(("schip", "vaartuig"), "ship", variants=("vessel", "craft"), note="line 1\nline 2"),
        Entry(("Zwijnenburg",), "Zwijnenburg", translate=False),
    )
    assert imported.left_out == ("the sheet 'About' is passed over", "the sheet 'More' is passed over")


def test_a_sheet_without_names_needs_to_be_told(tmp_path: Path) -> None:
    data = workbook(["schip", "ship"], ["boot", "boat"])
    with pytest.raises(GlossaryError, match=r"no sheet says which column is Dutch .*--columns nl,en"):
        read(tmp_path, data)
    assert [entry.id for entry in read(tmp_path, data, "nl,en").entries] == ["schip", "boot"]
    assert [entry.id for entry in read(tmp_path, data, "en,nl").entries] == ["ship", "boat"]


def test_characters_that_excel_writes_as_codes(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, workbook(["nl", "en", "note"], ["schip", "ship_x005F_x0041_", "a_x000D_\nb"])).entries
    assert (entry.target, entry.note) == ("ship_x0041_", "a\nb")


CELLS = [
    ("=1+1", "a formula", "C2"),
    ('=HYPERLINK("http://x.test","ship")', "a formula", "C2"),
    (date(2024, 3, 4), "a date", "C2"),
    ("#N/A", "an error", "C2"),
]


@pytest.mark.parametrize(("value", "what", "cell"), CELLS)
def test_cells_that_are_no_text_are_refused_with_their_address(
    tmp_path: Path, value: object, what: str, cell: str
) -> None:
    data = workbook(["nl", "en", "note"], ["schip", "ship", value], title="my terms")
    with pytest.raises(GlossaryError, match=f"sheet 'my terms', cell {cell}: {what}, where a text is expected"):
        read(tmp_path, data)


def test_an_array_formula_is_a_formula(tmp_path: Path) -> None:
    data = workbook(["nl", "en"], ["schip", "ship"])
    cell = b'<c r="B2"><f t="array" ref="B2">SUM(A1:A2)</f><v>3</v></c>'
    sheet = "xl/worksheets/sheet1.xml"
    with pytest.raises(GlossaryError, match="cell B2: a formula"):
        read(
            tmp_path,
            with_part(
                data, sheet, lambda xml: xml[: xml.index(b'<c r="B2"')] + cell + b"</row></sheetData></worksheet>"
            ),
        )


GOOD = workbook(["nl", "en"], ["schip", "ship"])
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
DAMAGED = [
    ("macros", with_part(GOOD, "xl/vbaProject.bin", lambda _: b"\0"), "a workbook with macros"),
    (
        "an entity bomb",
        with_part(GOOD, "xl/worksheets/sheet1.xml", lambda xml: BOMB + xml),
        "document type declaration",
    ),
    ("another encoding", with_part(GOOD, "xl/workbook.xml", lambda xml: xml.decode().encode("utf-16")), "encoding"),
    ("no workbook", with_part(b"PK\5\6" + bytes(18), "word/document.xml", lambda _: b"<x/>"), "no Excel workbook"),
    ("cut short", GOOD[:900], "a damaged workbook"),
    ("a broken part", with_part(GOOD, "xl/worksheets/sheet1.xml", lambda xml: xml[:-60]), "a damaged workbook"),
    ("a part that is no XML", with_part(GOOD, "xl/styles.xml", lambda _: b"hello"), "a damaged workbook"),
    ("no rows", workbook(["nl", "en"]), "no terms in it"),
    ("no sheet with names", workbook(["schip", "Schiff"]), "no sheet says which column"),
]


@pytest.mark.parametrize(("data", "said"), [case[1:] for case in DAMAGED], ids=[case[0] for case in DAMAGED])
def test_what_is_no_plain_workbook_is_refused_in_one_line(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        read(tmp_path, data)
    line = str(caught.value)
    assert said in line and line.startswith(str(tmp_path)) and "; " in line and "\n" not in line


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MAX_UNPACKED", 1_000_000)
    data = with_part(GOOD, "xl/media/image1.xml", lambda _: b" " * 1_000_001)
    assert len(data) < 20_000
    with pytest.raises(GlossaryError, match="unpacks to far too much"):
        read(tmp_path, data)


def test_a_sheet_may_say_that_it_is_as_large_as_can_be(tmp_path: Path) -> None:
    far = b'<row r="7000"><c r="XFD7000" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    data = with_part(GOOD, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", far))
    assert len(read(tmp_path, data).terms) == 1


# --- written ---------------------------------------------------------------------------------------------------------

ODD = Entry(
    ("=SOM(A1)", "+31", "@huis"),
    "-x",
    note="=cmd|' /C calc'!A0",
    variants=("=1", "2024"),
    forbidden=("TRUE",),
    compounds=True,
)


def test_a_row_for_each_entry_under_a_frozen_header(tmp_path: Path) -> None:
    path = tmp_path / "terms.xlsx"
    write_terms(Glossary((ODD, Entry(("schip",), "ship", kind="weapon", case="exact"))), path, "xlsx")
    sheet = load_workbook(path).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert sheet.freeze_panes == "A2"
    assert rows[0][:4] == ["source (nl)", "target (en)", "forms", "kind"]
    assert rows[2] == ["schip", "ship", None, "weapon", "exact", None, None, None, None, None, None]
    assert rows[1][0] == "=SOM(A1)\n+31\n@huis"


def test_no_text_becomes_a_formula_or_a_number(tmp_path: Path) -> None:
    path = tmp_path / "terms.xlsx"
    write_terms(Glossary((ODD,)), path, "xlsx")
    sheet = load_workbook(path).active
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert [cell.coordinate for cell in cells if cell.quotePrefix] == ["A2", "B2", "F2", "G2"]
    with zipfile.ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("note", "said"), [("x" * 32768, "longer than the 32,767 characters"), ("a\x07b", "has a control character")]
)
def test_what_a_cell_cannot_hold_is_refused_and_nothing_written(tmp_path: Path, note: str, said: str) -> None:
    path = tmp_path / "terms.xlsx"
    path.write_text("as it was")
    with pytest.raises(WritingError, match=f"note of 'schip' (is|has).*{said.split(' ', 1)[1]}"):
        write_terms(Glossary((Entry(("schip",), "ship", note=note),)), path, "xlsx")
    assert [file.name for file in tmp_path.iterdir()] == ["terms.xlsx"]
    assert path.read_text() == "as it was"
