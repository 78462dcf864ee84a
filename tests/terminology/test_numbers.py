from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.document import Span
from translate.terminology.numbers import lost_numbers, mend_numbers


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("2.400 man", "2,400 men"),
        ("2 400 man", "2,400 men"),
        ("2\u00a0400 man", "2,400 men"),
        ("3,5 procent", "3.5 per cent"),
        ("1.250,50 euro", "1,250.50 euros"),
        ("14,2 dollar", "14.20 dollars"),
        # Times
        ("om 09.30 uur", "at 9:30 am"),
        ("om 14.30 uur", "at 2.30 pm"),
        ("om 14.30 uur", "at 14:30"),
        ("om 10.00 uur", "at 10 o'clock"),
        ("om 20 uur", "at 8 p.m."),
        ("om 0.15 uur", "at 12:15 am"),
        ("om 12.00 uur", "at noon"),
        ("om 24.00 uur", "at midnight"),
        # Years, decades, centuries, dates
        ("het seizoen 1995-1996", "the 1995-96 season"),
        ("de jaren 90", "the 1990s"),
        ("de jaren '90", "the nineties"),
        ("de jaren 30 van de 19e eeuw", "the 1830s"),
        ("in de 19e eeuw", "in the nineteenth century"),
        ("in de 19e eeuw", "in the 19th century"),
        ("op 1-4-2022", "on 1 April 2022"),
        # Words
        ("2 dagen", "two days"),
        ("de 1e keer", "the first time"),
        ("het 21e jaar", "the twenty-first year"),
        ("70 km", "seventy kilometres"),
        ("10.000 mensen", "ten thousand people"),
        ("150.000 mensen", "a hundred and fifty thousand people"),
        ("1 op de 3", "one in three"),
        ("1 miljoen", "a million"),
        ("2,5 uur", "two and a half hours"),
        ("0,5 procent", "half a per cent"),
        ("500.000 euro", "500 thousand euros"),
        ("12 eieren", "a dozen eggs"),
        ("2 broers", "both brothers"),
        # Multiplied out
        ("2,4 miljoen", "2.4 million"),
        ("2,4 miljoen", "2,400,000"),
        ("2.400.000", "2.4 million"),
        ("3 miljard", "3bn"),
        ("4 ton aan geld", "400,000 euros"),
        # Not numbers of the sentence
        ("100 km2", "100 square kilometres"),
        ("CO2-uitstoot", "carbon emissions"),
        ("geen getal", "no number"),
    ],
)
def test_kept(dutch: str, english: str) -> None:
    assert lost_numbers(dutch, english) == []


@pytest.mark.parametrize(
    ("dutch", "english", "lost"),
    [
        ("2.400 man", "2,500 men", ["2.400"]),
        ("2.400 man", "men", ["2.400"]),
        ("3,5 procent", "3.6 per cent", ["3,5"]),
        ("om 14.30 uur", "at 3.30 pm", ["14.30"]),
        ("in 2022", "in 2023", ["2022"]),
        ("de jaren 90", "the 1980s", ["90"]),
        ("2 en 2", "2", ["2"]),
        ("17 en 18", "18 and 19", ["17"]),
        ("12 drones", "drones", ["12"]),
        ("2,4 miljoen", "2.4 billion", []),  # the digits are there: words are not this check's business
    ],
)
def test_lost(dutch: str, english: str, lost: list[str]) -> None:
    assert lost_numbers(dutch, english) == lost


@given(st.text(alphabet="0123456789., -:km²e uurjen½", max_size=40))
def test_a_text_keeps_its_own_numbers(text: str) -> None:
    assert lost_numbers(text, text) == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_is_lost_stood_in_the_dutch(dutch: str, english: str) -> None:
    assert all(number in dutch for number in lost_numbers(dutch, english))


def test_very_long_numbers() -> None:
    assert lost_numbers("9" * 5000 + "e eeuw", "hundred " * 3000) == ["9" * 5000]


@pytest.mark.parametrize(
    ("dutch", "english", "mended"),
    [
        ("Kosten 1.250 euro.", "Cost of 1.250 euros.", "Cost of 1,250 euros."),
        ("Met 3,5 procent.", "By 3,5 per cent.", "By 3.5 per cent."),
        ("Om 14.30 uur.", "At 14.30.", "At 14.30."),
        ("De 1.250 euro.", "The 2.400 euros.", "The 2.400 euros."),
    ],
)
def test_numbers_left_as_in_the_dutch_get_english_style(dutch: str, english: str, mended: str) -> None:
    assert mend_numbers(dutch, english, []) == mended


@pytest.mark.parametrize(
    ("dutch", "english", "mended"),
    [
        ("Het terrein is 2.400 m² groot.", "The site is 2,400 m2 big.", "The site is 2,400 m² big."),
        ("Een kavel van 20m²", "A 20m2 plot, m2", "A 20m² plot, m²"),
        ("40 µg/m³ NO₂ per km²", "40 µg/m3 of NO2 a km2", "40 µg/m³ of NO₂ a km²"),
        ("De CO₂-uitstoot", "CO2 emissions, the CO2-heavy kind", "CO₂ emissions, the CO₂-heavy kind"),
        ("Uit H₂SO₄ en C₆H₁₂O₆", "From H2SO4 and C6H12O6", "From H₂SO₄ and C₆H₁₂O₆"),
        ("De m²-prijs langs de M2", "The m2 price along the M2", "The m² price along the M2"),
        ("Rutte² zei dat", "Rutte2 said that", "Rutte² said that"),
        ("10³ tot 10⁶ keer", "103 to 106 times", "10³ to 10⁶ times"),
        # The Dutch has both, or it is another word or number.
        ("CO₂ en CO2", "CO2 and CO2", "CO2 and CO2"),
        ("Wet₂ en Wet²", "Wet2 and Wet2", "Wet2 and Wet2"),
        ("10 m² en CO₂", "10 cm2, m25 and CO2e", "10 cm2, m25 and CO2e"),
        ("10² van de 102 keer", "102 of the 102 times", "102 of the 102 times"),
        ("10² keer", "1,102 or 102.5 times", "1,102 or 102.5 times"),
        ("10 m²", "10 square metres", "10 square metres"),
    ],
)
def test_raised_and_lowered_digits_come_back(dutch: str, english: str, mended: str) -> None:
    assert mend_numbers(dutch, english, []) == mended


def test_a_term_keeps_the_digits_that_the_glossary_gives_it() -> None:
    assert mend_numbers("De CO₂ per m²", "The CO2 a m2", [Span(4, 7)]) == "The CO2 a m²"


@given(st.text(alphabet="CO2₂ m²km10₁ -", max_size=30), st.text(alphabet="CO2 mk10 -", max_size=30))
def test_a_mended_text_differs_in_nothing_but_the_height_of_its_digits(dutch: str, english: str) -> None:
    mended = mend_numbers(dutch, english, [])
    assert mended.translate(str.maketrans("₁₂²", "122")) == english
    assert set(mended) <= set(dutch) | set(english)
