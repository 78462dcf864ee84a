"""``translate article``: files in, English out."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli.options import (
    BackendOption,
    BeamOption,
    GlossaryOption,
    ModelOption,
    NoGlossaryOption,
    QuietOption,
    choose_engine,
    choose_glossary,
    glossary_note,
    library_path,
    say,
)

if TYPE_CHECKING:
    from translate.document import Article, Paragraph
    from translate.pipeline import Pipeline, Progress


def article_command(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="Dutch articles: .txt or .md files; - is standard input.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for the English; made when missing.")
    ] = Path("."),
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="FORMATS", help="What to write, with commas between: html (side by side), md, txt, json."
        ),
    ] = "html,txt",
    model: ModelOption = None,
    glossary: GlossaryOption = None,
    no_glossary: NoGlossaryOption = False,
    library: Annotated[
        Path | None,
        typer.Option(
            "--library",
            metavar="FILE",
            help="Where translations are kept; translations.db beside the glossary if left out.",
        ),
    ] = None,
    beam: BeamOption = 4,
    backend: BackendOption = "ctranslate2",
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Translate articles: side-by-side pages and plain English.

    A run that was interrupted goes on where it was, and a second run on the same file translates nothing.
    """
    formats = [name.strip() for name in to.split(",") if name.strip()]
    silent = quiet or as_json
    try:
        from translate.library import Library
        from translate.pipeline import Pipeline
        from translate.reading import read_article
        from translate.summary import Summary, summarise
        from translate.writing import write_article
        from translate.writing.names import check_formats, check_outputs, unique_stems

        check_formats(formats)
        articles = [read_article(name) for name in files]
        stems = unique_stems(articles)
        terms = choose_glossary(glossary, none=no_glossary)
        engine = choose_engine(model, backend, quiet=silent)
        with Library.open(library_path(library, terms)) as opened:
            check_outputs(articles, stems, output, formats)
            pipeline = Pipeline(engine, terms, opened, beam)
            note = glossary_note(terms, none=no_glossary)
            rows: list[Summary] = []
            for article, stem in zip(articles, stems, strict=True):
                done, progress, seconds = _translate(pipeline, article, "" if rows else note, quiet=silent)
                written = write_article(done, output, formats, stem=stem)
                rows.append(summarise(done, progress, seconds, written))
    except KeyboardInterrupt:
        say("interrupted; what is translated is kept: the same command goes on from there", quiet=False)
        raise typer.Exit(130) from None
    if as_json:
        print(json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=2))
    elif not quiet:
        from translate.cli.table import print_table

        print_table(rows)


def _translate(pipeline: Pipeline, article: Article, note: str, *, quiet: bool) -> tuple[Article, Progress, float]:
    """Translate one article, and return it with what was done and the seconds that took.

    The note is for the user and waits for the first paragraph: what stands in the way comes alone.
    """
    from translate.pipeline import Progress

    progress = Progress()
    paragraphs: list[Paragraph] = []
    started = time.perf_counter()
    with _progress_bar(article, quiet=quiet) as advance:
        for _, paragraph in pipeline.stream(article, progress):
            if not paragraphs:
                say(note, quiet)
            paragraphs.append(paragraph)
            advance(progress)
    return pipeline.finished(article, paragraphs), progress, time.perf_counter() - started


@contextmanager
def _progress_bar(article: Article, *, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """Show paragraphs, words a second and the time left, on stderr, when it is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _progress: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    bar = Bar(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[done]}/{task.fields[all]} paragraphs  {task.fields[speed]} words/s"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        words = sum(len(paragraph.text.split()) for paragraph in article.paragraphs)
        task = bar.add_task(Path(article.path).name, total=words, done=0, all=len(article.paragraphs), speed="–")
        started = time.perf_counter()

        def advance(progress: Progress) -> None:
            speed = progress.words / max(time.perf_counter() - started, 1e-6)
            bar.update(task, completed=progress.words, done=progress.paragraphs, speed=f"{speed:.0f}")

        yield advance
