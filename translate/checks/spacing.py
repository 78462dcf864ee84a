"""White space that is doubled, stands before a mark, or is missing behind one; marks that are doubled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.checks.masking import without_addresses
from translate.checks.registry import Finding, check
from translate.document import Segment, Span

_BLANK = "[ \t\u00a0\u202f]"
_DOUBLE = re.compile(rf"{_BLANK}{{2,}}(?=\S)(?<=\S..)")
_BEFORE = re.compile(rf"{_BLANK}+(?:[,;:!?]|\.(?![\w.]))(?![-)(DPp/'|])")
_INSIDE = re.compile(rf"[(\[]{_BLANK}+(?=\S)|{_BLANK}+[)\]]")
_BEHIND = re.compile(r"[,;!?](?<=[^\W\d_]{2}.)(?=[^\W\d_])|\.(?<=[a-z]{3}.)(?=[A-Z][a-z])")
_PAIRS = ("  ", "\t", " ,", " .", " ;", " :", " !", " ?", " )", " ]", "( ", "[ ", ",,", ",;", ";;", "::", "..", ",.")
_MARKS = re.compile(r"([,;:])\s?\1|,[;:.]|\.\.(?<!\.\.\.)(?!\.)")


@check(
    "spacing",
    severity="warning",
    explanation=(
        "White space is doubled, stands before a comma, full stop or the like, or is missing behind one; or such a "
        "mark is doubled. What the Dutch sentence has alike is left alone."
    ),
    example=("Het leger groeit, zei hij.", "The army is  growing, he said."),
    examples=(
        ("Het leger groeit, zei hij.", "The army is growing , he said."),
        ("Het leger groeit, zei hij.", "The army is growing,he said."),
        ("Het leger groeit, zei hij.", "The army is growing,, he said."),
    ),
    correct=(
        ("Zie nos.nl, of niet...", "See nos.nl, or do not..."),
        ("Het kost $ 2,50 :-)", "It costs $2.50 :-)"),
    ),
)
def spacing(segment: Segment) -> Iterator[Finding]:
    """Find white space and marks that are not as English has them."""
    text = segment.target
    plain = text if text.isascii() else text.replace("\u00a0", " ").replace("\u202f", " ")
    if not any(pair in plain for pair in _PAIRS) and not _BEHIND.search(text):
        return
    text = without_addresses(text)
    for pattern, what in _PATTERNS:
        match = pattern.search(text)
        if match and match.start() and not pattern.search(segment.source):
            end = len(text[: match.end() + 1].rstrip())
            span = Span(match.start() - 1, end)
            yield Finding(f"{what}: “{span.of(segment.target)}”", span)


_PATTERNS = (
    (_DOUBLE, "white space is doubled"),
    (_BEFORE, "a space before a mark"),
    (_INSIDE, "a space inside brackets"),
    (_BEHIND, "no space behind a mark"),
    (_MARKS, "marks are doubled"),
)
