"""A workbook with a sentence a row, to review in a spreadsheet program and bring back.

Every cell is text and stays text, whatever it begins with and whoever edits it: no sentence becomes a formula, a date
or a number. What the way back needs is a hidden column, sorted with the others, and a line of the sheet About.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from translate.document import Article
from translate.errors import WritingError
from translate.identity import article_identity
from translate.writing.bilingual import (
    IDENTITY_LABEL,
    STATES,
    BilingualRow,
    about,
    bilingual_rows,
    headline,
    terms_of,
    warnings_of,
)
from translate.writing.marking import shown
from translate.writing.registry import writer

if TYPE_CHECKING:
    from openpyxl.worksheet.dimensions import RowDimension
    from openpyxl.worksheet.worksheet import Worksheet

COLUMNS = (  # names, and widths in characters
    ("Id", 7),
    ("Kind", 9),
    ("Dutch", 52),
    ("English", 52),
    ("State", 10.5),
    ("To check", 30),
    ("Terms", 25),
    ("Comment", 24),
    ("Mark", 15),
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet program may take for the start of a formula
MOST_IN_A_CELL = 32_767  # UTF-16 units, the limit of the format
HIGHEST_ROW = 409  # points, the limit of the format

_LIVE = 500  # rows below the last that get the list of states too, for rows that are added
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_FONT = "Calibri"
_LARGE, _SMALL = (
    (1.0, 15.0),
    (1.2, 12.0),
)  # letters of the text for one of the width, and the height of a line in points
_LETTERS = (_SMALL, _SMALL, _LARGE, _LARGE, _SMALL, _SMALL, _SMALL, _SMALL, (9.0, 0.0))
_INK, _SOFT, _LINE = "1B2229", "5B6670", "C5CCD3"
_HOW = (
    "Correct the English, choose the state, write comments; rows may be sorted, filtered, deleted. Leave the columns Id"
    " and Mark (hidden) and the line Article as they are: “translate import” reads the workbook back by them."
)


@writer("xlsx", suffix=".xlsx", about="A workbook with a sentence a row, to filter, sort and review.", infix=".nl-en")
def render_xlsx(article: Article) -> bytes:
    """Return the workbook: the sentences on its first sheet, what is known of the article on its second.

    Raises:
        WritingError: a sentence is too long for a cell.
    """
    from openpyxl import Workbook

    rows = bilingual_rows(article)
    title = headline(article)
    workbook = Workbook()
    workbook.properties.title, workbook.properties.creator = shown(title)[:255], "translate"
    workbook.properties.identifier = shown(article_identity(article))
    sheet = workbook.active
    sheet.title = "Sentences"
    _fill(sheet, rows)
    _dress(sheet, title, len(rows) + 1)
    _describe(workbook.create_sheet("About"), article, title, rows)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def unescape(text: str) -> str:
    """Return a cell's text with the characters that the format writes as ``_x000D_`` (ST_Xstring in ECMA-376)."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


# --- the sentences ---------------------------------------------------------------------------------------------------


def _fill(sheet: Worksheet, rows: Sequence[BilingualRow]) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    top = Alignment(vertical="top", wrap_text=True)
    normal, bold = Font(name=_FONT, size=11, color=_INK), Font(name=_FONT, size=11, bold=True, color=_INK)
    small, strong = Font(name=_FONT, size=9, color=_SOFT), Font(name=_FONT, size=9, bold=True, color=_INK)
    shade, none = PatternFill("solid", fgColor="F3F5F7"), PatternFill()
    line, start = Border(top=Side("hair", _LINE)), Border(top=Side("thin", "8C97A3"))
    for column, (name, _) in enumerate(COLUMNS, 1):
        cell = _write(sheet, 1, column, name)
        cell.font, cell.alignment = bold, Alignment(vertical="center")
        cell.fill = PatternFill("solid", fgColor="E4E8EC")
        cell.border = Border(bottom=Side("medium", "3B4652"))
    for number, one in enumerate(rows, 2):
        texts = _texts(one)
        widths = [width for _, width in COLUMNS]
        sheet.row_dimensions[number] = _fitting_row(sheet, number, zip(texts, widths, _LETTERS, strict=True))
        heading = one.paragraph.kind in ("title", "heading")
        loud = any(not note.quiet for note in one.notes)
        for column, text in enumerate(texts, 1):
            cell = _write(sheet, number, column, text)
            main = column in (3, 4)
            cell.font = (bold if heading else normal) if main else strong if loud and column == 6 else small
            cell.alignment, cell.border = top, start if one.first else line
            cell.fill = shade if heading else none


