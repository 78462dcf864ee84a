"""The memory in figures."""

from __future__ import annotations

from translate.memory.statistics import count

from .units import reviewed, unit


def test_figures() -> None:
    figures = count(
        [
            unit("De regering viel.", "The cabinet fell.", at="2020-05-01T00:00:00+00:00"),
            unit("De regering viel.", "The government fell."),
            reviewed(3, "Ja.", "Yes."),
        ]
    )
    assert (figures.units, figures.reviewed, figures.imported, figures.articles, figures.words) == (3, 1, 2, 1, 7)
    assert (figures.oldest[:10], figures.newest[:10]) == ("2020-05-01", "2026-01-01")
    assert (figures.ambiguous, figures.ambiguous_units) == (1, 2)


def test_an_empty_memory() -> None:
    figures = count([])
    assert (figures.units, figures.oldest, figures.ambiguous) == (0, "", 0)
