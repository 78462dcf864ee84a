"""The foot- and endnotes of a Word document: their numbers, and the paragraphs that they begin with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from translate.footnotes import note_marker
from translate.formats.docx_names import OFF, child, each_named, local, value
from translate.formats.docx_styles import SIGNS
from translate.formats.entries import Block
from translate.formats.sorts import marker

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PARTS = ("footnotes", "endnotes")
_DEFAULT_SIGNS = {"footnote": "1", "endnote": "i"}  # ECMA-376 part 1, 17.11.17 and 17.18.59


def note_numbers(body: Element, settings: Element | None) -> dict[str, str]:
    """Return the numbers that Word shows of the notes, by their kind and id: of ``footnote 3`` it is ``1``.

    Notes count in the order of their first mark. One whose mark is written by hand has no number. Numbers that begin
    anew on each page are not known, for the pages are not: they run on here.

    Args:
        body: the main part, whose tracked changes have been accepted.
        settings: the settings of the document.
    """
    signs = {kind: _sign(kind, body, settings) for kind in _DEFAULT_SIGNS}
    if signs["footnote"] == signs["endnote"]:
        signs["endnote"] = "i" if signs["footnote"] != "i" else "1"  # so that it is known which note is meant
    counts: Counter[str] = Counter()
    numbers: dict[str, str] = {}
    for element in each_named(body, [f"{kind}Reference" for kind in signs]):
        kind = local(element).removesuffix("Reference")
        name = f"{kind} {value(element, 'id')}"
        if name not in numbers and (value(element, "customMarkFollows") or "0").lower() in OFF:
            counts[kind] += 1
            numbers[name] = marker(signs[kind], counts[kind]).rstrip(".")
    return numbers


def mark_notes(root: Element, blocks: Sequence[Block], numbers: Mapping[str, str]) -> None:
    """Give the first paragraph of each note its marker.

    Args:
        root: of a part; only those of notes have any.
        blocks: the paragraphs of the part.
        numbers: what ``note_numbers`` returns.
    """
    begun: set[str] = set()
    for block in blocks if local(root) in _PARTS else ():
        names = (f"{local(each)} {value(each, 'id')}" for each in block.element.iterancestors())
        name = next((name for name in names if name in numbers), "")
        piece = next(piece for piece in block.pieces if piece.paragraph)
        if name and name not in begun and piece.paragraph is not None:
            begun.add(name)
            piece.paragraph = replace(piece.paragraph, marker=note_marker(numbers[name]))


def _sign(kind: str, body: Element, settings: Element | None) -> str:
    """Return the first number of the notes of a kind: 1, a, i."""
    roots = [root for root in (body, settings) if root is not None]
    formats = (value(child(each, "numFmt")) for root in roots for each in each_named(root, [f"{kind}Pr"]))
    return SIGNS.get(next(filter(None, formats), ""), _DEFAULT_SIGNS[kind])
