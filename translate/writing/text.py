"""Plain English text: paragraphs parted by blank lines, headings on a line of their own, list markers kept."""

from __future__ import annotations

from translate.document import Article, Paragraph
from translate.writing.english import english_line
from translate.writing.registry import writer

INDENT = "  "


@writer("txt", suffix=".txt", about="The English alone, as plain text.")
def render_text(article: Article) -> str:
    """Return the English, a paragraph a line; empty for an article without text."""
    text, before = "", ""
    for paragraph in article.paragraphs:
        if not (line := english_line(paragraph)):
            continue
        if before:
            text += "\n" if paragraph.kind == before == "list item" else "\n\n"
        text += _item(paragraph, line) if paragraph.kind == "list item" else line
        before = paragraph.kind
    return text + "\n" if text else ""


def _item(paragraph: Paragraph, line: str) -> str:
    return f"{INDENT * (paragraph.level - 1)}{paragraph.marker.strip() or '-'} {line}"
