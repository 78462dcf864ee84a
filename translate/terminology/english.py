"""English forms of a glossary target: what an occurrence asks for, and what else is right in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from translate.glossary.matching import Found

_IRREGULAR = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet", "mouse": "mice",
    "aircraft": "aircraft", "spacecraft": "spacecraft", "hovercraft": "hovercraft", "crisis": "crises",
    "analysis": "analyses", "basis": "bases", "oasis": "oases", "thesis": "theses", "medium": "media",
    "criterion": "criteria", "phenomenon": "phenomena", "half": "halves", "knife": "knives", "life": "lives",
    "wife": "wives", "leaf": "leaves", "loaf": "loaves", "thief": "thieves", "wolf": "wolves", "shelf": "shelves",
    "hero": "heroes", "veto": "vetoes", "embargo": "embargoes", "echo": "echoes", "torpedo": "torpedoes",
    "potato": "potatoes", "tomato": "tomatoes", "cargo": "cargoes", "series": "series", "species": "species",
    "means": "means", "personnel": "personnel", "police": "police", "equipment": "equipment", "troops": "troops",
    "staff": "staff", "legislation": "legislation", "ammunition": "ammunition", "aid": "aid",
    "evidence": "evidence", "information": "information", "intelligence": "intelligence",
}  # fmt: skip
# The head of a noun phrase stands before these: ministers of defence, weapons for Ukraine.
_AFTER_HEAD = re.compile(r" (?:of|for|in|on|at|to|under|against|with|without|by|from)\b| d'| - ")
_UNCOUNTABLE = ("community service", "military service", "national service", "civil service")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The English asked for at one occurrence, and every string accepted there (``term`` first).

    ``other_number`` holds what is not accepted for its number alone: a singular for a plural, a plural for a singular.
    """

    term: str
    accepted: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    other_number: tuple[str, ...] = ()


def wanted(found: Found, *, expand: bool = False) -> Wanted:
    """Return the English that an occurrence asks for, inflected as the Dutch is.

    Args:
        found: the occurrence.
        expand: ask for the spelt-out form of the entry (its first mention).
    """
    entry = found.entry
    right = [entry.target, *entry.variants]
    other: list[str] = []
    if found.shape == "possessive":
        right.insert(0, possessive(entry.target))
    elif entry.case == "free" or entry.kind == "weapon":
        plurals = [pluralise(text) for text in right]
        right, other = (plurals, right) if found.shape == "plural" else (right, plurals)
    if expand and entry.expand:
        right.insert(0, entry.expand)
    other = [text for text in dict.fromkeys(other) if text not in right]
    return Wanted(right[0], tuple(dict.fromkeys(right)), entry.forbidden, tuple(other))


def possessive(text: str) -> str:
    """Return the genitive: Putin's, the United States', Wijninga's."""
    return f"{text}'" if text.endswith("s") else f"{text}'s"


def pluralise(phrase: str) -> str:
    """Return the plural of a noun phrase; a phrase that is plural already comes back as it is.

    >>> pluralise("minister of defence"), pluralise("ally"), pluralise("armed forces"), pluralise("Geran 2")
    ('ministers of defence', 'allies', 'armed forces', 'Geran 2s')
    """
    if phrase.lower().endswith(_UNCOUNTABLE):
        return phrase
    cut = _AFTER_HEAD.search(phrase)
    head, rest = (phrase[: cut.start()], phrase[cut.start() :]) if cut else (phrase, "")
    before, space, word = head.rpartition(" ")
    return f"{before}{space}{_plural_word(word)}{rest}"


def _plural_word(word: str) -> str:
    lower = word.lower()
    if lower in _IRREGULAR:
        return word[0] + _IRREGULAR[lower][1:]
    if lower.endswith("man") and lower not in ("german", "human", "roman"):
        return word[:-3] + "men"
    if lower.endswith(("ss", "sh", "ch", "x", "z", "us", "gas")):
        return word + "es"
    if lower.endswith("s"):
        return word  # plural already: armed forces
    if lower.endswith("y") and lower[-2:-1] not in tuple("aeiou") and word[0].islower():
        return word[:-1] + "ies"
    return word + "s"
