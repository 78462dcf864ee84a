from __future__ import annotations

import itertools
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import translate.library
from translate.document import Article, Paragraph, Segment
from translate.library import CachedTranslation, Library

from .documents import ARTICLE

ROOT = Path(translate.library.__file__).parents[2]


def test_several_runs_and_threads_write_one_file(tmp_path: Path) -> None:
    """Two runs (a library each), two threads on each library: nothing is lost, nothing is mixed."""
    path = tmp_path / "translations.db"

    def work(library: Library, number: int) -> int:
        article_id = library.save_article(
            Article(tuple(Paragraph("text", "Ja.") for _ in range(20)), sha256=str(number))
        )
        for index in range(20):
            segment = Segment(f"{index}.1", "Ja.", target=f"Yes {number}.{index}", state="translated")
            library.save_paragraph(article_id, index, Paragraph("text", "Ja.", segments=(segment,)))
            library.cache({f"{number}.{index}": CachedTranslation(segment.target)})
            library.list_articles()
        return article_id

    with Library.open(path) as one, Library.open(path) as other, ThreadPoolExecutor(4) as pool:
        ids = list(pool.map(work, (one, one, other, other), range(4)))
        for number, article_id in enumerate(ids):
            targets = [paragraph.target for paragraph in one.load_article(article_id).paragraphs]
            assert targets == [f"Yes {number}.{index}" for index in range(20)]
        assert len(other.cached([f"{n}.{index}" for n in range(4) for index in range(20)])) == 80


def test_two_people_confirming_at_once_both_count(tmp_path: Path) -> None:
    path = tmp_path / "translations.db"
    with Library.open(path) as one, Library.open(path) as other, ThreadPoolExecutor(2) as pool:
        article_id = one.save_article(ARTICLE)
        work = [
            pool.submit(library.confirm, article_id, "2.2", f"PAX {n}.{i}")
            for i in range(10)
            for n, library in enumerate((one, other))
        ]
        revisions = {job.result() for job in work}
        history = one.history(article_id, "2.2")
    assert {change.revision for change in history} == revisions and len(revisions) == 20
    assert all(a.new_target == b.old_target for a, b in itertools.pairwise(history))


def test_many_runs_may_make_the_library_at_once(tmp_path: Path) -> None:
    start = threading.Barrier(8)

    def run(number: int) -> int:
        start.wait()
        with Library.open(tmp_path / "translations.db") as library:
            return library.save_article(replace(ARTICLE, sha256=str(number)))

    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(run, range(8)))
    with Library.open(tmp_path / "translations.db") as library:
        assert {summary.id for summary in library.list_articles()} == ids and len(ids) == 8


WRITER = """
import itertools, sys
from pathlib import Path
from translate.document import Article, Paragraph, Segment
from translate.library import Library

library = Library.open(Path(sys.argv[1]))
article_id = library.save_article(Article((Paragraph("text", "Ja."),) * 2 + (Paragraph("text", "Nee."),), sha256="1"))
no = Segment("c", "Nee.", target="No.", state="translated")
library.save_paragraph(article_id, 2, Paragraph("text", "Nee.", segments=(no,)))
for number in itertools.count():
    pair = [Segment(name, "Ja.", target=str(number), state="translated", note="n" * 5000) for name in "ab"]
    library.save_paragraphs(article_id, {i: Paragraph("text", "Ja.", segments=(s,)) for i, s in enumerate(pair)})
    library.confirm(article_id, "c", str(number))
    print(number, flush=True)
"""


def test_a_killed_run_loses_nothing_that_was_saved_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    path = tmp_path / "translations.db"
    for last in (0, 7, 40):
        path.unlink(missing_ok=True)
        command = [sys.executable, "-c", WRITER, str(path)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as writer:
            assert writer.stdout
            saved = next(int(line) for line in writer.stdout if int(line) >= last)
            writer.send_signal(signal.SIGKILL)
            saved = max([saved, *map(int, writer.stdout.read().split())])
        with Library.open(path) as library:
            one, two, confirmed = (p.target for p in library.load_article(1).paragraphs)
            assert one == two and saved <= int(one) <= saved + 1
            assert int(confirmed) in (int(one), int(one) - 1) and int(confirmed) >= saved
            assert library.history(1, "c")[-1].new_target == confirmed
        connection = sqlite3.connect(path)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.close()
