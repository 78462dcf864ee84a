"""``translate glossary impact``, ``refresh`` and ``consistency``: the glossary and what was translated before."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli.formats import DEFAULT, ForceOption, check_targets, choose_formats, print_articles, write_outputs
from translate.cli.options import (
    BackendOption,
    BeamOption,
    GlossaryOption,
    ModelOption,
    QuietOption,
    choose_engine,
    choose_glossary,
    library_path,
    say,
)

if TYPE_CHECKING:
    from translate.cli.impact_report import Outcome
    from translate.glossary.impact import Touched
    from translate.glossary.model import Glossary
    from translate.library import Library
    from translate.pipeline import Progress
    from translate.refresh import Retranslated

LibraryOption = Annotated[
    Path | None,
    typer.Option("--library", metavar="FILE", help="The library; translations.db beside the glossary if left out."),
]
ArticlesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="ARTICLE", help="A path, a part of a title, or a number in the library; all if left out."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for a program to read.")]


def register(app: typer.Typer) -> None:
    """Add ``impact`` to the commands of ``translate glossary``."""
    app.command("impact")(impact_command)


def impact_command(
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="REVISION|FILE",
            help="Compare with the glossary of this git revision, or with this file; if left out, with the one that"
            " each sentence was last translated with.",
        ),
    ] = None,
    no_translate: Annotated[
        bool, typer.Option("--no-translate", help="Only say which sentences are touched: translate none of them.")
    ] = False,
    model: ModelOption = None,
    glossary: GlossaryOption = None,
    library: LibraryOption = None,
    beam: BeamOption = 4,
    backend: BackendOption = "ctranslate2",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show which sentences a glossary change touches.

    And how they would read. No article is changed: `translate refresh` does that, and does not translate again what
    this command has.
    """
    from translate.cli.impact_report import cost_line, print_segments
    from translate.glossary.impact import find_touched
    from translate.glossary.revision import load_older
    from translate.pipeline import Pipeline, Progress
    from translate.refresh import retranslate

    silent = quiet or as_json
    terms = _need_glossary(glossary)
    older = None if since is None else load_older(since, Path(terms.path))
    with _open_library(library, terms) as opened, _interruptible():
        touched, progress, steps = find_touched(opened, terms, since=older), Progress(), None
        if touched and not no_translate:
            engine = choose_engine(model, backend, quiet=silent)
            steps = retranslate(Pipeline(engine, terms, opened, beam), touched, progress)
        outcome = _carry_out(opened, touched, steps, progress, quiet=silent)
    if as_json:
        typer.echo(json.dumps(outcome.as_json(), ensure_ascii=False, indent=2))
    elif touched:
        print_segments(outcome)
        typer.echo(cost_line(outcome))
        say("" if since else "`translate refresh` applies it", quiet)
    else:
        typer.echo("No segment is touched.")


def refresh_command(
    articles: ArticlesArgument = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Write the articles' English anew, into this folder."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="FORMATS", help="What to write, with commas between; the formats are below."),
    ] = None,
    force: ForceOption = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would be translated again; change nothing.")
    ] = False,
    model: ModelOption = None,
    glossary: GlossaryOption = None,
    library: LibraryOption = None,
    beam: BeamOption = 4,
    backend: BackendOption = "ctranslate2",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Translate again what a glossary change touches.

    Nothing else is translated. Sentences that somebody has reviewed keep their text; the new one becomes a suggestion.
    Files are written only with --output or --to: of the articles that are named, or else of those that were touched.
    """
    from translate.cli.impact_report import cost_line, print_segments
    from translate.glossary.impact import find_touched
    from translate.pipeline import Pipeline, Progress
    from translate.refresh import refresh

    silent = quiet or as_json
    formats, printed = choose_formats(DEFAULT if to is None else to, as_json=as_json)
    terms = _need_glossary(glossary)
    with _open_library(library, terms) as opened, _interruptible():
        chosen = _resolve(opened, articles)
        touched, progress, steps = find_touched(opened, terms, articles=chosen), Progress(), None
        wanted = chosen if chosen is not None else sorted({one.stored.article for one in touched})
        writes = (output is not None or to is not None) and not dry_run
        folder = output or Path(".")
        stems = _check_files(opened, chosen, wanted, folder, formats, force=force) if writes else {}
        if not dry_run:
            engine = choose_engine(model, backend, quiet=silent)
            _tell_other_models(opened, touched, engine.id, quiet=silent)
            steps = refresh(Pipeline(engine, terms, opened, beam), opened, touched, chosen, progress)
        outcome = _carry_out(opened, touched, steps, progress, quiet=silent)
        written: list[Path] = []
        for article_id, stem in stems.items():
            article = opened.load_article(article_id)
            original = opened.original(article_id)
            written += write_outputs(
                article, stem, folder, formats, force=force, original=original, same_if_there=to is None
            )
            if printed:
                print_articles([article])
    if as_json:
        report = {**outcome.as_json(), "written": list(map(str, written))}
        typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
    elif not quiet:
        if dry_run:
            print_segments(outcome)
        typer.echo(cost_line(outcome) if touched else "No segment is touched: all articles agree with the glossary.")
        for path in written:
            typer.echo(f"  wrote {path}")


def consistency_command(
    articles: ArticlesArgument = None,
    glossary: GlossaryOption = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find what is translated in more than one way.

    Sentences, terms of the glossary, and names that it does not have. Articles that are named are compared with all
    others. Exits with 1 when something is found.
    """
    from translate.cli.impact_report import print_inconsistencies
    from translate.consistency import find_inconsistencies

    terms = choose_glossary(glossary, none=False)
    with _open_library(library, terms) as opened:
        found = find_inconsistencies(opened, terms, _resolve(opened, articles))
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
    else:
        print_inconsistencies(found)
        typer.echo(f"{len(found):,} translated in more than one way." if found else "Nothing is inconsistent.")
    if found:
        raise typer.Exit(1)


