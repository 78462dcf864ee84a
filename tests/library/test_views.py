from __future__ import annotations

from dataclasses import replace

import pytest

from translate.document import Article, Issue, Paragraph, Segment
from translate.errors import LibraryError
from translate.library import Library

from .documents import ARTICLE, DE_WIJK, PAX, TEXT, TITLE, unsegmented


def large_article(paragraphs: int, each: int) -> Article:
    """An article of many segments, as the machine leaves it."""
    return Article(
        tuple(
            Paragraph(
                "text",
                "".join(f"Zin {p}.{n}. " for n in range(each)),
                segments=tuple(
                    Segment(f"{p}.{n}", f"Zin {p}.{n}.", " ", f"Sentence {p}.{n}.", "translated", "mt", -0.5)
                    for n in range(each)
                ),
            )
            for p in range(paragraphs)
        ),
        sha256="5000",
    )


def test_a_slice_of_a_very_long_article_is_read_without_the_rest(shared_library: Library) -> None:
    article = large_article(1000, 5)
    article_id = shared_library.save_article(article)
    steps: list[str] = []
    shared_library._connection.set_progress_handler(lambda: steps.append(""), 1000)  # each 1,000 steps of SQLite
    found = shared_library.paragraphs(article_id, 600, 640)
    shared_library._connection.set_progress_handler(None, 1000)
    assert [p.index for p in found] == list(range(600, 640))
    assert [tuple(s.segment for s in p.segments) for p in found] == [p.segments for p in article.paragraphs[600:640]]
    assert all(stored.paragraph == p.index and stored.article == article_id for p in found for stored in p.segments)
    assert len(steps) < 40  # of 5,000 segments it would be hundreds
    assert shared_library.pairs(article_id) == [
        Segment(s.id, s.source, target=s.target, state=s.state) for p in article.paragraphs for s in p.segments
    ]
    assert shared_library.paragraph_sizes(article_id) == [(5, len(p.text)) for p in article.paragraphs]
    chosen = [s.id for s in shared_library.pairs(article_id, ["7.1", "3.2", "nowhere"])]
    assert chosen == ["3.2", "7.1"] and shared_library.pairs(article_id, []) == []


