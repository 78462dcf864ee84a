"""The rules of a page of a PDF: the level and upright lines that are drawn on it, as around the cells of a table."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

THIN = 3.0  # points: what is drawn and no thicker is a rule
TOUCHING = 3.0  # points: rules that are no further apart meet
SHORTEST_RULE = 6.0  # points
CORNERS = (4, 5)  # segments of the path that draws a rectangle
OBJECTS = 20_000  # on a page with more the lines are a drawing, which takes long to look through
MOST_RULES = 2_000  # the same, for the rules themselves

Edges = tuple[float, float, float, float]  # left, bottom, right, top


class Rule(NamedTuple):
    """A line ``at`` a height from ``start`` to ``end`` when ``level``, else at a distance from the left, upwards."""

    level: bool
    at: float
    start: float
    end: float


def read_rules(page: PdfPage, upright: Callable[[Edges], Edges]) -> tuple[Rule, ...]:
    """Return the rules of a page, and the edges of its rectangles; none where so many are a drawing.

    Args:
        page: as PDFium opened it.
        upright: gives the place of a box on the page once its text is upright.
    """
    import pypdfium2.raw as raw

    count = raw.FPDFPage_CountObjects(page)
    if count > OBJECTS:
        return ()
    rules: list[Rule] = []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(count):
        drawn = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if not raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            continue
        x0, y0, x1, y1 = upright((left.value, bottom.value, right.value, top.value))
        if y1 - y0 <= THIN or x1 - x0 <= THIN:
            rules += _thin(x0, y0, x1, y1)
        elif raw.FPDFPath_CountSegments(drawn) in CORNERS:
            rules += (Rule(True, y0, x0, x1), Rule(True, y1, x0, x1), Rule(False, x0, y0, y1), Rule(False, x1, y0, y1))
        if len(rules) > MOST_RULES:
            return ()
    return tuple(_joined(rules))


def _thin(x0: float, y0: float, x1: float, y1: float) -> list[Rule]:
    level = x1 - x0 > y1 - y0
    if max(x1 - x0, y1 - y0) < SHORTEST_RULE:
        return []
    return [Rule(True, (y0 + y1) / 2, x0, x1) if level else Rule(False, (x0 + x1) / 2, y0, y1)]


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Join rules that go on in one another, as where each cell has its own."""
    found: list[Rule] = []
    held: list[Rule] = []  # at about the same place, each a line of its own
    for rule in sorted(rules, key=lambda rule: (rule.level, rule.at, rule.start)):
        if held and (rule.level != held[0].level or rule.at - held[0].at > TOUCHING / 2):
            found += _end_to_end(held)
            held = []
        held.append(rule)
    return found + _end_to_end(held)


def _end_to_end(rules: Iterable[Rule]) -> list[Rule]:
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: rule.start):
        if found and rule.start - found[-1].end <= TOUCHING:
            found[-1] = found[-1]._replace(end=max(found[-1].end, rule.end))
        else:
            found.append(rule)
    return found
