"""The part of the library for the translation memory."""

from __future__ import annotations

from collections.abc import Iterable

from translate.library import memory
from translate.library.file import LibraryFile, utc_now
from translate.library.memory import MemoryUnit


class Remembering(LibraryFile):
    """The methods of `Library` for the translation memory.

    A segment in state reviewed or final that has a target is a unit, written and taken out in the transaction that
    makes or ends that state. Other units are imported, and belong to no article.
    """

    def memory_exact(self, sources: Iterable[str]) -> dict[str, list[MemoryUnit]]:
        """Return the units of these very sentences, the newest first; sentences without any are left out."""
        with self._read() as connection:
            return memory.read_exact(connection, sources)

    def memory_sources(self, since: int = 0) -> list[tuple[int, str]]:
        """Return id and source of each unit, in the order of their ids, for an index.

        An id is never given twice, so those above the highest that an index has (``since``) are all that is new;
        `memory_count` tells it how many have gone.
        """
        with self._read() as connection:
            return memory.read_unit_sources(connection, since)

    def memory_count(self) -> int:
        """Return how many units there are."""
        with self._read() as connection:
            return memory.count_units(connection)

    def memory_units(self, ids: Iterable[int] | None = None) -> list[MemoryUnit]:
        """Return the units with these ids, or all of them, in the order of their ids."""
        with self._read() as connection:
            return memory.read_units(connection, ids)

    def memory_version(self) -> int:
        """Return a number that is another after each change of the memory, whoever made it."""
        with self._read() as connection:
            return memory.read_version(connection)

    def add_units(self, units: Iterable[MemoryUnit]) -> int:
        """Import units; return how many are new.

        Their id, article and segment are not looked at, and one without a time gets the present. A source and target
        that the memory has already are not added again, nor is a unit whose source or target is blank.
        """
        with self._write() as connection:
            return memory.add_units(connection, units, utc_now())

    def delete_units(self, ids: Iterable[int]) -> int:
        """Delete imported units; return how many. A review's unit stays, until the review is taken back."""
        with self._write() as connection:
            return memory.delete_units(connection, ids)
