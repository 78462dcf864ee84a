"""A translated WebVTT file: its times, settings and styles as they were, the English in the cues."""

from __future__ import annotations

from collections.abc import Iterable

from translate.document import Article, Paragraph
from translate.writing.back import rewriter


@rewriter("WebVTT", suffix=".vtt")
def rewrite_vtt(original: bytes, article: Article, translated: Iterable[Paragraph]) -> bytes:
    """Return the subtitles in English, in the encoding and with the line ends that they had.

    Raises:
        WritingError: they are not those of the article.
    """
    from translate.formats.subtitle_english import rewrite_subtitles

    return rewrite_subtitles(original, article, translated, vtt=True)
