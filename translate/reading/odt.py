"""OpenDocument texts (.odt, .ott) into Articles."""

from __future__ import annotations

from translate.document import Article
from translate.formats.odt import format_of, open_text
from translate.reading.decoding import place
from translate.reading.registry import reader


def _read(data: bytes, name: str) -> Article:
    document = open_text(data, place(name))
    paragraphs = document.paragraphs
    title = next((paragraph.text for paragraph in paragraphs if paragraph.kind == "title"), document.title)
    return Article(paragraphs, title=title, metadata=tuple(("left out", what) for what in document.left_out))


@reader("OpenDocument", suffixes=(".odt",), recognise=lambda data, name: format_of(data, name) == "OpenDocument")
def read_open_document(data: bytes, name: str) -> Article:
    """Read an OpenDocument text; see ``docs/reading.md`` for what becomes of each part of it.

    Raises:
        ReadingError: it is password-protected, damaged, or holds more than is read.
    """
    return _read(data, name)


@reader(
    "OpenDocument template",
    suffixes=(".ott",),
    recognise=lambda data, name: format_of(data, name) == "OpenDocument template",
)
def read_open_document_template(data: bytes, name: str) -> Article:
    """Read an OpenDocument template, as ``read_open_document`` does."""
    return _read(data, name)
