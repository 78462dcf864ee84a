"""A translation takes over the numbers of a sentence that differs in nothing else."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from translate.memory.numbers import adapt_numbers, differ_only_in_numbers
from translate.terminology.numbers import english_numbers, lost_numbers


@pytest.mark.parametrize(
    ("known", "asked", "english", "expected"),
    [
        ("Er kwamen 12 mensen.", "Er kwamen 15 mensen.", "12 people came.", "15 people came."),
        ("Er kwamen 2.400 mensen.", "Er kwamen 900 mensen.", "2,400 people came.", "900 people came."),
        ("Er kwamen 900 mensen.", "Er kwamen 2.400 mensen.", "900 people came.", "2,400 people came."),
        ("Er kwamen 2400 mensen.", "Er kwamen 3100 mensen.", "2,400 people came.", "3,100 people came."),
        ("Er kwamen 2 400 mensen.", "Er kwamen 3 100 mensen.", "2,400 people came.", "3,100 people came."),
        (
            "Een stijging van 3,5 procent.",
            "Een stijging van 4 procent.",
            "A rise of 3.5 per cent.",
            "A rise of 4 per cent.",
        ),
        ("Dat kost €1.250,50.", "Dat kost €99,95.", "That costs €1,250.50.", "That costs €99.95."),
        # Several, in another order
        (
            "Op 3 mei 2022 waren er 40.",
            "Op 4 mei 2023 waren er 7.",
            "On May 3, 2022 there were 40.",
            "On May 4, 2023 there were 7.",
        ),
        ("Van 10 naar 20.", "Van 20 naar 30.", "From 10 to 20.", "From 20 to 30."),
        ("10 jongens en 10 meisjes", "12 jongens en 12 meisjes", "10 boys and 10 girls", "12 boys and 12 girls"),
        ("Hij reed 160 km/u.", "Hij reed 90 km/u.", "He drove at 160km/h.", "He drove at 90km/h."),
        ("Het kost 3,2 miljard.", "Het kost 4 miljard.", "It costs £3.2bn.", "It costs £4bn."),
        # Times, ordinals, ages
        ("Om 14.30 uur.", "Om 9.05 uur.", "At 14:30.", "At 9:05."),
        ("Om 09.30 uur.", "Om 08.15 uur.", "At 9:30 a.m.", "At 8:15 a.m."),
        ("De 3e keer.", "De 22e keer.", "The 3rd time.", "The 22nd time."),
        ("De 21e eeuw.", "De 12e eeuw.", "The 21st century.", "The 12th century."),
        ("Een 7-jarige jongen.", "Een 8-jarige jongen.", "A 7-year-old boy.", "An 8-year-old boy."),
        ("Voor een 11-jarige.", "Voor een 12-jarige.", "For an 11-year-old.", "For a 12-year-old."),
        # One, where nothing else depends on it
        ("Op 1 januari.", "Op 2 januari.", "On 1 January.", "On 2 January."),
        ("Voor 1 miljoen euro.", "Voor 3 miljoen euro.", "For 1 million euros.", "For 3 million euros."),
        ("Het werd 1-0.", "Het werd 2-0.", "It was 1-0.", "It was 2-0."),
    ],
)
def test_numbers_are_adapted(known: str, asked: str, english: str, expected: str) -> None:
    assert differ_only_in_numbers(known, asked)
    adapted = adapt_numbers(known, asked, english)
    assert (adapted.target, adapted.problems) == (expected, ())


@pytest.mark.parametrize(
    ("known", "asked", "english", "problem"),
    [
        ("Na 3 dagen.", "Na 4 dagen.", "After three days.", "3 → 4: not in the English"),
        ("Op 1-4-2022.", "Op 1-5-2022.", "On 1 April 2022.", "4 → 5: not in the English"),
        (
            "Er zijn 12 mensen.",
            "Er zijn 13 mensen.",
            "Of the 12 people 12 came.",
            "12 → 13: not as often in the English",
        ),
        ("10 en 10", "12 en 10", "10 and 10", "10 → 12: several numbers for one"),
        ("Hij bleef 1 uur.", "Hij bleef 2 uur.", "He stayed 1 hour.", "1 → 2: one or several"),
        ("Om 9.30 uur.", "Om 14.00 uur.", "At 9:30 am.", "9.30 → 14.00: a time on the clock of twelve hours"),
        ("Om 9 uur.", "Om 12 uur.", "At 9 o'clock am.", "9 → 12: a time on the clock of twelve hours"),
        ("Er zijn 5 steden.", "Er zijn 6 steden.", "There are 2.5 or MH5 or 5th.5 towns.", "5 → 6: not in the English"),
    ],
)
def test_a_number_that_cannot_be_adapted_is_named(known: str, asked: str, english: str, problem: str) -> None:
    adapted = adapt_numbers(known, asked, english)
    assert adapted.target == english
    assert len(adapted.problems) == 1 and adapted.problems[0].startswith(problem)


def test_the_others_are_adapted_all_the_same() -> None:
    adapted = adapt_numbers("In 2020 na 3 dagen.", "In 2021 na 4 dagen.", "In 2020 after three days.")
    assert adapted.target == "In 2021 after three days." and adapted.problems == ("3 → 4: not in the English",)


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ("Er kwamen 12 mensen.", "Er kwamen 12 mensen."),
        ("Er kwamen 12 mensen.", "Er kwamen 15 vrouwen."),
        ("Er kwamen 12 mensen.", "Er kwamen twaalf mensen."),
        ("De MH17 viel.", "De MH18 viel."),
        ("Er kwam niemand.", "Er kwam iemand."),
    ],
)
def test_other_sentences_do_not_differ_only_in_numbers(known: str, asked: str) -> None:
    assert not differ_only_in_numbers(known, asked)


@given(
    st.lists(st.tuples(st.integers(2, 10**7), st.integers(2, 10**7)), min_size=1, max_size=4, unique_by=lambda p: p[0])
)
def test_no_number_of_the_new_sentence_is_lost(pairs: list[tuple[int, int]]) -> None:
    assume(all(old != new for old, new in pairs))

    def dutch(numbers: list[int]) -> str:
        return " en ".join(f"{number:,}".replace(",", ".") + " mensen" for number in numbers)

    known, asked = dutch([old for old, _ in pairs]), dutch([new for _, new in pairs])
    english = english_numbers(known).replace("mensen", "people").replace(" en ", " and ")
    adapted = adapt_numbers(known, asked, english)
    assert adapted.problems == () and lost_numbers(asked, adapted.target) == []
    assert adapt_numbers(asked, known, adapted.target).target == english or len({new for _, new in pairs}) < len(pairs)
