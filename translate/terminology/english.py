"""English forms of a glossary target: what an occurrence asks for, and what else is right in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from translate.glossary.matching import Found, is_counted

# Plurals that no rule gives; a word that is its own plural has none, or is not counted.
_IRREGULAR = {
    "person": "people", "mouse": "mice", "louse": "lice", "goose": "geese", "ox": "oxen", "die": "dice",
    "axis": "axes", "medium": "media", "bacterium": "bacteria", "stratum": "strata", "curriculum": "curricula",
    "memorandum": "memoranda", "referendum": "referendums", "criterion": "criteria", "phenomenon": "phenomena",
    "nucleus": "nuclei", "stimulus": "stimuli", "alumnus": "alumni", "quiz": "quizzes", "lens": "lenses",
    "canvas": "canvases", "bias": "biases", "alias": "aliases", "atlas": "atlases", "iris": "irises", "gas": "gases",
    "hero": "heroes", "veto": "vetoes", "embargo": "embargoes", "echo": "echoes", "torpedo": "torpedoes",
    "potato": "potatoes", "tomato": "tomatoes", "cargo": "cargoes", "tornado": "tornadoes", "volcano": "volcanoes",
    "mosquito": "mosquitoes", "half": "halves", "calf": "calves", "leaf": "leaves", "loaf": "loaves", "self": "selves",
    "elf": "elves", "thief": "thieves", "wolf": "wolves", "shelf": "shelves", "life": "lives", "monarch": "monarchs",
    "oligarch": "oligarchs", "patriarch": "patriarchs", "matriarch": "matriarchs", "stomach": "stomachs",
    "epoch": "epochs", "czech": "czechs", "tech": "techs", "eunuch": "eunuchs",
}  # fmt: skip
_UNCOUNTABLE = ("community service", "military service", "national service", "civil service")
_SAME = frozenset(
    re.findall(
        r"\w+",
        """
        advice aid ammunition artillery behaviour cash cattle cavalry chassis conscription corps damage deer equipment
        evidence fish headquarters housing infantry information infrastructure intelligence knowledge legislation
        livestock machinery means military money news offspring oil people personnel police progress propaganda research
        safety salmon series sheep species staff surveillance terrorism traffic troops uranium violence warfare
        weaponry wildlife
        """,
    )
)
# Endings of longer words too: grandchild, spokeswoman, hovercraft, hypothesis, housewife, ransomware.
_ENDINGS = {
    "child": "children", "woman": "women", "foot": "feet", "tooth": "teeth", "craft": "craft", "sis": "ses",
    "wife": "wives", "knife": "knives", "wolf": "wolves", "ware": "ware",
}  # fmt: skip
_PLURAL = re.compile(r"(?:wo|(?<![io]))men$|(?:children|feet|teeth)$")  # grandchildren, fishermen; but a specimen
_MAN = re.compile(r"(?<!hu)(?<!ger)(?<!ro)(?<!nor)(?<!otto)(?<!sha)(?<!talis)(?<!cai)man$")
_IN_ES = re.compile(r"(?:ss|sh|ch|x|z|us)$")
# The head of a noun phrase stands before these: ministers of defence, weapons for Ukraine, coups d'état.
_AFTER_HEAD = re.compile(
    r" (?:(?:about|against|at|between|by|de|for|from|in|into|near|of|on|over|to|under|with|without)\b|d['’]|- |\()"
)
# And before these: secretaries-general and presidents-elect, but major generals.
_AFTER_WORD = re.compile(
    r"(?<!major)(?<!lieutenant)(?<!brigadier)(?<!colonel)[ -]general$"
    r"|-(?:elect|designate)$|(?:(?<=er)|(?<=ers))-(?:by|up)$|-in-(?:chief|law)$|(?:(?<=court)|(?<=courts)) martial$",
    re.IGNORECASE,
)


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
    if expand and entry.expand:
        right.insert(0, entry.expand)
    other: list[str] = []
    if found.shape == "possessive":
        right.insert(0, possessive(right[0]))
    elif is_counted(entry):
        plurals = [pluralise(text) for text in right]
        right, other = (plurals, right) if found.shape == "plural" else (right, plurals)
    if expand and entry.expand and found.shape != "possessive" and entry.target not in entry.expand:
        right.insert(0, f"{right[0]} ({right[1]})")  # Defence Intelligence and Security Service (MIVD)
    other = [text for text in dict.fromkeys(other) if text not in right]
    return Wanted(right[0], tuple(dict.fromkeys(right)), entry.forbidden, tuple(other))


def possessive(text: str) -> str:
    """Return the genitive: Putin's, the United States', Wijninga's; what is one already comes back as it is."""
    if text.endswith(("'s", "’s", "'", "’")):
        return text
    return f"{text}'" if text.endswith("s") else f"{text}'s"


