from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.document import Span
from translate.engines.base import Hypothesis
from translate.glossary.matching import Found
from translate.glossary.model import Entry
from translate.terminology.english import Wanted
from translate.terminology.request import Request, ask_by_substitution, ask_plainly, ask_with_marks
from translate.terminology.verify import (
    Verdict,
    attention_between,
    find_faults,
    find_places,
    occurrences,
    source_place,
    verify,
)

from .hand_made import entry, hypothesis, requests_of


def judged(dutch: str, english: str, *entries: Entry, aligned: str = "") -> tuple[list[str], Verdict]:
    """Verify a plain translation; return the places' texts ("-" for none) and the verdict."""
    requests = requests_of(dutch, *entries)
    verdict = verify(dutch, requests, ask_plainly(dutch), hypothesis(dutch, english, aligned))
    return [place.of(english) if place else "-" for place in verdict.places], verdict


# --- where a phrase stands -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "text", "exact", "found"),
    [
        ("drone", "A drone, Drone and drones.", False, ["drone", "Drone"]),
        ("drone", "DRONE dronefabriek androne", False, ["DRONE"]),
        ("port city", "a port city, Port City, port-city, port  city", False, None),
        ("Port Sudan", "Port Sudan, port Sudan, Port-Sudan", True, ["Port Sudan"]),
        ("the Netherlands", "The Netherlands and the Netherlands", True, ["The Netherlands", "the Netherlands"]),
        ("UN", "The UN's, un, Un and UN-led", True, ["UN", "UN"]),
        ("Putin's", "Putin's, Putin’s, Putins", True, ["Putin's", "Putin’s"]),
        ("F-16", "F-16, F‑16, F–16, F-160, AF-16", True, ["F-16", "F‑16", "F–16"]),
        ("Sudan", "South Sudan, Sudanese", True, ["Sudan"]),
        # Acronyms mind their case, even of an entry that does not.
        ("IT", "It is IT, it is.", False, ["IT"]),
        ("US", "Give us the US", False, ["US"]),
        ("IT sector", "the IT sector, the it sector", False, ["IT sector"]),
        ("C++", "in C++.", True, ["C++"]),
        ("(sic)", "well (sic)", False, ["(sic)"]),
        ("", "anything", True, []),
        ("  ", "any  thing", False, []),
    ],
)
def test_occurrences(phrase: str, text: str, exact: bool, found: list[str] | None) -> None:
    spans = [span.of(text) for span in occurrences(phrase, text, exact=exact)]
    assert spans == (text.removeprefix("a ").split(", ") if found is None else found)


@given(st.text(max_size=12), st.text(max_size=40), st.booleans())
def test_any_phrase_can_be_looked_for(phrase: str, text: str, exact: bool) -> None:
    for span in occurrences(phrase, text, exact=exact):
        assert span.end > span.start


@given(st.text(alphabet="abc D-'é", min_size=1, max_size=12).map(str.strip).filter(bool))
def test_a_phrase_is_found_in_itself(phrase: str) -> None:
    assert Span(0, len(phrase)) in occurrences(phrase, phrase, exact=True)