def _need_glossary(path: Path | None) -> Glossary:
    from translate.errors import GlossaryError

    glossary = choose_glossary(path, none=False)
    if not glossary.path:
        raise GlossaryError("no glossary.yaml here or above", mend="name one with --glossary")
    return glossary


def _open_library(path: Path | None, glossary: Glossary) -> Library:
    """Open a library that is there: to make an empty one would answer no question."""
    from translate.errors import LibraryError
    from translate.library import Library

    where = library_path(path, glossary)
    if not where.exists():
        mend = "translate an article first, or name the library with --library"
        raise LibraryError("there is no library", where=str(where), mend=mend)
    return Library.open(where)


def _resolve(library: Library, names: Sequence[str] | None) -> list[int] | None:
    from translate.library import resolve_article

    if not names:
        return None
    known = library.names()
    return sorted({resolve_article(known, name).id for name in names})


def _carry_out(
    library: Library,
    touched: Sequence[Touched],
    steps: Iterator[list[Retranslated]] | None,
    progress: Progress,
    *,
    quiet: bool,
) -> Outcome:
    """Take the steps of a translation, if any, and return what came of it."""
    from translate.cli.impact_report import Outcome

    names, total = {name.id: name for name in library.names()}, library.count_segments()
    if steps is None:
        return Outcome(touched, None, names, total)
    new = {}
    started = time.perf_counter()
    with _bar(len(touched), quiet=quiet) as advance:
        for chunk in steps:
            new.update({(one.touched.stored.article, one.segment.id): one.segment.target for one in chunk})
            advance(len(new))
    return Outcome(touched, new, names, total, progress.translated, time.perf_counter() - started)


@contextmanager
def _interruptible() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        say("interrupted; what is translated is kept: the same command goes on from there", quiet=False)
        raise typer.Exit(130) from None


def _tell_other_models(library: Library, touched: Sequence[Touched], engine: str, *, quiet: bool) -> None:
    """Say where an article will have sentences of two models."""
    articles = {one.stored.article for one in touched}
    others = sorted({name.model for name in library.names() if name.id in articles and name.model not in ("", engine)})
    if others:
        say(f"translated with {', '.join(others)} before; what is touched is translated with {engine}", quiet)


def _check_files(
    library: Library,
    chosen: Sequence[int] | None,
    wanted: Sequence[int],
    folder: Path,
    formats: Sequence[str],
    *,
    force: bool,
) -> dict[int, str]:
    """Return the names of the files to write, by article, once nothing stands in their way.

    No two articles of the library share a name. Of an article that was changed and read again only the newest is
    written, unless another was chosen.
    """
    from translate.document import Article
    from translate.library import newest_of
    from translate.writing.names import unique_stems

    names = library.names()
    named = {name.id for name in newest_of(names)}.union(chosen or ())
    heads = {name.id: Article((), path=name.path) for name in names if name.id in named}
    stems = dict(zip(heads, unique_stems(list(heads.values())), strict=True))
    to_write = {article_id: stems[article_id] for article_id in wanted if article_id in stems}
    articles = [heads[article_id] for article_id in to_write]
    inputs = list(heads.values())
    check_targets(articles, list(to_write.values()), folder, formats, force=force, inputs=inputs)
    return to_write


@contextmanager
def _bar(sentences: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """Show how many sentences are done and the time left, on stderr, when it is a terminal."""
    if quiet or not sentences or not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), "sentences", TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=sentences)
        yield lambda done: bar.update(task, completed=done)
