"""What cannot be taken back is refused in one line that says what to do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from translate.errors import ReadingError
from translate.importing import read_incoming

from .conftest import Export

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return made.getvalue()


def document_of(text: str) -> bytes:
    made = io.BytesIO()
    document = Document()
    document.add_paragraph(text)
    document.save(made)
    return made.getvalue()


def workbook_of(*rows: tuple[str, ...]) -> bytes:
    made = io.BytesIO()
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(made)
    return made.getvalue()


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
CASES = [
    ("a.docx", document_of("Geen tabel."), "no table with Dutch and English"),
    ("a.xlsx", workbook_of(("naam", "leeftijd"), ("Jan", "3")), "no sheet with Dutch and English"),
    ("a.xlsx", workbook_of(("id", "nl", "state"), ("1.1", "Ja.", "final")), "no column is called English"),
    ("a.docx", OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
    ("a.docx", b"", "empty"),
    ("a.docx", b"PK\x03\x04 and no more word/document.xml", "cut off or damaged"),
    ("a.zip", zipped(leesmij=b"<a/>"), "looks like a zip archive, which is not taken back"),
    ("a.pdf", b"%PDF-1.7\n", "looks like a PDF, which is not taken back"),
    ("a.docx", zipped(word__document=BOMB), "document type declaration"),
    ("a.docx", zipped(word__document=OUTSIDE), "document type declaration"),
    ("a.xlsx", zipped(xl__workbook=BOMB), "document type declaration"),
    ("a.xlsx", zipped(xl__workbook=b"<a/>"), "a damaged workbook"),
    ("a.docx", zipped(word__document=b"<a>"), "not well-formed XML"),
    ("a.docx", zipped(word__document=b"<a>" + b" " * (20 * 1024**2) + b"</a>"), "would unpack"),
]


@pytest.mark.parametrize(("name", "data", "says"), CASES)
def test_one_line_says_what_is_wrong(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadingError) as caught:
        read_incoming(path)
    assert says in caught.value.line() and str(path) in caught.value.line()
    assert caught.value.mend


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_a_truncated_file_is_refused_wherever_it_ends(export: Export, format: str) -> None:
    path = export(format)
    data = path.read_bytes()
    for size in range(0, len(data), len(data) // 12):
        path.write_bytes(data[:size])
        with pytest.raises(ReadingError):
            read_incoming(path)


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]


def doubled(data: bytes, place: int) -> bytes:
    return data[:place] + data


@pytest.mark.parametrize("damage", [flipped, doubled])
@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_a_damaged_file_is_refused_or_read_and_nothing_else(
    export: Export, format: str, damage: Callable[[bytes, int], bytes]
) -> None:
    path = export(format)
    data = path.read_bytes()
    for place in range(7, len(data), len(data) // 25):
        path.write_bytes(damage(data, place))
        try:
            read_incoming(path)
        except ReadingError as error:
            assert "\n" not in error.line()
