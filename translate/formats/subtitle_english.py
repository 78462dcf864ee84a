"""The English of subtitles: spread over the cues of its Dutch, in lines that fit under a picture."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from itertools import pairwise

from translate.document import Article, Inline, Paragraph, Span
from translate.english import english as shown
from translate.english import segments_of
from translate.errors import WritingError
from translate.formats.marks import Mark, weave
from translate.formats.subtitle_units import OVERRIDE, TAG, Unit, parts_of, units_of
from translate.formats.subtitles import Script, open_subtitles
from translate.inlines import english_with_inlines

LINE = 42  # characters: the longest line in the guidelines of broadcasters
LINES = 2  # of a cue, where it can be done
CLAUSE_END = re.compile(r"[,;:.!?…–—]['\"”’)]*\Z")
CLAUSE_BONUS = 4  # characters by which a break behind a comma or full stop may be further off than another
TOO_LONG = 5  # what a character too many in a cue costs, where a character off the aligned place costs 1
NEWLINE = re.compile(r"\r\n|\r|\n")


def rewrite_subtitles(original: bytes, article: Article, translated: Iterable[Paragraph], *, vtt: bool) -> bytes:
    """Return a file of subtitles with the English of its article in the place of the Dutch.

    Raises:
        WritingError: its paragraphs are not those of the article.
    """
    script = open_subtitles(original, article.path, vtt=vtt)
    units = list(units_of(script, vtt=vtt))
    if [unit.laid.text for unit in units] != [paragraph.text for paragraph in article.paragraphs]:
        mend = "translate it again"
        raise WritingError("the subtitles are not those of the article", where=article.path, mend=mend)
    written: dict[tuple[int, int], str] = {}
    for unit, paragraph in zip(units, translated, strict=True):
        english, inlines = english_with_inlines(paragraph)
        if english != unit.laid.text:
            wanted = _meetings(paragraph, english, inlines)
            for part, text in zip(unit.parts, spread(unit, english, inlines, wanted, vtt=vtt), strict=True):
                written[part.cue.number, part.index] = part.before + text + part.behind
    return script.written(_payloads(script, written, vtt=vtt))


def _payloads(script: Script, written: Mapping[tuple[int, int], str], *, vtt: bool) -> dict[int, str]:
    """Return the new texts of the cues that have any, with the line ends of the file."""
    line_end = NEWLINE.search(script.text)
    new: dict[int, str] = {}
    for parts in parts_of(script, vtt=vtt):
        number = parts[0].cue.number
        if any((number, part.index) in written for part in parts):
            text = "\n".join(written.get((number, part.index), part.source) for part in parts)
            new[number] = text.replace("\n", line_end[0] if line_end else "\n")
    return new


def _meetings(paragraph: Paragraph, english: str, inlines: Sequence[Inline]) -> list[int]:
    """Return where in the English the cues meet: each where the fewest pairs of aligned words come apart."""
    places = {inline.id: inline.span.start for inline in inlines}
    links: list[tuple[int, int]] = []
    source = target = 0
    for segment in segments_of(paragraph):
        links += [(source + dutch.start, target + word.start) for dutch, word in segment.alignment]
        source += len(segment.source) + len(segment.gap)
        target += len(shown(segment)) + len(segment.gap)
    gaps = [match.start() for match in re.finditer(" ", english)]
    wanted = []
    for point in paragraph.inlines:
        if point.kind == "break":
            place, at = places.get(point.id, 0), point.span.start
            parted = {gap: sum((dutch < at) != (word < gap) for dutch, word in links) for gap in gaps}
            wanted.append(min(gaps, key=lambda gap: (parted[gap], abs(gap - place)), default=place))
    return wanted


def spread(unit: Unit, english: str, inlines: Sequence[Inline], wanted: Sequence[int], *, vtt: bool) -> list[str]:
    """Return what each part of a unit says in English, in lines and with its mark-up; none is empty.

    Args:
        unit: of the Dutch.
        english: what its parts say together, on one line.
        inlines: the mark-up in it, breaks among it.
        wanted: where the parts would best meet.
        vtt: the file is WebVTT, which writes & and < as entities.
    """
    marks = unit.laid.marks
    if any(a >= b for a, b in pairwise([0, *wanted, len(english)])):
        lengths = [len(part.plain) for part in unit.parts]
        wanted = [len(english) * sum(lengths[:n]) // sum(lengths) for n in range(1, len(lengths))]
    inside = [inline for inline in inlines if inline.kind != "break"]
    texts = []
    for part, span in zip(unit.parts, cut(english, wanted), strict=True):
        ahead = len(OVERRIDE.sub("", TAG.sub("", part.before)))
        text = in_lines(span.of(english), ahead)
        texts.append("".join(_tagged(text, _within(inside, span, len(english)), marks, vtt=vtt)))
    return texts


def cut(text: str, wanted: Sequence[int]) -> list[Span]:
    """Part a text between words, near the wanted places, so that each piece has a word and room in its cue.

    With fewer words than pieces the last word is shown again.
    """
    gaps = [match.start() for match in re.finditer(" ", text)]
    if len(gaps) < len(wanted):
        edges = [0, *(gap + 1 for gap in gaps)]
        spans = [Span(start, end) for start, end in zip(edges, [*gaps, len(text)], strict=True)]
        return spans + [spans[-1]] * (len(wanted) - len(gaps))
    # The cheapest way to each gap as the end of the pieces so far.
    ways: dict[int, tuple[float, tuple[int, ...]]] = {-1: (0.0, ())}
    for place in wanted:
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for gap in gaps:
            for before, (cost, path) in ways.items():
                if before < gap:
                    total = cost + _off(text, gap, place) + _excess(gap - before - 1)
                    if gap not in reached or total < reached[gap][0]:
                        reached[gap] = (total, (*path, gap))
        ways = reached
    _, path = min((cost + _excess(len(text) - gap - 1), path) for gap, (cost, path) in ways.items() if gap < len(text))
    edges = [0, *(gap + 1 for gap in path)]
    return [Span(start, end) for start, end in zip(edges, [*path, len(text)], strict=True)]


def _off(text: str, gap: int, place: int) -> float:
    clause = CLAUSE_BONUS if CLAUSE_END.search(text[max(gap - 4, 0) : gap]) else 0
    return abs(gap - place) - clause


def _excess(length: int) -> float:
    return TOO_LONG * max(length - LINE * LINES, 0)


def in_lines(text: str, ahead: int = 0) -> str:
    """Return the text with a line break in place of some spaces: lines that fit, two of them where that will do.

    Args:
        text: what a part of a cue says.
        ahead: characters that stand in front of it on its first line.
    """
    if ahead + len(text) <= LINE:
        return text
    best: tuple[float, int] | None = None
    for match in re.finditer(" ", text):
        first, second = ahead + match.start(), len(text) - match.end()
        if max(first, second) <= LINE:
            clause = CLAUSE_BONUS * 2 if CLAUSE_END.search(text[: match.start()]) else 0
            cost = abs(first - second) - clause
            if best is None or cost < best[0]:
                best = (cost, match.start())
    if best:
        return f"{text[: best[1]]}\n{text[best[1] + 1 :]}"
    filled = textwrap.wrap("x" * ahead + text, LINE, break_long_words=False, break_on_hyphens=False)
    return "\n".join(filled)[ahead:]


def _within(inlines: Sequence[Inline], span: Span, length: int) -> list[Inline]:
    """Return what of the mark-up is in a stretch, counted from its start."""
    found = []
    for inline in inlines:
        start, end = max(inline.span.start, span.start), min(inline.span.end, span.end)
        at = inline.span.start
        # A mark between two pieces belongs to the second one.
        point = at == inline.span.end and (span.start <= at < span.end or at == span.end == length)
        if point or start < end:
            found.append(replace(inline, span=Span(start - span.start, max(end, start) - span.start)))
    return found


def _tagged(text: str, inlines: Sequence[Inline], marks: Mapping[str, Mark], *, vtt: bool) -> Iterator[str]:
    for piece in weave(text, inlines):
        if isinstance(piece, str):
            yield escape(piece, quote=False) if vtt else piece
            continue
        inline, begins = piece
        mark = marks[inline.id]
        if begins and inline.span.start == inline.span.end:
            yield mark.before + mark.after
        else:
            yield mark.before if begins else mark.after
