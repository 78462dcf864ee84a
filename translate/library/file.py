"""An open library file: opening and closing it, and one transaction for each thing done with it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from types import TracebackType
from typing import Final, TypeVar

from translate.library.connection import connect, reported, switch_to_wal, transaction
from translate.library.schema import migrate

TIMEOUT: Final = 5.0  # seconds to wait for another run's lock
Opened = TypeVar("Opened", bound="LibraryFile")


class LibraryFile:
    """What every part of `Library` stands on."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._turn = threading.RLock()

    @classmethod
    def open(cls: type[Opened], path: Path, *, timeout: float = TIMEOUT) -> Opened:
        """Open a library, bring it to the newest version, or make it where there is none.

        Args:
            path: the file; its folder must exist.
            timeout: how long to wait for a lock that another run holds, in seconds.

        Raises:
            LibraryError: it cannot be opened or made, is another program's file, or was made by a newer version.
        """
        with reported(str(path)):
            connection = connect(path, timeout)
            try:
                connection.execute("PRAGMA foreign_keys=ON")
                migrate(connection)
                switch_to_wal(connection)
            except BaseException:
                connection.close()
                raise
        return cls(path, connection)

    def close(self) -> None:
        """Close the file; the object is of no use afterwards."""
        with self._turn:
            self._connection.close()

    def __enter__(self: Opened) -> Opened:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _read(self) -> Iterator[sqlite3.Connection]:
        """Let a block see one state of the file, whatever others write meanwhile."""
        with self._turn, reported(str(self.path)), transaction(self._connection, "DEFERRED"):
            yield self._connection

    @contextmanager
    def _write(self, *, durable: bool = False) -> Iterator[sqlite3.Connection]:
        with self._turn, reported(str(self.path)), transaction(self._connection, durable=durable):
            yield self._connection


def utc_now() -> str:
    """Return the time as the library writes it: UTC, ISO 8601, whole seconds."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
