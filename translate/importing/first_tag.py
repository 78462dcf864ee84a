"""What kind of XML a file is, told from its first element without parsing it."""

from __future__ import annotations

import re

HEAD = 65536
"""In how many bytes the first element is looked for: a document type and comments may stand before it."""

_COMMENT = re.compile(rb"<!--.*?-->", re.S)
_TAG = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")


def begins_with(tag: str, data: bytes, name: str, suffixes: tuple[str, ...]) -> bool:
    """Say whether the first element of a file is ``tag``, or the file's name says so of what looks like XML."""
    head = data[:HEAD].replace(b"\0", b"")  # UTF-16 has a zero in each character of a tag
    first = _TAG.search(_COMMENT.sub(b"", head))
    if first is not None and first[1] == tag.encode():
        return True
    return name.lower().endswith(suffixes) and head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