# --- places ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dutch", "english", "entries", "places"),
    [
        ("Poetin liegt", "Putin lies", [entry("Poetin", "Putin")], ["Putin"]),
        ("Poetin liegt", "The president lies", [entry("Poetin", "Putin")], ["-"]),
        # Twice asked, twice needed
        ("Rusland en Rusland", "Russia and Russia", [entry("Rusland", "Russia")], ["Russia", "Russia"]),
        ("Rusland en Rusland", "Russia and itself", [entry("Rusland", "Russia")], ["Russia", "-"]),
        # The longer one first
        (
            "Soedan en Port Soedan",
            "Port Sudan and Sudan",
            [entry("Soedan", "Sudan"), entry("Port Soedan", "Port Sudan")],
            ["Sudan", "Port Sudan"],
        ),
        (
            "Soedan en Port Soedan",
            "Only Port Sudan",
            [entry("Soedan", "Sudan"), entry("Port Soedan", "Port Sudan")],
            ["-", "Port Sudan"],
        ),
        # What another can do without is given up by it.
        (
            "Amerika en de VS",
            "America and the United States",
            [entry("Amerika", "America", "the United States"), entry("VS", "US", "United States")],
            ["America", "United States"],
        ),
        # Number
        ("Een bondgenoot", "An ally", [entry("bondgenoot", "ally")], ["ally"]),
        ("Twee bondgenoten", "Two allies", [entry("bondgenoot", "ally")], ["allies"]),
        ("Twee bondgenoten", "Two ally", [entry("bondgenoot", "ally")], ["-"]),
        # Genitives
        ("Poetins leger", "Putin's army", [entry("Poetin", "Putin")], ["Putin's"]),
        ("Poetins leger", "the army of Putin", [entry("Poetin", "Putin")], ["Putin"]),
        # Variants
        ("Een luchtaanval", "An airstrike", [entry("luchtaanval", "air strike", "airstrike")], ["airstrike"]),
    ],
)
def test_places(dutch: str, english: str, entries: list[Entry], places: list[str]) -> None:
    found, verdict = judged(dutch, english, *entries)
    assert found == places
    assert verdict.missing == places.count("-")


def test_attention_says_which_of_two_occurrences_belongs_to_which_term() -> None:
    dutch, english = "Wijk bij De Wijk", "Wijk near Wijk"
    entries = [entry("Wijk", "Wijk"), entry("De Wijk", "Wijk")]
    _, verdict = judged(dutch, english, *entries, aligned="Wijk#0=Wijk#1 Wijk#1=Wijk#0")
    assert verdict.places == (Span(10, 14), Span(0, 4))


@given(
    st.lists(st.sampled_from(["Putin", "Port Sudan", "Sudan", "US", "America", "the", "and"]), max_size=8).map(" ".join)
)
def test_places_are_apart_and_hold_accepted_english(english: str) -> None:
    dutch = "Poetin, Port Soedan, Soedan, de VS en Amerika"
    entries = [
        entry("Poetin", "Putin"),
        entry("Port Soedan", "Port Sudan", "Sudan"),
        entry("Soedan", "Sudan"),
        entry("VS", "US", "America"),
        entry("Amerika", "America", "US"),
    ]
    requests = requests_of(dutch, *entries)
    places = verify(dutch, requests, ask_plainly(dutch), hypothesis(dutch, english)).places
    placed = [place for place in places if place]
    assert not any(a.overlaps(b) for i, a in enumerate(placed) for b in placed[:i])
    assert all(p is None or p.of(english) in r.wanted.accepted for p, r in zip(places, requests, strict=True))
    # As many as there can be: two names for America are shared out whichever comes first.
    words = english.replace("Port Sudan", "Port").split()
    most = ("Putin" in words) + min(words.count("US") + words.count("America"), 2)
    assert sum(place is not None for place in (places[0], *places[3:])) == most


# --- forbidden English -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("english", "forbidden"),
    [
        ("The District says", ["The District"]),
        ("the District says", []),
        ("De Wijk says", []),
        ("De Wijk of the district", ["the district"]),
        ("De Wijk, The Wijk", ["The Wijk"]),
        ("the Wijkers", []),
    ],
)
def test_forbidden(english: str, forbidden: list[str]) -> None:
    wijk = entry("De Wijk", "De Wijk", forbidden=("The District", "the district", "The Wijk"))
    _, verdict = judged("De Wijk zegt", english, wijk)
    assert [span.of(english) for span in verdict.forbidden] == forbidden
    assert verdict.missing == (english.count("De Wijk") == 0) + len(forbidden)


def test_what_another_term_asks_for_is_not_forbidden() -> None:
    council = entry("Europese Raad", "European Council", forbidden=("Council of Europe",))
    other = entry("Raad van Europa", "Council of Europe", forbidden=("European Council",))
    _, verdict = judged(
        "De Europese Raad en de Raad van Europa", "The European Council and the Council of Europe", council, other
    )
    assert verdict.forbidden == ()


