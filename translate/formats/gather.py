"""Formatted text as a document holds it, into a paragraph's text with its inlines, and back into formatted pieces.

A document gives a paragraph as atoms in reading order: text under some mark-up, or something that stands at a point.
``gather`` makes clean text of them and inlines that nest; ``lay_out`` does the opposite with the English.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

from translate.document import Inline, InlineKind, Span
from translate.inlines import runs
from translate.reading.decoding import CONTROLS, INVISIBLE

_CLOSING = ",.;:!?)]}”’»…"


class Rank(IntEnum):
    """What gives way where two marks would cross: the higher one is cut in two."""

    HOLDER = 0  # an element of the document around text: a link, a form field
    RANGE = 1  # two signs before and after text: a bookmark, a comment
    FORMAT = 2  # the look of the text


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """Mark-up of a document. Two stretches whose marks have equal keys are one where they touch.

    ``payload`` is for whoever made it: what it takes to write the mark-up again.
    """

    kind: InlineKind
    key: Hashable
    value: str = ""
    rank: Rank = Rank.FORMAT
    payload: object = None


@dataclass(frozen=True, slots=True, eq=False)
class Atom:
    """Text under its marks, holders first and the outermost of them first; or the mark ``point`` that stands here.

    ``source`` is what of the document it was made from.
    """

    text: str = ""
    marks: tuple[Mark, ...] = ()
    point: Mark | None = None
    source: object = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """A paragraph's text and inlines, with what each inline stands for.

    ``marks`` is by the inline's id; mark-up that was cut in two has two ids. ``around`` are marks of the kind ``style``
    that hold the whole text and so are no inlines. ``spaced`` names points that stood between white space on both
    sides, of which the text has kept one.
    """

    text: str
    inlines: tuple[Inline, ...] = ()
    marks: dict[str, Mark] = field(default_factory=dict)
    around: tuple[Mark, ...] = ()
    spaced: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Laid:
    """A piece of a paragraph to be written: text, or a point, under its marks, the outermost first."""

    text: str
    marks: tuple[Mark, ...]
    point: Mark | None = None


@dataclass(slots=True, eq=False)
class _Item:
    """Words, a space, or a point; words have their marks from the start, the others those of their neighbours."""

    text: str
    marks: tuple[Mark, ...]
    point: Mark | None = None
    after_gap: bool = False  # a point after white space or at the start
    spaced: bool = False  # such a point with white space or the end after it

    @property
    def is_word(self) -> bool:
        return bool(self.text) and self.text != " "


def gather(atoms: Iterable[Atom]) -> Gathered:
    """Make text and inlines of a paragraph's atoms.

    White space is collapsed and trimmed as ``tidy`` does; a break is a space with an inline before it. Mark-up never
    begins or ends with white space, and is dropped around nothing else. Marks that cross are cut by their rank.
    """
    items = _items(atoms)
    if not any(item.marks or item.point for item in items):
        return Gathered("".join(item.text for item in items))
    words = [item for item in items if item.is_word]
    common = set.intersection(*({m.key for m in item.marks} for item in words)) if words else set()
    around = tuple(m for m in (words[0].marks if words else ()) if m.kind == "style" and m.key in common)
    _settle(items, {m.key for m in around})
    inlines: list[Inline] = []
    marks: dict[str, Mark] = {}
    nested = _nested(items)
    full = {mark.key for mark, start, end in nested if start < end}
    for mark, start, end in nested:
        if start == end and mark.key in full:
            continue  # a shred, cut off around a point
        inline = Inline(str(len(inlines) + 1), mark.kind, Span(start, end), mark.value)
        inlines.append(inline)
        marks[inline.id] = mark
    spaced = {item.point.key for item in items if item.point and item.spaced}
    ids = frozenset(id for id, mark in marks.items() if mark.key in spaced)
    return Gathered("".join(item.text for item in items), tuple(inlines), marks, around, ids)


def lay_out(gathered: Gathered, text: str, inlines: Sequence[Inline]) -> list[Laid]:
    """Make the pieces to be written of a text, mostly the English, in which the gathered inlines have been placed.

    The spaces that stand for line breaks are taken out again, those that points have lost are put back.
    """
    pieces: list[Laid] = []
    spaced: list[int] = []
    equal: dict[Hashable, Mark] = {}  # one mark stands for all with its key
    for run in runs(text, inlines):
        inside = (gathered.marks[id] for id in run.ids)
        marks = gathered.around + tuple(equal.setdefault(mark.key, mark) for mark in inside)
        if run.point is not None:
            if run.point.id in gathered.spaced:
                spaced.append(len(pieces))
            pieces.append(Laid("", marks, gathered.marks[run.point.id]))
            continue
        written = CONTROLS.sub("", run.text)
        if pieces and not pieces[-1].point and pieces[-1].marks == marks:
            written = pieces.pop().text + written  # another inline, of the same look
        pieces.append(Laid(written, marks))
    for index in reversed(spaced):
        after = pieces[index + 1].text if index + 1 < len(pieces) else ""
        if after and not after.startswith((" ", *_CLOSING)):
            pieces.insert(index + 1, Laid(" ", pieces[index].marks))
        before = pieces[index - 1].text if index else ""
        if before and not before.endswith(" "):
            pieces.insert(index, Laid(" ", pieces[index].marks))
    return _without_spaces_at_breaks(pieces)


def _items(atoms: Iterable[Atom]) -> list[_Item]:
    """Cut the atoms into words (one or several), spaces and points; single spaces between words, none at the ends."""
    items: list[_Item] = []
    gap = True  # the text so far ends with white space, or there is none yet
    for atom in atoms:
        if atom.point is not None and atom.point.kind == "break":
            before_space = bool(items) and items[-1].text == " "
            items.insert(len(items) - before_space, _Item("", atom.marks, atom.point))
        elif atom.point is not None:
            items.append(_Item("", atom.marks, atom.point, after_gap=gap))
            continue
        for token in _tokens(" " if atom.point else atom.text):
            if token != " ":
                items.append(_Item(token, atom.marks))
            else:
                if items:
                    items[-1].spaced = items[-1].after_gap
                if not gap:
                    items.append(_Item(" ", ()))
            gap = token == " "
    if items:
        items[-1].spaced = items[-1].after_gap
    for index in reversed(range(len(items))):
        if items[index].text == " ":
            del items[index]
        elif items[index].text:
            break
    return items


def _tokens(text: str) -> list[str]:
    """Return what is between the white space at the ends of a text, with single spaces in it, and those ends as one."""
    if not text.isascii() or not text.isprintable():
        text = unicodedata.normalize("NFC", INVISIBLE.sub("", CONTROLS.sub("", text)))
    inner = " ".join(text.split())
    if not inner:
        return [" "] if text else []
    return [" "] * text[0].isspace() + [inner] + [" "] * text[-1].isspace()


def _settle(items: Sequence[_Item], around: set[Hashable]) -> None:
    """Give spaces and points the marks that both neighbouring words have, and take off those around everything."""
    words = [item for item in items if item.is_word]
    before: tuple[Mark, ...] = ()
    next_word = 0
    for item in items:
        if item.is_word:
            before = item.marks = tuple(mark for mark in item.marks if mark.key not in around)
            next_word += 1
            continue
        after = {m.key for m in words[next_word].marks} if next_word < len(words) else set()
        own = {mark.key for mark in item.marks}
        shared = tuple(m for m in before if m.key in after and m.key not in own | around)
        item.marks = (*(m for m in item.marks if m.key not in around), *shared)


def _nested(items: Sequence[_Item]) -> list[tuple[Mark, int, int]]:
    """Turn the marks of the items into stretches that nest, in order, with half-open spans."""
    reach: dict[tuple[int, Hashable], int] = {}  # up to which item the mark goes on, from this item
    for index in reversed(range(len(items))):
        for mark in items[index].marks:
            reach[index, mark.key] = reach.get((index + 1, mark.key), index)
    found: list[tuple[Mark, int, int]] = []
    inside: list[tuple[Mark, int]] = []  # what is open, outermost first, and where it stands in found
    at = solid = 0  # where the text ends so far, and where the last word does

    def close(depth: int) -> None:
        while len(inside) > depth:
            mark, index = inside.pop()
            found[index] = (mark, found[index][1], max(found[index][1], solid))

    for index, item in enumerate(items):
        wanted = _in_order(item.marks, [mark for mark, _ in inside], reach, index)
        same = 0
        while same < min(len(inside), len(wanted)) and inside[same][0].key == wanted[same].key:
            same += 1
        close(same)
        for mark in wanted[same:] if item.text != " " else ():
            inside.append((mark, len(found)))
            found.append((mark, at, at))
        if item.point is not None:
            found.append((item.point, at, at))
        at += len(item.text)
        solid = at if item.is_word else solid
    close(0)
    return found


def _in_order(
    marks: Iterable[Mark], inside: Sequence[Mark], reach: dict[tuple[int, Hashable], int], index: int
) -> list[Mark]:
    """Order the marks of an item, outermost first: by rank, those that are open already, those that reach farthest."""
    open_at = {mark.key: depth for depth, mark in enumerate(inside)}
    unique = {mark.key: mark for mark in marks}

    def order(mark: Mark) -> tuple[int, int, int]:
        return mark.rank, open_at.get(mark.key, len(inside)), -reach[index, mark.key]

    return sorted(unique.values(), key=order)


def _without_spaces_at_breaks(pieces: list[Laid]) -> list[Laid]:
    """Take out one space before and one after each break: it stands for the break."""
    for index, piece in enumerate(pieces):
        if piece.point is None or piece.point.kind != "break":
            continue
        if index and pieces[index - 1].text.endswith(" "):
            pieces[index - 1] = replace(pieces[index - 1], text=pieces[index - 1].text[:-1])
        if index + 1 < len(pieces) and pieces[index + 1].text.startswith(" "):
            pieces[index + 1] = replace(pieces[index + 1], text=pieces[index + 1].text[1:])
    return [piece for piece in pieces if piece.text or piece.point or piece.marks]
