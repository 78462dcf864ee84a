"""What a run did with one article, in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translate.document import Article, Issue, Segment
from translate.pipeline import Progress

OF_TERMS = ("term missed", "term forbidden")  # issues of terms, which are counted as missed


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures of one article. ``translated`` counts sentences the model read in this run; ``seconds`` is its time."""

    path: str
    paragraphs: int
    sentences: int
    words: int
    translated: int
    applied: int
    repaired: int
    missed: int
    rungs: tuple[tuple[str, int], ...]
    warnings: int
    seconds: float
    written: tuple[str, ...]
    misses: tuple[str, ...]
    left_out: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the figures as JSON can hold them."""
        return {
            "article": self.path,
            "paragraphs": self.paragraphs,
            "sentences": self.sentences,
            "words": self.words,
            "translated_now": self.translated,
            "terms": {"applied": self.applied, "repaired": self.repaired, "missed": self.missed},
            "rungs": dict(self.rungs),
            "warnings": self.warnings,
            "misses": list(self.misses),
            "left_out": list(self.left_out),
            "seconds": round(self.seconds, 3),
            "written": list(self.written),
        }


def summarise(article: Article, progress: Progress, seconds: float, written: Sequence[Path]) -> Summary:
    """Count what happened to an article; a forbidden term counts as missed."""
    segments = [segment for paragraph in article.paragraphs for segment in paragraph.segments]
    terms = [(segment, term) for segment in segments for term in segment.terms if term.entry]
    outcomes = Counter(term.outcome for _, term in terms)
    lost = [(segment, term) for segment, term in terms if term.outcome in ("missed", "forbidden")]
    return Summary(
        path=article.path,
        paragraphs=len(article.paragraphs),
        sentences=len(segments),
        words=progress.words,
        translated=progress.translated,
        applied=outcomes["applied"],
        repaired=outcomes["repaired"],
        missed=len(lost),
        rungs=tuple(sorted(Counter(str(term.rung) for _, term in terms).items())),
        warnings=sum(_warns(issue) for segment in segments for issue in segment.issues),
        seconds=seconds,
        written=tuple(map(str, written)),
        misses=tuple(
            f"{_place(segment)}: {term.source.of(segment.source)} → {term.term}: {term.why}" for segment, term in lost
        ),
        left_out=tuple(value for name, value in article.metadata if name == "left out"),
    )


def warnings_of(article: Article) -> list[str]:
    """Return a line for each thing that a reader should look at: where it is, and what."""
    return [
        f"{_place(segment)}: {issue.check}: {issue.message}"
        for paragraph in article.paragraphs
        for segment in paragraph.segments
        for issue in segment.issues
        if issue.severity != "info" and not issue.dismissed
    ]


def _place(segment: Segment) -> str:
    """Name a segment by its id: paragraph, then sentence."""
    paragraph, _, sentence = segment.id.rpartition(".")
    return f"paragraph {paragraph}, sentence {sentence}" if paragraph else f"sentence {segment.id}"


def _warns(issue: Issue) -> bool:
    return issue.severity != "info" and not issue.dismissed and issue.check not in OF_TERMS
