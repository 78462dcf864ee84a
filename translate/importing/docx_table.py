"""A side-by-side Word file that comes back from Word, LibreOffice or Google Docs.

Tracked changes are taken as accepted. Text is read from the mark-up itself: what somebody's editor wraps around it (a
list to choose from, a link, an insertion) is looked through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translate.errors import ReadingError
from translate.formats.archive import Archive, is_archive, open_archive
from translate.formats.xml import parse_xml
from translate.importing.columns import Role, find_columns, is_header, read_state
from translate.importing.office import identity_in_properties
from translate.importing.registry import Incoming, IncomingRow, importer
from translate.writing.bilingual import IDENTITY_LABEL

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCUMENT = "word/document.xml"
_COMMENTS = "word/comments.xml"
_MEND = "give the file that `translate export --to docx` wrote, or copy its whole table into a new document"
_IDENTITY = re.compile(rf"\b{IDENTITY_LABEL}\s+((?:text:)?[0-9a-f]{{32,64}})\b")
_MARK = re.compile(r"[0-9a-f]{12}")
_LABEL = re.compile(r"\s*\S+\s+([0-9a-f]{12})\s*")  # the number of a row, and its mark
_TAKEN_AWAY = frozenset(
    {"del", "moveFrom", "Fallback", "drawing", "pict", "object", "rPr", "pPr", "sdtPr", "tcPr", "trPr"}
)
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


def _is_docx(data: bytes, name: str) -> bool:
    return is_archive(data) and _DOCUMENT.encode() in data


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: the columns of the grid it covers, its text, and whether it only goes on with the cell above it."""

    start: int
    end: int
    text: str
    continued: bool


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: tuple[_Cell, ...]
    comments: tuple[str, ...]


@importer("Word table", suffixes=(".docx",), recognise=_is_docx)
def read_docx_table(data: bytes, name: str) -> Incoming:
    """Read the rows of the table.

    Raises:
        ReadingError: the file is damaged, or has no table with Dutch and English.
    """
    archive = open_archive(data, name)
    root = parse_xml(archive.read(_DOCUMENT), f"{name}, {_DOCUMENT}")
    comments = _comments(archive)
    problems: list[str] = []
    rows: list[_Row] = []
    for table in _tables(root):
        rows.extend(_rows(table, comments, len(rows), problems))
    head = _head(rows)
    if head is None:
        raise ReadingError("no table with Dutch and English in it", where=name, mend=_MEND)
    header = rows[head].cells
    body = [row for row in rows[head + 1 :] if not is_header([cell.text for cell in row.cells])]
    roles, guessed = _roles(header, body, name)
    found = tuple(_joined(_incoming(row, header, roles, problems) for row in body))
    article = _IDENTITY.search(" ".join(_text(root).split()))
    identity = article[1] if article else identity_in_properties(archive)
    if left := sum(len(row.comments) for row in rows[: head + 1]):
        problems.append(f"{left} comments on the headings are not taken")
    return Incoming(identity, found, problems=(*guessed, *problems))


# --- columns ---------------------------------------------------------------------------------------------------------


def _head(rows: Sequence[_Row]) -> int | None:
    """Return the place of the row of headings: the one with ours, else the one above the first number with a mark."""
    for place, row in enumerate(rows):
        if is_header([cell.text for cell in row.cells]):
            return place
    return next((place for place, row in enumerate(rows[1:]) if any(_LABEL.fullmatch(c.text) for c in row.cells)), None)


def _roles(header: Sequence[_Cell], body: Sequence[_Row], name: str) -> tuple[dict[Role, int], list[str]]:
    """Return where each column stands; the one of the numbers holds the marks too, and both are told apart for this."""
    headings = [cell.text for cell in header]
    texts = [[_in_column(row, column)[0] for column in header] for row in body]
    counts = [sum(_LABEL.fullmatch(row[place]) is not None for row in texts) for place in range(len(headings))]
    numbers = max(range(len(headings)), key=counts.__getitem__)
    if counts[numbers]:
        headings[numbers] = "Id"
        headings.append("Mark")
        for row in texts:
            label = _LABEL.fullmatch(row[numbers])
            row.append(label[1] if label else "")
    return find_columns(headings, texts, name)


# --- rows ------------------------------------------------------------------------------------------------------------


def _incoming(row: _Row, header: Sequence[_Cell], roles: dict[Role, int], problems: list[str]) -> IncomingRow:
    def cell(role: Role) -> tuple[str, bool]:
        return _in_column(row, header[roles[role]]) if role in roles else ("", False)

    where = f"row {row.number}"
    label, same_segment = cell("id")
    words = label.split()
    mark = next((word for word in reversed(words) if _MARK.fullmatch(word) and len(words) > 1), "")
    segment = next((word for word in words if word != mark), "")
    (source, _), (target, english_goes_on) = cell("dutch"), cell("english")
    problem = ""
    if _spans_both(row, header[roles["dutch"]], header[roles["english"]]):
        target, problem = source, "Dutch and English are merged into one cell"
    elif english_goes_on and not same_segment:
        problem = _MERGED
    state, wrong = read_state(cell("state")[0])
    if wrong:
        problems.append(f"{where}: {wrong}")
    remark = cell("comment")[0].strip()
    comment = "\n".join(filter(None, (remark, *row.comments)))
    found = IncomingRow(segment, source, target, state, mark, comment, where, problem)
    return replace(found, segment=_CONTINUED) if same_segment else found


