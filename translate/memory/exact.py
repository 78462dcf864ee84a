"""Sentences that the memory knows to the letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translate.library import Library, MemoryUnit


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A Dutch sentence, and the Dutch sentences before and after it; empty where there is none."""

    previous: str
    source: str
    following: str


def find_exact(library: Library, asked: Sequence[Neighbours]) -> list[MemoryUnit | None]:
    """Return the best unit with the very source of each sentence, None where the memory has none.

    The best one shares both neighbours, else one; of those that share as many, what was reviewed comes before what was
    imported, and the newest first.
    """
    return [next(iter(units), None) for units in find_all_exact(library, asked)]


def find_all_exact(library: Library, asked: Sequence[Neighbours]) -> list[list[MemoryUnit]]:
    """Return all units with the very source of each sentence, the best first, as `find_exact` chooses."""
    known = library.memory_exact({one.source for one in asked})
    return [sorted(known.get(one.source, ()), key=lambda unit: rank(unit, one), reverse=True) for one in asked]


def rank(unit: MemoryUnit, asked: Neighbours) -> tuple[int, bool]:
    """Return how well a unit with this source fits: shared neighbours, and whether it was reviewed here."""
    return shared_neighbours(unit, asked), unit.article is not None


def shared_neighbours(unit: MemoryUnit, asked: Neighbours) -> int:
    """Return how many of a unit's two neighbours are those of the sentence.

    That nothing stands before or after a sentence is a neighbour too; but a unit imported without neighbours says
    nothing of what stood there, and shares none.
    """
    if unit.article is None and not unit.previous and not unit.following:
        return 0
    return (unit.previous == asked.previous) + (unit.following == asked.following)