def test_the_revision_of_an_article_grows_with_every_change_of_its_segments(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    revisions = [library.revision(article_id)]
    for change in (
        lambda: library.confirm(article_id, "2.2", "PAX."),
        lambda: library.confirm(article_id, "2.2", "PAX.", state="translated"),
        lambda: library.undo(article_id),
        lambda: library.undo(article_id),
        lambda: library.redo(article_id),
    ):
        change()
        revisions.append(library.revision(article_id))
    assert revisions == [revisions[0] + n for n in range(6)]  # type: ignore[operator]
    library.save_again(article_id, {"2.1": replace(DE_WIJK, target="Russia.")}, "f")
    library.save_article(ARTICLE)
    assert library.revision(article_id) > revisions[-1]  # type: ignore[operator]
    again = library.revision(article_id)
    library.undo(library.save_article(replace(ARTICLE, sha256="00" * 32)))
    library.dismiss(article_id, "2.1", "length", "shorter than usual", True)
    assert library.revision(article_id) == again and library.revision(article_id + 9) is None


@pytest.mark.parametrize(
    ("start", "stop", "indexes"), [(0, 1, [0]), (1, 99, [1]), (-3, 99, [0, 1]), (2, 3, []), (1, 1, []), (1, 0, [])]
)
def test_a_slice_has_the_paragraphs_that_are_there(library: Library, start: int, stop: int, indexes: list[int]) -> None:
    article_id = library.save_article(ARTICLE)
    assert [p.index for p in library.paragraphs(article_id, start, stop)] == indexes


def test_a_paragraph_has_its_kind_and_its_segments_as_stored(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.confirm(article_id, "2.2", "PAX has 12.")
    library.save_paragraph(article_id, 1, TEXT)
    first, second = library.paragraphs(article_id, 0, 2)
    assert first.paragraph == replace(TITLE, segments=()) and second.paragraph == replace(TEXT, segments=())
    assert list(first.segments + second.segments) == library.segments(article_id)
    assert second.segments[1].suggestion == PAX.target


def test_an_article_that_was_only_read_has_sizes_and_no_segments(library: Library) -> None:
    article_id = library.save_article(unsegmented(ARTICLE))
    assert library.paragraph_sizes(article_id) == [(0, len(TITLE.text)), (0, len(TEXT.text))]
    assert [p.segments for p in library.paragraphs(article_id, 0, 9)] == [(), ()]
    assert library.pairs(article_id) == library.matching(article_id) == []
    assert library.summary(article_id).words == 3 + 10


def test_the_segments_to_look_at(library: Library) -> None:
    missed = replace(PAX, id="3.1", terms=(replace(DE_WIJK.terms[0], outcome="missed"),), gap=" ")
    forbidden = replace(PAX, id="3.2", terms=(replace(DE_WIJK.terms[0], outcome="forbidden"),), gap=" ")
    quiet = replace(PAX, id="3.3", issues=(Issue("x", "info", ""), Issue("y", "error", "", dismissed=True)))
    more = Paragraph("text", f"{PAX.source} {PAX.source} {PAX.source}", segments=(missed, forbidden, quiet))
    article_id = library.save_article(replace(ARTICLE, paragraphs=(TITLE, TEXT, more)))
    library.confirm(article_id, "3.1", "PAX has 12.")
    library.save_again(article_id, {"3.1": PAX, "1.1": replace(TITLE.segments[0], target="Iran")}, "f")
    for conditions, ids in (
        ({}, ["1.1", "2.1", "2.2", "3.1", "3.2", "3.3"]),
        ({"unreviewed": True}, ["1.1", "2.1", "2.2", "3.2", "3.3"]),
        ({"warnings": True}, ["2.1"]),
        ({"missed": True}, ["3.1", "3.2"]),
        ({"refreshed": True}, ["1.1", "3.1"]),
        ({"unreviewed": True, "refreshed": True}, ["1.1"]),
        ({"unreviewed": True, "missed": True, "warnings": True}, []),
    ):
        assert library.matching(article_id, **conditions) == ids
    summary = library.summary(article_id)
    assert [summary] == library.list_articles()
    assert (summary.issues, summary.missed, summary.reviewed, summary.words) == (1, 2, 1, 3 + 10 + 12)


@pytest.mark.parametrize("number", [1, 6, 999_999])
def test_an_article_that_is_not_there_is_said_to_be_missing(library: Library, number: int) -> None:
    for call in (
        lambda: library.summary(number),
        lambda: library.paragraph_sizes(number),
        lambda: library.paragraphs(number, 0, 1),
        lambda: library.pairs(number),
        lambda: library.matching(number),
        lambda: library.undoable(number),
        lambda: library.undo(number),
        lambda: library.redo(number),
        lambda: library.confirm_segments(number, []),
    ):
        with pytest.raises(LibraryError, match=f"no article {number}"):
            call()


def test_what_a_refresh_changed_is_kept_until_a_person_looks(library: Library) -> None:
    article_id = library.save_article(ARTICLE)

    def before() -> str | None:
        return library.segments(article_id, ["2.2"])[0].before

    assert before() is None
    library.save_again(article_id, {"2.2": PAX}, "f1")
    assert before() is None  # it reads the same
    library.save_again(article_id, {"2.2": replace(PAX, target="PAX has 12.")}, "f2")
    assert before() == PAX.target
    library.save_again(article_id, {"2.2": replace(PAX, target="PAX has 12.")}, "f3")
    assert before() == PAX.target
    library.save_paragraph(article_id, 1, replace(TEXT, segments=(DE_WIJK, replace(PAX, target="PAX has 12."))))
    assert before() == PAX.target  # translated once more, and the same
    library.save_again(article_id, {"2.2": replace(PAX, target="PAX: 12.")}, "f4")
    assert before() == "PAX has 12."
    library.confirm(article_id, "2.2", "PAX: 12.")
    assert before() is None
    library.undo(article_id)
    assert before() == "PAX has 12."
