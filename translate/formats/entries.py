"""A paragraph of an office document, cut into what is to be translated and what stays as it is.

A format makes entries of what stands in a paragraph; here they become pieces, and pieces of text become Paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from translate.document import Paragraph
from translate.formats.gather import Atom, Gathered, Mark, Rank, gather
from translate.formats.sorts import Sort

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

GAP = re.compile("([ \u00a0]{4,})")
"""A row of spaces that stands for a tab."""

_WORD = re.compile(r"[^\W_]")
# What is no text behind a tab or in a field: the number of a heading, of a page.
_NUMBER_ALONE = re.compile(r"\W*\d{0,4}(?:\.\d{1,3})*\W*")

EntryRole = Literal["text", "break", "separator", "point", "sign"]
"""``separator`` parts a paragraph in two: a tab, a page break, a row of spaces. ``sign`` is a point that nobody sees: a
side of a bookmark, a part of a field."""


@dataclass(slots=True, eq=False)
class Entry:
    """A stretch of a paragraph: text, or what stands at a point; ``raws`` is all of the document it was made from."""

    role: EntryRole
    raws: tuple[Any, ...]
    text: str = ""
    value: str = ""
    marks: tuple[Mark, ...] = ()

    @property
    def is_text(self) -> bool:
        """Say whether it has text that is not white space."""
        return self.role == "text" and bool(self.text.strip())


@dataclass(slots=True, eq=False)
class Holder:
    """What it takes to write a mark again that holds text: the payload of such a mark.

    An ``element`` to put the text in, or what comes ``before`` and ``after`` it. ``pieces`` says what it goes around
    where the text is in several pieces: each of them, the first alone, or all and what is between. ``look`` is what
    of the look of its text comes with it.
    """

    element: Element | None = None
    before: tuple[Any, ...] = ()
    after: tuple[Any, ...] = ()
    pieces: Literal["each", "first", "all"] = "each"
    look: dict[tuple[Any, ...], Element] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Piece:
    """A part of a paragraph, made of ``entries``. One with a ``paragraph`` is to be translated, others stay."""

    entries: list[Entry]
    gathered: Gathered = field(default_factory=lambda: Gathered(""))
    paragraph: Paragraph | None = None


@dataclass(slots=True, eq=False)
class Block:
    """A paragraph of the document with text in it, and the pieces of it in order.

    ``look`` is what of the look all its text has, where a format keeps that apart.
    """

    element: Element
    pieces: list[Piece]
    look: dict[tuple[Any, ...], Element] = field(default_factory=dict)


def mark(entries: Sequence[Entry], by: Mark) -> None:
    """Put a mark on entries, inside of those they have."""
    for entry in entries:
        entry.marks = (*entry.marks, by)


def pair_up(entries: list[Entry], side: Callable[[Entry], tuple[bool, Hashable, str] | None]) -> list[Entry]:
    """Make marks of the signs on two sides of text (a bookmark), where both are in the paragraph.

    Args:
        entries: those of a paragraph; they get the marks.
        side: says of a sign whether it is the first, what it has in common with the second, and what the mark is.

    Returns:
        The entries without the signs that have become marks.
    """
    sides = [side(entry) if entry.role == "sign" else None for entry in entries]
    ends = {found[1]: index for index, found in enumerate(sides) if found is not None and not found[0]}
    gone: set[int] = set()
    for start, found in enumerate(sides):
        if found is None or not found[0]:
            continue
        end = ends.get(found[1], -1)
        inner = entries[start + 1 : max(start, end)]
        if any(entry.is_text for entry in inner):
            holder = Holder(before=entries[start].raws, after=entries[end].raws, pieces="all")
            mark(inner, Mark("style", entries[start], found[2], Rank.RANGE, holder))
            gone |= {start, end}
    return [entry for index, entry in enumerate(entries) if index not in gone]


def cut(entries: Sequence[Entry], sort: Sort) -> list[Piece]:
    """Cut a paragraph at tabs, page breaks and empty lines, and each part into its text and what surrounds that."""
    groups: list[list[Entry]] = [[]]
    empty = True  # the last group has neither text nor a point
    for entry, follows in zip(entries, _followers(entries), strict=True):
        if entry.role == "separator" or (entry.role == "break" and (follows == "break" or empty)):
            groups += [[entry], []]
            empty = True
        else:
            groups[-1].append(entry)
            empty = empty and not (entry.is_text or entry.role == "point")
    pieces = [piece for group in groups for piece in _cut_group(group, alone=len(groups) == 1)]
    texts = [piece for piece in pieces if piece.gathered.text]
    for piece in texts:
        # What follows a tab in a list item is no item of its own.
        is_sort = piece is texts[0] or sort.kind != "list item"
        kind, level, marker = (sort.kind, sort.level, sort.marker) if is_sort else ("text", 0, "")
        piece.paragraph = Paragraph(kind, piece.gathered.text, level, marker, inlines=piece.gathered.inlines)
    return pieces


def name_title(pieces: Sequence[Piece]) -> None:
    """Let one paragraph be the title: the first of that style, else the heading that the document begins with.

    Args:
        pieces: all with a paragraph, in order.
    """
    found = [(piece, piece.paragraph) for piece in pieces if piece.paragraph is not None]
    titles = [pair for pair in found if pair[1].kind == "title"]
    for piece, paragraph in titles[1:]:
        piece.paragraph = replace(paragraph, kind="heading")
    if not titles and found and found[0][1].kind == "heading" and found[0][1].level == 1:
        found[0][0].paragraph = replace(found[0][1], kind="title")


def _followers(entries: Sequence[Entry]) -> list[EntryRole | None]:
    """Return for each entry the role of the next one that can be seen; white space cannot."""
    roles: list[EntryRole | None] = []
    last: EntryRole | None = None
    for entry in reversed(entries):
        roles.append(last)
        last = last if entry.role == "sign" or (entry.role == "text" and not entry.is_text) else entry.role
    return roles[::-1]


def _cut_group(group: list[Entry], *, alone: bool) -> Iterator[Piece]:
    inside = [index for index, entry in enumerate(group) if entry.is_text or entry.role == "point"]
    text = "".join(entry.text for entry in group if entry.role == "text")
    counted = not alone or all(_is_field(entry) for entry in group if entry.is_text)
    if not _WORD.search(text) or (counted and _NUMBER_ALONE.fullmatch(text)):
        inside = [len(group)]
    start, end = inside[0], inside[-1] + 1
    if group[:start]:
        yield Piece(group[:start])
    if group[start:end]:
        yield Piece(group[start:end], gather(map(_atom, group[start:end])))
    if group[end:]:
        yield Piece(group[end:])


def _is_field(entry: Entry) -> bool:
    return any(mark.value.startswith("field ") for mark in entry.marks)


def _atom(entry: Entry) -> Atom:
    if entry.role == "text":
        return Atom(entry.text, entry.marks)
    point = Mark("break" if entry.role == "break" else "object", entry, entry.value, payload=entry.raws)
    return Atom(marks=tuple(m for m in entry.marks if m.rank < Rank.FORMAT), point=point)
