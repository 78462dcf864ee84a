"""A paragraph as a unit of XLIFF 2.1."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from translate.document import Inline, InlineKind, Paragraph, Segment, Span, TermMatch
from translate.formats.xliff import CORE, GLOSSARY, ITS, METADATA, SEGMENT_GROUP, TOOL, collapsed, is_nmtoken, sayable
from translate.identity import target_mark
from translate.inlines import source_inlines, target_inlines
from translate.writing.english import segments_of
from translate.writing.remarks import SEVERITIES, Remark, remarks, within
from translate.writing.xliff_content import Around, At, Tag, fill

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OURS = re.compile(r"[a-z]+\d+(?:-\d+)?", re.ASCII)  # what the ids that we make look like
_PRIORITIES = {"error": "1", "warning": "3", "info": "5"}  # of notes, 1 the highest (4.3.1.26)
# type and subType of an inline code (4.3.1.40, 4.3.1.36)
_TYPES: dict[InlineKind, tuple[str, str]] = {
    "bold": ("fmt", "xlf:b"),
    "italic": ("fmt", "xlf:i"),
    "underline": ("fmt", "xlf:u"),
    "break": ("fmt", "xlf:lb"),
    "link": ("link", ""),
    "object": ("other", ""),
}
Side = str  # "source" or "target"


class IdMaker:
    """Ids for the segments of an article.

    An id in XLIFF 2 is an NMTOKEN of its own in its unit, and every inline element counts as well (4.3.1.21). A segment
    keeps its id where it may, else it is numbered; the metadata of its unit has the true one.

    Args:
        used: how often each id is there in the article.
    """

    def __init__(self, used: Counter[str]) -> None:
        self._used = used
        self.number = 0

    def next(self, segment: Segment) -> str:
        """Return the id of the next segment."""
        self.number += 1
        id = segment.id
        return id if is_nmtoken(id) and self._used[id] == 1 and not _OURS.fullmatch(id) else f"s{self.number}"


@dataclass(slots=True)
class _Unit:
    """What is gathered while the sentences of a unit are written."""

    name: str
    metadata: list[dict[str, str]] = field(default_factory=list)
    entries: dict[tuple[str, str, str], tuple[str, str]] = field(default_factory=dict)  # -> id, id of its first mark
    issues: list[tuple[str, list[Remark]]] = field(default_factory=list)
    notes: list[tuple[dict[str, str], str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def id(self, prefix: str) -> str:
        self.counts[prefix] += 1
        return f"{prefix}{self.counts[prefix]}"


def write_unit(file: Element, paragraph: Paragraph, id: str, ids: IdMaker) -> None:
    """Add a unit with the sentences of a paragraph to a file."""
    from lxml import etree

    element = etree.SubElement(file, _core("unit"), {"id": id, "type": f"{TOOL}:{paragraph.kind.replace(' ', '-')}"})
    unit = _Unit(id)
    segments = segments_of(paragraph)
    codes = {side: _codes(paragraph, segments, side) for side in ("source", "target")}
    written = []
    for index, segment in enumerate(segments):
        made = etree.Element(_core("segment"), {"id": ids.next(segment), "state": segment.state})
        made.set("subState", f"{TOOL}:{segment.origin}")
        _write_segment(made, segment, {side: codes[side][index] for side in codes}, unit, ids.number)
        written.append(made)
        if segment.gap:
            gap = etree.Element(_core("ignorable"))
            fill(etree.SubElement(gap, _core("source")), segment.gap, (), (), _core("cp"))
            written.append(gap)
    for part in (_metadata(unit), _glossary(unit), *_issues(unit), _notes(unit)):
        if part is not None:
            element.append(part)
    element.extend(written)


# --- one sentence ----------------------------------------------------------------------------------------------------


def _write_segment(
    element: Element, segment: Segment, codes: dict[Side, tuple[list[Around], list[At]]], unit: _Unit, number: int
) -> None:
    from lxml import etree

    id = element.get("id") or ""
    facts = {"segment": segment.id, "number": str(number), "mark": target_mark(segment.target)}
    facts |= {"source": target_mark(collapsed(segment.source)), "origin": segment.origin}
    unit.metadata.append({"id": id} | facts)
    marks: dict[Side, list[Around]] = {"source": [], "target": []}
    has_target = bool(segment.target) or segment.state != "initial"
    if segment.target and (made := _made_by(segment)):
        marks["target"].append(_annotation(unit, Span(0, len(segment.target)), {"type": "its:generic"} | made))
    _mark_terms(segment, unit, marks)
    _mark_remarks(segment, id, unit, marks)
    if segment.note.strip():
        note = unit.id("n")
        unit.notes.append(({"id": note, "category": "comment", "appliesTo": "target"}, segment.note))
        _whole(segment, marks, unit, {"type": "comment", "ref": f"#n={note}"})
    for side, text in (("source", segment.source), ("target", segment.target)):
        if side == "source" or has_target:
            arounds, points = codes[side]
            whole = [mark for mark in marks[side] if mark.span == Span(0, len(text))]
            inner = [mark for mark in marks[side] if mark.span != Span(0, len(text))]
            fill(etree.SubElement(element, _core(side)), text, [*whole, *arounds, *inner], points, _core("cp"))


def _made_by(segment: Segment) -> dict[str, str]:
    """Return who made a translation (5.9.7.4) and how sure the engine was of it (5.9.7.5).

    The confidence must be between 0 and 1 and goes when a person changes the text, so it is the geometric mean of the
    tokens' probabilities, of a machine's translation only.
    """
    made = {}
    if segment.origin == "mt":
        made["tool"] = TOOL
        if segment.confidence is not None and not math.isnan(segment.confidence):
            made["mtConfidence"] = f"{math.exp(min(segment.confidence, 0.0)):.4f}"
    elif segment.origin == "human":
        made["person"] = "translator"
    if segment.state in ("reviewed", "final"):
        made["revPerson"] = "reviewer"
    return {f"{{{ITS}}}{name}": value for name, value in made.items()}


def _mark_terms(segment: Segment, unit: _Unit, marks: dict[Side, list[Around]]) -> None:
    """Mark terms on both sides, under one id (4.3.1.21), and note their entries for the glossary."""
    for match in segment.terms:
        source, target = within(match.source, segment.source), within(match.target, segment.target)
        if source is None:
            continue
        id = unit.id("t")
        if match.entry:
            entry = _entry(match, source.of(segment.source), id, unit)
            attributes = {"id": id, "type": "term"} | ({"ref": f"#gls={entry}"} if entry else {})
        else:
            attributes = {"id": id, "translate": "no"}
        for side, span in (("source", source), ("target", target)):
            if span is not None:
                marks[side].append(_around(span, attributes))


def _entry(match: TermMatch, dutch: str, id: str, unit: _Unit) -> str:
    """Return the id of a term's entry in the glossary of the unit; empty where there is nothing to say of it."""
    english, note = sayable(match.term), sayable(match.note)
    term = sayable(match.entry) if sayable(match.entry).strip() else sayable(dutch)
    if not term.strip() or not (english.strip() or note.strip()):
        return ""
    key = (term, english, note)
    if key not in unit.entries:
        unit.entries[key] = (unit.id("g"), id)
    return unit.entries[key][0]


