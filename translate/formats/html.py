"""A saved web page: opened for its reader and its rewriter alike."""

from __future__ import annotations

import re
from dataclasses import dataclass

from translate.document import Article
from translate.errors import ReadingError
from translate.formats.html_article import Found, find_article
from translate.formats.html_encoding import Decoding, decode_page
from translate.formats.html_page import Page, cut_page
from translate.formats.html_paragraphs import paragraphs_of
from translate.reading.decoding import place


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page: its characters, its units of text, and which of them are the article."""

    decoding: Decoding
    page: Page
    found: Found

    @property
    def left_out(self) -> tuple[str, ...]:
        """What is not read, or read otherwise than it stands there."""
        strays = self.decoding.strays
        if not strays:
            return self.found.left_out
        name = "UTF-8" if self.decoding.encoding == "utf-8" else self.decoding.encoding
        said = f"{strays} byte{'s' * (strays != 1)} that {'are' if strays != 1 else 'is'} not {name}"
        return (*self.found.left_out, f"{said}, read as Windows-1252")


def open_page(data: bytes, name: str, told: str = "") -> OpenPage:
    """Open a web page and find the article in it.

    Args:
        data: the bytes of the page.
        name: what the file is called, for errors.
        told: the encoding that came with the page, empty where none did.

    Raises:
        ReadingError: the bytes are no text, the page defines entities, or its elements are nested too deep.
    """
    decoding = decode_page(data, name, told)
    refuse_entities(decoding.text, name)
    page = cut_page(decoding.text, name)
    return OpenPage(decoding, page, find_article(page))


def refuse_entities(source: str, name: str) -> None:
    """Refuse a page that defines entities: no honest page does, and they may unfold without end.

    Raises:
        ReadingError: it does.
    """
    if found := re.search(r"<!ENTITY\s", source):
        line = source.count("\n", 0, found.start()) + 1
        raise ReadingError("defines entities of its own", where=place(name, line), mend="do not trust this file")


def article_of(opened: OpenPage) -> Article:
    """Return the article of a page, still without where it came from."""
    found = opened.found
    return Article(
        tuple(paragraphs_of(opened.page, found.units, found.title)),
        title=found.title.laid.text if found.title else "",
        date=found.date,
        byline=found.byline,
        metadata=tuple(("left out", what) for what in opened.left_out),
    )
