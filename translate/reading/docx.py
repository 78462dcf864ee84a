"""Word documents (.docx, .docm, .dotx, .dotm) into Articles."""

from __future__ import annotations

from translate.document import Article
from translate.formats.docx import format_of, open_word
from translate.reading.decoding import place
from translate.reading.registry import reader


def _read(data: bytes, name: str) -> Article:
    document = open_word(data, place(name))
    paragraphs = document.paragraphs
    title = next((paragraph.text for paragraph in paragraphs if paragraph.kind == "title"), document.title)
    return Article(paragraphs, title=title, metadata=tuple(("left out", what) for what in document.left_out))


@reader("Word", suffixes=(".docx",), recognise=lambda data, name: format_of(data, name) == "Word")
def read_word(data: bytes, name: str) -> Article:
    """Read a Word document; see ``docs/reading.md`` for what becomes of each part of it.

    Raises:
        ReadingError: it is password-protected, damaged, or holds more than is read.
    """
    return _read(data, name)


# Word opens each of its formats only under its own suffix, so each is a format with its own name here.


@reader(
    "Word with macros", suffixes=(".docm",), recognise=lambda data, name: format_of(data, name) == "Word with macros"
)
def read_word_with_macros(data: bytes, name: str) -> Article:
    """Read a Word document that has macros, as ``read_word`` does."""
    return _read(data, name)


@reader("Word template", suffixes=(".dotx",), recognise=lambda data, name: format_of(data, name) == "Word template")
def read_word_template(data: bytes, name: str) -> Article:
    """Read a Word template, as ``read_word`` does."""
    return _read(data, name)


@reader(
    "Word template with macros",
    suffixes=(".dotm",),
    recognise=lambda data, name: format_of(data, name) == "Word template with macros",
)
def read_word_template_with_macros(data: bytes, name: str) -> Article:
    """Read a Word template that has macros, as ``read_word`` does."""
    return _read(data, name)
