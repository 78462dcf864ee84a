"""Sentences in capitals are put into ordinary case and back, letter for letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.document import Span
from translate.words.capitals import in_capitals, is_in_capitals, ordinary_dutch, ordinary_english


@pytest.mark.parametrize(
    ("capitals", "ordinary"),
    [
        ("DE MINISTER STUURT GEEN TANKS NAAR OEKRAÏNE", "De minister stuurt geen tanks naar Oekraïne"),
        ("SAMENVATTING EN CONCLUSIES", "Samenvatting en conclusies"),
        ("LET OP: VERTROUWELIJK!", "Let op: vertrouwelijk!"),
        ("JA", "Ja"),
        ("“NEE, NOOIT”", "“Nee, nooit”"),
        ("BIJLAGE 1", "Bijlage 1"),
        ("NAVO WAARSCHUWT RUSLAND", "NAVO waarschuwt Rusland"),
        ("WAT DOET DE AIVD?", "Wat doet de AIVD?"),  # in no list, and too short to be a compound
        ("TERRORISMEBESTRIJDING", "Terrorismebestrijding"),
    ],
)
def test_a_sentence_in_capitals_is_written_as_it_would_be_without(capitals: str, ordinary: str) -> None:
    assert is_in_capitals(capitals)
    assert ordinary_dutch(capitals) == ordinary


@pytest.mark.parametrize("text", ["", "PAX", "HCSS", "NAVO", "F-16", "12", "II", "De NAVO", "iPhone", "ABN AMRO", "A"])
def test_acronyms_and_names_are_not_in_capitals(text: str) -> None:
    assert not is_in_capitals(text)


def test_names_of_the_article_and_terms_are_spelt_as_they_are_there() -> None:
    assert ordinary_dutch("ZWIJNENBURG BIJ TRUMP", {"Zwijnenburg", "Trump"}) == "Zwijnenburg bij Trump"
    spelt = {Span(9, 16): "De Wijk", Span(21, 24): "PAX"}
    assert ordinary_dutch("DIT ZEGT DE WIJK VAN PAX", (), spelt) == "Dit zegt De Wijk van PAX"


def test_english_in_capitals_is_looked_at_as_if_it_were_not() -> None:
    assert ordinary_english("THE PRESIDENT OF IRAN", "DE PRESIDENT VAN IRAN") == "The president of Iran"
    # A word in no list that the Dutch has too is a name; another may be made up.
    assert ordinary_english("ZWIJNENBURG IS VOLOPERATE", "ZWIJNENBURG IS GEREED") == "Zwijnenburg is voloperate"


def test_what_must_stay_keeps_its_small_letters() -> None:
    assert in_capitals("See www.pax.nl now", [Span(4, 14)]) == "SEE www.pax.nl NOW"


@given(st.text(max_size=60))
def test_every_letter_keeps_its_place(text: str) -> None:
    for made in (ordinary_dutch(text), ordinary_english(text, text), in_capitals(text)):
        assert len(made) == len(text)
        assert made.casefold() == text.casefold() or not text.isascii()
