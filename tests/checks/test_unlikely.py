from __future__ import annotations

from dataclasses import replace

from translate.checks import run_checks
from translate.checks.unlikely import LEAST_CONFIDENCE
from translate.document import Segment

UNSURE = Segment("1", "De stad ligt plat.", target="The city is flat.", confidence=LEAST_CONFIDENCE - 0.01)


def is_found(given: Segment) -> bool:
    return "unlikely" in [issue.check for issue in run_checks(given)]


def test_a_translation_below_the_threshold_is_found() -> None:
    assert is_found(UNSURE)
    assert not is_found(replace(UNSURE, confidence=LEAST_CONFIDENCE))


def test_what_no_model_made_is_left_alone() -> None:
    assert not is_found(replace(UNSURE, confidence=None))
    assert not is_found(replace(UNSURE, origin="human"))
