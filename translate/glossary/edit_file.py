"""Changing a glossary file: one change at a time, whole or not at all, and nothing but what was asked for."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from translate.errors import GlossaryError
from translate.folders import cache_folder
from translate.glossary.model import Entry, Glossary
from translate.glossary.nodes import GlossaryInvalid, Problems, read_nodes
from translate.glossary.store import load_glossary, parse_glossary

LOCK_SECONDS = 10.0  # to wait for another change; one takes a fraction of a second

Change = Callable[[Glossary, str], tuple[str, Sequence[Entry]]]


def change_file(path: Path, change: Change) -> Glossary:
    """Change a glossary file and return what it holds now.

    ``change`` is given the entries and the text (without byte order mark), and returns the new text with the entries
    that it must hold. The file is written only if it does, under a lock, in one step.

    Raises:
        GlossaryError: the file cannot be read or written, another program changed it meanwhile, or the new text does
            not hold those entries. The file is as it was.
        GlossaryInvalid: the file has something wrong in it.
    """
    file = Path(os.path.realpath(path))  # a link stays a link
    with _locked(file):
        data = _read(path)
        text = data.decode("utf-8-sig")
        mark = data[: len(data) - len(text.encode())]
        glossary = Glossary((), str(path)) if is_empty(text, str(path)) else parse_glossary(text, str(path))
        new, expected = change(glossary, text)
        changed = _parsed(new, str(path), expected)
        if new != text:
            _write(file, data, mark + new.encode())
    return changed


def is_empty(text: str, path: str = "") -> bool:
    """Say whether a file has no entries yet, as one that was just made has none.

    Raises:
        GlossaryInvalid: it is not YAML.
    """
    root = read_nodes(text, Problems(path))
    if root is not None and root.pairs and [key.text for key, _ in root.pairs] == ["terms"]:
        root = root.pairs[0][1]
    return root is None or root.blank or root.items == []


def _parsed(text: str, path: str, expected: Sequence[Entry]) -> Glossary:
    """Return the glossary that a changed text holds, which is to be what was asked for."""
    cannot = GlossaryError("written in a way that cannot be changed from here", where=path, mend="use your editor")
    try:
        glossary = parse_glossary(text, path)
    except GlossaryInvalid as error:
        raise cannot from error
    if glossary.entries != tuple(expected):
        raise cannot
    return glossary


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        load_glossary(path)  # says what is wrong
        raise
    return data


def _write(path: Path, old: bytes, new: bytes) -> None:
    """Put the new bytes in the place of the old, keeping the file's permissions."""
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(new)
            out.flush()
            os.fsync(out.fileno())
        shutil.copymode(path, temporary)
        if path.read_bytes() != old:  # an editor does not know our lock
            raise GlossaryError("another program changed it just now", where=str(path), mend="try it again")
        os.replace(temporary, path)
        temporary = None
    except OSError as error:
        mend = "make the file and its folder writable"
        raise GlossaryError(f"cannot write the glossary: {error.strerror}", where=str(path), mend=mend) from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Let changes to one file take turns. The lock is in the cache folder: beside the file it would be in the way."""
    import filelock

    name = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    folder = cache_folder() / "locks"
    lock = filelock.FileLock(folder / f"{name}.lock", timeout=LOCK_SECONDS)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except filelock.Timeout as error:
        raise GlossaryError("being changed by another run", where=str(path), mend="wait until it has ended") from error
    except OSError as error:
        mend = "make the folder writable, or set XDG_CACHE_HOME"
        raise GlossaryError(f"cannot be locked: {error.strerror}", where=str(folder), mend=mend) from error
    try:
        yield
    finally:
        lock.release()
