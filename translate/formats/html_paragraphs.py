"""Units of a page as the paragraphs of an article: titles, headings, items of lists, quotations, captions, text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from translate.document import Paragraph, ParagraphKind
from translate.footnotes import note_marker
from translate.formats.html_names import CELLS, HEADINGS, LISTS
from translate.formats.html_page import NOTE, Block, Page, Unit
from translate.formats.html_tokens import attributes

_LINK = re.compile(r"<a\b[^>]*>", re.I)


def paragraphs_of(page: Page, units: Iterable[Unit], title: Unit | None = None) -> Iterator[Paragraph]:
    """Give the paragraph of each unit; that of ``title`` is the article's title."""
    markers = dict(_markers(page))
    notes = _notes(page)
    for unit in units:
        kind, level, item = _kind(unit)
        if unit is title:
            kind, level = "title", 1
        # The marker stands before the first text of an item.
        marker = markers.pop(item, "") if item is not None and kind == "list item" else ""
        marker = note_marker(notes[unit]) if unit in notes else marker
        yield Paragraph(kind, unit.laid.text, level, marker, page.line_of(unit.start), inlines=unit.laid.inlines)


def _kind(unit: Unit) -> tuple[ParagraphKind, int, Block | None]:
    """Return kind and level, and the item of a list that the unit stands in."""
    chain = list(unit.block.chain())
    for index, block in enumerate(chain):
        if block.name in HEADINGS:
            return "heading", HEADINGS[block.name], None
        if block.name in ("figcaption", "caption"):
            return "caption", 0, None
        if block.name == "li":
            depth = sum(outer.name in LISTS for outer in chain[index:])
            return "list item", max(depth, 1), block
        if block.name == "blockquote":
            return "quote", 0, None
        if block.name in CELLS:
            break
    return "text", 0, None


def _notes(page: Page) -> dict[Unit, str]:
    """Find the units that notes begin with, and their labels: those behind a mark that hold what it leads to."""
    targets = {unit: list(_targets(unit)) for unit in page.units}
    notes: dict[Unit, str] = {}
    if not any(targets.values()):
        return notes
    wanted: dict[str, str] = {}  # labels by the id of what their marks lead to
    tags = (token for token in page.tokens if token.kind == "start")
    tag = next(tags, None)
    for unit in page.units:
        while tag is not None and tag.start < unit.end:
            named = attributes(page.source[tag.start : tag.end]) if wanted else {}
            label = next((wanted.pop(named[key]) for key in ("id", "name") if named.get(key) in wanted), "")
            if label:
                notes.setdefault(unit, label)
            tag = next(tags, None)
        for target, label in targets[unit]:
            wanted.setdefault(target, label)
    return notes


def _targets(unit: Unit) -> Iterator[tuple[str, str]]:
    """Give what the marks of notes in a unit lead to, by its id, and their labels."""
    for mark in unit.laid.marks.values():
        link = _LINK.search(mark.before) if mark.value.startswith(NOTE) else None
        target = attributes(link[0]).get("href", "").partition("#")[2] if link else ""
        if target:
            yield target, mark.value.removeprefix(NOTE)


def _markers(page: Page) -> Iterator[tuple[Block, str]]:
    """Give what stands before each item of a list: a number in a numbered one, a dash in others."""
    numbers: Counter[Block] = Counter()
    for block in page.blocks:
        if block.name != "li":
            continue
        around = next((outer for outer in block.chain() if outer.name in LISTS), None)
        if around is None or around.name != "ol":
            yield block, "-"
            continue
        said = page.tag_of(block).get("value", "")
        if around not in numbers:
            start = page.tag_of(around).get("start", "")
            numbers[around] = int(start) - 1 if start.isdecimal() else 0
        numbers[around] = int(said) if said.isdecimal() else numbers[around] + 1
        yield block, f"{numbers[around]}."
