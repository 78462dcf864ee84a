"""English into the paragraphs of an OpenDocument text, in place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.formats.entries import Block, Holder
from translate.formats.odt_names import full
from translate.formats.weave import Bit, English, bits_of, weave

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LANGUAGE = ("en", "GB")
DUTCH = "nl"

_SPACES = re.compile(" +")


@dataclass(slots=True)
class _Writer:
    """Writes into one paragraph; ``gap`` says whether what is written so far ends with a space, or is nothing yet."""

    gap: bool = True

    def open(self, target: Element, holder: Holder) -> Element:
        """Append the element of a holder, without its text."""
        from lxml import etree

        assert holder.element is not None
        return etree.SubElement(target, holder.element.tag, dict(holder.element.attrib))

    def text(self, target: Element, bit: Bit) -> None:
        """Append text; a space that would be lost behind another one becomes an element (ODF 1.3 part 3, 6.1.2)."""
        self._append(target, bit.text)

    def raws(self, target: Element, raws: Sequence[str | Element], *, again: bool) -> None:
        """Append what stood in the old paragraph."""
        for raw in raws:
            if isinstance(raw, str):
                self._append(target, raw)
                continue
            element = deepcopy(raw) if again else raw
            element.tail = None
            target.append(element)
            self.gap = False

    def _append(self, target: Element, text: str) -> None:
        from lxml import etree

        done = 0
        for spaces in _SPACES.finditer(text):
            self._plain(target, text[done : spaces.start()])
            count = len(spaces[0])
            if not self.gap:
                self._plain(target, " ")
                count -= 1
            if count:
                etree.SubElement(target, full("text:s"), {full("text:c"): str(count)} if count > 1 else {})
            self.gap, done = True, spaces.end()
        self._plain(target, text[done:])

    def _plain(self, target: Element, text: str) -> None:
        if text:
            if len(target):
                target[-1].tail = (target[-1].tail or "") + text
            else:
                target.text = (target.text or "") + text
            self.gap = False


def write_block(block: Block, english: Iterable[English]) -> None:
    """Put English in the place of the text of a paragraph.

    Args:
        block: the paragraph.
        english: for each piece that is to be translated, in order.
    """
    bits = bits_of(block, english)
    for element in list(block.element):
        block.element.remove(element)
    block.element.text = None
    weave(block.element, bits, _Writer())


def set_language(root: Element) -> bool:
    """Name English as the language where a part names Dutch, and where it names that of all text; say if it did."""
    found = False
    for prefix in ("fo", "number"):
        language, country = full(f"{prefix}:language"), full(f"{prefix}:country")
        for element in root.iter():
            if isinstance(element.tag, str) and language in element.attrib:
                parent = element.getparent()
                default = parent is not None and parent.tag == full("style:default-style")
                if element.get(language) == DUTCH or default:
                    element.set(language, LANGUAGE[0])
                    element.set(country, LANGUAGE[1])
                    found = True
    return found
