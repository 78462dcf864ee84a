"""Segments found by what is in them, and text replaced across an article."""

from __future__ import annotations

import pytest

from translate.library import LibraryConflict
from translate.review import pattern_worker
from translate.review.article_issues import ArticleIssues
from translate.review.reviewing import approve, undo
from translate.review.searching import Filter, SearchError, find_segments, preview_replace, replace
from translate.review.workspace import ReviewError, Workspace

ALL = ["1.1", "2.1", "2.2", "3.1", "3.2", "4.1", "4.2"]


@pytest.mark.parametrize(
    ("sought", "expected"),
    [
        (Filter(), ALL),
        (Filter(text="MIVD"), ["1.1", "2.1", "3.1"]),
        (Filter(text="mivd", side="en"), ["1.1", "2.1", "3.1"]),
        (Filter(text="drones"), ["1.1", "2.1", "3.1"]),
        (Filter(text="drones", side="en"), []),
        (Filter(text="UAVs", side="nl"), []),
        (Filter(text="2.400"), ["3.1"]),
        (Filter(text="2.400", side="en"), []),
        (Filter(text="2.400", side="en", regex=True), ["3.1"]),
        (Filter(text=r"\bpers\b.*press", regex=True), []),
        (Filter(text=r"regent\.\nIt's", regex=True), ["3.2"]),
        (Filter(text=r"^it's raining\.$", regex=True), ["3.2"]),
        (Filter(text=r"^het regent\.$", regex=True), ["3.2"]),
        (Filter(text="it’s RAINING"), ["3.2"]),
        (Filter(text=r"^(de|het)\b", regex=True, side="nl"), ["1.1", "2.1", "2.2", "3.1", "3.2", "4.2"]),
        (Filter(warnings=True), ["4.1"]),
        (Filter(warnings=True, text="regen"), ["3.2"]),
        (Filter(warnings=True, text="pers"), []),
        (Filter(unreviewed=True), ["1.1", "2.1", "2.2", "3.1", "4.1", "4.2"]),
        (Filter(unreviewed=True, text="drone"), ["1.1", "2.1", "3.1"]),
        (Filter(missed=True), ["3.2"]),
        (Filter(refreshed=True), []),
    ],
)
def test_finds_what_is_asked_for(desk: Workspace, sought: Filter, expected: list[str]) -> None:
    desk.glossary_path.write_text(
        desk.glossary_path.read_text(encoding="utf-8") + "- source: regenen\n  target: to pour\n  forms: [regent]\n",
        encoding="utf-8",
    )
    approve(desk, 1, "3.2", desk.segment(1, "3.2").segment.target, None)
    found = find_segments(desk, 1, sought)
    if sought.warnings and not sought.text:  # other checks may have found something too
        assert set(expected) <= set(found) < set(ALL)
    else:
        assert found == expected


def test_a_warning_of_the_whole_article_is_a_warning(desk: Workspace) -> None:
    approve(desk, 1, "2.2", "The Minister of Defence spoke to the press.", None)
    approve(desk, 1, "4.2", "The Minister of Defence talked with reporters.", None)
    issues = ArticleIssues(desk.library)
    warned = issues.warned(1)
    assert warned == {"4.2"}
    assert "4.2" in find_segments(desk, 1, Filter(warnings=True), warned)
    assert find_segments(desk, 1, Filter(warnings=True, text="reporters"), warned) == ["4.2"]
    assert "4.2" not in find_segments(desk, 1, Filter(warnings=True, unreviewed=True), warned)
    desk.library.dismiss(1, "4.2", "same Dutch, other English", "the same Dutch has other English in 2.2", True)
    assert issues.warned(1) == frozenset()


@pytest.mark.parametrize("pattern", ["[", "(a", "*", r"(?P<n>a)(?P<n>b)", "a" * 5000])
def test_a_wrong_pattern_is_told(desk: Workspace, pattern: str) -> None:
    with pytest.raises(SearchError):
        find_segments(desk, 1, Filter(text=pattern, regex=True))


def test_a_pattern_that_would_never_end_is_stopped(desk: Workspace) -> None:
    approve(desk, 1, "3.2", "a" * 400, None)
    with pytest.raises(SearchError, match="too long"):
        find_segments(desk, 1, Filter(text=r"^(\w+\s?)*!$", regex=True))
    with pytest.raises(SearchError, match="too long"):
        preview_replace(desk, 1, "((a{1,1000}){1,1000}){1,1000}b", "x", regex=True)


@pytest.mark.parametrize("pattern", ["a{1000000000}", "(?:a{65535}){65535}", "(" * 400 + "a" + ")" * 400 + "z"])
def test_a_huge_pattern_is_refused_or_found_nowhere(desk: Workspace, pattern: str) -> None:
    try:
        found = find_segments(desk, 1, Filter(text=pattern, regex=True))
    except SearchError as told:
        assert "too" in told.line()
    else:
        assert found == []


