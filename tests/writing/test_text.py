from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.document import Article, Inline, Paragraph, Span
from translate.writing import render

from .articles import articles, iran, paragraph, segment, with_notes


def test_plain_text_keeps_headings_lists_and_paragraphs_apart() -> None:
    text = render(iran(), "txt")
    assert text.startswith("Iran and Russia: allies with drones\n\nIn the military field, Iran is")
    assert "\n\nLess dependent\n\nAccording to De Wijk" in text
    assert "\n\n- Arms deliveries from Iran\n- Small engines from China\n\n“Putin" in text
    assert text.endswith("war against Ukraine.\n")


@pytest.mark.parametrize(
    ("source", "target", "line"),
    [
        ("Eerste regel\ntweede.", "First line\nsecond.", "First line second."),
        ("Spatie\u00a0hier.", "Space\u00a0here.", "Space\u00a0here."),
        ("Kwijt.", "", "[untranslated: Kwijt.]"),
        ("Kwijt.", " \n", "[untranslated: Kwijt.]"),
        ("Twee\nregels.", "", "[untranslated: Twee regels.]"),
    ],
)
def test_a_paragraph_is_one_line(source: str, target: str, line: str) -> None:
    assert render(Article((paragraph(segment(source, target)),)), "txt") == f"{line}\n"


def test_list_markers_and_depth_are_kept() -> None:
    items = [("1.", 1), ("a)", 2), ("", 1)]
    parts = [paragraph(segment("x", "y"), kind="list item", level=level, marker=marker) for marker, level in items]
    assert render(Article(tuple(parts)), "txt") == "1. y\n  a) y\n- y\n"


def test_marks_of_notes_are_in_brackets_and_so_are_the_notes() -> None:
    assert render(with_notes(), "txt") == (
        "Iran supplies[1] drones.[2] They fly[9].\n\n[1] According to PAX.\n[2] See *PAX*.\n"
    )


@pytest.mark.parametrize("format", ["txt", "md"])
def test_raised_and_lowered_digits_are_no_ordinary_ones(format: str) -> None:
    inlines = (Inline("1", "superscript", Span(2, 3)), Inline("2", "subscript", Span(14, 15)))
    written = Paragraph("text", "103 kilo of CO2", segments=(segment("103 kilo of CO2", "103 kilos or CO2", gap=""),))
    article = Article((replace(written, inlines=inlines),))
    assert "10³ kilos or CO₂" in str(render(article, format))


@settings(max_examples=60, deadline=None)
@given(articles(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"])))
def test_no_format_drops_a_sentence_that_was_not_translated(article: Article) -> None:
    bare = Article((*article.paragraphs, Paragraph("text", "Nog niets."), paragraph(segment("Ook niet.", ""))))
    for name in ("html", "md", "txt"):
        text = render(bare, name).replace("\\", "")
        for dutch in ("Nog niets.", "Ook niet."):
            assert f"[untranslated: {dutch}]" in text.replace('<span lang="nl">', "").replace("</span>", "")
