from __future__ import annotations

import pytest

from translate.checks import run_checks
from translate.document import Segment, Span, TermMatch

from .segments import segment

MISSING = [
    ("Dat zei Zwijnenburg gisteren in Londen.", "That is what he said in London yesterday.", ["Zwijnenburg"]),
    ("Volgens Wim Zwijnenburg is dat zo.", "According to the project leader, that is so.", ["Wim Zwijnenburg"]),
    ("Daar praat de AIVD met PAX over.", "The AIVD is talking about it.", ["PAX"]),
    # known by their English spelling
    (
        "Morgen komt de Duitse minister naar Brussel.",
        "Tomorrow the minister is coming to Paris.",
        ["Duitse", "Brussel"],
    ),
    ("De NAVO wil dat de VS helpt.", "The alliance wants the country to help.", ["NAVO", "VS"]),
    # at the start of a sentence only where it is a name in English
    ("Moskou en Teheran tekenden. Trump zweeg.", "They signed. Trump kept silent.", ["Moskou", "Teheran"]),
    # an ordinary English word, but nothing beside it
    ("Daar stemde Bush mee in.", "The president agreed to that.", ["Bush"]),
]

CHANGED = [
    ("Dat zei Zwijnenburg in Londen.", "That is what Zwijnenberg said in London.", "Zwijnenberg"),
    ("De spits Lemieux scoorde.", "The striker Lemueux scored.", "Lemueux"),
    ("Op de luchthaven van Hamburg", "At Hambirg airport", "Hambirg"),
]

PRESENT = [
    # as English spells them
    ("De Iraanse drones boven Oekraïne en de Rode Zee", "The Iranian drones over Ukraine and the Red Sea"),
    ("De Chinese president Xi sprak met Poetin in Peking.", "China's President Xi spoke to Putin in Beijing."),
    ("De ministers van de VN en de VS in Den Haag", "The ministers of the United Nations and the U.S. in The Hague"),
    ("Het BBP van Noord-Korea", "North Korea's GDP"),
    # by their sound
    ("Chroesjtsjov en Gorbatsjov in Tsjernobyl", "Khrushchev and Gorbachev in Chernobyl"),
    ("Koning Toetanchamon van Egypte", "King Tutankhamun of Egypt"),
    # derived, tied to another word, in the plural, spelt out
    ("De Sovjettanks, de Vikingvloot en de Napoleontische tijd", "Soviet tanks, a Viking fleet and Napoleonic times"),
    ("Twee CEO's van de Amerikaanse LLM's in Hongkong", "Two CEOs of American LLMs in Hong Kong"),
    ("Kinderen met ADD", "Children with Attention Deficit Disorder"),
    # Dutch words with a capital are no names
    ("De Tweede Kamer, het Witte Huis en de Rekenkamer", "The House, the presidency and the court"),
    ("Hij werkt bij de Extra Beveiligde Inrichting in Vught.", "He works at the high-security prison in Vught."),
]


def missing(given: Segment) -> list[str]:
    """Return the Dutch names that the check does not find in the English."""
    issues = [issue for issue in run_checks(given) if issue.check == "name missing" and issue.target is None]
    return [issue.source.of(given.source) for issue in issues if issue.source]


@pytest.mark.parametrize(("dutch", "english", "names"), MISSING)
def test_names_that_were_lost_are_found(dutch: str, english: str, names: list[str]) -> None:
    assert missing(segment(dutch, english)) == names


@pytest.mark.parametrize(("dutch", "english", "name"), CHANGED)
def test_names_with_another_letter_are_found_where_they_are(dutch: str, english: str, name: str) -> None:
    given = segment(dutch, english)
    (issue,) = (issue for issue in run_checks(given) if issue.check == "name missing")
    assert issue.target is not None and issue.target.of(english) == name


@pytest.mark.parametrize(("dutch", "english"), PRESENT)
def test_names_in_another_spelling_are_present(dutch: str, english: str) -> None:
    assert missing(segment(dutch, english)) == []


def test_terms_of_the_glossary_are_left_alone() -> None:
    term = TermMatch("PAX", Span(4, 7), "PAX", why="not there")
    given = Segment("1", "Bij PAX werkt Zwijnenburg.", target="He works there.", terms=(term,))
    assert missing(given) == ["Zwijnenburg"]
