"""A workbook that comes back from Excel, LibreOffice or Google Sheets: sorted, commented, rows gone or added."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from translate.errors import ReadingError
from translate.formats.archive import Archive, is_archive, open_archive
from translate.importing.columns import Role, find_columns, is_header, read_state
from translate.importing.office import identity_in_properties
from translate.importing.registry import Incoming, IncomingRow, importer
from translate.writing.bilingual import IDENTITY_LABEL
from translate.writing.xlsx import unescape

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WORKBOOK = "xl/workbook.xml"
_MEND = "give the workbook that `translate export --to xlsx` wrote, as .xlsx"
_HEADER_WITHIN = 20  # rows from the top, should somebody have put some above the header
_PART_LIMIT = 32 * 1024 * 1024  # bytes of one XML part: some 100,000 rows; openpyxl takes fifty times as much memory
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
# What Excel writes for programs that know no threads of comments stands before the words themselves.
_THREAD = re.compile(r"\A\[Threaded comment\].*?\n\s*Comment:\s*", re.S)
_UNUSABLE = {"f": "a formula", "e": "an error value", "d": "a date"}


def _is_xlsx(data: bytes, name: str) -> bool:
    return is_archive(data) and _WORKBOOK.encode() in data


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a sheet: the texts of its cells, by their 0-based place what else is to be said of them."""

    number: int
    texts: tuple[str, ...]
    unusable: dict[int, str]
    comments: tuple[str, ...]


@importer("workbook", suffixes=(".xlsx",), recognise=_is_xlsx)
def read_xlsx_rows(data: bytes, name: str) -> Incoming:
    """Read the rows of the first sheet that has the columns.

    Raises:
        ReadingError: the file is damaged, or no sheet has Dutch and English columns.
    """
    archive = open_archive(data, name)
    _check_parts(archive)
    sheets = _load(data, name).worksheets
    identity = next(filter(None, map(_identity_on, sheets)), "") or identity_in_properties(archive)
    for sheet in sheets:
        rows = list(_rows(sheet))
        head = next((place for place, row in enumerate(rows[:_HEADER_WITHIN]) if is_header(row.texts)), None)
        if head is None:
            continue
        body = rows[head + 1 :]
        roles, guessed = find_columns(rows[head].texts, [row.texts for row in body], f"{name}, sheet {sheet.title!r}")
        problems, merged = list(guessed), _merged(sheet, roles)
        found = tuple(_incoming(row, roles, merged, problems) for row in body)
        return Incoming(identity, found, problems=tuple(problems))
    raise ReadingError("no sheet with Dutch and English columns", where=name, mend=_MEND)


def _incoming(row: _Row, roles: dict[Role, int], merged: dict[int, str], problems: list[str]) -> IncomingRow:
    def cell(role: Role) -> str:
        return row.texts[roles[role]] if role in roles and roles[role] < len(row.texts) else ""

    where = f"row {row.number}"
    texts = ((roles["dutch"], "Dutch"), (roles["english"], "English"))
    unusable = (
        f"{row.unusable[place]} stands in the place of the {shown}" for place, shown in texts if place in row.unusable
    )
    state, wrong = read_state(cell("state"))
    if wrong:
        problems.append(f"{where}: {wrong}")
    comment = "\n".join(filter(None, (cell("comment").strip(), *row.comments)))
    problem = merged.get(row.number) or next(unusable, "")
    return IncomingRow(
        cell("id").strip(), cell("dutch"), cell("english"), state, cell("mark").strip(), comment, where, problem
    )


# --- the workbook ----------------------------------------------------------------------------------------------------


def _check_parts(archive: Archive) -> None:
    """Refuse what openpyxl should not see: a part that is too large, or has a document type declaration."""
    for part in archive.names:
        if part.lower().endswith((".xml", ".rels", ".vml")):
            content = archive.read(part)
            if len(content) > _PART_LIMIT:
                what = f"a sheet of more than {_PART_LIMIT // 1024**2} MB in {part}"
                raise ReadingError(what, where=archive.name, mend="copy the rows to a new workbook")
            if _DECLARATION.search(content) or b"\0" in content:
                what = f"a document type declaration, or another encoding than UTF-8, in {part}"
                raise ReadingError(what, where=archive.name, mend="save it again in a spreadsheet program")


def _load(data: bytes, name: str) -> Any:
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts that it does not know, which are not ours
            return load_workbook(io.BytesIO(data), data_only=False, keep_links=False)
    except Exception as error:  # openpyxl lets through whatever a broken part makes it trip over
        reason = " ".join(str(error).split())[:100]
        raise ReadingError(f"a damaged workbook ({reason})", where=name, mend="save it again as .xlsx") from error


def _identity_on(sheet: Worksheet) -> str:
    """Return the identity that stands on a sheet beside its label; empty where there is none."""
    for cells in sheet.iter_rows(max_row=50, max_col=2, values_only=True):
        if cells[0] == IDENTITY_LABEL and isinstance(cells[-1], str):
            return cells[-1].strip()
    return ""


def _rows(sheet: Worksheet) -> Iterator[_Row]:
    """Yield the rows that are not empty."""
    for cells in sheet.iter_rows():
        texts = tuple(map(_text_of, cells))
        unusable = {place: _UNUSABLE[cell.data_type] for place, cell in enumerate(cells) if cell.data_type in _UNUSABLE}
        comments = tuple(told for cell in cells if cell.comment and (told := _comment(cell.comment)))
        if any(text.strip() for text in texts) or unusable or comments:
            yield _Row(cells[0].row, texts, unusable, comments)


def _text_of(cell: Any) -> str:
    value = cell.value
    if value is None or cell.data_type in _UNUSABLE:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unescape(str(value))


def _comment(comment: Any) -> str:
    words = _THREAD.sub("", comment.text or "").strip()
    author = "" if (comment.author or "").startswith("tc=") else (comment.author or "").strip()
    words = words.removeprefix(f"{author}:").strip()
    words = " ".join(words.split())
    return f"{author}: {words}" if author and words else words


def _merged(sheet: Worksheet, roles: dict[Role, int]) -> dict[int, str]:
    """Return the rows whose texts are merged with others, each with what is wrong."""
    needed = {roles["dutch"] + 1, roles["english"] + 1}
    found: dict[int, str] = {}
    for area in sheet.merged_cells.ranges:
        touched = needed.intersection(range(area.min_col, area.max_col + 1))
        if len(touched) == 2:
            found |= dict.fromkeys(range(area.min_row, area.max_row + 1), "Dutch and English are merged into one cell")
        elif touched and area.min_row < area.max_row:
            what = f"the cells of the rows {area.min_row} to {area.max_row} are merged"
            found |= dict.fromkeys(range(area.min_row, area.max_row + 1), what)
    return found
