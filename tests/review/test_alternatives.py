"""What else a segment could read."""

from __future__ import annotations

from translate.engines.base import Engine
from translate.errors import ModelError
from translate.library import MemoryUnit
from translate.reading import read_bytes
from translate.review.alternatives import Alternative, Alternatives, find_alternatives
from translate.review.reviewing import approve
from translate.review.terms import apply_terms, find_outdated, save_term
from translate.review.workspace import Workspace

WHEN = "2026-01-01T00:00:00+00:00"


def kinds(found: list[Alternative]) -> list[str]:
    return [one.kind for one in found]


def test_offers_other_hypotheses_each_once_with_their_differences(desk: Workspace) -> None:
    now = desk.segment(1, "2.2").segment.target
    found = find_alternatives(desk, 1, "2.2").found
    assert len(found) >= 2 and set(kinds(found)) == {"hypothesis"}
    texts = [one.text for one in found]
    assert len(set(texts)) == len(texts) and now not in texts
    for one in found:
        assert "".join(s.text for s in one.stretches if s.kind != "old") == one.text
        assert "".join(s.text for s in one.stretches if s.kind != "new") == now
        assert ("Minister of Defence" in one.text) == (one.note == "")
    assert [bool(one.note) for one in found] == sorted(bool(one.note) for one in found)


def test_offers_what_memory_has_likest_first_but_not_the_segment_itself(desk: Workspace) -> None:
    approve(desk, 1, "3.1", "The MIVD counts 2,400 UAVs.", None)
    desk.library.add_units(
        [
            MemoryUnit(0, "De MIVD telt 2.400 drones.", "MIVD: 2,400 UAVs.", "", "", WHEN),
            MemoryUnit(0, "De MIVD telt 3.500 drones.", "The MIVD tallies 3,500 UAVs.", "", "", WHEN),
            MemoryUnit(0, "Iets heel anders staat hier.", "Something else.", "", "", WHEN),
        ]
    )
    found = [one for one in find_alternatives(desk, 1, "3.1").found if one.kind == "memory"]
    assert [(one.text, one.source) for one in found] == [
        ("MIVD: 2,400 UAVs.", "De MIVD telt 2.400 drones."),
        ("The MIVD tallies 2,400 UAVs.", "De MIVD telt 3.500 drones."),
    ]
    assert found[0].percent == 100 and 75 <= (found[1].percent or 0) < 100
    assert "The MIVD counts 2,400 UAVs." not in [one.text for one in found]


def test_what_memory_has_says_which_terms_it_lacks(desk: Workspace) -> None:
    desk.library.add_units(
        [
            MemoryUnit(0, "De MIVD telt 2.400 drones.", "The MIVD tallies 2,400 drones.", "", "", WHEN),
            MemoryUnit(0, "De MIVD telt 3.500 drones!", "The MIVD tallies 3,500 planes!", "", "", WHEN),
        ]
    )
    found = [one for one in find_alternatives(desk, 1, "3.1").found if one.kind == "memory"]
    assert [one.note for one in found] == [
        "lacks “UAVs”",
        "other numbers: 3.500 there, 2.400 here; lacks “UAVs”",
    ]


def test_after_a_change_of_the_glossary_both_texts_are_offered(desk: Workspace) -> None:
    approve(desk, 1, "3.1", "The MIVD counts 2,400 UAVs.", None)
    old = desk.segment(1, "2.1").segment.target
    save_term(desk, {"target": "unmanned aircraft"}, "drone")
    list(apply_terms(desk, find_outdated(desk)))
    suggestion = find_alternatives(desk, 1, "3.1").found[0]
    assert suggestion.kind == "suggestion" and "unmanned aircraft" in suggestion.text
    before = find_alternatives(desk, 1, "2.1").found[0]
    assert (before.kind, before.text) == ("before", old)


def test_a_sentence_too_long_for_the_model_has_only_what_memory_has(desk: Workspace) -> None:
    text = "De minister sprak met de pers over de brug en de weg en het water en de trein, " * 12
    desk.pipeline().translate(read_bytes((text + "zei hij.\n").encode(), "lang.txt"))
    assert find_alternatives(desk, 2, "1.1") == Alternatives([])


def test_without_the_model_there_is_what_needs_none_and_why_there_is_no_more(desk: Workspace) -> None:
    def load() -> Engine:
        raise ModelError("no such model", mend="pull it")

    approve(desk, 1, "3.1", "The MIVD counts 2,400 UAVs.", None)
    desk.library.add_units([MemoryUnit(0, "De MIVD telt 2.400 drones.", "MIVD: 2,400 UAVs.", "", "", WHEN)])
    offered = find_alternatives(Workspace(desk.library, desk.glossary_path, load), 1, "3.1")
    assert [(one.kind, one.text) for one in offered.found] == [("memory", "MIVD: 2,400 UAVs.")]
    assert offered.problem is not None and offered.problem.line() == "no such model; pull it"
