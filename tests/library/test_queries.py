from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from translate.document import Paragraph, Segment
from translate.errors import LibraryError
from translate.library import ArticleName, Library, newest_of, resolve_article

from .documents import ARTICLE, DE_WIJK, PAX, TEXT, TITLE

NAMES = (
    ArticleName(1, "Iran levert drones", "news/iran.txt", "m"),
    ArticleName(2, "Drones boven Kyiv", "news/kyiv.txt", "m"),
    ArticleName(3, "Iran levert meer drones", "news/iran.txt", "m"),  # the first, changed and read again
    ArticleName(4, "Verkiezingen", "-", "m"),
    ArticleName(5, "Verkiezingen in Gelderland", "-", "m"),
    ArticleName(6, "1984", "boek.txt", "m"),
    ArticleName(7, "", "2", "m"),
    ArticleName(8, "", "brieven/Lezers.md", "m"),
)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("2", 2),  # a number goes before a path
        ("1", 1),  # gets at what the path does not
        ("1984", 6),
        ("news/iran.txt", 3),
        ("./news/../news/iran.txt", 3),
        ("iran.txt", 3),
        ("Iran levert", 3),
        ("KYIV", 2),
        ("drones boven", 2),
        ("verkiezingen", 4),  # a whole title goes before a part of one
        ("gelderland", 5),
        ("lezers", 8),  # a part of the path, where there is no title
    ],
)
def test_an_article_is_called_by_number_path_or_title(name: str, id: int) -> None:
    assert resolve_article(NAMES, name).id == id


def test_a_path_may_be_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert resolve_article(NAMES, str(tmp_path / "news" / "kyiv.txt")).id == 2


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Groningen", "no article is called 'Groningen'; give its path, a part of its title, or its number"),
        ("", "no article is called ''"),
        (" ", "no article is called ' '"),
        ("-", "'-' is the name of several articles: 4 .Verkiezingen., 5 .Verkiezingen in Gelderland.; give the number"),
        ("99", "no article is called '99'"),
        (
            "drones",
            "'drones' is the name of several articles: 2 .Drones boven Kyiv., 3 .Iran levert meer drones.; give",
        ),
    ],
)
def test_a_name_that_is_nobodys_or_several_articles_is_refused(name: str, message: str) -> None:
    with pytest.raises(LibraryError, match=message):
        resolve_article(NAMES, name)


def test_of_very_many_articles_a_few_are_named() -> None:
    names = [ArticleName(n, f"Nieuws {n}", f"{n}.txt", "m") for n in range(9)]
    with pytest.raises(LibraryError, match=r"0 \(Nieuws 0\), 1 \(Nieuws 1\), 2 \(Nieuws 2\) and 6 more"):
        resolve_article(names, "nieuws")


def test_the_newest_of_each_path_and_all_that_have_none() -> None:
    assert [article.id for article in newest_of(NAMES)] == [2, 3, 4, 5, 6, 7, 8]


def test_names_are_those_of_the_articles(library: Library) -> None:
    one = library.save_article(ARTICLE)
    assert library.names() == [ArticleName(one, ARTICLE.title, ARTICLE.path, ARTICLE.model)]


def test_sentences_and_where_they_stand(library: Library) -> None:
    one = library.save_article(ARTICLE)
    other = library.save_article(replace(ARTICLE, sha256="00" * 32, paragraphs=(TITLE,)))
    assert sorted(library.sources([one])) == sorted([TITLE.text, DE_WIJK.source, PAX.source])
    assert library.sources([other]) == [TITLE.text]
    assert library.places([TITLE.text, PAX.source, "Niets."], [one, other]) == {one: {"1.1", "2.2"}, other: {"1.1"}}
    assert library.places([TITLE.text], [other]) == {other: {"1.1"}}
    assert [stored.segment for stored in library.segments(one, ["2.2", "1.1", "9.9"])] == [TITLE.segments[0], PAX]
    assert library.count_segments() == 4


def test_the_index_of_sentences_answers_without_the_segments(library: Library) -> None:
    statement = (
        "EXPLAIN QUERY PLAN SELECT DISTINCT source FROM segment WHERE article IN (SELECT value FROM json_each(?))"
    )
    plan = [row[3] for row in library._connection.execute(statement, ("[1]",))]
    assert any("COVERING INDEX segment_source" in step for step in plan)


def test_an_outline_has_the_sentences_and_nothing_of_their_translation(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.save_paragraphs(article_id, {0: Paragraph("title", "Oorlog")})  # not translated yet
    assert library.outline(article_id) == (
        Paragraph("title", "Oorlog"),
        Paragraph(
            "text",
            TEXT.text,
            segments=tuple(Segment(s.id, s.source, s.gap) for s in TEXT.segments),
            inlines=TEXT.inlines,
        ),
    )
