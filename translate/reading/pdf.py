"""PDFs with a text layer, told by their first bytes; what reads them is imported when there is one."""

from __future__ import annotations

from translate.document import Article
from translate.reading.registry import reader

HEAD = 1024  # bytes in which the mark of a PDF stands, by its specification's appendix H


@reader("PDF", suffixes=(".pdf",), recognise=lambda data, name: b"%PDF-" in data[:HEAD])
def read_pdf(data: bytes, name: str) -> Article:
    """Read a PDF with a text layer; see ``docs/reading.md`` for the rules.

    Raises:
        ReadingError: the file is damaged, needs a password, or holds pictures without text.
    """
    from translate.reading.pdf_document import read_document

    return read_document(data, name)
