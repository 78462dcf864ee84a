from __future__ import annotations

import pytest

from .segments import found, segment

UNKNOWN = [
    ("De aanval is volledig mislukt.", "The attack failed voloperate.", ["voloperate"]),
    ("Humanitaire hulp", "Humanitary aid", ["Humanitary"]),
    ("Een rooms-katholieke kerk", "A room-kathholic church", ["kathholic"]),
    ("Dat is riskant. Vissen sterven.", "That is risky. Vissue die.", ["Vissue"]),
]

KNOWN = [
    ("Het verdedigingscentrum", "The defence center's colour-coded programmes"),
    ("Een cyberaanval op de eurozone", "A cyberattack on the eurozone"),
    ("Ze hadden het niet gezegd.", "They hadn't said it, and there'd be trouble, the soldiers' wives said."),
    ("Het café", "The café’s façade"),
    ("Hij rijdt 80 km per uur.", "It drives at 80 km/h, i.e. 22 m/s, over 12 km²."),
    ("Die concessies", "These con[c]essions"),
    # names, at the start of a sentence too
    ("Poetin zei dat Loekasjenko belde.", "Putin said that Lukashenka had called."),
    ("Zoungla meldde de inval.", "Zoungla's report on the raid"),
    # copied: another check's business
    ("De kosjerste gefrituurde bitterbal", "The most kosher fried bitterbal"),
]


@pytest.mark.parametrize(("dutch", "english", "expected"), UNKNOWN)
def test_invented_words_are_found(dutch: str, english: str, expected: list[str]) -> None:
    assert found("unknown word", segment(dutch, english)) == expected


@pytest.mark.parametrize(("dutch", "english"), KNOWN)
def test_english_names_and_copies_are_left_alone(dutch: str, english: str) -> None:
    assert found("unknown word", segment(dutch, english)) == []


def test_a_term_of_the_glossary_may_be_new() -> None:
    given = segment("De zwerfmunitie", "The loitermunition and the flybomb", "loitermunition")
    assert found("unknown word", given) == ["flybomb"]
