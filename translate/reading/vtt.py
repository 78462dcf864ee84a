"""WebVTT subtitles into Articles: a paragraph a sentence, over as many cues as it runs."""

from __future__ import annotations

from translate.document import Article
from translate.formats.subtitles import is_vtt
from translate.reading.registry import reader


@reader("WebVTT", suffixes=(".vtt",), recognise=is_vtt)
def read_vtt(data: bytes, name: str) -> Article:
    """Read WebVTT subtitles; see ``docs/reading.md`` for the rules.

    Raises:
        ReadingError: the bytes are no text, or a subtitle has no times that can be read.
    """
    from translate.formats.subtitle_units import read_subtitles

    return read_subtitles(data, name, vtt=True)
