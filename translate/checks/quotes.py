"""Quotation marks that have no partner, or that only one of the two sentences has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.checks.registry import Finding, check
from translate.document import Segment, Span

_DOUBLE = '"“”„‟«»'
_SINGLE = "'‘’‚"
_MARK = re.compile(f"[{_DOUBLE}{_SINGLE}]")
_INCHES = re.compile(r"(?:^|\D)\d{1,2}$")
_LATER = re.compile(r"['’](?!\w)")
_WORD_MARK = re.compile(r"['’](?:[snt](?=\s)|\d|tis|twas|em\b|cause|til)", re.IGNORECASE)  # 's avonds, '90s, 'em


@check(
    "quotes unbalanced",
    severity="warning",
    explanation=(
        "A quotation mark of the translation has no partner. A quotation that runs over several sentences, so that the "
        "Dutch has such a mark too, is left alone."
    ),
    example=("“We gaan door”, zei hij.", "“We carry on, he said."),
    correct=(
        ("'We gaan door', zei hij.", '"We\'re carrying on," he said.'),
        ("“We gaan door.", "“We carry on."),
        ('Het scherm is 27" groot.', 'The screen is 27" wide.'),
    ),
)
def quotes_unbalanced(segment: Segment) -> Iterator[Finding]:
    """Find quotation marks without a partner, where the Dutch has none that lacks one too."""
    opened, closed = _open_and_close(segment.target)
    if len(opened) != len(closed):
        dutch_opened, dutch_closed = _open_and_close(segment.source)
        if len(opened) - len(closed) != len(dutch_opened) - len(dutch_closed):
            extra = opened if len(opened) > len(closed) else closed
            what = "closed" if extra is opened else "opened"
            yield Finding(f"the quotation is not {what}", Span(extra[-1], extra[-1] + 1))


@check(
    "quotes lost",
    severity="info",
    explanation="The Dutch sentence has a quotation and the translation has no quotation marks.",
    example=("“We gaan door”, zei hij.", "We carry on, he said."),
    correct=(("'s Avonds gaan we door.", "We carry on in the evening."),),
)
def quotes_lost(segment: Segment) -> Iterator[Finding]:
    """Find sentences that lost all their quotation marks."""
    opened, closed = _open_and_close(segment.source)
    if opened and closed and not any(_open_and_close(segment.target)):
        yield Finding("the English has no quotation marks", source=Span(opened[0], closed[-1] + 1))


def _open_and_close(text: str) -> tuple[list[int], list[int]]:
    """Return where quotations open and where they close; apostrophes and inches are neither.

    A single mark behind a word closes only what a single mark has opened, or behind a full stop or a comma: it may be
    an apostrophe (the soldiers' wives).
    """
    opened: list[int] = []
    closed: list[int] = []
    double = single = 0  # quotations that are open
    for match in _MARK.finditer(text):
        place, is_double = match.start(), match[0] in _DOUBLE
        before, after = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
        if not is_double and _WORD_MARK.match(text, place) and not before.isalnum():
            continue
        if _opens(match[0], before, after, inside=bool(double if is_double else single)):
            opened.append(place)
            double, single = (double + 1, single) if is_double else (double, single + 1)
        elif is_double and (double or not _INCHES.search(text, max(place - 3, 0), place)):
            closed.append(place)
            double = max(double - 1, 0)
        elif not is_double and not after.isalnum() and (single or before in ".,!?…"):
            if before == "s" and single and _LATER.search(text, place + 1):
                continue  # the students' friend'
            closed.append(place)
            single = max(single - 1, 0)
    return opened, closed


def _opens(mark: str, before: str, after: str, *, inside: bool) -> bool:
    """Say whether a mark opens a quotation, by its form and by what stands on either side; ``inside``: one is open."""
    if mark in "„«‚" or (mark in "“‘" and not inside):
        return True
    if not after.strip():
        return not before.strip() and not inside
    if not before.strip() or before in "([{-–—/":
        return True
    return not inside and not before.isalnum() and before not in ".,!?…"
