"""Files and bytes into Articles, whatever the format."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from translate.document import Article
from translate.errors import ReadingError
from translate.reading.decoding import place
from translate.reading.registry import Reader, reader, readers
from translate.reading.signatures import describe

__all__ = ["Reader", "read_article", "read_bytes", "read_file", "reader", "readers"]

FILE_LIMIT = 64 * 1024 * 1024
"""The largest input that is read, in bytes: some hundred books of text; what is larger is not an article."""

PARAGRAPH_LIMIT = 200_000
"""The longest paragraph, in characters: more than a novella without a break means that the breaks were lost."""


def read_article(path: str | Path, *, stdin: BinaryIO | None = None) -> Article:
    """Read the article in the file ``path``, or on ``stdin`` where ``path`` is ``-``.

    Args:
        path: a file; its content decides the format, its suffix helps where content does not tell.
        stdin: where ``-`` is read from; the process's standard input unless given.

    Raises:
        ReadingError: the file is missing, cannot be opened, is too large, or is not text that can be read.
    """
    name = os.fspath(path)
    return read_bytes(read_file(name, stdin=stdin), name)


def read_bytes(data: bytes, name: str) -> Article:
    """Read an article from the bytes of a file.

    Args:
        data: the whole of the file.
        name: what the file is called (``-`` for standard input): its suffix helps to choose the reader, errors name
            it, and it becomes ``Article.path``.

    Raises:
        ReadingError: the bytes hold no text that can be read.
    """
    if len(data) > FILE_LIMIT:
        raise _too_large(name)
    chosen = _choose(data, name)
    article = chosen.read(data, name)
    for paragraph in article.paragraphs:
        if len(paragraph.text) > PARAGRAPH_LIMIT:
            raise ReadingError(
                f"a paragraph of {len(paragraph.text):,} characters (at most {PARAGRAPH_LIMIT:,} are read)",
                where=place(name, paragraph.line),
                mend="put blank lines between the paragraphs",
            )
    if not article.paragraphs:
        left_out = [value for key, value in article.metadata if key == "left out"]
        what = "no text to translate" + (f" (left out: {left_out[0]})" if left_out else "")
        raise ReadingError(what, where=place(name), mend="give a file with at least one paragraph of text")
    return replace(article, path=name, sha256=hashlib.sha256(data).hexdigest(), format=chosen.name)


def _choose(data: bytes, name: str) -> Reader:
    """Return the reader for these bytes; refuse, saying what they look like, where there is none."""
    if not data:
        raise ReadingError("empty", where=place(name), mend="give a file with text in it")
    suffix = Path(name).suffix.lower()
    candidates = sorted(readers(), key=lambda each: (each.last_resort, suffix not in each.suffixes, each.name))
    for candidate in candidates:
        if candidate.recognise(data, name):
            return candidate
    known = sorted(suffix for each in candidates for suffix in each.suffixes)
    raise ReadingError(
        f"looks like {describe(data)}, which is not read ({', '.join(known)} are)",
        where=place(name),
        mend="save it as plain text (UTF-8)",
    )


def read_file(name: str, *, stdin: BinaryIO | None = None) -> bytes:
    """Return the bytes of a file, or of ``stdin`` where the name is ``-``.

    Raises:
        ReadingError: it is missing, no plain file, may not be read, or is larger than FILE_LIMIT.
    """
    if name == "-":
        return _read_limited(sys.stdin.buffer if stdin is None else stdin, name)
    try:
        # Opening a pipe or a device could wait for ever, so the kind of file is asked first.
        mode = os.stat(name).st_mode
        if stat.S_ISDIR(mode):
            raise ReadingError("a folder, not a file", where=place(name), mend="name the files in it")
        if not stat.S_ISREG(mode):
            raise ReadingError(
                "a pipe or a device, not a file", where=place(name), mend="send the text to standard input and give -"
            )
        with open(name, "rb") as file:
            if os.fstat(file.fileno()).st_size > FILE_LIMIT:
                raise _too_large(name)
            return _read_limited(file, name)
    except FileNotFoundError:
        raise ReadingError("no such file", where=place(name), mend="check the name and the folder") from None
    except PermissionError:
        raise ReadingError("may not be read", where=place(name), mend="ask for permission or copy the file") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ReadingError(f"cannot be opened ({reason})", where=place(name), mend="check the name") from None


def _read_limited(stream: BinaryIO, name: str) -> bytes:
    data = stream.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        raise _too_large(name)
    return data


def _too_large(name: str) -> ReadingError:
    return ReadingError(
        f"larger than {FILE_LIMIT // 1024**2} MB", where=place(name), mend="give one article a file, as text"
    )
