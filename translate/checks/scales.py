"""Thousands, millions and billions that became something else; a Dutch miljard is an English billion."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.checks.masking import without_terms
from translate.checks.registry import Finding, check
from translate.document import Segment, Span

_DUTCH = re.compile(
    r"(?<![^\W\d])(?:(?:honderd|tien)?(duizend)en|(miljoen|mln)(?:en)?|(miljard|mld)(?:en)?|(biljoen)(?:en)?)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"(?<![^\W\d])(?:(thousand|k)|(million|m|mn|mln)|(billion|b|bn|bln)|(trillion|tn|trn))s?\b", re.IGNORECASE
)
_PARTS = ("miljoen", "miljard", "biljoen", "duizend", "mln", "mld")
_NUMBER = re.compile(r"\d+(?:[., ]\d{3})*")
_NAMES = ("thousand", "million", "billion", "trillion")


@check(
    "scale changed",
    severity="warning",
    explanation=(
        "Thousands, millions, billions or trillions of the Dutch sentence are not those of the translation: Dutch "
        "miljard is billion, and biljoen is trillion."
    ),
    example=("Het kost 3 miljard euro.", "It costs 3 million euros."),
    examples=(("Het kost biljoenen.", "It costs billions."), ("Dat is 3,5 miljoen.", "That is 3.5.")),
    correct=(
        ("Het kost 2,4 miljard.", "It costs $2.4bn."),
        ("Het kost 2,4 miljoen.", "It costs 2,400,000."),
        ("De miljardair woont in een miljoenenstad.", "The billionaire lives in a city of over a million."),
    ),
)
def scale_changed(segment: Segment) -> Iterator[Finding]:
    """Find the scales of the Dutch that the English lacks."""
    lower = segment.source.lower()
    if not any(part in lower for part in _PARTS):
        return
    dutch, english = without_terms(segment)
    written = {scale: span for span, scale in _english_scales(english)}
    found = [(match.lastindex or 1, match) for match in _DUTCH.finditer(dutch)]
    wanted = {_NAMES[thousands - 1] for thousands, _ in found}
    for thousands, match in found:
        name = _NAMES[thousands - 1]
        if name not in written and not _in_digits(thousands, english):
            there = next((written[scale] for scale in written if scale not in wanted), None)
            yield Finding(f"“{match[0]}” is {name} in English", there, Span(*match.span()))


def _english_scales(english: str) -> Iterator[tuple[Span, str]]:
    for match in _ENGLISH.finditer(english):
        yield Span(*match.span()), _NAMES[(match.lastindex or 1) - 1]


def _in_digits(thousands: int, english: str) -> bool:
    """Say whether the English has a number so large in digits: 2,400,000."""
    return any(
        3 * thousands < len(re.sub(r"\D", "", match[0])) <= 3 * thousands + 3 for match in _NUMBER.finditer(english)
    )
