"""Nouns and adjectives: what a Dutch word can be, by the list of frequencies, its last part or its ending."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from translate.glossary.candidate_words import (
    REMEMBERED,
    TRUSTED,
    WHOLE,
    halves,
    noun_bases,
    word_class,
    word_set,
    zipf,
)
from translate.glossary.inflection import base_forms
from translate.glossary.stopwords import STOPWORDS

_SURE = 4.0  # Zipf value; of a word as common as this the list saw enough
_COMMONEST_RELATION, _COMMONEST_OTHER = 5.2, 4.3  # Zipf values of adjectives that sort

_NOUN_ENDING = re.compile(
    r".{3,}(?:ing|heid|teit|schap|isme|tie|sie|logie|grafie|nomie|ment|erij|nis|eur|trice|ant|ent|ade|age)(?:en|s)?"
    r"|.{2,}(?:heden|teiten|isten|ist|aar|aars|ator|toren)"
)
_RELATION = re.compile(r".{2,}(?:isch|ief|iev|aal|al|eel|el|iël|air)e?")  # militair, nucleair, sociaal
_ADJECTIVE_ENDING = re.compile(rf"(?:{_RELATION.pattern})|.{{2,}}(?:baa?r|loo[sz]|loz|lijk|zaa?m|matig|achtig|end)e?")
_PARTICIPLE = re.compile(r"\w*?(?:ge|be|ver|ont|her)\w{3,}(?:[dt]|en)e?")
# Participles that belong to one sentence: voortvloeiende, neergelegde; not gewapende, zwaarbewapende.
_LOOSE = re.compile(r".{3,}ende?|(?!ge|be|ver|ont|her|on|zwaar|licht)\w{2,}ge\w{3,}(?:[dt]e?|en)")
_NO_NOUN_ENDING = re.compile(r".*(?:en|[dt]e?n?|lijk|ig|isch|er|st)")  # of verbs, adjectives and adverbs
_NO_NOUN = re.compile(
    r"\w*(?:twin|der|veer|vijf|zes|zeven|tach|negen)tig(?:ste|ers?)?|\w*(?:honderd|duizend)(?:ste|en)?"
    r"|\w{3,}tien(?:de)?|meesten|.*(?:eens|jarige?|daagse?|lijks|weg|waarts|gewijs|halve|zins|erwijs|dusver)"
)
# A compound that begins with one of these may be a verb: overvliegt, and overvlieg.
_BEFORE_A_VERB = word_set(
    "aan achter af bij binnen door in mee na neer om onder op over rond samen tegen terug toe uit vast voor weg"
)
# Adjectives that praise, place in time or compare, numbers, and verbs that a speaker follows (vertelt hoogleraar ...).
_ORDINARY = word_set(
    """
    acht achtste actueel actuele afgelopen afzonderlijk afzonderlijke beaamt bekent benadrukt bericht beter betere
    betoogt bevestigt beweert definitief definitieve derde dergelijk dergelijke dertig deugdelijk deugdelijke
    dezelfde diezelfde drie duizend echt echte een eigen elf enig enige enkel enkele enorm enorme eventueel
    eventuele finaal finale flink flinke gedegen geheel gehele gemiddeld gemiddelde gepast gepaste gering geringe
    gewone gewoon gezamenlijk gezamenlijke grootst grootste halve hetzelfde honderd huidig huidige ideaal ideale
    incidenteel incidentele individueel individuele komend komende kritisch kritische lastig lastige logisch
    logische massaal massale miljard miljoen negen negende normaal normale onbekend onbekende ongekend ongekende
    onlangs ontkent potentieel potentiële praktisch praktische principieel principiële respectievelijk
    respectievelijke reëel reële snel snelle soortgelijk soortgelijke speciaal speciale specifiek specifieke stevig
    stevige tien tiende toenmalig toenmalige totaal totale tragisch tragische twaalf twee tweede uiteindelijk
    uiteindelijke uitstekend uitstekende veertig vergelijkbaar vergelijkbare verklaart vermeend vermeende vermoedt
    verscheidene verschillend verschillende vertelt verwacht verzekert vier vierde vijf vijfde vijftig voldoende
    volgend volgende voormalig voormalige voornaamste vorig vorige waarschijnlijk waarschijnlijke weinig zes zesde
    zeven zevende zogeheten zogenaamd zogenaamde zogenoemde
    """
)


@lru_cache(REMEMBERED)
def nounness(word: str) -> float:
    """Return how likely a word in lower case is a noun, 0 to 1."""
    if word in STOPWORDS or not word[:1].isalpha() or _NO_NOUN.fullmatch(word) or _is_finite(word):
        return 0.0
    own, trusted, cut = word_class(word), zipf(word) >= TRUSTED, halves(word)
    adjective = _ADJECTIVE_ENDING.fullmatch(word) is not None
    if own == "n" and (trusted or not adjective):
        return 0.0 if cut is not None and zipf(word) < _SURE and word_class(cut[1]) == "o" else 1.0
    bases = noun_bases(word)
    if any(word_class(base) == "n" for base in bases):
        return 0.45 if trusted and own in ("o", "a") else 0.9  # vragen: questions, or to ask
    if own in ("o", "a") and trusted:
        if own == "a" or zipf(word) >= WHOLE or _NO_NOUN_ENDING.fullmatch(word):
            return 0.0
        return 0.8 if cut is not None and word_class(cut[1]) == "n" else 0.4
    for found in (cut, *map(halves, bases)):
        if found is not None:
            return min(nounness(found[1]), 0.5 if found[0] in _BEFORE_A_VERB else 0.95)
    if own in ("o", "a", "m"):
        return 0.5 if own == "m" and not adjective else 0.0
    return _nounness_by_ending(word, adjective=adjective)


def _nounness_by_ending(word: str, *, adjective: bool) -> float:
    if _NOUN_ENDING.fullmatch(word):
        return 0.8
    return 0.0 if adjective or _PARTICIPLE.fullmatch(word) or word.endswith("e") else 0.4


def _is_finite(word: str) -> bool:
    """Say whether a word in -t is a verb whose infinitive the list has: vliegt, stapt, concludeert."""
    if len(word) < 4 or not word.endswith("t") or zipf(word) >= WHOLE:
        return False
    stem = word[:-1]
    infinitives = (stem + "en", stem + stem[-1] + "en", stem[:-3] + "eren" if stem.endswith("eer") else "")
    return any(word_class(infinitive) is not None for infinitive in infinitives)


@lru_cache(REMEMBERED)
def is_adjective(word: str) -> bool:
    """Say whether a word in lower case can stand before a noun to describe it."""
    if word in STOPWORDS or len(word) < 3:
        return False
    own = word_class(word)
    if own == "a":
        return True
    if _ADJECTIVE_ENDING.fullmatch(word) and (zipf(word) < TRUSTED or (own in ("o", "m") and zipf(word) < WHOLE)):
        return True
    if own in ("n", "m"):
        return False
    if any(word_class(form.text) == "a" for form in base_forms(word) if form.feature in ("adjective", "modifier")):
        return True
    cut = halves(word)
    return _PARTICIPLE.fullmatch(word) is not None if cut is None else is_adjective(cut[1])


@lru_cache(REMEMBERED)
def is_sorting(word: str) -> bool:
    """Say whether an adjective in lower case tells sorts apart (ballistisch, onbemand), and does not praise or compare.

    >>> is_sorting("ballistische"), is_sorting("nieuwe"), is_sorting("strengere")
    (True, False, False)
    """
    if not is_adjective(word) or word in _ORDINARY or _NO_NOUN.fullmatch(word) or _LOOSE.fullmatch(word):
        return False
    if any(word_class(base) == "a" for base in _compared(word)):
        return False
    known = max(zipf(form.text) for form in base_forms(word) if form.feature in ("plain", "adjective", "modifier"))
    return known <= (_COMMONEST_RELATION if _RELATION.fullmatch(word) else _COMMONEST_OTHER)


def _compared(word: str) -> Iterator[str]:
    """Yield what a comparative or a superlative may come from: strengere from streng, and strenge."""
    for ending in ("ere", "er", "ste", "st"):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            yield from (stem, stem + "e", *(form.text for form in base_forms(stem + "e")))


@lru_cache(REMEMBERED)
def is_diminutive(word: str) -> bool:
    """Say whether a word in lower case is the diminutive of a noun we know; those are no terms."""
    forms = (form.text for form in base_forms(word) if form.feature in ("diminutive", "diminutive plural"))
    return any(word_class(text) == "n" for text in forms)
