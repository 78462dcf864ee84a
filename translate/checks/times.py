"""Times of day that became others: half drie is half past two, and 14.30 uur is in the afternoon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.checks.masking import without_terms
from translate.checks.registry import Finding, check
from translate.checks.vocabulary import vocabulary
from translate.document import Segment, Span

_HOURS = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
    "tien": 10, "elf": 11, "twaalf": 12,
}  # fmt: skip
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SPOKEN = re.compile(
    rf"\b(half|kwart voor|kwart over) ({'|'.join(_HOURS)}|1[0-2]|[1-9])\b"
    r"(?! (?:jaar|miljoen|miljard|procent|meter|euro))",
    re.IGNORECASE,
)
_MINUTES = {"half": -30, "kwart voor": -15, "kwart over": 15}
_CLOCK = re.compile(r"\b([01]?\d|2[0-4])[.:]([0-5]\d)(?= ?(?:uur|u\b|h\b))|\b(1[3-9]|2[0-3])(?= (?:uur|u)\b)")
_TWELVE = re.compile(r"\b(1[0-2]|0?[1-9])(?:[.:]([0-5]\d))? ?([ap])\.?m\b", re.IGNORECASE)
_EARLY = re.compile(r"ochtend|morgen|nacht|vroeg", re.IGNORECASE)
_LATE = re.compile(r"middag|avond|nacht|laat", re.IGNORECASE)


@check(
    "time changed",
    severity="warning",
    explanation=(
        "A time of day is not that of the Dutch sentence: half drie is half past two, and 14.30 uur is in the "
        "afternoon."
    ),
    example=("De vergadering begint om half drie.", "The meeting starts at half past three."),
    examples=(("Het gebeurde om 14.30 uur.", "It happened at 2:30 a.m."),),
    correct=(
        ("De vergadering begint om half drie.", "The meeting starts at 2:30 p.m."),
        ("Het gebeurde om 14.30 uur.", "It happened at 14:30."),
        ("Het gebeurde om 9.30 uur 's avonds.", "It happened at 9:30 p.m."),
        ("Het kost een half miljoen.", "It costs half a million."),
    ),
)
def time_changed(segment: Segment) -> Iterator[Finding]:
    """Find times by the half hour that are an hour off, and times before noon that should be after it."""
    words = vocabulary(segment.source)
    if "half" in words or "kwart" in words:
        yield from _spoken(segment)
    if "uur" in words or "u" in words or "h" in words:
        yield from _clock(segment)


def _spoken(segment: Segment) -> Iterator[Finding]:
    dutch, english = without_terms(segment)
    for match in _SPOKEN.finditer(dutch):
        minutes = _MINUTES[match[1].lower()]
        hour = _HOURS.get(match[2].lower()) or int(match[2])
        right, wrong = (hour - 1) % 12 or 12 if minutes < 0 else hour, hour if minutes < 0 else (hour - 1) % 12 or 12
        if _written(right, minutes % 60, english) or _spoken_in_english(hour, minutes, english):
            continue
        there = _written(wrong, minutes % 60, english) or _half_past(hour, english)
        if there:
            yield Finding(f"“{match[0]}” is {right}:{minutes % 60:02} in English", there, Span(*match.span()))


def _written(hour: int, minute: int, english: str) -> Span | None:
    """Return where the English has this time in digits."""
    match = re.search(rf"(?<![\d.:])(?:0?{hour}|{hour + 12})[.:]{minute:02}(?!\d)", english)
    return Span(*match.span()) if match else None


def _half_past(hour: int, english: str) -> Span | None:
    """Return where the English has half past the hour before which the Dutch is half."""
    match = re.search(rf"\bhalf[- ](?:past[- ])?(?:{_WORDS[hour - 1]}|{hour})\b", english, re.IGNORECASE)
    return Span(*match.span()) if match else None


def _spoken_in_english(hour: int, minutes: int, english: str) -> bool:
    if minutes != -30:
        link = "to" if minutes < 0 else "past"
        return re.search(rf"\bquarter {link} (?:{_WORDS[hour - 1]}|{hour})\b", english, re.IGNORECASE) is not None
    return _half_past((hour - 2) % 12 + 1, english) is not None


def _clock(segment: Segment) -> Iterator[Finding]:
    dutch, english = without_terms(segment)
    twelve = [
        (Span(*match.span()), int(match[1]) % 12, int(match[2] or 0), match[3].lower())
        for match in _TWELVE.finditer(english)
    ]
    for match in _CLOCK.finditer(dutch):
        hour, minute = int(match[1] or match[3]), int(match[2] or 0)
        same = [one for one in twelve if (one[1], one[2]) == (hour % 12, minute)]
        halves = {"p"} if 12 <= hour < 24 else {"a"}
        if (hour < 12 and _LATE.search(dutch)) or (hour == 12 and _EARLY.search(dutch)):
            halves = {"a", "p"}
        if same and not any(half in halves for *_, half in same):
            yield Finding(f"“{match[0]}” is {min(halves)}.m. in English", same[0][0], Span(*match.span()))
