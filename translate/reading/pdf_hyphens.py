"""Words that a line end divides: with or without the hyphen when they are put together again.

Dutch hyphenates at line ends, and writes some compounds with a hyphen: ``drone-/fabriek`` is *dronefabriek*, but
``PAX-/onderzoeker`` and ``Noord-/Korea`` keep theirs. The rules for hyphens in compounds are those of the *Leidraad* of
the Woordenlijst Nederlandse Taal (Taalunie), chapters 6 and 7.
"""

from __future__ import annotations

import re

SOFT_HYPHEN = "\u00ad"
DIVIDED = re.compile(rf"(?P<part>[^\W_]+)[-{SOFT_HYPHEN}]$")
ADDRESS = re.compile(r"(?:https?:/{0,2}|(?:://|www\.)\S*[/:_=?&.%#~]|\w@)$", re.I)  # broken where addresses are
RANGE = re.compile(r"\w–$")  # 737–/9
WORD = re.compile(r"[^\W\d_]+")
SUSPENDED = frozenset(("en", "of", "tot", "noch", "als", "t/m"))  # binnen- en buitenland


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that stand before another with a hyphen always.
WITH_HYPHEN = _words(
    "adjunct aspirant assistent bijna chef ex haast interim kandidaat leerling leraar niet non oud quasi stagiair "
    "substituut vice"
)
# Titles of two nouns; nothing but a list tells them from compounds.
TITLES = _words(
    "advocaat-generaal directeur-generaal generaal-majoor gouverneur-generaal luitenant-generaal luitenant-kolonel "
    "minister-president procureur-generaal secretaris-generaal sergeant-majoor zwart-wit"
)
# Two letters that would be read as one sound: auto-ongeluk, zee-eend, politie-inval. No word is divided between them.
CLASHES = _words("aa ae ai au ee ei eu ie ii oe oi oo ou ui uu ij")
TREMAS = dict(zip("aeiou", "äëïöü", strict=True))
INFLECTED = ("be", "ge")  # beëindigen, geïnteresseerd: the diaeresis is dropped where the line is divided before it


def rejoin(first: str, second: str) -> str:
    """Return the text of two lines as one, ``first`` in front, with a space between them or the hyphen settled."""
    divided = DIVIDED.search(first)
    if ADDRESS.search(first) or (RANGE.search(first) and second[:1].isdigit()):
        return first + second
    if divided is None:
        # An address or a range of years that is divided has its hyphen whatever comes next.
        return first + second if first.endswith("-") and not first.endswith((" -", "--")) else f"{first} {second}"
    tail = WORD.match(second)
    stem = first[:-1]
    if tail is None:
        return f"{stem}-{second}"
    part, word = divided["part"], tail[0]
    if word in SUSPENDED and second[tail.end() : tail.end() + 1] in ("", " "):
        return f"{stem}- {second}"
    if first.endswith(SOFT_HYPHEN):
        return stem + _with_trema(part, word) + second[tail.end() :]
    if _keeps_hyphen(part, word):
        return f"{stem}-{second}"
    return stem + _with_trema(part, word) + second[tail.end() :]


def _keeps_hyphen(part: str, word: str) -> bool:
    from translate.words.lists import is_dutch, is_english

    if len(part) == 1 or not part.isalpha():  # e-mail, 18-jarige
        return True
    if part.isupper():  # PAX-onderzoeker; a line in capitals has whole words divided
        together = (part + word).lower()
        return not (word.isupper() and (is_dutch(together) or is_dutch(part.lower()) or is_english(part.lower())))
    if word[0].isupper() or f"{part}-{word}".lower() in TITLES:  # Noord-Korea
        return True
    together = part + word
    if any(is_dutch(each) or is_english(each) for each in (together, together.lower())):
        return False
    if _with_trema(part, word) != word:
        return False
    if part.lower() in WITH_HYPHEN and (is_dutch(word) or is_english(word)):
        return True
    return (part[-1] + word[0]).lower() in CLASHES


def _with_trema(part: str, word: str) -> str:
    """Return the second part of a word with the diaeresis that the line end made superfluous."""
    from translate.words.lists import is_dutch

    if word[0] not in TREMAS:
        return word
    marked = TREMAS[word[0]] + word[1:]
    known = any(is_dutch(each) for each in (part + marked, (part + marked).lower()))
    derived = part.lower() in INFLECTED and word[0] in "eiu" and not is_dutch(part + word)
    return marked if known or derived else word
