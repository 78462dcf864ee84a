"""A Word paragraph as entries: its text, what holds it (links, fields, bookmarks), and what stands between the text."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from translate.document import InlineKind
from translate.formats.docx_names import MATH, MC, RELATIONSHIP_ID, XML_SPACE, child, is_on, local, value
from translate.formats.entries import GAP, Entry, Holder, mark, pair_up
from translate.formats.gather import Mark, Rank

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

HOLDERS = frozenset({"hyperlink", "sdt", "fldSimple", "dir", "bdo"})
TRANSPARENT = frozenset({"smartTag", "customXml"})
NOT_WRITTEN_AGAIN = frozenset(
    {"pPr", "rPr", "proofErr", "lastRenderedPageBreak", "softHyphen", "delText", "delInstrText"}
)
SIGNS = frozenset({"fldChar", "instrText", "permStart", "permEnd", "commentReference", "annotationRef"})
PAIRS = {"bookmarkStart": "bookmarkEnd", "commentRangeStart": "commentRangeEnd"}
POINTS = {
    "footnoteReference": "footnote",
    "endnoteReference": "endnote",
    "footnoteRef": "note mark",
    "endnoteRef": "note mark",
    "drawing": "picture",
    "pict": "picture",
    "object": "embedded object",
    "sym": "symbol",
    "ruby": "ruby",
}
_LINK_FIELD = re.compile(r'\s*HYPERLINK\b\s*(?:"([^"]*)"|([^\\\s]\S*))?', re.I)
_ANCHOR = re.compile(r'\\l\s*"([^"]*)"')


@dataclass(frozen=True, slots=True, eq=False)
class Raw:
    """A child of a run with the run's properties, or, where ``in_run`` is False, of the paragraph itself."""

    element: Element
    properties: Element | None = None
    in_run: bool = True


def entries_of(paragraph: Element, links: Mapping[str, str], notes: Mapping[str, str]) -> list[Entry]:
    """Return all that a paragraph holds, in order; text boxes in it are paragraphs of their own.

    Args:
        paragraph: a ``w:p`` whose tracked changes have been accepted.
        links: the addresses of the part's links by relationship id.
        notes: what Word shows of a note (``docx_notes.note_numbers``).
    """
    entries = list(_inside(paragraph, (), links))
    for entry in entries:
        kind = entry.value.partition(" ")[0]
        if kind in ("footnote", "endnote"):
            entry.value = f"{kind} {notes.get(entry.value, '')}".strip()
    return pair_up(_with_fields(entries), _side)


def _inside(parent: Element, marks: tuple[Mark, ...], links: Mapping[str, str]) -> Iterator[Entry]:
    for element in parent:
        name = local(element)
        if name == "r":
            properties = child(element, "rPr")
            for each in element:
                if isinstance(each.tag, str) and local(each) not in NOT_WRITTEN_AGAIN:
                    for part in _cut_at_gaps(each):
                        yield _entry(Raw(part, properties), marks)
        elif name in TRANSPARENT:
            yield from _inside(element, marks, links)
        elif name in HOLDERS:
            content = child(element, "sdtContent") if name == "sdt" else element
            by = _holder(element, name, links)
            inner = [] if content is None else list(_inside(content, (*marks, by), links))
            if any(entry.is_text for entry in inner):
                yield from inner
            else:
                yield Entry("point", (Raw(element, None, in_run=False),), value=_shown_in(inner, by.kind), marks=marks)
        elif name not in NOT_WRITTEN_AGAIN and isinstance(element.tag, str):
            yield _entry(Raw(element, None, in_run=False), marks)


def _shown_in(entries: Sequence[Entry], otherwise: str) -> str:
    """Say what stands in something that holds no text and so is one point: a link around a picture is a picture."""
    return next((entry.value for entry in entries if entry.role == "point"), otherwise)


def _cut_at_gaps(element: Element) -> list[Element]:
    """Cut a text where spaces stand for a tab."""
    if local(element) != "t" or not GAP.search(element.text or ""):
        return [element]
    parts = []
    for text in filter(None, GAP.split(element.text)):
        parts.append(copy(element))
        parts[-1].text = text
        parts[-1].set(XML_SPACE, "preserve")
    return parts


