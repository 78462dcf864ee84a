"""The glossary from the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from translate.document import Paragraph, Segment
from translate.engines import Engine
from translate.errors import GlossaryError
from translate.glossary.edit_render import Fields, fields_of
from translate.glossary.editing import add_entry, new_entry
from translate.glossary.store import load_glossary
from translate.review.reviewing import approve, undo
from translate.review.terms import (
    MOST_TRANSLATED,
    apply_terms,
    draft_term,
    find_outdated,
    preview_term,
    save_term,
)
from translate.review.workspace import ReviewError, Workspace


def select(desk: Workspace, segment: str, side: str, words: str) -> tuple[int, int]:
    one = desk.segment(1, segment).segment
    text = one.source if side == "nl" else one.target
    assert words in text
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("segment", "side", "words", "expected"),
    [
        ("2.2", "nl", "pers", ("pers", "press", None)),
        ("2.2", "nl", "de per", ("pers", "press", None)),
        ("2.2", "en", "press", ("pers", "press", None)),
        ("2.2", "nl", "Defensie", ("minister van Defensie", "Minister of Defence", "minister van Defensie")),
        ("2.2", "en", "Minister", ("minister van Defensie", "Minister", "minister van Defensie")),
        ("3.1", "nl", "drones", ("drone", "UAVs", "drone")),
        ("3.1", "en", "UAVs", ("drone", "UAVs", "drone")),
        ("4.1", "nl", "bondgenoten", ("bondgenoten", "allies", None)),
    ],
)
def test_a_selection_becomes_a_draft(
    desk: Workspace, segment: str, side: str, words: str, expected: tuple[str, str, str | None]
) -> None:
    draft = draft_term(desk, 1, segment, side, *select(desk, segment, side, words))  # type: ignore[arg-type]
    assert (draft.dutch, draft.english, draft.existing and draft.existing.id) == expected


def test_a_capital_that_is_the_sentences_is_left_out(desk: Workspace) -> None:
    approve(desk, 1, "4.1", "Loyalty to the allies is important.", None)
    desk.glossary_path.write_text("- source: drone\n  target: UAV\n", encoding="utf-8")
    draft = draft_term(desk, 1, "4.1", "nl", 0, 5)
    assert draft.dutch == "trouw"


def test_no_word_selected_is_told(desk: Workspace) -> None:
    with pytest.raises(ReviewError, match="no word"):
        draft_term(desk, 1, "3.2", "nl", 3, 4)


# --- saving ----------------------------------------------------------------------------------------------------------


def test_an_entry_is_written_as_the_command_line_writes_it(desk: Workspace, tmp_path: Path) -> None:
    fields: Fields = {"source": "pers", "target": "media", "kind": "concept", "note": "", "variants": ("press",)}
    other = tmp_path / "other.yaml"
    other.write_bytes(desk.glossary_path.read_bytes())
    add_entry(other, new_entry(fields))
    entry = save_term(desk, fields)
    assert desk.glossary_path.read_bytes() == other.read_bytes()
    assert entry.id == "pers" and entry.line > 1 and "# onze termen" in other.read_text(encoding="utf-8")
    assert "pers" in [one.id for one in desk.glossary]


@pytest.mark.parametrize(
    ("name", "fields", "changed"),
    [
        ("drone", {"target": "unmanned aircraft"}, {"target": "unmanned aircraft"}),
        ("drone", {"source": "drone", "target": "UAV", "forbidden": ()}, {"forbidden": None}),
        ("drone", {"variants": ["UAS", "RPA"], "note": "see the style guide"},
         {"variants": ("UAS", "RPA"), "note": "see the style guide"}),
        ("drone", {"source": ["drone", "onbemand vliegtuig"]}, {"source": ("drone", "onbemand vliegtuig")}),
        ("drone", {"translate": False, "forbidden": []}, {"target": None, "translate": False, "forbidden": None}),
        ("drone", {"compounds": True, "case": "exact"}, {"compounds": True, "case": "exact"}),
        ("MIVD", {"kind": "concept", "case": "free"}, {"kind": "concept"}),
        ("MIVD", {"expand": "", "kind": "acronym"}, {"expand": None, "kind": "acronym"}),
    ],
)  # fmt: skip
def test_of_a_changed_entry_the_fields_that_were_given_change(
    desk: Workspace, name: str, fields: Fields, changed: dict[str, object]
) -> None:
    before = {entry.id: fields_of(entry) for entry in desk.glossary}
    text = desk.glossary_path.read_text(encoding="utf-8").splitlines()
    save_term(desk, fields, name)
    after = {entry.id: fields_of(entry) for entry in load_glossary(desk.glossary_path)}
    expected = {key: value for key, value in {**before[name], **changed}.items() if value is not None}
    assert after == {**before, name: expected}
    assert desk.glossary_path.read_text(encoding="utf-8").splitlines()[0] == text[0]


def test_what_is_kept_as_it_is_stays_so_until_it_gets_english(desk: Workspace) -> None:
    save_term(desk, {"source": "Tweede Kamer", "translate": False})
    assert not save_term(desk, {"target": "Tweede Kamer", "note": "parliament"}, "Tweede Kamer").translate
    assert save_term(desk, {"target": "House"}, "Tweede Kamer").translate


@pytest.mark.parametrize(
    ("fields", "existing"),
    [
        ({"source": "drone", "target": "craft"}, None),
        ({"source": "", "target": "craft"}, None),
        ({"source": "vlag", "target": ""}, None),
        ({"source": "vlag", "target": "flag", "kind": "colour"}, None),
        ({"source": "MIVD"}, "drone"),
        ({"target": ""}, "drone"),
        ({"target": "flag"}, "vlag"),
    ],
)
def test_a_wrong_entry_is_refused_and_the_file_stays(
    desk: Workspace, fields: dict[str, str], existing: str | None
) -> None:
    before = desk.glossary_path.read_bytes()
    for attempt in (lambda: preview_term(desk, fields, existing=existing), lambda: save_term(desk, fields, existing)):
        with pytest.raises(GlossaryError) as told:
            attempt()
        assert "translate-" not in told.value.line()
    assert desk.glossary_path.read_bytes() == before


def test_where_there_is_no_glossary_none_is_made(desk: Workspace, engine: Engine) -> None:
    path = desk.glossary_file()
    fields: Fields = {"source": "vlag", "target": "flag"}
    path.unlink()
    for ws, line in ((Workspace(desk.library, None, lambda: engine), "no glossary.yaml here"), (desk, str(path))):
        for attempt in (
            lambda ws=ws: preview_term(ws, fields),
            lambda ws=ws: save_term(ws, fields),
            lambda ws=ws: find_outdated(ws),
        ):
            with pytest.raises(GlossaryError) as told:
                attempt()
            assert line in told.value.line()
    with pytest.raises(GlossaryError, match="no glossary"):
        draft_term(Workspace(desk.library, None, lambda: engine), 1, "2.1", "nl", 0, 4)
    assert not path.exists()


# --- seeing and applying ---------------------------------------------------------------------------------------------


def test_a_preview_shows_what_would_change_and_changes_nothing(desk: Workspace) -> None:
    approve(desk, 1, "3.1", "The MIVD counts 2,400 UAVs.", None)
    stored, file = desk.library.segments(1), desk.glossary_path.read_bytes()
    preview = preview_term(desk, {"target": "unmanned aircraft"}, 1, existing="drone")
    assert preview.entry.target == "unmanned aircraft"
    assert preview.text.startswith("- source: drone\n  target: unmanned aircraft")
    rows = {row.segment: row for row in preview.touched}
    assert list(rows) == ["1.1", "2.1", "3.1"]
    assert all("unmanned aircraft" in (row.new or "") and "UAVs" in row.old for row in rows.values())
    assert [row.kept for row in rows.values()] == [False, False, True]
    assert (preview.more, preview.articles) == (0, 0)
    assert {row.title for row in rows.values()} == {"De MIVD over drones"}
    assert desk.library.segments(1) == stored and desk.glossary_path.read_bytes() == file


def test_a_preview_translates_a_few_sentences_of_the_article_at_hand_and_counts_the_others(desk: Workspace) -> None:
    story = desk.library.load_article(1)
    others = [desk.library.save_article(replace(story, sha256=sha * 64)) for sha in "ab"]
    many = tuple(
        Paragraph(
            "text", "Een drone.", segments=(Segment(f"{n}.1", "Een drone.", target="A UAV.", state="translated"),)
        )
        for n in range(MOST_TRANSLATED + 5)
    )
    here = desk.library.save_article(replace(story, sha256="c" * 64, paragraphs=many))
    preview = preview_term(desk, {"target": "unmanned aircraft"}, here, existing="drone")
    assert {row.article for row in preview.touched} == {here} and len(preview.touched) == len(many)
    assert [row.new is not None for row in preview.touched] == [True] * MOST_TRANSLATED + [False] * 5
    assert (preview.more, preview.articles) == (9, 3)
    assert len(preview_term(desk, {"target": "unmanned aircraft"}, others[0], existing="drone").touched) == 3


def test_a_term_that_touches_nothing_needs_no_engine(desk: Workspace) -> None:
    ws = Workspace(desk.library, desk.glossary_path, lambda: pytest.fail("the engine was loaded"))
    assert preview_term(ws, {"source": "vlag", "target": "flag"}).touched == []


def test_a_saved_term_is_applied_to_what_it_touches(desk: Workspace) -> None:
    approve(desk, 1, "3.1", "The MIVD counts 2,400 UAVs.", None)
    before = {one.segment.id: one.segment for one in desk.library.segments(1)}
    save_term(desk, {"target": "unmanned aircraft"}, "drone")
    changed = [pair for chunk in apply_terms(desk, find_outdated(desk, [1])) for pair in chunk]
    assert changed == [(1, "1.1"), (1, "2.1"), (1, "3.1")]
    after = {one.segment.id: one for one in desk.library.segments(1)}
    assert "unmanned aircraft" in after["2.1"].segment.target and after["2.1"].before == before["2.1"].target
    assert after["3.1"].segment.target == "The MIVD counts 2,400 UAVs."
    assert "unmanned aircraft" in (after["3.1"].suggestion or "")
    assert {name: one.segment for name, one in after.items() if name not in ("1.1", "2.1", "3.1")} == {
        name: one for name, one in before.items() if name not in ("1.1", "2.1", "3.1")
    }
    assert find_outdated(desk, [1]).touched == []


def test_what_was_reviewed_keeps_its_text_but_misses_the_new_term(desk: Workspace) -> None:
    approve(desk, 1, "3.1", "The MIVD counts 2,400 UAVs.", None)
    before = desk.segment(1, "3.1")
    assert desk.library.matching(1, missed=True) == []
    save_term(desk, {"target": "unmanned aircraft"}, "drone")
    list(apply_terms(desk, find_outdated(desk)))
    after = desk.segment(1, "3.1")
    assert (after.segment.target, after.segment.state, after.revision) == (
        before.segment.target,
        "reviewed",
        before.revision,
    )
    assert {term.entry: term.outcome for term in after.segment.terms}["drone"] == "missed"
    assert "term missed" in [issue.check for issue in after.segment.issues]
    assert desk.library.matching(1, missed=True) == ["3.1"]
    undo(desk, 1)
    assert desk.segment(1, "3.1").segment.state == "translated"
    assert "3.1" in [one.stored.segment.id for one in find_outdated(desk, [1]).touched]


def test_a_change_of_the_file_while_it_is_applied_is_left_for_the_next_time(desk: Workspace) -> None:
    save_term(desk, {"target": "unmanned aircraft"}, "drone")
    outdated = find_outdated(desk, [1])
    save_term(desk, {"source": "regenen", "target": "to pour", "forms": ["regent"]})
    assert [name for chunk in apply_terms(desk, outdated) for _, name in chunk] == ["1.1", "2.1", "3.1"]
    assert [one.stored.segment.id for one in find_outdated(desk, [1]).touched] == ["3.2"]


def test_a_glossary_that_cannot_be_read_is_not_applied(desk: Workspace) -> None:
    desk.glossary_path.write_text("- source: [", encoding="utf-8")
    with pytest.raises(GlossaryError):
        find_outdated(desk)
