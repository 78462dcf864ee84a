"""Units of a page as the paragraphs of an article: titles, headings, items of lists, quotations, captions, text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from translate.document import Paragraph, ParagraphKind
from translate.formats.html_names import CELLS, HEADINGS, LISTS
from translate.formats.html_page import Block, Page, Unit


def paragraphs_of(page: Page, units: Iterable[Unit], title: Unit | None = None) -> Iterator[Paragraph]:
    """Give the paragraph of each unit; that of ``title`` is the article's title."""
    markers = dict(_markers(page))
    for unit in units:
        kind, level, item = _kind(unit)
        if unit is title:
            kind, level = "title", 1
        # The marker stands before the first text of an item.
        marker = markers.pop(item, "") if item is not None and kind == "list item" else ""
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