def _entry(raw: Raw, marks: tuple[Mark, ...]) -> Entry:
    """Say what a child of a run or of a paragraph is."""
    name = local(raw.element)
    if name == "t" and raw.in_run:
        hidden = is_on(child(raw.properties, "vanish"))
        text = raw.element.text or ""
        blank = len(text) > 2 and text.isspace() and is_on(child(raw.properties, "u"))
        if blank or GAP.fullmatch(text):
            return Entry("separator", (raw,), value="gap", marks=marks)
        return Entry("sign", (raw,), value="hidden text") if hidden else Entry("text", (raw,), text, marks=marks)
    if name == "noBreakHyphen":
        return Entry("text", (raw,), "-", marks=marks)
    if name in ("tab", "ptab") or (name == "br" and value(raw.element, "type") in ("page", "column")):
        return Entry("separator", (raw,), value=name, marks=marks)
    if name in ("br", "cr"):
        return Entry("break", (raw,), marks=marks)
    if name in SIGNS or name in PAIRS or name in PAIRS.values():
        return Entry("sign", (raw,), value=name, marks=marks)
    what = POINTS.get(name, name)
    if raw.element.tag == f"{MC}AlternateContent":
        what = "picture"
    elif raw.element.tag.startswith(MATH):
        what = "formula"
    elif what in ("footnote", "endnote"):
        what = f"{what} {value(raw.element, 'id')}"
    return Entry("point", (raw,), value=what, marks=marks)


def _holder(element: Element, name: str, links: Mapping[str, str]) -> Mark:
    kind: InlineKind = "style"
    about = {"sdt": "content control", "fldSimple": "field"}.get(name, name)
    if name == "hyperlink":
        target = next((links.get(element.get(id), "") for id in RELATIONSHIP_ID if element.get(id)), "")
        anchor = value(element, "anchor")
        kind, about = "link", target + (f"#{anchor}" if anchor else "")
    elif name == "fldSimple":
        kind, about = _field(value(element, "instr"))
    return Mark(
        kind, element, about, Rank.HOLDER, Holder(element, pieces="first" if name in ("sdt", "fldSimple") else "each")
    )


def _field(instruction: str) -> tuple[InlineKind, str]:
    """Return the kind and the value of the inline around the result of a field."""
    link = _LINK_FIELD.match(instruction)
    if link is None:
        return "style", " ".join(["field", *instruction.split()[:1]])
    anchor = _ANCHOR.search(instruction)
    return "link", (link[1] or link[2] or "") + (f"#{anchor[1]}" if anchor else "")


def _with_fields(entries: list[Entry]) -> list[Entry]:
    """Make the results of fields text under a mark; a field without any is one point (ECMA-376 part 1, 17.16.18)."""
    made: list[Entry] = []
    begun: list[tuple[int, int]] = []  # of the fields that are open: where in made they begin, where their results do
    for entry in entries:
        made.append(entry)
        step = value(entry.raws[0].element, "fldCharType") if entry.value == "fldChar" else ""
        if step == "begin":
            begun.append((len(made) - 1, 0))
        elif step == "separate" and begun:
            begun[-1] = (begun[-1][0], len(made))
        elif step == "end" and begun:
            start, result = begun.pop()
            if begun and not begun[-1][1]:
                continue  # it stands in the instruction of another
            made[start:] = _field_entries(made[start:], result - start if result else 0)
    return made


def _field_entries(field: list[Entry], result: int) -> list[Entry]:
    """Return the result of a field, from the entry at index ``result`` (0: it has none), under the field's mark."""
    inner = field[result:-1] if result else []
    before = [raw for entry in field[:result] or field for raw in entry.raws]
    instruction = "".join(raw.element.text or "" for raw in before if local(raw.element) == "instrText")
    if not any(entry.is_text for entry in inner):
        if any(entry.role in ("break", "separator") for entry in inner):
            return field
        visible = instruction.strip().startswith("FORM") or any(entry.role == "point" for entry in inner)
        raws = tuple(raw for entry in field for raw in entry.raws)
        return [Entry("point" if visible else "sign", raws, value=_shown_in(inner, "field"), marks=field[0].marks)]
    kind, about = _field(instruction)
    pieces: Literal["each", "first"] = "each" if kind == "link" else "first"
    holder = Holder(before=tuple(before), after=field[-1].raws, pieces=pieces)
    mark(inner, Mark(kind, field[0], about, Rank.HOLDER, holder))
    return inner


def _side(sign: Entry) -> tuple[bool, Hashable, str] | None:
    """Say which side of a bookmark or of a comment's text a sign is, for ``pair_up``."""
    element = sign.raws[0].element
    about = f"bookmark {value(element, 'name')}" if sign.value == "bookmarkStart" else "comment"
    if sign.value in PAIRS:
        return True, (PAIRS[sign.value], value(element, "id")), about
    return (False, (sign.value, value(element, "id")), about) if sign.value in PAIRS.values() else None
