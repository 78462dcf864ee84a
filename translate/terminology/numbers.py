"""Numbers that a translation has lost: those of the Dutch that the English has neither in digits nor in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from translate.document import Span

# 2.400, 09.30, 3,5, 2 400; not the 2 of km2 and CO2.
_NOT_AFTER = r"(?<!\d)(?<!\bm)(?<!\b[ckdh]m)(?<!\bmi)(?<!\bft)(?<!\bCO)"
NUMBER = re.compile(_NOT_AFTER + r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,:]\d+)*)")
_DUTCH_SCALES = {"duizend": 3, "ton": 5, "miljoen": 6, "mln": 6, "miljard": 9, "mld": 9, "biljoen": 12}  # powers of ten
_ENGLISH_SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12}
_SCALE = re.compile(rf"[\s-]*({'|'.join([*_DUTCH_SCALES, *_ENGLISH_SCALES])})\b", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2})(?:[.:](\d\d))?")
_DATE = re.compile(r"\d{1,2}[-/](\d{1,2})[-/]\d{2,4}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {
    **{word: value for words in (_UNITS, _ORDINALS) for value, word in enumerate(words.split())},
    **{form: value * 10 for value, word in enumerate(_TENS.split(), 2)
       for form in (word, f"{word[:-1]}ieth", f"{word[:-1]}ies")},
    "a": 1, "an": 1, "single": 1, "once": 1, "both": 2, "twice": 2, "double": 2, "couple": 2, "pair": 2, "triple": 3,
    "dozen": 12, "no": 0, "none": 0, "nil": 0,
}  # fmt: skip
_POWERS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
# What some words may stand for besides: the time, a share.
_OTHER_VALUES = {
    "noon": ("12", "1200"), "midday": ("12", "1200"), "midnight": ("0", "12", "24", "2400"),
    "half": ("2", "5", "50", "30"), "quarter": ("4", "15", "25"), "quarters": ("4", "45", "75"),
}  # fmt: skip


_DUTCH_NUMBER = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+)(?![.,]*\w)")
_TO_ENGLISH = str.maketrans(".,", ",.")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
_TO_PLAIN = str.maketrans(_RAISED, "01234567890123456789")
_LETTER = rf"[^\W\d_{_RAISED}]"
_WITH_RAISED = re.compile(rf"(?<!{_LETTER}){_LETTER}+[{_RAISED}]\w*|(?<![\w.,])\d+[{_RAISED}]+(?!\w)")  # m², H₂SO₄, 10³


def english_numbers(text: str) -> str:
    """Return a text with its numbers as English writes them: 2.400 becomes 2,400, and 3,5 becomes 3.5."""
    return _DUTCH_NUMBER.sub(lambda number: number[0].translate(_TO_ENGLISH), text)


def mend_numbers(dutch: str, english: str, kept: Sequence[Span | None]) -> str:
    """Return the English with the numbers that it has exactly as the Dutch has them in English style.

    Raised and lowered digits that models write as plain ones (m2, CO2) are again as in the Dutch (m², CO₂). Lengths do
    not change, so spans hold. Numbers inside the spans ``kept`` (names of terms) are left alone.
    """
    written = {match.group() for match in _DUTCH_NUMBER.finditer(dutch)}

    def is_kept(match: re.Match[str]) -> bool:
        return any(place is not None and place.overlaps(Span(*match.span())) for place in kept)

    def mended(match: re.Match[str]) -> str:
        if match.group() not in written or is_kept(match):
            return match.group()
        return match.group().translate(_TO_ENGLISH)

    english = _DUTCH_NUMBER.sub(mended, english)
    raised: dict[str, set[str]] = {}
    for match in _WITH_RAISED.finditer(dutch):
        raised.setdefault(match.group().translate(_TO_PLAIN), set()).add(match.group())
    for plain, forms in raised.items():
        before = r"[\w.,]" if plain[0].isdigit() else _LETTER
        same = re.compile(rf"(?<!{before}){re.escape(plain)}(?!\w|[.,]\d)")
        if len(forms) == 1 and not same.search(dutch):  # else it is not known which of them the English has
            (form,) = forms
            for match in same.finditer(english):
                if not is_kept(match):
                    english = english[: match.start()] + form + english[match.end() :]
    return english


def lost_numbers(dutch: str, english: str) -> list[str]:
    """Return the numbers of a Dutch sentence that its English lacks, as they are written in the Dutch.

    A number counts as kept when the English has it with other separators (2.400: 2,400), on the twelve-hour clock
    (14.30: 2:30), multiplied out (2,4 miljoen: 2,400,000), as the last digits of a year (jaren 60: 1960s), or in words.
    """
    digits: Counter[str] = Counter()
    others: set[str] = set(_spelled(english))
    years: set[str] = set()  # without their century
    for match in NUMBER.finditer(english):
        digits.update({_digits(match.group()), *map(_digits, match.group().split())})
        others.update({*_scaled(match, english, point="."), _trimmed(match.group())} - {_digits(match.group())})
        if len(match.group()) == 4:
            others.add(f"{match.group()[:2]}..")
            years.add(match.group()[2:].lstrip("0") or "0")
    lost = []
    for match in NUMBER.finditer(dutch):
        if digits[_digits(match.group())] > 0:
            digits[_digits(match.group())] -= 1
        elif not (
            any(form in others or digits[form] > 0 for form in _other_forms(match, dutch))
            or (len(match.group()) <= 2 and _digits(match.group()) in years)
            or _is_month(match, dutch, english)
        ):
            lost.append(match.group())
    return lost


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number).lstrip("0") or "0"


def _trimmed(number: str) -> str:
    """Return the digits without the zeros at the end of a decimal fraction: 14,20 is 14,2."""
    return _digits(number if re.search(r"[.,]\d{3}$", number) else re.sub(r"([.,:]\d*?)0+$", r"\1", number))


def _other_forms(match: re.Match[str], text: str) -> Iterator[str]:
    """Yield what else an English text may have for a Dutch number; ``18..`` is any year of that century."""
    number, after = match.group(), text[match.end() : match.end() + 12]
    yield _digits(number)
    yield from _scaled(match, text, point=",")
    yield _trimmed(number)  # 10.00 uur: 10 o'clock
    clock = _CLOCK.fullmatch(number)
    if clock and (clock.group(2) or re.match(r"\s*u(?:ur)?\b", after)):
        hour, minutes = (int(clock.group(1)) - 1) % 12 + 1, clock.group(2) or ""
        yield from (f"{hour}{minutes}", str(hour)) if minutes in ("", "00") else (f"{hour}{minutes}",)
    if re.fullmatch(r"(?:1\d|20)\d\d", number):
        yield number[2:].lstrip("0") or "0"  # 1995-1996: 1995-96
    if re.match(r"\d\d?$", number) and re.match(r"(?:e|ste|de) eeuw", after):
        yield f"{int(_digits(number)) - 1}.."


def _scaled(match: re.Match[str], text: str, *, point: str) -> Iterator[str]:
    """Yield a number multiplied by the power of ten that follows it, if one does."""
    scale = _SCALE.match(text, match.end())
    if scale:
        power = (_DUTCH_SCALES | _ENGLISH_SCALES)[scale.group(1).lower()]
        whole, _, decimals = match.group().partition(point)
        if len(decimals) <= power:
            yield _digits(whole + decimals.ljust(power, "0"))


def _is_month(match: re.Match[str], dutch: str, english: str) -> bool:
    """Say whether a number is the month of a date, and the English has its name."""
    dates = (date.span(1) for date in _DATE.finditer(dutch))
    number = _digits(match.group())
    if match.span() not in dates or not 1 <= int(number) <= 12:
        return False
    return re.search(rf"\b{_MONTHS[int(number) - 1]}", english, re.IGNORECASE) is not None


def _spelled(english: str) -> Iterator[str]:
    """Yield the numbers that stand in an English text in words, each word's own value too."""
    total = current = 0
    for word in re.findall(r"[a-z]+", english.lower()):
        yield from _OTHER_VALUES.get(word, ())
        if word in ("a", "and") and total + current:
            continue  # two and a half, a hundred and fifty
        if word in _VALUES:
            yield str(_VALUES[word])
            current += _VALUES[word] if word not in ("a", "an") else 0  # a seven-hundred-metre train
        elif word in _POWERS or word.rstrip("s") in _POWERS:
            power = _POWERS[word.rstrip("s")]
            yield str(power)
            if power == 100:
                current = current * power if 0 < current < power else power
            else:
                total, current = total + max(current, 1) * power, 0
        elif word == "half" and total + current:
            yield f"{total + current}5"  # two and a half
        else:
            total = current = 0
        if total + current:
            yield str(total + current)
