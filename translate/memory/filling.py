"""Sentences of an article that the memory has translated already, filled in where their terms are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from translate.document import Segment, Span
from translate.library import Library, MemoryUnit
from translate.memory.exact import Neighbours, find_all_exact
from translate.terminology.request import Request
from translate.terminology.written import verify_written


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A segment without a translation, what is asked of it, and the Dutch sentences around it."""

    segment: Segment
    requests: Sequence[Request]
    around: Neighbours


def fill_exact(library: Library, asked: Sequence[Unfilled]) -> list[Segment | None]:
    """Return each segment with the memory's English, None where the memory has none that will do.

    A unit will do when every term of the sentence is in it as the glossary asks today, and of those that will do the
    best is taken (`find_exact`); one that lacks a term is left to the reviewer, who is offered it beside the machine's
    translation. The alignment comes from the segment that was reviewed; an imported unit has none.

    Raises:
        LibraryError: the library cannot be read.
    """
    found = [_distinct(units) for units in find_all_exact(library, [one.around for one in asked])]
    alignments = _alignments(library, [unit for units in found for unit in units])
    return [
        next(filter(None, (_filled(one, unit, alignments.get(unit.id, ())) for unit in units)), None)
        for one, units in zip(asked, found, strict=True)
    ]


def _distinct(units: Sequence[MemoryUnit]) -> list[MemoryUnit]:
    """Return of the units with the same English the first."""
    by_target: dict[str, MemoryUnit] = {}
    for unit in units:
        by_target.setdefault(unit.target, unit)
    return list(by_target.values())


def _filled(one: Unfilled, unit: MemoryUnit, alignment: tuple[tuple[Span, Span], ...]) -> Segment | None:
    terms = verify_written(one.segment.source, unit.target, one.requests, alignment)
    if any(term.outcome in ("missed", "forbidden") for term in terms):
        return None
    terms = tuple(replace(term, why="the memory has it") for term in terms)
    return replace(
        one.segment, target=unit.target, state="translated", origin="memory", alignment=alignment, terms=terms
    )


def _alignments(library: Library, units: Sequence[MemoryUnit]) -> dict[int, tuple[tuple[Span, Span], ...]]:
    """Return the alignment of each unit that stands in an article, by its id."""
    by_article: dict[int, dict[str, MemoryUnit]] = {}
    for unit in units:
        if unit.article is not None and unit.segment is not None:
            by_article.setdefault(unit.article, {})[unit.segment] = unit
    return {
        by_name[stored.segment.id].id: stored.segment.alignment
        for article_id, by_name in by_article.items()
        for stored in library.segments(article_id, by_name)
        if stored.segment.target == by_name[stored.segment.id].target
    }
