"""Text with elements in it: what the sources and targets of XLIFF are made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from translate.document import Span
from translate.formats.xliff import CHARACTER, CORE_12, UNSAYABLE

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@dataclass(frozen=True, slots=True)
class Tag:
    """An element to be made: its name, in Clark's notation, and its attributes."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Around:
    """An element around a stretch of text.

    ``ends`` are the two empty elements that say the same where it would cross another one; None where nothing can.
    """

    span: Span
    tag: Tag
    ends: tuple[Tag, Tag] | None = None


@dataclass(frozen=True, slots=True)
class At:
    """An empty element between two characters."""

    place: int
    tag: Tag


def fill(parent: Element, text: str, arounds: Iterable[Around], points: Iterable[At], character: str) -> None:
    """Put a text with elements in it into an element that has nothing in it yet.

    Of two stretches that cross, the earlier in ``arounds`` keeps its element and the later is told by its ``ends``, or
    not at all. Of two around the same text the earlier is the outer one. Each character of the text is there once, in
    order.

    Args:
        parent: the element.
        text: its text, of any characters.
        arounds: elements around stretches of it; every span lies in the text.
        points: elements between its characters.
        character: the name of the element for a character that XML has no place for (XLIFF 2 has ``cp``);
            ``CHARACTER`` for an ``x`` of that type.
    """
    kept: list[Around] = []
    marks: list[tuple[int, int, Tag]] = [(point.place, 1, point.tag) for point in points]
    for around in arounds:
        if not any(_cross(around.span, other.span) for other in kept):
            kept.append(around)
        elif around.ends is not None:
            marks += [(around.span.start, 2, around.ends[0]), (around.span.end, 0, around.ends[1])]
    marks.sort(key=lambda mark: mark[:2])  # at one place: what ends, what stands there, what begins
    opening = sorted(kept, key=lambda around: (around.span.start, -around.span.end))
    filling = _Filling(parent, character)
    at = 0
    for place in sorted({*(m[0] for m in marks), *(edge for a in kept for edge in (a.span.start, a.span.end))}):
        filling.write(text[at:place])
        at = place
        filling.close(place)
        while marks and marks[0][0] == place:
            filling.empty(marks.pop(0)[2])
        while opening and opening[0].span.start == place:
            around = opening.pop(0)
            filling.open(around.tag, around.span.end)
            if around.span.end == place:
                filling.close(place)
    filling.write(text[at:])


def serialised(root: Element, texts: Collection[str]) -> bytes:
    """Return a document in UTF-8 with each element on a line of its own.

    Args:
        root: its root; it is changed.
        texts: the names of the elements whose white space is text, and is left alone.
    """
    from lxml import etree

    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        if element.tag in texts or not len(element):
            continue
        element.text = "\n" + " " * depth
        for child in element:
            child.tail = "\n" + " " * depth
            waiting.append((child, depth + 1))
        element[-1].tail = "\n" + " " * (depth - 1)
    made: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return made


def _cross(one: Span, other: Span) -> bool:
    first, second = sorted((one, other), key=lambda span: (span.start, -span.end))
    return first.start < second.start < first.end < second.end


class _Filling:
    """An element while it is filled."""

    def __init__(self, parent: Element, character: str) -> None:
        self._open: list[tuple[Element, int]] = [(parent, -1)]
        self._last: Element | None = None  # what was closed last in the innermost open element
        self._character = character
        self._stood_for = 0

    def write(self, text: str) -> None:
        at = 0
        for match in UNSAYABLE.finditer(text):
            self._append(text[at : match.start()])
            self._stood_for += 1
            code = f"{ord(match[0]):04X}"
            if self._character == CHARACTER:
                self.empty(Tag(f"{{{CORE_12}}}x", {"id": f"c{self._stood_for}", "ctype": f"{CHARACTER}{code}"}))
            else:
                self.empty(Tag(self._character, {"hex": code}))
            at = match.end()
        self._append(text[at:])

    def open(self, tag: Tag, end: int) -> None:
        from lxml import etree

        self._open.append((etree.SubElement(self._open[-1][0], tag.name, dict(tag.attributes)), end))
        self._last = None

    def close(self, place: int) -> None:
        """Close what ends here."""
        while len(self._open) > 1 and self._open[-1][1] <= place:
            self._last = self._open.pop()[0]

    def empty(self, tag: Tag) -> None:
        from lxml import etree

        self._last = etree.SubElement(self._open[-1][0], tag.name, dict(tag.attributes))

    def _append(self, text: str) -> None:
        if self._last is not None:
            self._last.tail = (self._last.tail or "") + text
        elif text:
            inner = self._open[-1][0]
            inner.text = (inner.text or "") + text