def _mark_remarks(segment: Segment, id: str, unit: _Unit, marks: dict[Side, list[Around]]) -> None:
    """Mark quality issues (5.9.6.4), and say them in notes for tools that do not know ITS."""
    places: defaultdict[tuple[Side, Span], list[Remark]] = defaultdict(list)
    for remark in remarks(segment):
        note = {"id": unit.id("n"), "category": remark.kind, "priority": _PRIORITIES[remark.severity]}
        unit.notes.append((note, f"{id}: {remark.check}: {remark.text}"))
        place = _place(segment, remark)
        if place is not None:
            places[place].append(remark)
    for (side, span), found in places.items():
        if len(found) == 1:
            said = {f"{{{ITS}}}{name}": value for name, value in _said(found[0]).items()}
        else:
            issues = f"{unit.name}-{unit.id('q')}"  # an xml:id is of the whole document
            unit.issues.append((issues, found))
            said = {f"{{{ITS}}}locQualityIssuesRef": f"#its={issues}"}
        marks[side].append(_annotation(unit, span, {"type": "its:generic"} | said))


def _place(segment: Segment, remark: Remark) -> tuple[Side, Span] | None:
    """Return where an issue is marked: in the English, in the Dutch where it is about that alone, else on the whole."""
    if remark.target is not None:
        return "target", remark.target
    if remark.source is not None:
        return "source", remark.source
    for side, text in (("target", segment.target), ("source", segment.source)):
        if text:
            return side, Span(0, len(text))
    return None


def _said(remark: Remark) -> dict[str, str]:
    return {
        "locQualityIssueType": remark.type,
        "locQualityIssueSeverity": str(SEVERITIES[remark.severity]),
        "locQualityIssueComment": sayable(remark.text),
    }


def _whole(segment: Segment, marks: dict[Side, list[Around]], unit: _Unit, attributes: dict[str, str]) -> None:
    side, text = ("target", segment.target) if segment.target else ("source", segment.source)
    if text:
        marks[side].append(_annotation(unit, Span(0, len(text)), attributes))


