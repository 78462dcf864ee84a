"""``translate text``: a string or standard input to standard output."""

from __future__ import annotations

import sys
from typing import Annotated

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
    say,
)


def text_command(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="TEXT", help="Dutch text; - or nothing is standard input.")
    ] = None,
    model: ModelOption = None,
    glossary: GlossaryOption = None,
    no_glossary: NoGlossaryOption = False,
    beam: BeamOption = 4,
    backend: BackendOption = "ctranslate2",
    quiet: QuietOption = False,
) -> None:
    """Translate a text and print the English.

    Lines stay lines, and nothing is kept.
    """
    from translate.api import join_lines, translate_lines
    from translate.errors import ReadingError
    from translate.reading.decoding import decode
    from translate.summary import warnings_of

    text = " ".join(words or ())
    if not words or words == ["-"]:
        data = sys.stdin.buffer.read()
        text = decode(data, "-").text.strip("\n") if data.strip() else ""
    if not text.strip():
        raise ReadingError("nothing to translate", mend="give Dutch text as an argument or on standard input")
    terms = choose_glossary(glossary, none=no_glossary)
    engine = choose_engine(model, backend, quiet=quiet)
    done = translate_lines(text, glossary=terms, engine=engine, beam=beam)
    if sys.stderr.isatty() or not terms.path:
        say(glossary_note(terms, none=no_glossary), quiet)
    print(join_lines(done, text))
    for warning in warnings_of(done):
        say(warning, quiet)
