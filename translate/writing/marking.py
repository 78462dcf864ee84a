"""Text into HTML: escaping, and marks over stretches of it that may touch, nest or cross."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from translate.document import Span

CONTROL_PICTURES = 0x2400
REPLACEMENT = 0xFFFD
# C1 controls, half surrogate pairs and noncharacters: HTML allows none of them and there is no picture of them.
UNSHOWABLE = (
    *range(0x80, 0xA0),
    *range(0xD800, 0xE000),
    *range(0xFDD0, 0xFDF0),
    *(plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
)
SHOWN = {
    **{code: CONTROL_PICTURES + code for code in range(0x20) if code not in b"\t\n"},
    0x7F: CONTROL_PICTURES + 0x21,
    **dict.fromkeys(UNSHOWABLE, REPLACEMENT),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text, the attributes of the elements that show it, and what follows it; both ready to write."""

    span: Span
    attributes: str
    after: str = ""


def shown(text: str) -> str:
    """Return the text with what HTML has no place for made visible, code point for code point."""
    return text if text.isprintable() else text.translate(SHOWN)


def escape(text: str) -> str:
    """Return the text fit for HTML, in an element as in a quoted attribute."""
    return html.escape(shown(text))


def mark_up(text: str, marks: Iterable[Mark], points: Iterable[tuple[int, str]] = ()) -> str:
    """Return the text escaped, each mark as a ``span`` element.

    Each character of the text stands in the result once and in order. Where marks cross, the later one is cut, so that
    elements nest. Marks over the same stretch nest as given, the first outermost. Empty marks, and what lies past the
    end of the text, are left out.

    Args:
        text: as it is to be read.
        marks: in any order.
        points: what stands between two characters, ready to write, and after how many of the text; in order.
    """
    size = len(text)
    waiting = [mark for mark in marks if mark.span.start < min(mark.span.end, size)]
    waiting.sort(key=lambda mark: (mark.span.start, -mark.span.end))
    edges = {0, size} | {min(edge, size) for mark in waiting for edge in (mark.span.start, mark.span.end)}
    standing: dict[int, str] = {}
    for at, point in points:
        standing[min(at, size)] = standing.get(min(at, size), "") + point
    edges |= standing.keys()
    parts: list[str] = []
    inside: list[Mark] = []
    for start, end in pairwise(sorted(edges)):
        outer = next((depth for depth, mark in enumerate(inside) if mark.span.end <= start), len(inside))
        closed = inside[outer:]
        parts += ["</span>" for _ in closed]
        parts += [mark.after for mark in closed if mark.span.end <= start]
        parts.append(standing.pop(start, ""))
        opened = [mark for mark in closed if mark.span.end > start]
        while waiting and waiting[0].span.start == start:
            opened.append(waiting.pop(0))
        parts += [f"<span{mark.attributes}>" for mark in opened]
        inside[outer:] = opened
        parts.append(escape(text[start:end]))
    parts += ["</span>" for _ in inside]
    parts += [mark.after for mark in inside]
    parts += standing.values()
    return "".join(parts)
