from __future__ import annotations

from dataclasses import replace

import pytest

from translate.document import Issue, Paragraph
from translate.errors import LibraryError
from translate.library import Library

from .documents import ARTICLE, DE_WIJK, PAX, TEXT, TITLE, unsegmented

LENGTH = DE_WIJK.issues[0]
OTHER = Issue("number", "error", "12 is not there")


def issues(library: Library, article_id: int, segment_id: str = "2.1") -> dict[str, bool]:
    (stored,) = library.segments(article_id, [segment_id])
    return {issue.check: issue.dismissed for issue in stored.segment.issues}


@pytest.fixture
def article_id(library: Library) -> int:
    saved = library.save_article(ARTICLE)
    library.dismiss(saved, "2.1", LENGTH.check, LENGTH.message, True)
    return saved


def test_a_dismissed_issue_is_shown_as_such_and_no_longer_counted(library: Library, article_id: int) -> None:
    before = library.segments(article_id)[1].revision
    assert issues(library, article_id) == {"length": True}
    assert library.dismissals(article_id) == {(DE_WIJK.source, LENGTH.check, LENGTH.message)}
    assert library.summary(article_id).issues == 0 and library.matching(article_id, warnings=True) == []
    library.dismiss(article_id, "2.1", LENGTH.check, LENGTH.message, False)
    assert issues(library, article_id) == {"length": False} and library.dismissals(article_id) == frozenset()
    assert library.summary(article_id).issues == 1 and library.matching(article_id, warnings=True) == ["2.1"]
    assert library.segments(article_id)[1].revision == before


# Translated and checked again: another text, and the issue at another place in the list.
CHANGED = replace(DE_WIJK, target="Russia, says De Wijk.", issues=(OTHER, replace(LENGTH, target=None)))
RETRANSLATED = replace(TEXT, segments=(CHANGED, PAX))


@pytest.mark.parametrize(
    "save",
    [
        lambda library, article: library.save_paragraph(article, 1, RETRANSLATED),
        lambda library, article: library.save_again(article, {"2.1": CHANGED}, "f"),
        lambda library, article: library.confirm_segments(article, [(CHANGED, None)]),
        lambda library, article: library.save_article(replace(ARTICLE, paragraphs=(TITLE, RETRANSLATED))),
    ],
)
def test_it_stays_dismissed_when_the_sentence_is_translated_or_checked_again(library, article_id, save) -> None:
    save(library, article_id)
    assert issues(library, article_id) == {"number": False, "length": True}


def test_it_is_remembered_while_the_issue_or_the_sentence_is_away(library: Library, article_id: int) -> None:
    library.confirm_segments(article_id, [(replace(DE_WIJK, issues=()), None)])
    assert issues(library, article_id) == {}
    library.confirm_segments(article_id, [(CHANGED, None)])
    assert issues(library, article_id)["length"]
    library.undo(article_id)
    library.undo(article_id)
    library.save_article(replace(unsegmented(ARTICLE), paragraphs=(Paragraph("text", "Oorlog."),)))
    moved = replace(TEXT, segments=(replace(DE_WIJK, id="5.1"), replace(PAX, id="5.2")))
    library.save_article(replace(ARTICLE, paragraphs=(TITLE, moved)))
    assert issues(library, article_id, "5.1") == {"length": True}


@pytest.mark.parametrize("dismissed", [True, False])
def test_undo_and_redo_do_not_change_what_is_dismissed(library: Library, article_id: int, dismissed: bool) -> None:
    library.dismiss(article_id, "2.1", LENGTH.check, LENGTH.message, not dismissed)
    library.confirm(article_id, "2.1", "Russia.")
    library.dismiss(article_id, "2.1", LENGTH.check, LENGTH.message, dismissed)
    assert issues(library, article_id) == {"length": dismissed}
    library.undo(article_id)
    assert issues(library, article_id) == {"length": dismissed}
    library.redo(article_id)
    assert issues(library, article_id) == {"length": dismissed}


def test_it_holds_for_the_same_sentence_in_this_article_and_no_other(library: Library, article_id: int) -> None:
    twice = Paragraph("text", DE_WIJK.source, segments=(replace(DE_WIJK, id="3.1", gap=""),))
    library.save_article(replace(ARTICLE, paragraphs=(TITLE, TEXT, twice)))
    assert issues(library, article_id, "3.1") == {"length": True}
    library.dismiss(article_id, "3.1", LENGTH.check, LENGTH.message, False)
    assert issues(library, article_id) == {"length": False}
    other = library.save_article(replace(ARTICLE, sha256="00" * 32))
    library.dismiss(article_id, "2.1", LENGTH.check, LENGTH.message, True)
    assert issues(library, other) == {"length": False} and library.dismissals(other) == frozenset()


def test_what_is_not_stored_can_be_dismissed_too(library: Library, article_id: int) -> None:
    library.dismiss(article_id, "2.2", "inconsistent", "also 'PAX has 12.'", True)
    assert (PAX.source, "inconsistent", "also 'PAX has 12.'") in library.dismissals(article_id)


def test_it_is_all_there_after_reopening(library: Library, article_id: int) -> None:
    with Library.open(library.path) as other:
        assert issues(other, article_id) == {"length": True}


def test_an_issue_of_no_segment_is_refused(library: Library, article_id: int) -> None:
    with pytest.raises(LibraryError, match=r"no segment 9\.9 in article"):
        library.dismiss(article_id, "9.9", "length", "", True)
    with pytest.raises(LibraryError, match="no article 99"):
        library.dismiss(99, "2.1", "length", "", True)
