"""What a file that is not an article looks like, told from its first bytes."""

from __future__ import annotations

import re

from translate.reading.decoding import peek

MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "a PDF"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF87a", "a GIF picture"),
    (0, b"GIF89a", "a GIF picture"),
    (0, b"II*\0", "a TIFF picture"),
    (0, b"MM\0*", "a TIFF picture"),
    (8, b"WEBP", "a WebP picture"),
    (8, b"WAVE", "a sound recording"),
    (0, b"ID3\x03", "a sound recording"),
    (0, b"ID3\x04", "a sound recording"),
    (0, b"OggS\0", "a sound recording"),
    (4, b"ftyp", "a video or sound recording"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"BZh91AY&SY", "a bzip2 archive"),
    (0, b"\xfd7zXZ\0", "an xz archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or Outlook file"),
    (0, b"{\\rtf", "a rich text (RTF) file"),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (0, b"\x7fELF", "a program"),
)
"""Offset, bytes and name, from the formats' own specifications. Bytes that could open an article are not among them."""

ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"word/document.xml", "a Word file"),
    (b"xl/workbook.xml", "an Excel file"),
    (b"ppt/presentation.xml", "a PowerPoint file"),
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument (LibreOffice) file"),
    (b"application/epub+zip", "an EPUB book"),
)
"""What names inside a zip archive give away: the member names are not compressed."""

WEB_PAGE = "a web page (HTML)"

MARKED_UP: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        # An XML declaration or comments may come first: browsers leave one in a page they save.
        re.compile(
            r"\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*){0,20}<(?:!doctype\s+html\b|(?:html|head|body)[\s>/])",
            re.I | re.S,
        ),
        WEB_PAGE,
    ),
    (re.compile(r"\s*<\?xml\b"), "an XML file"),
    (re.compile(r"\s*WEBVTT\b"), "subtitles (WebVTT)"),
    (re.compile(r"\s*\d+[ \t]*\n\d\d:\d\d:\d\d[,.]\d{3}\s*-->"), "subtitles (SRT)"),
)
"""Formats that are text, but whose text is not that of the article."""


def describe(data: bytes) -> str:
    """Say what the bytes look like (``a PNG picture``); empty where they may well be an article's text."""
    for offset, magic, name in MAGIC:
        if data.startswith(magic, offset):
            return name
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((name for member, name in ZIPPED if member in data), "a zip archive")
    start = peek(data)
    return next((name for pattern, name in MARKED_UP if pattern.match(start)), "")
