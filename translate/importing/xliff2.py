"""A file of XLIFF 2: sentences are the segments of its units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from translate.document import State
from translate.formats.xliff import (
    ARTICLE_GROUP,
    IDENTITY,
    METADATA,
    OUR_NOTES,
    SEGMENT_GROUP,
    character,
    child_of,
    count_of,
    local_name,
)
from translate.importing.xliff_found import Found, Sentence

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_STATES = ("initial", "translated", "reviewed", "final")


def read_file_2(file: Element, found: Found) -> None:
    """Take over the sentences of a ``file``."""
    about: dict[str, str] = next((facts for _, facts in _metadata(file, ARTICLE_GROUP)), {})
    id = file.get("id") or ""
    identity = about.get("article") or (id if IDENTITY.fullmatch(id) else "")
    found.articles.append(identity)
    found.count += count_of(about.get("segments", ""))
    for unit in file.iter("{*}unit"):
        _read_unit(unit, found, ours=bool(identity))


def _read_unit(unit: Element, found: Found, *, ours: bool) -> None:
    place = f"unit {unit.get('id') or '?'}"
    facts = dict(_metadata(unit, SEGMENT_GROUP))
    for about in facts.values():
        if about.get("segment"):
            found.expected[about["segment"]] = f"{place}, line {unit.sourceline}"
    segments = [child for child in unit if local_name(child) == "segment"]
    comments = _comments(unit, segments)
    orders = [order for segment in segments if (order := count_of(_order(segment)))]
    if orders != sorted(orders):
        found.problems.append(f"the English sentences of {place} are in another order (line {unit.sourceline})")
    for index, segment in enumerate(segments):
        source, target = child_of(segment, "source"), child_of(segment, "target")
        state = segment.get("state")
        id = segment.get("id") or ""
        sentence = Sentence(
            id=id,
            source="".join(_text(source)) if source is not None else "",
            target="".join(_text(target)) if target is not None else None,
            state=cast(State, state) if state in _STATES else None,
            comments=tuple(comments[index]),
            facts=facts.get(id, {}),
            place=place,
            line=int(segment.sourceline or 0),
        )
        # A segment that a tool has cut off has an id that never was ours.
        found.add(sentence, ours=ours and (not facts or id in facts))


def _metadata(parent: Element, category: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield our groups of metadata that belong to an element itself: their ids, and what is in them."""
    for metadata in parent.findall(f"{{{METADATA}}}metadata"):
        for group in metadata.iter(f"{{{METADATA}}}metaGroup"):
            if group.get("category") == category:
                said = ((meta.get("type") or "", meta.text or "") for meta in group.iter(f"{{{METADATA}}}meta"))
                yield group.get("id") or "", dict(said)


def _comments(unit: Element, segments: list[Element]) -> dict[int, list[str]]:
    """Return what people have said of each segment: in notes, and in annotations.

    A note is of the segment with an annotation that refers to it, else of the first one.
    """
    notes: dict[str, tuple[str, bool]] = {}
    for number, note in enumerate(unit.iterfind("{*}notes/{*}note")):
        ours = note.get("category") in OUR_NOTES and (note.get("id") or "").startswith("n")
        notes[note.get("id") or f" {number}"] = ("".join(note.itertext()), ours)
    said: defaultdict[int, list[str]] = defaultdict(list)
    placed = set()
    for index, segment in enumerate(segments):
        for mark in segment.iter("{*}mrk", "{*}sm"):
            if mark.get("type") == "comment":
                ref = (mark.get("ref") or "").rpartition("n=")[2]
                if mark.get("value"):
                    said[index].append(mark.get("value") or "")
                elif ref in notes and ref not in placed:
                    placed.add(ref)
                    said[index].append(notes[ref][0])
    for id, (text, ours) in notes.items():
        if id not in placed and not ours:
            said[0].append(text)
    return said


def _text(element: Element) -> Iterator[str]:
    """Yield the text of a source or target without its codes; a ``cp`` is the character it stands for."""
    yield element.text or ""
    for child in element:
        local = local_name(child)
        if local == "cp":
            yield character(child.get("hex") or "")
        elif local in ("pc", "mrk"):
            yield from _text(child)
        yield child.tail or ""


def _order(segment: Element) -> str:
    target = child_of(segment, "target")
    return "" if target is None else target.get("order") or ""
