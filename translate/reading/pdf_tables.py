"""Which lines of a column are rows of a table, and which a table of contents: what is laid out in lines on purpose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import pairwise

from translate.reading.pdf_layout import Line, lines_of, with_line
from translate.reading.pdf_page import Piece
from translate.reading.pdf_rules import TOUCHING, Rule

SAME_SIZE = 0.08  # type that differs by less than this share is the same
WIDER = 1.3  # times the usual distance of two lines: that much space parts paragraphs
USUAL_LEADING = 1.2  # in sizes of the type, where a page has too few lines to tell
ALIGNED = 0.6  # in sizes of the type: what is less apart begins at the same place
ROW_GAP = 3.0  # in sizes of the type: no two words of a line are so far apart
BULLET = re.compile(r"[•‣▪●◦○∗■□➢➤✓✔◆▶►]")
MARKER = re.compile(rf"({BULLET.pattern}|[-–—*·]|\(?(?:\d{{1,2}}|[a-z]|[ivx]{{2,4}})[.)])(?=\s|$)")
LEADERS = re.compile(r"(?:[.·…]\s?){5,}\s*(?:\d+|[ivxlc]+)\s*$", re.I)
ENDS_IN_PAGE = re.compile(r"\s(?:\d{1,4}|[ivxlc]{1,6})$", re.I)
MOST_LINES = 12  # a cell of more is text in a frame, with paragraphs of its own
CONTENTS = 3  # lines with dots to a page number, from which on a column holds a table of contents


def same_size(one: float, other: float) -> bool:
    """Say whether two sizes of type are the same but for rounding."""
    return abs(one - other) <= SAME_SIZE * max(one, other)


def without_contents(lines: list[Line]) -> list[Line]:
    """Return the lines without a table of contents: from its first line with a page number to its last one."""
    dotted = [index for index, line in enumerate(lines) if LEADERS.search(line.text)]
    if len(dotted) < CONTENTS:
        return [line for index, line in enumerate(lines) if index not in dotted]
    right = max(line.right for line in lines) - ALIGNED * lines[0].size
    entries = [i for i, line in enumerate(lines) if line.right > right and ENDS_IN_PAGE.search(line.text)]
    first, last = min([dotted[0], *entries]), max([dotted[-1], *entries])
    if first and not _is_apart(lines[first - 1], lines[first]):
        first -= 1  # of an entry that takes two lines: the page number is on the second
    return lines[:first] + lines[last + 1 :]


def _is_apart(above: Line, below: Line) -> bool:
    return not same_size(above.size, below.size) or above.base - below.base > WIDER * USUAL_LEADING * above.size


def table_rows(lines: Sequence[Line]) -> list[bool]:
    """Say of each line whether it is a row of a table.

    Its cells begin or end where those of a neighbour do, or are so far apart that they are no sentence.
    """
    marked = [bool(MARKER.fullmatch(line.cells[0].text)) and len(line.cells) == 2 for line in lines]
    wide = [len(line.cells) > 1 and not marked[index] and not _is_stretched(line) for index, line in enumerate(lines)]
    rows = [line.ruled or (wide[i] and _widest_gap(line) > ROW_GAP * line.size) for i, line in enumerate(lines)]
    for index, (above, below) in enumerate(pairwise(lines)):
        if wide[index] and wide[index + 1] and _share_column(above, below):
            rows[index] = rows[index + 1] = True
    return rows


def _is_stretched(line: Line) -> bool:
    """Say whether the words of a line are spread over its width, all gaps alike, as in a narrow column."""
    gaps = _gaps(line)
    return (
        len(gaps) > 1
        and max(gaps) < min(1.3 * min(gaps), ROW_GAP * line.size)
        and all(" " not in cell.text for cell in line.cells)
    )


def _gaps(line: Line) -> list[float]:
    return [after.left - before.right for before, after in pairwise(line.cells)]


def _widest_gap(line: Line) -> float:
    return max(_gaps(line), default=0.0)


def _share_column(above: Line, below: Line) -> bool:
    near = ALIGNED * above.size
    return any(
        abs(one.left - other.left) < near or abs(one.right - other.right) < near
        for one in above.cells[1:]
        for other in below.cells[1:]
    )


def with_ruled_rows(pieces: Sequence[Piece], rules: Sequence[Rule]) -> list[Piece]:
    """Return the pieces, those of a row of a ruled table as one piece over its whole width, with its cells."""
    level = sorted((rule for rule in rules if rule.level), key=lambda rule: -rule.at)
    uprights = [rule for rule in rules if not rule.level]
    kept = list(pieces)
    for index, above in enumerate(level):
        below = next((rule for rule in level[index + 1 :] if _same_ends(above, rule)), None)
        if below is None:
            continue
        edges = _edges(above, below, uprights)
        if len(edges) < 3 or any(_parts_cells(rule, edges, above, below) for rule in level):
            continue
        inside = [p for p in kept if below.at < p.base < above.at and edges[0] < (p.left + p.right) / 2 < edges[-1]]
        row = _row(inside, edges)
        if row:
            kept = [piece for piece in kept if piece not in inside] + [row]
    return kept


def _same_ends(one: Rule, other: Rule) -> bool:
    return abs(one.start - other.start) < TOUCHING and abs(one.end - other.end) < TOUCHING and one.at > other.at


def _edges(above: Rule, below: Rule, uprights: Iterable[Rule]) -> list[float]:
    """Return where the cells between two rules begin and end, from left to right; the outer uprights may be missing."""
    places: list[float] = []
    for rule in sorted(uprights, key=lambda rule: rule.at):
        reaches = rule.start < below.at + TOUCHING and rule.end > above.at - TOUCHING
        inside = above.start - TOUCHING < rule.at < above.end + TOUCHING
        if reaches and inside and (not places or rule.at - places[-1] > TOUCHING):
            places.append(rule.at)
    if not places or places[0] > above.start + TOUCHING:
        places.insert(0, above.start)
    if places[-1] < above.end - TOUCHING:
        places.append(above.end)
    return places


def _parts_cells(rule: Rule, edges: Sequence[float], above: Rule, below: Rule) -> bool:
    """Say whether a rule divides some of the cells of a row, beside one that is as tall as several."""
    if not below.at + TOUCHING < rule.at < above.at - TOUCHING:
        return False
    return all(any(abs(end - edge) < TOUCHING for edge in edges) for end in (rule.start, rule.end))


def _row(pieces: Sequence[Piece], edges: Sequence[float]) -> Piece | None:
    """Return the row that the pieces make.

    None where text runs over an upright, a cell is a text of its own, or the lines are rows without rules between them.
    """
    cells: list[Piece] = []
    heights: list[list[float]] = []
    wrapped: list[bool] = []
    for left, right in pairwise(edges):
        inside = [piece for piece in pieces if left < (piece.left + piece.right) / 2 <= right]
        if any(piece.left < left - TOUCHING or piece.right > right + TOUCHING for piece in inside):
            return None
        lines = lines_of(inside)
        if len(lines) > MOST_LINES:
            return None
        if lines:
            runs = reduce(with_line, (line.runs for line in lines))
            heights.append([round(line.base) for line in lines])
            wrapped.append(_is_wrapped(lines, right - left))
            cells.append(Piece(runs, left, right, lines[0].base, lines[0].size))
    even = len(cells) > 1 and len(heights[0]) > 1 and all(each == heights[0] for each in heights)
    if len(cells) < 2 or (even and (len(heights[0]) > 2 or not all(wrapped))):
        return None
    runs = tuple(run for cell in cells for run in cell.runs)
    first = max(cells, key=lambda cell: cell.base)
    return Piece(runs, edges[0], edges[-1], first.base, first.size, tuple(cells))


def _is_wrapped(lines: Sequence[Line], width: float) -> bool:
    """Say whether no line of a cell had room for the first word of the next one."""
    return all(
        above.right - above.left + (below.right - below.left) * len(below.text.split()[0]) / len(below.text)
        > 0.9 * width
        for above, below in pairwise(lines)
    )
