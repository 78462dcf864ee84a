"""What a browser sends as a new article: a file, or a text that was pasted."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from translate.document import Article
from translate.errors import ReadingError
from translate.reading import read_bytes

LONGEST_NAME: Final = 200
"""Characters of a file's name that are kept."""

NAMELESS: Final = "article"


def article_of(file: tuple[str, bytes] | None, title: str, text: str) -> tuple[Article, bytes]:
    """Read what was sent, the file, where there is one, else the text under its title; return what was read too.

    The article's ``path`` is the file's name, empty for a text.

    Args:
        file: the name that the browser gives, and the content.
        title: of the text; becomes its first paragraph.
        text: Dutch.

    Raises:
        ReadingError: neither holds an article.
    """
    if file is not None and (file[0] or file[1]):
        return read_bytes(file[1], safe_name(file[0])), file[1]
    if not text.strip():
        raise ReadingError("nothing to translate", mend="choose a file or paste a text")
    whole = (f"{title.strip()}\n\n{text}" if title.strip() else text).encode("utf-8", "replace")
    return replace(read_bytes(whole, "pasted text"), path=""), whole


def safe_name(name: str) -> str:
    """Return a file's name without folders and invisible characters; some name where there is none."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(character for character in last if character.isprintable()).strip()[-LONGEST_NAME:]
    return NAMELESS if kept in ("", ".", "..", "-") else kept
