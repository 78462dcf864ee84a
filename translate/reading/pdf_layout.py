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

from translate.reading.pdf_hyphens import rejoin
from translate.reading.pdf_page import Piece, Run, Style, merge
from translate.reading.pdf_rules import Rule

GUTTER = 0.6  # in sizes of the type: the narrowest strip between two columns
FILLED = 0.5  # the share of its column that the middle one of its lines, by length, covers
SOLID = 0.85  # the same, where what is beside it may be anything: nothing in a table is so even
NEAR = 1.9  # in sizes of the type: at most so far below another, a line belongs to the same text
TOGETHER = 0.5  # the share of the lines of a column that have the next one near
SHORTEST = 12  # characters: a column of shorter lines is one of a table
FEW = 4  # lines
TALL = 8  # lines: beside a column of so many, the last few lines of the text may be alone in theirs
REACH = 2.0  # in sizes of the type: a rule that ends sooner beyond a strip is that of one column
MARK = 3  # characters: what stands alone in front of a line, and is no longer, is the mark of a list
DEPTH_LIMIT = 40  # cuts inside one another: more than a page has room for
CELL_GAP = 1.2  # in sizes of the type: a wider gap on a line parts two cells
ALIGNED = 0.6  # in sizes of the type: cells of a column begin within this distance


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. ``cells`` are what wide gaps part, or rules where it is ``ruled``; one in ordinary text."""

    cells: tuple[Piece, ...]
    left: float
    right: float
    base: float
    size: float
    ruled: bool = False

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


def with_line(runs: Sequence[Run], more: Sequence[Run]) -> tuple[Run, ...]:
    """Return the text with another line behind it, the hyphen between them settled."""
    if not runs or not more:
        return (*runs, *more)
    before, after = runs[-1], more[0]
    # What a hyphen becomes is decided by the words, which may go on in another style.
    joined = rejoin("".join(run.text for run in runs), "".join(run.text for run in more))
    kept = len(joined) - (sum(len(run.text) for run in more) - len(after.text))
    head = sum(len(run.text) for run in runs[:-1])
    middle = joined[head:kept]
    cut = len(middle) - len(after.text)
    if before.style == after.style:
        return (*runs[:-1], Run(middle, before.style), *more[1:])
    return (*runs[:-1], Run(middle[:cut], before.style), Run(middle[cut:], after.style), *more[1:])


def columns(pieces: Sequence[Piece], rules: Sequence[Rule] = ()) -> list[list[Piece]]:
    """Return the parts of a page that are one column wide, in the order in which they are read.

    Columns do not run on over a level rule across them.
    """
    return list(_cut(sorted(pieces, key=lambda piece: -piece.base), [rule for rule in rules if rule.level], 0))


def _cut(pieces: list[Piece], rules: Sequence[Rule], depth: int) -> Iterator[list[Piece]]:
    split = _best_split(pieces, rules) if len(pieces) > 3 and depth < DEPTH_LIMIT else None
    if split is None:
        if pieces:
            yield pieces
        return
    start, end, x = split
    stretch = pieces[start:end]
    yield from _cut(pieces[:start], rules, depth + 1)
    yield from _cut([piece for piece in stretch if piece.left < x], rules, depth + 1)
    yield from _cut([piece for piece in stretch if piece.left >= x], rules, depth + 1)
    yield from _cut(pieces[end:], rules, depth + 1)


def _best_split(pieces: Sequence[Piece], rules: Sequence[Rule]) -> tuple[int, int, float] | None:
    """Return the longest stretch of the pieces that a strip divides, and where the strip is; None without any."""
    size = median(piece.size for piece in pieces)
    width = GUTTER * size
    best: tuple[float, int, int, float] | None = None
    for strip in sorted({round(piece.right * 2) / 2 for piece in pieces}):
        for start, end in _stretches(pieces, rules, strip, strip + width):
            stretch = pieces[start:end]
            if len(stretch) > 3:
                height = stretch[0].base - stretch[-1].base
                if (best is None or height > best[0] + size) and _are_columns(stretch, strip + width / 2):
                    best = (height, start, end, strip + width / 2)
    return best[1:] if best else None


def _stretches(pieces: Sequence[Piece], rules: Sequence[Rule], left: float, right: float) -> Iterator[tuple[int, int]]:
    """Yield from where to where no piece, and no rule between two pieces, stands in a strip."""
    beyond = REACH * median(piece.size for piece in pieces) if rules else 0.0
    heights = [rule.at for rule in rules if rule.start < left - beyond and rule.end > right + beyond]
    start = 0
    for index, piece in enumerate(pieces):
        if heights and index > start and any(piece.base < at < pieces[index - 1].base for at in heights):
            yield start, index
            start = index
        if piece.left < right - 0.5 and piece.right > left + 0.5:
            yield start, index
            start = index + 1
    yield start, len(pieces)


def _are_columns(pieces: Sequence[Piece], x: float) -> bool:
    left = [piece for piece in pieces if piece.left < x]
    right = [piece for piece in pieces if piece.left >= x]
    if not left or not right:
        return False
    few, many = sorted((_side(left), _side(right)), key=lambda side: side.lines)
    if few.lines < 3 or (few.lines <= FEW and many.lines >= 3 * few.lines):
        # The end of a text in columns: a few lines beside a full column, not beside the cells of their rows.
        return many.lines >= TALL and many.filled >= FILLED and many.text and not _are_cells(left, right)
    if many.lines < TALL and _are_cells(left, right):
        return False
    solid = max(few.filled, many.filled) >= SOLID and many.lines >= TALL
    return few.text and many.text and (solid or min(few.filled, many.filled) >= FILLED)


def _are_cells(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Say whether most of the lines to the left that stand beside one to the right are short, or cells themselves.

    Gaps part columns of text too: these are no cells.
    """
    in_columns = any(_has_cells(row) for row in _rows(left)) and _best_split(left, ()) is not None
    start, end = min(piece.left for piece in left), max(piece.right for piece in left)
    beside = [row for row in _rows(left) if any(abs(row[0].base - piece.base) < 0.3 * piece.size for piece in right)]
    short = FILLED * (end - start)
    cells = [row for row in beside if (_has_cells(row) and not in_columns) or max(p.right for p in row) - start < short]
    return 2 * len(cells) > len(beside)


def _has_cells(row: Sequence[Piece]) -> bool:
    """Say whether a wide gap parts the pieces of a line, and not the mark of a list from its text."""
    pieces = sorted(row, key=lambda piece: piece.left)
    gaps = pairwise(pieces if len(pieces[0].text) > MARK else pieces[1:])
    return any(after.left - before.right > CELL_GAP * before.size for before, after in gaps)


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
        if len(row) == 1 and row[0].cells:
            lines.append(Line(row[0].cells, row[0].left, row[0].right, row[0].base, row[0].size, ruled=True))
            continue
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