# --- faults of the sentence ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dutch", "english", "checks"),
    [
        ("Er vielen 12 doden.", "Twelve people died.", []),
        ("Er vielen 12 doden.", "Many died.", ["number lost"]),
        ("De man gaat weg.", "The the man leaves.", ["repeated words"]),
        ("Hij zei nee, nee, nee.", "He said no, no, no.", []),
        ("Hij zei nee, nee, nee.", "He said no, no, no, no, no.", ["repeated words"]),
        ("De president van het land sprak gisteren lang.", "He spoke.", ["length"]),
        ("De president sprak.", "The president of the country spoke at very great length.", []),
        ("Een teken.", "A ⁇ sign.", ["unknown character"]),
        ("Een teken.", "A ⦃ sign.", ["unknown character"]),
    ],
)
def test_faults(dutch: str, english: str, checks: list[str]) -> None:
    assert [issue.check for issue in find_faults(dutch, [], english, [])] == checks


def test_the_digits_of_a_term_are_the_terms_business() -> None:
    geran = entry("Geran 2", "Geran 2", "Geran-2", kind="weapon")
    for english, checks in [("The Geran-2 flies.", []), ("It flies.", []), ("The Geran-2 flies 2 days.", [])]:
        _, verdict = judged("De Geran 2 vliegt.", english, geran)
        assert [issue.check for issue in verdict.faults] == checks
    _, verdict = judged("2 keer vloog de Geran 2.", "The Geran-2 flew.", geran)
    assert [issue.check for issue in verdict.faults] == ["number lost"]


# --- attention -------------------------------------------------------------------------------------------------------


def test_attention_between_spans_is_the_share_of_the_targets_words() -> None:
    made = hypothesis("De Wijk zegt", "De Wijk says", "De=De Wijk=Wijk zegt=says")
    assert attention_between(made, Span(0, 7), Span(0, 7)) == pytest.approx(1.0)
    assert attention_between(made, Span(0, 12), Span(0, 7)) == pytest.approx(2 / 3)
    assert attention_between(made, Span(8, 12), Span(0, 7)) == 0.0
    assert attention_between(made, Span(3, 3), Span(0, 7)) == 0.0


@pytest.mark.parametrize("ask", [ask_with_marks, ask_by_substitution])
def test_the_place_of_a_term_in_what_was_asked(ask: object) -> None:
    dutch = "Daar is Poetin weer"
    requests = requests_of(dutch, entry("Poetin", "Putin"))
    asked = ask(dutch, requests)  # type: ignore[operator]
    assert source_place(asked, requests[0], 0).of(asked.text) == "Putin"
    plain = ask_plainly(dutch)
    assert source_place(plain, requests[0], 0).of(plain.text) == "Poetin"


def test_a_request_needs_no_attention() -> None:
    dutch = "Poetin liegt"
    requests = requests_of(dutch, entry("Poetin", "Putin"))
    blind = replace(hypothesis(dutch, "Putin lies"), attention=None)
    assert verify(dutch, requests, ask_plainly(dutch), blind).places == (Span(0, 5),)


@pytest.mark.parametrize(
    ("dutch", "term", "english", "attention"),
    [
        ("strijdkrachten en landmacht", "forces", "forces and land", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
        ("bestuur en regering", "government", "board and government", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
    ],
)
def test_english_that_renders_another_dutch_word_is_not_the_term(
    dutch: str, term: str, english: str, attention: list[list[float]]
) -> None:
    word = dutch.split()[2] if term == "forces" else dutch.split()[0]
    start = dutch.index(word)
    request = Request(Found(Entry((word,), term), Span(start, start + len(word))), Wanted(term, (term,)))

    def tokens(text: str) -> tuple[Span, ...]:
        return tuple(Span(m.start(), m.end()) for m in re.finditer(r"\w+", text))

    matrix = np.array([[*row, 0] for row in attention], dtype=np.float32)
    hypothesis = Hypothesis(english, tokens(english), tokens(dutch), -0.1, matrix)
    assert find_places([request], ask_plainly(dutch), hypothesis) == (None,)
