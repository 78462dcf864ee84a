from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from translate.document import Article, Paragraph, Segment
from translate.errors import LibraryError
from translate.library import Library

from .documents import ARTICLE, DE_WIJK, PAX, SHA, TEXT, TITLE, articles, unsegmented

NUMBERS = itertools.count()


@settings(max_examples=40, deadline=None)
@given(article=articles())
def test_an_article_comes_back_as_it_was_saved(shared_library: Library, article: Article) -> None:
    article = replace(article, sha256=f"{next(NUMBERS):064x}")
    assert shared_library.load_article(shared_library.save_article(article)) == article


@settings(max_examples=40, deadline=None)
@given(before=articles(), after=articles())
def test_saving_an_article_again_leaves_nothing_of_the_old_but_what_a_person_made(
    shared_library: Library, before: Article, after: Article
) -> None:
    def machine(article: Article, text: str) -> Article:
        def made(paragraph: Paragraph) -> Paragraph:
            segments = tuple(replace(s, state="initial", origin="mt") for s in paragraph.segments)
            return replace(paragraph, text=paragraph.text if segments else text, segments=segments)

        paragraphs = tuple(map(made, article.paragraphs))
        return replace(article, paragraphs=paragraphs, model="m", sha256=sha)

    sha = f"{next(NUMBERS):064x}"
    article_id = shared_library.save_article(machine(before, "old"))
    assert shared_library.save_article(machine(after, "new")) == article_id
    assert shared_library.load_article(article_id) == machine(after, "new")


def test_it_is_all_there_after_reopening(tmp_path: Path) -> None:
    with Library.open(tmp_path / "translations.db") as library:
        article_id = library.save_article(ARTICLE)
    with Library.open(tmp_path / "translations.db") as library:
        assert library.find_article(SHA) == article_id
        assert library.load_article(article_id) == ARTICLE


def test_paragraphs_are_saved_one_by_one_as_they_are_translated(library: Library) -> None:
    article_id = library.save_article(unsegmented(ARTICLE))
    assert library.load_article(article_id) == unsegmented(ARTICLE)
    library.save_paragraph(article_id, 1, TEXT)
    assert [p.segments for p in library.load_article(article_id).paragraphs] == [(), TEXT.segments]
    library.save_paragraphs(article_id, {0: TITLE})
    assert library.load_article(article_id).paragraphs == ARTICLE.paragraphs


def test_the_same_bytes_are_one_article_and_its_newest_path_counts(library: Library) -> None:
    first = library.save_article(ARTICLE)
    assert library.save_article(replace(ARTICLE, path="map/kopie.txt")) == first
    assert [summary.path for summary in library.list_articles()] == ["map/kopie.txt"]


def test_the_same_path_with_other_bytes_is_another_article(library: Library) -> None:
    first = library.save_article(ARTICLE)
    second = library.save_article(replace(ARTICLE, sha256="00" * 32))
    assert first != second
    assert [summary.id for summary in library.list_articles()] == [first, second]


def test_without_a_hash_the_text_tells_articles_apart(library: Library) -> None:
    one = replace(ARTICLE, sha256="")
    other = replace(one, paragraphs=(TITLE,))
    assert library.save_article(one) != library.save_article(other)
    assert library.save_article(one) == library.save_article(unsegmented(one))
    assert library.find_article("") is None


