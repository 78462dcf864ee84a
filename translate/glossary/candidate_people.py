"""What Dutch calls people: their offices, the adjectives of their countries, and the inhabitants."""

from __future__ import annotations

import re

from translate.glossary.candidate_words import word_class
from translate.glossary.inflection import base_forms

_TITLES = re.compile(
    r"(?:\w*-)?(?:\w*minister|staatssecretaris|president\w*|vorst|koning\w*|prins\w*|premier|bondskanselier|senator|\w*lid"
    r"|\w*leid(?:er|ster)|\w*voorzitter|\w*commissaris|\w*parlementariër|burgemeester|wethouder|gouverneur|ambassadeur"
    r"|gezant|\w*directeur|\w*woordvoerder|\w*chef|hoogleraar|professor|\w*expert|\w*deskundige|\w*specialist|\w*analist"
    r"|\w*onderzoeker|\w*historicus|\w*jurist|\w*kenner|econoom|politicoloog|journalist|advocaat|raadsvrouw|raadsman"
    r"|aanklager|rechter|officier|generaal|\w*kolonel|majoor|kapitein|admiraal|luitenant\w*|commandant|korporaal|sergeant"
    r"|\w*bestuurder|topman|topvrouw|rapporteur|paus|bisschop|sjeik|ayatollah|\w*informateur|\w*formateur"
    r"|secretaris-generaal|oud-\w+)"
)
_NATIONALITY = re.compile(
    r"[A-ZÀ-Þ].*(?:isch|aans|[iï]ens|ees|lands|rijks|gaars|eins|ijns)|(?:.+-)?(?:Brits|Deens|Drents|Duits|Engels"
    r"|Ests|Fins|Frans|Fries|Gronings|Grieks|Haags|Iers|Lets|Litouws|Noors|Pools|Roemeens|Schots|Sloveens|Spaans|Turks|Tsjetsjeens|Vlaams|Welsh|Zeeuws|Zweeds|Zwitsers"
    r"|(?:Noord|Zuid|Oost|West)-\w+s)"
)
_PEOPLE = re.compile(
    r"[A-Z].*(?:[^lm]aan|iër|dammer|(?:[^s]|ne)lander|ïner|itser|enaar|ees)|Rus|Belg|Fransman|Duitser|Brit|Deen|Fin|Ier|Noor"
    r"|Pool|Turk|Griek|Schot|Zweed|Serviër|Kroaat|Koerd|Arabier"
)


def is_title(word: str) -> bool:
    """Say whether a word in lower case is a person's office or profession, which stands before the name."""
    return _TITLES.fullmatch(word) is not None


def is_nationality(word: str) -> bool:
    """Say whether a name is an adjective of a country, a region or a city: Russisch, Zeeuwse, Amsterdams."""
    base = word[:-3] + "ees" if word.endswith("ese") else word.removesuffix("e")
    if word_class(word) in ("g", "l") and not base.endswith(("isch", "aans", "iens", "ïens", "lands", "rijks")):
        return False
    of_place = base != word and base.endswith("s") and word_class(base[:-1]) == "l"
    return _NATIONALITY.fullmatch(base) is not None or of_place


def people_of(word: str) -> str | None:
    """Return the singular of the people of a country or a city (Amerikanen, Rotterdammers); None for other names."""
    if is_nationality(word):
        return None
    for form in base_forms(word):
        if form.feature in ("plain", "plural", "s") and _PEOPLE.fullmatch(form.text) and word_class(word) is None:
            return form.text
    return None
