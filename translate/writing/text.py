"""Plain English text: paragraphs parted by blank lines, headings on a line of their own, list markers kept."""

from __future__ import annotations

from translate.document import Article, Paragraph
from translate.footnotes import Footnotes, Note, footnotes
from translate.writing.english import english_line, english_pieces
from translate.writing.registry import writer

INDENT = "  "


@writer("txt", suffix=".txt", about="The English alone, as plain text.")
def render_text(article: Article) -> str:
    """Return the English, a paragraph a line; empty for an article without text. Marks of notes are in brackets."""
    text, before = "", ""
    for paragraph, notes in zip(article.paragraphs, footnotes(article.paragraphs), strict=True):
        if not english_line(paragraph):
            continue
        kind = "note" if notes.own else paragraph.kind
        if before:
            text += "\n" if kind == before and kind in ("list item", "note") else "\n\n"
        line = _with_marks(paragraph, notes)
        text += _item(paragraph, line) if kind == "list item" else line
        before = kind
    return text + "\n" if text else ""


def _with_marks(paragraph: Paragraph, notes: Footnotes) -> str:
    start = f"[{notes.own.shown}] " if notes.own else ""
    pieces = english_pieces(paragraph, notes)
    return start + "".join(f"[{piece.shown}]" if isinstance(piece, Note) else piece for piece in pieces)


def _item(paragraph: Paragraph, line: str) -> str:
    return f"{INDENT * (paragraph.level - 1)}{paragraph.marker.strip() or '-'} {line}"
