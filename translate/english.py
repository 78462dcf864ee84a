"""The English of segments and paragraphs as plain text, what has no English marked."""

from __future__ import annotations

import re

from translate.document import Paragraph, Segment

LINE_BREAK = re.compile(r"[ \t]*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029][\s\x1c-\x1e]*")


def segments_of(paragraph: Paragraph) -> tuple[Segment, ...]:
    """Return the paragraph's segments; a paragraph nobody has segmented counts as one untranslated segment."""
    if paragraph.segments or not paragraph.text:
        return paragraph.segments
    return (Segment(id="", source=paragraph.text),)


def is_untranslated(segment: Segment) -> bool:
    """Say whether the segment holds text and has no English."""
    return not segment.target.strip() and bool(segment.source.strip())


def english(segment: Segment) -> str:
    """Return the English of a segment or, so that nothing is lost unseen, its Dutch marked as untranslated."""
    return f"[untranslated: {segment.source.strip()}]" if is_untranslated(segment) else segment.target


def english_line(paragraph: Paragraph) -> str:
    """Return the paragraph's English on one line, line breaks of the input become spaces."""
    text = "".join(english(segment) + segment.gap for segment in segments_of(paragraph))
    return LINE_BREAK.sub(" ", text).strip()
