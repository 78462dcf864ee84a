"""After a change to the glossary: the segments it touches are translated again, and no others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translate.document import Segment
from translate.glossary.impact import Touched, outdated
from translate.library import Library
from translate.pipeline import CHUNK, Pipeline, Progress, glossary_name
from translate.rewriting import rewrite


@dataclass(frozen=True, slots=True)
class Retranslated:
    """A touched segment, and what the model makes of it now."""

    touched: Touched
    segment: Segment


def retranslate(
    pipeline: Pipeline, touched: Sequence[Touched], progress: Progress | None = None
) -> Iterator[list[Retranslated]]:
    """Translate touched segments, a chunk of them at a time; of different articles together, for full batches.

    Articles stay as they are. With a library the results are remembered, and a ``refresh`` afterwards finds them.

    Raises:
        ModelError: the model cannot be loaded.
        LibraryError: the library cannot be read or written.
    """
    for start in range(0, len(touched), CHUNK):
        chunk = touched[start : start + CHUNK]
        asked = [(_untranslated(one.stored.segment), one.requests) for one in chunk]
        made = pipeline.translate_segments(asked, progress)
        yield [Retranslated(one, segment) for one, segment in zip(chunk, made, strict=True)]


def refresh(
    pipeline: Pipeline,
    library: Library,
    touched: Sequence[Touched],
    articles: Sequence[int] | None = None,
    progress: Progress | None = None,
) -> Iterator[list[Retranslated]]:
    """Translate touched segments again and save each chunk of them; the others are neither translated nor saved.

    A segment that a person has reviewed or written keeps its text, of which the terms are verified and the checks are
    made again, and gets the new one as its suggestion. When all are
    done, the library notes that the articles agree with the glossary. A run that was interrupted has saved what it
    yielded, and the next goes on from there.

    Args:
        pipeline: with the glossary as it is now.
        library: where the segments are.
        touched: what ``find_touched`` returned.
        articles: what was given to ``find_touched``.
        progress: what is counted as it goes.

    Raises:
        ModelError: the model cannot be loaded.
        LibraryError: the library cannot be read or written.
    """
    now = glossary_name(pipeline.glossary)
    older = outdated(library, pipeline.glossary, articles)
    library.remember_glossary(pipeline.glossary)
    for chunk in retranslate(pipeline, touched, progress):
        by_article: defaultdict[int, list[Retranslated]] = defaultdict(list)
        for one in chunk:
            by_article[one.touched.stored.article].append(one)
        for article_id, made in by_article.items():
            judged = {one.segment.id: _judged(one.touched) for one in made if one.touched.stored.kept}
            library.save_again(article_id, {one.segment.id: one.segment for one in made}, now, judged)
        yield chunk
    library.mark_current(now, older)


def _judged(touched: Touched) -> Segment:
    """Return a person's segment as the glossary finds it now."""
    segment = touched.stored.segment
    return rewrite(segment, touched.requests, segment.target, segment.state)


def _untranslated(segment: Segment) -> Segment:
    return Segment(segment.id, segment.source, segment.gap, note=segment.note)
