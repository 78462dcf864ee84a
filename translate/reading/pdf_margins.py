"""What stands in the margins of the pages of a PDF and is no part of its text: running heads, feet, page numbers.

What is at the same height on neighbouring pages with the same words, numbers apart, is a running head; a number that
counts with the pages is theirs. Pages are compared with a few on either side, because each chapter may have its own
heads, and so that a long document need not be held as a whole.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from translate.reading.pdf_page import Page, Piece, body_size

NEIGHBOURS = 4  # pages on either side: left and right pages have heads of their own, two of each are seen
MARGIN = 0.17  # the share of the page's height, at top and bottom, that is looked at
LARGEST = 1.15  # times the type of the text: headings at the top of a page are larger than running heads
ROWS = 4  # lines in each margin that are looked at
SAME_HEIGHT = 3.0  # points
APART = 1.45  # in sizes of the type: running heads keep more than this from the text
AGREEING = 2  # other pages that have the same; one will do in a document of three pages or less
LISTED = 8  # different running heads that are listed one by one

NUMBER = re.compile(r"\d+")
ROMAN = re.compile(r"[ivxlc]+", re.I)
PAGE_NUMBER = re.compile(
    r"(?:p(?:agina|\.)?\s*)?[-–—\[(|•]*\s*(?:(?P<page>\d{1,4})|(?P<roman>[ivxlc]{1,7}))\s*[-–—\])|•]*", re.I
)
VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class _Row:
    """A line in the margin: what it says with its numbers taken out, and the page number it may be."""

    base: float
    words: str
    number: int | None
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class Dropped:
    """What was taken from the margins: how many pages had which running head, and how many a page number."""

    heads: Counter[str] = field(default_factory=Counter)
    shown: dict[str, str] = field(default_factory=dict)
    numbers: int = 0

    def listed(self) -> Iterator[str]:
        """Say in words what was dropped."""
        for words, pages in self.heads.most_common(LISTED):
            yield f"running head, {pages} page{'s' if pages > 1 else ''}: {self.shown[words]}"
        if len(self.heads) > LISTED:
            yield f"{len(self.heads) - LISTED} other running heads"
        if self.numbers:
            yield f"page number, {self.numbers} page{'s' if self.numbers > 1 else ''}"


def without_margins(pages: Iterable[Page], count: int, dropped: Dropped) -> Iterator[Page]:
    """Yield the pages without running heads and page numbers, and put down in ``dropped`` what they were.

    Args:
        pages: in order. A few of them are held at a time.
        count: how many there are.
        dropped: filled as the pages come.
    """
    near: deque[tuple[Page, list[_Row]]] = deque(maxlen=2 * NEIGHBOURS + 1)
    at = 0  # of the page in `near` that is next to be given
    for page in pages:
        at -= len(near) == near.maxlen
        near.append((page, _margin_rows(page)))
        if len(near) > at + NEIGHBOURS:
            yield _strip(near, at, count, dropped)
            at += 1
    while at < len(near):
        yield _strip(near, at, count, dropped)
        at += 1


def _margin_rows(page: Page) -> list[_Row]:
    """Return the outermost lines of the page, at top and bottom, that stand apart from the text."""
    by_base: dict[int, list[Piece]] = {}
    for piece in page.pieces:
        by_base.setdefault(round(piece.base), []).append(piece)
    heights = sorted(by_base)
    margin = MARGIN * page.height
    low = [height for height in heights if height < margin][:ROWS]
    high = [height for height in reversed(heights) if height > page.height - margin][:ROWS]
    sizes = {height: max(piece.size for piece in by_base[height]) for height in (*low, *high)}
    for rows, inwards in ((low, 1), (high, -1)):
        while rows:
            inner = heights.index(rows[-1]) + inwards
            if not 0 <= inner < len(heights) or abs(heights[inner] - rows[-1]) > APART * sizes[rows[-1]]:
                break
            rows.pop()
    largest = LARGEST * body_size(page.pieces)
    return [_row(by_base[height]) for height in (*low, *high) if sizes[height] <= largest]


def _row(pieces: Sequence[Piece]) -> _Row:
    pieces = sorted(pieces, key=lambda piece: piece.left)
    text = " ".join(piece.text for piece in pieces)
    found = (_page_number(piece.text) for piece in (pieces[0], pieces[-1]))
    number = next((value for value in found if value is not None), None)
    words = " ".join(NUMBER.sub("#", text).split())
    return _Row(pieces[0].base, words if any(map(str.isalpha, words)) else "", number, tuple(pieces))


def _page_number(text: str) -> int | None:
    match = PAGE_NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    if match["page"]:
        return int(match["page"])
    values = [VALUES[letter] for letter in match["roman"].lower()]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _strip(near: Sequence[tuple[Page, list[_Row]]], at: int, count: int, dropped: Dropped) -> Page:
    """Return the page at an index of its neighbourhood without what they share."""
    page, rows = near[at]
    others = [other for index, other in enumerate(near) if index != at]
    needed = AGREEING if count > 3 else 1
    gone: set[int] = set()
    for row in rows:
        counts = row.number is not None and _counting(page, row.number, others) >= needed
        alone = count == 1 and row.number == 1 and len(row.pieces) == 1
        repeated = bool(row.words) and _repeated(row, others) >= needed
        if not (counts or alone or repeated):
            continue
        gone.update(map(id, row.pieces))
        named = [piece.text for piece in row.pieces if _page_number(piece.text) is None]
        if named:
            dropped.heads[row.words] += 1
            dropped.shown.setdefault(row.words, " ".join(named))
        else:
            dropped.numbers += 1
    return replace(page, pieces=tuple(piece for piece in page.pieces if id(piece) not in gone)) if gone else page


def _counting(page: Page, number: int, others: Iterable[tuple[Page, list[_Row]]]) -> int:
    """Return how many neighbours have a number in their margin that is as far from this one as the pages are."""
    return sum(
        any(row.number is not None and row.number - other.number == number - page.number for row in rows)
        for other, rows in others
    )


def _repeated(row: _Row, others: Iterable[tuple[Page, list[_Row]]]) -> int:
    return sum(
        any(other.words == row.words and abs(other.base - row.base) <= SAME_HEIGHT for other in rows)
        for _, rows in others
    )
