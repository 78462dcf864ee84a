"""SubRip subtitles into Articles: a paragraph a sentence, over as many cues as it runs."""

from __future__ import annotations

from translate.document import Article
from translate.formats.subtitles import is_srt
from translate.reading.registry import reader


@reader("SRT", suffixes=(".srt",), recognise=is_srt)
def read_srt(data: bytes, name: str) -> Article:
    """Read SubRip subtitles; see ``docs/reading.md`` for the rules.

    Raises:
        ReadingError: the bytes are no text, or a subtitle has no times that can be read.
    """
    from translate.formats.subtitle_units import read_subtitles

    return read_subtitles(data, name, vtt=False)
