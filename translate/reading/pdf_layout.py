"""The pieces of a page into columns and lines, in the order in which they are read.

A page is cut where nothing stands: the longest stretch of it that an empty strip from top to bottom divides is read
left side first; what is above and below that stretch (a heading across the columns, a footnote) is cut in its turn.
The cells of a table leave such strips too, but do not fill their columns as lines of text do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from translate.reading.pdf_page import Piece, Run, Style, merge

GUTTER = 0.6  # in sizes of the type: the narrowest strip between two columns
FILLED = 0.5  # the share of its column that the middle one of its lines, by length, covers
SOLID = 0.85  # the same, where what is beside it may be anything: nothing in a table is so even
NEAR = 1.9  # in sizes of the type: at most so far below another, a line belongs to the same text
TOGETHER = 0.5  # the share of the lines of a column that have the next one near
SHORTEST = 12  # characters: a column of shorter lines is one of a table
FEW = 4  # lines
TALL = 8  # lines: beside a column of so many, the last few lines of the text may be alone in theirs
DEPTH_LIMIT = 40  # cuts inside one another: more than a page has room for
CELL_GAP = 1.2  # in sizes of the type: a wider gap on a line parts two cells
ALIGNED = 0.6  # in sizes of the type: cells of a column begin within this distance


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. ``cells`` are the pieces that wide gaps part; one in ordinary text."""

    cells: tuple[Piece, ...]
    left: float
    right: float
    base: float
    size: float

    @property
    def runs(self) -> tuple[Run, ...]:
        """The characters with their style."""
        return tuple(merge(run for piece in spaced(self.cells, " ") for run in piece.runs))

    @property
    def text(self) -> str:
        """The characters."""
        return " ".join(cell.text for cell in self.cells)


def spaced(cells: Sequence[Piece], between: str) -> Iterator[Piece]:
    """Yield the pieces with something between them."""
    for index, cell in enumerate(cells):
        if index:
            yield Piece((Run(between, Style()),), cell.left, cell.left, cell.base, cell.size)
        yield cell


def columns(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the parts of a page that are one column wide, in the order in which they are read."""
    return list(_cut(sorted(pieces, key=lambda piece: -piece.base), 0))


def _cut(pieces: list[Piece], depth: int) -> Iterator[list[Piece]]:
    split = _best_split(pieces) if len(pieces) > 3 and depth < DEPTH_LIMIT else None
    if split is None:
        if pieces:
            yield pieces
        return
    start, end, x = split
    stretch = pieces[start:end]
    yield from _cut(pieces[:start], depth + 1)
    yield from _cut([piece for piece in stretch if piece.left < x], depth + 1)
    yield from _cut([piece for piece in stretch if piece.left >= x], depth + 1)
    yield from _cut(pieces[end:], depth + 1)


def _best_split(pieces: Sequence[Piece]) -> tuple[int, int, float] | None:
    """Return the longest stretch of the pieces that a strip divides, and where the strip is; None without any."""
    size = median(piece.size for piece in pieces)
    width = GUTTER * size
    best: tuple[float, int, int, float] | None = None
    for strip in sorted({round(piece.right * 2) / 2 for piece in pieces}):
        end_of_strip = strip + width
        start = 0
        for index in range(len(pieces) + 1):
            across = (
                index < len(pieces) and pieces[index].left < end_of_strip - 0.5 and pieces[index].right > strip + 0.5
            )
            if index < len(pieces) and not across:
                continue
            stretch = pieces[start:index]
            if len(stretch) > 3:
                height = stretch[0].base - stretch[-1].base
                if (best is None or height > best[0] + size) and _are_columns(stretch, strip + width / 2):
                    best = (height, start, index, strip + width / 2)
            start = index + 1
    return best[1:] if best else None


def _are_columns(pieces: Sequence[Piece], x: float) -> bool:
    left = [piece for piece in pieces if piece.left < x]
    right = [piece for piece in pieces if piece.left >= x]
    if not left or not right:
        return False
    few, many = sorted((_side(left), _side(right)), key=lambda side: side.lines)
    if few.lines < 3 or (few.lines <= FEW and many.lines >= 3 * few.lines):
        # The end of a text in columns: a few lines beside a full column.
        return many.lines >= TALL and many.filled >= FILLED and many.text
    solid = max(few.filled, many.filled) >= SOLID and many.lines >= TALL
    return few.text and many.text and (solid or min(few.filled, many.filled) >= FILLED)


@dataclass(frozen=True, slots=True)
class _Side:
    """The lines beside a strip; ``filled`` is the share of the width that the middle one by length covers."""

    lines: int
    filled: float
    text: bool


def _side(pieces: Sequence[Piece]) -> _Side:
    rows = _rows(pieces)
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    lengths = [max(p.right for p in row) - min(p.left for p in row) for row in rows]
    characters = [sum(len(p.text) for p in row) for row in rows]
    size = median(piece.size for piece in pieces)
    near = sum(above[0].base - below[0].base <= NEAR * size for above, below in pairwise(rows))
    text = near >= TOGETHER * (len(rows) - 1) and median(characters) >= SHORTEST
    return _Side(len(rows), median(lengths) / max(right - left, 1.0), text)


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Put the pieces that stand on one line together, from top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        if rows and rows[-1][0].base - piece.base < 0.3 * max(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def lines_of(pieces: Sequence[Piece]) -> list[Line]:
    """Return the lines of a column from top to bottom."""
    lines: list[Line] = []
    for row in _rows(pieces):
        row.sort(key=lambda piece: piece.left)
        size = max(row, key=lambda piece: len(piece.text)).size
        cells = [row[0]]
        for before, piece in pairwise(row):
            gap = piece.left - before.right
            if gap > CELL_GAP * size:
                cells.append(piece)
            else:
                runs = (*cells[-1].runs, *((Run(" ", Style()),) if gap > 0.1 * size else ()), *piece.runs)
                cells[-1] = Piece(tuple(merge(runs)), cells[-1].left, piece.right, cells[-1].base, cells[-1].size)
        base = max(row, key=lambda piece: len(piece.text)).base
        lines.append(Line(tuple(cells), row[0].left, max(p.right for p in row), base, size))
    return lines
