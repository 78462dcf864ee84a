"""The mark-up of a paragraph cut into that of its segments."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import Final

from translate.document import Inline, InlineKind, Paragraph, Segment, Span

POINTS: Final[frozenset[InlineKind]] = frozenset({"break", "object"})


def source_inlines(paragraph: Paragraph) -> list[tuple[Inline, ...]]:
    """Return the mark-up of each segment, counted from the start of its source.

    Mark-up over several segments has a piece in each of them, with the same id. What lies between two segments stands
    at the end of the first. A paragraph that nobody has segmented counts as one segment, unless it has no text.
    """
    segments = paragraph.segments or ((Segment("", paragraph.text),) if paragraph.text else ())
    cut: list[list[Inline]] = [[] for _ in segments]
    spans: list[Span] = []
    at = 0
    for segment in segments:
        spans.append(Span(at, at + len(segment.source)))
        at += len(segment.source) + len(segment.gap)
    starts = [span.start for span in spans]
    for inline in paragraph.inlines if segments else ():
        index = home = max(bisect_right(starts, inline.span.start) - 1, 0)
        if inline.span.start == starts[home] and home and spans[home - 1].end == starts[home]:
            home -= 1  # between two segments with nothing between them: it belongs to what stands before it
        pieces = 0
        while index < len(spans) and spans[index].start < inline.span.end:
            if inline.span.overlaps(spans[index]):
                cut[index].append(replace(inline, span=_within(inline.span, spans[index])))
                pieces += 1
            index += 1
        if not pieces:
            place = _within(inline.span, spans[home]).start
            cut[home].append(replace(inline, span=Span(place, place)))
    return [tuple(pieces) for pieces in cut]


def code_spans(paragraph: Paragraph) -> list[tuple[Span, ...]]:
    """Return for each segment of a paragraph the stretches of its source that are code, in order, none of them blank.

    Where code lies in code, or runs on into the next, they are one stretch.
    """
    if not any(inline.kind == "code" for inline in paragraph.inlines):
        return [() for _ in paragraph.segments]
    return [
        _stretches(segment.source, [inline.span for inline in inlines if inline.kind == "code"])
        for segment, inlines in zip(paragraph.segments, source_inlines(paragraph), strict=True)
    ]


def _within(span: Span, whole: Span) -> Span:
    """Return a span as counted from the start of another, and cut to it."""
    size = whole.end - whole.start
    return Span(*(min(max(edge - whole.start, 0), size) for edge in (span.start, span.end)))


def _stretches(source: str, spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in sorted(spans):
        text = span.of(source)
        start = span.start + len(text) - len(text.lstrip())
        end = span.start + len(text.rstrip())
        if joined and start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, end))
        elif start < end:
            joined.append(Span(start, end))
    return tuple(joined)
