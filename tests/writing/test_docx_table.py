"""The side-by-side Word file as Word is to show it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from translate.document import Article, Inline, Paragraph, Segment, Span
from translate.identity import target_mark
from translate.writing import render

from .articles import articles, iran


def document_of(article: Article) -> Document:
    content = render(article, "docx")
    assert isinstance(content, bytes)
    return Document(io.BytesIO(content))


def test_a_row_for_each_sentence_with_its_number_and_mark() -> None:
    article = iran()
    table = document_of(article).tables[0]
    segments = [segment for paragraph in article.paragraphs for segment in paragraph.segments]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["No.", "Dutch", "English", "State", "To check"]
    assert [row[1:3] for row in rows[1:]] == [[segment.source, segment.target] for segment in segments]
    assert [row[0] for row in rows[1:]] == [f"{segment.id}\n{target_mark(segment.target)}" for segment in segments]


def test_word_spell_checks_each_side_in_its_language_and_repeats_the_headings_on_each_page() -> None:
    document = document_of(iran())
    table = document.tables[0]

    def languages(place: int) -> set[str]:
        styles = [cell.paragraphs[0].style for cell in table.columns[place].cells[1:]]
        return {style.element.rPr.find(qn("w:lang")).get(qn("w:val")) for style in styles}

    assert (languages(1), languages(2)) == ({"nl-NL"}, {"en-GB"})
    first, *others = table.rows
    assert first._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in others)


def test_the_page_lies_on_its_side_and_the_columns_fill_it() -> None:
    document = document_of(iran())
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    widths = [cell.width for cell in document.tables[0].rows[0].cells]
    assert sum(widths) == section.page_width - section.left_margin - section.right_margin


def test_what_is_to_be_checked_can_be_read_without_colours() -> None:
    document = document_of(iran())
    notes = [cell for cell in document.tables[0].columns[4].cells if cell.text.startswith("!")]
    assert len(notes) >= 3
    assert all(cell.paragraphs[0].runs[0].bold for cell in notes)
    known = document.paragraphs[2].text
    assert "Model nl-en-compact@3f2a91c0d1e2" in known and "18 applied" in known and "juni 2025" in known


def test_terms_are_underlined_and_missed_ones_twice() -> None:
    table = document_of(iran()).tables[0]
    lines = {
        run.text: run._r.rPr.find(qn("w:u")).get(qn("w:val"))
        for row in table.rows
        for run in row.cells[1].paragraphs[0].runs
        if run.underline
    }
    assert lines["gelegenheidspartnerschap"] == "double"
    assert lines["Geran 2"] == "dotted"


def test_mark_up_stands_on_both_sides() -> None:
    segment = Segment("1.1", "Een groot schip.", "", "A big ship.", "translated", alignment=((Span(4, 9), Span(2, 5)),))
    paragraph = Paragraph("text", segment.source, segments=(segment,), inlines=(Inline("b", "bold", Span(4, 9)),))
    cells = document_of(Article((paragraph,))).tables[0].rows[1].cells
    bold = [[run.text for run in cells[place].paragraphs[0].runs if run.bold] for place in (1, 2)]
    assert bold == [["groot"], ["big"]]


def test_a_sentence_without_english_has_an_empty_cell_and_a_warning() -> None:
    row = document_of(Article((Paragraph("text", "Ja.", segments=(Segment("1.1", "Ja."),)),))).tables[0].rows[1]
    assert row.cells[2].text == ""
    assert row.cells[4].text.startswith("! Not translated")


@settings(max_examples=25, deadline=None)
@given(articles(st.characters(codec="utf-8") | st.sampled_from(list("<&'\u202e\0 \n|=\\"))))
def test_any_article_makes_well_formed_parts(article: Article) -> None:
    content = render(replace(article, title="a\x00\ud800<&"), "docx")
    assert isinstance(content, bytes)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
