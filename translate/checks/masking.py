"""The two texts of a segment without what is not to be looked at: the terms of the glossary, and addresses."""

from __future__ import annotations

from collections.abc import Iterable

from translate.document import Segment, Span
from translate.glossary.matching import ADDRESS


def without_terms(segment: Segment) -> tuple[str, str]:
    """Return source and target with their terms blanked out, character for character: Shahed-136 holds no number.

    A term that the translation lacks is blanked out in the source all the same: that it is missing is another check's
    business.
    """
    if not segment.terms:
        return segment.source, segment.target
    target = blank(segment.target, (term.target for term in segment.terms))
    return blank(segment.source, (term.source for term in segment.terms)), target


def without_addresses(text: str) -> str:
    """Return a text with an ``x`` for each character of its addresses and names of files."""
    return ADDRESS.sub(lambda match: "x" * len(match[0]), text)


def blank(text: str, spans: Iterable[Span | None]) -> str:
    """Return a text with spaces instead of these stretches, so that offsets stay true."""
    for span in spans:
        if span is not None:
            text = text[: span.start] + " " * len(span.of(text)) + text[span.end :]
    return text
