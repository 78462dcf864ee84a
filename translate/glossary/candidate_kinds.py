"""Suggest what sort of thing a term is, from its words and the words beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translate.glossary.candidate_mentions import Mention
from translate.glossary.candidate_people import is_nationality, is_title, people_of
from translate.glossary.candidate_words import dictionary_form, is_word, word_class, word_set
from translate.glossary.model import Kind
from translate.words.lists import is_english

_ORGANISATION = re.compile(
    r"\w*(?:raad|hof|commissie|ministerie|instituut|centrum|universiteit|academie|dienst|partij|bank|bureau|autoriteit"
    r"|agentschap|inspectie|vereniging|stichting|fonds|kamer|leger|brigade|divisie|bataljon|regiment|groep|garde|vloot"
    r"|rechtbank|orgaan|unie|bond|verbond|beweging|front|federatie|organisatie|gemeente|politie|eenheid|team|parlement"
    r"|staten|macht|waterschap|museum|hogeschool|ziekenhuis|beheer|vakcentrale|instelling|hulp|tribunaal|ministerraad"
    r"|university|institute|center|centre|council|group|bank|press|international|korps|marechaussee|coalitie|vergadering)"
)
_WORK = re.compile(
    r"\w*(?:wet|verdrag|pact|akkoord|richtlijn|verordening|statuut|nota|grondwet|protocol|conventie|wetboek|handvest|plan"
    r"|arrangement|besluit|regeling|instrument)"
)
_EVENT = re.compile(r"\w*(?:operatie|oorlog|crisis|revolutie|conferentie|opstand|staatsgreep|ramp|top|inval|aanslag)")
_PLACE = re.compile(
    r"(?:\w*(?:zee|straat|kanaal|eiland|eilanden|gebergte|woestijn|provincie|gebied|veld|kust|golf|republiek|emiraten"
    r"|koninkrijk|staten|vlakte|haven|terminal|strook|oever)|noord|zuid|west|oost|centraal|midden|nieuw|den|port|ter|new|san|saint|los)"
)
_WEAPON = re.compile(
    r"\w*(?:raket|drone|fregat|geweer|bom|granaat|kanon|houwitser|munitie|torpedo|wapen|pantservoertuig"
    r"|gevechtsvoertuig|landmijn|zeemijn|gevechtstank|helikopter|straaljager|torpedobootjager|onderzeeër|onderzeeboot|kruiser|korvet|bommenwerper|geschut|mortier|pistool|lanceerinrichting"
    r"|luchtafweer|luchtdoelsysteem|patriot)"
)
_TYPE = re.compile(r"(?:[A-Z]{1,4}-\d+|[A-Z]{1,4}\d{2,})\w*")  # F-16, CV90, T-72
_SHIP = re.compile(r"(?:[HZ]r\.Ms\.|HMS|USS)")
_PERSON_AFTER = word_set("zegt zei aldus stelt vindt denkt noemt schrijft schreef verwacht waarschuwt wijst pleit")
_PERSON_BEFORE = word_set("volgens aldus zegt zei legt denkt vindt stelt besluit vertelt meent waarschuwt")
_PLACE_BEFORE = word_set("in naar uit te vanuit rond nabij boven langs voorbij")


def suggest_kind(text: str, mentions: Sequence[Mention], persons: frozenset[str]) -> Kind:
    """Return the kind that a term most likely has.

    Args:
        text: the term in its dictionary form.
        mentions: where it stands.
        persons: the surnames of the people that the article names in full, in lower case.
    """
    first = mentions[0]
    words = text.replace("-", " ").split()
    last = dictionary_form(words[-1].lower())
    if is_title(last) or (first.form == "phrase" and is_title(words[0])):
        return "title"
    if first.form in ("word", "phrase") and not (first.form == "phrase" and words[-1][0].isupper()):
        return "weapon" if _WEAPON.fullmatch(last) else "concept"
    if _SHIP.match(text) or any(_TYPE.fullmatch(word) for word in text.split()):
        return "weapon"
    if first.form == "acronym":
        return "acronym"
    if len(words) == 1 and (is_nationality(text) or people_of(text) is not None):
        return "other"
    return _kind_of_name(text, words, mentions, persons)


def is_person(mention: Mention) -> bool:
    """Say whether a name of several words is most likely a person's in full."""
    if mention.form != "name" or len(mention.words) < 2 or not mention.words[0][0].isupper():
        return False
    first, last = mention.words[0], mention.words[-1]
    if any(_is_sort(word) or (word.isupper() and len(word) > 1) for word in (first, last)) or last[0].isdigit():
        return False
    if word_class(first) == "g" or (is_title(mention.before) and not is_word(first.lower())):
        return True
    return word_class(last) != "l" and mention.before not in _PLACE_BEFORE and _is_no_word(last) and _is_no_word(first)


def _is_no_word(name: str) -> bool:
    return not is_word(name.lower()) and not is_english(name.lower())


def _is_sort(word: str) -> bool:
    lower = word.lower()
    return any(pattern.fullmatch(lower) for pattern in (_ORGANISATION, _WORK, _EVENT, _PLACE, _WEAPON))


def _kind_of_name(text: str, words: Sequence[str], mentions: Sequence[Mention], persons: frozenset[str]) -> Kind:
    if text.lower() in persons or any(is_person(mention) for mention in mentions):
        return "person"
    lowered = [word.lower() for word in words]
    by_word: list[tuple[Kind, re.Pattern[str]]] = [
        ("work", _WORK),
        ("organisation", _ORGANISATION),
        ("weapon", _WEAPON),
        ("event", _EVENT),
        ("place", _PLACE),
    ]
    for kind, pattern in by_word:
        if any(pattern.fullmatch(dictionary_form(word)) or pattern.fullmatch(word) for word in lowered):
            return kind
    if word_class(text) == "l" or word_class(words[-1]) == "l":
        return "place"
    if any(is_title(m.before) or m.before in _PERSON_BEFORE or m.after in _PERSON_AFTER for m in mentions):
        surname = len(words) > 1 and words[0] in ("De", "Van", "Ter", "Ten", "El", "Von")
        return "person" if surname or not is_word(lowered[-1]) else "organisation"
    in_place = sum(mention.before in _PLACE_BEFORE for mention in mentions)
    return "place" if 2 * in_place > len(mentions) else "organisation"
