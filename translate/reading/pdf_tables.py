"""Which lines of a column are rows of a table, and which a table of contents: what is laid out in lines on purpose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from translate.reading.pdf_layout import Line

SAME_SIZE = 0.08  # type that differs by less than this share is the same
WIDER = 1.3  # times the usual distance of two lines: that much space parts paragraphs
USUAL_LEADING = 1.2  # in sizes of the type, where a page has too few lines to tell
ALIGNED = 0.6  # in sizes of the type: what is less apart begins at the same place
ROW_GAP = 3.0  # in sizes of the type: no two words of a line are so far apart
BULLET = re.compile(r"[•‣▪●◦○∗■□➢➤✓✔◆▶►]")
MARKER = re.compile(rf"({BULLET.pattern}|[-–—*·]|\(?(?:\d{{1,2}}|[a-z]|[ivx]{{2,4}})[.)])(?=\s|$)")
LEADERS = re.compile(r"(?:[.·…]\s?){5,}\s*(?:\d+|[ivxlc]+)\s*$", re.I)
ENDS_IN_PAGE = re.compile(r"\s(?:\d{1,4}|[ivxlc]{1,6})$", re.I)
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
    rows = [wide[index] and _widest_gap(line) > ROW_GAP * line.size for index, line in enumerate(lines)]
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
