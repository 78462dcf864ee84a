"""The pieces of a paragraph, translated and not, back into the elements and between the signs that held them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from translate.document import Inline
from translate.formats.entries import Block, Entry, Holder, Piece
from translate.formats.gather import Mark, Rank, lay_out

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

English = tuple[str, Sequence[Inline]]
"""The English of a piece, and where its inlines stand in that."""


@dataclass(slots=True, eq=False)
class Bit:
    """What is written at once: text, or ``raws`` of the old paragraph, under marks, the outermost first.

    One that is not ``solid`` has nothing to be seen: a tab, a bookmark.
    """

    marks: tuple[Mark, ...]
    text: str = ""
    raws: tuple[Any, ...] = ()
    solid: bool = True


class Writer(Protocol):
    """How a format writes."""

    def open(self, target: Element, holder: Holder) -> Element:
        """Append the element of a holder, and return the element that its text goes into."""

    def text(self, target: Element, bit: Bit) -> None:
        """Append text."""

    def raws(self, target: Element, raws: Sequence[Any], *, again: bool) -> None:
        """Append what stood in the old paragraph; copies, where it is written ``again``."""


def bits_of(block: Block, english: Iterable[English]) -> list[Bit]:
    """Return what is to be written into a paragraph.

    Args:
        block: the paragraph as it was read.
        english: for each piece that is to be translated, in order.
    """
    bits: list[Bit] = []
    lines = iter(english)
    for piece in block.pieces:
        bits += map(_as_it_was, piece.entries) if piece.paragraph is None else _in_english(piece, *next(lines))
    _let_go(bits)
    kept = {id(mark.payload) for bit in bits for mark in bit.marks}
    for holder in {id(m.payload): m.payload for p in block.pieces for e in p.entries for m in e.marks}.values():
        if isinstance(holder, Holder) and id(holder) not in kept and holder.before:
            # Signs whose text is gone: what refers to them still finds them.
            bits.append(Bit((), raws=(*holder.before, *holder.after)))
    return bits


def weave(paragraph: Element, bits: Sequence[Bit], writer: Writer) -> None:
    """Append bits to a paragraph that has been emptied."""
    starts, ends = _sides(bits)
    inside: list[tuple[Holder, Element]] = []  # the elements that are open
    used: set[int] = set()  # holders, by identity, that have been written
    for index, bit in enumerate(bits):
        target, depth = paragraph, 0
        ending: list[tuple[Holder, Element]] = []
        for holder in _holders(bit):
            if holder.element is None:
                if (id(holder), index) in starts:
                    writer.raws(target, holder.before, again=id(holder) in used)
                if (id(holder), index) in ends:
                    ending.append((holder, target))
                continue
            if depth == len(inside) or inside[depth][0] is not holder:
                del inside[depth:]
                fresh = holder.pieces == "each" or id(holder) not in used
                inside.append((holder, writer.open(target, holder) if fresh else target))
                used.add(id(holder))
            target, depth = inside[depth][1], depth + 1
        del inside[depth:]
        if bit.text:
            writer.text(target, bit)
        writer.raws(target, bit.raws, again=False)
        for holder, outside in reversed(ending):
            writer.raws(outside, holder.after, again=id(holder) in used)
            used.add(id(holder))


def _as_it_was(entry: Entry) -> Bit:
    return Bit(entry.marks, "", entry.raws, entry.role in ("text", "point"))


def _in_english(piece: Piece, text: str, inlines: Sequence[Inline]) -> list[Bit]:
    bits: list[Bit] = []
    for laid in lay_out(piece.gathered, text, inlines):
        payload = laid.point.payload if laid.point is not None else ()
        bits.append(Bit(laid.marks, laid.text, payload if isinstance(payload, tuple) else ()))
    # White space at the ends is lay-out: people indent with it.
    first, last = piece.entries[0], piece.entries[-1]
    before = first.text[: len(first.text) - len(first.text.lstrip())]
    after = last.text[len(last.text.rstrip()) :]
    leading = [Bit(first.marks, before, solid=False)] if before else []
    trailing = [Bit(last.marks, after, solid=False)] if after else []
    return [*leading, *bits, *trailing]


def _let_go(bits: Sequence[Bit]) -> None:
    """Take what holds text off bits with nothing to be seen, but between two others that have it."""
    where: dict[object, list[int]] = {}
    for index, bit in enumerate(bits):
        for mark in bit.marks if bit.solid else ():
            where.setdefault(mark.key, []).append(index)
    for index, bit in enumerate(bits):
        if not bit.solid:
            bit.marks = tuple(mark for mark in bit.marks if mark.rank is Rank.FORMAT or _is_between(mark, index, where))


def _is_between(mark: Mark, index: int, where: Mapping[object, Sequence[int]]) -> bool:
    return mark.key in where and where[mark.key][0] < index < where[mark.key][-1]


def _holders(bit: Bit) -> Iterator[Holder]:
    return (mark.payload for mark in bit.marks if isinstance(mark.payload, Holder))


def _sides(bits: Sequence[Bit]) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Find before and after which bits signs go: pairs of the holder's identity and the index of the bit."""
    where: dict[int, list[int]] = {}
    pieces: dict[int, str] = {}
    for index, bit in enumerate(bits):
        for holder in _holders(bit):
            if holder.element is None:
                where.setdefault(id(holder), []).append(index)
                pieces[id(holder)] = holder.pieces
    starts: set[tuple[int, int]] = set()
    ends: set[tuple[int, int]] = set()
    for holder_id, found in where.items():
        first = [index for index in found if index - 1 not in found]
        last = [index for index in found if index + 1 not in found]
        if pieces[holder_id] != "each":
            first, last = first[:1], last[:1] if pieces[holder_id] == "first" else last[-1:]
        starts |= {(holder_id, index) for index in first}
        ends |= {(holder_id, index) for index in last}
    return starts, ends
