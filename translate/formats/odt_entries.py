"""A paragraph of an OpenDocument text as entries: its text, what holds it, and what stands between the text."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from typing import TYPE_CHECKING

from translate.document import InlineKind
from translate.formats.entries import Entry, Holder, mark, pair_up
from translate.formats.gather import Mark, Rank
from translate.formats.odt_names import full, short, value
from translate.formats.odt_styles import Styles
from translate.formats.sorts import small_number

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DROPPED = frozenset({"text:soft-page-break", "text:change", "text:change-start", "text:change-end"})
PAIRS = {
    "text:bookmark-start": "text:bookmark-end",
    "text:reference-mark-start": "text:reference-mark-end",
    "office:annotation": "office:annotation-end",
}
SIGNS = frozenset({"text:bookmark", "text:reference-mark", *PAIRS, *PAIRS.values()})
POINTS = {"draw:frame": "picture", "text:ruby": "ruby"}
_WHITE = re.compile("[ \t\r\n]+")
WIDE = 3  # spaces; as many behind another one stand for a tab
WIDEST = 1000  # spaces that one element may stand for


def entries_of(paragraph: Element, styles: Styles) -> list[Entry]:
    """Return all that a paragraph holds, in order; text boxes and notes in it are paragraphs of their own."""
    return pair_up(_collapsed(_inside(paragraph, (), styles)), _side)


def _collapsed(entries: Iterable[Entry]) -> list[Entry]:
    """Take away the white space that does not count: at the start, and behind other (ODF 1.3 part 3, 6.1.2)."""
    kept = []
    gap = True
    for entry in entries:
        if isinstance(entry.raws[0], str):
            text = _WHITE.sub(" ", entry.text)
            entry.text = text.removeprefix(" ") if gap else text
            entry.raws = (entry.text,)
            gap = text.endswith(" ")
        elif entry.role != "sign":
            gap = False
        if entry.text or not isinstance(entry.raws[0], str):
            kept.append(entry)
    while kept and kept[-1].raws == (" ",):
        kept.pop()
    return kept


def _inside(parent: Element, marks: tuple[Mark, ...], styles: Styles) -> Iterator[Entry]:
    yield from _text(parent.text, marks)
    for element in parent:
        if isinstance(element.tag, str):
            yield from _element(element, marks, styles)
        yield from _text(element.tail, marks)


def _text(text: str | None, marks: tuple[Mark, ...]) -> Iterator[Entry]:
    if text:
        yield Entry("text", (text,), text, marks=marks)


def _element(element: Element, marks: tuple[Mark, ...], styles: Styles) -> Iterator[Entry]:
    name = short(element)
    if name in DROPPED:
        return
    if name == "text:s":
        count = min(small_number(value(element, "text:c"), 1), WIDEST)
        yield Entry("separator" if count >= WIDE else "text", (element,), " " * count, "gap", marks)
    elif name == "text:tab":
        yield Entry("separator", (element,), value="tab", marks=marks)
    elif name == "text:line-break":
        yield Entry("break", (element,), marks=marks)
    elif name in SIGNS:
        yield Entry("sign", (element,), value=name, marks=marks)
    elif not name.startswith("text:") or name in POINTS or _holds_paragraphs(element):
        what = POINTS.get(name, name.partition(":")[2] or "object")
        if name == "text:note":
            what = f"{value(element, 'text:note-class')} {note_number(element)}".strip()
        yield Entry("point", (element,), value=what, marks=marks)
    else:
        yield from _held(element, name, marks, styles)


def note_number(note: Element) -> str:
    """Return what stands for a note in the text: its number."""
    citation = note.find(full("text:note-citation"))
    return "" if citation is None else "".join("".join(citation.itertext()).split())


def _holds_paragraphs(element: Element) -> bool:
    return short(element) == "text:note" or any(short(each) in ("text:p", "text:h") for each in element)


def _held(element: Element, name: str, marks: tuple[Mark, ...], styles: Styles) -> Iterator[Entry]:
    """Return what stands inside an element, under its marks; an element around a point alone is that point."""
    by = _marks_of(element, name, styles)
    inner = list(_inside(element, (), styles))
    if any(entry.is_text for entry in inner) or not by:
        for entry in inner:
            entry.marks = (*marks, *by, *entry.marks)
        yield from inner
    elif any(entry.role in ("break", "separator", "text") for entry in inner):
        mark(inner, by[0])
        for entry in inner:
            entry.marks = (*marks, *entry.marks)
        yield from inner
    else:
        points = [entry.value for entry in inner if entry.role == "point"]
        about = next(iter(points), name.partition(":")[2])
        seen = bool(points) or name not in ("text:span", "text:a")
        yield Entry("point" if seen else "sign", (element,), value=about, marks=marks)


def _marks_of(element: Element, name: str, styles: Styles) -> list[Mark]:
    """Return the marks for an element that holds text: a span has one for each thing that its style does."""
    if name == "text:a":
        return [Mark("link", element, value(element, "xlink:href"), Rank.HOLDER, Holder(element))]
    if name != "text:span":
        about = f"field {name.partition(':')[2]}"
        return [Mark("style", element, about, Rank.HOLDER, Holder(element, pieces="first"))]
    style = value(element, "text:style-name")
    kinds: list[InlineKind] = styles.kinds(style)
    # The first is written as the span; the others stand for what the same span does besides.
    return [
        Mark(kind, (style, kind), style if kind == "style" else "", Rank.FORMAT, None if index else Holder(element))
        for index, kind in enumerate(kinds)
    ]


def _side(sign: Entry) -> tuple[bool, Hashable, str] | None:
    """Say which side of a bookmark, a reference or of a comment's text a sign is, for ``pair_up``."""
    element = sign.raws[0]
    name = value(element, "text:name") or value(element, "office:name")
    about = "comment" if sign.value.startswith("office") else f"bookmark {name}"
    if sign.value in PAIRS and name:
        return True, (PAIRS[sign.value], name), about
    return (False, (sign.value, name), about) if sign.value in PAIRS.values() else None
