"""A sentence that was approved before is found again, best in the place where it stood."""

from __future__ import annotations

from translate.library import Library
from translate.memory import Neighbours, find_exact

from .units import approve, unit


def targets(library: Library, *asked: Neighbours) -> list[str | None]:
    return [found and found.target for found in find_exact(library, asked)]


def test_an_approved_sentence_is_found_in_another_article(library: Library) -> None:
    approve(library, ("Hij zwijgt.", "He keeps silent."))
    assert targets(library, Neighbours("A.", "Hij zwijgt.", "B."), Neighbours("", "Zij zwijgt.", "")) == [
        "He keeps silent.",
        None,
    ]
    assert find_exact(library, []) == []


def test_the_same_neighbours_come_first_then_one_then_the_newest(library: Library) -> None:
    library.add_units(
        [
            unit("Ja.", "Yes (both).", "Komt hij?", "Mooi.", at="2020-01-01T00:00:00+00:00"),
            unit("Ja.", "Yes (one).", "Komt hij?", "Jammer.", at="2021-01-01T00:00:00+00:00"),
            unit("Ja.", "Yes (old).", at="2022-01-01T00:00:00+00:00"),
            unit("Ja.", "Yes (new).", at="2023-01-01T00:00:00+00:00"),
        ]
    )
    assert targets(
        library,
        Neighbours("Komt hij?", "Ja.", "Mooi."),
        Neighbours("Komt hij?", "Ja.", "Goed."),
        Neighbours("Blijft hij?", "Ja.", "Goed."),
    ) == ["Yes (both).", "Yes (one).", "Yes (new)."]


def test_what_was_reviewed_comes_before_what_was_imported(library: Library) -> None:
    approve(library, ("Een.", "One."), ("Ja.", "Yes."), ("Twee.", "Two."))
    library.add_units([unit("Ja.", "Aye.", at="2999-01-01T00:00:00+00:00")])
    assert targets(library, Neighbours("X.", "Ja.", "Y.")) == ["Yes."]


def test_no_neighbour_is_a_neighbour_but_an_unknown_one_is_not(library: Library) -> None:
    library.add_units([unit("Ja.", "Unknown.", at="2999-01-01T00:00:00+00:00"), unit("Ja.", "First.", "", "Mooi.")])
    assert targets(library, Neighbours("", "Ja.", "")) == ["First."]
