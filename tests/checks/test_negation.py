from __future__ import annotations

import pytest

from translate.checks import run_checks
from translate.document import Issue, Segment, Span, TermMatch

LOST = [
    ("Rusland heeft de drones niet nagebouwd.", "Russia has copied the drones."),
    ("Niemand weet of Iran nog geen bom heeft.", "It is known whether Iran has a bomb."),
    ("Ze gingen zonder helm naar het front.", "They went to the front with a helmet."),
    # what was left when only the negation went
    ("Het is nog niet bekend.", "It is known yet."),
    ("Vergeet uw paspoort niet mee te nemen.", "Do forget to bring your passport."),
    ("Niet alleen Rusland, maar ook Iran wil dat.", "Only Russia, but also Iran wants that."),
    # the word that implies a negation renders another
    ("Het onbekende wapen is niet gebruikt.", "The unknown weapon was used."),
]

KEPT = [
    ("Dat is niet waar.", "That isn't true."),
    ("Hij raakte niet gewond.", "He was unhurt."),
    ("Het lukte hem niet te vluchten.", "He failed to flee."),
    ("Hij wilde er niet over praten.", "He refused to talk about it."),
    ("Niet alleen Rusland, maar ook Iran wil dat.", "Both Russia and Iran want that."),
    ("Niet veel later kwam hij.", "Shortly after, he came."),
    ("Er zijn nog geen tien doden.", "There are fewer, less than ten dead."),
    ("Vergeet uw paspoort niet.", "Remember your passport."),
]

ADDED = [
    ("Rusland heeft de drones nagebouwd.", "Russia has not copied the drones."),
    ("Iedereen weet het.", "Nobody knows."),
    ("De onbekende man kwam.", "The unknown man did not come."),
]

NOT_ADDED = [
    ("Het pakket komt pas morgen aan.", "The parcel will not arrive until tomorrow."),
    ("Hij weigerde te komen.", "He would not come."),
    ("Dat zei kosmonaut nr. 11.", "Cosmonaut No. 11 said so."),
    ("Dat is onjuist.", "That is not right."),
    ("Tenzij het regent.", "If it does not rain."),
]


def issues(dutch: str, english: str) -> list[Issue]:
    return [issue for issue in run_checks(Segment("1", dutch, target=english)) if issue.check.startswith("negation")]


@pytest.mark.parametrize(("dutch", "english"), LOST)
def test_a_lost_negation_is_found(dutch: str, english: str) -> None:
    assert [issue.check for issue in issues(dutch, english)] == ["negation lost"]


@pytest.mark.parametrize(("dutch", "english"), ADDED)
def test_an_added_negation_is_found(dutch: str, english: str) -> None:
    assert [issue.check for issue in issues(dutch, english)] == ["negation added"]


@pytest.mark.parametrize(("dutch", "english"), KEPT + NOT_ADDED)
def test_the_same_meaning_in_other_words_is_right(dutch: str, english: str) -> None:
    assert issues(dutch, english) == []


def test_the_word_that_denies_is_shown() -> None:
    (lost,) = issues("Rusland heeft GEEN drones nagebouwd.", "Russia has copied drones.")
    assert lost.source == Span(14, 18)
    (added,) = issues("İstanbul is veilig.", "İstanbul isn't safe.")  # offsets though İ is two characters in lower case
    assert added.target is not None and added.target.of("İstanbul isn't safe.") == "n't"


def test_a_negation_in_a_term_is_the_terms_business() -> None:
    term = TermMatch("Artsen zonder Grenzen", Span(0, 21), "Médecins Sans Frontières", Span(0, 24), "applied")
    given = Segment("1", "Artsen zonder Grenzen helpt.", target="Médecins Sans Frontières helps.", terms=(term,))
    assert not [issue for issue in run_checks(given) if issue.check.startswith("negation")]
