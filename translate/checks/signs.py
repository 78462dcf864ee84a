"""Signs that came or went: a model that does not know one writes another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from translate.checks.registry import Finding, check
from translate.document import Segment, Span
from translate.words.signs import signs_of


@check(
    "sign changed",
    severity="warning",
    explanation="A sign that is no letter (an arrow, a picture, an emoji) is in one of the two sentences alone.",
    example=("Klik op ↩ om terug te gaan.", "Click on ⑫ to go back."),
    examples=(("Bel ☎ 112.", "Call 112."),),
    correct=(("Klik op ↩ om terug te gaan.", "Click ↩ to go back."), ("Het is 20 °C.", "It is 20 degrees Celsius.")),
)
def sign_changed(segment: Segment) -> Iterator[Finding]:
    """Find signs that only one of the two sentences has."""
    dutch, english = Counter(signs_of(segment.source)), Counter(signs_of(segment.target))
    for sign in dutch - english:
        at = segment.source.index(sign)
        yield Finding(f"“{sign}” is not in the English", source=Span(at, at + 1))
    for sign in english - dutch:
        at = segment.target.index(sign)
        yield Finding(f"“{sign}” is not in the Dutch", Span(at, at + 1))
