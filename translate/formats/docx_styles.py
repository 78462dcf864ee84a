"""What a Word document's styles and numbering say of a paragraph: heading, list item, quote; of text: bold, code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from translate.document import InlineKind
from translate.formats.docx_names import child, is_on, local, value
from translate.formats.sorts import DEEPEST_HEADING, Sort, is_code, marker, small_number, sort_of_style

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BASED_ON_LIMIT = 20  # styles; a longer chain goes round in a circle

_LOOKS: tuple[tuple[str, InlineKind], ...] = (("b", "bold"), ("i", "italic"), ("strike", "strike"))
SIGNS = {
    "decimal": "1",
    "decimalZero": "1",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}
"""Kinds of numbering (``w:numFmt``) by their first number; all others are written as a bullet."""


@dataclass(frozen=True, slots=True)
class _Inherited:
    """What a paragraph has of its style: what it is, its level in the outline, its numbering and the depth in that."""

    sort: Sort | None
    outline: str
    number: str
    depth: str


@dataclass(slots=True)
class Styles:
    """The styles and the numbering of one document; counts the list items it is asked about.

    ``styles`` and ``numbering`` are the roots of those parts, None where the document has none.
    """

    styles: Element | None
    numbering: Element | None
    _by_id: dict[str, Element] = field(init=False, default_factory=dict)
    _default: str = field(init=False, default="")
    _levels: dict[tuple[str, int], Element] = field(init=False, default_factory=dict)
    _abstract: dict[str, str] = field(init=False, default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(init=False, default_factory=dict)
    _inherited: dict[str, _Inherited] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for style in self.styles if self.styles is not None else ():
            if local(style) == "style":
                self._by_id[value(style, "styleId")] = style
                if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on"):
                    self._default = value(style, "styleId")
        for each in self.numbering if self.numbering is not None else ():
            if local(each) == "num":
                self._abstract[value(each, "numId")] = value(child(each, "abstractNumId"))
            elif local(each) == "abstractNum":
                for level in each:
                    if local(level) == "lvl":
                        self._levels[value(each, "abstractNumId"), small_number(value(level, "ilvl"), 0)] = level

    def sort(self, paragraph: Element) -> Sort:
        """Say what a paragraph is; ask once for each paragraph and in order, for list items are counted."""
        own = child(paragraph, "pPr")
        inherited = self._of_style(value(child(own, "pStyle")) or self._default)
        number = value(child(own, "numPr", "numId")) or inherited.number
        if number == "0":
            number = ""
        depth = small_number(value(child(own, "numPr", "ilvl")) or inherited.depth, 0)
        sign = self._marker(number, depth) if number else ""
        if inherited.sort is not None:
            return inherited.sort
        level = child(own, "outlineLvl")
        outline = small_number(inherited.outline if level is None else value(level), 9)
        if outline < 9:
            return Sort("heading", min(outline + 1, DEEPEST_HEADING))
        return Sort("list item", depth + 1, sign) if number else Sort("text")

    def kind_of_style(self, style_id: str) -> InlineKind:
        """Say what a character style does to text, as far as an inline has a name for it."""
        for style in self._chain(style_id):
            if is_code(value(child(style, "name"))):
                return "code"
            for name, kind in _LOOKS:
                if is_on(child(style, "rPr", name)):
                    return kind
        return "style"

    def _chain(self, style_id: str) -> Iterator[Element]:
        """Yield a style, the one it is based on, and so on."""
        for _ in range(_BASED_ON_LIMIT):
            style = self._by_id.get(style_id)
            if style is None:
                return
            yield style
            style_id = value(child(style, "basedOn"))

    def _of_style(self, style_id: str) -> _Inherited:
        if style_id not in self._inherited:
            styles = list(self._chain(style_id))
            names = [name for style in styles for name in (value(child(style, "name")), value(style, "styleId"))]
            levels = [child(style, "pPr", "outlineLvl") for style in styles]
            self._inherited[style_id] = _Inherited(
                next((sort for sort in map(sort_of_style, names) if sort is not None), None),
                next((value(level) for level in levels if level is not None), ""),
                next(filter(None, (value(child(style, "pPr", "numPr", "numId")) for style in styles)), ""),
                next(filter(None, (value(child(style, "pPr", "numPr", "ilvl")) for style in styles)), ""),
            )
        return self._inherited[style_id]

    def _marker(self, number: str, depth: int) -> str:
        """Count one more item in a numbering and return what stands before it."""
        abstract = self._abstract.get(number, number)
        for deeper in [key for key in self._counts if key[0] == abstract and key[1] > depth]:
            del self._counts[deeper]
        level = self._levels.get((abstract, depth))
        sign = SIGNS.get(value(child(level, "numFmt")), "")
        first = small_number(value(child(level, "start")), 1)
        count = self._counts.get((abstract, depth), first - 1) + 1
        self._counts[abstract, depth] = count
        return marker(sign, count)
