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
    library_path,
    say,
)

if TYPE_CHECKING:
    from translate.document import Article
    from translate.pipeline import Pipeline, Progress


def article_command(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Dutch articles: .txt or .md files; - is standard input.")
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
    """Translate Dutch articles, and write each side by side and as plain English.

    A run that was interrupted goes on where it was, and a second run on the same file translates nothing.
    """
    from translate.library import Library
    from translate.pipeline import Pipeline
    from translate.reading import read_article
    from translate.summary import summarise
    from translate.writing import write_article
    from translate.writing.names import check_formats, unique_stems

    formats = [name.strip() for name in to.split(",") if name.strip()]
    check_formats(formats)
    articles = [read_article(name) for name in files]
    terms = choose_glossary(glossary, none=no_glossary, quiet=quiet or as_json)
    engine = choose_engine(model, backend, quiet=quiet or as_json)
    place = library_path(library, terms)
    rows = []
    with Library.open(place) as opened:
        pipeline = Pipeline(engine, terms, opened, beam)
        for article, stem in zip(articles, unique_stems(articles), strict=True):
            started = time.perf_counter()
            done, progress = _translate(pipeline, article, quiet=quiet or as_json)
            written = write_article(done, output, formats, stem=stem)
            rows.append(summarise(done, progress, time.perf_counter() - started, written))
    if as_json:
        print(json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=2))
    elif not quiet:
        from translate.cli.table import print_table

        print_table(rows)


def _translate(pipeline: Pipeline, article: Article, *, quiet: bool) -> tuple[Article, Progress]:
    from translate.pipeline import Progress

    progress = Progress()
    paragraphs = []
    words = sum(len(paragraph.text.split()) for paragraph in article.paragraphs)
    try:
        with _progress_bar(article, words, quiet=quiet) as advance:
            for _, paragraph in pipeline.stream(article, progress):
                paragraphs.append(paragraph)
                advance(len(paragraph.text.split()), progress)
    except KeyboardInterrupt:
        say(
            f"interrupted after {len(paragraphs)} of {len(article.paragraphs)} paragraphs; run the same command to go on",
            quiet,
        )
        raise typer.Exit(130) from None
    return pipeline.finished(article, paragraphs), progress


@contextmanager
def _progress_bar(article: Article, words: int, *, quiet: bool) -> Iterator[Callable[[int, Progress], None]]:
    """Show paragraphs, words a second and the time left, on stderr, when it is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _words, _progress: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    bar = Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[done]}/{task.fields[all]} paragraphs  {task.fields[speed]} words/s"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        name = Path(article.path).name or "article"
        task = bar.add_task(name, total=words, done=0, all=len(article.paragraphs), speed="–")
        started = time.perf_counter()

        def advance(count: int, progress: Progress) -> None:
            elapsed = max(time.perf_counter() - started, 1e-6)
            bar.update(task, advance=count, done=progress.paragraphs, speed=f"{progress.words / elapsed:.0f}")

        yield advance
