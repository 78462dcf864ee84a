from __future__ import annotations

import pytest

from translate.checks import run_checks
from translate.document import Segment

TWO = "Iran levert al jaren drones aan het leger. Rusland bouwt ze na in een eigen fabriek."

WRONG = [
    (TWO, "Iran has been supplying the army for years.", "Rusland bouwt ze na in een eigen fabriek."),
    (TWO, "Russia copies them in a factory of its own.", "Iran levert al jaren drones aan het leger."),
    ("Iran levert drones.", "Iran supplies drones. Russia copies them.", "Russia copies them."),
]

RIGHT = [
    (TWO, "Iran has been supplying the army with drones for years. Russia copies them in a factory of its own."),
    (TWO, "Iran has been supplying the army with drones for years, while Russia copies them in a factory of its own."),
    ("Iran levert drones, die Rusland nabouwt.", "Iran supplies drones. Russia copies them."),
    ("Dr. De Wijk sprak met gen. Jansen in St. Petersburg.", "Dr. De Wijk spoke to Gen. Jansen in St. Petersburg."),
    ("“Waarom?” vroeg hij.", "“Why?” he asked."),
]


def found(dutch: str, english: str) -> list[str]:
    issues = run_checks(Segment("1", dutch, target=english))
    return [
        issue.target.of(english) if issue.target else issue.source.of(dutch)
        for issue in issues
        if issue.check == "sentence missing or added" and (issue.target or issue.source)
    ]


@pytest.mark.parametrize(("dutch", "english", "sentence"), WRONG)
def test_the_sentence_that_was_lost_or_added_is_shown(dutch: str, english: str, sentence: str) -> None:
    assert found(dutch, english) == [sentence]


@pytest.mark.parametrize(("dutch", "english"), RIGHT)
def test_sentences_that_were_joined_or_split_are_right(dutch: str, english: str) -> None:
    assert found(dutch, english) == []
