"""XML from strangers: parsed without entities, without a network and without a document type of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.errors import ReadingError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LIMIT = 64 * 1024 * 1024
"""The largest XML that is parsed, in bytes: the tree takes some ten times as much memory."""


def parse_xml(data: bytes, where: str) -> Element:
    """Parse a part of an archive and return its root.

    A document type declaration is refused: neither Word nor OpenDocument files have one, and nothing else can define
    entities or name files outside. Nesting is limited to 256 elements (libxml2's own limit).

    Args:
        data: the bytes of the part.
        where: names it in errors.

    Raises:
        ReadingError: it is no well-formed XML, has a document type declaration, or is too large.
    """
    from lxml import etree

    if len(data) > LIMIT:
        raise ReadingError(f"larger than {LIMIT // 1024**2} MB", where=where, mend="split the document")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = str(error).split(" (<string>")[0]
        raise ReadingError(f"not well-formed XML ({reason})", where=where, mend="save the document again") from None
    if root.getroottree().docinfo.doctype:
        what = "has a document type declaration, which such a file never has"
        raise ReadingError(what, where=where, mend="do not trust this file; ask for another")
    return root


def serialise(root: Element, *, standalone: bool | None = True) -> bytes:
    """Return a whole XML document in UTF-8, with its declaration (``standalone`` is what that says of it)."""
    from lxml import etree

    made: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=standalone)
    return made
