"""Characters that are none: what the model could not write, marks of terms, damaged text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.checks.registry import Finding, check
from translate.document import Segment, Span
from translate.engines.tokens import CLOSE_MARK, OPEN_MARK

# The replacement character, control characters, private use, and UTF-8 that was read as Latin-1.
_BROKEN = re.compile(
    f"[⁇{OPEN_MARK}{CLOSE_MARK}\\ufffd\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\ue000-\\uf8ff]"
    "|Ã[\\u0080-\\u00bf]|â€[\\u0080-\\u2122]?"
)


@check(
    "unknown character",
    severity="warning",
    explanation=(
        "The translation has a character that the model could not write, a mark that it uses for terms, or the "
        "remains of a wrong encoding."
    ),
    example=("Minister Đặng spreekt.", "Minister ⁇ speaks."),
    examples=(("Het café is open.", "The cafÃ© is open."),),
)
def unknown_character(segment: Segment) -> Iterator[Finding]:
    """Find characters that no text should have, and that the Dutch sentence does not have."""
    if segment.target.isascii() and segment.target.isprintable():
        return
    for match in _BROKEN.finditer(segment.target):
        if match[0] not in segment.source:
            yield Finding(f"“{match[0]}” is no character of a text", Span(*match.span()))
            return
