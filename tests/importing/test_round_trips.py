"""Any article out, any edits by anybody, and back: every edit is found, and nothing else is touched."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from translate.document import Article, Paragraph, Segment, State
from translate.importing.docx_table import read_docx_table
from translate.importing.plan import make_plan
from translate.importing.texts import same_text
from translate.importing.xlsx import read_xlsx_rows
from translate.library import StoredSegment
from translate.rewriting import clean
from translate.writing.docx_table import render_docx
from translate.writing.xlsx import render_xlsx

Act = Literal["leave", "edit", "approve", "delete"]

texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs",)) | st.sampled_from(list("=+-@'\"<&>\t\n\x00\x0b ")),
    min_size=1,
    max_size=30,
) | st.sampled_from(['=HYPERLINK("http://x.test","a")', "+31 20", "-tal", "@home", "_x000D_", "2024", "1.10", "TRUE"])
english = texts.filter(lambda text: clean(text, ""))


@dataclass(frozen=True)
class Case:
    """An article, and what a person does with each of its sentences, by id."""

    article: Article
    acts: Mapping[str, tuple[Act, str]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    paragraphs, acts = [], {}
    for number in range(1, draw(st.integers(1, 4)) + 1):
        segments = []
        for place in range(1, draw(st.integers(1, 3)) + 1):
            name, target = f"{number}.{place}", draw(english | st.just(""))
            state: State = "translated" if target else "initial"
            segments.append(Segment(name, f"{draw(texts)} {name} z", " ", target, state))
            new = draw(english.filter(lambda text, old=target: not same_text(clean(text, ""), old)))  # type: ignore[misc]
            act: Act = draw(st.sampled_from(["leave", "leave", "edit", "approve", "delete"]))
            acts[name] = (act, new)
        kind = draw(st.sampled_from(["text", "heading", "list item", "quote"]))
        paragraphs.append(Paragraph(kind, "".join(s.source + s.gap for s in segments), segments=tuple(segments)))
    return Case(Article(tuple(paragraphs), sha256="ab" * 32), acts)


def stored(article: Article) -> list[StoredSegment]:
    return [
        StoredSegment(1, index, segment, 1, None)
        for index, paragraph in enumerate(article.paragraphs)
        for segment in paragraph.segments
    ]


def in_word(data: bytes, acts: Mapping[str, tuple[Act, str]], order: Sequence[int]) -> bytes:
    document = Document(io.BytesIO(data))
    table = document.tables[0]
    rows = list(table.rows)[1:]
    for row in rows:
        act, text = acts[row.cells[0].text.split()[0]]
        if act == "edit":
            row.cells[2].paragraphs[0].text = as_typed(text)
        elif act == "approve":
            row.cells[3].text = "reviewed"
    for place in order:
        table._tbl.append(rows[place]._tr)
    for row in rows:
        if acts[row.cells[0].text.split()[0]][0] == "delete":
            table._tbl.remove(row._tr)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def in_spreadsheet(data: bytes, acts: Mapping[str, tuple[Act, str]], order: Sequence[int]) -> bytes:
    workbook = load_workbook(io.BytesIO(data))
    sheet = workbook["Sentences"]
    rows: list[list[Any]] = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    sheet.delete_rows(2, len(rows))
    for place in order:
        cells = rows[place]
        act, text = acts[cells[0]]
        if act == "edit":
            cells[3] = as_typed(text)
        elif act == "approve":
            cells[4] = "reviewed"
        if act != "delete":
            for column, value in enumerate(cells, 1):
                cell = sheet.cell(sheet.max_row + (column == 1), column, value)
                cell.data_type = "s" if value else "n"
    made = io.BytesIO()
    workbook.save(made)
    return made.getvalue()


def is_anothers(text: str, segments: Sequence[StoredSegment]) -> bool:
    return any(same_text(as_typed(text), one.segment.target) for one in segments)


def as_typed(text: str) -> str:
    """Return what of a text a person can type into a document, and the libraries used here write as it is."""
    kept = "".join(c for c in text if c.isprintable() or c in "\t\n")
    return kept.replace("_x", "x") if kept.strip() else "x"


@pytest.mark.parametrize(
    ("render", "edit", "read"),
    [(render_docx, in_word, read_docx_table), (render_xlsx, in_spreadsheet, read_xlsx_rows)],
    ids=["docx", "xlsx"],
)
@settings(max_examples=20, deadline=None)
@given(case=cases(), data=st.data())
def test_every_edit_is_found_and_nothing_else(
    case: Case, data: st.DataObject, render: Any, edit: Any, read: Any
) -> None:
    segments = stored(case.article)
    order = data.draw(st.permutations(range(len(segments))))
    acts = {
        name: ("leave", "") if act == "edit" and same_text(as_typed(text), old.segment.target) else (act, text)
        for old, (name, (act, text)) in zip(segments, case.acts.items(), strict=True)
    }
    # Three rows with each other's English are taken for a column that was moved alone: not what is tried here.
    moved = [name for name, (act, text) in acts.items() if act == "edit" and is_anothers(text, segments)]
    acts |= {name: ("edit", f"{acts[name][1]} {name}") for name in moved}
    edited = edit(render(case.article), acts, order)
    plan = make_plan(1, segments, replace(read.read(edited, "a"), path="a"))
    expected = {"leave": "unchanged", "edit": "edited", "approve": "approved", "delete": "missing"}
    assert {one.segment: one.kind for one in plan.changes} == {name: expected[act] for name, (act, _) in acts.items()}
    for change in plan.changes:
        act, text = acts[change.segment]
        assert (
            change.theirs == (clean(as_typed(text), change.source) if act == "edit" else change.ours) or act == "delete"
        )
