"""An article cut into blocks of paragraphs: the page shows the first, and loads the others as they are needed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from translate.document import Segment
from translate.library.segments import REVIEWED

BLOCK = 40  # segments a block holds before the next begins: a few screens, rendered in some milliseconds


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs that are loaded together.

    ``start`` and ``stop`` are paragraph indexes, half-open, as `Library.paragraphs` takes them. ``ids`` are the
    segments that the block shows, in order; ``open`` those of them that nobody has reviewed. ``characters`` counts the
    Dutch, from which the browser guesses the height of a block that is not loaded.
    """

    start: int
    stop: int
    ids: tuple[str, ...]
    open: tuple[str, ...]
    characters: int


def cut_blocks(
    sizes: Sequence[tuple[int, int]], outline: Sequence[Segment], only: Collection[str] | None = None
) -> list[Block]:
    """Cut an article into blocks.

    Args:
        sizes: from `Library.paragraph_sizes`.
        outline: the article's segments in order, from `Library.pairs`.
        only: ids of the segments to show; None for all. A paragraph without any is in no block.
    """
    shown = None if only is None else frozenset(only)
    blocks: list[Block] = []
    start: int | None = None
    held: list[Segment] = []
    for index, segments in enumerate(_by_paragraph(sizes, outline)):
        if kept := [segment for segment in segments if shown is None or segment.id in shown]:
            start = index if start is None else start
            held += kept
        if start is not None and len(held) >= BLOCK:
            blocks.append(_block(start, index + 1, held))
            start, held = None, []
    if start is not None:
        blocks.append(_block(start, len(sizes), held))
    return blocks


def _by_paragraph(sizes: Sequence[tuple[int, int]], outline: Sequence[Segment]) -> Iterator[list[Segment]]:
    rest = iter(outline)
    return (list(islice(rest, count)) for count, _ in sizes)


def _block(start: int, stop: int, segments: Sequence[Segment]) -> Block:
    return Block(
        start,
        stop,
        tuple(segment.id for segment in segments),
        tuple(segment.id for segment in segments if segment.state not in REVIEWED),
        sum(len(segment.source) for segment in segments),
    )
