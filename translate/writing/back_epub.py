"""A translated book: the EPUB as it was, with the English in the place of the Dutch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from translate.document import Article, Paragraph
from translate.reading.decoding import tidy
from translate.writing.back import rewriter
from translate.writing.english import english_line

if TYPE_CHECKING:
    from translate.formats.epub import Book, Part
    from translate.formats.html_english import Edit


@rewriter("EPUB", suffix=".epub")
def rewrite_epub(original: bytes, article: Article, translated: Iterable[Paragraph]) -> bytes:
    """Return the book in English: its chapters, its title, and the table of contents where that has their headings.

    Raises:
        WritingError: the book's paragraphs are not those of the article.
    """
    from translate.formats.epub import open_book
    from translate.formats.html_english import check_paragraphs, english_page

    book = open_book(original, article.path)
    units = [unit for chapter in book.chapters for unit in chapter.units]
    check_paragraphs([book.title, *units] if book.title else units, article.paragraphs)
    paragraphs_done = list(translated)
    waiting = iter(paragraphs_done)
    by_text = {_key(each.text): each for each in reversed(paragraphs_done)}
    changed = {book.package.path: (book.package, _package_edits(book, [next(waiting)] if book.title else []))}
    for chapter in book.chapters:
        paragraphs = [next(waiting) for _ in chapter.units]
        changed[chapter.path] = (chapter, _chapter_edits(chapter, paragraphs, article.title, by_text))
    for part in book.contents:
        changed[part.path] = (part, list(_contents_edits(part, by_text)))
    return book.archive.rewrite(
        {path: english_page(part.decoding, part.page, edits) for path, (part, edits) in changed.items()}
    )


def _package_edits(book: Book, title: Sequence[Paragraph]) -> list[Edit]:
    from translate.formats.epub import elements
    from translate.formats.html_english import Edit, unit_edits

    edits = list(unit_edits([book.title], title)) if book.title else []
    source = book.package.page.source
    for number, token in enumerate(elements(book.package, "language")):
        if number == 0 or source[token.start : token.end].strip().lower().startswith("nl"):
            edits.append(Edit(token.start, token.end, [("en", False)]))
    return edits


def _chapter_edits(
    chapter: Part, paragraphs: Sequence[Paragraph], title: str, by_text: Mapping[str, Paragraph]
) -> list[Edit]:
    from translate.formats.html_english import head_edits, language_edits, unit_edits

    english = {each.text: english_line(each) for each in by_text.values()}
    left = set(chapter.page.units) - set(chapter.units)
    menu = [unit for unit in chapter.page.units if unit in left and _key(unit.laid.text) in by_text]
    return [
        *unit_edits(chapter.units, paragraphs),
        *unit_edits(menu, [replace(by_text[_key(unit.laid.text)], inlines=unit.laid.inlines) for unit in menu]),
        *head_edits(chapter.page, english, title),
        *language_edits(chapter.page, sorted([*chapter.units, *menu], key=lambda unit: unit.start), xml=True),
    ]


def _contents_edits(part: Part, by_text: Mapping[str, Paragraph]) -> Iterator[Edit]:
    """Translate the entries of a table of contents that are headings of the book."""
    from translate.formats.epub import elements
    from translate.formats.html_english import Edit, escaped
    from translate.formats.html_tokens import text_of

    labels = list(elements(part, "text"))
    if not labels:
        yield from _chapter_edits(part, (), "", by_text)
    for label in labels:
        found = by_text.get(_key(text_of(part.page.source, label)))
        if found is not None:
            yield Edit(label.start, label.end, [(escaped(english_line(found)), True)])


def _key(text: str) -> str:
    return tidy(text).casefold()
