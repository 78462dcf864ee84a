from __future__ import annotations

from dataclasses import replace

from translate.checks import run_checks
from translate.document import Segment

from .segments import segment

DUTCH = "De drones worden ingezet om Port Soedan en installaties te bombarderen."
ENGLISH = "The drones are deployed to Port Sudan and installations."
ALIGNED = (
    ("drones", "drones"),
    ("ingezet", "deployed"),
    ("Port", "Port"),
    ("Soedan", "Sudan"),
    ("installaties", "installations"),
)
LOST = segment(DUTCH, ENGLISH, aligned=ALIGNED)


def found(given: Segment) -> list[str]:
    issues = [issue for issue in run_checks(given) if issue.check == "lost words"]
    return [issue.source.of(given.source) for issue in issues if issue.source]


def test_a_long_word_that_came_to_nothing_is_found() -> None:
    assert found(LOST) == ["bombarderen"]


def test_neighbours_make_one_finding_and_short_words_count_together() -> None:
    given = segment("Hij wil felle kritiek op Iran.", "He wants Iran.", aligned=(("Hij", "He"), ("Iran", "Iran")))
    assert found(given) == ["felle kritiek"]
    given = segment("Hij wil felle ruzie.", "He wants a quarrel.", aligned=(("Hij", "He"), ("ruzie", "quarrel")))
    assert found(given) == []


def test_a_verb_that_is_aligned_through_its_auxiliary_is_there() -> None:
    given = segment(
        "Landen die worden gesteund", "Countries supported", aligned=(("Landen", "Countries"), ("worden", "supported"))
    )
    assert found(given) == []


def test_a_word_that_the_english_has_too_is_there() -> None:
    given = segment("Hij wil controle en ruzie.", "He wants control and a quarrel.", aligned=(("ruzie", "quarrel"),))
    assert found(given) == []


def test_only_a_machines_own_alignment_is_believed() -> None:
    assert found(replace(LOST, alignment=())) == []
    assert found(replace(LOST, origin="human")) == []


def test_terms_are_left_alone() -> None:
    term = segment(DUTCH, ENGLISH, "deployed").terms[0]
    span = segment(DUTCH, ENGLISH, aligned=(("bombarderen", "Port"),)).alignment[0][0]
    assert found(replace(LOST, terms=(replace(term, source=span),))) == []
