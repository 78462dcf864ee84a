from __future__ import annotations

import pytest

from translate.checks import run_checks

from .segments import found, segment

LEFT = [
    # copied from the Dutch sentence
    ("Minder afhankelijk van olie.", "Minder dependent on oil.", ["Minder"]),
    ("Er zit een gat in de romp.", "There is a hole in the romp.", ["romp"]),
    ("De raketbasis werd geraakt.", "The raketbasis was hit.", ["raketbasis"]),
    ("De 16-jarige verdachte", "The 16-jarige suspect", ["jarige"]),
    ("Hij reisde door Centraal-Rusland.", "He travelled through Centraal Russia.", ["Centraal"]),
    ("Ze zeiden dat het niet waar was.", "They said that het niet waar was.", ["het niet waar"]),
    # not copied, but Dutch all the same
    ("De soldaten verdwenen.", "The soldaat disappeared.", ["soldaat"]),
    # names that English spells otherwise
    ("De oorlog in Oekraïne", "The war in Oekraïne", ["Oekraïne"]),
    ("De NAVO vergadert in Brussel.", "NAVO meets in Brussels.", ["NAVO"]),
    ("Het ministerie van Defensie", "The Ministry of Defensie", ["Defensie"]),
    ("Dat is de oorlog van Poetin.", "That is Poetin's war.", ["Poetin's"]),
]

FINE = [
    # the same in both languages
    ("De president en de minister zagen een drone.", "The president and the minister saw a drone."),
    ("Het dossier is gratis.", "The dossier is gratis."),
    ("Vijf kilometer verder", "Five kilometer further"),
    # names
    ("Volgens Bakker is Visser weg.", "According to Bakker, Visser has left."),
    ("Zelensky zei dat in Kyiv.", "Zelensky said so in Kyiv."),
    ("Het kabinet-Schoof viel.", "The Schoof cabinet fell."),
    ("In Noord-Holland regent het.", "It is raining in Noord-Holland."),
    ("Bij Bergen op Zoom", "Near Bergen op Zoom"),
    ("Hij heet Leen van der Berg.", "His name is Leen van der Berg."),
    ("Volgens Al Jazeera zei Amer al-Khalidi dat.", "Amer al-Khalidi said so, according to Al Jazeera."),
    ("Zijn iPhone lag op eBay.", "His iPhone was on eBay."),
    # abbreviations and months, which English writes with capitals
    ("De ngo kwam in september.", "The NGO came in September."),
    # addresses
    ("Zie https://nos.nl/oorlog of mail naar jan@oorlog.nl.", "See https://nos.nl/oorlog or mail jan@oorlog.nl."),
]


@pytest.mark.parametrize(("dutch", "english", "expected"), LEFT)
def test_dutch_in_the_translation_is_found(dutch: str, english: str, expected: list[str]) -> None:
    assert found("left in Dutch", segment(dutch, english)) == expected


@pytest.mark.parametrize(("dutch", "english"), FINE)
def test_names_and_words_of_both_languages_are_left_alone(dutch: str, english: str) -> None:
    assert found("left in Dutch", segment(dutch, english)) == []


def test_a_term_of_the_glossary_may_be_dutch() -> None:
    dutch, english = "De marechaussee en de politie", "The Koninklijke Marechaussee and the politie"
    assert found("left in Dutch", segment(dutch, english, "Koninklijke Marechaussee")) == ["politie"]


def test_the_alignment_tells_a_copy_from_a_chance_likeness() -> None:
    dutch, english = "Zij kwamen met hun ministers bijeen.", "They met their ministers."
    chance = segment(dutch, english, aligned=(("kwamen", "met"), ("bijeen", "met")))
    copy = segment(dutch, english, aligned=(("met", "met"),))
    assert found("left in Dutch", chance) == []
    assert found("left in Dutch", copy) == ["met"]


def test_the_finding_says_where_the_word_stands_in_the_dutch() -> None:
    given = segment("Dat is volgens hem niet waar.", "That is according to him niet waar.")
    (issue,) = (issue for issue in run_checks(given) if issue.check == "left in Dutch")
    assert (issue.severity, issue.message) == ("warning", "“niet waar” is Dutch")
    assert issue.source is not None and issue.source.of(given.source) == "niet waar"
