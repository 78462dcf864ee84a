"""A Word document of 20 pages, in and out: how much of the run passes while no sentence is with the model.

    python benchmarks/documents.py [--pages 20] [--runs 5]

The document is made of the gold sentences in tests/data, none of them twice, a bold or italic word or a link in each
paragraph, headings, a list and a table. It is translated as ``translate article`` does it. Outside the model is the
time in which no batch of sentences is in the engine, neither computed nor waiting: reading, what comes before the first
batch, where the engine waits for more, and what is written after the last. Medians of runs, the first not counted.
"""

from __future__ import annotations

import argparse
import gc
import io
import statistics
import tempfile
import threading
import time
from itertools import pairwise
from pathlib import Path

from translate.__main__ import COLLECT_AT
from translate.engines import load_engine
from translate.engines.ctranslate2 import CTranslate2Engine
from translate.glossary.store import load_glossary
from translate.library import Library
from translate.pipeline import Pipeline
from translate.reading import read_article
from translate.running import run_article
from translate.writing import SAME, write_article

ROOT = Path(__file__).parent.parent
INTERVAL = 0.002  # seconds
WORDS_A_PAGE = 350  # of A4, single-spaced, with headings


class Watch:
    """Looks, every few milliseconds, whether a batch of sentences is in the engine."""

    def __init__(self, engine: CTranslate2Engine) -> None:
        self._translator = engine._translator
        self._seen: list[tuple[float, bool]] = []
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stopped.wait(INTERVAL):
            self._seen.append((time.perf_counter(), self._translator.num_active_batches > 0))

    def idle(self, start: float, end: float) -> float:
        """Return for how many seconds of a stretch of time the engine had nothing to do."""
        looks = [(at, is_busy) for at, is_busy in self._seen if start <= at < end]
        # What is seen at a look is taken to have been so since the one before, which may be a while under load.
        return sum(at - before for (before, _), (at, is_busy) in pairwise([(start, False), *looks]) if not is_busy)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    gc.set_threshold(*COLLECT_AT)
    data, words = make_document(options.pages)
    engine = load_engine()
    assert isinstance(engine, CTranslate2Engine)
    engine.translate(["Opwarmen."])
    glossary = load_glossary(ROOT / "glossary.yaml")
    rows = []
    for _ in range(options.runs + 1):
        with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "t.db") as library:
            path = Path(folder) / "report.docx"
            path.write_bytes(data)
            with Watch(engine) as watch:
                started = time.perf_counter()
                article = read_article(path)
                read = time.perf_counter()
                run = run_article(Pipeline(engine, glossary, library), article, data, again=True)
                translated = time.perf_counter()
                write_article(run.article, Path(folder), [SAME, "html", "txt"], document=run.document)
                written = time.perf_counter()
        idle = watch.idle(read, translated)
        rows.append((written - started, read - started, idle, written - translated))
    del rows[0]  # loads what the others find loaded
    inlines = sum(len(paragraph.inlines) for paragraph in article.paragraphs)
    whole, reading, between, writing = (statistics.median(column) for column in zip(*rows, strict=True))
    print(f"{options.pages} pages, {words:,} words, {len(article.paragraphs)} paragraphs, {inlines} inlines")
    print(f"whole run {whole:.2f} s; with nothing in the engine:")
    print(f"reading {reading:.2f} s, in the pipeline {between:.2f} s, writing html, txt and the files {writing:.2f} s")
    share = statistics.median(100 * sum(parts) / total for total, *parts in rows)
    print(f"outside the model: {share:.1f} % of the run (at most 10 %), median of {options.runs} runs")


def make_document(pages: int) -> tuple[bytes, int]:
    """Return a Word document of so many pages, and its number of words."""
    import docx

    gold = [ROOT / "tests" / "data" / "sentences" / name for name in ("dev.txt", "test.txt")]
    lines = [line for path in gold for line in path.read_text(encoding="utf-8").splitlines()]
    texts = list(dict.fromkeys(line for line in lines if len(line.split()) > 6 and not line.startswith("#")))
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
