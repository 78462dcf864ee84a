"""Errors of form put into right translations, some for each check, to see whether the check finds them.

Each function changes a segment so that its check should find something, or returns None where the segment offers no
place for the error. ``benchmarks/checks.py`` runs them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from translate.document import Segment
from translate.words.lists import is_dutch, is_english
from translate.words.sentences import words_of

Error = Callable[[Segment, random.Random], Segment | None]

_NUMBER = re.compile(r"(?<![\w.,:])\d+(?:[.,]\d+)*(?![\w:])")
_SEPARATED = re.compile(r"(?<![\w.,:])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?![\w.,:])(?! ?[ap]\.?m)")
_SCALE = re.compile(r"\b(?:million|billion|trillion)s?\b")
_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_DATE = re.compile(rf"\b(?:{'|'.join(_MONTHS + _DAYS)})\b")
_DUTCH_DATE = re.compile(
    r"januari|februari|maart|april|\bmei\b|juni|juli|augustus|september|oktober|november|december|dag\b", re.IGNORECASE
)
_PERCENT = re.compile(r" ?(?:%|per ?cent\b)")
_MONEY = re.compile(r"\$|€|£|\bdollars?\b|\beuros?\b")
_LETTER = re.compile(r"[a-z]")
_WORD = re.compile(r"\b[A-Za-z]+\b")
_MAY_DOUBLE = frozenset(["had", "that", "very", "is", "for", "in", "on", "her", "it", "you", "do", "so"])
_URLS = (
    "https://www.voorbeeld.nl/nieuws/2024/oorlog-in-oekraine", "www.rijksoverheid.nl", "redactie@voorbeeld.nl",
    "@minpres", "#klimaattop",
)  # fmt: skip


def _changed(segment: Segment, start: int, end: int, text: str) -> Segment:
    return replace(segment, target=segment.target[:start] + text + segment.target[end:])


def _one(matches: Sequence[re.Match[str]], chance: random.Random) -> re.Match[str] | None:
    return chance.choice(matches) if matches else None


def _shared_number(segment: Segment, pattern: re.Pattern[str], chance: random.Random) -> re.Match[str] | None:
    """Return a number of the English, the only one with its digits, that the Dutch has in digits too."""
    dutch = [re.sub(r"\D", "", number) for number in re.findall(r"\d+(?:[.,:]\d+)*", segment.source)]
    english = [re.sub(r"\D", "", number) for number in re.findall(r"\d+(?:[.,:]\d+)*", segment.target)]
    matches = [
        match
        for match in pattern.finditer(segment.target)
        if (digits := re.sub(r"\D", "", match[0])) in dutch and english.count(digits) == 1
    ]
    return _one(matches, chance)


def delete_number(segment: Segment, chance: random.Random) -> Segment | None:
    """Delete a number that both have in digits."""
    match = _shared_number(segment, _NUMBER, chance)
    return match and _changed(segment, match.start(), match.end() + 1, "")


def change_number(segment: Segment, chance: random.Random) -> Segment | None:
    """Change a digit of a number that both have in digits."""
    match = _shared_number(segment, _NUMBER, chance)
    if match is None:
        return None
    place = chance.choice([at for at in range(match.start(), match.end()) if segment.target[at].isdigit()])
    digit = chance.choice([digit for digit in "123456789" if digit != segment.target[place]])
    return _changed(segment, place, place + 1, digit)


def add_number(segment: Segment, chance: random.Random) -> Segment | None:
    """Put a number of two digits before a word."""
    word = _one([match for match in _WORD.finditer(segment.target) if match.start()], chance)
    number = str(chance.randint(21, 98))
    if word is None or number in segment.source:
        return None
    return _changed(segment, word.start(), word.start(), f"{number} ")


def swap_separators(segment: Segment, chance: random.Random) -> Segment | None:
    """Write a number as Dutch does."""
    match = _shared_number(segment, _SEPARATED, chance)
    return match and _changed(segment, *match.span(), match[0].translate(str.maketrans(".,", ",.")))


def swap_scale(segment: Segment, chance: random.Random) -> Segment | None:
    """Make millions billions, and billions millions."""
    match = _one(list(_SCALE.finditer(segment.target)), chance)
    if match is None or not re.search("miljoen|miljard|biljoen", segment.source) or segment.target.count(match[0]) > 1:
        return None
    other = "million" if "billion" in match[0] else "billion"
    return _changed(segment, *match.span(), _SCALE.sub(other, match[0]))


def swap_date(segment: Segment, chance: random.Random) -> Segment | None:
    """Put another month or day."""
    match = _one([one for one in _DATE.finditer(segment.target) if segment.target.count(one[0]) == 1], chance)
    if match is None or not _DUTCH_DATE.search(segment.source):
        return None
    names = _MONTHS if match[0] in _MONTHS else _DAYS
    return _changed(segment, *match.span(), chance.choice([name for name in names if name not in segment.target]))


def swap_half_of_day(segment: Segment, chance: random.Random) -> Segment | None:
    """Add a time of the afternoon to both, and make it one of the night."""
    hour, minute = chance.randint(13, 23), chance.choice(["05", "15", "30", "45"])
    english = f"{segment.target} This was at {hour - 12}:{minute} a.m."
    return replace(segment, source=f"{segment.source} Dat was om {hour}.{minute} uur.", target=english)


def misread_half(segment: Segment, chance: random.Random) -> Segment | None:
    """Add a time by the half hour to both, an hour off."""
    dutch = ["twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]
    english = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    at = chance.randrange(len(dutch))
    time = chance.choice([f"half past {english[at]}", f"{at + 2}:30"])
    return replace(
        segment, source=f"{segment.source} Dat was om half {dutch[at]}.", target=f"{segment.target} This was at {time}."
    )


def delete_percent(segment: Segment, chance: random.Random) -> Segment | None:
    """Delete the signs and words for percentages."""
    if not re.search("%|procent", segment.source) or not _PERCENT.search(segment.target):
        return None
    return replace(segment, target=_PERCENT.sub("", segment.target))


def swap_currency(segment: Segment, chance: random.Random) -> Segment | None:
    """Make dollars euros, and all else dollars, where there is one currency."""
    if len(set(_MONEY.findall(segment.target))) != 1 or not re.search(r"[$€£]|dollar|euro\b", segment.source):
        return None
    swaps = {"$": "€", "€": "$", "£": "€", "dollar": "euro", "dollars": "euros", "euro": "dollar", "euros": "dollars"}
    return replace(segment, target=_MONEY.sub(lambda match: swaps[match[0]], segment.target))


def _delete_one(marks: str) -> Error:
    """Make a function that deletes one of these marks where they stand in pairs."""

    def delete(segment: Segment, chance: random.Random) -> Segment | None:
        found = list(re.finditer(f"[{marks}]", segment.target))
        match = _one(found, chance)
        return _changed(segment, *match.span(), "") if match and len(found) % 2 == 0 else None

    return delete


def delete_quotes(segment: Segment, chance: random.Random) -> Segment | None:
    """Delete all quotation marks of a sentence of which the Dutch has some as well."""
    if not re.search(r"(?:^|\s)['\"“‘]\w.*\w[.,!?]?['\"”’]", segment.source) or not re.search('["“”]', segment.target):
        return None
    return replace(segment, target=re.sub(r"[\"“”‘’]|(?<!\w)'|'(?!\w)", "", segment.target))


def delete_end(segment: Segment, chance: random.Random) -> Segment | None:
    """Delete the mark with which both end."""
    if segment.source[-1:] not in tuple(".!?:") or segment.target[-1:] != segment.source[-1:]:
        return None
    return replace(segment, target=segment.target[:-1])


def delete_question_mark(segment: Segment, chance: random.Random) -> Segment | None:
    """Make a question a statement."""
    if "?" not in segment.source or "?" not in segment.target:
        return None
    return replace(segment, target=segment.target.replace("?", "."))


def add_question_mark(segment: Segment, chance: random.Random) -> Segment | None:
    """Make a statement a question."""
    if "?" in segment.source or "?" in segment.target or not segment.target.endswith("."):
        return None
    return replace(segment, target=segment.target[:-1] + "?")


def double_space(segment: Segment, chance: random.Random) -> Segment | None:
    """Double a space."""
    match = _one(list(re.finditer(r"(?<=\S) (?=\S)", segment.target)), chance)
    return match and _changed(segment, *match.span(), "  ")


def space_before_mark(segment: Segment, chance: random.Random) -> Segment | None:
    """Put a space before a comma or a full stop."""
    match = _one(list(re.finditer(r"(?<=\w)(?:[,;:?!](?= )|\.$)", segment.target)), chance)
    return match and _changed(segment, match.start(), match.start(), " ")


def no_space_behind_mark(segment: Segment, chance: random.Random) -> Segment | None:
    """Delete the space behind a comma."""
    match = _one(list(re.finditer(r"(?<=[a-z]{2}[,;]) (?=[A-Za-z])", segment.target)), chance)
    return match and _changed(segment, *match.span(), "")


def small_letter(segment: Segment, chance: random.Random) -> Segment | None:
    """Begin with a small letter where both begin with a capital."""
    word = _WORD.match(segment.target)
    if word is None or not segment.source[:1].isupper() or not word[0].istitle():
        return None
    return _changed(segment, 0, 1, segment.target[0].lower())


def change_address(segment: Segment, chance: random.Random) -> Segment | None:
    """Add an address to both, with another letter in the English."""
    address = chance.choice(_URLS)
    place = chance.choice([match.start() for match in _LETTER.finditer(address) if match.start() > 1])
    other = chance.choice([letter for letter in "abdefgiklmnopqrstuvxyz" if letter != address[place]])
    wrong = address[:place] + other + address[place + 1 :]
    return replace(segment, source=f"{segment.source} Zie {address}.", target=f"{segment.target} See {wrong}.")


def change_sign(segment: Segment, chance: random.Random) -> Segment | None:
    """Add a sign to both, another one in the English or none."""
    sign, wrong = chance.sample("→↩☎✓😀♥⑫", 2)
    wrong = chance.choice([wrong, ""])
    return replace(segment, source=f"{segment.source} {sign}", target=f"{segment.target} {wrong}".rstrip())


def leave_in_dutch(segment: Segment, chance: random.Random) -> Segment | None:
    """Leave the sentence as it is."""
    return replace(segment, target=segment.source)


def leave_a_word(segment: Segment, chance: random.Random) -> Segment | None:
    """Put a Dutch word of the sentence in the place of an English one."""
    dutch = [word.text for word in words_of(segment.source) if word.text.islower() and is_dutch(word.text)]
    english = [word for word in words_of(segment.target) if word.text.islower()]
    if not dutch or not english:
        return None
    word = chance.choice(english)
    return _changed(segment, word.span.start, word.span.end, chance.choice(dutch))


def double_word(segment: Segment, chance: random.Random) -> Segment | None:
    """Say a word twice."""
    words = [word for word in words_of(segment.target) if word.text not in _MAY_DOUBLE and word.text.islower()]
    word = chance.choice(words) if words else None
    return word and _changed(segment, word.start, word.start, f"{word.text} ")


def loop(segment: Segment, chance: random.Random) -> Segment | None:
    """Say three words in a row three times."""
    match = _one(list(re.finditer(r"\b[a-z]+ [a-z]+ [a-z]+\b", segment.target)), chance)
    return match and _changed(segment, match.start(), match.start(), f"{match[0]} {match[0]} ")


def cut_short(segment: Segment, chance: random.Random) -> Segment | None:
    """Keep the first two fifths of the words."""
    words = segment.target.split()
    return replace(segment, target=" ".join(words[: len(words) * 2 // 5])) if len(words) > 9 else None


def say_twice(segment: Segment, chance: random.Random) -> Segment | None:
    """Say the whole sentence twice."""
    return replace(segment, target=f"{segment.target} {segment.target}") if len(segment.source.split()) > 5 else None


def unknown_letter(segment: Segment, chance: random.Random) -> Segment | None:
    """Put the sign for what a model could not write in the place of a letter."""
    match = _one(list(_LETTER.finditer(segment.target)), chance)
    return match and _changed(segment, *match.span(), "⁇")


def garble_word(segment: Segment, chance: random.Random) -> Segment | None:
    """Put a letter into a word so that it is none."""
    words = [word for word in words_of(segment.target) if word.text.islower() and len(word.text) > 5]
    if not words:
        return None
    word = chance.choice(words)
    at = chance.randrange(1, len(word.text))
    wrong = word.text[:at] + chance.choice("bdfgklmnprstvw") + word.text[at:]
    return None if is_english(wrong) or is_dutch(wrong) else _changed(segment, word.span.start, word.span.end, wrong)


ERRORS: dict[str, Sequence[Error]] = {
    "address changed": (change_address,),
    "brackets unbalanced": (_delete_one(r"()\[\]"),),
    "capital at start": (small_letter,),
    "currency changed": (swap_currency,),
    "date changed": (swap_date,),
    "end punctuation": (delete_end,),
    "identical to source": (leave_in_dutch,),
    "left in Dutch": (leave_a_word,),
    "length": (cut_short, say_twice),
    "number added": (add_number,),
    "number format": (swap_separators,),
    "number lost": (delete_number, change_number),
    "percentage changed": (delete_percent,),
    "question mark": (delete_question_mark, add_question_mark),
    "quotes lost": (delete_quotes,),
    "quotes unbalanced": (_delete_one('"“”'),),
    "repeated words": (double_word, loop),
    "scale changed": (swap_scale,),
    "sign changed": (change_sign,),
    "spacing": (double_space, space_before_mark, no_space_behind_mark),
    "time changed": (swap_half_of_day, misread_half),
    "unknown character": (unknown_letter,),
    "unknown word": (garble_word,),
}
