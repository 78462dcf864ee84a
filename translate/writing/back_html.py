"""A translated web page: the page as it was, with the English in the place of the Dutch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import tee
from typing import TYPE_CHECKING

from translate.document import Article, Paragraph
from translate.writing.back import rewriter

if TYPE_CHECKING:
    from translate.formats.html import OpenPage


@rewriter("web page", suffix=".html")
def rewrite_html(original: bytes, article: Article, translated: Iterable[Paragraph]) -> bytes:
    """Return the page in English.

    Raises:
        WritingError: the page's paragraphs are not those of the article.
    """
    from translate.formats.html import open_page

    return rewrite_page(open_page(original, article.path), article, translated)


def rewrite_page(opened: OpenPage, article: Article, translated: Iterable[Paragraph]) -> bytes:
    """Return the bytes of a page that is open, in English.

    Raises:
        WritingError: the page's paragraphs are not those of the article.
    """
    from translate.formats import html_english
    from translate.writing.english import english_line

    page, units = opened.page, opened.found.units
    html_english.check_paragraphs(units, article.paragraphs)
    coming, again = tee(translated)
    body = list(html_english.unit_edits(units, coming))
    paragraphs = list(again)
    english = {paragraph.text: english_line(paragraph) for paragraph in reversed(paragraphs)}
    # A table of contents is no part of the article, and has its headings all the same.
    headings = {each.text: each for each in reversed(paragraphs) if each.kind in ("title", "heading")}
    chosen = set(units)
    listed = [unit for unit in page.units if unit not in chosen and unit.laid.text in headings]
    edits = [
        *body,
        *html_english.unit_edits(
            listed, [replace(headings[unit.laid.text], inlines=unit.laid.inlines) for unit in listed]
        ),
        *html_english.head_edits(page, english, article.title, units),
        *html_english.language_edits(page, sorted([*units, *listed], key=lambda unit: unit.start)),
    ]
    return html_english.english_page(opened.decoding, page, edits)


@rewriter("MHTML page", suffix=".mhtml")
def rewrite_mhtml(original: bytes, article: Article, translated: Iterable[Paragraph]) -> bytes:
    """Return the page in English, in one file with its pictures as before.

    Raises:
        WritingError: the page's paragraphs are not those of the article.
    """
    from translate.formats.html import open_page
    from translate.formats.mhtml import open_mhtml

    wrapped = open_mhtml(original, article.path)
    return wrapped.wrap(rewrite_page(open_page(wrapped.page, article.path, wrapped.encoding), article, translated))


@rewriter("Safari web archive", suffix=".webarchive")
def rewrite_webarchive(original: bytes, article: Article, translated: Iterable[Paragraph]) -> bytes:
    """Return the page in English, in one file with its pictures as before.

    Raises:
        WritingError: the page's paragraphs are not those of the article.
    """
    from translate.formats.html import open_page
    from translate.formats.mhtml import open_webarchive

    wrapped = open_webarchive(original, article.path)
    return wrapped.wrap(rewrite_page(open_page(wrapped.page, article.path, wrapped.encoding), article, translated))
