"""XML from strangers: parsed without entities, without a network and without a document type of its own."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from translate.errors import ReadingError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LIMIT = 64 * 1024 * 1024
"""The largest XML that is parsed, in bytes: the tree takes some ten times as much memory."""

CHUNK = 64 * 1024  # bytes; the root element of most files begins in the first


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
    if _has_document_type(data):
        what = "has a document type declaration, which such a file never has"
        raise ReadingError(what, where=where, mend="do not trust this file; ask for another")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = str(error).split(" (<string>")[0]
        raise ReadingError(f"not well-formed XML ({reason})", where=where, mend="save the document again") from None


def entity_line(file: IO[bytes]) -> int:
    """Return the line on which XML declares its first entity, before anything of it is expanded; 0 for no entities.

    An entity may be made of others, and those of others, until a few lines have become gigabytes: lxml finds that out
    by beginning. A document type declaration that cannot be read counts as one with entities.
    """
    from xml.parsers import expat

    parser = expat.ParserCreate()
    found: list[int] = []

    def declared(*_: object) -> None:
        found.append(parser.CurrentLineNumber)
        raise _EndOfPrologueError

    def root(*_: object) -> None:
        raise _EndOfPrologueError

    parser.EntityDeclHandler = declared
    parser.StartElementHandler = root
    read = []
    try:
        while chunk := file.read(CHUNK):
            read.append(chunk)
            parser.Parse(chunk)
    except _EndOfPrologueError:
        return found[0] if found else 0
    except (expat.ExpatError, ValueError, LookupError):  # also an encoding that only lxml knows
        if _has_document_type(b"".join(read)):
            return parser.ErrorLineNumber
    return 0


class _EndOfPrologueError(Exception):
    """Nothing further on is to be parsed."""


class _DocumentTypeError(Exception):
    """There is a document type declaration."""


class _Prologue:
    """What lxml is to call for the first things in a document: it stops at once, before it expands anything."""

    def doctype(self, *_: object) -> None:
        raise _DocumentTypeError

    def start(self, *_: object) -> None:
        raise _EndOfPrologueError

    def close(self) -> None:
        pass


def _has_document_type(data: bytes) -> bool:
    from lxml import etree

    parser = etree.XMLParser(target=_Prologue(), resolve_entities=False, no_network=True, load_dtd=False)
    try:
        etree.fromstring(data, parser)
    except _DocumentTypeError:
        return True
    except (_EndOfPrologueError, etree.XMLSyntaxError, ValueError):
        pass
    return False


def serialise(root: Element, *, standalone: bool | None = True) -> bytes:
    """Return a whole XML document in UTF-8, with its declaration (``standalone`` is what that says of it)."""
    from lxml import etree

    made: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=standalone)
    return made