def _annotation(unit: _Unit, span: Span, attributes: dict[str, str]) -> Around:
    return _around(span, {"id": unit.id("m")} | attributes)


def _around(span: Span, attributes: dict[str, str]) -> Around:
    ends = Tag(_core("sm"), attributes), Tag(_core("em"), {"startRef": attributes["id"]})
    return Around(span, Tag(_core("mrk"), attributes), ends)


# --- inline codes ----------------------------------------------------------------------------------------------------


def _codes(paragraph: Paragraph, segments: Sequence[Segment], side: Side) -> list[tuple[list[Around], list[At]]]:
    """Return the inline codes of each sentence on one side.

    Mark-up over several sentences is a start code in the first and an end code in the last (4.7.2.2). What stands
    twice in one sentence is a copy the second time (4.7.2.4.1).
    """
    places: defaultdict[str, list[tuple[int, Inline]]] = defaultdict(list)
    sentences: Counter[str] = Counter()
    for index, (segment, inlines) in enumerate(zip(segments, source_inlines(paragraph), strict=True)):
        sentences.update(inline.id for inline in inlines)
        if side == "target":
            inlines = target_inlines(segment, inlines) if segment.target.strip() else ()
        for inline in inlines:
            places[inline.id].append((index, inline))
    made: list[tuple[list[Around], list[At]]] = [([], []) for _ in segments]
    for number, inline in enumerate(paragraph.inlines, start=1):
        found = places[inline.id]
        id = f"i{number}"
        if found and sentences[inline.id] > 1:  # in the Dutch, and so on both sides
            (first, begin), (last, end) = found[0], found[-1]
            made[first][1].append(At(begin.span.start, Tag(_core("sc"), {"id": id} | _type(inline))))
            made[last][1].append(At(end.span.end, Tag(_core("ec"), {"startRef": id} | _type(inline))))
            continue
        for again, (index, piece) in enumerate(found):
            attributes = {"id": f"{id}-{again}", "copyOf": id} if again else {"id": id}
            attributes |= _type(inline) | _shown(inline)
            if inline.kind in ("break", "object"):
                made[index][1].append(At(piece.span.start, Tag(_core("ph"), attributes)))
            else:
                made[index][0].append(Around(piece.span, Tag(_core("pc"), attributes)))
    return made


def _type(inline: Inline) -> dict[str, str]:
    type_, sub = _TYPES.get(inline.kind, ("fmt", f"{TOOL}:{inline.kind}"))
    return {"type": type_} | ({"subType": sub} if sub else {})


def _shown(inline: Inline) -> dict[str, str]:
    """Return what a tool may show of a code: the address of a link, the name of a picture."""
    name = "disp" if inline.kind in ("break", "object") else "dispStart"
    return {name: sayable(inline.value)} if sayable(inline.value) else {}


# --- beside the sentences --------------------------------------------------------------------------------------------


def _metadata(unit: _Unit) -> Element:
    from lxml import etree

    metadata = etree.Element(f"{{{METADATA}}}metadata")
    for facts in unit.metadata:
        group = etree.SubElement(metadata, f"{{{METADATA}}}metaGroup", id=facts["id"], category=SEGMENT_GROUP)
        for type_, value in facts.items():
            if type_ != "id" and sayable(value):
                etree.SubElement(group, f"{{{METADATA}}}meta", type=type_).text = sayable(value)
    return metadata


def _glossary(unit: _Unit) -> Element | None:
    from lxml import etree

    if not unit.entries:
        return None
    glossary = etree.Element(f"{{{GLOSSARY}}}glossary")
    for (dutch, english, note), (id, mark) in unit.entries.items():
        entry = etree.SubElement(glossary, f"{{{GLOSSARY}}}glossEntry", id=id, ref=f"#{mark}")
        for name, text in (("term", dutch), ("translation", english), ("definition", note)):
            if text.strip() or name == "term":
                etree.SubElement(entry, f"{{{GLOSSARY}}}{name}").text = text
    return glossary


def _issues(unit: _Unit) -> Iterator[Element]:
    """Yield the lists of issues that share a stretch of text."""
    from lxml import etree

    for id, found in unit.issues:
        issues = etree.Element(f"{{{ITS}}}locQualityIssues")
        issues.set("{http://www.w3.org/XML/1998/namespace}id", id)
        for remark in found:
            etree.SubElement(issues, f"{{{ITS}}}locQualityIssue", _said(remark))
        yield issues


def _notes(unit: _Unit) -> Element | None:
    from lxml import etree

    if not unit.notes:
        return None
    notes = etree.Element(_core("notes"))
    for attributes, text in unit.notes:
        etree.SubElement(notes, _core("note"), attributes).text = sayable(text)
    return notes


def _core(name: str) -> str:
    return f"{{{CORE}}}{name}"
