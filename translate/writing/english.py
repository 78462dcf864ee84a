"""The English of an article as plain text: what the writers share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from translate.document import Article, Paragraph
from translate.english import LINE_BREAK, english, english_line, is_untranslated, segments_of
from translate.footnotes import Footnotes, Note
from translate.inlines import english_with_inlines

__all__ = ["LINE_BREAK", "english", "english_line", "english_pieces", "english_title", "is_untranslated", "segments_of"]

DIGITS: Final = frozenset("0123456789+-")
RAISED: Final = {
    "superscript": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
    "subscript": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}


def english_title(article: Article) -> str:
    """Return the English title; the Dutch one where only the article's description has it; empty without either."""
    titles = (english_line(paragraph) for paragraph in article.paragraphs if paragraph.kind == "title")
    return next((title for title in titles if title), LINE_BREAK.sub(" ", article.title).strip())


def english_pieces(paragraph: Paragraph, notes: Footnotes) -> Iterator[str | Note]:
    """Yield the English of a paragraph on one line, and the notes whose marks stand between the words.

    Digits that are raised or lowered are written as such: the 3 of 10³, the 2 of CO₂.
    """
    if not notes.marks and not any(inline.kind in RAISED for inline in paragraph.inlines):
        yield english_line(paragraph)
        return
    text, inlines = english_with_inlines(paragraph)
    for inline in inlines:
        digits = inline.span.of(text)
        if inline.kind in RAISED and DIGITS.issuperset(digits):
            text = text[: inline.span.start] + digits.translate(RAISED[inline.kind]) + text[inline.span.end :]
    at = 0
    for inline in inlines:
        if inline.id in notes.marks:
            yield text[at : inline.span.start]
            yield notes.marks[inline.id]
            at = inline.span.start
    yield text[at:]