def test_a_system_that_sets_no_limits_searches_without_them(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")

    def refuse(kind: int, limits: tuple[int, int]) -> None:
        raise ValueError("current limit exceeds maximum limit")  # macOS, of RLIMIT_AS

    given: list[int] = []
    monkeypatch.setattr(resource, "setrlimit", refuse)
    monkeypatch.setattr("os.nice", given.append)
    pattern_worker._limit()
    assert given == [10]


# --- replacing -------------------------------------------------------------------------------------------------------


def put_in(desk: Workspace, text: str) -> None:
    approve(desk, 1, "3.2", text, None, "translated")


@pytest.mark.parametrize(
    ("text", "find", "put", "options", "expected"),
    [
        ("It is wet.", "wet", "dry", {}, "It is dry."),
        ("Wet and wetter.", "wet", "dry", {}, "Wet and dryter."),
        ("Wet and wetter.", "wet", "dry", {"whole_words": True}, None),
        ("Wet, WET, wet.", "wet", "dry", {"match_case": False}, "Dry, DRY, dry."),
        ("Wet, WET, wet.", "wet", "UAV", {"match_case": False}, "UAV, UAV, UAV."),
        ("The Hague, the Hague.", "The hague", "Delft", {"match_case": False}, "Delft, Delft."),
        ("A+ and A+.", "A+", r"\1", {}, r"\1 and \1."),
        ("Costs 5 euro.", r"(\d) (euro)", r"\2 \1", {"regex": True}, "Costs euro 5."),
        ("Costs 5 Euro.", r"(?P<n>\d) euro", r"€\g<n>", {"regex": True, "match_case": False}, "Costs €5."),
        ("wet wetter", "w|wet", "x", {"regex": True, "whole_words": True}, "x wetter"),
        ("wet", "e*", "-", {"regex": True}, "w-t"),
        ("wet", "wet", "", {}, None),  # nothing would be left
        ("wet", "wet", "wet", {}, None),
        ("een dag", "Het", "x", {"match_case": False}, None),  # the Dutch has it, and is left alone
        ("<b>wet</b>", "<b>", "<i>", {}, "<i>wet</b>"),
    ],
)
def test_replaces_in_the_english(
    desk: Workspace, text: str, find: str, put: str, options: dict[str, bool], expected: str | None
) -> None:
    put_in(desk, text)
    before = desk.segment(1, "3.2")
    rows = [row for row in preview_replace(desk, 1, find, put, **options) if row.segment == "3.2"]
    assert desk.segment(1, "3.2") == before
    if expected is None:
        assert rows == []
        return
    (row,) = rows
    assert (row.old, row.new, row.revision, row.reviewed) == (text, expected, before.revision, False)
    replace(desk, 1, [("3.2", row.revision)], find, put, **options)
    after = desk.segment(1, "3.2").segment
    assert (after.target, after.source, after.origin) == (expected, before.segment.source, "human")


@pytest.mark.parametrize(
    ("find", "put"), [("(a)", r"\2"), ("a", r"\g<x>"), ("a", "\\"), ("[", "x"), ("zzz(", "x"), ("", "x")]
)
def test_what_cannot_be_put_is_refused_even_where_nothing_is_found(desk: Workspace, find: str, put: str) -> None:
    with pytest.raises(SearchError):
        preview_replace(desk, 1, find, put, regex=True)


def test_replacing_is_one_step_and_what_was_reviewed_stays_reviewed(desk: Workspace) -> None:
    approve(desk, 1, "3.1", "The MIVD has 2,400 UAVs.", None)
    before = {one.segment.id: one.segment for one in desk.library.segments(1)}
    rows = preview_replace(desk, 1, "UAVs", "drones")
    assert [(row.segment, row.reviewed) for row in rows] == [("1.1", False), ("2.1", False), ("3.1", True)]
    saved = replace(desk, 1, [(row.segment, row.revision) for row in rows[1:]], "UAVs", "drones")
    assert saved.segments == ("2.1", "3.1")
    assert desk.segment(1, "1.1").segment == before["1.1"]
    reviewed = desk.segment(1, "3.1")
    assert (reviewed.segment.state, reviewed.segment.target) == ("reviewed", "The MIVD has 2,400 drones.")
    assert [t.outcome for t in reviewed.segment.terms] == ["applied", "forbidden"]
    assert reviewed.revision == saved.revision
    assert set(undo(desk, 1)) == {"2.1", "3.1"}
    assert {one.segment.id: one.segment for one in desk.library.segments(1)} == before


def test_if_one_changed_meanwhile_nothing_is_replaced(desk: Workspace) -> None:
    rows = preview_replace(desk, 1, "UAVs", "drones")
    approve(desk, 1, "3.1", "The MIVD has many UAVs.", None)
    with pytest.raises(LibraryConflict):
        replace(desk, 1, [(row.segment, row.revision) for row in rows], "UAVs", "drones")
    assert "UAVs" in desk.segment(1, "2.1").segment.target


def test_nothing_chosen_is_told(desk: Workspace) -> None:
    with pytest.raises(ReviewError, match="nothing to replace"):
        replace(desk, 1, [], "UAVs", "drones")
