"""Options that several commands share, and what they stand for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from translate.engines.base import Engine
    from translate.glossary.model import Glossary

ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model", "-m", metavar="NAME|FOLDER", help="The model; the one chosen with `translate model use` if left out."
    ),
]
GlossaryOption = Annotated[
    Path | None,
    typer.Option(
        "--glossary", "-g", metavar="FILE", help="The glossary; the nearest glossary.yaml upwards if left out."
    ),
]
NoGlossaryOption = Annotated[bool, typer.Option("--no-glossary", help="Translate without any glossary.")]
BeamOption = Annotated[
    int, typer.Option("--beam", metavar="N", min=1, max=32, help="Beam size: larger is slower, 1 is greedy.")
]
BackendOption = Annotated[
    str,
    typer.Option(
        "--backend",
        metavar="NAME",
        help="What runs the model: ctranslate2, or pytorch, the reference (needs the extra `torch`).",
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors and what was asked for.")]


def choose_glossary(path: Path | None, *, none: bool) -> Glossary:
    """Load the glossary that was named, or the nearest; an empty one where there is none, or none is wanted."""
    from translate.errors import GlossaryError
    from translate.glossary.model import Glossary
    from translate.glossary.store import find_glossary, load_glossary

    if none and path is not None:
        raise GlossaryError("--glossary and --no-glossary contradict each other", mend="leave one of them out")
    found = None if none else path or find_glossary(Path.cwd())
    return Glossary() if found is None else load_glossary(found)


def glossary_note(glossary: Glossary, *, none: bool) -> str:
    """Say which glossary is used, or that there is none; nothing where none was wanted."""
    if glossary.path:
        return f"glossary: {glossary.path} ({len(glossary)} terms)"
    return "" if none else "no glossary.yaml here or above: translating without (`translate glossary init` makes one)"


def check_engine(model: str | None, backend: str) -> None:
    """Refuse a model or a backend that is not there, before anything is done that needs it."""
    from translate.engines.models import find_model
    from translate.errors import ModelError

    if backend not in ("ctranslate2", "pytorch"):
        raise ModelError(f"no backend {backend!r}", where="--backend", mend="choose ctranslate2 or pytorch")
    find_model(model)


def choose_engine(model: str | None, backend: str, *, quiet: bool) -> Engine:
    """Load the engine; on a terminal, once, say how to get the larger model."""
    from translate.engines import load_engine
    from translate.engines.models import find_model, larger_model_hint, mark_hint_seen

    check_engine(model, backend)
    engine = load_engine(model, backend=backend)
    if sys.stderr.isatty() and sys.stdout.isatty() and not quiet:
        hint = larger_model_hint(find_model(model))
        if hint is not None:
            say(hint, quiet)
            mark_hint_seen()
    return engine


def library_path(named: Path | None, glossary: Glossary) -> Path:
    """Return where translations are kept: the file named, else beside the glossary, else in the user's data folder."""
    from translate.errors import LibraryError
    from translate.folders import data_folder

    if named is not None:
        return named
    if glossary.path:
        return Path(glossary.path).resolve().parent / "translations.db"
    folder = data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        mend = "name a file with --library, or set XDG_DATA_HOME"
        raise LibraryError(f"cannot be made ({error.strerror})", where=str(folder), mend=mend) from error
    return folder / "translations.db"


def say(line: str, quiet: bool) -> None:
    """Print a line for the user, not for a program: on stderr."""
    if line and not quiet:
        print(f"translate: {line}", file=sys.stderr)
