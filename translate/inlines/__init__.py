"""Mark-up carried across: where bold, links, footnote marks and the rest of a Dutch paragraph stand in its English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from translate.document import Inline, Paragraph, Segment, Span
from translate.english import LINE_BREAK, english, is_untranslated, segments_of
from translate.inlines.cutting import POINTS, source_inlines
from translate.inlines.placing import place_inlines

__all__ = ["Run", "english_with_inlines", "runs", "source_inlines", "target_inlines"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under the same mark-up: the inlines around it by id, outer ones first.

    ``point`` is a break or an object that stands here; its run has no text. A run without either shows where mark-up
    around nothing stands.
    """

    text: str
    ids: tuple[str, ...] = ()
    point: Inline | None = None


def target_inlines(segment: Segment, inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Place the mark-up of a segment's source on the English that the writers show for it.

    Each inline comes back, nested and ordered as ``Inline`` says, on the words that translate its own. Text that had a
    link has one still, unless the English is empty. Where all words of the Dutch are under mark-up, so are all of the
    English, if need be by a style that comes in several pieces (``inlines.covering``).

    Args:
        segment: with its target, alignment and terms. An untranslated one shows its Dutch, marked.
        inlines: the mark-up of its source (``source_inlines``).
    """
    if is_untranslated(segment):
        shown, dutch = english(segment), segment.source.strip()
        low = len(shown) - len(dutch) - 1  # before the closing bracket
        shift = low - segment.source.index(dutch)
        return tuple(replace(i, span=_moved(i.span, shift, low, low + len(dutch))) for i in inlines)
    return place_inlines(segment, inlines)


def english_with_inlines(paragraph: Paragraph) -> tuple[str, tuple[Inline, ...]]:
    """Return the English of a paragraph on one line (``english_line``) and the mark-up in it.

    Every id of the paragraph is there: once where its text is in one piece, else once for each piece.
    """
    text = ""
    placed: list[Inline] = []
    reaching: dict[str, int] = {}  # of those that reach the end of the last segment: where they are in placed
    segments = segments_of(paragraph)
    if not segments:
        return "", tuple(replace(inline, span=Span(0, 0)) for inline in paragraph.inlines)
    for segment, inlines in zip(segments, source_inlines(paragraph), strict=True):
        shown = english(segment)
        at = len(text)
        still: dict[str, int] = {}
        for inline in target_inlines(segment, inlines):
            span = Span(inline.span.start + at, inline.span.end + at)
            index = reaching.get(inline.id) if inline.span.start == 0 else None
            if index is None:
                index = len(placed)
                placed.append(replace(inline, span=span))
            else:
                placed[index] = replace(inline, span=Span(placed[index].span.start, span.end))
            if inline.span.end == len(shown):
                still[inline.id] = index
        reaching = still
        text += shown + segment.gap
    return _on_one_line(text, placed)


def runs(text: str, inlines: Iterable[Inline]) -> Iterator[Run]:
    """Cut a text where its mark-up changes.

    The texts of the runs add up to ``text``. A break or an object at the end of other mark-up stands outside it.
    """
    waiting = list(inlines)
    inside: list[Inline] = []
    at = next_one = 0
    while True:
        inside = [inline for inline in inside if inline.span.end > at]
        while next_one < len(waiting) and waiting[next_one].span.start <= at:
            inline = waiting[next_one]
            next_one += 1
            while inside and inside[-1].span.start == inside[-1].span.end != inline.span.end:
                inside.pop()
            if inline.kind in POINTS:
                yield Run("", tuple(i.id for i in inside), inline)
                continue
            inside.append(inline)
            if inline.span.start == inline.span.end:
                yield Run("", tuple(i.id for i in inside))
        inside = [inline for inline in inside if inline.span.end > at]
        if at >= len(text):
            return
        edges = [len(text), *(i.span.end for i in inside)]
        if next_one < len(waiting):
            edges.append(waiting[next_one].span.start)
        end = min(edges)
        yield Run(text[at:end], tuple(i.id for i in inside))
        at = end


def _moved(span: Span, by: int, low: int, high: int) -> Span:
    return Span(min(max(span.start + by, low), high), min(max(span.end + by, low), high))


def _on_one_line(text: str, inlines: Sequence[Inline]) -> tuple[str, tuple[Inline, ...]]:
    """Do to a text what ``english_line`` does, and move the mark-up with it."""
    written = ""
    places: list[int] = []  # of each character of the text and of its end: its place in what is written
    done = 0
    for match in LINE_BREAK.finditer(text):
        places += range(len(written), len(written) + match.start() - done)
        written += text[done : match.start()]
        places += [len(written)] * (match.end() - match.start())
        written += " "
        done = match.end()
    places += range(len(written), len(written) + len(text) - done + 1)
    written += text[done:]
    low = len(written) - len(written.lstrip())
    line = written.strip()
    high = low + len(line)
    spans = (Span(places[i.span.start], places[i.span.end]) for i in inlines)
    moved = tuple(replace(i, span=_moved(s, -low, 0, high - low)) for i, s in zip(inlines, spans, strict=True))
    return line, moved
