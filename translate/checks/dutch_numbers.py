"""Numbers that stand in a Dutch sentence in words: drie, vijfentwintig, tweehonderdduizend, anderhalf."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from translate.checks.vocabulary import vocabulary
from translate.document import Span

_SMALL = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien"
)
_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig"
_VALUES = {
    **{word: value for value, word in enumerate(_SMALL.split())},
    **{word: value * 10 for value, word in enumerate(_TENS.split(), 2)},
    "één": 1,
}
_POWERS = {"honderd": 100, "duizend": 1000}
_WORDS = frozenset(_VALUES) - {"een"}
_OF_COMPOUNDS = ("tig", *_POWERS)  # what every longer number has
_PARTS = sorted([*_VALUES, *_POWERS], key=len, reverse=True)
_PART = re.compile("|".join(_PARTS))
_WHOLE = re.compile(rf"(?:(?:{'|'.join(_PARTS)})(?:[eë]n(?=[a-zé]))?)+")  # vijfentwintig, tweehonderdduizend
_WORD = re.compile(r"[^\W\d_]+")
# What ties a number to a word: twintigste, dertienjarige, driedaags, viertal, vijfkoppig.
_TIED = re.compile("(?:de|ste|jarig|daag|maal|vou|koppig|del|wek|maand|urig|tal|hoek|luik|ling|kamp|baan|pers|mans)")
# What else English may write in digits, and the numbers that it may have for it.
_OTHERS = {
    "eerste": ("1",), "één": ("1",), "eens": ("1",), "eenmaal": ("1",), "eenmalig": ("1",),
    "beide": ("2",), "dubbel": ("2",), "dubbele": ("2",), "tweemaal": ("2",), "derde": ("3",), "driemaal": ("3",),
    "half": ("2", "5", "6", "30", "50"), "halve": ("2", "5", "50"), "helft": ("2", "50"), "halverwege": ("50",),
    "kwart": ("4", "15", "25", "45"), "kwartier": ("15",), "driekwart": ("3", "4", "34", "75"),
    "anderhalf": ("15", "18", "90", "150"), "anderhalve": ("15", "18", "90", "150"),
    "dozijn": ("12",), "tiental": ("10",), "tientallen": ("10",), "honderdtal": ("100",),
    "ton": ("100000",), "tonnen": ("100000",), "middernacht": ("0", "12", "24"), "etmaal": ("24",),
    "decennium": ("10",), "eeuw": ("100",), "eeuwen": ("100",),
}  # fmt: skip


def cardinals(dutch: str) -> Iterator[tuple[Span, int]]:
    """Yield where cardinal numbers stand in words, and their values; ``een`` is left out, for it is an article too."""
    lower = dutch.lower()
    if not _WORDS.isdisjoint(vocabulary(dutch)) or any(part in lower for part in _OF_COMPOUNDS):
        for match in _WORD.finditer(dutch):
            value = _cardinal(match[0].lower())
            if value is not None:
                yield Span(*match.span()), value


def written_numbers(dutch: str) -> Iterator[str]:
    """Yield every number, in digits, that English may have for the words of a Dutch text."""
    for word in vocabulary(dutch):
        yield from _OTHERS.get(word, ())
        number = _WHOLE.match(word)
        if number and (number.end() == len(word) or _TIED.match(word, number.end())):
            yield str(_value(number[0]))


@lru_cache(maxsize=4096)
def _cardinal(word: str) -> int | None:
    """Return the value of a word that is a cardinal number, None for any other."""
    return _value(word) if word != "een" and _WHOLE.fullmatch(word) else None


def _value(word: str) -> int:
    total = current = 0
    for part in _PART.findall(word):
        power = _POWERS.get(part)
        if power is None:
            current += _VALUES[part]
        elif power == 100:
            current = max(current, 1) * 100
        else:
            total, current = total + max(current, 1) * power, 0
    return total + current
