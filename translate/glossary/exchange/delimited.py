"""CSV and TSV as DeepL and spreadsheets write them, and OmegaT's tab-separated glossary: read and written.

Read are commas, semicolons and tabs, quoted or not, in UTF-8, UTF-16 with a byte order mark, and Windows-1252.
Written is UTF-8 without a byte order mark.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice

from translate.errors import GlossaryError
from translate.glossary.exchange.columns import (
    ASK,
    Columns,
    Row,
    columns_of_header,
    columns_of_option,
    columns_of_rows,
    terms_of_rows,
)
from translate.glossary.exchange.terms import Imported, Remarks
from translate.glossary.model import Entry, Glossary

_DELIMITERS = ("\t", ";", ",")
_SAMPLE = 200  # rows that a delimiter is judged by
_LONGEST_CELL = 131072  # characters; csv's own limit: a quote that is never closed swallows no more
_COMMENT = "# "  # what begins a comment in OmegaT's glossaries; "#metoo" is a term
_OMEGAT = re.compile("^# ", re.M)  # its glossaries have comments, and know no quotes
_OMEGAT_HEADING = "# nl\ten\tcomment"
# What a spreadsheet program takes for the start of a formula, after as many apostrophes as there are.
_LIVE = re.compile("'*[=+@\t\r-]")
_HELD = {"csv": ("source", "target"), "tsv": ("source", "target"), "omegat": ("source", "target", "note")}


def read_delimited(data: bytes, name: str, columns: str = "") -> Imported:
    """Read a table of terms.

    Raises:
        TranslateError: it is not text, not a table, or does not say which column is Dutch and ``columns`` neither.
    """
    from translate.reading.decoding import decode

    remarks = Remarks()
    decoded = decode(data, name)
    for left_out in decoded.left_out:
        remarks.add(left_out)
    text, delimiter = _delimiter(decoded.text)
    if not delimiter:
        what = "not a table: no tabs, semicolons or commas part it into columns"
        raise GlossaryError(what, where=name, mend="give a TBX, CSV, TSV, XLSX or OmegaT glossary")
    rows = _rows(text, delimiter, name)
    found, rows = _columns(rows, columns, delimiter, name)
    terms = terms_of_rows(rows, found, remarks)
    if not terms:
        why = "; ".join(remarks.lines()[:3])
        raise GlossaryError(f"no terms in it{f' ({why})' if why else ''}", where=name, mend=ASK)
    format = {"\t": "tab-separated", ";": "CSV with semicolons", ",": "CSV"}[delimiter]
    return Imported(name, format, tuple(terms), remarks.lines())


# --- delimiters and quotes -------------------------------------------------------------------------------------------


def _delimiter(text: str) -> tuple[str, str]:
    """Return the text below a line such as ``sep=;``, which Excel writes, and what parts its cells; empty for none."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and first[4:].strip(" ") in _DELIMITERS:
        return "\n" + rest, first[4:].strip(" ")
    # The tab and the semicolon come first where all do as well: they do not stand in terms, and the comma does.
    best = max(_DELIMITERS, key=lambda delimiter: _fitness(text, delimiter))
    return text, best if _fitness(text, best) > (False, 0.0) else ""


def _fitness(text: str, delimiter: str) -> tuple[bool, float]:
    """Say whether the table so parted tells its languages, and what share of rows has the commonest number of cells."""
    lines = (line for line in io.StringIO(text) if delimiter != "\t" or not line.startswith(_COMMENT))
    sample: list[list[str]] = []
    with suppress(csv.Error):  # a cell beyond the limit: what stands before it tells enough
        sample.extend(cells for cells in islice(csv.reader(lines, delimiter=delimiter), _SAMPLE) if any(cells))
    widths = Counter(map(len, sample))
    several = max((count for width, count in widths.items() if width > 1), default=0)
    header = columns_of_header(sample[0]) if several else None
    tagged = columns_of_rows([Row(0, cells) for cells in sample]) is not None
    return tagged or (header is not None and header.decided), several / max(len(sample), 1)


def _rows(text: str, delimiter: str, name: str) -> list[Row]:
    """Return the rows. In a table with tabs a quote that does not fit is a character like others."""
    quotings = [csv.QUOTE_MINIMAL] if delimiter != "\t" or not _OMEGAT.search(text) else []
    quotings += [csv.QUOTE_NONE] if delimiter == "\t" else []
    for quoting in quotings:
        try:
            return _parsed(text, delimiter, quoting)
        except _Unreadable as error:
            last = error
    raise GlossaryError(last.what, where=f"{name}, line {last.line}", mend=last.mend)


