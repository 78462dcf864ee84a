"""Bytes into clean text: the encoding recognised, line ends and invisible characters settled."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from translate.errors import ReadingError

PEEK = 64 * 1024
"""How much of a file is looked at to recognise its format, in bytes."""

STRAY_CONTROLS = 0.001
"""The share of control characters, of all characters, below which they are dropped as strays. More is not text."""

UTF_16_BOMS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
UTF_32_BOMS = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")

LINE_ENDS = re.compile("\r\n|[\r\x85\u2028]")
# Tab and newline stay; U+FFFE and U+FFFF can stand in no XML, and so in none of the formats written.
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
# Soft hyphen, zero-width space, word joiner, byte order mark: they would hide a term from the glossary.
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")

# Bytes that Windows-1252 leaves undefined, and controls, which no Windows text holds.
NOT_WINDOWS_1252 = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d]")
# What other code pages look like when read as Windows-1252: a sign inside a word (DOS: cr‚che), or a capital after
# a small letter (Mac: cafŽ). Quotes, apostrophes, dashes, ellipsis, soft hyphen and middle dot do stand inside words.
NOT_WESTERN = re.compile("(?<=[A-Za-z])[^\x00-\x7fÀ-ÖØ-öø-ÿŒœŠšŽžŸƒ‘’“”–—…·\xa0\xad](?=[A-Za-z])|(?<=[a-z])[À-ÖØ-ÞŠŽŸ]")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
NOT_ASCII_LETTER = re.compile(r"[^\W\d_\x00-\x7f]")
ASCII_LETTER = re.compile(r"[A-Za-z]")

READ_ENCODINGS = "UTF-8, UTF-16 with a byte order mark and Windows-1252 are read"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, its lines parted by newlines alone, and what was dropped from it, in words."""

    text: str
    left_out: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """Decode the bytes of a text file: UTF-8, UTF-16 with a byte order mark, or Windows-1252.

    Line ends of all kinds become newlines, a paragraph separator (U+2029) an empty line, form feeds and vertical tabs a
    space. Soft hyphens, zero-width spaces and byte order marks are removed, stray control characters too.

    Raises:
        ReadingError: the bytes are binary, in another encoding, damaged, or blank.
    """
    text = _characters(data, name)
    text = LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n").replace("\f", " ").replace("\v", " ")
    text, left_out = _drop_controls(text, name)
    text = INVISIBLE.sub("", text)
    if not text or text.isspace():
        raise ReadingError("blank", where=place(name), mend="give a file with text in it")
    return Decoded(text, left_out)


def peek(data: bytes) -> str:
    """Return the beginning of a text as well as it can be decoded, to recognise its format; never raises."""
    head = data[:PEEK]
    encoding = next((encoding for bom, encoding in UTF_16_BOMS if head.startswith(bom)), "utf-8")
    return LINE_ENDS.sub("\n", head.decode(encoding, "replace")).lstrip("\ufeff")


def tidy(text: str) -> str:
    """Return the text of a paragraph as it is kept.

    Each run of white space, no-break spaces and line ends included, becomes one space, and none is left at either end;
    soft hyphens and zero-width spaces go; the rest is put in Unicode normalisation form C.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    return " ".join(text.split())


def place(name: str, line: int = 0) -> str:
    """Name a place in a file for an error; ``line`` is 1-based, 0 for the file as a whole."""
    where = "standard input" if name == "-" else name.replace("\0", "\\0") or "''"
    return f"{where}, line {line}" if line else where


def _characters(data: bytes, name: str) -> str:
    if data.startswith(UTF_32_BOMS):
        raise ReadingError(f"UTF-32, which is not read ({READ_ENCODINGS})", where=place(name), mend="save it as UTF-8")
    for bom, encoding in UTF_16_BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding)
            except UnicodeDecodeError as error:
                before = data[len(bom) : len(bom) + error.start].decode(encoding)
                raise _damaged("UTF-16", before, error, len(bom), name) from None
    if b"\0" in data:
        raise _binary(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if data.startswith(b"\xef\xbb\xbf") or _mostly_utf_8(data):
            raise _damaged("UTF-8", data[: error.start].decode(), error, 0, name) from None
    return _windows_1252(data, name)


def _mostly_utf_8(data: bytes) -> bool:
    """Say whether this is UTF-8, damaged: half of what is not ASCII is good, or two bytes of a cut character end it."""
    text = data.decode("utf-8", "surrogateescape")
    bad = sum(1 for _ in re.finditer("[\udc80-\udcff]+", text))
    good = sum(1 for _ in re.finditer("[^\x00-\x7f\udc80-\udcff]", text))
    return good >= bad or bool(re.search("[\udce0-\udcf4][\udc80-\udcbf]+\\Z", text))


def _windows_1252(data: bytes, name: str) -> str:
    text = "" if NOT_WINDOWS_1252.search(data) else data.decode("cp1252")
    signs = sum(1 for _ in NOT_ASCII.finditer(text))
    strange = sum(1 for _ in NOT_WESTERN.finditer(text))
    foreign_letters = sum(1 for _ in NOT_ASCII_LETTER.finditer(text))
    # Dutch has hardly a strange sign and about 1 such letter in 200; Greek and Cyrillic have little else.
    if not text or strange > signs / 4 or (foreign_letters > 6 and foreign_letters > len(ASCII_LETTER.findall(text))):
        raise ReadingError(
            f"in an encoding that is not recognised, or not text ({READ_ENCODINGS})",
            where=place(name),
            mend="save it as plain text in UTF-8",
        )
    return text


def _damaged(label: str, before: str, error: UnicodeDecodeError, offset: int, name: str) -> ReadingError:
    """Make the error for text broken at a byte; ``before`` is what stands in front, ``offset`` the bytes cut off."""
    line = LINE_ENDS.sub("\n", before).count("\n") + 1
    start = error.start + offset
    cut = error.end == len(error.object) and ("end of data" in error.reason or "truncated" in error.reason)
    what = (
        f"{label} that ends in the middle of a character, at byte {start}"
        if cut
        else f"{label} with a wrong byte (0x{error.object[error.start]:02X}) at byte {start}"
    )
    return ReadingError(what, where=place(name, line), mend="the file is damaged: fetch it again or save it as UTF-8")


def _binary(data: bytes, name: str) -> ReadingError:
    head = data[:PEEK]
    nuls = head[0::2].count(0), head[1::2].count(0)
    # UTF-16 of a Latin text has a NUL in nearly every pair of bytes, always on the same side.
    if max(nuls) > len(head) / 4 and min(nuls) < len(head) / 100:
        what = "looks like UTF-16 without a byte order mark"
    else:
        what = "binary data, not text (there are NUL bytes in it)"
    return ReadingError(what, where=place(name), mend="save it as plain text in UTF-8")


def _drop_controls(text: str, name: str) -> tuple[str, tuple[str, ...]]:
    first = CONTROLS.search(text)
    if first is None:
        return text, ()
    kept = CONTROLS.sub("", text)
    count = len(text) - len(kept)
    line = text.count("\n", 0, first.start()) + 1
    if "\0" in text or count >= STRAY_CONTROLS * len(text):
        raise ReadingError(
            f"{count:,} control characters (the first is U+{ord(first[0]):04X}): binary data, not text",
            where=place(name, line),
            mend="save it as plain text in UTF-8",
        )
    return kept, (f"{count} control character{'s' if count > 1 else ''}, line {line}",)
