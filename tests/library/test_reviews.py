from __future__ import annotations

import itertools
import sqlite3
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from translate.document import Article, Paragraph, Segment, Span, State
from translate.errors import LibraryError
from translate.library import Library, LibraryConflict

from .documents import ARTICLE, DE_WIJK, PAX, TEXT, TITLE, unsegmented


def test_a_machine_never_overwrites_what_a_person_reviewed(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.confirm(article_id, "2.2", "PAX counts twelve.")
    other = replace(PAX, target="PAX numbers 12.")
    library.save_paragraph(article_id, 1, replace(TEXT, segments=(DE_WIJK, other)))
    stored = library.segments(article_id)[2]
    assert (stored.segment.target, stored.segment.state) == ("PAX counts twelve.", "reviewed")
    assert stored.suggestion == "PAX numbers 12."


@pytest.mark.parametrize(
    ("offers", "suggestion"),
    [
        (["PAX numbers 12."], "PAX numbers 12."),
        (["PAX numbers 12.", "PAX has 12."], "PAX has 12."),
        (["PAX numbers 12.", "PAX counts twelve."], None),  # the machine came round
        (["PAX numbers 12.", ""], "PAX numbers 12."),  # segmented, not yet translated: nothing new is offered
    ],
)
def test_the_newest_machine_translation_is_the_suggestion(library: Library, offers, suggestion) -> None:
    article_id = library.save_article(ARTICLE)
    library.confirm(article_id, "2.2", "PAX counts twelve.")
    for offer in offers:
        library.save_paragraph(article_id, 1, replace(TEXT, segments=(DE_WIJK, replace(PAX, target=offer))))
    assert library.segments(article_id)[2].suggestion == suggestion
    library.confirm(article_id, "2.2", "PAX has twelve.")
    assert library.segments(article_id)[2].suggestion is None


def test_even_reviewed_text_from_elsewhere_does_not_replace_a_review_unseen(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.confirm(article_id, "2.2", "PAX counts twelve.")
    imported = replace(PAX, target="PAX has 12.", state="final", origin="human")
    library.save_paragraph(article_id, 1, replace(TEXT, segments=(DE_WIJK, imported)))
    stored = library.segments(article_id)[2]
    assert (stored.segment.target, stored.suggestion) == ("PAX counts twelve.", "PAX has 12.")


def test_an_edit_that_nobody_approved_yet_is_no_machines_to_change(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.confirm(article_id, "2.2", "PAX counts a dozen.", state="translated")
    machines = replace(PAX, target="PAX has 12.")

    def stored() -> tuple[str, str, str, str | None]:
        one = library.segments(article_id, ["2.2"])[0]
        return one.segment.target, one.segment.state, one.segment.origin, one.suggestion

    edited = ("PAX counts a dozen.", "translated", "human")
    library.save_paragraph(article_id, 1, replace(TEXT, segments=(DE_WIJK, machines)))
    assert stored() == (*edited, "PAX has 12.")
    library.save_again(article_id, {"2.2": replace(PAX, target="PAX: 12.")}, "f1")
    assert stored() == (*edited, "PAX: 12.") and library.segments(article_id, ["2.2"])[0].before is None
    kept = library.reviewed_segments(article_id)["2.2", PAX.source]
    library.save_article(replace(ARTICLE, paragraphs=(TITLE, replace(TEXT, segments=(DE_WIJK, kept)))))
    assert stored() == (*edited, "PAX: 12.")
    library.save_article(replace(ARTICLE, paragraphs=(TITLE,)))
    assert list(library.reviewed_segments(article_id)) == [("2.2", PAX.source)]  # without a place, and not lost
    library.save_article(ARTICLE)
    assert stored()[:3] == edited
    assert library.memory_units() == []  # nobody answers for it yet
    library.undo(article_id)


def test_reading_the_article_again_keeps_reviews_though_it_is_split_anew(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.confirm(article_id, "2.2", "PAX counts twelve.")
    # A reader that finds a paragraph more: everything moves on by one and gets other ids.
    more = Paragraph("heading", "Oorlog")
    library.save_article(replace(unsegmented(ARTICLE), paragraphs=(TITLE, more, replace(TEXT, segments=()))))
    assert list(library.reviewed_segments(article_id)) == [("2.2", PAX.source)]
    moved = replace(TEXT, segments=(replace(DE_WIJK, id="3.1"), replace(PAX, id="3.2")))
    library.save_paragraph(article_id, 2, moved)
    segment = library.load_article(article_id).paragraphs[2].segments[1]
    assert (segment.id, segment.target, segment.state) == ("3.2", "PAX counts twelve.", "reviewed")


def test_a_review_out_of_place_stays_in_its_own_article(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.confirm(article_id, "2.2", "PAX counts twelve.")
    library.save_article(replace(ARTICLE, paragraphs=(TITLE,)))
    other_id = library.save_article(replace(ARTICLE, sha256="00" * 32))
    assert library.load_article(other_id).paragraphs == ARTICLE.paragraphs
    assert library.reviewed_segments(other_id) == {}
    library.save_article(ARTICLE)
    assert library.load_article(article_id).paragraphs[1].target.endswith("PAX counts twelve.")


def test_of_two_like_sentences_each_keeps_its_own_review(library: Library) -> None:
    yes = tuple(Segment(f"1.{n}", "Ja.", " ", f"Yes {n}.", "translated") for n in range(4))
    paragraph = Paragraph("text", "Ja. " * 4, segments=yes)
    article_id = library.save_article(replace(ARTICLE, paragraphs=(paragraph,)))
    library.confirm(article_id, "1.1", "Indeed.")
    library.confirm(article_id, "1.3", "Right.")
    library.save_paragraph(article_id, 0, paragraph)
    targets = [segment.target for segment in library.load_article(article_id).paragraphs[0].segments]
    assert targets == ["Yes 0.", "Indeed.", "Yes 2.", "Right."]


def test_a_confirmation_says_who_made_the_text(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.confirm(article_id, "2.1", DE_WIJK.target)
    library.confirm(article_id, "2.2", "PAX counts twelve.")
    _, same, edited = (stored.segment for stored in library.segments(article_id))
    assert same == replace(DE_WIJK, state="reviewed")
    assert edited == replace(PAX, target="PAX counts twelve.", state="reviewed", origin="human", confidence=None)


def test_an_edit_keeps_alignment_and_terms_where_the_words_stayed(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.confirm(article_id, "2.1", "Russia gets rockets, says De Wijk.")
    segment = library.segments(article_id)[1].segment
    assert [(a.of(segment.source), b.of(segment.target)) for a, b in segment.alignment] == [
        ("Rusland", "Russia"),
        ("De Wijk", "De Wijk"),
    ]
    drone, wijk = segment.terms
    assert (drone.target, drone.outcome) == (None, "missed")
    assert (wijk.target, wijk.outcome) == (Span(26, 33), "repaired")


def test_history_tells_what_was_confirmed_and_what_stood_there(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    first = library.confirm(article_id, "2.2", "PAX counts twelve.")
    second = library.confirm(article_id, "2.2", "PAX counts twelve.", state="final")
    assert second > first
    changes = library.history(article_id, "2.2")
    assert [(c.revision, c.source, c.old_target, c.new_target, c.state, c.origin) for c in changes] == [
        (first, PAX.source, PAX.target, "PAX counts twelve.", "reviewed", "human"),
        (second, PAX.source, "PAX counts twelve.", "PAX counts twelve.", "final", "human"),
    ]
    assert all(change.at.endswith("+00:00") for change in changes)


def test_a_confirmation_taken_back_leaves_the_segment_to_the_machine(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.confirm(article_id, "2.2", PAX.target)
    library.confirm(article_id, "2.2", PAX.target, state="translated")
    other = replace(TEXT, segments=(DE_WIJK, replace(PAX, target="PAX has 12.")))
    library.save_paragraph(article_id, 1, other)
    assert library.load_article(article_id).paragraphs == (TITLE, other)


def test_of_two_people_the_second_hears_of_the_first(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    seen = library.segments(article_id)[2].revision
    now = library.confirm(article_id, "2.2", "PAX counts twelve.", expected_revision=seen)
    with pytest.raises(LibraryConflict, match=r"“PAX counts twelve\.”, yours is “PAX has 12\.”") as caught:
        library.confirm(article_id, "2.2", "PAX has 12.", expected_revision=seen)
    assert (caught.value.stored, caught.value.offered) == ("PAX counts twelve.", "PAX has 12.")
    assert library.history(article_id, "2.2")[-1].new_target == "PAX counts twelve."
    assert library.confirm(article_id, "2.2", "PAX has 12.", expected_revision=caught.value.revision) > now


def test_a_review_started_before_a_new_translation_hears_of_it(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    seen = [stored.revision for stored in library.segments(article_id)]
    library.save_paragraph(article_id, 1, replace(TEXT, segments=(DE_WIJK, replace(PAX, target="PAX has 12."))))
    library.confirm(article_id, "2.1", DE_WIJK.target, expected_revision=seen[1])  # the same translation as before
    with pytest.raises(LibraryConflict):
        library.confirm(article_id, "2.2", PAX.target, expected_revision=seen[2])


def test_a_review_of_a_sentence_that_was_renumbered_meanwhile_does_not_hit_its_neighbour(library: Library) -> None:
    reviewed = tuple(Segment(f"1.{n}", source, state="final") for n, source in enumerate(("Ja.", "Nee.")))
    article_id = library.save_article(replace(ARTICLE, paragraphs=(Paragraph("text", "Ja.Nee.", segments=reviewed),)))
    seen = library.segments(article_id)[0].revision
    swapped = (replace(reviewed[0], id="1.1"), replace(reviewed[1], id="1.0"))
    library.save_paragraph(article_id, 0, Paragraph("text", "Ja.Nee.", segments=swapped))
    with pytest.raises(LibraryConflict):
        library.confirm(article_id, "1.0", "Yes.", expected_revision=seen)


def test_a_review_waits_for_the_disk_and_a_machine_result_does_not(library: Library) -> None:
    statements: list[str] = []
    article_id = library.save_article(ARTICLE)
    library._connection.set_trace_callback(statements.append)
    for call, level in (
        (lambda: library.confirm(article_id, "2.2", "PAX counts twelve."), "FULL"),
        (lambda: library.save_paragraph(article_id, 0, TITLE), "NORMAL"),
        (
            lambda: library.save_paragraph(
                article_id, 1, replace(TEXT, segments=(DE_WIJK, replace(PAX, state="final")))
            ),
            "FULL",
        ),
        (lambda: library.cache({}), "NORMAL"),
    ):
        call()
        assert statements[:2] == [f"PRAGMA synchronous={level}", "BEGIN IMMEDIATE"]
        assert statements[-1] == "COMMIT"
        statements.clear()


SOURCES = ("Ja.", "Nee.", "Wat?")
MACHINE = st.builds(
    Segment,
    id=st.sampled_from(["a", "b", "c", "d"]),
    source=st.sampled_from(SOURCES),
    gap=st.sampled_from(["", " "]),
    target=st.sampled_from(["", "Yes.", "No.", "What?"]),
    state=st.sampled_from(["initial", "translated"]),
)
SPLITS = st.lists(MACHINE, min_size=1, max_size=4, unique_by=lambda segment: segment.id).map(tuple)
TEXTS = st.lists(st.sampled_from(SOURCES), min_size=1, max_size=3).map("".join)
PARAGRAPHS = SPLITS.map(lambda s: Paragraph("text", "".join(x.source + x.gap for x in s), segments=s)) | TEXTS.map(
    lambda text: Paragraph("text", text)
)


class Reviewing(RuleBasedStateMachine):
    """Readers, machines and people take turns at one article; whatever the order, no review is lost or misplaced."""

    numbers = itertools.count()

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.library = Library.open(Path(self.folder.name) / "translations.db")
        self.texts: list[str] = []
        self.article_id = self.library.save_article(Article((), sha256="1"))

    def teardown(self) -> None:
        self.library.close()
        with sqlite3.connect(self.library.path) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.close()
        self.folder.cleanup()

    def reviews(self) -> Counter[tuple[str, str]]:
        """Source and target of everything reviewed or written, in the article or out of place."""
        found = self.library.reviewed_segments(self.article_id)
        return Counter((segment.source, segment.target) for segment in found.values())

    @rule(paragraphs=st.lists(PARAGRAPHS, max_size=3))
    def read_again(self, paragraphs: list[Paragraph]) -> None:
        ids: set[str] = set()
        for index, paragraph in enumerate(paragraphs):
            if ids & {s.id for s in paragraph.segments}:
                paragraphs[index] = replace(paragraph, segments=())
            ids |= {s.id for s in paragraphs[index].segments}
        before = self.reviews()
        self.library.save_article(Article(tuple(paragraphs), sha256="1"))
        self.texts = [paragraph.text for paragraph in paragraphs]
        assert self.reviews() == before

    @precondition(lambda self: self.texts)
    @rule(paragraph=PARAGRAPHS, data=st.data())
    def translate(self, paragraph: Paragraph, data: st.DataObject) -> None:
        index = data.draw(st.integers(0, len(self.texts) - 1))
        before = self.reviews()
        self.library.save_paragraph(self.article_id, index, paragraph)
        self.texts[index] = paragraph.text
        assert self.reviews() == before
        stored = [s for s in self.library.segments(self.article_id) if s.paragraph == index]
        for offered, found in zip(paragraph.segments, stored, strict=bool(paragraph.segments)):
            if found.kept:
                assert (found.segment.id, found.segment.source) == (offered.id, offered.source)
                assert offered.target in ("", found.segment.target, found.suggestion)
            else:
                assert found.segment == offered

    @rule(
        data=st.data(),
        text=st.sampled_from(["Yes!", "No!", "What!"]),
        state=st.sampled_from(["translated", "reviewed"]),
    )
    def review(self, data: st.DataObject, text: str, state: State) -> None:
        segments = self.library.segments(self.article_id)
        if not segments:
            return
        stored = data.draw(st.sampled_from(segments))
        before = self.reviews()
        if stored.kept:
            before[stored.segment.source, stored.segment.target] -= 1
        before[stored.segment.source, text] += 1
        self.library.confirm(self.article_id, stored.segment.id, text, state=state, expected_revision=stored.revision)
        assert self.reviews() == +before

    @invariant()
    def the_article_is_whole(self) -> None:
        assert [p.text for p in self.library.load_article(self.article_id).paragraphs] == self.texts


TestReviewing = Reviewing.TestCase
TestReviewing.settings = settings(max_examples=30, stateful_step_count=12, deadline=None)


def test_a_conflict_is_an_error_of_the_library() -> None:
    assert issubclass(LibraryConflict, LibraryError)
