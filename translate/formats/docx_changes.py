"""Tracked changes of a Word document, accepted: what was inserted stays, what was deleted goes (ECMA-376 17.13.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.formats.docx_names import child, each_named, local, named, names, remove

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

INSERTED = frozenset({"ins", "moveTo"})
DELETED = frozenset({"del", "moveFrom"})
NOTES_OF_CHANGES = frozenset(
    names(
        """
    rPrChange pPrChange sectPrChange tblPrChange tblPrExChange tcPrChange trPrChange tblGridChange numberingChange
    cellIns cellMerge moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd customXmlInsRangeStart
    customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd customXmlMoveFromRangeStart
    customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd
        """
    )
)


def accept_changes(root: Element) -> None:
    """Accept all tracked changes in a part of a document, in place."""
    marks = INSERTED | DELETED | NOTES_OF_CHANGES | {"cellDel"}
    found = list(each_named(root, marks))
    if not found:
        return
    _delete_rows_and_cells(found)
    _join_paragraphs(root)
    for element in found:
        name = local(element)
        parent = element.getparent()
        if parent is None:
            continue
        inside_properties = local(parent).endswith("Pr")
        if name in INSERTED and not inside_properties:
            _unwrap(element)
        else:
            remove(element)


def _delete_rows_and_cells(found: list[Element]) -> None:
    for element in found:
        properties = element.getparent()
        where = local(properties) if properties is not None else ""
        if (local(element), where) in {("del", "trPr"), ("cellDel", "tcPr")}:
            gone = properties.getparent()
            table = gone.getparent()
            if table is None:
                continue
            remove(gone)
            # A table without rows, and a row without cells, would be no table and no row.
            while table is not None and local(table) in ("tbl", "tr") and not _has_rows_or_cells(table):
                outer = table.getparent()
                remove(table)
                table = outer


def _has_rows_or_cells(table: Element) -> bool:
    return any(local(each) in ("tr", "tc", "sdt", "customXml") for each in table)


def _join_paragraphs(root: Element) -> None:
    """Put the text of a paragraph whose end was deleted in front of the next one's."""
    for paragraph in list(each_named(root, ["p"])):
        mark = child(paragraph, "pPr", "rPr")
        if mark is None or not any(local(each) in DELETED for each in mark):
            continue
        following = paragraph.getnext()
        if following is None or local(following) != "p":
            continue
        place = 0 if child(following, "pPr") is None else 1
        for element in [each for each in paragraph if each.tag != named(paragraph, "pPr")]:
            following.insert(place, element)
            place += 1
        remove(paragraph)


def _unwrap(element: Element) -> None:
    parent = element.getparent()
    place = parent.index(element)
    for inner in list(element):
        parent.insert(place, inner)
        place += 1
    remove(element)
