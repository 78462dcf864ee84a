"""The command line: parse, call, print. Modules here import nothing heavy before a command runs."""

from __future__ import annotations

from typing import Annotated

import typer

from translate.cli import (
    article,
    check,
    export,
    formats,
    glossary,
    glossary_edit,
    glossary_exchange,
    glossary_propose,
    impact,
    imports,
    memory,
    model,
    review,
    text,
)

app = typer.Typer(
    help="Dutch articles into English with every name and term as your glossary says, offline.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # with rich, help takes half a second on a slow machine; without, a tenth
)
app.command("article", cls=formats.FormatsCommand)(article.article_command)
app.command("text")(text.text_command)
app.command("review")(review.review_command)
app.command("check")(check.check_command)
app.command("export", cls=formats.FormatsCommand)(export.export_command)
app.command("import")(imports.import_command)
glossary_edit.register(glossary.app)
glossary_exchange.register(glossary.app)
glossary_propose.register(glossary.app)
impact.register(glossary.app)
app.command("refresh", cls=formats.FormatsCommand)(impact.refresh_command)
app.command("consistency")(impact.consistency_command)
app.add_typer(glossary.app, name="glossary")
app.add_typer(memory.app, name="memory")
app.add_typer(model.app, name="model")


def _version(asked: bool) -> None:
    if asked:
        from translate import __version__

        typer.echo(f"translate {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass
