"""The bytes of a web page into characters and back, every byte that is left alone the same as before."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from translate.errors import ReadingError
from translate.reading.decoding import PEEK, READ_ENCODINGS, UTF_32_BOMS, place

BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
DECLARED = re.compile(rb"<(?:meta\b[^>]*?|\?xml\b[^>]*?)(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
# What the Encoding Standard (encoding.spec.whatwg.org) lets a page name, as Python calls it: all have ASCII's bytes for
# ASCII's characters, as UTF-7 and UTF-16 have not.
KNOWN = re.compile(
    r"utf-8|cp125\d|windows-874|iso8859-\d+|koi8-[ru]|mac-roman|mac-cyrillic|cp866|gbk|gb2312|gb18030|big5"
    r"|euc_jp|shift_jis|cp932|euc_kr|cp949"
)
# Pages that say Latin-1 or ASCII are read as Windows-1252: the Encoding Standard's labels.
WESTERN = frozenset({"iso8859-1", "ascii", "cp1252"})
STRAY = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Decoding:
    """The characters of a page, and how to make its bytes of them again.

    ``bom`` is the byte order mark that stood in front. ``sure`` says that a browser will read the page in ``encoding``:
    the page says so, or its mark does. A byte that is none of the encoding's is half of a surrogate pair.
    """

    text: str
    encoding: str
    bom: bytes = b""
    sure: bool = True

    @property
    def strays(self) -> int:
        """How many bytes are not of the encoding."""
        return sum(1 for _ in STRAY.finditer(self.text))

    def bytes_of(self, text: str) -> bytes:
        """Return the bytes of a part of the page as it was."""
        return text.encode(self.encoding, "surrogateescape")

    def bytes_of_new(self, text: str) -> bytes:
        """Return the bytes of text that is new; what the encoding has no bytes for becomes a reference."""
        text = STRAY.sub("\ufffd", text)
        return text.encode(self.encoding if self.sure else "ascii", "xmlcharrefreplace")


def decode_page(data: bytes, name: str, told: str = "") -> Decoding:
    """Decode a web page as a browser does: byte order mark, then what it was sent with, then what it says itself.

    Without any of these, and where a page that says it is in a one-byte encoding is good UTF-8 with other characters
    than ASCII, it is UTF-8 or else Windows-1252.

    Args:
        data: the bytes.
        name: what the file is called, for errors.
        told: the encoding that came with it from outside, empty where none did.

    Raises:
        ReadingError: it is UTF-32, cut in the middle of a UTF-16 character, or binary.
    """
    if data.startswith(UTF_32_BOMS):
        raise ReadingError(f"UTF-32, which is not read ({READ_ENCODINGS})", where=place(name), mend="save it as UTF-8")
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], encoding, name, bom=bom)
    if b"\0" in data[:PEEK]:
        what = "binary data, not a web page (there are NUL bytes in it)"
        raise ReadingError(what, where=place(name), mend="save the page again")
    match = DECLARED.search(data, 0, PEEK)
    said = _python_name(told) or _python_name(match[1].decode("ascii", "replace") if match else "")
    encoding = said or "utf-8"
    text = data.decode("utf-8", "surrogateescape")
    strays = len(STRAY.findall(text))
    foreign = len(text) - strays - len(text.encode("ascii", "ignore"))
    if encoding == "utf-8" and strays and not foreign:
        encoding = "cp1252"
    elif encoding in WESTERN and foreign and not strays:
        encoding = "utf-8"
    return _decoded(data, encoding, name, sure=encoding == said)


def _decoded(data: bytes, encoding: str, name: str, *, bom: bytes = b"", sure: bool = True) -> Decoding:
    # UTF-16 has no bytes that are none of it, but units that are.
    errors = "strict" if encoding.startswith("utf-16") else "surrogateescape"
    try:
        decoding = Decoding(data.decode(encoding, errors), encoding, bom, sure)
        # Some encodings have two ways to write a character: such a page cannot be kept byte for byte.
        good = decoding.bytes_of(decoding.text) == data
    except UnicodeError:
        good = False
    if not good:
        label = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        raise ReadingError(
            f"{label} that is damaged or cut off", where=place(name), mend="save the page again, as UTF-8"
        )
    return decoding


def mend_strays(text: str) -> str:
    """Return text with the bytes that were not of its encoding read as Windows-1252, where that has them."""

    def mended(match: re.Match[str]) -> str:
        return bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace")

    return STRAY.sub(mended, text)


def _python_name(label: str) -> str:
    """Return what Python calls an encoding that a page may name; empty for others."""
    try:
        name = codecs.lookup(label.strip().lower()).name
    except (LookupError, ValueError):
        return ""
    if name in WESTERN:
        return "cp1252"
    if name.startswith("utf-16"):
        return "utf-8"
    return name if KNOWN.fullmatch(name) else ""
