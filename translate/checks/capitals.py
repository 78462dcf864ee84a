"""The capital with which a sentence begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.checks.registry import Finding, check
from translate.document import Segment, Span
from translate.words.lists import is_english

_FIRST = re.compile(r"(?:\W*['’‘`][a-z][\s-]+)?[^\w@#$€£]*([^\W\d_][\w'’.-]*)", re.DOTALL)  # 's Avonds


@check(
    "capital at start",
    severity="warning",
    explanation="The Dutch sentence begins with a capital and the translation with a small letter.",
    example=("Het leger groeit.", "the army is growing."),
    correct=(
        ("IPhones worden duurder.", "iPhones are getting more expensive."),
        ("en het leger groeit.", "and the army is growing."),
        ("'s Avonds groeit het leger.", "In the evening the army grows."),
    ),
)
def capital_at_start(segment: Segment) -> Iterator[Finding]:
    """Find translations that begin with a small letter where the Dutch begins with a capital."""
    english = _FIRST.match(segment.target)
    if english is None or not english[1][0].islower() or not english[1].islower():
        return  # iPhone, eBay
    dutch = _FIRST.match(segment.source)
    if dutch is None or not dutch[1][0].isupper() or _is_address(english[1]):
        return
    if english[1] in segment.source.split() and not is_english(english[1]):  # adidas
        return
    span = Span(*english.span(1))
    yield Finding(f"“{english[1]}” begins the sentence", span, Span(*dutch.span(1)))


def _is_address(word: str) -> bool:
    return "." in word.rstrip(".") or "://" in word
