"""A segment approved, corrected, taken back, done again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from translate.document import Segment
from translate.engines import Engine
from translate.glossary.store import load_glossary
from translate.library import Library, LibraryConflict
from translate.pipeline import Pipeline
from translate.reading import read_bytes
from translate.review.reviewing import approve, dismiss, realign, redo, undo
from translate.review.workspace import ReviewError, Workspace
from translate.writing.marking import shown


def text_of(ws: Workspace, segment_id: str) -> str:
    return ws.segment(1, segment_id).segment.target


def change(ws: Workspace, segment_id: str, target: str, state: str = "reviewed") -> int:
    """Approve a segment as it is now, and return its revision."""
    return approve(ws, 1, segment_id, target, ws.segment(1, segment_id).revision, state).revision  # type: ignore[arg-type]


def test_approving_keeps_what_the_machine_made_and_needs_no_engine(desk: Workspace) -> None:
    desk = Workspace(desk.library, desk.glossary_path, lambda: pytest.fail("the engine was loaded"))
    before = desk.segment(1, "2.1")
    saved = approve(desk, 1, "2.1", before.segment.target, before.revision)
    after = desk.segment(1, "2.1")
    assert saved.segments == ("2.1",) and saved.revision == after.revision > before.revision
    assert after.segment == replace(before.segment, state="reviewed")


@pytest.mark.parametrize("text", ["It rains.\x01", "It\x85rains.", "It \ufdd0 rains. ", "It\x0crains.\x7f"])
def test_what_a_page_cannot_show_is_not_replaced_by_what_it_shows_instead(desk: Workspace, text: str) -> None:
    stored = desk.segment(1, "3.2")
    desk.library.confirm_segments(1, [(replace(stored.segment, target=text), stored.revision)])
    assert shown(text) != text
    change(desk, "3.2", shown(text))
    segment = desk.segment(1, "3.2").segment
    assert (segment.target, segment.origin, segment.state) == (text, "mt", "reviewed")
    change(desk, "3.2", "It rains.\x01\x7f")
    assert text_of(desk, "3.2") == "It rains."


def test_english_that_a_person_wrote_is_verified_and_checked(desk: Workspace) -> None:
    change(desk, "3.1", "The MIVD counts  24,000 drones.")
    segment = desk.segment(1, "3.1").segment
    assert (segment.origin, segment.state, segment.confidence) == ("human", "reviewed", None)
    assert [(t.term, t.outcome) for t in segment.terms] == [("MIVD", "applied"), ("UAVs", "forbidden")]
    assert segment.terms[1].target and segment.terms[1].target.of(segment.target) == "drones"
    assert segment.issues
    change(desk, "3.1", "The MIVD counts 2,400 UAVs.")
    segment = desk.segment(1, "3.1").segment
    assert [(t.term, t.outcome, t.why) for t in segment.terms][1] == ("UAVs", "applied", "the reviewer wrote it")
    assert not segment.issues


def test_a_term_that_is_missed_is_found_missing(desk: Workspace) -> None:
    change(desk, "3.1", "The service has 2,400 UAVs.")
    assert [t.outcome for t in desk.segment(1, "3.1").segment.terms] == ["missed", "applied"]


def test_the_glossary_of_today_is_asked_for(desk: Workspace) -> None:
    change(desk, "3.2", text_of(desk, "3.2"))
    desk.glossary_path.write_text("- source: regenen\n  target: to pour\n  forms: [regent]\n", encoding="utf-8")
    change(desk, "3.2", text_of(desk, "3.2"), "final")
    assert [(t.entry, t.outcome) for t in desk.segment(1, "3.2").segment.terms] == [("regenen", "missed")]


def test_a_name_taken_for_a_word_is_still_pointed_out_until_somebody_changes_the_sentence(desk: Workspace) -> None:
    change(desk, "4.1", text_of(desk, "4.1"))
    assert "name or word" in [issue.check for issue in desk.segment(1, "4.1").segment.issues]
    change(desk, "4.1", "Loyalty to the allies is important.")
    segment = desk.segment(1, "4.1").segment
    assert not segment.terms and "name or word" not in [issue.check for issue in segment.issues]


def test_the_same_sentence_elsewhere_is_filled_in(desk: Workspace) -> None:
    before = desk.segment(1, "4.2").segment
    saved = approve(desk, 1, "2.2", "The Minister of Defence talked to reporters.", None)
    assert saved.segments == ("2.2", "4.2")
    filled = desk.segment(1, "4.2").segment
    assert (filled.target, filled.origin, filled.state) == (
        "The Minister of Defence talked to reporters.",
        "memory",
        "translated",
    )
    assert [t.target and t.target.of(filled.target) for t in filled.terms] == ["Minister of Defence"]
    assert filled.confidence is None
    assert undo(desk, 1) and desk.segment(1, "4.2").segment == before


@pytest.mark.parametrize("state", ["reviewed", "final", "translated"])
def test_what_a_person_wrote_elsewhere_is_left_alone(desk: Workspace, state: str) -> None:
    change(desk, "4.2", "The press heard from the Minister of Defence.", state)
    saved = approve(desk, 1, "2.2", "The Minister of Defence talked to reporters.", None)
    assert saved.segments == ("2.2",)
    assert text_of(desk, "4.2") == "The press heard from the Minister of Defence."


def test_where_a_term_is_to_be_spelt_out_the_english_stays(engine: Engine, tmp_path: Path) -> None:
    terms = tmp_path / "glossary.yaml"
    terms.write_text(
        "- source: MIVD\n  target: MIVD\n  kind: organisation\n  expand: Defence Intelligence and Security Service\n",
        encoding="utf-8",
    )
    with Library.open(tmp_path / "translations.db") as library:
        text = "De MIVD zwijgt.\n\nDe MIVD zwijgt.\n"
        Pipeline(engine, load_glossary(terms), library).translate(read_bytes(text.encode(), "twee.txt"))
        ws = Workspace(library, terms, lambda: engine)
        first = ws.segment(1, "1.1").segment.target
        assert approve(ws, 1, "2.1", "The MIVD keeps silent.", None).segments == ("2.1",)
        assert ws.segment(1, "1.1").segment.target == first


def test_an_edit_that_is_not_approved_goes_nowhere_else(desk: Workspace) -> None:
    saved = approve(desk, 1, "2.2", "The Minister of Defence talked.", None, "translated")
    assert saved.segments == ("2.2",)
    assert desk.segment(1, "2.2").segment.state == "translated"


def test_two_tabs_neither_loses_its_text(desk: Workspace) -> None:
    seen = desk.segment(1, "3.2").revision
    approve(desk, 1, "3.2", "It rains.", seen)
    with pytest.raises(LibraryConflict) as conflict:
        approve(desk, 1, "3.2", "Rain is falling.", seen)
    assert (conflict.value.stored, conflict.value.offered) == ("It rains.", "Rain is falling.")
    assert approve(desk, 1, "3.2", "Rain is falling.", conflict.value.revision)
    assert text_of(desk, "3.2") == "Rain is falling."


def test_a_repeated_sentence_that_another_tab_approves_meanwhile_is_left_alone(
    desk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    save, told = desk.library.confirm_segments, []

    def interrupted(article_id: int, segments: Sequence[tuple[Segment, int | None]]) -> dict[str, int]:
        if not told:
            told.append(segments)
            approve(desk, 1, "4.2", "The other tab was here.", None)
        return save(article_id, segments)

    monkeypatch.setattr(desk.library, "confirm_segments", interrupted)
    assert approve(desk, 1, "2.2", "The Minister of Defence talked.", None).segments[0] == "2.2"
    assert len(told[0]) == 2
    assert (text_of(desk, "2.2"), text_of(desk, "4.2")) == (
        "The Minister of Defence talked.",
        "The other tab was here.",
    )


@pytest.mark.parametrize("target", ["", "  ", "\n", "\x00"])
def test_no_english_is_refused(desk: Workspace, target: str) -> None:
    with pytest.raises(ReviewError, match="empty"):
        approve(desk, 1, "3.2", target, None)
    assert desk.segment(1, "3.2").segment.state == "translated"


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        (" It rains.\n", "It rains."),
        ("It\r\nrains.", "It rains."),
        ("It \n rains.", "It rains."),
        ("It\x07 rains\x00.", "It rains."),
        ("It\u00a0rains – “now”.", "It\u00a0rains – “now”."),
        ("It  rains.", "It  rains."),
        ("<b>It</b> & rains", "<b>It</b> & rains"),
    ],
)
def test_what_is_typed_is_saved_on_one_line(desk: Workspace, typed: str, saved: str) -> None:
    approve(desk, 1, "3.2", typed, None)
    assert text_of(desk, "3.2") == saved


def test_approving_twice_is_one_step(desk: Workspace) -> None:
    first = approve(desk, 1, "3.2", "It rains.", None)
    assert approve(desk, 1, "3.2", "It rains.", first.revision) == first
    undo(desk, 1)
    assert undo(desk, 1) == ()


def test_steps_are_taken_back_and_done_again(desk: Workspace) -> None:
    before: dict[str, Segment] = {one.segment.id: one.segment for one in desk.library.segments(1)}
    change(desk, "3.1", "The MIVD has some UAVs.")
    change(desk, "2.2", "The Minister of Defence talked.")
    after = {one.segment.id: one.segment for one in desk.library.segments(1)}
    assert set(undo(desk, 1)) == {"2.2", "4.2"}
    assert undo(desk, 1) == ("3.1",)
    assert {one.segment.id: one.segment for one in desk.library.segments(1)} == before
    assert redo(desk, 1) == ("3.1",)
    assert set(redo(desk, 1)) == {"2.2", "4.2"}
    assert redo(desk, 1) == ()
    assert {one.segment.id: one.segment for one in desk.library.segments(1)} == after


def test_a_warning_set_aside_stays_so_when_the_segment_is_approved(desk: Workspace) -> None:
    change(desk, "3.1", "The service  has 2,400 drones.")
    issue = desk.segment(1, "3.1").segment.issues[0]
    dismiss(desk, 1, "3.1", issue.check, issue.message)
    assert desk.segment(1, "3.1").segment.issues[0].dismissed
    change(desk, "3.1", "The service  has 2,400 drones.", "final")
    assert desk.segment(1, "3.1").segment.issues[0].dismissed
    dismiss(desk, 1, "3.1", issue.check, issue.message, False)
    assert not desk.segment(1, "3.1").segment.issues[0].dismissed


def test_new_words_are_aligned_when_there_is_time(desk: Workspace) -> None:
    revision = change(desk, "2.2", "The Minister of Defence spoke  to the “press”.")
    assert realign(desk, 1, "2.2", revision)
    stored = desk.segment(1, "2.2")
    segment = stored.segment
    words = {(a.of(segment.source), b.of(segment.target)) for a, b in segment.alignment}
    assert ("minister van Defensie", "Minister of Defence") in words
    assert ("pers", "press") in words
    assert stored.revision == revision
    change(desk, "2.2", "Something else.")
    assert not realign(desk, 1, "2.2", revision)
