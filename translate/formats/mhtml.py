"""Pages that a browser saved in one file with their pictures: MHTML, and Safari's web archives.

MHTML is RFC 2557: parts between boundaries, the page the first of them that is HTML.
"""

from __future__ import annotations

import base64
import binascii
import plistlib
import quopri
import re
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from itertools import pairwise

from translate.errors import ReadingError
from translate.reading.decoding import place

HEAD_LIMIT = 64 * 1024
"""Where the header lines of a part must have ended, in bytes."""

PARTS_DEPTH = 5
"""Parts inside one another; Internet Explorer makes two of it."""

BLANK_LINE = re.compile(rb"\r?\n\r?\n")
BASE64_LINE = 57  # bytes, which make 76 characters: RFC 2045, 6.8
MEND = "save the page again"


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The page in such a file: its bytes, the encoding they came with, and how to wrap other bytes the same way."""

    page: bytes
    encoding: str
    wrap: Callable[[bytes], bytes]


def open_mhtml(data: bytes, name: str) -> Wrapped:
    """Find the page in MHTML.

    Raises:
        ReadingError: there is none, or it is cut off or packed in an unknown way.
    """
    head_end = BLANK_LINE.search(data, 0, HEAD_LIMIT)
    boundary = _headers(data[: head_end.start()]).get_boundary() if head_end else None
    if not head_end or not boundary:
        raise ReadingError("MHTML that does not say what its parts are", where=place(name), mend=MEND)
    found = _page_within(data, boundary, head_end.end(), len(data), name)
    if found is None:
        raise ReadingError("MHTML without a whole page in it", where=place(name), mend=MEND)
    return found


def open_webarchive(data: bytes, name: str) -> Wrapped:
    """Find the page in a web archive.

    Raises:
        ReadingError: it is damaged or has no page.
    """
    try:
        content = plistlib.loads(data)
        main = content["WebMainResource"]
        page, encoding = main["WebResourceData"], str(main.get("WebResourceTextEncodingName", ""))
    except (plistlib.InvalidFileException, ValueError, KeyError, TypeError, IndexError, RecursionError, OverflowError):
        page, encoding = b"", ""
    except Exception as error:  # the parser of XML has errors of its own kind
        if type(error).__module__ not in ("xml.parsers.expat", "pyexpat"):
            raise
        page, encoding = b"", ""
    if not isinstance(page, bytes) or not page:
        raise ReadingError("a web archive that is damaged, or without a page", where=place(name), mend=MEND)

    def wrap(new: bytes) -> bytes:
        main["WebResourceData"] = new
        binary = data.startswith(b"bplist")
        return plistlib.dumps(content, fmt=plistlib.FMT_BINARY if binary else plistlib.FMT_XML, sort_keys=False)

    return Wrapped(page, encoding, wrap)


def _page_within(data: bytes, boundary: str, start: int, end: int, name: str, depth: int = 0) -> Wrapped | None:
    """Return the first page among the parts, or the parts of a part, that stand between two places."""
    line = re.compile(rb"(?:^|\r?\n)--" + re.escape(boundary.encode()) + rb"(?:--)?[ \t]*(?=\r?\n|\Z)")
    edges = [match.span() for match in line.finditer(data, start - 1, end)]
    for (_, first), (last, _) in pairwise(edges):
        blank = BLANK_LINE.search(data, first, min(last, first + HEAD_LIMIT))
        if blank is None:
            continue
        headers = _headers(data[first : blank.start()].lstrip())
        inner = headers.get_boundary()
        if headers.get_content_type() in ("text/html", "application/xhtml+xml"):
            return _unwrapped(data, headers, blank.end(), last, name)
        if inner and depth < PARTS_DEPTH and (found := _page_within(data, inner, blank.end(), last, name, depth + 1)):
            return found
    return None


def _headers(lines: bytes) -> Message:
    return BytesHeaderParser().parsebytes(lines + b"\n\n")


def _unwrapped(data: bytes, headers: Message, start: int, end: int, name: str) -> Wrapped:
    body = data[start:end]
    coding = str(headers.get("Content-Transfer-Encoding", "binary")).strip().lower()
    newline = b"\r\n" if b"\r\n" in data[:start] else b"\n"
    encode: Callable[[bytes], bytes]
    if coding == "quoted-printable":
        page, encode = quopri.decodestring(body), lambda new: _quoted(new, newline)
    elif coding == "base64":
        try:
            page, encode = base64.b64decode(body), lambda new: _based(new, newline)
        except binascii.Error:
            raise ReadingError("MHTML whose page is damaged", where=place(name), mend=MEND) from None
    elif coding in ("binary", "8bit", "7bit"):
        page, encode = body, lambda new: new
    else:
        raise ReadingError(f"MHTML packed as {coding!r}, which is not read", where=place(name), mend=MEND)
    charset = headers.get_content_charset() or ""
    return Wrapped(page, charset, lambda new: data[:start] + encode(new) + data[end:])


def _quoted(page: bytes, newline: bytes) -> bytes:
    """Encode as quoted-printable, with the line ends of the page in the text as they are."""
    lines = page.replace(b"\r\n", b"\n").split(b"\n")
    return newline.join(quopri.encodestring(line).replace(b"\n", newline) for line in lines)


def _based(page: bytes, newline: bytes) -> bytes:
    pieces = (page[at : at + BASE64_LINE] for at in range(0, len(page), BASE64_LINE))
    return newline.join(base64.b64encode(piece) for piece in pieces)
