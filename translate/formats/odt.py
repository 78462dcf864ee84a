"""An OpenDocument text (ODF 1.3) as its paragraphs, in reading order: for the reader and for writing it back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from translate.document import Paragraph
from translate.errors import ReadingError
from translate.footnotes import note_marker
from translate.formats.archive import Archive, is_archive, open_archive
from translate.formats.entries import Block, cut, name_title
from translate.formats.odt_entries import DROPPED, entries_of, note_number
from translate.formats.odt_names import full, short
from translate.formats.odt_styles import Styles
from translate.formats.xml import parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

KINDS = {
    b"application/vnd.oasis.opendocument.text": "OpenDocument",
    b"application/vnd.oasis.opendocument.text-template": "OpenDocument template",
}
"""The format's name by what the member ``mimetype`` says."""

SUFFIXES = (".odt", ".ott")
MANIFEST = "META-INF/manifest.xml"
# What holds paragraphs that are not shown as text: deleted text, comments, cells behind other cells, forms.
HIDDEN = ("text:tracked-changes", "office:annotation", "table:covered-table-cell", "office:forms")


@dataclass(slots=True, eq=False)
class Part:
    """A part with text: its member of the archive, its XML, its paragraphs."""

    member: str
    root: Element
    blocks: list[Block]


@dataclass(slots=True, eq=False)
class TextDocument:
    """An OpenDocument text, opened. ``title`` is that of its properties; ``left_out`` says what is not translated."""

    archive: Archive
    format: str
    parts: list[Part]
    title: str = ""
    left_out: list[str] = field(default_factory=list)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All that is to be translated, in order."""
        pieces = (piece for part in self.parts for block in part.blocks for piece in block.pieces)
        return tuple(piece.paragraph for piece in pieces if piece.paragraph is not None)


def format_of(data: bytes, name: str) -> str:
    """Return which kind of OpenDocument text the bytes are (``KINDS``), empty for anything else; never raises.

    What is damaged or cut off counts as ``OpenDocument`` by its name: opening it says what is wrong.
    """
    if not is_archive(data):
        return ""
    try:
        archive = open_archive(data, name)
        return KINDS.get(archive.read("mimetype").strip(), "") if "mimetype" in archive else ""
    except ReadingError:
        return "OpenDocument" if name.lower().endswith(SUFFIXES) else ""


def open_text(data: bytes, name: str) -> TextDocument:
    """Open an OpenDocument text and find its paragraphs.

    Its text comes first, then headers and footers. Notes and text boxes come after the paragraph that they stand in,
    tables cell by cell. Tracked changes are taken as accepted.

    Raises:
        ReadingError: it is encrypted, damaged, or not what an office program writes.
    """
    archive = open_archive(data, name)
    if MANIFEST in archive and b"encryption-data" in archive.read(MANIFEST):
        raise ReadingError("password-protected", where=name, mend="save it without a password")
    content = _root(archive, "content.xml")
    if content is None:
        raise ReadingError("has no part content.xml", where=name, mend="it is damaged: save it again")
    styles = _root(archive, "styles.xml")
    document = TextDocument(archive, format_of(data, name) or "OpenDocument", [])
    comments = sum(1 for _ in content.iter(full("office:annotation")))
    objects = sum(1 for _ in content.iter(full("draw:object")))
    for count, what in ((comments, "comment"), (objects, "embedded object")):
        if count:
            document.left_out.append(f"{count} {what}{'s' if count > 1 else ''}")
    _accept_changes(content)
    common = [] if styles is None else [styles]
    body = content.iterfind(f"{full('office:body')}/{full('office:text')}")
    document.parts.append(Part("content.xml", content, _blocks(body, Styles([*common, content]))))
    if styles is not None:
        pages = styles.iterfind(full("office:master-styles"))
        document.parts.append(Part("styles.xml", styles, _blocks(pages, Styles(common))))
    meta = _root(archive, "meta.xml")
    for title in meta.iter(full("dc:title")) if meta is not None else ():
        document.title = " ".join((title.text or "").split())
    name_title([piece for part in document.parts for block in part.blocks for piece in block.pieces])
    return document


def _blocks(roots: Iterable[Element], styles: Styles) -> list[Block]:
    blocks: list[Block] = []
    for root in roots:
        hidden = {each for outer in root.iter(*map(full, HIDDEN)) for each in outer.iter()}
        for element in root.iter(full("text:p"), full("text:h")):
            if element in hidden:
                continue
            entries = entries_of(element, styles)
            if any(entry.is_text for entry in entries):
                block = Block(element, cut(entries, styles.sort(element)))
                if any(piece.paragraph for piece in block.pieces):
                    blocks.append(block)
    _mark_notes(blocks)
    return blocks


def _mark_notes(blocks: Iterable[Block]) -> None:
    """Give the first paragraph of each note its marker."""
    begun: set[Element] = set()
    for block in blocks:
        note = next(block.element.iterancestors(full("text:note")), None)
        number = note_number(note) if note is not None and note not in begun else ""
        for piece in block.pieces if note is not None and number else ():
            if piece.paragraph is not None:
                piece.paragraph = replace(piece.paragraph, marker=note_marker(number))
                begun.add(note)
                break


def _accept_changes(root: Element) -> None:
    """Accept tracked changes: deleted text stands apart from the text already, so that it is enough to drop it."""
    for element in list(root.iter(*map(full, (*DROPPED, "text:tracked-changes")))):
        if short(element) != "text:soft-page-break":
            remove(element)


def remove(element: Element) -> None:
    """Take an element out of its parent; text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _root(archive: Archive, member: str) -> Element | None:
    if member not in archive:
        return None
    return parse_xml(archive.read(member), f"{archive.name}, part {member}")
