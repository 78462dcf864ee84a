"""What a person does in one step is undone and redone as a whole, exactly, and by whoever comes next."""

from __future__ import annotations

import sqlite3
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from translate.document import Article, Issue, Paragraph, Segment, Span, TermMatch
from translate.errors import LibraryError
from translate.library import Library, LibraryConflict, Step, StoredSegment

from .documents import ARTICLE, DE_WIJK, PAX, TEXT, TITLE

RUSSIA = replace(
    DE_WIJK,
    target="Russia gets rockets, says De Wijk.",
    state="reviewed",
    origin="human",
    confidence=None,
    alignment=((Span(0, 7), Span(0, 6)),),
    terms=(replace(DE_WIJK.terms[0], target=None, outcome="missed", why="changed"),),
    issues=(Issue("term", "error", "drones is missing"),),
)
TWELVE = replace(PAX, target="PAX counts twelve.", state="final", origin="memory")


def test_segments_are_saved_as_given_in_one_step(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    seen = library.segments(article_id)
    revisions = library.confirm_segments(article_id, [(TWELVE, seen[2].revision), (RUSSIA, None)])
    assert set(revisions) == {"2.1", "2.2"} and len({*revisions.values()}) == 1
    stored = library.segments(article_id)
    assert [s.segment for s in stored] == [TITLE.segments[0], RUSSIA, TWELVE]
    assert [s.revision for s in stored[1:]] == [revisions["2.1"], revisions["2.2"]]
    for name, old, new in (("2.1", DE_WIJK, RUSSIA), ("2.2", PAX, TWELVE)):
        (change,) = library.history(article_id, name)
        assert (change.old_target, change.new_target, change.state, change.origin, change.undone) == (
            *(old.target, new.target, new.state, new.origin),
            False,
        )
    step, nothing = library.undoable(article_id)
    assert step == Step(revisions["2.1"], ("2.2", "2.1"), change.at) and nothing is None


def test_a_conflict_names_the_first_segment_that_changed_and_nothing_is_saved(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    seen = {s.segment.id: s.revision for s in library.segments(article_id)}
    library.confirm(article_id, "2.1", "Russia.")
    library.confirm(article_id, "2.2", "PAX.")
    before = library.segments(article_id), library.memory_units(), library.undoable(article_id)
    title = replace(TITLE.segments[0], state="reviewed")
    offered = [(title, seen["1.1"]), (TWELVE, seen["2.2"]), (RUSSIA, seen["2.1"])]
    with pytest.raises(LibraryConflict, match=r"segment 2\.2 was changed meanwhile: it now reads “PAX\.”") as caught:
        library.confirm_segments(article_id, offered)
    conflict = caught.value
    assert (conflict.segment, conflict.stored, conflict.offered) == ("2.2", "PAX.", TWELVE.target)
    assert (library.segments(article_id), library.memory_units(), library.undoable(article_id)) == before
    library.confirm_segments(article_id, [(TWELVE, conflict.revision)])


def test_a_segment_that_is_another_sentence_by_now_is_a_conflict_whatever_is_expected(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    with pytest.raises(LibraryConflict, match=r"segment 2\.2"):
        library.confirm_segments(article_id, [(replace(TWELVE, source="PAX telt er 13."), None)])
    assert library.segments(article_id)[2].segment == PAX


def test_what_cannot_be_confirmed_is_refused_as_a_whole(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    with pytest.raises(LibraryError, match=r"no segment 9\.9 in article"):
        library.confirm_segments(article_id, [(TWELVE, None), (replace(TWELVE, id="9.9"), None)])
    with pytest.raises(ValueError, match="named twice"):
        library.confirm_segments(article_id, [(TWELVE, None), (TWELVE, None)])
    assert library.confirm_segments(article_id, []) == {}
    assert library.load_article(article_id) == ARTICLE and library.undoable(article_id) == (None, None)


def test_undo_and_redo_go_back_and_forth_through_all_steps(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.save_again(article_id, {"2.2": replace(PAX, target="PAX has 12.")}, "f2")
    states = [library.segments(article_id)]
    done: list[tuple[str, ...]] = []
    for step in ([RUSSIA, TWELVE], [replace(RUSSIA, state="final")], [replace(TWELVE, state="translated", target="")]):
        library.confirm_segments(article_id, [(segment, None) for segment in step])
        states.append(library.segments(article_id))
        done.append(tuple(segment.id for segment in step))
    for _ in range(2):
        with Library.open(library.path) as other:  # a run that was started anew, or another one
            for ids, state in zip(reversed(done), states[-2::-1], strict=True):
                assert other.undo(article_id) == ids and library.segments(article_id) == state
            assert library.undo(article_id) == other.undo(article_id) == ()
        for ids, state in zip(done, states[1:], strict=True):
            assert library.redo(article_id) == ids and library.segments(article_id) == state
        assert library.redo(article_id) == ()


def test_the_history_keeps_what_was_taken_back_and_a_new_step_ends_the_way_back(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.confirm(article_id, "2.2", "PAX has 12.")
    library.confirm(article_id, "2.2", "PAX has twelve.")
    library.undo(article_id)
    assert [change.undone for change in library.history(article_id, "2.2")] == [False, True]
    library.confirm(article_id, "2.1", "Russia.")
    assert library.redo(article_id) == () and library.undoable(article_id)[1] is None
    assert [change.undone for change in library.history(article_id, "2.2")] == [False, True]
    assert (library.undo(article_id), library.undo(article_id), library.undo(article_id)) == (("2.1",), ("2.2",), ())
    assert library.load_article(article_id) == ARTICLE


def test_a_revision_goes_back_with_its_text(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    seen = library.segments(article_id)[2].revision
    later = library.confirm(article_id, "2.2", "PAX has 12.", expected_revision=seen)
    library.undo(article_id)
    with pytest.raises(LibraryConflict):
        library.confirm(article_id, "2.2", "PAX has dozen.", expected_revision=later)
    assert library.confirm(article_id, "2.2", "PAX has 12.", expected_revision=seen) > later


@pytest.mark.parametrize("way", ["undo", "redo"])
@pytest.mark.parametrize(
    ("change", "now"),
    [
        (lambda library, article, one: library.save_again(article, {"2.2": one}, "f"), "PAX: 12."),
        (
            lambda library, article, one: library.save_paragraph(article, 1, replace(TEXT, segments=(DE_WIJK, one))),
            "PAX: 12.",
        ),
        (lambda library, article, _: library.save_article(replace(ARTICLE, paragraphs=(TITLE,))), ""),
    ],
)
def test_a_step_that_something_else_went_over_is_left_and_the_one_before_it_is_next(
    library: Library, way: str, change, now: str
) -> None:
    article_id = library.save_article(ARTICLE)
    library.confirm(article_id, "1.1", "Iran")
    library.confirm_segments(article_id, [(RUSSIA, None), (replace(TWELVE, state="translated"), None)])
    move, offered = library.undo, PAX.target
    if way == "redo":
        library.undo(article_id)
        move, offered = library.redo, TWELVE.target
    change(library, article_id, replace(PAX, target="PAX: 12."))
    before = library.segments(article_id)
    with pytest.raises(LibraryConflict, match="was changed since") as caught:
        move(article_id)
    assert str(caught.value).startswith(f"{library.path}: ")
    if now:
        assert (caught.value.segment, caught.value.stored, caught.value.offered) == ("2.2", now, offered)
    assert library.segments(article_id) == before
    assert library.redo(article_id) == () and library.undo(article_id) == ("1.1",)


def test_what_a_machine_offers_meanwhile_is_not_lost(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.confirm(article_id, "2.2", "PAX has 12.")
    library.save_again(article_id, {"2.2": replace(PAX, target="PAX: 12.")}, "f2")
    library.confirm(article_id, "2.2", "PAX has twelve.")

    def suggestion() -> str | None:
        return library.segments(article_id)[2].suggestion

    assert suggestion() is None
    library.undo(article_id)
    assert suggestion() == "PAX: 12."
    library.redo(article_id)
    assert suggestion() is None
    library.save_again(article_id, {"2.2": replace(PAX, target="12 for PAX.")}, "f3")
    library.undo(article_id)
    assert suggestion() == "12 for PAX."
    library.undo(article_id)
    assert suggestion() == "12 for PAX."
    library.save_again(article_id, {"2.2": replace(PAX, target="12 for PAX.")}, "f3")
    assert suggestion() is None


def test_an_alignment_is_saved_for_the_text_it_was_made_for(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    old = library.segments(article_id)[2].revision
    new = library.confirm(article_id, "2.2", "PAX has 12.")
    alignment = ((Span(0, 3), Span(0, 3)),)
    assert not library.save_alignment(article_id, "2.2", old, alignment)
    assert library.save_alignment(article_id, "2.2", new, alignment)
    aligned = library.segments(article_id)[2]
    assert (aligned.segment.alignment, aligned.revision) == (alignment, new)
    library.undo(article_id)
    assert library.segments(article_id)[2].segment == PAX
    library.redo(article_id)
    assert library.segments(article_id)[2] == aligned


def test_two_runs_that_undo_at_once_take_each_step_back_once(tmp_path: Path) -> None:
    path = tmp_path / "translations.db"
    with Library.open(path) as one, Library.open(path) as other, ThreadPoolExecutor(4) as pool:
        article_id = one.save_article(ARTICLE)
        for number in range(20):
            one.confirm(article_id, ("2.1", "2.2")[number % 2], f"Text {number}")
        done = one.segments(article_id)
        work = [pool.submit(library.undo, article_id) for _ in range(12) for library in (one, other)]
        assert Counter(job.result() for job in work) == {("2.1",): 10, ("2.2",): 10, (): 4}
        assert one.load_article(article_id) == ARTICLE and other.memory_units() == []
        work = [pool.submit(library.redo, article_id) for _ in range(10) for library in (one, other)]
        assert all(job.result() for job in work) and other.segments(article_id) == done


SOURCES = {"a": "Ja.", "b": "Nee.", "c": "Wat?", "d": "Ja."}
WORDS = ("Yes.", "No.", "What?", "")
ISSUES = st.lists(st.sampled_from([Issue("x", "error", "one"), Issue("y", "info", "two")]), max_size=2, unique=True)
TERMS = st.sampled_from([(), (TermMatch("ja", Span(0, 2), "yes", Span(0, 3), "applied", "asked"),)])
MACHINE = st.builds(
    Segment,
    id=st.just(""),
    source=st.just(""),
    target=st.sampled_from(WORDS),
    state=st.just("translated"),
    origin=st.sampled_from(["mt", "memory"]),
    confidence=st.sampled_from([None, -0.5]),
    terms=TERMS,
    issues=ISSUES.map(tuple),
)
PERSON = st.builds(
    replace,
    MACHINE,
    state=st.sampled_from(["translated", "reviewed", "reviewed", "final"]),
    origin=st.sampled_from(["human", "memory"]),
)
SEGMENT_IDS = st.sets(st.sampled_from(sorted(SOURCES)), min_size=1)
STEPS = st.dictionaries(st.sampled_from(sorted(SOURCES)), PERSON, min_size=1, max_size=3)


class Stepping(RuleBasedStateMachine):
    """People and machines take turns at one article, in two runs; beside it stand both ends of each step in a list."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "translations.db"
        self.runs = [Library.open(self.path), Library.open(self.path)]
        self.article_id = self.runs[0].save_article(Article((Paragraph("text", "".join(SOURCES.values())),)))
        self.runs[0].save_paragraph(self.article_id, 0, self.paragraph({}))
        self.done: list[dict[str, tuple[StoredSegment, StoredSegment]]] = []  # of each step, both ends of its segments
        self.undone: list[dict[str, tuple[StoredSegment, StoredSegment]]] = []
        self.dismissed: dict[tuple[str, str], bool] = {}

    def teardown(self) -> None:
        for run in self.runs:
            run.close()
        with sqlite3.connect(self.path) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.close()
        self.folder.cleanup()

    @staticmethod
    def paragraph(made: dict[str, Segment]) -> Paragraph:
        empty = Segment("", "")
        segments = tuple(replace(made.get(id, empty), id=id, source=source) for id, source in SOURCES.items())
        return Paragraph("text", "".join(SOURCES.values()), segments=segments)

    def stored(self) -> dict[str, StoredSegment]:
        return {stored.segment.id: stored for stored in self.runs[0].segments(self.article_id)}

    def reviews(self) -> dict[str, Segment]:
        return {id: stored.segment for id, stored in self.stored().items() if stored.reviewed}

    def persons(self) -> dict[str, Segment]:
        """What a person reviewed or wrote."""
        return {id: stored.segment for id, stored in self.stored().items() if stored.kept}

    def as_dismissed(self, segment: Segment) -> Segment:
        """The segment with what people decided about its issues since."""
        issues = (
            replace(issue, dismissed=self.dismissed.get((segment.source, issue.check), issue.dismissed))
            for issue in segment.issues
        )
        return replace(segment, issues=tuple(issues))

    @rule(step=STEPS, run=st.sampled_from([0, 1]), sees=st.booleans())
    def confirm(self, step: dict[str, Segment], run: int, sees: bool) -> None:
        former = self.stored()
        wanted = {id: replace(made, id=id, source=SOURCES[id]) for id, made in step.items()}
        given = [(segment, former[id].revision if sees else None) for id, segment in wanted.items()]
        self.runs[run].confirm_segments(self.article_id, given)
        later = self.stored()
        for id, stored in later.items():
            if id in wanted:
                assert stored.segment == self.as_dismissed(wanted[id])
                assert (stored.suggestion, stored.before) == (None, None)
            else:
                assert stored == former[id]
        self.done.append({id: (former[id], later[id]) for id in wanted})
        self.undone.clear()

    @rule(run=st.sampled_from([0, 1]))
    def undo(self, run: int) -> None:
        self.move(self.runs[run].undo, self.done, self.undone, here=1)

    @rule(run=st.sampled_from([0, 1]))
    def redo(self, run: int) -> None:
        self.move(self.runs[run].redo, self.undone, self.done, here=0)

    def move(self, call, steps, others, here: int) -> None:
        now = self.stored()
        if not steps:
            assert call(self.article_id) == () and self.stored() == now
            return
        step = steps.pop()
        if any(now[id].revision != ends[here].revision for id, ends in step.items()):
            with pytest.raises(LibraryConflict):
                call(self.article_id)
            assert self.stored() == now
            return
        assert call(self.article_id) == tuple(step)
        after = self.stored()
        assert {id: stored for id, stored in after.items() if id not in step} == {
            id: stored for id, stored in now.items() if id not in step
        }
        for id, ends in step.items():
            target = ends[1 - here]
            assert after[id].segment == self.as_dismissed(target.segment)
            assert (after[id].revision, after[id].before) == (target.revision, target.before)
            offered = target.suggestion if now[id].suggestion == ends[here].suggestion else now[id].suggestion
            assert after[id].suggestion == (offered if offered != after[id].segment.target else None)
            step[id] = (after[id], now[id]) if here else (now[id], after[id])
        others.append(step)

    @rule(made=st.dictionaries(st.sampled_from(sorted(SOURCES)), MACHINE, min_size=1), run=st.sampled_from([0, 1]))
    def save_again(self, made: dict[str, Segment], run: int) -> None:
        former, persons = self.stored(), self.persons()
        segments = {id: replace(one, id=id, source=SOURCES[id]) for id, one in made.items()}
        self.runs[run].save_again(self.article_id, segments, "f")
        assert self.persons() == persons
        for id, stored in self.stored().items():
            if id in made and id not in persons:
                old = former[id].segment.target
                assert stored.segment == self.as_dismissed(segments[id])
                assert stored.before == (old if old not in ("", stored.segment.target) else former[id].before)

    @rule(made=st.dictionaries(st.sampled_from(sorted(SOURCES)), MACHINE), run=st.sampled_from([0, 1]))
    def save_paragraph(self, made: dict[str, Segment], run: int) -> None:
        persons = self.persons()
        self.runs[run].save_paragraphs(self.article_id, {0: self.paragraph(made)})
        assert self.persons() == persons

    @rule(id=st.sampled_from(sorted(SOURCES)), check=st.sampled_from([("x", "one"), ("y", "two")]), on=st.booleans())
    def dismiss(self, id: str, check: tuple[str, str], on: bool) -> None:
        self.runs[0].dismiss(self.article_id, id, *check, on)
        self.dismissed[SOURCES[id], check[0]] = on

    @rule(id=st.sampled_from(sorted(SOURCES)), end=st.integers(1, 3))
    def align(self, id: str, end: int) -> None:
        assert self.runs[1].save_alignment(
            self.article_id, id, self.stored()[id].revision, [(Span(0, end), Span(0, end))]
        )

    @rule(run=st.sampled_from([0, 1]))
    def restart(self, run: int) -> None:
        self.runs[run].close()
        self.runs[run] = Library.open(self.path)

    @invariant()
    def the_memory_is_what_is_reviewed(self) -> None:
        reviewed = Counter((one.source, one.target) for one in self.reviews().values() if one.target)
        assert Counter((unit.source, unit.target) for unit in self.runs[1].memory_units()) == reviewed

    @invariant()
    def the_next_steps_are_known(self) -> None:
        known = [step and set(step.segments) for step in self.runs[1].undoable(self.article_id)]
        assert known == [set(steps[-1]) if steps else None for steps in (self.done, self.undone)]


TestStepping = Stepping.TestCase
TestStepping.settings = settings(max_examples=40, stateful_step_count=15, deadline=None)


def test_a_note_is_part_of_a_step_and_stays_with_its_sentence(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    noted = replace(DE_WIJK, note="Which rockets?")
    library.confirm_segments(article_id, [(noted, None)])
    library.save_article(replace(ARTICLE, paragraphs=ARTICLE.paragraphs))  # translated again
    assert library.segments(article_id, ["2.1"])[0].segment.note == "Which rockets?"
    library.undo(article_id)
    assert library.segments(article_id, ["2.1"])[0].segment.note == DE_WIJK.note
    library.redo(article_id)
    assert library.segments(article_id, ["2.1"])[0].segment.note == "Which rockets?"
