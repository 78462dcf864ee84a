"""What is found in whole articles, kept at hand: the same as if all sentences had been checked again."""

from __future__ import annotations

import random

import pytest

from translate.checks import run_article_checks
from translate.document import Article, Issue, Paragraph, Segment
from translate.library import Library
from translate.review.article_issues import MOST_TAKEN_IN, ArticleIssues

TEXTS = ("De minister zwijgt lang.", "De premier zwijgt lang.", "Het regent vandaag hard.")
ENGLISH = ("The minister is silent.", "The minister keeps quiet.", "It rains hard today.")


def save(library: Library, count: int) -> int:
    segments = [Segment(f"{n}.1", TEXTS[n % 3], target=ENGLISH[n % 3], state="translated") for n in range(count)]
    return library.save_article(Article(tuple(Paragraph("text", one.source, segments=(one,)) for one in segments)))


def found(issues: ArticleIssues, library: Library, article: int) -> dict[str, list[tuple[str, str]]]:
    names = [one.id for one in library.pairs(article)]
    return {name: [(one.check, one.message) for one in found] for name, found in issues.known(article, names).items()}


def expected(library: Library, article: int) -> dict[str, list[tuple[str, str]]]:
    issues: dict[str, tuple[Issue, ...]] = run_article_checks(library.pairs(article))
    return {name: [(one.check, one.message) for one in found] for name, found in issues.items()}


def test_whatever_is_done_the_issues_are_those_of_the_whole_article(library: Library) -> None:
    article, choose = save(library, 12), random.Random(3)
    issues = ArticleIssues(library)
    issues.pairs(article)
    for _ in range(60):
        before = found(issues, library, article)
        name = f"{choose.randrange(12)}.1"
        match choose.choice(["approve", "approve", "undo", "behind our back"]):
            case "undo":
                ids = library.undo(article)
            case "approve":
                library.confirm(article, name, choose.choice(ENGLISH))
                ids = (name,)
            case _:
                library.confirm(article, name, choose.choice(ENGLISH))
                ids = ()
        told = issues.change(article, ids)
        now = found(issues, library, article)
        assert now == expected(library, article)
        assert {one for one in now.keys() | before.keys() if now.get(one) != before.get(one)} <= told
        assert issues.pairs(article) == library.pairs(article)


def test_many_changes_at_once_are_taken_in(library: Library) -> None:
    article = save(library, MOST_TAKEN_IN + 9)
    issues = ArticleIssues(library)
    assert found(issues, library, article) == {}
    changed = [one for one in library.segments(article) if one.segment.source != TEXTS[0]]
    same = [(Segment(one.segment.id, one.segment.source, target=ENGLISH[0], state="reviewed"), None) for one in changed]
    library.confirm_segments(article, same)
    assert issues.change(article, [one.id for one, _ in same])
    assert found(issues, library, article) == expected(library, article) != {}


def test_an_article_is_read_once_and_again_only_when_it_changed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, issues = save(library, 6), ArticleIssues(library)
    read: list[object] = []
    pairs = library.pairs
    monkeypatch.setattr(library, "pairs", lambda article_id, ids=None: read.append(ids) or pairs(article_id, ids))
    for _ in range(3):
        issues.pairs(article)
        issues.known(article, ["1.1"])
    library.confirm(article, "1.1", "The premier says nothing.")
    issues.change(article, ["1.1"])
    issues.pairs(article)
    assert read == [None, ["1.1"]]
    with Library.open(library.path) as other:
        other.confirm(article, "1.1", ENGLISH[0])
    assert issues.pairs(article)[1].target == ENGLISH[0]


def test_warnings_are_counted_without_reading_again_what_has_not_changed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, issues = save(library, 6), ArticleIssues(library)
    library.confirm(article, "1.1", "The premier says nothing.")
    read: list[object] = []
    pairs = library.pairs
    monkeypatch.setattr(library, "pairs", lambda article_id, ids=None: read.append(ids) or pairs(article_id, ids))
    assert [issues.count(article) for _ in range(3)] == [1, 1, 1] and read == [None]
    ((name, (one,)),) = ((name, found) for name, found in issues.known(article, ["1.1", "4.1"]).items())
    library.dismiss(article, name, one.check, one.message, True)
    assert issues.count(article) == 0
    library.dismiss(article, name, one.check, one.message, False)
    assert issues.count(article) == len(issues.warned(article)) == 1
    with Library.open(library.path) as other:
        other.confirm(article, "4.1", "The premier says nothing.")
    assert issues.count(article) == 0
