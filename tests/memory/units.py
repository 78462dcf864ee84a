"""Units of a memory, as short to write as a test can wish."""

from __future__ import annotations

from itertools import count

from translate.document import Article, Paragraph, Segment
from translate.library import Library, MemoryUnit

DAY = "2026-01-01T00:00:00+00:00"
_titles = count(1)


def unit(
    source: str, target: str, previous: str = "", following: str = "", at: str = DAY, creator: str = ""
) -> MemoryUnit:
    """An imported unit."""
    return MemoryUnit(0, source, target, previous, following, at, None, None, creator)


def reviewed(id: int, source: str, target: str) -> MemoryUnit:
    """A unit that was reviewed in an article, without a library."""
    return MemoryUnit(id, source, target, article=1, segment=f"{id}.1", at=DAY)


def approve(library: Library, *pairs: tuple[str, str]) -> int:
    """Save an article of a paragraph with these sentences, and approve each with its English; return the article."""
    segments = [Segment(f"1.{n}", source, gap=" ") for n, (source, _) in enumerate(pairs, 1)]
    text = "".join(segment.source + segment.gap for segment in segments)
    article = Article((Paragraph("text", text, segments=tuple(segments)),), sha256=f"{next(_titles):064x}")
    id = library.save_article(article)
    for segment, (_, target) in zip(segments, pairs, strict=True):
        library.confirm(id, segment.id, target)
    return id
