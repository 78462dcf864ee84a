"""What a paragraph of an office document is, told by the name of its style, and how its list is numbered."""

from __future__ import annotations

import re
from dataclasses import dataclass

from translate.document import ParagraphKind

# The names of the programs' own styles are English in every language; styles that people made are often Dutch.
_HEADING = re.compile(r"(?:heading|kop)\s*([1-9]\d?)")
_NAMED: tuple[tuple[re.Pattern[str], ParagraphKind, int], ...] = (
    (re.compile(r"title|titel"), "title", 1),
    (re.compile(r"subtitle|sub-?titel|ondertitel"), "heading", 2),
    (
        re.compile(r"(?:intense |duidelijk )?(?:quote|citaat)|block (?:text|quotations?)|blokquote|quotations?"),
        "quote",
        0,
    ),
    (re.compile(r"caption|bijschrift|(?:table|image) caption|figuur|figure|illustration|afbeelding"), "caption", 0),
)
_CODE = re.compile(r"\bcode\b|broncode|verbatim|source[ _]?text|html[ _]?code|keyboard|teletype", re.I)
_ROMAN = (
    *((900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class Sort:
    """What a paragraph is: the fields of Paragraph."""

    kind: ParagraphKind
    level: int = 0
    marker: str = ""


def sort_of_style(name: str) -> Sort | None:
    """Tell by the name of a style, in either language, what its paragraphs are; None where it does not say."""
    name = name.lower().strip()
    heading = _HEADING.fullmatch(name)
    if heading:
        return Sort("heading", min(int(heading[1]), DEEPEST_HEADING))
    return next((Sort(kind, level) for pattern, kind, level in _NAMED if pattern.fullmatch(name)), None)


def is_code(name: str) -> bool:
    """Tell by the name of a character style whether its text is code."""
    return bool(_CODE.search(name))


def small_number(text: str, otherwise: int) -> int:
    """Read a number of at most six digits; return ``otherwise`` for anything else."""
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else otherwise


def marker(sign: str, count: int) -> str:
    """Return what stands before an item of a list.

    Args:
        sign: the first number of such a list: 1, a, A, i or I; empty for a bullet.
        count: which item it is.
    """
    if not sign:
        return "-"
    if sign == "1" or not 1 <= count < 1000:
        return f"{count}."
    if sign in "aA":
        return chr(ord(sign) + (count - 1) % 26) * ((count - 1) // 26 + 1) + "."
    roman = ""
    for number, letters in _ROMAN:
        roman, count = roman + letters * (count // number), count % number
    return f"{roman if sign == 'i' else roman.upper()}."
