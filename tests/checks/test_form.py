"""The checks of form, beyond the examples that they carry: what they find, and what they leave alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.checks import run_checks
from translate.document import Segment, Span, TermMatch

# check, Dutch, English, what is found: the stretch of the English, else that of the Dutch, None for the whole sentence
WRONG = [
    ("number lost", "Er waren 27 doden en 3 gewonden.", "There were deaths and 3 injured.", "27"),
    ("number lost", "In 2016 won hij.", "He won in 7016.", "2016"),
    ("number lost", "Ze zijn vijfentwintig jaar getrouwd.", "They married fifty-two years ago.", "vijfentwintig"),
    ("number lost", "Tweehonderdduizend mensen", "Two hundred people", "Tweehonderdduizend"),
    ("number added", "Hij is er in een boek.", "He is in 30 a book.", "30"),
    ("number added", "Ze zijn twee jaar getrouwd.", "They have been married for 12 years.", "12"),
    ("number format", "Er waren 12.500.000 mensen.", "There were 12.500.000 people.", "12.500.000"),
    ("number format", "Het kost 3,5 euro.", "It costs 35 euros.", "35"),
    ("scale changed", "Hij heeft 3 miljard.", "He has 3 million.", "million"),
    ("scale changed", "Duizenden mensen en miljoenen euro's", "Thousands of people and euros", "miljoenen"),
    ("date changed", "Op dinsdag 4 juni", "On Thursday 4 June", "Thursday"),
    ("date changed", "Op 4 juni", "On 4 June, a Tuesday", "Tuesday"),
    ("date changed", "Het was in mei.", "It was in March.", "March"),
    ("time changed", "Om kwart voor negen", "At 9:45", "9:45"),
    ("time changed", "Om half één", "At 1:30", "1:30"),
    ("time changed", "Om 21.15 uur", "At 9.15am", "9.15am"),
    ("percentage changed", "Een daling van 15 procent", "A fall by 15", "procent"),
    ("currency changed", "Het kost tien roebel en drie euro.", "It costs ten dollars and three euros.", "dollars"),
    ("quotes unbalanced", '"Kom", zei hij.', 'Come," he said.', '"'),
    ("quotes unbalanced", "'Kom', zei hij.", "‘Come, he said.", "‘"),
    ("brackets unbalanced", "Het leger (groeit).", "The army growing).", ")"),
    ("end punctuation", "Het leger groeit?", "The army is growing:", ":"),
    ("question mark", "Het leger groeit.", "The army is growing?", "?"),
    ("spacing", "Het leger, zei hij.", "The army , he said.", "y ,"),
    ("spacing", "Het leger, zei hij.", "The\u00a0 army, he said.", "e\u00a0 a"),
    ("spacing", "Het leger. Het groeit.", "The army.It is growing.", "y.I"),
    ("spacing", "Het leger (groot)", "The army ( large)", " ( l"),
    ("capital at start", "'t Leger groeit.", "“the army is growing.", "the"),
    ("address changed", "Mail a@b.nl of c@d.nl.", "Mail a@b.nl or c@e.nl.", "c@e.nl"),
    ("identical to source", "Het leger groeit niet.", "het leger groeit niet.".capitalize(), "Het leger groeit niet."),
    ("repeated words", "Het leger groeit.", "The army is growing is growing is growing.", "is growing"),
    ("length", "Het leger groeit al jaren sneller dan verwacht.", "Yes.", None),
    ("unknown character", "Het leger groeit.", "The ⦃army⦄ is growing.", "⦃"),
]  # fmt: skip

# Dutch, English: right, though it looks as if it might not be
RIGHT = [
    ("Het is 12,8 km of 8 mijl.", "It is 12.8 km or 8 miles."),
    ("Hij kwam om 14.30 uur.", "He came at 2.30pm."),
    ("Hij kwam om half drie.", "He came at half past two."),
    ("Hij kwam om kwart voor negen.", "He came at quarter to nine."),
    ("Hij kwam om 12.15 uur.", "He came at 12:15 p.m."),
    ("Van 1995 tot 1996", "From 1995-96"),
    ("De minuut stilte werd in acht genomen.", "A minute's silence was observed."),
    ("Een trein van zevenhonderd meter", "A seven-hundred-metre train"),
    ("Hij verloor 2 ton.", "He lost 200,000 euros."),
    ("In de 18e eeuw", "In the 1700s"),
    ("Op 3-5-2021 en op ma 7 juni", "On 3 May 2021 and on Monday 7 June"),
    ("Hij is op één na de grootste.", "He is the second largest."),
    ("Keizer Augustus regeerde.", "Emperor Augustus ruled."),
    ("Julia Gillard won.", "Julia Gillard won."),
    ("De helft van de mensen", "50% of the people"),
    ("De dollarkoers daalt.", "The dollar is falling."),
    ("Zo'n 34 procent", "About 34 per cent"),
    ("‘Kom mee’, zei de zoon van de soldaten.", "“Come along,” said the soldiers' son."),
    ("Hij zei: 'De vrienden van de leerlingen komen.'", "He said, 'The students' friends are coming.'"),
    ("“De Britse krant ‘The Times’ is open.”", "“The British newspaper ‘The Times’ is open.”"),
    ("Dat was in de jaren 90.", "That was in the ’90s."),
    ("Is dat zo? Ja.", "Is it? Yes."),
    ("Mevr. Jansen woont in de V.S.", "Mrs Jansen lives in the U.S."),
    ("Wat nu...", "What now..."),
    ("Zie nos.nl, en bel.", "See nos.nl, and call."),
    ("Nee, nee, nee!", "No, no, no!"),
    ("Amsterdam, Utrecht en Brussel", "Amsterdam, Utrecht and Brussels"),
    ("iPhone is duur.", "iPhone is expensive."),
]


@pytest.mark.parametrize(("check", "dutch", "english", "expected"), WRONG)
def test_what_is_wrong_is_found(check: str, dutch: str, english: str, expected: str | None) -> None:
    found = [issue for issue in run_checks(Segment("1.1", dutch, target=english)) if issue.check == check]
    (issue,) = found
    place = issue.target.of(english) if issue.target else issue.source and issue.source.of(dutch)
    assert place == expected


@pytest.mark.parametrize(("dutch", "english"), RIGHT)
def test_what_is_right_is_left_alone(dutch: str, english: str) -> None:
    assert run_checks(Segment("1.1", dutch, target=english)) == ()


def test_the_digits_of_terms_are_not_numbers() -> None:
    dutch, english = "De Geran-2 en 3 tanks", "The Shahed-136 and 4 tanks"
    given = Segment("1.1", dutch, target=english)
    term = TermMatch("Geran-2", Span(3, 10), "Shahed-136", Span(4, 14), "applied")
    messages = {i.message for i in run_checks(replace(given, terms=(term,))) if i.check.startswith("number")}
    assert messages == {"“3” is not in the English", "“4” is not in the Dutch"}


_AMOUNTS = st.integers(0, 10**7).map(lambda n: (f"{n:,}".replace(",", "."), f"{n:,}"))
_DECIMALS = st.tuples(st.integers(0, 9_999), st.integers(1, 99)).map(
    lambda n: (f"{n[0]:,}".replace(",", ".") + f",{n[1]:02}", f"{n[0]:,}.{n[1]:02}")
)
_CLOCKS = st.tuples(st.integers(13, 23), st.integers(1, 59)).map(
    lambda t: (f"om {t[0]}.{t[1]:02} uur", f"at {t[0] - 12}:{t[1]:02} p.m.")
)
_MONTHS = st.sampled_from([("4 mei", "4 May"), ("12 maart", "March 12"), ("31 augustus", "31 August")])
_SCALES = st.sampled_from([("miljoen", "million"), ("miljard", "billion"), ("biljoen", "trillion")])


@given(_AMOUNTS, _DECIMALS, _CLOCKS, _MONTHS, _SCALES)
def test_a_right_rendering_of_numbers_and_times_has_no_issues(
    amount: tuple[str, str],
    share: tuple[str, str],
    clock: tuple[str, str],
    day: tuple[str, str],
    scale: tuple[str, str],
) -> None:
    dutch, english = (
        template.format(*(pair[side] for pair in (amount, share, clock, day, scale)))
        for side, template in enumerate((
            "Het kostte op {3} {2} zo'n {0} euro, {1} procent van {1} {4} dollar (Zie “Bronnen”).",
            "On {3} {2} it cost about {0} euros, {1} per cent of {1} {4} dollars (see “Sources”).",
        ))
    )  # fmt: skip
    assert run_checks(Segment("1.1", dutch, target=english)) == ()
