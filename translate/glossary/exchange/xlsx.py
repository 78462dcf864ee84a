"""XLSX read and written: a row for each entry and a column for each field, lists with a line for each item.

Every cell is written as text, so that no term becomes a formula, a date or a number. A workbook is opened by strangers'
hands: formulas, macros, document type declarations and parts that unpack to very much are refused.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from translate.errors import GlossaryError, WritingError
from translate.glossary.exchange.columns import (
    ASK,
    Row,
    columns_of_header,
    columns_of_option,
    terms_of_rows,
)
from translate.glossary.exchange.terms import Imported, Remarks, Term
from translate.glossary.model import Entry, Glossary

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEADER = (
    "source (nl)",
    "target (en)",
    "forms",
    "kind",
    "case",
    "note",
    "variants",
    "forbidden",
    "compounds",
    "translate",
    "expand",
)
_WIDTHS = (28, 32, 20, 14, 8, 50, 32, 32, 11, 10, 36)  # of the columns, in characters
_MAX_CELL = 32767  # characters; the limit of the format, beyond which openpyxl cuts
_MAX_UNPACKED = 1024**3  # bytes in all parts together
_MAX_PARTS = 2000
_MAX_COLUMNS = 64
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_REFUSED_CELLS = {
    "f": ("a formula", "replace it by its text"),
    "e": ("an error", "write the text"),
    "d": ("a date", "format the column as text and write it anew"),
}


def read_xlsx(data: bytes, name: str, columns: str = "") -> Imported:
    """Read the first sheet whose first row names the columns, or the first one where ``columns`` does.

    Raises:
        GlossaryError: it is no workbook, holds formulas or macros, or does not say which column is Dutch.
    """
    remarks = Remarks()
    _check_parts(data, name)
    option = columns_of_option(columns) if columns else None
    found: list[Term] | None = None
    for sheet in _sheets(data, name):
        rows = _sheet_rows(sheet, name) if found is None else iter(())
        first = next(rows, None)
        header = columns_of_header(first.cells) if first else None
        decided = option or header
        if first is None or decided is None or not decided.decided:
            remarks.add(f"the sheet {sheet.title[:40]!r} is passed over")
            continue
        missing = len(first.cells) - len(decided.roles)
        wide = decided._replace(roles=decided.roles + ("",) * missing)
        found = terms_of_rows(rows if header else chain([first], rows), wide, remarks)
    if found is None:
        what = "no sheet says which column is Dutch and which is English"
        raise GlossaryError(what, where=name, mend=ASK)
    if not found:
        why = "; ".join(remarks.lines()[:3])
        raise GlossaryError(f"no terms in it{f' ({why})' if why else ''}", where=name, mend="fill in Dutch and English")
    return Imported(name, "XLSX", tuple(found), remarks.lines())


def _check_parts(data: bytes, name: str) -> None:
    """Refuse what is no plain workbook, before anything of it is interpreted."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename.lower() for part in parts}
            if not any(part.endswith("workbook.xml") for part in names):
                what = "a zip archive, but no Excel workbook"
                raise GlossaryError(what, where=name, mend="save the table as .xlsx")
            if any("vbaproject" in part for part in names):
                raise GlossaryError("a workbook with macros", where=name, mend="save it as .xlsx, without macros")
            if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
                what = "a workbook that unpacks to far too much"
                raise GlossaryError(what, where=name, mend="copy the terms to a new workbook")
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    _check_part(archive, part, name)
    except GlossaryError:
        raise
    except Exception as error:  # zipfile lets through whatever damage makes it trip over
        raise _damaged(name, error) from error


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """Refuse a part with a document type declaration, which OOXML has none of; entities are declared there."""
    before = b""
    with archive.open(part) as file:
        while block := file.read(1 << 20):
            if _DECLARATION.search(before + block) or b"\0" in block:
                what = f"a document type declaration, or another encoding than UTF-8, in {part.filename}"
                raise GlossaryError(what, where=name, mend="save the workbook again in a spreadsheet program")
            before = block[-16:]


def _damaged(name: str, error: Exception) -> GlossaryError:
    reason = " ".join(str(error).split())[:100]
    what = f"a damaged workbook ({reason})" if reason else "a damaged workbook"
    return GlossaryError(what, where=name, mend="save it again as .xlsx")


