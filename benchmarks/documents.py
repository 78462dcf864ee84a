"""A Word document of 20 pages, in and out: how much of the run passes while no sentence is with the model.

    python benchmarks/documents.py [--pages 20] [--runs 3]

The document is made of the gold sentences in tests/data, a bold or italic word or a link in each paragraph, headings,
a list and a table. The time outside the model is all but the time from when the engine is given sentences to when the
last of them has been read: reading, matching and asking of what comes first, saving, writing back. Medians of runs.
"""

from __future__ import annotations

import argparse
import io
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from translate.engines import Engine, load_engine
from translate.engines.base import Hypothesis
from translate.glossary.store import load_glossary
from translate.library import Library
from translate.pipeline import Pipeline
from translate.reading import read_article
from translate.writing import SAME, write_article

ROOT = Path(__file__).parent.parent
WORDS_A_PAGE = 350  # of A4, single-spaced, with headings


class Timed:
    """An engine that counts the time in which it has sentences."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.id, self.marks_terms, self.max_tokens = engine.id, engine.marks_terms, engine.max_tokens
        self.seconds = 0.0

    def translate(
        self, sources: Sequence[str], *, beam: int = 4, hypotheses: int = 1, prefixes: Sequence[str] | None = None
    ) -> list[list[Hypothesis]]:
        """See ``Engine.translate``."""
        started = time.perf_counter()
        made = self._engine.translate(sources, beam=beam, hypotheses=hypotheses, prefixes=prefixes)
        self.seconds += time.perf_counter() - started
        return made

    def stream(
        self, sources: Sequence[str], *, beam: int = 4, hypotheses: int = 1
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """See ``Engine.stream``."""
        started = time.perf_counter()
        return self._counted(started, self._engine.stream(sources, beam=beam, hypotheses=hypotheses))

    def _counted(
        self, started: float, answers: Iterator[tuple[int, list[Hypothesis]]]
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        yield from answers
        self.seconds += time.perf_counter() - started

    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[list[float]]:
        """See ``Engine.score``."""
        return self._engine.score(sources, targets)

    def count_tokens(self, sources: Sequence[str]) -> list[int]:
        """See ``Engine.count_tokens``."""
        return self._engine.count_tokens(sources)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    data, words = make_document(options.pages)
    engine = load_engine()
    engine.translate(["Opwarmen."])
    glossary = load_glossary(ROOT / "glossary.yaml")
    shares, totals, steps = [], [], []
    for _ in range(options.runs):
        with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "t.db") as library:
            path = Path(folder) / "report.docx"
            path.write_bytes(data)
            timed = Timed(engine)
            started = time.perf_counter()
            article = read_article(path)
            read = time.perf_counter()
            done = Pipeline(timed, glossary, library).translate(article)
            translated = time.perf_counter()
            write_article(done, Path(folder), [SAME, "html", "txt"], original=data)
            written = time.perf_counter()
        total = written - started
        totals.append(total)
        shares.append(100 * (total - timed.seconds) / total)
        steps.append((read - started, translated - read - timed.seconds, written - translated))
    inlines = sum(len(paragraph.inlines) for paragraph in article.paragraphs)
    print(f"{options.pages} pages, {words:,} words, {len(article.paragraphs)} paragraphs, {inlines} inlines")
    reading, between, writing = (statistics.median(column) for column in zip(*steps, strict=True))
    print(f"whole run {statistics.median(totals):.2f} s: reading {reading:.2f} s, around the model {between:.2f} s,")
    print(f"writing docx, html and txt {writing:.2f} s")
    print(f"outside the model: {statistics.median(shares):.1f} % of the run (at most 10 %)")


def make_document(pages: int) -> tuple[bytes, int]:
    """Return a Word document of so many pages, and its number of words."""
    import docx

    lines = (ROOT / "tests" / "data" / "sentences" / "dev.txt").read_text(encoding="utf-8").splitlines()
    texts = [line for line in lines if len(line.split()) > 6 and not line.startswith("#")]
    document, words, number = docx.Document(), 0, 0
    while words < pages * WORDS_A_PAGE:
        text = texts[number % len(texts)] if number < len(texts) else f"{texts[number % len(texts)]} ({number})"
        if number % 12 == 0:
            document.add_heading(" ".join(text.split()[:5]), 1)
        parts = text.split(" ")
        middle = len(parts) // 2
        paragraph = document.add_paragraph(" ".join(parts[:middle]) + " ", "List Bullet" if number % 7 == 3 else None)
        run = paragraph.add_run(parts[middle])
        run.bold, run.italic = number % 2 == 0, number % 2 == 1
        paragraph.add_run(" " + " ".join(parts[middle + 1 :]))
        words += len(parts)
        number += 1
    table = document.add_table(4, 3)
    for index, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = " ".join(texts[index % len(texts)].split()[:4])
    held = io.BytesIO()
    document.save(held)
    return held.getvalue(), words


if __name__ == "__main__":
    main()
