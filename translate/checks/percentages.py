"""Percentages that came or went."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.checks.masking import without_terms
from translate.checks.registry import Finding, check
from translate.document import Segment, Span

_DUTCH_SIGNS = ("%", "‰", "procent", "promille", "percent")
_ENGLISH_SIGNS = ("%", "‰", "percent", "per cent", "per mil", "permil")
_DUTCH = re.compile("|".join(_DUTCH_SIGNS), re.IGNORECASE)
_ENGLISH = re.compile("|".join(_ENGLISH_SIGNS), re.IGNORECASE)
_SHARE = re.compile(r"\b(?:half|quarters?|thirds?|fifths?|tenths?|hundredths?)\b", re.IGNORECASE)
_SHARES = re.compile(
    r"\b(?:10|tien|20|twintig|25|vijfentwintig|33|50|vijftig|66|67|75|vijfenzeventig)\s?(?:%|procent)", re.IGNORECASE
)
_DUTCH_SHARE = re.compile(r"\b(?:helft|kwart|driekwart|derde|aandeel|tiende|vijfde)\b", re.IGNORECASE)


@check(
    "percentage changed",
    severity="warning",
    explanation="The Dutch sentence has a percentage and the translation has none, or the other way round.",
    example=("De inflatie is 4 procent.", "Inflation is at 4."),
    examples=(("De inflatie is 4.", "Inflation is at 4%."),),
    correct=(
        ("De inflatie is 4 procent.", "Inflation is at 4%."),
        ("Met 50 procent van de stemmen", "With half of the votes"),
    ),
)
def percentage_changed(segment: Segment) -> Iterator[Finding]:
    """Find the percentages that only one of the two sentences has."""
    dutch, english = segment.source.lower(), segment.target.lower()
    if any(sign in dutch for sign in _DUTCH_SIGNS) == any(sign in english for sign in _ENGLISH_SIGNS):
        return
    dutch, english = without_terms(segment)
    in_dutch, in_english = _DUTCH.search(dutch), _ENGLISH.search(english)
    if in_dutch and not in_english and not (_SHARES.search(dutch) and _SHARE.search(english)):
        yield Finding(f"“{in_dutch[0]}” is not in the English", source=Span(*in_dutch.span()))
    elif in_english and not in_dutch and not _DUTCH_SHARE.search(dutch):
        yield Finding(f"“{in_english[0]}” is not in the Dutch", Span(*in_english.span()))
