"""Signs that are neither letters nor punctuation (↩, ☎, an emoji): models do not know them and write others."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_CATEGORIES: Final = frozenset({"So", "Sk", "Co", "Me"})
_JOINERS: Final = frozenset("\ufe0e\ufe0f\u200d")  # of emoji: how it is shown, and what makes one of several
_WORDS: Final = frozenset("°©®™№℃℉`^´¨¸")  # a translator may write a word or a letter for them
_KNOWN_MATHS: Final = frozenset("+<=>|~¬±×÷−")


@lru_cache(maxsize=1024)
def is_sign(character: str) -> bool:
    """Say whether a character is a picture, an arrow or the like, which any translation keeps as it is."""
    if character.isascii() or character in _WORDS:
        return False
    if (
        "\u2460" <= character <= "\u24ff" or "\u20d0" <= character <= "\u20ff"
    ):  # a number in a circle, a circle around one
        return True
    category = unicodedata.category(character)
    if category == "Sm":
        return character not in _KNOWN_MATHS
    return category in _CATEGORIES or character in _JOINERS


def signs_of(text: str) -> list[str]:
    """Return the signs of a text in order, without what only joins them."""
    return [] if text.isascii() else [one for one in text if one not in _JOINERS and is_sign(one)]


def between_signs(text: str) -> tuple[int, int]:
    """Return where a text begins and ends without the signs, and the white space beside them, at its ends.

    Of a text of nothing else that is an empty place at its end.
    """
    if text.isascii():
        return 0, len(text)
    start, end = 0, len(text)
    while start < end and is_sign(text[start]):
        start += 1
        while start < end and text[start].isspace():
            start += 1
    while end > start and is_sign(text[end - 1]):
        end -= 1
        while end > start and text[end - 1].isspace():
            end -= 1
    return start, end
