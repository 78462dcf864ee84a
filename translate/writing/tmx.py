"""The article as a translation memory: TMX 1.4b, a unit for each translated sentence, with its state as a property."""

from __future__ import annotations

from translate.document import Article
from translate.identity import article_identity, target_mark
from translate.writing.registry import writer


@writer(
    "tmx",
    suffix=".tmx",
    infix=".nl-en",
    about="Translation memory (TMX 1.4b) for other tools: every translated sentence, with its state.",
)
def render_tmx_article(article: Article) -> bytes:
    """Return the article's translated sentences as TMX. Characters that XML has no place for are left out."""
    from translate.library import MemoryUnit
    from translate.memory.tmx_writing import render_tmx

    segments = [s for paragraph in article.paragraphs for s in paragraph.segments if s.source.strip()]
    around = [segment.source.strip() for segment in segments]
    units = []
    for number, segment in enumerate(segments):
        if segment.target.strip():
            previous = around[number - 1] if number else ""
            following = around[number + 1] if number + 1 < len(around) else ""
            facts = {"x-segment": segment.id, "x-state": segment.state, "x-origin": segment.origin}
            facts["x-mark"] = target_mark(segment.target)
            units.append((MemoryUnit(number + 1, segment.source, segment.target, previous, following), facts))
    return render_tmx(units, {"x-article": article_identity(article), "x-segments": str(len(units))})