def _sheets(data: bytes, name: str) -> Iterator[Worksheet]:
    from openpyxl import load_workbook

    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    except Exception as error:  # openpyxl lets through whatever a broken part makes it trip over
        raise _damaged(name, error) from error
    yield from workbook.worksheets


def _sheet_rows(sheet: Worksheet, name: str) -> Iterator[Row]:
    """Yield the rows that are not empty, each cell as text."""
    try:
        sheet.reset_dimensions()  # what a sheet says of its size need not be so
        for number, cells in enumerate(sheet.iter_rows(max_col=_MAX_COLUMNS), 1):
            texts = [_cell_text(cell, sheet.title, name) for cell in cells]
            while texts and not texts[-1]:
                texts.pop()
            if texts:
                yield Row(number, texts)
    except GlossaryError:
        raise
    except Exception as error:  # as above
        raise _damaged(name, error) from error


def _cell_text(cell: Any, sheet: str, name: str) -> str:
    if cell.value is None:
        return ""
    if cell.data_type in _REFUSED_CELLS or not isinstance(cell.value, (str, bool, int, float)):
        what, mend = _REFUSED_CELLS.get(cell.data_type, ("a value that is no text", "write it as text"))
        where = f"{name}, sheet {sheet[:40]!r}, cell {cell.coordinate}"
        raise GlossaryError(f"{what}, where a text is expected", where=where, mend=mend)
    if isinstance(cell.value, bool):
        return "true" if cell.value else "false"
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return _unescaped(cell.value) if isinstance(cell.value, str) else str(cell.value)


def _unescaped(text: str) -> str:
    """Return a text with the characters that the format writes as ``_x000D_`` (ST_Xstring in ECMA-376)."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


# --- written ---------------------------------------------------------------------------------------------------------


def render_xlsx(glossary: Glossary, name: str) -> bytes:
    """Return a glossary as a workbook.

    Raises:
        WritingError: a text does not fit into a cell, or has a character that a cell cannot hold.
    """
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    rows = [_texts(entry) for entry in glossary]
    for entry, texts in zip(glossary, rows, strict=True):
        _check_texts(entry, texts, name)
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("glossary")
    sheet.freeze_panes = "A2"
    for index, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    _append(sheet, HEADER, bold=True)
    for texts in rows:
        _append(sheet, texts)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEADER))}{len(glossary) + 1}"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _texts(entry: Entry) -> list[str]:
    """Return the cells of an entry, in the order of the header."""
    return [
        "\n".join(entry.sources),
        entry.target,
        "\n".join(entry.forms),
        entry.kind,
        entry.case,
        entry.note,
        "\n".join(entry.variants),
        "\n".join(entry.forbidden),
        "true" if entry.compounds else "",
        "" if entry.translate else "false",
        entry.expand,
    ]


def _check_texts(entry: Entry, texts: list[str], name: str) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    for field, text in zip(HEADER, texts, strict=True):
        if len(text) > _MAX_CELL:
            what = f"{field} of {entry.id!r} is longer than the {_MAX_CELL:,} characters of a cell"
            raise WritingError(what, where=name, mend="shorten it, or export as tbx")
        if ILLEGAL_CHARACTERS_RE.search(text):
            what = f"{field} of {entry.id!r} has a control character"
            raise WritingError(what, where=name, mend="remove it from the glossary")


def _append(sheet: Any, texts: Sequence[str], *, bold: bool = False) -> None:
    """Add a row of cells that stay text, whatever they begin with and whoever edits them."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    alignment, font = Alignment(vertical="top", wrap_text=True), Font(name="Calibri", size=11, bold=bold)
    cells: list[Any] = []
    for text in texts:
        escaped = _ESCAPED.sub(r"_x005F_x\1_", text)
        cell: Any = WriteOnlyCell(sheet, value=escaped or None)
        cell.data_type = "s" if text else "n"  # openpyxl makes a formula of what begins with =
        cell.number_format = "@"
        cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
        cell.alignment, cell.font = alignment, font
        cells.append(cell)
    sheet.append(cells)