_MERGED = "the English of several rows is merged into one cell"
_CONTINUED = "\0"  # in the place of an id: the row goes on with the segment of the row above


def _joined(rows: Iterator[IncomingRow]) -> Iterator[IncomingRow]:
    """Yield the rows, those that somebody split put together again; nothing for a row without any text."""
    before: IncomingRow | None = None
    for row in rows:
        if row.segment == _CONTINUED and before is not None:
            texts = (
                " ".join(filter(None, pair)) for pair in ((before.target, row.target), (before.source, row.source))
            )
            target, source = texts
            comment = "\n".join(filter(None, (before.comment, row.comment)))
            before = replace(before, target=target, source=source, comment=comment, state=before.state or row.state)
            continue
        if before is not None:
            yield replace(before, problem=before.problem or _MERGED) if row.problem == _MERGED else before
        before = row if any((row.segment.strip("\0"), row.source.strip(), row.target.strip())) else None
    if before is not None:
        yield before


def _in_column(row: _Row, column: _Cell) -> tuple[str, bool]:
    """Return the text of a row in a column, and whether it only goes on with the row above there."""
    inside = [cell for cell in row.cells if column.start <= cell.start < column.end]
    text = "\n".join(cell.text for cell in inside if cell.text and not cell.continued)
    return text, bool(inside) and all(cell.continued for cell in inside)


def _spans_both(row: _Row, one: _Cell, other: _Cell) -> bool:
    return any(
        cell.start <= min(one.start, other.start) and max(one.start, other.start) < cell.end for cell in row.cells
    )


# --- WordprocessingML ------------------------------------------------------------------------------------------------


def _name(element: _Element) -> str:
    """Return an element's name without its namespace, of which there are two (transitional, strict)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: _Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _find(element: _Element, *path: str) -> _Element | None:
    """Return the first descendant along a path of names."""
    found: _Element | None = element
    for name in path:
        found = None if found is None else next((child for child in found if _name(child) == name), None)
    return found


def _tables(root: _Element) -> Iterator[_Element]:
    """Yield the tables of a document, no tables within tables."""
    for child in root:
        if _name(child) == "tbl":
            yield child
        elif _name(child) not in _TAKEN_AWAY | {"p"}:
            yield from _tables(child)


def _rows(table: _Element, comments: dict[str, str], before: int, problems: list[str]) -> Iterator[_Row]:
    for number, row in enumerate(_parts_of(table, "tr"), before + 1):
        if _find(row, "trPr", "del") is not None:
            problems.append(f"row {number} is deleted in a tracked change, and is taken as deleted")
            continue
        place, cells = 0, []
        if (skipped := _find(row, "trPr", "gridBefore")) is not None:
            place = _number(_value(skipped, "val"), 0)
        for cell in _parts_of(row, "tc"):
            span, merge = _find(cell, "tcPr", "gridSpan"), _find(cell, "tcPr", "vMerge")
            end = place + (1 if span is None else _number(_value(span, "val"), 1))
            goes_on = merge is not None and _value(merge, "val") != "restart"
            cells.append(_Cell(place, end, _text(cell).strip("\n"), goes_on))
            place = end
        told = []
        for element in row.iter():
            if (
                _name(element) in ("commentRangeStart", "commentReference")
                and (key := _value(element, "id")) in comments
            ):
                told.append(comments.pop(key))  # in the first row it stands in
        yield _Row(number, tuple(cells), tuple(told))


def _parts_of(element: _Element, name: str) -> Iterator[_Element]:
    """Yield rows of a table or cells of a row, also those within a content control or a custom element."""
    for child in element:
        if _name(child) == name:
            yield child
        elif _name(child) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _parts_of(child, name)


def _text(element: _Element) -> str:
    """Return the text in an element, with all tracked changes accepted; paragraphs are lines."""
    name = _name(element)
    if name in _TAKEN_AWAY:
        return ""
    if name == "t":
        return element.text or ""
    if name in _CHARACTERS:
        return _CHARACTERS[name]
    text = "".join(map(_text, element))
    if name == "p" and _find(element, "pPr", "rPr", "del") is None:  # else the paragraph goes on in the next
        text += "\n"
    return text


def _comments(archive: Archive) -> dict[str, str]:
    """Return the comments by their id, each with who wrote it."""
    if _COMMENTS not in archive:
        return {}
    found = {}
    for comment in parse_xml(archive.read(_COMMENTS), f"{archive.name}, {_COMMENTS}"):
        author, text = _value(comment, "author").strip(), " ".join(_text(comment).split())
        if text:
            found[_value(comment, "id")] = f"{author}: {text}" if author else text
    return found


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and int(text) < 1000 else otherwise
