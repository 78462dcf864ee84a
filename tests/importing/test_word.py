"""The Word table after somebody has worked on it: every change is found, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from translate.importing import read_incoming
from translate.importing.plan import Plan
from translate.library import Library

from .conftest import Export, told

Change = tuple[str, str, str]
DUTCH, ENGLISH, STATE = 1, 2, 3


def write(cell: Any, text: str) -> None:
    """Type over a cell as one does in Word: the text of its first run, the others gone."""
    first, *rest = cell.paragraphs[0].runs or [cell.paragraphs[0].add_run()]
    first.text = text
    for run in rest:
        run._r.getparent().remove(run._r)


def insert(run_text: str) -> Any:
    return parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="A"><w:r><w:t>{run_text}</w:t></w:r></w:ins>')


def track(cell: Any, old: str, new: str) -> None:
    """Replace the text of a cell with tracked changes: the old deleted, the new inserted."""
    paragraph = cell.paragraphs[0]
    for run in list(paragraph.runs):
        paragraph._p.remove(run._r)
    deleted = f'<w:del {nsdecls("w")} w:id="2" w:author="A"><w:r><w:delText>{old}</w:delText></w:r></w:del>'
    paragraph._p.extend([parse_xml(deleted), insert(new)])


def merge_down(row: Any, below: Any, place: int) -> None:
    row.cells[place].merge(below.cells[place])


def edit(rows: list[Any]) -> None:
    write(rows[3].cells[ENGLISH], "The bridge stands open.")


def edit_across_lines(rows: list[Any]) -> None:
    write(rows[3].cells[ENGLISH], "The bridge")
    rows[3].cells[ENGLISH].add_paragraph("stands open.")


def approve(rows: list[Any]) -> None:
    rows[3].cells[STATE].text = "Reviewed"
    rows[4].cells[STATE].text = "final"


def misname_state(rows: list[Any]) -> None:
    rows[3].cells[STATE].text = "top!"


def delete(rows: list[Any]) -> None:
    rows[3]._tr.getparent().remove(rows[3]._tr)


def delete_tracked(rows: list[Any]) -> None:
    rows[3]._tr.get_or_add_trPr().append(OxmlElement("w:del"))


def add(rows: list[Any]) -> None:
    new = rows[0].table.add_row()
    write(new.cells[DUTCH], "Een nieuwe zin.")
    write(new.cells[ENGLISH], "A new sentence.")


def add_blank(rows: list[Any]) -> None:
    rows[0].table.add_row()


def reorder(rows: list[Any]) -> None:
    rows[1]._tr.addprevious(rows[8]._tr)
    edit(rows)


def copy_and_edit(rows: list[Any]) -> None:
    rows[3]._tr.addnext(deepcopy(rows[3]._tr))
    edit(rows)


def copy(rows: list[Any]) -> None:
    rows[3]._tr.addnext(deepcopy(rows[3]._tr))


def change_dutch(rows: list[Any]) -> None:
    write(rows[3].cells[DUTCH], "De brug is dicht.")
    write(rows[3].cells[ENGLISH], "The bridge is closed.")


def autocorrect_dutch(rows: list[Any]) -> None:
    write(rows[7].cells[DUTCH], '"Wij  blijven", zei hij.'.replace('"', "'"))
    write(rows[7].cells[ENGLISH], "“We are staying,” he said.")


def change_id(rows: list[Any]) -> None:
    write(rows[3].cells[0], "99.9")
    edit(rows)


def empty(rows: list[Any]) -> None:
    write(rows[3].cells[ENGLISH], "")


def translate_missing(rows: list[Any]) -> None:
    write(rows[8].cells[ENGLISH], "Full stop.")


def merge_english(rows: list[Any]) -> None:
    merge_down(rows[2], rows[3], ENGLISH)


def merge_languages(rows: list[Any]) -> None:
    rows[3].cells[DUTCH].merge(rows[3].cells[ENGLISH])


def split(rows: list[Any]) -> None:
    """Split the English in two cells as Word does: a new row in which the other cells go on."""
    new = deepcopy(rows[3]._tr)
    rows[3]._tr.addnext(new)
    for tr, kind in ((rows[3]._tr, "restart"), (new, "continue")):
        for place, tc in enumerate(tr.tc_lst):
            if place != ENGLISH:
                merged = OxmlElement("w:vMerge")
                merged.set(qn("w:val"), kind)
                tc.get_or_add_tcPr().append(merged)
    edit(rows)
    table = rows[0].table
    second = [t for tc in table._tbl.tr_lst[4].tc_lst[ENGLISH] for t in tc.iter(qn("w:t"))]
    second[0].text = "It is a good one."


def move_columns(rows: list[Any]) -> None:
    for row in rows:
        row._tr.append(row._tr.tc_lst[DUTCH])
    table = rows[0].table
    table._tbl.tr_lst[3].tc_lst[1].findall(f".//{qn('w:t')}")[0].text = "The bridge stands open."


def rename_columns(rows: list[Any]) -> None:
    for place, name in enumerate(("Zin", "Origineel", "Onze versie", "Fase", "Let op")):
        write(rows[0].cells[place], name)
    edit(rows)


def track_edit(rows: list[Any]) -> None:
    track(rows[3].cells[ENGLISH], "The bridge is open.", "The bridge stands open.")


def link_and_bold(rows: list[Any]) -> None:
    """What formats and wraps the text is looked through."""
    run = rows[3].cells[ENGLISH].paragraphs[0].runs[0]
    run.bold = True
    wrapper = OxmlElement("w:hyperlink")
    run._r.addprevious(wrapper)
    wrapper.append(run._r)


def shift_english(rows: list[Any]) -> None:
    """Move the English of all rows one row down, as one does who cuts and pastes a column."""
    texts = [row.cells[ENGLISH].text for row in rows[1:]]
    for row, text in zip(rows[2:], texts, strict=False):
        write(row.cells[ENGLISH], text)


EDITED: list[Change] = [("edited", "2.2", "The bridge stands open.")]
CASES: list[tuple[Callable[[list[Any]], None], list[Change], str]] = [
    # what was done, what it changes, what is said besides
    (lambda rows: None, [], ""),
    (edit, EDITED, ""),
    (edit_across_lines, EDITED, ""),
    (approve, [("approved", "2.2", "The bridge is open."), ("approved", "3.1", "The port first")], ""),
    (misname_state, [], "no state is called 'top!'"),
    (delete, [("missing", "2.2", "")], ""),
    (delete_tracked, [("missing", "2.2", "")], "deleted in a tracked change"),
    (add, [("refused", "", "A new sentence.")], ""),
    (add_blank, [], ""),
    (reorder, EDITED, "not in the order of the article"),
    (copy, [], ""),
    (copy_and_edit, [("refused", "2.2", "The bridge stands open."), ("refused", "2.2", "The bridge is open.")], ""),
    (change_dutch, [("refused", "2.2", "The bridge is closed.")], ""),
    (autocorrect_dutch, [("edited", "5.1", "“We are staying,” he said.")], ""),
    (change_id, EDITED, ""),
    (empty, [("refused", "2.2", "")], ""),
    (translate_missing, [("edited", "5.2", "Full stop.")], ""),
    (
        merge_english,
        [("refused", "2.1", "Putin spoke to the press.\nThe bridge is open."), ("refused", "2.2", "")],
        "",
    ),
    (merge_languages, [("refused", "2.2", "De brug is open.\nThe bridge is open.")], ""),
    (split, [("edited", "2.2", "The bridge stands open. It is a good one.")], ""),
    (move_columns, EDITED, ""),
    (rename_columns, EDITED, "'Onze versie' is taken for english"),
    (track_edit, EDITED, ""),
    (link_and_bold, [], ""),
]


@pytest.mark.parametrize(("change", "expected", "said"), CASES, ids=[one.__name__ for one, *_ in CASES])
def test_what_a_person_changes_in_the_table_is_found_and_nothing_else(
    export: Export,
    plan: Callable[[Path], Plan],
    change: Callable[[list[Any]], None],
    expected: list[Change],
    said: str,
) -> None:
    path = export("docx")
    document = Document(str(path))
    change(list(document.tables[0].rows))
    document.save(str(path))
    found = plan(path)
    assert told(found) == expected
    assert said in " ".join(found.problems)
    assert bool(said) == bool(found.problems)


def test_a_column_that_was_moved_alone_is_noticed(export: Export, plan: Callable[[Path], Plan]) -> None:
    path = export("docx")
    document = Document(str(path))
    shift_english(list(document.tables[0].rows))
    document.save(str(path))
    found = plan(path)
    assert not found.of("edited")
    assert {change.why for change in found.of("refused")} == {
        "this is the English of another sentence: the column seems to have been sorted or moved alone"
    }


def test_comments_are_taken_to_the_row_they_stand_in(export: Export, plan: Callable[[Path], Plan]) -> None:
    path = export("docx")
    document = Document(str(path))
    rows = document.tables[0].rows
    document.add_comment(rows[3].cells[ENGLISH].paragraphs[0].runs, text="Is it?", author="Ann", initials="A")
    document.add_comment(rows[4].cells[DUTCH].paragraphs[0].runs, text="Welke haven?", author="", initials="")
    document.save(str(path))
    found = plan(path)
    assert [(change.segment, change.note) for change in found.of("comment")] == [
        ("2.2", "Ann: Is it?"),
        ("3.1", "Welke haven?"),
    ]


def test_the_table_alone_copied_into_a_new_document_still_finds_its_article(
    export: Export, plan: Callable[[Path], Plan], tmp_path: Path
) -> None:
    document = Document(str(export("docx")))
    table = document.tables[0]
    edit(list(table.rows))
    new = Document()
    new.element.body.insert(0, table._tbl)
    new.save(str(tmp_path / "copied.docx"))
    found = plan(tmp_path / "copied.docx")
    assert told(found) == EDITED
    assert "by its sentences it is Een bericht over Oekraïne (1)" in found.problems[0]


def test_what_the_file_carries(export: Export, library: Library) -> None:
    incoming = read_incoming(export("docx"))
    assert (incoming.article, incoming.format) == ("ab" * 32, "Word table")
    assert [row.segment for row in incoming.rows] == [one.segment.id for one in library.segments(1)]
    assert [(row.source, row.target) for row in incoming.rows] == [
        (one.segment.source, one.segment.target) for one in library.segments(1)
    ]
