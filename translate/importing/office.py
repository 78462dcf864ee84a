"""What the files of Word and Excel have in common: that they may be locked, and their properties."""

from __future__ import annotations

import re

from translate.errors import ReadingError
from translate.formats.archive import Archive
from translate.formats.xml import parse_xml

PROPERTIES = "docProps/core.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of files of before 2007, and of encrypted ones
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # MS-OFFCRYPTO 2.3.4.4
_IDENTITY = re.compile(r"(?:text:)?[0-9a-f]{32,64}")


def is_locked(data: bytes) -> bool:
    """Say whether the bytes are an Office file that only opens with a password."""
    return data.startswith(_OLE) and _ENCRYPTED in data


def locked(name: str) -> ReadingError:
    """Return the error for such a file."""
    return ReadingError("protected with a password", where=name, mend="save it without one")


def identity_in_properties(archive: Archive) -> str:
    """Return the identity of the article that the file's properties name; empty where they name none."""
    if PROPERTIES not in archive:
        return ""
    for element in parse_xml(archive.read(PROPERTIES), f"{archive.name}, {PROPERTIES}"):
        if isinstance(element.tag, str) and element.tag.endswith("}identifier"):
            found = (element.text or "").strip()
            return found if _IDENTITY.fullmatch(found) else ""
    return ""
