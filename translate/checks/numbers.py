"""Numbers that the translation has lost, added, or written so that they mean something else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from translate.checks.dutch_numbers import cardinals, written_numbers
from translate.checks.masking import without_terms
from translate.checks.registry import Finding, check
from translate.document import Segment, Span
from translate.terminology.numbers import NUMBER, lost_numbers

_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"\d+(?:[.,:]\d+)*")
_MARKED = re.compile(r"\d[.,]\d")
_BEHIND = 14  # characters behind a number that may say what it counts: 2,4 miljoen, 14.30 uur
_SCALE = re.compile(r"[\s-]*(?:thousand|million|billion|trillion|k|m|bn|tn)\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_FREE = 2  # cardinals up to here have too many other renderings: both, a couple, a pair, once, either


@check(
    "number lost",
    severity="warning",
    explanation=(
        "A number of the Dutch sentence is not in the translation, in digits or in words: it was left out or changed. "
        "The digits in terms of the glossary are not looked at."
    ),
    example=("Er vielen 27 doden.", "There were 72 deaths."),
    examples=(("De zeventien leden stemden tegen.", "The seven members voted against."),),
    correct=(
        ("Het duurt 2,4 jaar en kost 2,4 miljoen.", "It takes 2.4 years and costs 2,400,000."),
        ("Om 14.30 uur", "At 2:30 p.m."),
        ("In de jaren 60", "In the 1960s"),
        ("Er zijn 3 daders.", "There are three perpetrators."),
    ),
    details=(
        "A number counts as kept with other separators (2.400: 2,400), on the twelve-hour clock, multiplied out, as "
        "the last digits of a year, and in words. Dutch numbers in words count from three on."
    ),
)
def number_lost(segment: Segment) -> Iterator[Finding]:
    """Find the numbers of the Dutch that the English lacks."""
    dutch, english = without_terms(segment)
    if _DIGIT.search(dutch) and _runs(dutch) != _runs(english):
        after = 0
        for number in lost_numbers(dutch, english):
            span = _place(number, segment.source, after)
            after = span.end if span else after
            yield Finding(f"“{number}” is not in the English", source=span)
    yield from _lost_words(dutch, english)


def _lost_words(dutch: str, english: str) -> Iterator[Finding]:
    """Find the cardinals in words of the Dutch that the English has neither in words nor in digits."""
    written = [(span, value) for span, value in cardinals(dutch) if value > _FREE and not _is_no_count(span, dutch)]
    if written:
        in_digits = " ; ".join(f"{value}{_behind(dutch, span.end)}" for span, value in written)
        lost = lost_numbers(in_digits, english)
        for span, value in written:
            if str(value) in lost:
                yield Finding(f"“{span.of(dutch)}” is not in the English", source=span)


def _is_no_count(span: Span, dutch: str) -> bool:
    """Say whether a cardinal counts nothing: op drie na (the fourth), half drie, in acht nemen, De Zeven Provinciën."""
    before = dutch[max(span.start - 5, 0) : span.start].lower()
    is_name = span.start > 0 and dutch[span.start].isupper()
    return is_name or before.endswith(("half ", " in ")) or dutch.startswith(" na ", span.end)


@check(
    "number added",
    severity="warning",
    explanation="The translation has a number in digits that the Dutch sentence has neither in digits nor in words.",
    example=("Er vielen doden.", "There were 72 deaths."),
    correct=(
        ("Hij is vijfentwintig.", "He is 25."),
        ("Twee miljoen mensen", "2,000,000 people"),
        ("Om 14.30 uur", "At 2:30 p.m."),
    ),
)
def number_added(segment: Segment) -> Iterator[Finding]:
    """Find the numbers in digits of the English that the Dutch lacks."""
    if not _DIGIT.search(segment.target):
        return
    dutch, english = without_terms(segment)
    if _runs(dutch) == _runs(english):
        return
    rest = Counter(_digits(match[0]) for match in NUMBER.finditer(dutch))
    added = []
    for match in NUMBER.finditer(english):
        if rest[_digits(match[0])] > 0:
            rest[_digits(match[0])] -= 1
        else:
            added.append(match)
    if added:
        dutch_numbers = [*_in_context(_with_digits(dutch)), *written_numbers(dutch)]
        for match in added:
            if not any(_explains(number, match, english) for number in dutch_numbers):
                yield Finding(f"“{match[0]}” is not in the Dutch", Span(*match.span()))


@check(
    "number format",
    severity="warning",
    explanation=(
        "A number is written so that it means something else in English: Dutch 2.400 is 2,400, and 3,5 is 3.5."
    ),
    example=("Er waren 2.400 mensen.", "There were 2.400 people."),
    examples=(("De rente is 3,5 procent.", "The interest rate is 3,5 per cent."),),
    correct=(("Versie 2.4 kost 2.400 euro.", "Version 2.4 costs 2,400 euros."),),
)
def number_format(segment: Segment) -> Iterator[Finding]:
    """Find the numbers of the English that have the digits of a Dutch one but another value."""
    if not _DIGIT.search(segment.target):
        return
    dutch, english = without_terms(segment)
    if not _MARKED.search(dutch) and not _MARKED.search(english):
        return
    values: dict[str, set[str]] = {}
    for match in NUMBER.finditer(dutch):
        values.setdefault(_digits(match[0]), set()).add(_value(match[0], thousands=".", point=","))
    for match in NUMBER.finditer(english):
        meant = values.get(_digits(match[0])) if ":" not in match[0] else None
        value = _value(match[0], thousands=",", point=".")
        # Of a Dutch 12.00 nothing is known, for it may be a time; 12,00 is none in English all the same.
        is_none = not value and "," in match[0] and match[0] not in dutch
        if meant and (is_none or not ({"", value} & meant)):
            yield Finding(f"“{match[0]}” means another number in English", Span(*match.span()))


@lru_cache(maxsize=8)
def _runs(text: str) -> tuple[str, ...]:
    """Return the digits of the numbers of a text, in order: where the two texts have the same, none is lost or new."""
    return tuple(_digits(run) for run in _RUN.findall(text))


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _place(number: str, text: str, after: int) -> Span | None:
    match = re.compile(rf"(?<!\d){re.escape(number)}(?!\d)").search(text, after)
    return Span(*match.span()) if match else None


def _with_digits(dutch: str) -> str:
    """Return a Dutch text with its cardinals in digits, so that ``twee miljoen`` is read as ``2 miljoen`` is."""
    for span, value in reversed(list(cardinals(dutch))):
        dutch = f"{dutch[: span.start]}{value}{dutch[span.end :]}"
    return dutch


def _in_context(text: str) -> Iterator[str]:
    """Yield each number with what stands behind it."""
    for match in NUMBER.finditer(text):
        yield match[0] + _behind(text, match.end())


def _behind(text: str, end: int) -> str:
    """Return what stands behind a number, up to the next one."""
    behind = text[end : end + _BEHIND]
    digit = _DIGIT.search(behind)
    return behind[: digit.start()] if digit else behind


def _explains(dutch: str, match: re.Match[str], english: str) -> bool:
    """Say whether a Dutch number, with what stands behind it, may be written as this English one."""
    scale = _SCALE.match(english, match.end())
    return not lost_numbers(dutch, match[0] + (scale[0] if scale else ""))


def _value(number: str, *, thousands: str, point: str) -> str:
    """Return what a number means, without thousands separators and with a full stop before decimals.

    Empty when the marks are used in no such way: a time, a date, a version.
    """
    whole, mark, decimals = number.partition(point)
    if thousands in whole:
        if not _THOUSANDS.fullmatch(whole):
            return ""
        whole = whole.replace(thousands, "")
    if not whole.isdigit() or (mark and not decimals.isdigit()):
        return ""
    return f"{whole}.{decimals}" if mark else whole
