"""Which marks lead to which notes."""

from __future__ import annotations

import pytest

from translate.document import Inline, Paragraph, Span
from translate.footnotes import Note, footnotes


def paragraph(*values: str, marker: str = "") -> Paragraph:
    """A paragraph with an object for each value, by which it is named too."""
    return Paragraph("text", "x", 0, marker, inlines=tuple(Inline(v, "object", Span(1, 1), v) for v in values))


@pytest.mark.parametrize(
    ("paragraphs", "own", "marks"),
    [
        (
            [paragraph("footnote 1", "endnote i"), paragraph(marker="[^1]:"), paragraph(marker="[^i]:")],
            [None, Note("1", "1"), Note("i", "i")],
            [Note("1", "1"), Note("i", "i")],
        ),
        # Numbers that begin anew: in each chapter, on each page.
        (
            [paragraph("footnote 1"), paragraph(marker="[^1]:")] * 2,
            [None, Note("1", "1"), None, Note("1", "1-2")],
            [Note("1", "1"), Note("1", "1-2")],
        ),
        # Labels of Markdown are no numbers; the notes may stand anywhere.
        (
            [paragraph(marker="[^bron]:"), paragraph("[^9]", "[^bron]", "[^9]"), paragraph(marker="[^9]:")],
            [Note("2", "bron"), None, Note("1", "9")],
            [Note("1", "9"), Note("2", "bron"), Note("1", "9")],
        ),
        # One side alone.
        ([paragraph("footnote 1", "[^x]")], [None], [Note("1"), Note("x")]),
        ([paragraph(), paragraph(marker="[^1]:")], [None, Note("1")], []),
        (
            [paragraph(marker="[^1]:"), paragraph(marker="[^1]:"), paragraph("footnote 1")],
            [Note("1"), Note("1"), None],
            [Note("1")],
        ),
        # A note's own mark, and what is no mark.
        (
            [paragraph("footnote 1"), paragraph("footnote 1", "footnote 2", marker="[^1]:")],
            [None, Note("1", "1")],
            [Note("1", "1"), Note("2")],
        ),
        ([paragraph("footnote", "picture", "1", "note mark")], [None], []),
        ([paragraph(marker="1."), paragraph(marker="[1]")], [None, None], []),
    ],
)
def test_marks_lead_to_notes(paragraphs: list[Paragraph], own: list[Note | None], marks: list[Note]) -> None:
    found = footnotes(paragraphs)
    assert [each.own for each in found] == own
    assert [
        each.marks[inline.id]
        for each, paragraph in zip(found, paragraphs, strict=True)
        for inline in paragraph.inlines
        if inline.id in each.marks
    ] == marks
