"""What does more harm than good is proposed for removal, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from translate.library import MemoryUnit
from translate.memory.cleaning import REASONS, propose_removals

from .units import reviewed, unit

SOUND = [
    ("De regering viel gisteren over het asielbeleid.", "The cabinet fell yesterday over asylum policy."),
    ("Wat is er van al die afspraken nog over?", "What is left of all those agreements?"),
    ("Brood op de plank en hoop in huis", "Bread on the table and hope in the house"),
    ("Den Haag", "Den Haag"),
    ("NAVO", "NATO"),
    ("2024", "2024"),
    ("Ja.", "Yes, of course, naturally."),
    ("Premier Rutte: 'Wir schaffen das.'", "Prime Minister Rutte: 'Wir schaffen das.'"),
]


def reasons(units: list[MemoryUnit]) -> list[tuple[int, str]]:
    numbered = [replace(one, id=n) for n, one in enumerate(units, 1)]
    return [(one.unit.id, one.reason) for one in propose_removals(numbered)]


def test_sound_units_stay() -> None:
    assert reasons([unit(*pair) for pair in SOUND]) == []


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("De regering viel.", "…", "empty"),
        ("–", "The cabinet fell.", "empty"),
        ("De regering viel gisteren.", "De regering viel gisteren.", "identical"),
        ("De regering viel.", "de  regering viel.", "identical"),
        ("Ja.", "The cabinet fell yesterday over asylum policy.", "length"),
        ("De regering viel gisteren over het strenge asielbeleid van de minister.", "Fall.", "length"),
        ("The cabinet fell yesterday over asylum policy.", "The cabinet fell yesterday over policies.", "language"),
        ("De regering viel gisteren over het asielbeleid.", "Le gouvernement est tombé hier sur l'asile.", "language"),
        (
            "The cabinet fell yesterday over asylum policy.",
            "De regering viel gisteren over het asielbeleid.",
            "language",
        ),
    ],
)
def test_harmful_units_go(source: str, target: str, reason: str) -> None:
    assert reasons([unit(*SOUND[0]), unit(source, target)]) == [(2, reason)]


def test_the_second_of_two_alike_goes_and_a_reviewed_one_never() -> None:
    twice = [unit("De regering viel.", "The cabinet fell."), unit("De regering  viel.", "The cabinet fell. ")]
    assert reasons(twice) == [(2, "duplicate")]
    assert reasons([*twice, reviewed(3, "De regering viel.", "The cabinet fell.")]) == [
        (1, "duplicate"),
        (2, "duplicate"),
    ]
    assert reasons([reviewed(1, "De regering viel.", "De regering viel."), reviewed(2, "Ja.", "…")]) == []


def test_what_contradicts_a_review_goes_and_says_what_was_reviewed() -> None:
    units = [
        reviewed(1, "De Kamer stemde voor.", "The House voted in favour."),
        replace(unit("De Kamer stemde voor.", "The room voted for."), id=2),
        replace(unit("De Kamer stemde tegen.", "The room voted against."), id=3),
    ]
    (proposal,) = propose_removals(units)
    assert (proposal.unit.id, proposal.reason) == (2, "contradicts")
    assert proposal.detail == "reviewed: The House voted in favour."


def test_every_reason_is_documented() -> None:
    assert all(find.__doc__ for find in REASONS.values())
