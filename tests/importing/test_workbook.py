"""The workbook after somebody has worked on it: every change is found, and nothing else is touched."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from translate.importing.plan import Plan

from .conftest import Export, told

Change = tuple[str, str, str]
EDITED: list[Change] = [("edited", "2.2", "The bridge stands open.")]


def edit(sheet: Any) -> None:
    sheet["D4"] = "The bridge stands open."


def edit_across_lines(sheet: Any) -> None:
    sheet["D4"] = "The bridge\nstands open. "


def approve(sheet: Any) -> None:
    sheet["E4"], sheet["E5"] = "REVIEWED", "final"


def sort(sheet: Any) -> None:
    edit(sheet)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    rows.sort(key=lambda row: row[2], reverse=True)
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value


def sort_english_alone(sheet: Any) -> None:
    values = sorted((sheet.cell(row, 4).value or "" for row in range(2, 10)), reverse=True)
    for row, value in enumerate(values, 2):
        sheet.cell(row, 4).value = value


def sort_dutch_alone(sheet: Any) -> None:
    values = sorted(sheet.cell(row, 3).value for row in range(2, 10))
    for row, value in enumerate(values, 2):
        sheet.cell(row, 3).value = value


def delete(sheet: Any) -> None:
    sheet.delete_rows(4)


def insert_above(sheet: Any) -> None:
    edit(sheet)
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Reviewed by Ann"


def add(sheet: Any) -> None:
    sheet.append([None, None, "Een nieuwe zin.", "A new sentence."])


def move_columns(sheet: Any) -> None:
    edit(sheet)
    sheet.insert_cols(2, 1)
    for row in range(1, 10):
        sheet.cell(row, 2).value = sheet.cell(row, 5).value
    sheet.delete_cols(5)


def delete_columns(sheet: Any) -> None:
    edit(sheet)
    sheet.delete_cols(5, 4)


def rename_columns(sheet: Any) -> None:
    edit(sheet)
    sheet["C1"], sheet["D1"] = "Wat er stond", "Wat het wordt"


def forget_ids(sheet: Any) -> None:
    edit(sheet)
    for row in range(2, 10):
        sheet.cell(row, 1).value = None


def forget_one_of_two(sheet: Any) -> None:
    """Without its id the sentence of 2.1 and 4.1 can only be that which no other row is."""
    sheet["A3"], sheet["D3"] = None, "Putin talked to the press."


def ids_as_numbers(sheet: Any) -> None:
    edit(sheet)
    for row in range(2, 10):
        sheet.cell(row, 1).value = float(sheet.cell(row, 1).value)


def merge(sheet: Any) -> None:
    sheet["D4"] = "The bridge is open. The port first."
    sheet.merge_cells("D4:D5")


def formula(sheet: Any) -> None:
    sheet["D4"] = '=HYPERLINK("http://x.test","open")'


def date(sheet: Any) -> None:
    sheet["D4"] = datetime.date(2024, 3, 1)


def number(sheet: Any) -> None:
    sheet["D4"] = 2024


def comment(sheet: Any) -> None:
    sheet["H4"] = "Which bridge?"
    sheet["D5"].comment = Comment("Ann:\nBetter: harbour", "Ann")


def thread(sheet: Any) -> None:
    legacy = "[Threaded comment]\n\nYour version of Excel allows you to read this.\n\nComment:\n    Which bridge?"
    sheet["D4"].comment = Comment(legacy, "tc={5A}")


CASES: list[tuple[Callable[[Any], None], list[Change], str]] = [
    # what was done, what it changes, what is said besides
    (lambda sheet: None, [], ""),
    (edit, EDITED, ""),
    (edit_across_lines, EDITED, ""),
    (approve, [("approved", "2.2", "The bridge is open."), ("approved", "3.1", "The port first")], ""),
    (sort, EDITED, "not in the order of the article"),
    (delete, [("missing", "2.2", "")], ""),
    (insert_above, EDITED, ""),
    (add, [("refused", "", "A new sentence.")], ""),
    (move_columns, EDITED, ""),
    (delete_columns, EDITED, ""),
    (rename_columns, EDITED, "'Wat er stond' is taken for dutch"),
    (forget_ids, EDITED, ""),
    (forget_one_of_two, [("edited", "2.1", "Putin talked to the press.")], ""),
    (ids_as_numbers, EDITED, ""),
    (merge, [("refused", "2.2", "The bridge is open. The port first."), ("refused", "3.1", "")], ""),
    (formula, [("refused", "2.2", "")], ""),
    (date, [("refused", "2.2", "")], ""),
    (number, [("edited", "2.2", "2024")], ""),
    (comment, [("comment", "2.2", "The bridge is open."), ("comment", "3.1", "The port first")], ""),
    (thread, [("comment", "2.2", "The bridge is open.")], ""),
]


@pytest.mark.parametrize(("change", "expected", "said"), CASES, ids=[one.__name__ for one, *_ in CASES])
def test_what_a_person_changes_in_the_workbook_is_found_and_nothing_else(
    export: Export, plan: Callable[[Path], Plan], change: Callable[[Any], None], expected: list[Change], said: str
) -> None:
    path = export("xlsx")
    workbook = load_workbook(path)
    change(workbook["Sentences"])
    workbook.save(path)
    found = plan(path)
    assert told(found) == expected
    assert said in " ".join(found.problems)


@pytest.mark.parametrize("change", [sort_english_alone, sort_dutch_alone])
def test_a_column_that_was_sorted_alone_spoils_nothing(
    export: Export, plan: Callable[[Path], Plan], change: Callable[[Any], None]
) -> None:
    path = export("xlsx")
    workbook = load_workbook(path)
    change(workbook["Sentences"])
    workbook.save(path)
    found = plan(path)
    assert len(found.of("refused")) >= 4
    assert not found.of("edited")


def test_what_is_said_of_comments(export: Export, plan: Callable[[Path], Plan]) -> None:
    path = export("xlsx")
    workbook = load_workbook(path)
    comment(workbook["Sentences"])
    workbook.save(path)
    assert [one.note for one in plan(path).of("comment")] == ["Which bridge?", "Ann: Better: harbour"]


def test_another_workbook_with_the_right_headings_will_do(plan: Callable[[Path], Plan], tmp_path: Path) -> None:
    """A person may type a table: what has no id goes by its Dutch, what has no mark by whose the English is."""
    workbook = Workbook()
    for row in [("NL", "EN"), ("De brug is open.", "The bridge stands open."), ("Eerst de haven", "The port first")]:
        workbook.active.append(row)
    workbook.save(tmp_path / "own.xlsx")
    found = plan(tmp_path / "own.xlsx")
    assert [one for one in told(found) if one[0] != "missing"] == EDITED


def test_one_row_for_a_sentence_that_stands_twice_is_for_both(plan: Callable[[Path], Plan], tmp_path: Path) -> None:
    workbook = Workbook()
    for row in [("nl", "en"), ("Poetin sprak met de pers.", "Putin talked to the press.")]:
        workbook.active.append(row)
    workbook.save(tmp_path / "own.xlsx")
    assert [one.segment for one in plan(tmp_path / "own.xlsx").of("edited")] == ["2.1", "4.1"]


def test_three_rows_for_a_sentence_that_stands_twice_are_refused(plan: Callable[[Path], Plan], tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(("nl", "en"))
    for word in ("talked", "spoke", "chatted"):
        workbook.active.append(("Poetin sprak met de pers.", f"Putin {word} to the press."))
    workbook.save(tmp_path / "own.xlsx")
    found = plan(tmp_path / "own.xlsx")
    assert len(found.of("refused")) == 3 and not found.of("edited")
