"""Dutch inflection undone by rule: from a word in a sentence to the forms a glossary may list it under.

The spelling rules are those of the Woordenlijst Nederlandse Taal (open and closed syllables, f/v and s/z, trema and
apostrophe). They yield candidates, not words: a candidate counts only when the glossary lists it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Feature = Literal["plain", "plural", "s", "diminutive", "diminutive plural", "adjective", "modifier"]
LONGEST_WORD = 60  # letters; a longer run of letters is not Dutch, and is not taken apart
REMEMBERED = 16_384  # words whose base forms are remembered: most words of a text have been met before
_SHORTEST = 2  # letters a base form must keep
_SHORTEST_BEFORE_S = 3  # and one that only an -s was added to: als is not from al
_SHORTEST_IN_E = 4  # letters of a word whose -e can be an ending: rode, but not die


@dataclass(frozen=True, slots=True)
class BaseForm:
    """A form the word may come from.

    ``s`` is a plural or a genitive: the kind of entry decides. ``modifier`` is an adjective that its spelling does not
    show to be one (grote, from groot): it counts only before another word of the same term.
    """

    text: str
    feature: Feature


@lru_cache(REMEMBERED)
def base_forms(word: str) -> tuple[BaseForm, ...]:
    """Return the word itself and every form that Dutch spelling lets it come from, without repeats.

    The word is in composed Unicode (NFC) with straight apostrophes; capitals stay as they are.

    >>> [f.text for f in base_forms("raketten")]
    ['raketten', 'raket', 'rakette']
    """
    forms = {BaseForm(word, "plain"): None}
    if len(word) <= LONGEST_WORD and word.lower() not in _WORDS_OF_THEIR_OWN:
        forms |= {form: None for form in _inflected(word) if len(form.text) >= _SHORTEST or form.text.isdigit()}
    return tuple(forms)


def adjective_forms(word: str) -> list[str]:
    """Return the word as it stands and, where it ends in -e, the uninflected adjectives it may come from."""
    return [form.text for form in base_forms(word) if form.feature in ("plain", "adjective")]


def _inflected(word: str) -> Iterator[BaseForm]:
    lower = word.lower()
    if lower.endswith("e") and len(word) >= _SHORTEST_IN_E:
        for text in _stems(word[:-1]):
            yield BaseForm(text, "adjective" if _ADJECTIVE.search(text.lower()) else "modifier")
    if lower.endswith(("en", "ën")):
        feature: Feature = "adjective" if lower in _MATERIALS else "plural"
        yield from (BaseForm(text, feature) for text in _stems(word[:-2]))
        if lower[-3:-2] not in ("", "a", "e", "o", "u"):
            yield BaseForm(word[:-2] + "e", feature)  # ziekten, bacteriën: the -e is the word's own
    if lower.endswith(tuple(_IRREGULAR)):
        for ending, base in _IRREGULAR.items():
            if lower.endswith(ending):
                yield BaseForm(word[: -len(ending)] + base, "plural")
    if lower.endswith("'s"):
        yield BaseForm(word[:-2], "s")
    elif lower.endswith("s") and (len(word) > _SHORTEST_BEFORE_S or word[0].isdigit()):
        yield BaseForm(word[:-1], "s")
    if lower.endswith("je"):
        yield from (BaseForm(text, "diminutive") for text in _undiminished(word))
    elif lower.endswith("jes"):
        yield from (BaseForm(text, "diminutive plural") for text in _undiminished(word[:-1]))


_CONSONANTS = "bcdfghjklmnpqrstvwxz"
_LAST_SYLLABLE = re.compile(rf"((?:ij|[aeiouyëïéèö])+)([{_CONSONANTS}]*)$")
_LONG = ("aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ei", "ij", "au", "ou", "ai", "oi")  # one sound each
# The vowel stays short before an ending in an unstressed syllable (regelen, sectoren) and in these words (dagen).
_STAYS_SHORT = re.compile(
    r"[aeiouyëï].*(?:e[lmnr]|o[nr])$|uw$|^(?:gen|hol|lot)$|(?:bad|blad|bod|dag|dak|dal|drag|gat|gebed|gebrek|bevel|glaz"
    r"|god|grav|grov|hertog|hov|log|lov|noodlot|pad|schot|slag|slot|spel|stav|tred|vat|weg)$"
)


def _stems(stem: str) -> list[str]:
    """Undo what an ending in -e or -en does to the spelling of the word before it."""
    lower = stem.lower()
    syllable = _LAST_SYLLABLE.search(lower)
    if syllable is None:
        return []
    vowels, consonants = syllable.groups()
    short = vowels[-2:] not in _LONG
    if len(consonants) == 2 and consonants[0] == consonants[1]:
        found = [stem[:-1]] if short else []  # raketten: raket
    elif short and consonants == "":
        found = []
    elif short and len(consonants) == 1 and consonants != "x":
        found = [stem] if vowels[-1] in "iy" or _STAYS_SHORT.search(lower) else []
        if vowels[-1] in "aeouë":  # bondgenoten: bondgenoot, officiële: officieel; but bomen is never bom
            vowel = "e" if vowels[-1] == "ë" else stem[-2]
            found.insert(0, stem[:-2] + vowel + vowel + stem[-1])
    else:
        found = [stem]
        if lower.endswith("iel"):
            found.append(stem[:-1] + "el")  # officiele, for officiële
    return found + [text[:-1] + _HARD[text[-1]] for text in found if text[-1] in _HARD]  # brieven, huizen


_HARD = {"v": "f", "z": "s", "V": "F", "Z": "S"}


def _undiminished(word: str) -> Iterator[str]:
    """Undo the endings -je, -tje, -etje, -pje and -kje; each follows certain sounds only."""
    lower = word.lower()
    if lower.endswith("etje"):
        yield word[:-4]  # bloemetje
        if lower[-5:-4] == lower[-6:-5]:
            yield word[:-5]  # bommetje
    if re.search(r"[aeiou].*inkje$", lower):
        yield word[:-3] + "g"  # koninkje
    if re.search(r"(?:[aeiou]{2}|[aeiou].*[^aeiou]e|[lr])mpje$", lower):
        yield word[:-3]  # boompje, bodempje, filmpje
    if re.search(r"(?:[lnrwe']|[aeiou][aeioujy])tje$", lower):
        yield word[:-3].removesuffix("'")  # baby'tje, eitje
        if re.search(r"[aeiou][^aeiou]+([aeou])\1tje$", lower):
            yield word[:-4]  # fotootje
    if re.search(r"[bcdfgkpst]je$", lower):
        yield word[:-2]


# What a word must end in for its -e to be taken for an adjective's. Without it a noun would be found in a word that
# only looks like its inflection: kust (coast) in kuste (kissed), waard in waarde.
_ADJECTIVE = re.compile(
    r"(?:[^aeious]s|ees|eus|loos|isch|ig|lijk|baar|zaam|end|eerd|igd|aal|eel|ief|air|iek|ant|ent|aad|ond|ern|ect|uut)$"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MATERIALS = _words("betonnen gouden houten ijzeren ivoren koperen stalen zilveren")
# Common words that look like an inflected form of another (plaats of plaat, reden of rede, pauze of paus).
_WORDS_OF_THEIR_OWN = _words(
    """
    alles anders bars beurs bits blijkens brons buis buitenlands binnenlands dans deels doods eens eeuws elders engels
    gans gids glans grens groenlands groots hals heks hollands huis iets ijslands jegens kans kies koers kous krachtens
    kwarts laars langs lans lens lieden links loods lui luis mals mars mees mens minstens moes namens nederlands niets
    nieuws nochtans oostenrijks paars pers pils plaats plots pols prijs puls rechts reeds reis rits rooms rots schaars
    soms spits steeds straks tevens tijdens toets trots vaars vaderlands vers volgens wals wegens wens werelds wijs
    zeelands zelfs zondags

    beginnen binnen blijven boven buiten doen geen haven hebben heden houden jongen krijgen kunnen laten leven men
    moeten mogen open oven reden regen samen teken toen tussen waren werden weten willen worden zegen zeven zuiden

    aarde dele ellende klasse lente pauze rente ronde roze schade sekse tante zonde
    beetje beetjes meisje meisjes netjes toetje toetjes
    """
)
_IRREGULAR = {
    "heden": "heid", "steden": "stad", "leden": "lid", "schepen": "schip", "smeden": "smid", "koeien": "koe",
    "kinderen": "kind", "eieren": "ei", "liederen": "lied", "goederen": "goed", "volkeren": "volk", "raderen": "rad",
    "bladeren": "blad", "gelederen": "gelid", "kalveren": "kalf", "lammeren": "lam", "runderen": "rund",
    "lieden": "man", "lui": "man", "ses": "sis", "ici": "icus", "logi": "logus", "a": "um",
}  # fmt: skip
