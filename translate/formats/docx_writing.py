"""English into the paragraphs of a Word document, in place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.formats.docx_entries import Raw
from translate.formats.docx_looks import Look, run_properties
from translate.formats.docx_names import MC, XML_SPACE, child, each_named, local, named, remove, value
from translate.formats.entries import Block, Holder
from translate.formats.weave import Bit, English, bits_of, weave

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LANGUAGE = "en-GB"


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes into one paragraph, whose text all has a ``look``."""

    look: Look

    def open(self, target: Element, holder: Holder) -> Element:
        """Append the element of a holder, without its text, and return where the text goes."""
        from lxml import etree

        assert holder.element is not None
        old = holder.element
        made = etree.SubElement(target, old.tag, dict(old.attrib))
        for each in old if local(old) == "sdt" else ():
            if local(each) == "sdtContent":
                return etree.SubElement(made, each.tag)
            made.append(deepcopy(each))
            # What is bound to data elsewhere would be filled with the Dutch again when the document is opened.
            binding = child(made[-1], "dataBinding")
            if binding is not None:
                remove(binding)
        return made

    def text(self, target: Element, bit: Bit) -> None:
        """Append a run with text."""
        from lxml import etree

        looks = [self.look]
        for mark in bit.marks:
            looks.append(mark.payload.look if isinstance(mark.payload, Holder) else mark.payload)  # type: ignore[arg-type]
        run = etree.SubElement(target, named(target, "r"))
        run.append(run_properties(target, looks, LANGUAGE))
        text = etree.SubElement(run, named(target, "t"))
        text.text = bit.text
        if bit.text != bit.text.strip():
            text.set(XML_SPACE, "preserve")

    def raws(self, target: Element, raws: Sequence[Raw], *, again: bool) -> None:
        """Append elements of the old paragraph, in one run those that stood in the same one."""
        from lxml import etree

        run = None
        last: Element | None = None
        for raw in raws:
            element = deepcopy(raw.element) if again else raw.element
            element.tail = None
            if not raw.in_run:
                target.append(element)
                run = None
                continue
            if run is None or raw.properties is not last or raw.properties is None:
                run = etree.SubElement(target, named(target, "r"))
                if raw.properties is not None:
                    run.append(deepcopy(raw.properties))
                last = raw.properties
            run.append(element)


def write_block(block: Block, english: Iterable[English]) -> None:
    """Put English in the place of the text of a paragraph; its own properties stay.

    Args:
        block: the paragraph.
        english: for each piece that is to be translated, in order.
    """
    bits = bits_of(block, english)
    for element in [each for each in block.element if local(each) != "pPr"]:
        block.element.remove(element)
    weave(block.element, bits, _Writer(block.look))


def copy_text_boxes(root: Element) -> None:
    """Let what older programs show of a text box (``mc:Fallback``) say what the box itself says."""
    for alternatives in root.iter(f"{MC}AlternateContent"):
        choice, fallback = alternatives.find(f"{MC}Choice"), alternatives.find(f"{MC}Fallback")
        if choice is None or fallback is None:
            continue
        written, old = (_text_boxes(each) for each in (choice, fallback))
        if len(written) == len(old):
            for source, target in zip(written, old, strict=True):
                target[:] = [deepcopy(each) for each in source]


def set_language(root: Element) -> bool:
    """Name English as the language where a part names Dutch, and where it names that of all text; say if it did."""
    found = [
        each
        for each in each_named(root, ("lang", "themeFontLang"))
        if value(each).lower().startswith("nl") or _is_default(each)
    ]
    for element in found:
        element.set(named(element, "val"), LANGUAGE)
    return bool(found)


def _is_default(element: Element) -> bool:
    return local(element) == "themeFontLang" or any(local(each) == "docDefaults" for each in element.iterancestors())


def _text_boxes(element: Element) -> list[Element]:
    """Return the contents of text boxes, but not of those in other text boxes."""
    found = [each for each in element.iter() if local(each) == "txbxContent"]
    return [each for each in found if not any(local(above) == "txbxContent" for above in each.iterancestors())]
