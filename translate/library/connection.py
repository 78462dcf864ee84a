"""Connections to a library file: opening, transactions, and the one place where SQLite's errors become ours."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

from translate.errors import LibraryError

RESCUE: Final = "put back a copy, or rescue what can be read with `sqlite3 FILE .recover`"

# A fragment of SQLite's message, what is wrong, how to mend it. Matched on the text because Python 3.10 gives no error
# codes.
FAULTS: Final = (
    (
        "database is locked",
        "in use by another run",
        "wait until it has finished, or close the program that has the file open",
    ),
    ("file is not a database", "not a library but some other file, or damaged", "name another file"),
    ("malformed", "damaged", RESCUE),
    ("Could not decode", "damaged", RESCUE),
    ("no such ", "damaged: a part of it is missing", "put back a copy, or name another file"),
    ("readonly", "read-only", "make the file and its folder writable, or name another file"),
    ("unable to open", "cannot be opened", "see to it that you may read the file and write in its folder"),
    ("disk is full", "the disk is full; this step was not saved", "free some space and run it again"),
    (
        "disk I/O error",
        "the disk refuses; this step was not saved",
        "see whether the disk is full or was disconnected, and run it again",
    ),
)


@contextmanager
def reported(where: str) -> Iterator[None]:
    """Turn what SQLite raises into a `LibraryError`, and let each name the file, ``where``."""
    try:
        yield
    except LibraryError as error:
        error.where = where
        error.args = (error.line(),)
        raise
    except sqlite3.Error as error:
        for fragment, what, mend in FAULTS:
            if fragment in str(error):
                raise LibraryError(what, where=where, mend=mend) from error
        raise LibraryError(f"cannot be used: {error}", where=where) from error
    except UnicodeDecodeError as error:  # SQLite's own message, quoting a damaged part of the file
        raise LibraryError("damaged", where=where, mend=RESCUE) from error
    except UnicodeEncodeError as error:
        raise LibraryError(f"text that is not Unicode cannot be saved ({error.reason})", where=where) from error


def connect(path: Path, timeout: float) -> sqlite3.Connection:
    """Open the file without looking into it; a file that is not there is made at the first write.

    Args:
        path: the file.
        timeout: how long to wait for another run's lock, in seconds.

    Raises:
        LibraryError: there is no folder for it, it is not an ordinary file, or it may not be written.
    """
    if os.path.isdir(path):
        raise LibraryError("a folder, not a library", mend="name a file, such as translations.db in it")
    if not os.path.isdir(path.absolute().parent):
        raise LibraryError("its folder does not exist", mend="make the folder, or name another file")
    if os.path.exists(path):
        if not os.path.isfile(path):
            raise LibraryError("not an ordinary file", mend="name another file")
        if os.path.getsize(path) == 1:  # SQLite takes a single byte for an empty database and writes over it
            raise LibraryError("not a library but some other file", mend="name another file")
        # SQLite would open it for reading and fail at the first write, after a paragraph has been translated for it.
        if not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            raise LibraryError("read-only", mend="make the file writable, or name another file")
    # The absolute path, so that no name (":memory:", "file:...") has a meaning of its own. Threads may share the
    # connection because the library makes its calls take turns.
    return sqlite3.connect(str(path.absolute()), timeout=timeout, isolation_level=None, check_same_thread=False)


def switch_to_wal(connection: sqlite3.Connection) -> None:
    """Let runs read while another writes, from now on: the file itself remembers.

    While another run is using a library that was just made SQLite refuses, at times without waiting. That does no harm:
    until one run succeeds, this one or the next, they only wait for each other more.
    """
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        if "database is locked" not in str(error):
            raise


@contextmanager
def transaction(
    connection: sqlite3.Connection, kind: Literal["IMMEDIATE", "DEFERRED"] = "IMMEDIATE", *, durable: bool = False
) -> Iterator[None]:
    """Run a block as one transaction: all of it is saved, or nothing.

    A process killed at any moment loses nothing that was committed. ``durable`` says that the commit must survive a
    power failure too: it waits for the disk, where others may lose the last second.
    """
    connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")  # has no effect inside a transaction
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself rolls back after some errors
            connection.execute("ROLLBACK")
        raise