def _texts(one: BilingualRow) -> tuple[str, ...]:
    """Return the cells of a sentence, in the order of the columns."""
    segment = one.segment
    checks = "\n".join(f"{label}: {text}" for label, text in warnings_of(one))
    terms, note = "; ".join(terms_of(one)), segment.note.strip()
    return (
        segment.id, one.paragraph.kind, segment.source, segment.target, segment.state, checks, terms, note, one.mark
    )  # fmt: skip


def _fitting_row(
    sheet: Worksheet, number: int, cells: Iterable[tuple[str, float, tuple[float, float]]]
) -> RowDimension:
    """Return a row as high as its text, as far as that can be told, which a spreadsheet program fits again when edited.

    Without a height some programs show one line of each row until it is edited.

    Args:
        sheet: the sheet.
        number: of the row.
        cells: text, width of the column, and size of the letters (as in ``_LETTERS``) of each.
    """
    from openpyxl.worksheet.dimensions import RowDimension

    class Fitting(RowDimension):  # type: ignore[misc]
        customHeight = False  # what openpyxl says of every height: that it is to stay

    lines = max(
        sum(ceil(len(line) / (width * share)) or 1 for line in text.split("\n")) * size
        for text, width, (share, size) in cells
    )
    return Fitting(sheet, index=number, ht=min(max(lines + 4, 18), HIGHEST_ROW))


def _write(sheet: Worksheet, row: int, column: int, text: str) -> Any:
    """Write a cell that is text whatever it begins with, and stays text when somebody edits it."""
    if len(text.encode("utf-16-le", "replace")) // 2 > MOST_IN_A_CELL:
        mend = "choose another format, such as docx"
        raise WritingError(f"row {row}: longer than the {MOST_IN_A_CELL:,} characters of a cell", mend=mend)
    cell: Any = sheet.cell(row, column)
    cell.number_format = "@"
    if text:
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        cell.value = _ESCAPED.sub(r"_x005F_x\1_", shown(plain))  # else _x000D_ would come back as a line break
        cell.data_type = "s"  # openpyxl makes a formula of what begins with =
        cell.quotePrefix = text.startswith(FORMULA_STARTS)
    return cell


def _dress(sheet: Worksheet, title: str, last: int) -> None:
    """Set what belongs to the sheet as a whole: widths, filter, frozen header, list of states, print."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for column, (_, width) in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    letter = get_column_letter(len(COLUMNS))
    sheet.column_dimensions[letter].hidden = True
    sheet.row_dimensions[1].height = 22
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{letter}{last}"
    states = DataValidation(type="list", formula1=f'"{",".join(STATES)}"', allow_blank=True, showErrorMessage=True)
    states.errorTitle, states.error = "State", f"Choose one of {', '.join(STATES)}."
    states.add(f"E2:E{last + _LIVE}")
    sheet.add_data_validation(states)
    done = FormulaRule(['OR($E2="reviewed",$E2="final")'], font=Font(bold=True), fill=PatternFill(bgColor="DDEBDD"))
    sheet.conditional_formatting.add(f"E2:E{last + _LIVE}", done)
    sheet.sheet_view.zoomScale = 110
    page = sheet.page_setup
    page.orientation, page.paperSize, page.fitToWidth, page.fitToHeight = "landscape", "9", 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.5  # inches, as the format has them
    margins.bottom = 0.7
    sheet.oddFooter.left.text = shown(title).replace("&", "&&")[:100]
    sheet.oddFooter.right.text = "&P / &N"


# --- about the article -----------------------------------------------------------------------------------------------


def _describe(sheet: Worksheet, article: Article, title: str, rows: Sequence[BilingualRow]) -> None:
    from openpyxl.styles import Alignment, Font

    dutch = article.title.strip()
    known = [("Title", title), *([("Dutch title", dutch)] if dutch and dutch != title else []), *about(article, rows)]
    known += [("Review", _HOW), (IDENTITY_LABEL, article_identity(article))]
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 100
    for number, (label, value) in enumerate(known, 1):
        sheet.row_dimensions[number] = _fitting_row(sheet, number, [(value, 84 if number == 1 else 100, _LARGE)])
        for column, text in enumerate((label, value[:MOST_IN_A_CELL]), 1):
            cell = _write(sheet, number, column, text)
            cell.font = Font(
                name=_FONT, size=14 if number == 1 and column == 2 else 11, bold=column == 1 or number == 1
            )
            cell.alignment = Alignment(vertical="top", wrap_text=True)
