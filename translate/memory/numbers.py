"""A translation carried over to a Dutch sentence that differs in its numbers alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from translate.terminology.english import indefinite_article
from translate.terminology.numbers import english_numbers

# 2.400, 09.30, 3,5, 2 400, and the 3 of 3e; not the 17 of MH17.
_NUMBER = re.compile(r"(?<!\w)(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,:]\d+)*)")
_CLOCK = re.compile(r"(\d{1,2})[.:](\d\d)")
# After these, English has the same form whether there is one or more.
_NO_NOUN = re.compile(
    r"(?!\s+[^\W\d])|\s*(?:(?:procent|miljoen|miljard|januari|februari|maart|april|mei|juni|juli|augustus|september"
    r"|oktober|november|december)\b)"
)
_UNIT = r"(?:[kcm]?m|kg|g|[kMG]W|[kMGT]B|mph|kph|k|bn|tn)\b"  # English may write 160km/h and £3bn
_TWELVE_HOURS = re.compile(r"(?:[.:]\d\d)?\s?(?:[ap]\.?m\b|o['’]clock\b)", re.IGNORECASE)
_ARTICLE = re.compile(r"\b([Aa])n?( [€$£]?)$")


@dataclass(frozen=True, slots=True)
class Adapted:
    """A translation with the numbers of another sentence.

    Attributes:
        target: the English, with every number in it that could be replaced.
        problems: the numbers that could not, each with the reason (``12 → 15: not in the English``).
    """

    target: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Change:
    old: str
    new: str
    after: str  # the Dutch behind the number, up to the next


def differ_only_in_numbers(known: str, asked: str) -> bool:
    """Say whether two Dutch sentences have other numbers, and everything between them is the same."""
    return known != asked and _NUMBER.split(known) == _NUMBER.split(asked)


def numbers_of(dutch: str) -> list[str]:
    """Return the numbers that a Dutch sentence has in digits, as they are written there."""
    return _NUMBER.findall(dutch)


def adapt_numbers(known: str, asked: str, target: str) -> Adapted:
    """Give a translation the numbers of a Dutch sentence that differs from its own in nothing else.

    A number is replaced by the English rendering of the new one (``2.400`` by way of ``2,400``, ``14.30`` of
    ``14:30``, ``3e`` of ``3rd``) where the English has the old one exactly as often as the Dutch: once, as a rule.

    Args:
        known: the Dutch sentence that was translated.
        asked: one that differs from it in numbers alone (see `differ_only_in_numbers`).
        target: the English of ``known``.
    """
    between = _NUMBER.split(known)[1:]
    pairs = zip(numbers_of(known), numbers_of(asked), between, strict=True)
    everything = [_Change(old, new, after) for old, new, after in pairs]
    edits: list[tuple[int, int, str]] = []
    problems = []
    for change in dict.fromkeys(one for one in everything if one.old != one.new):
        alike = [one for one in everything if one.old == change.old]
        found = "several numbers for one" if len({one.new for one in alike}) > 1 else _place(change, len(alike), target)
        if isinstance(found, str):
            problems.append(f"{change.old} → {change.new}: {found}")
        else:
            edits.extend(found)
    for start, end, text in sorted(set(edits), reverse=True):  # from the end, so that places before hold
        target = _with_article(target[:start], text) + text + target[end:]
    return Adapted(target, tuple(dict.fromkeys(problems)))


def _place(change: _Change, times: int, target: str) -> list[tuple[int, int, str]] | str:
    """Return where the English has a number and what is to stand there; or why it cannot."""
    if "1" in (change.old, change.new) and not _NO_NOUN.match(change.after):
        return "one or several, which changes more than the number"
    reason = "not in the English"
    for style in _STYLES:
        old, new = style(change.old), style(change.new)
        if not old or not new:
            continue
        places = list(_occurrences(old, target))
        if len(places) != times:
            reason = "not as often in the English" if places else reason
        elif any(_changes_half_of_day(change, target[end:]) for _, end in places):
            return "a time on the clock of twelve hours"
        else:
            return [(start, end, new) for start, end in places]
    return reason


def _occurrences(number: str, target: str) -> Iterator[tuple[int, int]]:
    """Yield where a number stands that is no part of a longer number or of a word."""
    for match in re.finditer(rf"(?<![\w.,:]){re.escape(number)}(?!(?!{_UNIT})\w|[.,:]\d)", target):
        yield match.span()


def _changes_half_of_day(change: _Change, after: str) -> bool:
    """Say whether ``am``, ``pm`` or ``o'clock`` follows, and might be wrong with the new hour."""
    if not _TWELVE_HOURS.match(after):
        return False
    hour = re.match(r"\d+", change.new)
    return hour is None or not 1 <= int(hour[0]) <= 11


def _with_article(before: str, number: str) -> str:
    """Return the English before a number, with ``a`` or ``an`` as the number is spoken: a 7, an 8."""
    return _ARTICLE.sub(lambda found: found[1] + indefinite_article(number)[1:] + found[2], before)


# --- how English writes a number; empty where a style has no place for it ---------------------------------------------


def _in_english(number: str) -> str:
    return re.sub(r"[ \u00a0\u202f]", ",", english_numbers(number))


def _grouped(number: str) -> str:
    """Return 2400 as 2,400; what is grouped in the Dutch already as English groups it."""
    return f"{int(number):,}" if number.isascii() and number.isdigit() else _in_english(number)


def _clock(number: str) -> str:
    time = _CLOCK.fullmatch(number)
    return f"{time[1]}:{time[2]}" if time else ""


def _short_clock(number: str) -> str:
    """Return 09.30 as 9:30."""
    return _clock(number).removeprefix("0")


def _ordinal(number: str) -> str:
    if not number.isdigit():
        return ""
    endings = {"1": "st", "2": "nd", "3": "rd"}
    return number + ("th" if number[-2:-1] == "1" else endings.get(number[-1], "th"))


_STYLES: tuple[Callable[[str], str], ...] = (_in_english, _grouped, _clock, _short_clock, _ordinal)
