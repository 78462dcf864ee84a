"""The English of an article as plain text: what the writers share."""

from __future__ import annotations

from translate.document import Article
from translate.english import LINE_BREAK, english, english_line, is_untranslated, segments_of

__all__ = ["LINE_BREAK", "english", "english_line", "english_title", "is_untranslated", "segments_of"]


def english_title(article: Article) -> str:
    """Return the English title; the Dutch one where only the article's description has it; empty without either."""
    titles = (english_line(paragraph) for paragraph in article.paragraphs if paragraph.kind == "title")
    return next((title for title in titles if title), LINE_BREAK.sub(" ", article.title).strip())
