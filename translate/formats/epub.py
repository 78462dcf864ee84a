"""EPUB 2 and 3 books: their chapters in the order of the spine, for reader and rewriter alike.

After EPUB 3.3 (w3.org/TR/epub-33) and OPF 2.0.1 (idpf.org/epub/20/spec/OPF_2.0.1_draft.htm).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote

from translate.errors import ReadingError
from translate.formats.archive import Archive, open_archive
from translate.formats.html import refuse_entities
from translate.formats.html_article import NEVER, landmark
from translate.formats.html_encoding import Decoding, decode_page, mend_strays
from translate.formats.html_page import Block, Page, Unit, cut_page
from translate.formats.html_tokens import Token, text_of
from translate.formats.marks import lay_out
from translate.formats.xml import parse_xml
from translate.reading.decoding import place

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
XHTML = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
NCX = "application/x-dtbncx+xml"
# Fonts that are scrambled so that they cannot be taken out hide no text.
FONT_SCRAMBLING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
MEND = "it is damaged: fetch it or save it again"


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the book: its path in the archive, its characters, and the units of text in it that are read."""

    path: str
    decoding: Decoding
    page: Page
    units: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A book: its parts by what they are for. ``title`` is the unit of its title in the package document."""

    archive: Archive
    package: Part
    chapters: tuple[Part, ...]
    contents: tuple[Part, ...]
    title: Unit | None
    date: str
    byline: str
    left_out: tuple[str, ...]


def open_book(data: bytes, name: str) -> Book:
    """Open an EPUB book.

    Args:
        data: the whole of the file.
        name: what the file is called, for errors.

    Raises:
        ReadingError: it is no EPUB, damaged, protected against copying, or made to do harm.
    """
    where = place(name)
    archive = open_archive(data, where)
    _refuse_encrypted(archive, where)
    path = _package_path(archive, where)
    root = parse_xml(archive.read(path), f"{where}, {path}")
    package = _open_part(archive, path, where)
    manifest = _manifest(root, path)
    spine = [each.get("idref", "") for each in _all(root, "itemref")]
    chapters, contents = [], []
    left_out: dict[str, int] = {}
    for item in spine:
        file, kind, _ = manifest.get(item, ("", "", ""))
        if kind in XHTML and file in archive:
            chapters.append(_chapter(_open_part(archive, file, where), left_out))
    read = {chapter.path for chapter in chapters}
    for file, kind, properties in manifest.values():
        if file in archive and (kind == NCX or ("nav" in properties.split() and file not in read)):
            contents.append(_open_part(archive, file, where))
    if not chapters:
        raise ReadingError("a book without chapters of text", where=where, mend=MEND)
    title = _title(package)
    return Book(
        archive,
        package,
        tuple(chapters),
        tuple(contents),
        title,
        _first(root, "date"),
        ", ".join(filter(None, (_text(each) for each in _all(root, "creator")))),
        tuple(f"{what}, {number}" for what, number in sorted(left_out.items())),
    )


def elements(part: Part, name: str) -> Iterator[Token]:
    """Give the text of each element of that name in an XML part, whatever its prefix."""
    for tag, text in pairwise(part.page.tokens):
        if tag.kind == "start" and tag.name.rpartition(":")[2] == name and text.kind == "text":
            yield text


def _open_part(archive: Archive, path: str, where: str) -> Part:
    decoding = decode_page(archive.read(path), f"{where}, {path}")
    refuse_entities(decoding.text, f"{where}, {path}")
    return Part(path, decoding, cut_page(decoding.text, f"{where}, {path}", xml=True))


def _chapter(part: Part, left_out: dict[str, int]) -> Part:
    """Return the part with the units that are read; count the rest."""
    units = []
    for unit in part.page.units:
        place = landmark(part.page, unit)
        if place in NEVER:
            left_out[place] = left_out.get(place, 0) + 1
        else:
            units.append(unit)
    if part.page.counts["picture"]:
        left_out["pictures"] = left_out.get("pictures", 0) + part.page.counts["picture"]
    return Part(part.path, part.decoding, part.page, tuple(units))


def _title(package: Part) -> Unit | None:
    for token in elements(package, "title"):
        raw = package.page.source[token.start : token.end]
        laid = lay_out([mend_strays(text_of(package.page.source, token))])
        start = token.start + len(raw) - len(raw.lstrip())
        return Unit(Block("title"), start, token.start + len(raw.rstrip()), laid) if laid.text else None
    return None


def _refuse_encrypted(archive: Archive, where: str) -> None:
    if ENCRYPTION not in archive:
        return
    root = parse_xml(archive.read(ENCRYPTION), f"{where}, {ENCRYPTION}")
    methods = {each.get("Algorithm", "") for each in _all(root, "EncryptionMethod")}
    if methods - set(FONT_SCRAMBLING):
        raise ReadingError("protected against copying (DRM)", where=where, mend="ask the publisher for an open copy")


def _package_path(archive: Archive, where: str) -> str:
    if CONTAINER in archive:
        root = parse_xml(archive.read(CONTAINER), f"{where}, {CONTAINER}")
        paths = [unquote(each.get("full-path", "")) for each in _all(root, "rootfile")]
    else:
        paths = [name for name in archive.names if name.endswith(".opf")]
    found = next((path for path in paths if path in archive), "")
    if not found:
        raise ReadingError("no EPUB book: nothing in it says what its chapters are", where=where, mend=MEND)
    return found


def _manifest(root: Element, path: str) -> dict[str, tuple[str, str, str]]:
    """Return the path, the media type and the properties of each file of the book, by its id."""
    folder = posixpath.dirname(path)
    found = {}
    for item in _all(root, "item"):
        file = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "").partition("#")[0])))
        found[item.get("id", "")] = (file, item.get("media-type", ""), item.get("properties", ""))
    return found


def _all(root: Element, name: str) -> list[Element]:
    found: list[Element] = root.findall(f".//{{*}}{name}")
    return found


def _first(root: Element, name: str) -> str:
    return next(filter(None, (_text(each) for each in _all(root, name))), "")


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
