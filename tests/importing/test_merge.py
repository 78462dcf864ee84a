"""What comes back goes into the library as a reviewer's: checked, as one step, and nothing overwritten in silence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from translate.document import Segment
from translate.errors import LibraryError
from translate.importing import Incoming, IncomingRow, read_incoming
from translate.importing.merge import apply, plan_import
from translate.importing.plan import Change, Plan
from translate.library import Library, LibraryConflict
from translate.review.reviewing import approve, undo
from translate.review.workspace import Workspace

from .conftest import Export, make_article, told


def write(path: Path, cells: dict[str, str]) -> Path:
    workbook = load_workbook(path)
    for cell, text in cells.items():
        workbook["Sentences"][cell] = text
    workbook.save(path)
    return path


def segment(library: Library, name: str) -> Segment:
    return library.segments(1, [name])[0].segment


def change_of(plan: Plan, name: str) -> Change:
    (found,) = (change for change in plan.changes if change.segment == name)
    return found


def test_an_import_is_one_step_that_can_be_undone(
    export: Export, plan: Callable[[Path], Plan], ws: Workspace, library: Library
) -> None:
    before = library.load_article(1)
    cells = {"D4": "The bridge stands open.", "E5": "final", "H6": "Who?", "D7": "Everybody spoke."}
    applied = apply(ws, plan(write(export("xlsx"), cells)))
    assert applied == ("2.2", "3.1", "4.1", "4.2")
    bridge, harbour, said = (segment(library, name) for name in ("2.2", "3.1", "4.1"))
    assert (bridge.target, bridge.state, bridge.origin) == ("The bridge stands open.", "reviewed", "human")
    assert (harbour.target, harbour.state, harbour.origin) == ("The port first", "final", "mt")
    assert (said.note, said.state) == ("Who?", "translated")
    assert undo(ws, 1) == applied
    assert library.load_article(1) == before


def test_terms_are_verified_and_checks_run_as_in_the_review(
    export: Export, plan: Callable[[Path], Plan], ws: Workspace, library: Library
) -> None:
    path = write(export("xlsx"), {"D3": "Poetin talked to the press.", "D6": "Putin talked to the press."})
    apply(ws, plan(path))
    imported = segment(library, "2.1")
    assert [(term.entry, term.outcome) for term in imported.terms] == [("Poetin", "missed")]
    assert [(term.entry, term.outcome) for term in segment(library, "4.1").terms] == [("Poetin", "applied")]
    undo(ws, 1)
    approve(ws, 1, "2.1", "Poetin talked to the press.", None)
    assert segment(library, "2.1") == imported


def test_the_same_file_changes_nothing_a_second_time(
    export: Export, plan: Callable[[Path], Plan], ws: Workspace, library: Library
) -> None:
    path = write(export("xlsx"), {"D4": "The bridge stands open.", "H6": "Who?", "E5": "reviewed"})
    apply(ws, plan(path))
    assert told(plan(path)) == [("same", "2.2", "The bridge stands open.")]
    revision = library.revision(1)
    assert apply(ws, plan(path)) == ()
    assert library.revision(1) == revision


BRIDGE = "The bridge stands open."
SINCE = [
    # what the library has since the export, what the file has, the kind of change, and what is then in the library
    ("", BRIDGE, "edited", BRIDGE),
    ("Open is the bridge.", BRIDGE, "conflict", "Open is the bridge."),
    (BRIDGE, BRIDGE, "same", BRIDGE),
    ("Open is the bridge.", "", "behind", "Open is the bridge."),
]


@pytest.mark.parametrize(("ours", "theirs", "kind", "after"), SINCE)
def test_what_was_changed_on_both_sides_is_a_conflict(
    export: Export,
    plan: Callable[[Path], Plan],
    ws: Workspace,
    library: Library,
    ours: str,
    theirs: str,
    kind: str,
    after: str,
) -> None:
    path = export("xlsx")
    if theirs:
        write(path, {"D4": theirs})
    if ours:
        approve(ws, 1, "2.2", ours, None)
    found = plan(path)
    change = change_of(found, "2.2")
    assert (change.kind, change.ours) == (kind, ours or "The bridge is open.")
    apply(ws, found)
    assert segment(library, "2.2").target == after


@pytest.mark.parametrize(
    ("take", "after"), [("theirs", BRIDGE), ("ours", "Open is the bridge."), (None, "Open is the bridge.")]
)
def test_a_conflict_is_settled_as_told_and_its_comment_is_kept_in_any_case(
    export: Export, plan: Callable[[Path], Plan], ws: Workspace, library: Library, take: str, after: str
) -> None:
    path = write(export("xlsx"), {"D4": BRIDGE, "H4": "Better so"})
    approve(ws, 1, "2.2", "Open is the bridge.", None)
    apply(ws, plan(path), take)  # type: ignore[arg-type]
    assert segment(library, "2.2").target == after
    assert segment(library, "2.2").note == "Better so"


def test_approved_english_that_a_machine_has_changed_since_is_a_conflict(
    export: Export, plan: Callable[[Path], Plan], library: Library
) -> None:
    path = write(export("xlsx"), {"E4": "reviewed"})
    library.save_again(1, {"2.2": Segment("2.2", "De brug is open.", " ", "The bridge is ajar.", "translated")}, "f2")
    assert change_of(plan(path), "2.2").kind == "conflict"


def test_nothing_is_saved_when_somebody_changes_a_segment_meanwhile(
    export: Export, plan: Callable[[Path], Plan], ws: Workspace, library: Library
) -> None:
    found = plan(write(export("xlsx"), {"D4": BRIDGE, "D7": "Everybody spoke."}))
    approve(ws, 1, "2.2", "Open is the bridge.", None)
    with pytest.raises(LibraryConflict, match="Open is the bridge"):
        apply(ws, found)
    assert segment(library, "4.2").target == "Nobody was silent."


def test_a_reviewed_sentence_keeps_its_state_and_nothing_is_downgraded(
    export: Export, plan: Callable[[Path], Plan], ws: Workspace, library: Library
) -> None:
    approve(ws, 1, "2.2", BRIDGE, None, "final")
    approve(ws, 1, "3.1", "First the port", None, "reviewed")
    path = write(export("xlsx"), {"E4": "translated", "E5": "initial", "D5": "First the harbour"})
    apply(ws, plan(path))
    assert (segment(library, "2.2").state, segment(library, "3.1").state) == ("final", "reviewed")


def test_a_comment_stays_when_the_article_is_translated_again(
    export: Export, plan: Callable[[Path], Plan], ws: Workspace, library: Library
) -> None:
    apply(ws, plan(write(export("xlsx"), {"H4": "Which bridge?"})))
    library.save_article(make_article())
    assert segment(library, "2.2").note == "Which bridge?"


def test_a_comment_leaves_what_a_machine_offers(
    export: Export, plan: Callable[[Path], Plan], ws: Workspace, library: Library
) -> None:
    approve(ws, 1, "2.2", BRIDGE, None)
    library.save_article(make_article())
    path = write(export("xlsx"), {"H4": "Which bridge?"})
    apply(ws, plan(path))
    (stored,) = library.segments(1, ["2.2"])
    assert (stored.suggestion, stored.segment.note) == ("The bridge is open.", "Which bridge?")


# --- files without marks, such as those of other tools ---------------------------------------------------------------


def incoming(*rows: tuple[str, str], article: str = "") -> Incoming:
    return Incoming(article, tuple(IncomingRow("", *row, where="unit 1") for row in rows), "TMX", path="a.tmx")


def test_without_a_mark_a_machines_english_gives_way_and_a_persons_does_not(ws: Workspace, library: Library) -> None:
    approve(ws, 1, "2.2", "Open is the bridge.", None)
    rows = (("De brug is open.", BRIDGE), ("Eerst de haven", "First the port"))
    plan = plan_import(library, incoming(*rows))
    assert [(one.segment, one.kind) for one in plan.changes[:2]] == [("2.2", "conflict"), ("3.1", "edited")]


def test_which_article_is_meant(ws: Workspace, library: Library) -> None:
    with pytest.raises(LibraryError, match="of no article in the library"):
        plan_import(library, incoming(("Iets anders.", "Something else.")))
    with pytest.raises(LibraryError, match="not in the library"):
        plan_import(library, incoming(("Iets anders.", "Something else."), article="cd" * 32))
    named = plan_import(library, incoming(("De brug is open.", BRIDGE), article="cd" * 32), "bericht.txt")
    assert named.article == 1 and "another article" in named.problems[0]


def test_a_file_of_an_older_version_says_so(export: Export, plan: Callable[[Path], Plan], library: Library) -> None:
    from dataclasses import replace

    path = export("docx")
    library.save_article(replace(make_article(), sha256="cd" * 32))
    found = plan(path)
    assert found.article == 1
    assert "this goes into the older one" in found.problems[0]


def test_a_file_says_where_each_row_stands(export: Export) -> None:
    assert [row.where for row in read_incoming(export("xlsx")).rows][:2] == ["row 2", "row 3"]
