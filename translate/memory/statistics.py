"""What the memory holds, in figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translate.library import MemoryUnit


@dataclass(frozen=True, slots=True)
class Statistics:
    """A memory in figures.

    Attributes:
        units: all units.
        reviewed: those that were reviewed here.
        imported: the others.
        words: the words of all Dutch sentences.
        articles: how many articles the reviewed units come from.
        oldest, newest: when the first and the last unit was made (UTC, ISO 8601); empty in an empty memory.
        ambiguous: how many Dutch sentences have several English ones.
        ambiguous_units: how many units these have.
    """

    units: int
    reviewed: int
    imported: int
    words: int
    articles: int
    oldest: str
    newest: str
    ambiguous: int
    ambiguous_units: int


def count(units: Iterable[MemoryUnit]) -> Statistics:
    """Return the figures of some units."""
    targets: dict[str, set[str]] = {}
    how_often: dict[str, int] = {}
    articles: set[int] = set()
    dates: list[str] = []
    reviewed = 0
    for unit in units:
        targets.setdefault(unit.source, set()).add(unit.target)
        how_often[unit.source] = how_often.get(unit.source, 0) + 1
        dates.append(unit.at)
        if unit.article is not None:
            reviewed += 1
            articles.add(unit.article)
    ambiguous = [source for source, englishes in targets.items() if len(englishes) > 1]
    return Statistics(
        units=len(dates),
        reviewed=reviewed,
        imported=len(dates) - reviewed,
        words=sum(len(source.split()) * times for source, times in how_often.items()),
        articles=len(articles),
        oldest=min(dates, default=""),
        newest=max(dates, default=""),
        ambiguous=len(ambiguous),
        ambiguous_units=sum(how_often[source] for source in ambiguous),
    )
