from __future__ import annotations

import pytest

from translate.document import Rung, Span
from translate.glossary.model import Entry
from translate.terminology.candidate import Translation, judge, settle
from translate.terminology.request import ask_plainly, ask_with_marks

from .hand_made import entry, hypothesis, requests_of


def settled(dutch: str, english: str, *entries: Entry, aligned: str = "", rung: Rung = "asked") -> Translation:
    requests = requests_of(dutch, *entries)
    return settle(
        dutch, requests, judge(dutch, requests, ask_plainly(dutch), hypothesis(dutch, english, aligned), rung)
    )


# --- capitals --------------------------------------------------------------------------------------------------------


PREMIER = Entry(("premier",), "prime minister", variants=("Prime Minister", "premier"), kind="title")
DRONE = Entry(("drone",), "drone")
NETHERLANDS = Entry(("Nederland",), "the Netherlands", case="exact", kind="place")
IPHONE = Entry(("iPhone",), "iPhone", case="exact", kind="other")


@pytest.mark.parametrize(
    ("dutch", "english", "mended"),
    [
        # A term has no capital inside a sentence.
        ("Hij zag een drone.", "He saw a Drone.", "He saw a drone."),
        ("Kijk: drones.", "Look: Drones.", "Look: Drones."),
        ("Hij zei: 'Drones komen'", "He said, 'Drones come'", "He said, 'Drones come'"),
        ("Ja. Drones!", "Yes. Drones!", "Yes. Drones!"),
        # Where a variant has one of its own, it stays.
        ("De premier sprak.", "The Prime Minister spoke.", "The Prime Minister spoke."),
        ("De premier sprak.", "The Prime minister spoke.", "The prime minister spoke."),
        ("Aanval van drones op Kyiv", "Attack by Drones on Kyiv", "Attack by drones on Kyiv"),
        # The first word has one where the Dutch has.
        ("Drones komen.", "drones come.", "Drones come."),
        ("Nederland wil drones.", "the Netherlands wants drones.", "The Netherlands wants drones."),
        ('"Drones komen."', '"drones come."', '"Drones come."'),
        ("'s Avonds komen drones.", "in the evening, drones come.", "In the evening, drones come."),
        ("drones in de lucht", "drones in the air", "drones in the air"),
        ("IPhone of drone?", "iPhone or drone?", "iPhone or drone?"),
        ("3 drones", "3 drones", "3 drones"),
    ],
)
def test_capitals(dutch: str, english: str, mended: str) -> None:
    made = settled(dutch, english, PREMIER, DRONE, NETHERLANDS, IPHONE)
    assert made.text == mended
    assert all(match.target is not None for match in made.terms)


# --- what became of each term ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rung", "outcome"),
    [
        ("asked", "applied"),
        ("already right", "applied"),
        ("n-best", "repaired"),
        ("substituted", "repaired"),
        ("prefix repair", "repaired"),
        ("span replacement", "repaired"),
    ],
)
def test_the_rung_says_whether_a_term_was_repaired(rung: Rung, outcome: str) -> None:
    (match,) = settled("Poetin liegt", "Putin lies", entry("Poetin", "Putin"), rung=rung).terms
    assert (match.outcome, match.rung, match.target, match.source) == (outcome, rung, Span(0, 5), Span(0, 6))
    assert match.why


def test_a_missing_term_says_why() -> None:
    (match,) = settled("Poetin liegt", "He lies", entry("Poetin", "Putin")).terms
    assert (match.outcome, match.rung, match.target, match.source) == ("missed", "flagged", None, Span(0, 6))
    assert "Putin" in match.why


def test_a_term_in_the_wrong_number_is_shown_where_it_stands() -> None:
    (match,) = settled("Twee bondgenoten", "Two ally", entry("bondgenoot", "ally")).terms
    assert (match.outcome, match.target) == ("missed", Span(4, 8))
    assert "ally" in match.why and "allies" in match.why


def test_forbidden_english_is_laid_at_one_door() -> None:
    kyiv = entry("Kiev", "Kyiv", forbidden=("Kiev",))
    made = settled("Kiev en Kiev", "Kyiv and Kiev", kyiv)
    assert [(match.outcome, match.target) for match in made.terms] == [
        ("applied", Span(0, 4)),
        ("forbidden", Span(9, 13)),
    ]
    assert "Kiev" in made.terms[1].why


def test_forbidden_english_beside_the_right_one_is_still_said() -> None:
    made = settled("Kiev", "Kyiv (Kiev)", entry("Kiev", "Kyiv", forbidden=("Kiev",)))
    assert [(match.outcome, match.target) for match in made.terms] == [("forbidden", Span(6, 10))]


def test_each_of_two_forbidden_words_has_its_own_term() -> None:
    kyiv, kharkiv = entry("Kiev", "Kyiv", forbidden=("Kiev",)), entry("Charkov", "Kharkiv", forbidden=("Kharkov",))
    made = settled("Kiev en Charkov", "Kiev and Kharkov", kyiv, kharkiv)
    assert [(match.entry, match.target) for match in made.terms] == [("Kiev", Span(0, 4)), ("Charkov", Span(9, 16))]
    assert {match.outcome for match in made.terms} == {"forbidden"}


# --- cost and rungs --------------------------------------------------------------------------------------------------


def test_missing_terms_cost_more_than_faults() -> None:
    dutch = "Poetin noemt 12 drones"
    requests = requests_of(dutch, entry("Poetin", "Putin"))

    def cost(english: str) -> tuple[int, int]:
        return judge(dutch, requests, ask_plainly(dutch), hypothesis(dutch, english), "asked").cost

    assert cost("Putin names 12 drones") == (0, 0)
    assert cost("Putin names drones") == (0, 1)
    assert cost("He names 12 drones") == (1, 0)
    assert cost("Putin names 12 drones") < cost("Putin names drones") < cost("He names 12 drones")


def test_a_term_keeps_the_rung_that_put_it_there() -> None:
    dutch = "Poetin belt Xi"
    requests = requests_of(dutch, entry("Poetin", "Putin"), entry("Xi", "Xi"))
    base = judge(dutch, requests, ask_plainly(dutch), hypothesis(dutch, "Putin calls him"), "asked")
    later = judge(dutch, requests, ask_plainly(dutch), hypothesis(dutch, "Putin calls Xi"), "prefix repair", base)
    assert later.rungs == ("asked", "prefix repair")


# --- alignment -------------------------------------------------------------------------------------------------------


def test_a_term_is_aligned_as_a_whole_and_the_rest_word_by_word() -> None:
    dutch = "De PAX-onderzoeker waarschuwt Port Soedan"
    requests = requests_of(dutch, entry("PAX", "PAX"), entry("Port Soedan", "Port Sudan"))
    asked = ask_with_marks(dutch, requests)
    assert asked.text == "De ⦃ PAX ⦄ onderzoeker waarschuwt ⦃ Port Sudan ⦄"
    english = "The PAX researcher warns Port Sudan"
    aligned = "De=The PAX=PAX onderzoeker=researcher waarschuwt=warns Port=Port Sudan=Sudan"
    made = settle(dutch, requests, judge(dutch, requests, asked, hypothesis(asked.text, english, aligned), "asked"))
    assert [(source.of(dutch), target.of(english)) for source, target in made.alignment] == [
        ("De", "The"),
        ("PAX", "PAX"),
        ("onderzoeker", "researcher"),
        ("waarschuwt", "warns"),
        ("Port Soedan", "Port Sudan"),
    ]
