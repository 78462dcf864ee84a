"""An article back into the Word document it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.document import Article
from translate.errors import ReadingError, WritingError
from translate.formats.docx import Part, WordDocument, open_word
from translate.formats.docx_writing import LANGUAGE, copy_text_boxes, set_language, write_block
from translate.formats.xml import parse_xml, serialise
from translate.inlines import english_with_inlines
from translate.writing.back import rewriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from translate.document import Paragraph
    from translate.formats.weave import English

DC = "{http://purl.org/dc/elements/1.1/}"


def _rewrite(original: bytes, article: Article, translated: Iterable[Paragraph]) -> bytes:
    try:
        document = open_word(original, article.path)
        read = [paragraph.text for paragraph in document.paragraphs]
        if read != [paragraph.text for paragraph in article.paragraphs]:
            what = "its paragraphs are not those that were translated"
            raise WritingError(what, where=article.path, mend="translate it again")
        titles: dict[str, str] = {}
        english = _placed(translated, titles)
        replaced = {part.member: _written(part, english) for part in document.parts if part.blocks}
        replaced |= _languages(document)
        replaced |= _properties(document, titles)
        return document.archive.rewrite(replaced)
    except ReadingError as error:
        raise WritingError(error.what, where=error.where, mend=error.mend) from None


def _placed(translated: Iterable[Paragraph], titles: dict[str, str]) -> Iterator[English]:
    """Yield the English of each paragraph with the mark-up in it, and note that of headings by their Dutch."""
    for paragraph in translated:
        english = english_with_inlines(paragraph)
        if paragraph.kind in ("title", "heading"):
            titles[paragraph.text] = english[0]
        yield english


def _written(part: Part, english: Iterator[English]) -> bytes:
    """Write the next paragraphs of the article into a part."""
    for block in part.blocks:
        write_block(block, [next(english) for piece in block.pieces if piece.paragraph])
    copy_text_boxes(part.root)
    return serialise(part.root)


def _languages(document: WordDocument) -> dict[str, bytes]:
    """Make English the language of the styles and of the settings."""
    replaced = {}
    for kind in ("styles", "settings"):
        member = document.members.get(kind, "")
        if member in document.archive:
            root = parse_xml(document.archive.read(member), f"{document.archive.name}, part {member}")
            if set_language(root):
                replaced[member] = serialise(root)
    return replaced


def _properties(document: WordDocument, titles: dict[str, str]) -> dict[str, bytes]:
    """Name English as the language in the document's properties, and translate their title where the text has it."""
    from lxml import etree

    member = document.members.get("core-properties", "")
    if member not in document.archive:
        return {}
    root = parse_xml(document.archive.read(member), f"{document.archive.name}, part {member}")
    title, language = root.find(f"{DC}title"), root.find(f"{DC}language")
    if title is not None and document.title in titles:
        title.text = titles[document.title]
    if language is None:
        language = etree.SubElement(root, f"{DC}language")
    language.text = LANGUAGE
    return {member: serialise(root)}


# Each format has its own suffix, because Word opens it under no other.


@rewriter("Word", suffix=".docx")
def rewrite_word(original: bytes, article: Article, translated: Iterable[Paragraph]) -> bytes:
    """Return the document with the article's English in the place of its Dutch; tracked changes are accepted in it.

    Raises:
        WritingError: the document is not the one that the article was read from.
    """
    return _rewrite(original, article, translated)


@rewriter("Word with macros", suffix=".docm")
def rewrite_word_with_macros(original: bytes, article: Article, translated: Iterable[Paragraph]) -> bytes:
    """Return a document with macros, as ``rewrite_word`` does; the macros stay as they are."""
    return _rewrite(original, article, translated)


@rewriter("Word template", suffix=".dotx")
def rewrite_word_template(original: bytes, article: Article, translated: Iterable[Paragraph]) -> bytes:
    """Return a template, as ``rewrite_word`` does."""
    return _rewrite(original, article, translated)


@rewriter("Word template with macros", suffix=".dotm")
def rewrite_word_template_with_macros(original: bytes, article: Article, translated: Iterable[Paragraph]) -> bytes:
    """Return a template with macros, as ``rewrite_word`` does."""
    return _rewrite(original, article, translated)
