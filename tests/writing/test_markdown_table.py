"""The Markdown table, read by a Markdown parser."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from translate.document import Article, Paragraph, Segment
from translate.writing import render

from .articles import articles, iran


def table_of(article: Article) -> list[list[str]]:
    text = render(article, "md-table")
    assert isinstance(text, str)
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    rows: list[list[str]] = []
    for index, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("td_open", "th_open"):
            rows[-1].append("".join(child.content for child in tokens[index + 1].children or []))
    return rows


def test_a_row_for_each_sentence() -> None:
    article = iran()
    header, *rows = table_of(article)
    assert header == ["No.", "Dutch", "English", "State", "To check"]
    segments = [segment for paragraph in article.paragraphs for segment in paragraph.segments]
    assert [row[0] for row in rows] == [segment.id for segment in segments]
    assert [row[1] for row in rows] == [segment.source for segment in segments]
    assert rows[-2][2] == f"[untranslated: {segments[-2].source}]"


def test_bars_and_line_breaks_do_not_end_a_cell() -> None:
    segment = Segment("1.1", "a | b\nc", "", "x\\| y **z**", "translated")
    (_, row) = table_of(Article((Paragraph("text", segment.source, segments=(segment,)),)))
    assert row[1:3] == ["a | b<br>c", "x\\| y **z**"]


@settings(max_examples=50, deadline=None)
@given(articles(st.characters() | st.sampled_from(list("<&'\u202e\0 \n|=\\"))))
def test_any_article_makes_a_table_of_five_columns(article: Article) -> None:
    rows = table_of(article)
    sentences = sum(len(paragraph.segments) or bool(paragraph.text) for paragraph in article.paragraphs)
    assert len(rows) == sentences + 1 and {len(row) for row in rows} == {5}
