"""What annotation tools are given: the texts of a sentence, stretches of them with a label, relations between these.

Terms are what the glossary matched, names what stands in the Dutch as a name and is no term, warnings what the checks
found, words what the engine aligned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from translate.document import Article, Segment, Span
from translate.writing.english import english, is_untranslated, segments_of
from translate.writing.remarks import remarks, within

Side = Literal["source", "target"]
Label = Literal["Term", "Keep", "Name", "Warning", "Word"]
TRANSLATION, ALIGNED = "Translation", "Aligned"

# What ends a line for some program or has no picture; one code point for one, so that offsets stay.
_CONTROLS = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of the source or the target of a sentence.

    ``about`` is the outcome of a term, the severity of a warning; ``note`` says in words what is to be known of it.
    """

    side: Side
    span: Span
    label: Label
    about: str = ""
    note: str = ""


@dataclass(slots=True)
class Annotated:
    """A sentence: its paragraph (from 0), its texts on one line, its entities, and relations from one to another.

    A relation is the index of a Dutch entity, that of an English one, and ``TRANSLATION`` or ``ALIGNED``. The English
    of a sentence without translation is its Dutch, marked, and has no entities.
    """

    paragraph: int
    segment: Segment
    source: str
    target: str
    entities: list[Entity] = field(default_factory=list)
    relations: list[tuple[int, int, str]] = field(default_factory=list)

    def text(self, side: Side) -> str:
        """Return the text of one side."""
        return self.source if side == "source" else self.target

    def add(self, entity: Entity) -> int | None:
        """Add an entity, once, and return its index; None where its span holds no text."""
        span = within(entity.span, self.text(entity.side))
        if span is None or not span.of(self.text(entity.side)).strip():
            return None
        for index, known in enumerate(self.entities):
            if (known.side, known.span, known.label) == (entity.side, span, entity.label):
                return index
        self.entities.append(Entity(entity.side, span, entity.label, entity.about, entity.note))
        return len(self.entities) - 1

    def pair(self, source: Span | None, target: Span | None, label: Label, about: str, notes: tuple[str, str]) -> None:
        """Add what stands on both sides, or on one; ``notes`` are that on the Dutch and that on the English."""
        left = None if source is None else self.add(Entity("source", source, label, about, notes[0]))
        right = None if target is None else self.add(Entity("target", target, label, about, notes[1]))
        if left is not None and right is not None:
            relation = (left, right, ALIGNED if label == "Word" else TRANSLATION)
            if relation not in self.relations:
                self.relations.append(relation)


def one_line(text: str) -> str:
    """Return a text with a space for each character that is none or ends a line; as many code points as before."""
    return _SURROGATES.sub("?", _CONTROLS.sub(" ", text))


def annotated(article: Article) -> Iterator[Annotated]:
    """Yield the sentences of an article with what there is to show of them."""
    segments = [(index, s) for index, p in enumerate(article.paragraphs) for s in segments_of(p)]
    names = _names([segment.source for _, segment in segments])
    for (index, segment), in_sentence in zip(segments, names, strict=True):
        sentence = Annotated(index, segment, one_line(segment.source), one_line(english(segment)))
        translated = not is_untranslated(segment)
        _add_terms(sentence, segment, translated=translated)
        _add_names(sentence, segment, in_sentence, translated=translated)
        _add_warnings(sentence, segment, translated=translated)
        if translated:
            for left, right in segment.alignment:
                sentence.pair(left, right, "Word", "", ("", ""))
        yield sentence


def _add_terms(sentence: Annotated, segment: Segment, *, translated: bool) -> None:
    for match in segment.terms:
        label: Label = "Term" if match.entry else "Keep"
        target = match.target if translated else None
        dutch = "; ".join(filter(None, (match.term, match.why, match.note)))
        sentence.pair(match.source, target, label, match.outcome, (dutch, match.entry))


def _add_names(sentence: Annotated, segment: Segment, names: list[Span], *, translated: bool) -> None:
    for name in names:
        if not any(match.source.overlaps(name) for match in segment.terms):
            target = _aligned(segment, name) if translated else None
            sentence.pair(name, target, "Name", "", ("", ""))


def _add_warnings(sentence: Annotated, segment: Segment, *, translated: bool) -> None:
    """Add what there is to look at; what is about the whole sentence stands on its English, else on its Dutch."""
    for remark in remarks(segment):
        source, target = remark.source, remark.target if translated else None
        if source is None and target is None:
            if translated and sentence.target.strip():
                target = Span(0, len(sentence.target))
            else:
                source = Span(0, len(sentence.source))
        note = f"{remark.check}: {remark.text}"
        sentence.pair(source, target, "Warning", remark.severity, (note, note))


def _names(sentences: list[str]) -> list[list[Span]]:
    from translate.glossary.candidate_names import find_names

    tokens, names = find_names(sentences)
    return [
        [Span(row[name.first].start, row[name.end - 1].end) for name in found]
        for row, found in zip(tokens, names, strict=True)
    ]


def _aligned(segment: Segment, name: Span) -> Span | None:
    """Return the stretch of English that the words of a name are aligned with, None where others are among them."""
    inside = [right for left, right in segment.alignment if left.overlaps(name)]
    if not inside:
        return None
    whole = Span(min(span.start for span in inside), max(span.end for span in inside))
    others = (right for left, right in segment.alignment if not left.overlaps(name))
    return None if any(right.overlaps(whole) for right in others) else whole
