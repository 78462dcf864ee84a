"""A translated SubRip file: its numbers and times as they were, the English in the cues."""

from __future__ import annotations

from collections.abc import Iterable

from translate.document import Article, Paragraph
from translate.writing.back import rewriter


@rewriter("SRT", suffix=".srt")
def rewrite_srt(original: bytes, article: Article, translated: Iterable[Paragraph]) -> bytes:
    """Return the subtitles in English, in the encoding and with the line ends that they had.

    Raises:
        WritingError: they are not those of the article.
    """
    from translate.formats.subtitle_english import rewrite_subtitles

    return rewrite_subtitles(original, article, translated, vtt=False)