def test_reading_an_article_again_keeps_its_translation_and_what_made_it(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.save_article(replace(unsegmented(ARTICLE), byline="Redactie"))
    assert library.load_article(article_id) == replace(ARTICLE, byline="Redactie")


def test_a_paragraph_with_another_text_loses_its_machine_translation(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    changed = replace(TEXT, text="Iets anders.", segments=())
    library.save_article(replace(ARTICLE, paragraphs=(TITLE, changed)))
    assert library.load_article(article_id).paragraphs == (TITLE, changed)


def test_a_paragraph_whose_segment_id_went_elsewhere_waits_to_be_segmented_again(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.save_paragraph(article_id, 0, replace(TITLE, segments=(replace(TITLE.segments[0], id=PAX.id),)))
    assert [len(p.segments) for p in library.load_article(article_id).paragraphs] == [1, 0]


def test_the_list_counts_what_is_done_and_what_is_left(library: Library) -> None:
    fresh = Segment("3.1", "Ja.")
    missed = replace(DE_WIJK, id="3.2", terms=(replace(DE_WIJK.terms[0], target=None, outcome="missed"),))
    dismissed = replace(PAX, id="3.3", issues=(replace(DE_WIJK.issues[0], dismissed=True),))
    last = tuple(replace(segment, gap=" ") for segment in (fresh, missed, dismissed))
    text = "".join(s.source + s.gap for s in last)
    article_id = library.save_article(
        replace(ARTICLE, paragraphs=(TITLE, TEXT, Paragraph("text", text, segments=last)))
    )
    library.confirm(article_id, "1.1", "Iran supplies drones")
    library.confirm(article_id, "2.2", "PAX counts twelve.", state="final")
    (summary,) = library.list_articles()
    assert (summary.title, summary.path, summary.date) == (ARTICLE.title, "iran.txt", "2023-01-09")
    assert (summary.paragraphs, summary.segments, summary.translated, summary.reviewed) == (3, 6, 5, 2)
    assert (summary.issues, summary.missed) == (2, 1)
    assert summary.added.endswith("+00:00")


def test_sentences_are_found_by_glossary_entry_and_by_source_over_all_articles(library: Library) -> None:
    first = library.save_article(ARTICLE)
    second = library.save_article(replace(ARTICLE, sha256="00" * 32))
    for found in (library.segments_with_entry("De Wijk"), library.segments_with_source(DE_WIJK.source)):
        assert [(s.article, s.paragraph, s.segment) for s in found] == [(first, 1, DE_WIJK), (second, 1, DE_WIJK)]
    assert library.segments_with_entry("wijk") == []


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda library, _: library.load_article(99), "no article 99"),
        (lambda library, _: library.segments(99), "no article 99"),
        (lambda library, _: library.reviewed_segments(99), "no article 99"),
        (lambda library, _: library.save_paragraph(99, 0, TITLE), "no article 99"),
        (lambda library, known: library.save_paragraph(known, 2, TITLE), "has 2 paragraphs, none at 2"),
        (lambda library, known: library.save_paragraph(known, -1, TITLE), "none at -1"),
        (lambda library, _: library.confirm(99, "1.1", ""), "no article 99"),
        (lambda library, known: library.confirm(known, "9.9", ""), "no segment 9.9"),
        (lambda library, _: library.save_article(replace(ARTICLE, title="\ud800")), "not Unicode"),
    ],
)
def test_what_is_not_there_or_cannot_be_saved_is_said_in_one_line(library: Library, call, message) -> None:
    known = library.save_article(ARTICLE)
    with pytest.raises(LibraryError, match=message) as caught:
        call(library, known)
    assert str(caught.value).startswith(f"{library.path}: ") and "\n" not in str(caught.value)
    assert library.load_article(known) == ARTICLE


def test_two_segments_with_one_id_are_a_programming_error(library: Library) -> None:
    with pytest.raises(ValueError, match=r"two segments have the id '1\.1'"):
        library.save_article(replace(ARTICLE, paragraphs=(TITLE, TITLE)))
    assert library.list_articles() == []


def test_the_document_that_was_read_is_kept_as_it_was(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    assert library.original(article_id) is None
    for data in (b"PK\x03\x04" * 1000, b"", bytes(range(256))):
        library.save_original(article_id, data)
        assert library.original(article_id) == data
    library.save_article(ARTICLE)
    assert library.original(article_id) == bytes(range(256))
    for ask in (lambda: library.original(99), lambda: library.save_original(99, b"")):
        with pytest.raises(LibraryError, match="no article 99"):
            ask()


def test_a_damaged_document_is_said_to_be_damaged(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    library.save_original(article_id, b"text")
    library._connection.execute("UPDATE original SET data=x'00'")
    with pytest.raises(LibraryError, match="damaged"):
        library.original(article_id)


def test_mark_up_that_was_read_anew_replaces_the_old_and_the_translation_stays(library: Library) -> None:
    article_id = library.save_article(ARTICLE)
    read = unsegmented(ARTICLE)
    fewer = replace(read, paragraphs=(read.paragraphs[0], replace(read.paragraphs[1], inlines=())))
    assert library.save_article(fewer) == article_id
    (stored,) = library.paragraphs(article_id, 1, 2)
    assert (stored.paragraph.inlines, [s.segment for s in stored.segments]) == ((), [DE_WIJK, PAX])