class _Unreadable(Exception):
    def __init__(self, what: str, line: int, mend: str) -> None:
        self.what = what
        self.line = line
        self.mend = mend
        super().__init__(what)


def _parsed(text: str, delimiter: str, quoting: int) -> list[Row]:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, quoting=quoting, strict=True)  # type: ignore[arg-type]
    rows, line = [], 0
    try:
        for cells in reader:
            rows.append(Row(line + 1, [_unguarded(cell) for cell in cells]))
            line = reader.line_num
    except csv.Error as error:
        mend = 'close it, and write a quote within a cell twice ("")'
        what = f"a quote in the wrong place ({error})"
        if "end of data" in str(error):
            what = "a quote that is never closed"
        elif "field larger" in str(error):
            what = f"a cell of more than {_LONGEST_CELL:,} characters"
            mend = "close the quote it begins with, or shorten it"
        raise _Unreadable(what, line + 1, mend) from None
    return rows


# --- columns ---------------------------------------------------------------------------------------------------------


def _columns(rows: list[Row], option: str, delimiter: str, name: str) -> tuple[Columns, list[Row]]:
    """Return what the columns hold, and the rows without header, comments and blanks."""
    rows = [row for row in rows if any(cell.strip() for cell in row.cells)]
    header = columns_of_rows(rows)
    terms: list[Row] = []
    for row in rows:
        comment = delimiter == "\t" and _is_comment(row.cells)
        if not terms and header is None:
            cells = [row.cells[0].removeprefix(_COMMENT), *row.cells[1:]] if comment else row.cells
            header = columns_of_header(cells)
            if header is not None:
                continue
        if not comment:
            terms.append(row)
    found = columns_of_option(option) if option else header
    if found is None or not found.decided:
        raise GlossaryError("it does not say which column is Dutch and which is English", where=name, mend=ASK)
    width = max((len(row.cells) for row in terms), default=0)
    return _widened(found, width), terms


def _is_comment(cells: Sequence[str]) -> bool:
    return cells[0].startswith(_COMMENT) or (cells[0].startswith("#") and not any(cells[1:]))


def _widened(columns: Columns, width: int) -> Columns:
    """Return the columns with those that a header or option does not name; the third of three is a comment."""
    if columns.names or len(columns.roles) >= width:
        return columns
    third = ("note",) if width == 3 and len(columns.roles) == 2 else ()
    roles = columns.roles + third
    return Columns(roles + ("",) * (width - len(roles)))


# --- written ---------------------------------------------------------------------------------------------------------


def render_delimited(glossary: Glossary, format: str) -> tuple[bytes, tuple[str, ...]]:
    """Return the file, and what it has no place for. A row for each source, with the target."""
    lost = Remarks()
    out = io.StringIO()
    if format == "omegat":
        out.write(_OMEGAT_HEADING + "\n")
    writer = csv.writer(out, delimiter="," if format == "csv" else "\t", lineterminator="\n")
    for entry in glossary:
        for what in _lost(entry, format):
            lost.add(what, entry.id)
        for source in entry.sources:
            if format != "omegat":
                texts = [_guarded(source), _guarded(entry.target)]
                writer.writerow([*texts, *(("NL", "EN") if format == "csv" else ())])
            elif not source.startswith("#"):
                out.write("\t".join([source, entry.target, " ".join(entry.note.split())]) + "\n")
    return out.getvalue().encode(), lost.lines()


def _lost(entry: Entry, format: str) -> Iterator[str]:
    """Yield what the format has no place for, and what another program may take amiss."""
    yield from _lost_fields(entry, _HELD[format])
    if format == "omegat" and "\n" in entry.note:
        yield "line breaks in note"
    if format == "omegat" and any(source.startswith("#") for source in entry.sources):
        yield "a term that OmegaT would take for a comment"
    if format != "omegat" and any(map(_LIVE.match, (*entry.sources, entry.target))):
        yield "nothing, but an apostrophe keeps spreadsheets from taking it for a formula; remove it for other programs"


def _guarded(text: str) -> str:
    """Return a term as a cell that no spreadsheet program runs: CSV cannot say that a cell is text."""
    return f"'{text}" if _LIVE.match(text) else text


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _LIVE.match(cell) else cell


def _lost_fields(entry: Entry, held: tuple[str, ...]) -> Iterator[str]:
    """Yield the fields of an entry that are not held and differ from those of an entry that says nothing of them."""
    plain = Entry(sources=entry.sources, target=entry.target)
    for field in ("forms", "case", "kind", "note", "variants", "forbidden", "compounds", "translate", "expand"):
        if field not in held and getattr(entry, field) != getattr(plain, field):
            yield field
