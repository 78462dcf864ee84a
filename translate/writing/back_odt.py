"""An article back into the OpenDocument text it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.document import Article
from translate.errors import ReadingError, WritingError
from translate.formats.odt import Part, TextDocument, open_text
from translate.formats.odt_names import full
from translate.formats.odt_writing import LANGUAGE, set_language, write_block
from translate.formats.xml import parse_xml, serialise
from translate.inlines import english_with_inlines
from translate.writing.back import rewriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from translate.document import Paragraph
    from translate.formats.weave import English


def _rewrite(original: bytes, article: Article, translated: Iterable[Paragraph]) -> bytes:
    try:
        document = open_text(original, article.path)
        if [each.text for each in document.paragraphs] != [each.text for each in article.paragraphs]:
            what = "its paragraphs are not those that were translated"
            raise WritingError(what, where=article.path, mend="translate it again")
        titles: dict[str, str] = {}
        english = _placed(translated, titles)
        replaced = {}
        for part in document.parts:
            _write(part, english)
            if set_language(part.root) or part.blocks:
                replaced[part.member] = serialise(part.root, standalone=None)
        return document.archive.rewrite(replaced | _properties(document, titles))
    except ReadingError as error:
        raise WritingError(error.what, where=error.where, mend=error.mend) from None


def _placed(translated: Iterable[Paragraph], titles: dict[str, str]) -> Iterator[English]:
    """Yield the English of each paragraph with the mark-up in it, and note that of headings by their Dutch."""
    for paragraph in translated:
        english = english_with_inlines(paragraph)
        if paragraph.kind in ("title", "heading"):
            titles[paragraph.text] = english[0]
        yield english


def _write(part: Part, english: Iterator[English]) -> None:
    """Write the next paragraphs of the article into a part."""
    for block in part.blocks:
        write_block(block, [next(english) for piece in block.pieces if piece.paragraph])


def _properties(document: TextDocument, titles: dict[str, str]) -> dict[str, bytes]:
    """Name English as the language in the document's properties, and translate their title where the text has it."""
    from lxml import etree

    member = "meta.xml"
    if member not in document.archive:
        return {}
    root = parse_xml(document.archive.read(member), f"{document.archive.name}, part {member}")
    meta = root.find(full("office:meta"))
    if meta is None:
        return {}
    title, language = meta.find(full("dc:title")), meta.find(full("dc:language"))
    if title is not None and document.title in titles:
        title.text = titles[document.title]
    if language is None:
        language = etree.SubElement(meta, full("dc:language"))
    language.text = "-".join(LANGUAGE)
    return {member: serialise(root, standalone=None)}


# Each format has its own suffix, because LibreOffice treats a template as one by it.


@rewriter("OpenDocument", suffix=".odt")
def rewrite_open_document(original: bytes, article: Article, translated: Iterable[Paragraph]) -> bytes:
    """Return the document with the article's English in the place of its Dutch; tracked changes are accepted in it.

    Raises:
        WritingError: the document is not the one that the article was read from.
    """
    return _rewrite(original, article, translated)


@rewriter("OpenDocument template", suffix=".ott")
def rewrite_open_document_template(original: bytes, article: Article, translated: Iterable[Paragraph]) -> bytes:
    """Return a template, as ``rewrite_open_document`` does."""
    return _rewrite(original, article, translated)
