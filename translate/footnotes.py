"""Which paragraphs are notes, and which marks among the words lead to them.

The mark of a note is an ``object`` whose value is ``footnote 2`` or ``endnote ii``, or ``[^2]`` as in Markdown; the
marker of the paragraph that a note begins with is ``[^2]:``. What stands there instead of the 2 is the note's label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from translate.document import Inline, Paragraph

_MARK = re.compile(r"(?:foot|end)note (\S+)|(\[\^)([^\]\s]+)\]")
_MARKER = re.compile(r"\[\^([^\]\s]+)\]:")


@dataclass(frozen=True, slots=True)
class Note:
    """A note as its reader knows it: ``shown`` is its number or sign.

    ``name`` is the note's alone in its article; it is empty for a mark whose note is not known.
    """

    shown: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Footnotes:
    """What a paragraph has of notes.

    Attributes:
        own: the note that the paragraph begins; without a name where no mark leads to it.
        marks: the notes that its inlines are the marks of, by the inline's id; not the note's own mark, which stands
            before its text.
    """

    own: Note | None = None
    marks: Mapping[str, Note] = field(default_factory=dict)


def note_marker(label: str) -> str:
    """Return the marker of the paragraph that a note begins with."""
    return f"[^{label}]:"


def note_label(marker: str) -> str:
    """Return the label of the note that a paragraph with this marker begins; empty for any other marker."""
    found = _MARKER.fullmatch(marker.strip())
    return found[1] if found else ""


def footnotes(paragraphs: Iterable[Paragraph]) -> list[Footnotes]:
    """Find the notes of an article and their marks, for each paragraph of it.

    A mark belongs to the next note with its label: a book may number its notes anew in each chapter. Marks and notes
    that have no other side are shown all the same. Labels of Markdown are shown as numbers, in the order of the marks.
    """
    paragraphs = list(paragraphs)
    labels = [note_label(paragraph.marker) for paragraph in paragraphs]
    places: dict[str, list[int]] = {}  # of the notes with a label, which paragraphs they are
    for index, label in enumerate(labels):
        if label:
            places.setdefault(label, []).append(index)
    notes: dict[int, Note] = {}
    numbers: Counter[str] = Counter()
    marks: list[dict[str, Note]] = []
    for index, paragraph in enumerate(paragraphs):
        marks.append({})
        for inline in paragraph.inlines:
            label, is_numbered = _label_of(inline)
            if not label or label == labels[index]:
                continue
            place = _note_of(places.get(label, ()), index)
            if place is None:
                marks[-1][inline.id] = Note(label)
                continue
            if place not in notes:
                numbers["marks"] += is_numbered
                shown = str(numbers["marks"]) if is_numbered else label
                notes[place] = Note(shown, _name(label, places[label].index(place)))
            marks[-1][inline.id] = notes[place]
    own = [notes.get(index, Note(label)) if label else None for index, label in enumerate(labels)]
    return [Footnotes(*each) for each in zip(own, marks, strict=True)]


def _label_of(inline: Inline) -> tuple[str, bool]:
    """Return the label of the note that an inline is the mark of, and whether such labels are numbered when shown."""
    found = _MARK.fullmatch(inline.value) if inline.kind == "object" else None
    return (found[1] or found[3], bool(found[2])) if found else ("", False)


def _note_of(places: Sequence[int], at: int) -> int | None:
    """Return the first of the notes behind a mark, or the only one there is."""
    return next((place for place in places if place > at), places[0] if len(places) == 1 else None)


def _name(label: str, before: int) -> str:
    """Name a note, where as many others with its label stand before it."""
    return f"{label}-{before + 1}" if before else label
