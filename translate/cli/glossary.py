"""``translate glossary``: begin a glossary and keep it in order."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="The glossary: the terms your English must have.", no_args_is_help=True)


@app.command("init")
def init_command(
    force: Annotated[bool, typer.Option("--force", help="Overwrite the glossary that is there.")] = False,
) -> None:
    """Write a starter glossary, glossary.yaml, into the working folder."""
    from translate.glossary.store import init_glossary, load_glossary

    path = init_glossary(Path.cwd(), force=force)
    typer.echo(f"Wrote {path.name} with {len(load_glossary(path))} terms: open it in your editor and make it yours.")