def pluralise(phrase: str) -> str:
    """Return the plural of a noun phrase; a phrase that is plural already comes back as it is.

    >>> pluralise("minister of defence"), pluralise("ally"), pluralise("armed forces"), pluralise("Geran 2")
    ('ministers of defence', 'allies', 'armed forces', 'Geran 2s')
    """
    if phrase.lower().endswith(_UNCOUNTABLE):
        return phrase
    cut = _AFTER_HEAD.search(phrase) or _AFTER_WORD.search(phrase)
    head, rest = (phrase[: cut.start()], phrase[cut.start() :]) if cut else (phrase, "")
    start = max(head.rfind(" "), head.rfind("-")) + 1
    return f"{head[:start]}{_plural_word(head[start:], is_name=phrase[:1].isupper() and ' ' not in phrase)}{rest}"


def _plural_word(word: str, *, is_name: bool) -> str:
    lower = word.lower()
    if not word[-1:].isalnum() or lower in _SAME or lower in _IRREGULAR.values() or _PLURAL.search(lower):
        return word
    if lower in _IRREGULAR:
        return word[0] + _IRREGULAR[lower][1:]
    for ending, plural in _ENDINGS.items():
        if lower.endswith(ending):
            return word[: -len(ending)] + (plural if word[-len(ending)].islower() else plural.capitalize())
    if _MAN.search(lower):
        return word[:-2] + "en"
    if lower.endswith("s") and not _IN_ES.search(lower):
        return word  # plural already: armed forces
    if _IN_ES.search(lower) and not word.isupper():
        return word + "es"
    if re.search(r"[^aeiou]y$", lower) and not is_name:
        return word[:-1] + "ies"
    return word + "s"


def indefinite_article(text: str) -> str:
    """Return ``a`` or ``an``, as the first word of a text is spoken: a European, an NGO, a UN envoy, an F-16."""
    word = re.split(r"[\s'’-]", text.lstrip("\"'“‘(["), maxsplit=1)[0]
    if re.match(r"8|1[18](?:\D|$)", word):
        return "an"
    if re.match(r"[A-Z]+(?:\d|$)", word) and (word[0] == "U" or not _SPOKEN_AS_WORD.match(word)):
        return "an" if word[0] in "AEFHILMNORSX" else "a"
    return "an" if _VOWEL_SOUND.match(word.lower()) else "a"


# An acronym with vowels where a word has them is read as one (NATO, HIMARS), others by letter (UN, MIVD).
_SPOKEN_AS_WORD = re.compile(r"[B-DF-HJ-NP-TV-Z]?[AEIOU][B-DF-HJ-NP-TV-Z]{1,2}[AEIOU]")
_VOWEL_SOUND = re.compile(
    r"(?!eu|ew|uni(?:[acflqtv]|on|s[eo])|u(?:[ksr][aeiru]|t[aeio]|biq|gand|yg)|one(?:$|-)|once)[aeiou]"
    r"|hour|honest|hono|heir"
)
