"""A Word document (ECMA-376) as its paragraphs of text, in reading order: for the reader and for writing it back."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from translate.document import Paragraph
from translate.errors import ReadingError
from translate.formats.archive import Archive, is_archive, open_archive
from translate.formats.docx_changes import accept_changes
from translate.formats.docx_entries import entries_of
from translate.formats.docx_looks import mark_looks
from translate.formats.docx_names import MC, each_named, local
from translate.formats.docx_notes import mark_notes, note_numbers
from translate.formats.docx_styles import Styles
from translate.formats.entries import Block, cut, name_title
from translate.formats.xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

KINDS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "Word",
    "application/vnd.ms-word.document.macroEnabled.main+xml": "Word with macros",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": "Word template",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": "Word template with macros",
}
"""The format's name by the content type of the main part. Word opens each only under its own suffix."""

SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
CONTENT_TYPES = "[Content_Types].xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
TEXT_PARTS = ("header", "footer", "footnotes", "endnotes")
LEFT_OUT_PARTS = {"chart": "chart", "diagramData": "diagram", "aFChunk": "embedded document"}


@dataclass(slots=True, eq=False)
class Part:
    """A part of the document with text: its member of the archive, its XML, its paragraphs."""

    member: str
    root: Element
    blocks: list[Block]


@dataclass(slots=True, eq=False)
class WordDocument:
    """A Word document, opened. ``title`` is that of its properties; ``left_out`` says what of it is not translated."""

    archive: Archive
    format: str
    parts: list[Part]
    title: str = ""
    left_out: list[str] = field(default_factory=list)
    members: dict[str, str] = field(default_factory=dict)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All that is to be translated, in order."""
        pieces = (piece for part in self.parts for block in part.blocks for piece in block.pieces)
        return tuple(piece.paragraph for piece in pieces if piece.paragraph is not None)


def format_of(data: bytes, name: str) -> str:
    """Return which kind of Word document the bytes are (``KINDS``), empty for anything else; never raises.

    What is encrypted, damaged or cut off counts as ``Word`` by its name: opening it says what is wrong.
    """
    if data.startswith(OLE):
        return "Word" if ENCRYPTED in data else ""
    if not is_archive(data):
        return ""
    try:
        archive = open_archive(data, name)
        types = archive.read(CONTENT_TYPES).decode("utf-8", "replace") if CONTENT_TYPES in archive else ""
    except ReadingError:
        return "Word" if CONTENT_TYPES.encode() in data and name.lower().endswith(SUFFIXES) else ""
    return next((kind for type, kind in KINDS.items() if re.search(f"[\"']{re.escape(type)}[\"']", types)), "")


def open_word(data: bytes, name: str) -> WordDocument:
    """Open a Word document and find its paragraphs.

    Its text comes first, then headers and footers, then foot- and endnotes. Text boxes come after the paragraph that
    they are tied to, tables cell by cell. Tracked changes are taken as accepted.

    Raises:
        ReadingError: it is encrypted, damaged, or not what Word writes.
    """
    if data.startswith(OLE):
        raise ReadingError("password-protected", where=name, mend="save it without a password")
    archive = open_archive(data, name)
    root = _relations(archive, "")
    main = next((target for kind, target, _ in root.values() if kind == "officeDocument"), "word/document.xml")
    relations = list(_relations(archive, main).values())
    members = {kind: target for kind, target, external in (*root.values(), *relations) if not external}
    styles = Styles(*(_root(archive, members.get(kind, "")) for kind in ("styles", "numbering")))
    document = WordDocument(archive, format_of(data, name) or "Word", [], members=members)
    targets = [main]
    for kind in TEXT_PARTS:
        targets += sorted({target for k, target, external in relations if k == kind and not external}, key=_in_order)
    hidden: Counter[str] = Counter()
    notes: dict[str, str] = {}
    for member in targets:
        part_root = _root(archive, member)
        if part_root is None:
            raise ReadingError(f"has no part {member}", where=name, mend="it is damaged: save it again")
        accept_changes(part_root)
        if member == main:
            notes = note_numbers(part_root, _root(archive, members.get("settings", "")))
        links = {id: target for id, (_, target, external) in _relations(archive, member).items() if external}
        document.parts.append(Part(member, part_root, _blocks(part_root, styles, links, notes, hidden)))
    document.left_out = _left_out(archive, members, [kind for kind, _, _ in relations], hidden)
    core = _root(archive, members.get("core-properties", ""))
    for element in core if core is not None else ():
        if isinstance(element.tag, str) and element.tag.endswith("}title"):
            document.title = " ".join((element.text or "").split())
    name_title([piece for part in document.parts for block in part.blocks for piece in block.pieces])
    return document


def _blocks(
    root: Element, styles: Styles, links: Mapping[str, str], notes: Mapping[str, str], hidden: Counter[str]
) -> list[Block]:
    blocks: list[Block] = []
    twins = {p for fallback in root.iter(f"{MC}Fallback") for p in fallback.iter()}
    for element in each_named(root, ["p"]):
        if element in twins:
            continue
        sort = styles.sort(element)
        entries = entries_of(element, links, notes)
        hidden["hidden text"] += sum(1 for entry in entries if entry.value == "hidden text")
        if not any(entry.is_text for entry in entries):
            continue
        look = mark_looks(entries, styles)
        block = Block(element, cut(entries, sort), look)
        if any(piece.paragraph for piece in block.pieces):
            blocks.append(block)
    mark_notes(root, blocks, notes)
    return blocks


def _root(archive: Archive, member: str) -> Element | None:
    if not member or member not in archive:
        return None
    return parse_xml(archive.read(member), f"{archive.name}, part {member}")


def _relations(archive: Archive, member: str) -> dict[str, tuple[str, str, bool]]:
    """Return what a part refers to, by id: the last word of the kind, the member or address, whether it is outside."""
    folder, base = posixpath.split(member)
    root = _root(archive, posixpath.join(folder, "_rels", f"{base}.rels"))
    found: dict[str, tuple[str, str, bool]] = {}
    for element in root if root is not None else ():
        kind = str(element.get("Type", "")).rpartition("/")[2]
        target = str(element.get("Target", ""))
        external = element.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        found[str(element.get("Id", ""))] = (kind, target, external)
    return found


def _left_out(archive: Archive, members: dict[str, str], kinds: Sequence[str], hidden: Counter[str]) -> list[str]:
    comments = _root(archive, members.get("comments", ""))
    counts = Counter({"comment": 0 if comments is None else sum(1 for each in comments if local(each) == "comment")})
    for kind in kinds:
        if kind in LEFT_OUT_PARTS:
            counts[LEFT_OUT_PARTS[kind]] += 1
    listed = [f"{count} {what}{'s' if count > 1 else ''}" for what, count in counts.items() if count]
    return listed + (["hidden text"] if hidden["hidden text"] else [])


def _in_order(member: str) -> tuple[int, str]:
    number = re.search(r"(\d{1,6})\.xml$", member)
    return int(number[1]) if number else 0, member
