"""Months and days of the week that are not those of the Dutch sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.checks.masking import without_terms
from translate.checks.registry import Finding, check
from translate.checks.vocabulary import vocabulary
from translate.document import Segment, Span

_MONTHS = {
    "januari": "January", "februari": "February", "maart": "March", "april": "April", "mei": "May", "juni": "June",
    "juli": "July", "augustus": "August", "september": "September", "oktober": "October", "november": "November",
    "december": "December",
}  # fmt: skip
_DAYS = {
    "maan": "Monday", "dins": "Tuesday", "woens": "Wednesday", "donder": "Thursday", "vrij": "Friday",
    "zater": "Saturday", "zon": "Sunday",
}  # fmt: skip
_ABBREVIATED = {
    "jan": "January", "feb": "February", "mrt": "March", "apr": "April", "jun": "June", "jul": "July",
    "aug": "August", "sep": "September", "sept": "September", "okt": "October", "nov": "November", "dec": "December",
}  # fmt: skip
# maart and mei are parts of other words; behind a number months may be abbreviated.
_DUTCH = re.compile(
    rf"\b({'|'.join(name for name in _MONTHS if len(name) > 5)}|juni\b|juli\b|april|(?:maart|mei)\b)"
    rf"|({'|'.join(_DAYS)})dag"
    rf"|(?<=\d )({'|'.join(_ABBREVIATED)})\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:rs(?:day)?)?|Fri(?:day)?"
    r"|Sat(?:urday)?|Sun(?:day)?)(?:s\b|\b)"
)
_FULL = {name[:3]: name for name in (*_MONTHS.values(), *_DAYS.values())}
_DUTCH_WORDS = frozenset((*_MONTHS, *_ABBREVIATED))
_ENGLISH_WORDS = frozenset(
    form.lower() for name in _FULL.values() for form in (name, f"{name}s", name[:3], name[:4], name[:5])
)
_AMBIGUOUS = frozenset(("May", "March", "Mar", "Sun", "Sat", "Jan", "Dec", "Wed", "August", "Mon", "April", "June"))
_BESIDE = re.compile(r"\d|\b(?:in|since|until|by|of|early|late|mid|last|next)\s*-?$")
# A date in digits, a day in two letters, a feast: whatever month or day English has for it is right.
_OTHERWISE = re.compile(
    r"\d[-/]\d|\b(?:ma|di|wo|do|vr|za|zo)\b\.? \d|pasen|paas|pinksteren|kerst|hemelvaart", re.IGNORECASE
)


@check(
    "date changed",
    severity="warning",
    explanation="A month or a day of the week is not that of the Dutch sentence, or only one of the two has it.",
    example=("Het akkoord is van 3 mei.", "The agreement dates from 3 March."),
    examples=(
        ("Ze komen woensdagavond bijeen.", "They will meet on Thursday evening."),
        ("Ze komen in juni bijeen.", "They will meet in the summer."),
    ),
    correct=(
        ("Op zondag 12 mrt.", "On Sunday 12 March"),
        ("Het akkoord is van 3-5-2021.", "The agreement dates from 3 May 2021."),
        ("De minister kan komen.", "May the minister come?"),
    ),
)
def date_changed(segment: Segment) -> Iterator[Finding]:
    """Find the months and days that one of the two sentences has alone."""
    has_none = _DUTCH_WORDS.isdisjoint(vocabulary(segment.source)) and "dag" not in segment.source.lower()
    if has_none and _ENGLISH_WORDS.isdisjoint(vocabulary(segment.target)):
        return
    dutch, english = without_terms(segment)
    wanted = {name: Span(*match.span()) for match in _DUTCH.finditer(dutch) if (name := _name(match))}
    written = {_FULL[match[0][:3]]: match for match in _ENGLISH.finditer(english)}
    lost = [name for name in wanted if name not in written and not _in_other_words(name, english)]
    added = [written[name] for name in written if name not in wanted and _is_new(written[name], dutch, english)]
    for name in lost:
        other = next((match for match in added if (_FULL[match[0][:3]] in _MONTHS.values()) == _is_month(name)), None)
        there = Span(*other.span()) if other else None
        yield Finding(f"“{wanted[name].of(segment.source)}” is {name} in English", there, wanted[name])
        if other:
            added.remove(other)
    for match in added:
        yield Finding(f"“{match[0]}” is not in the Dutch", Span(*match.span()))


def _name(match: re.Match[str]) -> str:
    month, day, abbreviated = match.groups()
    if month:
        return _MONTHS[month.lower()]
    return _DAYS[day.lower()] if day else _ABBREVIATED[abbreviated.lower()]


def _is_month(name: str) -> bool:
    return not name.endswith("day")


def _in_other_words(name: str, english: str) -> bool:
    """Say whether English has a month or a day otherwise: in digits, in lower case, as a part of a name (Augustus)."""
    return name[:4].lower() in english.lower() or (
        _is_month(name) and re.search(r"\d[-/]\d|\d\.\d+\.\d", english) is not None
    )


def _is_new(match: re.Match[str], dutch: str, english: str) -> bool:
    """Say whether a word of the English is a month or a day that the Dutch lacks, and not another word or a name."""
    word = match[0]
    if word.lower() in dutch.lower() or _OTHERWISE.search(dutch):
        return False
    if word in _AMBIGUOUS or word.rstrip("s") in _AMBIGUOUS:
        beside = english[max(match.start() - 8, 0) : match.start()], english[match.end() : match.end() + 4]
        return bool(_BESIDE.search(beside[0]) or re.match(r"\.? \d", beside[1]))
    return len(word) > 4  # Oct, Fri: rarely written in prose, and names besides
