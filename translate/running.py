"""One article on its way: translated, its document written again meanwhile."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from translate.document import Article, Paragraph
from translate.pipeline import Pipeline, Progress
from translate.writing.back import rewriter_of, write_back_meanwhile


@dataclass(frozen=True, slots=True)
class Run:
    """What became of an article.

    Attributes:
        article: translated.
        progress: what was done.
        seconds: how long that took.
        document: its own kind of document with the English in it; None where that was not asked for or is not made.
    """

    article: Article
    progress: Progress
    seconds: float
    document: bytes | None = None


def run_article(
    pipeline: Pipeline,
    article: Article,
    original: bytes,
    *,
    again: bool,
    tell: Callable[[Progress], None] = lambda _progress: None,
) -> Run:
    """Translate an article.

    Args:
        pipeline: what translates; its library keeps the original, where that can be written again.
        article: as it was read.
        original: the bytes it was read from.
        again: whether the document is to be written again. Each paragraph is put into it while the engine is at the
            next ones.
        tell: called after each paragraph.

    Raises:
        WritingError: the document cannot be written again; by then all is translated and in the library.
        ModelError: the model cannot be loaded.
        LibraryError: the library cannot be read or written.
    """
    is_written = rewriter_of(article) is not None
    progress = Progress()
    done: list[Paragraph] = []

    def translated() -> Iterator[Paragraph]:
        for _, paragraph in pipeline.stream(article, progress, original if is_written else None):
            done.append(paragraph)
            tell(progress)
            yield paragraph

    started = time.perf_counter()
    document = None
    if again and is_written:
        document = write_back_meanwhile(original, article, translated())
    else:
        deque(translated(), maxlen=0)
    return Run(pipeline.finished(article, done), progress, time.perf_counter() - started, document)
