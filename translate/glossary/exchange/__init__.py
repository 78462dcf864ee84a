"""A glossary to and from the files of other tools: TBX, CSV and TSV, XLSX, OmegaT's own.

``read_terms`` knows a format by its content and a direction by its language codes; ``merging`` brings what was read
into a glossary. What each format can hold is described in docs/glossary-exchange.md.
"""

from __future__ import annotations

import errno
import os
import re
from contextlib import suppress
from pathlib import Path

from translate.errors import GlossaryError, WritingError
from translate.glossary.exchange.terms import MAX_FILE, Exported, Imported, Term
from translate.glossary.model import Glossary

__all__ = ["FORMATS", "Exported", "Imported", "Term", "format_for", "read_terms", "write_terms"]

FORMATS = ("tbx", "tbx-dct", "csv", "tsv", "omegat", "xlsx")
"""What a glossary can be written as."""

_SUFFIXES = {
    ".tbx": "tbx", ".xml": "tbx", ".csv": "csv", ".tsv": "tsv", ".txt": "omegat", ".tab": "omegat", ".utf8": "omegat",
    ".xlsx": "xlsx",
}  # fmt: skip
_XML = re.compile(rb"\s*<(?:\?xml|!DOCTYPE|!--|(?:[\w.-]+:)?(?:tbx|martif)[\s>])")  # a term may begin with < too
_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def read_terms(path: Path, columns: str = "") -> Imported:
    """Read the terms of another tool's file; its format is told by its content.

    Args:
        path: the file.
        columns: what the columns of a table hold, with commas between (``nl,en,note``; ``-`` for one to pass over),
            for a table that does not say it.

    Raises:
        TranslateError: the file cannot be read as a glossary, or does not say which column is Dutch.
    """
    name = str(path)
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise GlossaryError(f"cannot be read: {error.strerror}", where=name, mend="give the path of a file") from error
    except ValueError as error:  # a NUL in the path
        raise GlossaryError("no such file", where=ascii(name), mend="give the path of a file") from error
    if len(data) > MAX_FILE:
        limit = f"larger than {MAX_FILE // 1024**2} MB"
        raise GlossaryError(limit, where=name, mend="export a part of it from the tool that made it")
    if data.startswith(b"PK\x03\x04"):
        from translate.glossary.exchange.xlsx import read_xlsx

        return read_xlsx(data, name, columns)
    if _looks_like_xml(data):
        from translate.glossary.exchange.tbx import read_tbx

        return read_tbx(data, name)
    _refuse_other_formats(data, name)
    from translate.glossary.exchange.delimited import read_delimited

    return read_delimited(data, name, columns)


def write_terms(glossary: Glossary, path: Path, format: str) -> Exported:
    """Write a glossary for another tool; the file is there whole, or not at all.

    Raises:
        WritingError: the format is not one of ``FORMATS``, has no place for something that cannot be left out, or the
            file cannot be written.
    """
    if format not in FORMATS:
        raise WritingError(f"no format {format!r}", where="--to", mend=f"choose one of {', '.join(FORMATS)}")
    if not glossary.entries:
        raise WritingError("no entries to write", where=str(path), mend="choose others")
    if glossary.path and os.path.realpath(path) == os.path.realpath(glossary.path):
        raise WritingError("this is the glossary itself", where=str(path), mend="give another file to write to")
    data, lost = _render(glossary, format, str(path))
    _write_whole(path, data)
    return Exported(str(path), format, len(glossary), lost)


def format_for(path: Path) -> str:
    """Return the format that a file's suffix asks for; empty for a suffix that says nothing."""
    return _SUFFIXES.get(path.suffix.lower(), "")


def _render(glossary: Glossary, format: str, name: str) -> tuple[bytes, tuple[str, ...]]:
    if format in ("tbx", "tbx-dct"):
        from translate.glossary.exchange.tbx_writing import render_tbx

        return render_tbx(glossary, "dct" if format == "tbx-dct" else "dca", name), ()
    if format == "xlsx":
        from translate.glossary.exchange.xlsx import render_xlsx

        return render_xlsx(glossary, name), ()
    from translate.glossary.exchange.delimited import render_delimited

    return render_delimited(glossary, format)


def _looks_like_xml(data: bytes) -> bool:
    head = data[:4096]
    encoding = next((encoding for bom, encoding in _BOMS.items() if head.startswith(bom)), "")
    if encoding:
        head = head.decode(encoding, "replace").lstrip("\ufeff").encode()
    return bool(_XML.match(head))


def _refuse_other_formats(data: bytes, name: str) -> None:
    from translate.reading.signatures import describe

    found = describe(data)
    if "old Word, Excel" in found:
        found, mend = "an old Excel file, or one with a password", "save it as .xlsx without a password"
    else:
        mend = "give a TBX, CSV, TSV, XLSX or OmegaT glossary"
    if found:
        raise GlossaryError(f"{found}, not a glossary", where=name, mend=mend)


def _write_whole(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        temporary.write_bytes(data)
        os.replace(temporary, path)
    except (OSError, ValueError) as error:  # a ValueError is a NUL in the path
        with suppress(OSError, ValueError):
            temporary.unlink(missing_ok=True)
        reason = getattr(error, "strerror", None) or error
        mend = "choose a file in a folder you may write in"
        raise WritingError(f"cannot be written: {reason}", where=str(path), mend=mend) from error
