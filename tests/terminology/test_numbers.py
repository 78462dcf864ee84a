from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
