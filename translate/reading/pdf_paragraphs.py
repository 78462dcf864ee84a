"""The lines of a page of a PDF into paragraphs.

A PDF says where lines are, not where paragraphs begin. What tells: more space above, an indent, other type, a mark of
a list, and a line above that had room for the first word of the next one, so that it must have been meant to end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from translate.reading.pdf_layout import Line, columns, lines_of, spaced, with_line
from translate.reading.pdf_page import Page, Piece, Run, body_size, merge
from translate.reading.pdf_tables import (
    ALIGNED,
    BULLET,
    MARKER,
    USUAL_LEADING,
    WIDER,
    same_size,
    table_rows,
    with_ruled_rows,
    without_contents,
)
from translate.reading.text import CLOSING, CLOSING_QUOTES

INDENT = 0.8  # in sizes of the type
SHORT = 0.3  # of the width: a line that leaves so much room was meant to end
SMALL = 0.92  # of the page's own type: footnotes are smaller
TINY = 0.65  # of the page's own type: what is smaller, and short, is writing in a picture
TINY_LENGTH = 30  # characters
INITIAL = 1.7  # times the page's own type: a letter so large alone begins the text beside it

NOTE_MARK = re.compile(r"(\d{1,3}|\*{1,3}|[†‡§])[.)]?\s*(?=\S)")
FIRST_WORD = re.compile(r"\S+")


@dataclass(slots=True, eq=False)
class Draft:
    """A paragraph in the making.

    ``kind`` is ``text``, ``item`` (of a list), ``row`` (of a table) or ``note`` (at the foot). ``full`` says that its
    last line leaves no room for another word, ``indented`` that its first one begins further in, ``bold`` that all of
    it is. ``edge`` marks the first and the last of a column, which may belong to a paragraph cut in two.
    """

    kind: str
    runs: list[Run]
    size: float
    left: float
    page: int
    lines: int = 1
    marker: str = ""
    full: bool = False
    indented: bool = False
    edge: bool = False

    @property
    def text(self) -> str:
        """The characters without their style."""
        return "".join(run.text for run in self.runs)

    @property
    def bold(self) -> bool:
        """All characters are bold."""
        return all(run.style.bold for run in self.runs if run.text.strip())

    def add(self, runs: Sequence[Run]) -> None:
        """Put another line behind the text, the hyphen at its end settled."""
        self.runs = list(with_line(self.runs, runs))


@dataclass(slots=True)
class LeftOut:
    """What was left out of the pages, counted: lines of the contents, pieces of writing in pictures, rows of tables."""

    contents: Counter[int] = field(default_factory=Counter)
    in_pictures: Counter[int] = field(default_factory=Counter)
    rows: Counter[int] = field(default_factory=Counter)


def is_closed(text: str) -> bool:
    """Say whether the text ends as a sentence does."""
    return text.rstrip(CLOSING_QUOTES + " ").endswith(tuple(CLOSING))


def page_drafts(page: Page, left_out: LeftOut) -> list[Draft]:
    """Return the paragraphs of a page in the order in which they are read, the notes at its foot last."""
    body = body_size(page.pieces)
    pieces = _without_tiny(_with_initials(page.pieces, body), body, page.number, left_out)
    regions = [lines_of(region) for region in columns(with_ruled_rows(pieces, page.rules), page.rules)]
    leading = _leading(regions)
    texts: list[Draft] = []
    notes: list[Draft] = []
    for lines in regions:
        start = _first_note(lines, body)
        drafts = list(_region(lines[:start], leading, page.number, left_out))
        if drafts:
            drafts[0].edge = drafts[-1].edge = True
        texts += drafts
        notes += _notes(lines[start:], page.number)
    return texts + notes


def _with_initials(pieces: Iterable[Piece], body: float) -> list[Piece]:
    """Put a letter that is as tall as some lines in front of the first of these lines."""
    found = list(pieces)
    for initial in [p for p in found if p.size > INITIAL * body and len(p.text) == 1 and p.text.isupper()]:
        if initial not in found:
            continue
        beside = [
            piece
            for piece in found
            if initial.left < piece.left < initial.right + 2 * body
            and initial.base - 0.3 * body <= piece.base <= initial.base + initial.size
            and piece.size < initial.size / INITIAL
        ]
        if beside:
            first = max(beside, key=lambda piece: piece.base)
            runs = (Run(initial.text, first.runs[0].style), *first.runs)
            found[found.index(first)] = Piece(tuple(merge(runs)), first.left, first.right, first.base, first.size)
            found = [p for p in found if p is not initial and not _prints_again(initial, p)]
    return found


def _prints_again(initial: Piece, other: Piece) -> bool:
    """Say whether a piece is the shadow of another."""
    shift = abs(initial.left - other.left) + abs(initial.base - other.base)
    return initial.text == other.text and shift < 0.5 * initial.size


def _without_tiny(pieces: list[Piece], body: float, number: int, left_out: LeftOut) -> list[Piece]:
    kept = []
    for piece in pieces:
        if piece.size < TINY * body and len(piece.text) < TINY_LENGTH and not _beside(piece, pieces):
            left_out.in_pictures[number] += 1
        else:
            kept.append(piece)
    return kept


def _beside(mark: Piece, pieces: Iterable[Piece]) -> bool:
    """Say whether a small piece is a mark in front of or behind other text."""
    return len(mark.text) <= 3 and any(
        piece.size > mark.size
        and -0.5 * piece.size < mark.base - piece.base < 0.8 * piece.size
        and min(abs(piece.left - mark.right), abs(mark.left - piece.right)) < 1.5 * piece.size
        for piece in pieces
    )


def _leading(regions: Iterable[Sequence[Line]]) -> float:
    """Return the usual distance of two lines of a paragraph, in sizes of the type."""
    steps = sorted(
        (above.base - below.base) / above.size
        for lines in regions
        for above, below in pairwise(lines)
        if same_size(above.size, below.size) and 0.8 * above.size < above.base - below.base < 2.5 * above.size
    )
    # Low among them: in a list with space between its items most steps are wider.
    return steps[len(steps) * 3 // 10] if len(steps) >= 3 else USUAL_LEADING


def _region(lines: list[Line], leading: float, number: int, left_out: LeftOut) -> Iterator[Draft]:
    """Yield the paragraphs of a column."""
    if not lines:
        return
    kept = without_contents(lines)
    left_out.contents[number] += len(lines) - len(kept)
    if not kept:
        return
    rows = table_rows(kept)
    at = 0
    column = _Column.of([line for index, line in enumerate(kept) if not rows[index]] or kept, leading)
    while at < len(kept):
        end = at + 1
        if rows[at]:
            while end < len(kept) and rows[end]:
                end += 1
            left_out.rows[number] += end - at
            yield from _table(kept[at:end], number)
        else:
            while end < len(kept) and not rows[end]:
                end += 1
            yield from column.paragraphs(kept[at:end], number)
        at = end


def _table(lines: Sequence[Line], number: int) -> Iterator[Draft]:
    for line in lines:
        runs = [run for piece in spaced(line.cells, " | ") for run in piece.runs]
        yield Draft("row", list(merge(runs)), line.size, line.left, number)


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the lines of a column begin and end, how far they are apart, and whether first lines hang out."""

    left: float
    right: float
    leading: float
    hanging: bool

    @classmethod
    def of(cls, lines: Sequence[Line], leading: float) -> _Column:
        lefts = Counter(round(line.left) for line in lines)
        column = cls(lefts.most_common(1)[0][0], max(line.right for line in lines), leading, False)
        votes = 0
        for above, below, third in zip(lines, lines[1:], lines[2:], strict=False):
            indent = below.left - above.left
            if INDENT * above.size < indent < 8 * above.size and not MARKER.match(above.text):
                # The line after an indented one is indented too where first lines hang out.
                stays = abs(third.left - below.left) < ALIGNED * above.size
                votes += 1 if stays and column.is_full(above, below) else -1
        return cls(column.left, column.right, leading, votes > 1)

    def is_full(self, above: Line, below: Line) -> bool:
        """Say whether the first word of a line had no room at the end of the line above."""
        text = below.text
        word = FIRST_WORD.search(text)
        width = (word.end() if word else 1) / max(len(text), 1) * (below.right - below.left)
        return self.right - above.right < width + 0.4 * above.size

    def paragraphs(self, lines: Sequence[Line], number: int) -> Iterator[Draft]:
        """Yield the paragraphs that lines without a table between them make."""
        held: list[Line] = []
        for line in lines:
            if held and self._starts(held, line):
                yield self._draft(held, number)
                held = []
            held.append(line)
        if held:
            yield self._draft(held, number)

    def _starts(self, held: Sequence[Line], below: Line) -> bool:
        """Say whether a line begins a paragraph, below the lines of one."""
        above, size = held[-1], max(held[-1].size, below.size)
        text, step = above.text, above.base - below.base
        full = self.is_full(above, below)
        # A sentence that goes on bridges some space, as where lines are spread over the height of the page.
        goes_on = full and not is_closed(text) and below.text[:1].islower()
        if not same_size(above.size, below.size) or not 0 < step <= (2 if goes_on else WIDER) * self.leading * size:
            return True
        if text.endswith(("-", "\u00ad")) and below.text[:1].islower():
            return False
        if MARKER.match(below.text):
            same = MARKER.match(held[0].text) and abs(below.left - held[0].left) < ALIGNED * size
            return bool(same or BULLET.match(below.text) or is_closed(text) or not full)
        if _all_bold(above) != _all_bold(below) and not full:
            return True
        if MARKER.match(held[0].text):
            inside = below.left > held[0].left + 0.4 * size
            return not (inside or (full and not is_closed(text)))
        return self._parted(held, below, full)

    def _parted(self, held: Sequence[Line], below: Line, full: bool) -> bool:
        """Say whether indents and short lines part a line from those above, of the same type and close together."""
        above, text = held[-1], held[-1].text
        shift = below.left - above.left
        if self._centred(above) and self._centred(below):
            return False
        if self.hanging:
            return shift < -INDENT * above.size or (not full and is_closed(text) and abs(shift) < INDENT * above.size)
        if shift > INDENT * above.size and (is_closed(text) or not full):
            return True
        if full:
            return False
        room = self.right - above.right
        return is_closed(text) or (room > SHORT * (self.right - self.left) and not below.text[:1].islower())

    def _centred(self, line: Line) -> bool:
        middle = (line.left + line.right) / 2
        even = abs(middle - (self.left + self.right) / 2) < line.size
        return even and line.left > self.left + INDENT * line.size

    def _draft(self, lines: Sequence[Line], number: int) -> Draft:
        first, last = lines[0], lines[-1]
        draft = Draft("text", [], max(line.size for line in lines), first.left, number, lines=len(lines))
        for line in lines:
            draft.add(line.runs)
        draft.indented = first.left > self.left + INDENT * first.size
        draft.full = self.right - last.right < 3 * last.size
        match = MARKER.match(draft.text)
        if match and len(draft.text) > match.end():
            draft.kind, draft.marker = "item", match[0]
            draft.runs = _without_start(draft.runs, match.end())
        return draft


