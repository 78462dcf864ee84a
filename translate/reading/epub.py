"""EPUB books into Articles: the text of their chapters, in order."""

from __future__ import annotations

from dataclasses import replace

from translate.document import Article, Paragraph
from translate.reading.registry import reader


def recognise_epub(data: bytes, name: str) -> bool:
    """Say whether the bytes are an EPUB book: an archive that says so, or that has a book's list of contents."""
    zipped = data.startswith(b"PK\x03\x04")
    return zipped and (b"application/epub+zip" in data[:1000] or b"META-INF/container.xml" in data)


@reader("EPUB", suffixes=(".epub",), recognise=recognise_epub)
def read_epub(data: bytes, name: str) -> Article:
    """Read the chapters of a book; see ``docs/reading.md`` for what becomes of each part of it.

    Raises:
        ReadingError: it is damaged, protected against copying, or made to do harm.
    """
    from translate.formats.epub import open_book
    from translate.formats.html_paragraphs import paragraphs_of

    book = open_book(data, name)
    paragraphs = [Paragraph("title", book.title.laid.text, level=1)] if book.title else []
    for chapter in book.chapters:
        paragraphs += (replace(each, line=0) for each in paragraphs_of(chapter.page, chapter.units))
    if len(paragraphs) == bool(book.title):
        paragraphs = []  # a title alone is no text
    return Article(
        tuple(paragraphs),
        title=book.title.laid.text if book.title else "",
        date=book.date,
        byline=book.byline,
        metadata=tuple(("left out", what) for what in book.left_out),
    )
