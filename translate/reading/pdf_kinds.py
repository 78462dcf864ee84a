"""What the paragraphs of a PDF are: the title, headings, items of lists, captions, notes; and the mark-up in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from translate.document import Inline, InlineKind, Paragraph, Span
from translate.footnotes import note_marker
from translate.reading.decoding import tidy
from translate.reading.pdf_page import Run, Style
from translate.reading.pdf_paragraphs import INDENT, Draft, is_closed
from translate.reading.pdf_tables import SAME_SIZE
from translate.reading.text import HEADING_LENGTH

LARGER = 1.12  # times the type of the text: headings are at least so large, unless they are bold
LONGEST_HEADING = 250  # characters
HEADING_LINES = 4
TITLE_PAGES = 3  # the title stands on the first pages
NO_TITLE = re.compile(r"(?:inhoud(?:sopgave)?|contents|table of contents|samenvatting|voorwoord|colofon)\W*$", re.I)
MOSTLY = 0.5  # the share of all characters above which bold or italic is the type of the text itself
CAPTION = re.compile(r"(?:figuur|fig\.|afbeelding|afb\.|tabel|grafiek|foto|kaart|bron|figure|table)\s*(?:\d+|:)", re.I)
NOTE_MARKS = re.compile(r"(?:\d{1,3}|\*{1,3}|[†‡§])(?:\s*,\s*\d{1,3})*")
NESTED: tuple[InlineKind, ...] = ("link", "bold", "italic", "superscript", "subscript")  # outer ones first
# Raised figures behind these are powers, and behind figures too.
UNITS = re.compile(r"(?:^|[^\w])(?:[kcdm]?m|s|ha|CO|H|[A-Z])$|\d$")

Outline = Mapping[int, Mapping[str, int]]  # page number -> heading without spaces -> level


def paragraphs_of(drafts: Sequence[Draft], outline: Outline, named: str = "") -> Iterator[Paragraph]:
    """Yield the paragraphs, each with its kind.

    Args:
        drafts: of the whole document, in order.
        outline: the headings that the file itself lists, by page.
        named: the title that the file gives itself.
    """
    headings = _headings(drafts, outline)
    title = _title(drafts, headings, named)
    levels = _levels(headings, title)
    plain = _plain_styles(drafts)
    indents: list[float] = []  # of the list items that the next may be nested in
    for draft in drafts:
        level = levels.get(id(draft), 0)
        text, inlines = _text_and_inlines(draft.runs, plain | {"bold", "italic"} if level else plain)
        if not text:
            continue
        if draft.kind != "item" or level:
            indents.clear()
        if level and draft.marker:
            text, inlines = _with_start(f"{draft.marker} ", text, inlines)
        if draft is title:
            yield Paragraph("title", text, level=1, inlines=inlines)
        elif level:
            yield Paragraph("heading", text, level=level, inlines=inlines)
        elif draft.kind == "item":
            yield Paragraph("list item", text, level=_nest(indents, draft), marker=draft.marker, inlines=inlines)
        elif draft.kind == "note":
            yield Paragraph("list item", text, level=1, marker=note_marker(draft.marker), inlines=inlines)
        else:
            yield Paragraph("caption" if _is_caption(text) else "text", text, inlines=inlines)


def is_float(draft: Draft) -> bool:
    """Say whether something stands beside the text and may divide a paragraph: a table, the caption of a picture."""
    return draft.kind == "row" or _is_caption(draft.text)


def _is_caption(text: str) -> bool:
    return len(text) <= LONGEST_HEADING and bool(CAPTION.match(text))


def _body(drafts: Iterable[Draft]) -> float:
    sizes: Counter[float] = Counter()
    for draft in drafts:
        if draft.kind == "text":
            sizes[round(draft.size * 2) / 2] += len(draft.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _plain_styles(drafts: Iterable[Draft]) -> frozenset[str]:
    """Return the styles that most of the text has: they say nothing about the words."""
    counts: Counter[str] = Counter()
    for run in (run for draft in drafts for run in draft.runs):
        counts["all"] += len(run.text)
        counts["bold"] += len(run.text) * run.style.bold
        counts["italic"] += len(run.text) * run.style.italic
    return frozenset(style for style in ("bold", "italic") if counts[style] > MOSTLY * counts["all"])


def _headings(drafts: Sequence[Draft], outline: Outline) -> dict[int, tuple[Draft, int]]:
    """Return the drafts that are headings, by id, each with its level in the file's own list; 0 where it has none."""
    body = _body(drafts)
    found: dict[int, tuple[Draft, int]] = {}
    for draft in drafts:
        listed = outline.get(draft.page, {}).get(squeezed(draft.marker + draft.text), 0)
        if _is_heading(draft, body) or (listed and draft.kind in ("text", "item")):
            found[id(draft)] = (draft, listed)
    return found


def _title(drafts: Sequence[Draft], headings: Mapping[int, tuple[Draft, int]], named: str) -> Draft | None:
    """Return what is the title: what the file calls so, or the largest heading on the first page with text."""
    candidates = [draft for draft, _ in headings.values() if not NO_TITLE.match(draft.text)]
    for draft in candidates:
        if named and draft.page <= TITLE_PAGES and squeezed(draft.marker + draft.text) == squeezed(named):
            return draft
    first = drafts[0].page if drafts else 1
    return max((d for d in candidates if d.page == first), key=lambda draft: draft.size, default=None)


