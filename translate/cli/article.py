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

from translate.cli.formats import (
    DEFAULT,
    ForceOption,
    ToOption,
    check_targets,
    choose_formats,
    print_articles,
    write_outputs,
)
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
    from translate.document import Article
    from translate.pipeline import Pipeline, Progress
    from translate.running import Run


def article_command(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="Dutch articles: Word, OpenDocument, web pages, PDF, EPUB, subtitles,"
            " Markdown or text; - is standard input.",
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for the English; made when missing.")
    ] = Path("."),
    to: ToOption = DEFAULT,
    force: ForceOption = False,
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
    """Translate articles: pages, text, the document again.

    A run that was interrupted goes on where it was, and a second run on the same file translates nothing.
    """
    silent = quiet or as_json
    try:
        from translate.library import Library
        from translate.pipeline import Pipeline
        from translate.reading import read_bytes, read_file
        from translate.summary import Summary, summarise
        from translate.writing import SAME
        from translate.writing.names import unique_stems

        formats, printed = choose_formats(to, as_json=as_json)
        originals = [read_file(name) for name in files]
        articles = [read_bytes(data, name) for data, name in zip(originals, files, strict=True)]
        stems = unique_stems(articles)
        terms = choose_glossary(glossary, none=no_glossary)
        engine = choose_engine(model, backend, quiet=silent)
        with Library.open(library_path(library, terms)) as opened:
            check_targets(articles, stems, output, formats, force=force)
            pipeline = Pipeline(engine, terms, opened, beam)
            note = glossary_note(terms, none=no_glossary)
            rows: list[Summary] = []
            translated: list[Article] = []
            for article, stem, original in zip(articles, stems, originals, strict=True):
                first = "" if rows else note
                run = _run(pipeline, article, original, first, again=SAME in formats, quiet=silent)
                translated.append(run.article)
                written = write_outputs(run.article, stem, output, formats, force=force, document=run.document)
                rows.append(summarise(run.article, run.progress, run.seconds, written))
    except KeyboardInterrupt:
        say("interrupted; what is translated is kept: the same command goes on from there", quiet=False)
        raise typer.Exit(130) from None
    if printed:
        print_articles(translated)
    if as_json:
        print(json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=2))
    elif formats and not quiet:
        from translate.cli.table import print_table

        print_table(rows)


def _run(pipeline: Pipeline, article: Article, original: bytes, note: str, *, again: bool, quiet: bool) -> Run:
    """Translate one article. The note is for the user and waits for the first paragraph: a failure comes alone."""
    from translate.running import run_article

    with _progress_bar(article, quiet=quiet) as advance:

        def tell(progress: Progress) -> None:
            if progress.paragraphs == 1:
                say(note, quiet)
            advance(progress)

        return run_article(pipeline, article, original, again=again, tell=tell)


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