def _all_bold(line: Line) -> bool:
    return all(run.style.bold for run in line.runs if run.text.strip())


def _without_start(runs: Sequence[Run], length: int) -> list[Run]:
    """Return the runs without so many characters and the white space behind them."""
    kept: list[Run] = []
    for run in runs:
        text = run.text[length:] if length < len(run.text) else ""
        length = max(length - len(run.text), 0)
        text = text if kept else text.lstrip()
        if text:
            kept.append(Run(text, run.style))
    return kept


def _first_note(lines: Sequence[Line], body: float) -> int:
    """Return the index of the line at which the notes at the foot of a column begin; their number without any."""
    small = len(lines)
    while small and lines[small - 1].size <= SMALL * body and not lines[small - 1].ruled:
        small -= 1
    for index in range(small, len(lines)):
        if _note_mark(lines[index]):
            return index
    return len(lines)


def _note_mark(line: Line) -> re.Match[str] | None:
    return None if MARKER.match(line.text) and BULLET.match(line.text) else NOTE_MARK.match(line.text)


def _notes(lines: Sequence[Line], number: int) -> Iterator[Draft]:
    """Yield the notes: each begins with its mark, set as that of the first, and figures count."""
    draft: Draft | None = None
    for line in lines:
        mark = _note_mark(line)
        raised = line.runs[0].style.script == 1
        if mark and (draft is None or _next_mark(draft.marker, mark[1], raised)):
            if draft:
                yield draft
            draft = Draft("note", _without_start(line.runs, mark.end()), line.size, line.left, number, marker=mark[1])
        elif draft:
            draft.add(line.runs)
            draft.lines += 1
    if draft:
        yield draft


def _next_mark(last: str, mark: str, raised: bool) -> bool:
    if mark.isdecimal() and last.isdecimal():
        return int(mark) == int(last) + 1 or (raised and int(mark) > int(last))
    return mark != last
