"""Web and e-mail addresses, handles and names of files that are not as in the Dutch sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.checks.registry import Finding, check
from translate.document import Segment, Span
from translate.glossary.matching import ADDRESS

_DOT = re.compile(r"\.\w")


@check(
    "address changed",
    severity="error",
    explanation=(
        "A web or e-mail address, a handle, a tag or the name of a file in the Dutch sentence is not in the "
        "translation letter by letter, or the translation has another."
    ),
    example=("Kijk op https://nos.nl/oorlog.", "Look at https://nos.nl/war."),
    examples=(("Schrijf naar jan@oorlog.nl.", "Write to jan@war.nl."),),
    correct=(("Kijk op www.nos.nl.", "Look at www.nos.nl."),),
)
def address_changed(segment: Segment) -> Iterator[Finding]:
    """Find the addresses that only one of the two sentences has."""
    if not _may_have_address(segment.source) and not _may_have_address(segment.target):
        return
    dutch = {match[0]: Span(*match.span()) for match in ADDRESS.finditer(segment.source)}
    english = {match[0]: Span(*match.span()) for match in ADDRESS.finditer(segment.target)}
    lost = [text for text in dutch if text not in english and text not in segment.target]
    added = [text for text in english if text not in dutch and text not in segment.source]
    for text in lost:
        other = english[added.pop(0)] if added else None
        yield Finding(f"“{text}” is not in the English", other, dutch[text])
    for text in added:
        yield Finding(f"“{text}” is not in the Dutch", english[text])


def _may_have_address(text: str) -> bool:
    """Say whether a text has a mark of addresses within a word: most have none, so this saves time."""
    return "@" in text or "#" in text or "://" in text or _DOT.search(text) is not None