def _levels(headings: Mapping[int, tuple[Draft, int]], title: Draft | None) -> dict[int, int]:
    """Return the level of each heading by the id of its draft: 1 for the title, 2 for the largest type of the rest."""
    sizes: list[float] = []
    for size in sorted((draft.size for draft, _ in headings.values() if draft is not title), reverse=True):
        if not sizes or size < sizes[-1] * (1 - SAME_SIZE):
            sizes.append(size)
    levels = {id(title): 1} if title else {}
    # Where the title is not in the file's own list, the first level of that is the second.
    below = 0 if title and headings.get(id(title), (title, 0))[1] else 1
    for key, (draft, listed) in headings.items():
        rank = next((i for i, size in enumerate(sizes) if draft.size >= size * (1 - SAME_SIZE)), 0)
        levels.setdefault(key, min(max(listed + below, 2) if listed else rank + 2, 6))
    return levels


def squeezed(text: str) -> str:
    """Return a heading without spaces and case, as it is compared with the file's own list of headings."""
    return "".join(text.split()).casefold()


def _is_heading(draft: Draft, body: float) -> bool:
    text = draft.text
    if draft.kind not in ("text", "item") or not any(map(str.isalpha, text)):
        return False
    large = draft.size >= LARGER * body
    if draft.kind == "item" and not draft.marker.strip("().").isalnum():
        return False
    if draft.lines > HEADING_LINES or len(text) > LONGEST_HEADING:
        return False
    if large:
        return True
    return draft.bold and draft.lines <= 2 and len(text) <= HEADING_LENGTH and not is_closed(text)


def _nest(indents: list[float], draft: Draft) -> int:
    """Return the depth (1 and deeper) of a list item, and keep the places it is nested in."""
    while indents and indents[-1] > draft.left + INDENT * draft.size:
        indents.pop()
    if not indents or indents[-1] < draft.left - INDENT * draft.size:
        indents.append(draft.left)
    return len(indents)


def mark_notes(drafts: Iterable[Draft], marks: frozenset[str]) -> None:
    """Turn raised figures that point to notes into marks: runs whose ``script`` is 2.

    Args:
        drafts: of a page.
        marks: of the notes at its foot.
    """
    for draft in drafts:
        for index, (before, run) in enumerate(pairwise(draft.runs), start=1):
            mark = run.text.strip()
            if run.style.script != 1 or not NOTE_MARKS.fullmatch(mark):
                continue
            text = before.text.rstrip()
            if mark in marks or (text and not UNITS.search(text)):
                draft.runs[index] = Run(run.text, run.style._replace(script=2))


def _text_and_inlines(runs: Iterable[Run], plain: frozenset[str]) -> tuple[str, tuple[Inline, ...]]:
    """Return the text, tidy, and its mark-up: links outside, then bold, italic, and what is raised or lowered."""
    text = ""
    spans: list[tuple[int, int, Style]] = []
    points: list[tuple[int, str]] = []
    for run in runs:
        piece = tidy(run.text)
        if run.style.script == 2:
            points.append((len(text), piece))
            text += " " if run.text.endswith(" ") else ""
            continue
        lead = " " if run.text[:1].isspace() and text and not text.endswith(" ") else ""
        start = len(text) + len(lead)
        text += lead + piece + (" " if piece and run.text[-1:].isspace() else "")
        spans.append((start, start + len(piece), run.style))
    text = text.rstrip()
    return text, tuple(_inlines(text, spans, points, plain))


def _inlines(
    text: str, spans: Sequence[tuple[int, int, Style]], points: Sequence[tuple[int, str]], plain: frozenset[str]
) -> Iterator[Inline]:
    found: list[tuple[int, int, int, InlineKind, str]] = []  # start, end, depth, kind, value
    looks = [(start, end, _look(style, plain)) for start, end, style in spans if end > start]
    for depth, kind in enumerate(NESTED):
        held: tuple[int, int, tuple[str, ...]] | None = None
        for start, end, look in looks:
            # Where what is around it changes, mark-up is cut in two, so that none crosses.
            if held and held[2] == look[: depth + 1] and start - held[1] <= 1:
                held = (held[0], end, held[2])
                found[-1] = (held[0], end, depth, kind, found[-1][4])
            elif look[depth]:
                held = (start, end, look[: depth + 1])
                found.append((start, end, depth, kind, look[depth] if kind == "link" else ""))
            else:
                held = None
    for at, mark in points:
        at = min(at, len(text))
        found.append((at, at, len(NESTED), "object", f"footnote {mark}"))
    found.sort(key=lambda each: (each[0], -each[1], each[2]))
    for index, (start, end, _, kind, value) in enumerate(found, start=1):
        yield Inline(str(index), kind, Span(start, end), value)


def _look(style: Style, plain: frozenset[str]) -> tuple[str, ...]:
    """Return for each kind of mark-up in NESTED whether a style has it: something if it does."""
    bold = "bold" if style.bold and "bold" not in plain else ""
    italic = "italic" if style.italic and "italic" not in plain else ""
    return style.link, bold, italic, "raised" if style.script == 1 else "", "lowered" if style.script == -1 else ""


def _with_start(start: str, text: str, inlines: Iterable[Inline]) -> tuple[str, tuple[Inline, ...]]:
    by = len(start)
    moved = (Inline(i.id, i.kind, Span(i.span.start + by, i.span.end + by), i.value) for i in inlines)
    return start + text, tuple(moved)
