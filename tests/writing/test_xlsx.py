"""The workbook as a spreadsheet program is to show it."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from translate.document import Article, Paragraph, Segment
from translate.errors import WritingError
from translate.identity import target_mark
from translate.writing import render

from .articles import articles, iran


def workbook_of(article: Article) -> Any:
    content = render(article, "xlsx")
    assert isinstance(content, bytes)
    return load_workbook(io.BytesIO(content))


def article_of(dutch: str, english: str) -> Article:
    return Article((Paragraph("text", dutch, segments=(Segment("1.10", dutch, "", english, "translated"),)),))


def test_a_row_for_each_sentence() -> None:
    article = iran()
    sheet = workbook_of(article)["Sentences"]
    header, *rows = sheet.iter_rows(values_only=True)
    assert header == ("Id", "Kind", "Dutch", "English", "State", "To check", "Terms", "Comment", "Mark")
    expected = [
        (segment.id, paragraph.kind, segment.source, segment.target or None, segment.state, target_mark(segment.target))
        for paragraph in article.paragraphs
        for segment in paragraph.segments
    ]
    assert [(*row[:5], row[8]) for row in rows] == expected
    assert rows[-1][7] == "Ask the desk whether we write Professor with a capital."
    assert "gelegenheidspartnerschap → partnership of convenience (missed)" in rows[10][6]


def test_it_is_ready_to_be_worked_in() -> None:
    workbook = workbook_of(iran())
    sheet = workbook["Sentences"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:I{sheet.max_row}"
    (states,) = sheet.data_validations.dataValidation
    assert states.formula1 == '"initial,translated,reviewed,final"'
    assert sheet.column_dimensions["I"].hidden
    assert all(sheet.cell(row, 4).alignment.wrap_text for row in range(2, sheet.max_row + 1))
    assert sheet.print_title_rows == "$1:$1"
    about = dict(workbook["About"].iter_rows(values_only=True))
    assert about["Model"] == "nl-en-compact@3f2a91c0d1e2"
    assert about["Article"] == iran().sha256


def test_rows_are_as_high_as_their_text_and_are_fitted_again_when_edited() -> None:
    content = render(article_of("Ja. " * 200, "Yes. " * 200), "xlsx")
    assert isinstance(content, bytes)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    row = sheet.find(".//{*}row[@r='2']")
    assert float(row.get("ht")) > 200 and row.get("customHeight") is None


LIVE = ['=HYPERLINK("http://x.test","klik")', "=1+1", "+31 20 123", "-tal", "@SUM(A1)", "\t=1+1", "'=1"]


@pytest.mark.parametrize("text", [*LIVE, "2024", "1.10", "TRUE", "1 maart 2024", "_x000D_", "_x0041_"])
def test_no_sentence_comes_to_life(text: str) -> None:
    sheet = workbook_of(article_of(text, text))["Sentences"]
    for cell in (sheet["C2"], sheet["D2"]):
        assert (cell.data_type, cell.number_format) == ("s", "@")
        assert cell.quotePrefix == text.startswith(("=", "+", "-", "@", "\t"))
    assert sheet["A2"].value == "1.10"


def test_a_sentence_that_fits_no_cell_is_refused_rather_than_cut() -> None:
    with pytest.raises(WritingError, match="longer than the 32,767 characters"):
        render(article_of("Ja. " * 10_000, "Yes."), "xlsx")


@settings(max_examples=25, deadline=None)
@given(articles(st.characters(codec="utf-8") | st.sampled_from(list("<&'\u202e\0 \n|=\\"))))
def test_any_article_makes_a_workbook_without_a_formula(article: Article) -> None:
    for sheet in workbook_of(article):
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
        assert not [
            cell for row in sheet.iter_rows() for cell in row if cell.data_type == "n" and cell.value is not None
        ]
