"""``translate model``: which models there are, and more of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from translate.engines.models import Model, ModelInfo
    from translate.engines.pull import Report

app = typer.Typer(help="The translation models: list, choose, fetch, install.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for a program to read.")]


@app.command("list")
def list_command(as_json: AsJson = False) -> None:
    """List the models that can be used; a star marks the one that is."""
    from translate.engines.models import find_model, list_models
    from translate.errors import ModelError

    models, chosen, problem = list_models(), None, ""
    try:
        chosen = find_model()
    except ModelError as error:  # the list is where the user finds another
        problem = error.line()
    if chosen and chosen not in models:
        models.append(chosen)
    if as_json:
        _print_json([{**_described(model), "default": model == chosen} for model in models])
        return
    width = max(len(model.id) for model in models)
    for model in models:
        typer.echo(f"{'*' if model == chosen else ' '} {model.id:{width}}  {model.source}")
    if problem:
        typer.echo(problem, err=True)


@app.command("info")
def info_command(
    name: Annotated[
        str | None, typer.Argument(help="A model's name, its id or a folder; the one that is used if left out.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show a model's size, its licence, how well it translates."""
    from translate.engines.models import LARGER, find_model, model_info

    model = find_model(name)
    info = model_info(model)
    if as_json:
        _print_json({**_described(model), **asdict(info)})
        return
    for label, value in _lines(model, info):
        typer.echo(f"{label:<20} {value}")
    if model.source == "built in":
        typer.echo(f"This model is compact; `translate model pull` fetches the larger {LARGER}.")


@app.command("use")
def use_command(name: Annotated[str, typer.Argument(help="A model's name, its id or a folder.")]) -> None:
    """Choose the model that is used from now on."""
    from translate.engines.models import use_model

    typer.echo(f"{use_model(name).id} is used from now on.")


@app.command("pull")
def pull_command(
    repo: Annotated[
        str | None,
        typer.Argument(help="The repository on the Hugging Face hub; Helsinki-NLP/opus-mt-nl-en if left out."),
    ] = None,
    revision: Annotated[
        str | None, typer.Option("--revision", help="Fetch this branch, tag or commit rather than the main branch.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
) -> None:
    """Fetch a model from the Hugging Face hub and use it from now on.

    A fetch that was interrupted goes on where it stopped.
    """
    from translate.engines.models import LARGER
    from translate.engines.pull import pull_model

    try:
        with _progress(quiet) as report:
            model = pull_model(repo or LARGER, revision, report=report)
    except KeyboardInterrupt:
        typer.echo("Interrupted; what has arrived is kept: the same command goes on from there.", err=True)
        raise typer.Exit(130) from None
    typer.echo(f"{model.id} is installed and used from now on.")


@app.command("add")
def add_command(
    path: Annotated[Path, typer.Argument(help="A folder or zip with a Marian model, Hugging Face's or OPUS-MT's own.")],
    name: Annotated[str, typer.Option("--name", help="Call the model this rather than by its file's name.")] = "",
) -> None:
    """Install a model from a folder or a zip and use it from now on."""
    from translate.engines.install import add_model

    typer.echo(f"{add_model(path, name).id} is installed and used from now on.")


def _described(model: Model) -> dict[str, str]:
    return {"name": model.name, "id": model.id, "source": model.source, "folder": str(model.folder)}


def _print_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _lines(model: Model, info: ModelInfo) -> list[tuple[str, str]]:
    source, target = info.languages
    seen = info.target_tokens_seen
    lines = [
        ("name", model.name),
        ("id", model.id),
        ("source", model.source),
        ("folder", str(model.folder)),
        ("languages", f"{source} to {target}" if source and target else "not said"),
        ("parameters", f"{info.parameters / 1e6:.1f} million"),
        ("layers", f"{info.encoder_layers} encoder, {info.decoder_layers} decoder"),
        ("vocabulary", f"{info.vocabulary:,} pieces"),
        ("size on disk", f"{info.bytes / 1e6:.1f} MB"),
        ("marks terms", "yes" if info.marks_terms else "no"),
        ("target tokens seen", f"{seen / 1e6:.1f} million" if seen is not None else "not said"),
        ("licence", info.licence or "not said"),
    ]
    for score in info.scores:
        figures = ", ".join(f"{key} {value}" for key, value in score.items() if key not in ("test set", "sentences"))
        lines.append(
            ("evaluation", f"{score.get('test set', '?')} ({score.get('sentences', '?')} sentences): {figures}")
        )
    if info.scores and info.decoding:
        lines.append(("evaluated with", info.decoding))
    return lines


@contextmanager
def _progress(quiet: bool) -> Iterator[Report | None]:
    """Draw a bar on standard error where somebody is looking."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("asking the hub", total=None)
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)
