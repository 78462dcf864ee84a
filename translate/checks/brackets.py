"""Brackets that have no partner."""

from __future__ import annotations

from collections.abc import Iterator

from translate.checks.registry import Finding, check
from translate.document import Segment, Span

_PARTNER = {")": "(", "]": "[", "}": "{"}
_ALL = frozenset("()[]{}")


@check(
    "brackets unbalanced",
    severity="warning",
    explanation="A bracket of the translation has no partner, and the Dutch sentence has none that lacks one too.",
    example=("De NAVO (sinds 1949) groeit.", "NATO (since 1949 is growing."),
    correct=(("a) Het leger groeit.", "a) The army is growing."), ("Het leger (groeit)", "The army [is growing]")),
)
def brackets_unbalanced(segment: Segment) -> Iterator[Finding]:
    """Find brackets without a partner."""
    if _ALL.isdisjoint(segment.target):
        return
    alone = _alone(segment.target)
    if alone:
        in_dutch = [segment.source[place] for place in _alone(segment.source)]
        for place in alone:
            mark = segment.target[place]
            if mark in in_dutch:
                in_dutch.remove(mark)
            else:
                yield Finding(f"“{mark}” has no partner", Span(place, place + 1))


def _alone(text: str) -> list[int]:
    """Return where brackets without a partner stand."""
    opened: list[int] = []
    alone: list[int] = []
    for place, character in enumerate(text):
        if character not in _ALL:
            continue
        partner = _PARTNER.get(character)
        if partner is None:
            opened.append(place)
        elif opened and text[opened[-1]] == partner:
            opened.pop()
        else:
            alone.append(place)
    return sorted(alone + opened)
